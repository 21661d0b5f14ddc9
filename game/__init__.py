"""Break Glass: a tabletop exercise simulator game for incident response."""

__version__ = "0.1.0"
