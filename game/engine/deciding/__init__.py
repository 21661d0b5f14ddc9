"""What each command leads to: events, or a refusal that teaches."""
