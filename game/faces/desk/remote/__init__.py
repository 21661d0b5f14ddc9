"""A seat of a room that is hosted elsewhere, at the desk: the same messages as a browser's."""
