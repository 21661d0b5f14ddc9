"""The audit trail of a room: joins, refusals and interventions, a line each, beside the log."""

import json
from collections.abc import Callable
from pathlib import Path

from game.session.folder import utc_now

LINES_MAX = 10_000
"""A client that does nothing but be refused must not fill the disk."""
TEXT_MAX = 200


class Audit:
    """Appends lines to `audit.jsonl`; without a path it keeps nothing."""

    def __init__(self, path: Path | None, now: Callable[[], str] = utc_now) -> None:
        self._path = path
        self._now = now
        self._lines = 0

    def write(self, what: str, **about: str) -> None:
        """One line: when, what, and about whom; values are cut to a sensible length."""
        self._lines += 1
        if self._path is None or self._lines > LINES_MAX:
            return
        cut = {key: value[:TEXT_MAX] for key, value in about.items()}
        line = json.dumps({"wall": self._now(), "what": what, **cut}, ensure_ascii=True)
        with self._path.open("a", encoding="ascii") as file:
            file.write(line + "\n")
