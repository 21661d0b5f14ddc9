"""The places that this machine has in rooms, so that whoever joins again is the same person."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

KEPT = 20


def remembered(path: Path, room: str) -> str | None:
    """The token for that room; None when there is none, or when the file cannot be read."""
    return _read(path).get(room)


def remember(path: Path, room: str, token: str | None) -> None:
    """Keep a token, readable by its owner alone, or forget it; the oldest go first.

    A disk that keeps nothing only means that one joins as somebody new.
    """
    known = {key: value for key, value in _read(path).items() if key != room}
    if token is not None:
        known[room] = token
    try:
        _write(path, dict(list(known.items())[-KEPT:]))
    except OSError:
        return


def _write(path: Path, known: Mapping[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(known, file, indent=1)
    draft.replace(path)


def _read(path: Path) -> Mapping[str, str]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {k: v for k, v in data.items() if isinstance(k, str) and isinstance(v, str)}
