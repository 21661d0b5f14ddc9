"""What a form is made from: the seat's view, the public plan, and what the coach would fill in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.engine.commands import Command
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.view import View
from game.terms import Role


@dataclass(frozen=True, slots=True)
class Context:
    """Where and why a form is opened; `with_` comes from the item on the list that led to it."""

    view: View
    handbook: Handbook
    seat: Role
    with_: Mapping[str, str] = field(default_factory=dict)
    suggestion: Command | None = None
    coach: bool = False

    @property
    def by(self) -> Actor:
        """Who gives the commands: the session fills in the name."""
        return Actor("", self.seat)

    def person(self, role: Role) -> str:
        """Who sits in a seat, or holds its role."""
        holder = self.view.roles.get(role)
        return holder.person if holder else self.view.seats.get(role, role.title)
