"""The coach beside a player: the one thing to do now, why, and the commands that do it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from game.engine.commands import Command
from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.agenda import agenda
from game.faces.bots.orders import command_for, commands_for
from game.terms import SEATS, Role

__all__ = ["Hint", "command_for", "commands_for", "hint", "hints"]


@dataclass(frozen=True, slots=True)
class Hint:
    """What the coach says: what to do now and why, and what it means on the screen."""

    item: DueItem
    say: str
    why: str
    commands: tuple[Command, ...]


def hint(view: View, roles: Collection[Role], handbook: Handbook) -> Hint | None:
    """The most urgent thing that these seats can do now; None when there is nothing but to watch.

    `view` may be of any of the seats; what is due is known to all of them.
    """
    return next(hints(view, roles, handbook), None)


def hints(view: View, roles: Collection[Role], handbook: Handbook) -> Iterator[Hint]:
    """Everything that these seats can do now, the most urgent first."""
    open_items = [item for role in SEATS if role in roles for item in agenda(view, role, handbook)]
    for item in sorted(open_items, key=lambda item: (item.due_s or 0, item.since_s)):
        commands = commands_for(item, view, handbook)
        if commands:
            yield Hint(item, item.say, item.why, commands)
