"""The author's corner: scenarios checked, forecast and proven in the window."""
