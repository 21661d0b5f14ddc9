"""What is new between two moments of a seat, as it is said out loud on the desk."""

from collections.abc import Iterator

from game.engine.handbook import Handbook
from game.engine.state import InjectState
from game.engine.view import View
from game.faces.desk.notices import SHOWN_ELSEWHERE, called
from game.faces.desk.theme import Tone


def news(before: View, now: View, book: Handbook) -> Iterator[tuple[str, Tone]]:
    """Calls to this seat, and alerts that came or went without a page."""
    known = {item.id for item in before.injects}
    for item in now.injects:
        if item.id not in known and _is_call(item, now.role.value):
            contact = book.contacts.get(item.sender)
            name = contact.name if contact else item.sender.capitalize()
            yield called(name, item.text, item.via)
    paged = {page.text for page in now.pages[len(before.pages) :]}
    for alert in now.firing:
        title = book.alerts.get(alert, alert)
        if alert not in before.firing and title not in paged:
            yield f"Alert: {title}", "bad"
    for alert in before.firing:
        if alert not in now.firing:
            yield f"Alert over: {book.alerts.get(alert, alert)}", "good"


def _is_call(item: InjectState, seat: str) -> bool:
    return item.via not in SHOWN_ELSEWHERE and item.to == seat
