"""The facilitator's private notes: beside the log, for the debrief, and back after a crash."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FILE_NAME = "notes.jsonl"


class Notes:
    """Notes with the incident second of each; the file is its owner's alone to read."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._kept = tuple(_read(self._path))

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Every note, in the order of writing."""
        return iter(self._kept)

    def add(self, at_s: int, text: str) -> None:
        """Keep a note; where the disk takes none, for as long as the host runs."""
        self._kept += ((at_s, text),)
        # On a line of its own, even behind one that a crash has torn off.
        line = "\n" + json.dumps({"at_s": at_s, "text": text})
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with suppress(OSError), os.fdopen(os.open(self._path, flags, 0o600), "a") as file:
            file.write(line)


def _read(path: Path) -> Iterator[tuple[int, str]]:
    """The notes in that file; a line that was torn off by a crash is left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        with suppress(ValueError):
            match json.loads(line):
                case {"at_s": int(at_s), "text": str(text)}:
                    yield at_s, text
