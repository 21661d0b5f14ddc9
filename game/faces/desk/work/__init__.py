"""Work that takes longer than a frame, in processes of their own: the window stays live."""
