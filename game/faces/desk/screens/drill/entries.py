"""What the command palette offers in a drill: the actions of our seats, and the ways around."""

from collections.abc import Iterator
from functools import partial

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.desk.forms.actions import SEAT_ACTIONS, SeatAction
from game.faces.desk.screens.drill.seatpanel import SeatPanel
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.screens.palette import Entry
from game.faces.desk.table import Table
from game.terms import SEATS, Role

_OTHER_WORDS = {
    "declare": "incident severity begin",
    "mitigate": "lever fix repair rollback flag restart scale",
    "investigate": "look ask logs traces database",
    "undo": "take back revert",
    "post": "customers executives support update communicate",
    "write-entry": "timeline note scribe log",
    "snapshot": "screenshot evidence chart",
    "page": "call wake escalate",
    "resolve": "close end",
    "mark-mitigated": "fixed customers monitoring",
    "stand-down": "false alarm",
    "status-doc": "document pinned",
}
NOT_NOW = "nothing to do with it now"


def seat_entries(table: Table, seat: SeatPanel) -> Iterator[Entry]:
    """Every action of every seat that we hold, the shown seat's first."""
    roles = sorted(SEATS, key=lambda role: role is not seat.seat)
    for role in roles:
        if role in table.humans:
            view = table.view(role)
            for action in SEAT_ACTIONS[role]:
                yield _entry(seat, role, action, view)
                yield from _kinds(seat, role, action, table.handbook)


def _entry(seat: SeatPanel, role: Role, action: SeatAction, view: View) -> Entry:
    def act() -> None:
        seat.choose(role)
        if action.about:
            seat.open_about(action.action, dict(action.about))
        else:
            seat.open(action.action)

    return Entry(
        title_of(action),
        ROLE_NAMES[role],
        act,
        ROLE_TONES[role],
        action.key if role is seat.seat else "",
        _OTHER_WORDS.get(action.action, ""),
        "" if action.relevant(view) else NOT_NOW,
    )


def title_of(action: SeatAction) -> str:
    """What the palette calls an action."""
    name = action.text.removesuffix("…")
    return f"Jot down {name.casefold()}" if action.about else name


def _kinds(seat: SeatPanel, role: Role, action: SeatAction, handbook: Handbook) -> Iterator[Entry]:
    """The levers and the places to look, each by its own name."""
    match action.action:
        case "mitigate":
            key, named = "lever", {item.id: item.title for item in handbook.levers.values()}
        case "investigate":
            key, named = "investigation", {id_: it.title for id_, it in handbook.lookups.items()}
        case _:
            return
    name = action.text.removesuffix("…")
    for about, title in named.items():
        act = partial(_open_about, seat, role, action.action, {key: about})
        yield Entry(f"{name}: {title}", ROLE_NAMES[role], act, ROLE_TONES[role])


def _open_about(seat: SeatPanel, role: Role, action: str, about: dict[str, str]) -> None:
    seat.choose(role)
    seat.open_about(action, about)
