"""What all events have."""

from dataclasses import dataclass

from game.terms import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: the person's name, the seat acted from, and the last event the face had shown."""

    person: str
    role: Role
    seen: int = 0


SYSTEM = Actor("system", Role.SYSTEM)
"""The rules of the exercise themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What all events have: when (seconds since T+0) and by whom."""

    at_s: int
    by: Actor
