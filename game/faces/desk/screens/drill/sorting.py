"""The channel narrowed down: to one sort of line, to a word, to what is for this seat."""

from enum import StrEnum

from game.engine.state import Message
from game.engine.view import View
from game.faces.desk.screens.drill.lines import is_meant
from game.terms import EntryKind, Via


class Sort(StrEnum):
    """What the lines of the channel can be narrowed down to."""

    ALL = "all"
    FOR_YOU = "for-you"
    PEOPLE = "people"
    MONITORING = "monitoring"
    DECISIONS = "decisions"
    POSTS = "posts"


SORT_TITLES = {
    Sort.ALL: "All",
    Sort.FOR_YOU: "For you",
    Sort.PEOPLE: "People",
    Sort.MONITORING: "Alerts, pages",
    Sort.DECISIONS: "Decisions",
    Sort.POSTS: "Posts",
}
_KINDS = {
    Sort.PEOPLE: EntryKind.SAID,
    Sort.MONITORING: EntryKind.DETECTED,
    Sort.DECISIONS: EntryKind.DECIDED,
    Sort.POSTS: EntryKind.SAID,
}
"""What a line is in the Scribe's timeline."""
_ANNOUNCED = "event-"
"""How the ids of lines begin that the channel writes by itself (engine.announcements)."""
_OPENINGS = {
    "posted to ": Sort.POSTS,
    "paged ": Sort.MONITORING,
    "declared ": Sort.DECISIONS,
    "changed the severity ": Sort.DECISIONS,
    "decided: ": Sort.DECISIONS,
    "started: ": Sort.DECISIONS,
    "stopped: ": Sort.DECISIONS,
    "took back: ": Sort.DECISIONS,
    "says that the impact ": Sort.DECISIONS,
    "resolved the ": Sort.DECISIONS,
    "stood the team ": Sort.DECISIONS,
    "reopened the ": Sort.DECISIONS,
}
_MACHINES = frozenset({Via.MONITORING, Via.PAGE, Via.STATUS_PAGE})


def sort_of(item: Message) -> Sort:
    """What a line is: said by people, by machines, a decision, or that a post went out."""
    if item.via in _MACHINES:
        return Sort.MONITORING
    if item.id.startswith(_ANNOUNCED):
        found = (sort for words, sort in _OPENINGS.items() if item.text.startswith(words))
        return next(found, Sort.PEOPLE)
    return Sort.PEOPLE


def narrowed(view: View, item: Message, sort: Sort, search: str) -> bool:
    """Whether a line stays when the channel is narrowed down so; `search` in small letters."""
    if search and search not in f"{item.sender} {item.text}".casefold():
        return False
    match sort:
        case Sort.ALL:
            return True
        case Sort.FOR_YOU:
            return is_meant(view, item) or item.to == view.role.value
        case _:
            return sort_of(item) is sort


def as_entry(said: Message) -> dict[str, str]:
    """What the Scribe's form begins with for a line, as of when it was said."""
    kind = _KINDS[sort_of(said)]
    return {"time": str(said.at_s), "who": said.sender, "text": said.text, "kind": kind.value}
