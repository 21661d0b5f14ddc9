"""A scenario file that is watched while its drill runs: what its author saves is taken over."""

from pathlib import Path
from typing import NamedTuple

from game.engine.commands import ReviseScript
from game.engine.events import Actor
from game.engine.refusals import Refusal
from game.scenario.assemble import SCENARIO
from game.scenario.library import load
from game.session.session import Session
from game.terms import Role

EVERY_S = 0.5
"""So often the file is looked at, in real seconds."""

_AUTHOR = Actor("", Role.FACILITATOR)


class News(NamedTuple):
    """What came of a change, for whoever watches."""

    text: str
    taken_over: bool


class Watch:
    """One file and what it said last; whatever is wrong with it, the drill goes on as it was."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen = _stamp(file)
        self._next_s = 0.0

    def look(self, session: Session, now_s: float) -> News | None:
        """Take the file over if it has changed; None when there is nothing new.

        `now_s` are real seconds of any clock. OSError when the log cannot be written.
        """
        if now_s < self._next_s:
            return None
        self._next_s = now_s + EVERY_S
        stamp = _stamp(self._file)
        if stamp is None or stamp == self._seen:
            return None
        self._seen = stamp
        return self._taken_over(session)

    def _taken_over(self, session: Session) -> News | None:
        loaded = load(self._file)
        if isinstance(loaded, list):
            first = loaded[0]
            more = f" (and {len(loaded) - 1} more)" if len(loaded) > 1 else ""
            text = f"{self._file.name}, line {first.line}: {first.message}{more}."
            return News(f"{text} The drill goes on as it was.", taken_over=False)
        text = loaded.sources[SCENARIO]
        if text == session.header.sources[SCENARIO] and session.state.revised is None:
            return None
        result = session.submit(ReviseScript(by=_AUTHOR, text=text))
        if isinstance(result, Refusal):
            return News(f"Not taken over. {result.text}", taken_over=False)
        return News(f"{self._file.name} is taken over.", taken_over=True)


def _stamp(file: Path) -> tuple[int, int] | None:
    """Tells one version of the file from the next; None while it is not there."""
    try:
        facts = file.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size
