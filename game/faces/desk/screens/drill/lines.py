"""What was said, as rows: each way of reaching people looks like itself, as it would in life."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from game.engine.handbook import Handbook
from game.engine.state import InjectState, Message
from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import RichRow
from game.simtime import countdown
from game.terms import Role, Via

QUOTED = 56
"""So many letters of what is answered are quoted above the answer."""
OVER = "Over: "
"""How the channel begins to say that an alert has ended."""


def message_row(
    handbook: Handbook, view: View, item: Message, said: Mapping[str, Message] | None = None
) -> RichRow:
    """What somebody said, with what it answers, who is meant, and how long they have waited."""
    runs = [*_quote(item, said or {}), Run(f"{handbook.utc(item.at_s)}  ", "muted", "small")]
    meant = is_meant(view, item)
    runs += _HEADS.get(item.via, _spoken)(handbook, item)
    if meant:
        runs += [Run("@ you", "warn", "small_strong", chip=True), Run("  ")]
    runs += _words(view, item) if meant else [_body(item)]
    runs += _waiting(view, item)
    tone = _TONES.get(item.via)
    if item.via is Via.MONITORING:
        tone = "good" if item.text.startswith(OVER) else "bad" if is_alert(handbook, item) else None
    return RichRow(runs, key=item.id, tone="warn" if meant else tone)


def _quote(item: Message, said: Mapping[str, Message]) -> Iterator[Run]:
    asked = said.get(item.reply_to)
    if asked is not None:
        yield Run(f"↳ {asked.sender}: “{_first_words(asked.text)}”\n", "muted", "small")


def _first_words(text: str) -> str:
    if len(text) <= QUOTED:
        return text
    return f"{text[: QUOTED - 2].rsplit(' ', 1)[0]} …"


def _body(item: Message) -> Run:
    match item.via:
        case Via.PHONE:
            return Run(f"“{item.text}”")
        case Via.MONITORING:
            return Run(item.text, style="mono")
        case _:
            return Run(item.text)


# -- how each way looks ---------------------------------------------------------------------


def _spoken(_handbook: Handbook, item: Message) -> list[Run]:
    name = ROLE_NAMES.get(item.role)
    who = f"{item.sender} · {name}" if name else item.sender
    return [Run(f"{who}  ", ROLE_TONES.get(item.role, "character"), "strong")]


def _monitoring(handbook: Handbook, item: Message) -> list[Run]:
    if item.text.startswith(OVER):
        return [Run("✓ ALERT  ", "good", "small_strong")]
    if is_alert(handbook, item):
        return [Run("▲ ALERT  ", "bad", "small_strong")]
    return [Run("● ", "system", "small_strong")]


def _paged(_handbook: Handbook, item: Message) -> list[Run]:
    return [Run(f"▲ PAGE from {item.sender}  ", "bad", "small_strong")]


def _phoned(handbook: Handbook, item: Message) -> list[Run]:
    return [
        Run("☎ Phone call  ", "character", "small_strong"),
        Run(f"{_full(handbook, item)}\n", "character", "strong"),
    ]


def _mailed(handbook: Handbook, item: Message) -> list[Run]:
    return [
        Run("✉ E-mail\n", "info", "small_strong"),
        Run("From  ", "muted", "small"),
        Run(f"{_full(handbook, item)}\n", "info", "strong"),
    ]


def _ticketed(_handbook: Handbook, item: Message) -> list[Run]:
    return [
        Run("☷ Ticket", "character", "small_strong"),
        Run(f" opened by {item.sender}\n", "muted", "small"),
    ]


def _on_a_page(_handbook: Handbook, item: Message) -> list[Run]:
    return [
        Run("◎ Status page of another company", "info", "small_strong"),
        Run(f", passed on by {item.sender}\n", "muted", "small"),
    ]


def _full(handbook: Handbook, item: Message) -> str:
    titles = (person.title for person in handbook.contacts.values() if person.name == item.sender)
    title = next(titles, "")
    return f"{item.sender}, {title}" if title else item.sender


_HEADS = {
    Via.MONITORING: _monitoring,
    Via.PAGE: _paged,
    Via.PHONE: _phoned,
    Via.EMAIL: _mailed,
    Via.TICKET: _ticketed,
    Via.STATUS_PAGE: _on_a_page,
}
_TONES: Mapping[Via, Tone] = {
    Via.PAGE: "bad",
    Via.PHONE: "character",
    Via.EMAIL: "info",
    Via.TICKET: "muted",
    Via.STATUS_PAGE: "info",
}


def is_alert(handbook: Handbook, item: Message) -> bool:
    """Whether the monitoring says that an alert fires or is over."""
    return item.text.removeprefix(OVER) in handbook.alerts.values()


# -- who is meant ---------------------------------------------------------------------------


def is_meant(view: View, item: Message) -> bool:
    """Whether somebody else names this seat, or whoever sits in it, before everybody."""
    if item.channel != "incident" or item.role is view.role or item.via is Via.MONITORING:
        return False
    return view.role in ROLE_NAMES and _names(view).search(item.text) is not None


def _names(view: View) -> re.Pattern[str]:
    holder = view.roles.get(view.role)
    return _pattern(view.role, holder.person if holder else view.seats.get(view.role, ""))


@lru_cache(maxsize=64)
def _pattern(role: Role, person: str) -> re.Pattern[str]:
    words = {role.title, ROLE_NAMES[role], person, person.split(" ", maxsplit=1)[0]} - {""}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _words(view: View, item: Message) -> Iterator[Run]:
    """The text, with the names of this seat standing out."""
    reached = 0
    for found in _names(view).finditer(item.text):
        yield Run(item.text[reached : found.start()])
        yield Run(found.group(), "warn", "strong")
        reached = found.end()
    yield Run(item.text[reached:])


# -- who waits ------------------------------------------------------------------------------


def waiting_for(view: View) -> dict[str, InjectState]:
    """What asks for an answer and has none yet, by its id."""
    return {
        item.id: item
        for item in view.injects
        if item.expects_s is not None and item.answered_s is None and item.expired_s is None
    }


def _waiting(view: View, item: Message) -> Iterator[Run]:
    asked = waiting_for(view).get(item.id)
    if asked is not None:
        left = countdown(asked.at_s + (asked.expects_s or 0) - view.at_s)
        yield Run("  ")
        yield Run(f"waits for an answer {left}", "warn", "small_strong", chip=True)
