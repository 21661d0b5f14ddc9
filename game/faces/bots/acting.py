"""What all orders share: who acts, and whether the hands are free."""

from game.engine.commands import Command
from game.engine.events import Actor
from game.engine.view import View
from game.terms import Role

Orders = tuple[Command, ...]
"""Commands that belong together, in order."""


def actor(view: View, seat: Role) -> Actor:
    """Who acts from that seat, having seen everything up to this view."""
    return Actor(view.seats.get(seat, seat.title), seat, view.n)


def hands_busy(view: View) -> bool:
    """Whether Ops is still looking into something or checking something."""
    looking = any(item.done_s is None for item in view.inquiries)
    return looking or any(check.done_s is None for check in view.checks)
