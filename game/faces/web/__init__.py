"""The room: a drill on the network, with everyone at a browser of their own."""
