"""An index beside the drills, so that ten thousand of them need not be read again and again.

It holds nothing that is not in the drills' own files, and may be deleted at any time.
"""

import json
from collections.abc import Callable
from pathlib import Path

from game.faces.author.files import replace_file
from scoring.scorecard import Json

_VERSION = 3
Stamp = list[int]
"""Sizes and times of the files that an entry was made from."""


class Index:
    """Entries by the names of drills, each good for as long as its files stay the same."""

    __slots__ = ("_entries", "_kept", "_made", "_path")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries = _read(path)
        self._kept: dict[str, Json] = {}
        self._made = 0

    def get(self, name: str, stamp: Stamp, make: Callable[[], Json]) -> Json:
        """The entry of a drill; made anew where its files have changed."""
        known = self._entries.get(name)
        if isinstance(known, list) and len(known) == 2 and known[0] == stamp:
            self._kept[name] = known
            return known[1]
        self._made += 1
        data = make()
        self._kept[name] = [list(stamp), data]
        return data

    def save(self) -> None:
        """Keep it, where it changed and where that is allowed."""
        if not self._made and len(self._kept) == len(self._entries):
            return
        document = {"version": _VERSION, "entries": self._kept}
        try:
            replace_file(self._path, json.dumps(document, separators=(",", ":")).encode())
        except OSError:
            return  # an archive that may only be read is read without an index


def _read(path: Path) -> dict[str, Json]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        return {}
    entries = document.get("entries")
    return entries if isinstance(entries, dict) else {}
