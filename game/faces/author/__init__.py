"""The author's bench: a new scenario, what it will bring, whether it works, and its MSEL."""
