"""Bots: players who see no more than a person in their seat would, and the coach beside people."""
