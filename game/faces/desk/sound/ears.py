"""When which sound is heard: by what has changed since the last look at the drill."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from game.engine.view import View
from game.faces.desk.sound.speaker import Speaker
from game.terms import ExercisePhase, Role, Via

if TYPE_CHECKING:
    from game.faces.desk.sound.recipes import SoundName

SOON_S = 30
"""Something is due soon when so many incident seconds are left."""


class Ears:
    """Listens to the views of one drill; what was so when it began is no news."""

    def __init__(self) -> None:
        self._before: View | None = None
        self._soon: frozenset[str] = frozenset()

    def hear(self, view: View, humans: Collection[Role]) -> list["SoundName"]:
        """What is to be heard at this moment, what matters most first."""
        before, self._before = self._before, view
        soon = frozenset(_due_soon(view, humans))
        news, self._soon = soon - self._soon, soon
        if before is None:
            return []
        heard: list[SoundName] = []
        if _calls(view, humans) - _calls(before, humans):
            heard.append("phone")
        if set(view.firing) - set(before.firing):
            heard.append("alert")
        if before.firing and not view.firing:
            heard.append("recovered")
        if len(view.posts) > len(before.posts):
            heard.append("posted")
        if news:
            heard.append("due")
        return heard


class DrillSounds:
    """Lets one drill be heard; the pager rings again and again until somebody takes the page."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._ears = Ears()

    def hear(self, view: View, humans: Collection[Role]) -> None:
        """Play what this moment sounds like: one sound at a time, what matters most."""
        news = self._ears.hear(view, humans)
        if not ringing(view):
            self._speaker.stop_ringing()
        elif self._speaker.ring():
            return
        if news:
            self._speaker.play(news[0])


def ringing(view: View) -> bool:
    """Whether a page waits for somebody to take it, while the time runs."""
    running = view.phase is ExercisePhase.RUNNING
    return running and any(page.acknowledged_s is None for page in view.pages)


def _calls(view: View, humans: Collection[Role]) -> set[str]:
    """Telephone calls to these seats so far."""
    seats = {seat.value for seat in humans}
    return {item.id for item in view.injects if item.via is Via.PHONE and item.to in seats}


def _due_soon(view: View, humans: Collection[Role]) -> list[str]:
    return [
        item.id
        for item in view.due
        if item.seat in humans
        and item.done_s is None
        and item.due_s is not None
        and item.due_s - view.at_s <= SOON_S
    ]
