"""An index beside the drills, so that ten thousand of them need not be read again and again.

It holds nothing that is not in the drills' own files, and may be deleted at any time. Each process
writes it whole, so that of two at the same time the later one wins, and nothing is ever half.
"""

import json
from collections.abc import Callable
from pathlib import Path

from game.faces.replacing import replace_file
from scoring.scorecard import Json

_VERSION = 4
Stamp = list[int]
"""Sizes and times of the files that an entry was made from."""


class Index:
    """Entries by the names of drills, each good for as long as its files stay the same.

    Beside them lies what many drills share, by a digest of what it was made from.
    """

    __slots__ = ("_entries", "_kept", "_kept_shared", "_made", "_path", "_shared")

    def __init__(self, path: Path) -> None:
        self._path = path
        document = _read(path)
        self._entries = _part(document, "entries")
        self._shared = _part(document, "shared")
        self._kept: dict[str, Json] = {}
        self._kept_shared: dict[str, Json] = {}
        self._made = 0

    def get(self, name: str, stamp: Stamp, make: Callable[[], Json]) -> Json:
        """The entry of a drill; made anew where its files have changed."""
        known = self._entries.get(name)
        if isinstance(known, list) and len(known) == 2 and known[0] == stamp:
            self._kept[name] = known
            return known[1]
        return self.renew(name, stamp, make)

    def renew(self, name: str, stamp: Stamp, make: Callable[[], Json]) -> Json:
        """The entry made anew, whatever was known."""
        self._made += 1
        self._kept.pop(name, None)
        data = make()
        self._kept[name] = [list(stamp), data]
        return data

    def shared(self, digest: str, make: Callable[[], Json]) -> Json:
        """What the drills with that digest share; made once."""
        if digest not in self._kept_shared:
            known = self._shared.get(digest)
            if known is None:
                self._made += 1
                known = make()
            self._kept_shared[digest] = known
        return self._kept_shared[digest]

    def save(self) -> None:
        """Keep it, where it changed and where that is allowed."""
        if not self._made and len(self._kept) == len(self._entries):
            return
        document = {"version": _VERSION, "shared": self._kept_shared, "entries": self._kept}
        try:
            replace_file(self._path, json.dumps(document, separators=(",", ":")).encode())
        except OSError:
            return  # an archive that may only be read is read without an index


def _read(path: Path) -> dict[str, Json]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        return {}
    return document


def _part(document: dict[str, Json], key: str) -> dict[str, Json]:
    part = document.get(key)
    return part if isinstance(part, dict) else {}
