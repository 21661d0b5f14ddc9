"""The desk: the window a player sits at, drawn with pygame."""
