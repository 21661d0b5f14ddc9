"""What is said out loud on the desk as it would be in life: alerts, calls and answered pages."""

from collections.abc import Callable, Collection

from game.engine.events import AlertFired, AlertResolved, Event, InjectReleased, PersonAnswered
from game.faces.desk.theme import Tone
from game.terms import Role, Via

Say = Callable[[str, Tone], object]
"""Shows a sentence for a moment."""

SHOWN_ELSEWHERE = frozenset({Via.CHANNEL, Via.MONITORING, Via.STATUS_PAGE, Via.PHONE})
"""What comes this way stands in the channel already, or rings."""
_OPENINGS = {Via.EMAIL: "✉ E-mail from ", Via.TICKET: "☷ Ticket from ", Via.PAGE: "▲ Page from "}
FIRST_WORDS = 90


def notice_of(
    event: Event, humans: Collection[Role], person: Callable[[str], str]
) -> tuple[str, Tone] | None:
    """What to say of an event to those who sit here, and in which tone; None for nothing."""
    match event:
        case InjectReleased() if event.via not in SHOWN_ELSEWHERE and event.to in humans:
            return called(person(event.sender), event.text, event.via)
        case AlertFired() if event.page is None:
            return f"Alert: {event.title}", "bad"
        case AlertResolved():
            return f"Alert over: {event.title}", "good"
        case PersonAnswered():
            return f"{person(event.target)} answers the page", "character"
        case _:
            return None


def called(name: str, text: str, via: Via) -> tuple[str, Tone]:
    """Somebody says something to one of the seats."""
    return f"{_OPENINGS.get(via, '')}{name}: {_first_words(text)}", "character"


def _first_words(text: str) -> str:
    if len(text) <= FIRST_WORDS:
        return text
    return f"{text[: FIRST_WORDS - 2].rsplit(' ', 1)[0]} …"
