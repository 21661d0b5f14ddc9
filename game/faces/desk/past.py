"""What lies in the folder of drills: scores of those that were played, and one that broke off."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from game.session.folder import DrillEntry, DrillFolder
from game.session.log import LogProblem, read_log
from game.terms import Rating

MOST = 300
"""So many folders are looked into, the newest ones."""


@dataclass(frozen=True, slots=True)
class Record:
    """How a scenario has gone so far."""

    times: int
    last: float
    best: float
    rating: Rating
    """Of the last time."""


def records(root: Path) -> Mapping[str, Record]:
    """The records by scenario; scorecards that cannot be read do not count."""
    found: dict[str, Record] = {}
    for folder in _newest_first(root):
        card = _card(folder.scorecard)
        if card is None:
            continue
        scenario, score, rating = card
        newer = found.get(scenario)
        if newer is None:
            found[scenario] = Record(1, score, score, rating)
        else:
            best = max(newer.best, score)
            found[scenario] = Record(newer.times + 1, newer.last, best, newer.rating)
    return found


def broken_off(root: Path) -> DrillEntry | None:
    """The newest drill that was left before its hot wash; None when there is none."""
    for folder in _newest_first(root):
        if folder.scorecard.exists():
            continue
        try:
            entry = DrillEntry(folder, read_log(folder.log))
        except LogProblem:
            continue
        if entry.interrupted:
            return entry
    return None


def _newest_first(root: Path) -> Iterator[DrillFolder]:
    try:
        names = sorted((item.name for item in root.iterdir() if item.is_dir()), reverse=True)
    except OSError:
        return
    for name in names[:MOST]:
        yield DrillFolder(root / name)


def _card(path: Path) -> tuple[str, float, Rating] | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return str(data["scenario"]), float(data["score"]), Rating(data["rating"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
