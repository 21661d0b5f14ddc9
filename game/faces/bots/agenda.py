"""What a seat has to do, the most urgent first: what is due, and the craft between."""

from collections.abc import Callable, Iterator, Mapping

from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.craft import LATER_S
from game.faces.bots.craft_hands import of_ops
from game.faces.bots.craft_lead import of_ic
from game.faces.bots.craft_words import of_comms, of_scribe
from game.terms import Role


def agenda(view: View, role: Role, handbook: Handbook) -> tuple[DueItem, ...]:
    """Open items of a seat, the most urgent first; some may have to wait for others."""
    due = [item for item in view.due if item.seat is role and item.done_s is None]
    standing = _STANDING.get(role)
    if standing is not None:
        due += standing(view, handbook)
    return tuple(sorted(due, key=_urgency))


def _urgency(item: DueItem) -> tuple[int, int, str]:
    due_s = item.due_s if item.due_s is not None else item.since_s + LATER_S
    return due_s, item.since_s, item.id


_STANDING: Mapping[Role, Callable[[View, Handbook], Iterator[DueItem]]] = {
    Role.IC: of_ic,
    Role.OPS: of_ops,
    Role.COMMS: of_comms,
    Role.SCRIBE: of_scribe,
}
