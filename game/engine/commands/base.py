"""What all commands have."""

from dataclasses import dataclass

from game.engine.events import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What all commands have: who gives it."""

    by: Actor
