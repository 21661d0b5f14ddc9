"""The handbook that bots and faces read; it is made where plans are known."""

from game.engine.handbook import Contact, Handbook, Lever, Lookup, Question, handbook_of

__all__ = ["Contact", "Handbook", "Lever", "Lookup", "Question", "handbook_of"]
