"""The craft between the items that are due: how it is put on a seat's list."""

from collections.abc import Mapping

from game.engine.duties import DueItem
from game.engine.view import View
from game.terms import IncidentPhase, Role

OPEN = frozenset({IncidentPhase.DECLARED, IncidentPhase.MITIGATING, IncidentPhase.MONITORING})
BROKEN = frozenset({IncidentPhase.DECLARED, IncidentPhase.MITIGATING})
LATER_S = 240
"""Within this time things are done that nobody waits for."""


def craft(
    view: View,
    seat: Role,
    key: str,
    action: str,
    *,
    text: str,
    why: str,
    within_s: int,
    with_: Mapping[str, str] | None = None,
) -> DueItem:
    """Something that a practised player does now, though no clock asks for it."""
    return DueItem(
        id=key,
        seat=seat,
        text=text,
        say=text,
        why=why,
        action=action,
        with_=with_ or {},
        since_s=view.at_s,
        due_s=view.at_s + within_s,
    )
