"""Hosting a team drill from the window: the choice of it, and the room while it is open."""
