"""The faces: everything a person or a program sees of a drill."""
