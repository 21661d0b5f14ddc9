"""What lies in the folder of drills: how scenarios have gone, and one drill that broke off."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.terms import Rating

if TYPE_CHECKING:
    from game.session.folder import DrillEntry
    from scoring.trends import DrillRecord

MOST = 300
"""So many folders are looked into, the newest ones."""


@dataclass(frozen=True, slots=True)
class Record:
    """How a scenario has gone so far."""

    times: int
    last: float
    rating: Rating
    """Of the last time."""
    best: float
    best_rating: Rating
    variants: frozenset[str]
    """The variants that were met."""


NEVER = Record(0, 0.0, Rating.N, 0.0, Rating.N, frozenset())
"""Not played so far."""


def records(drills: "Iterable[DrillRecord]") -> Mapping[str, Record]:
    """The records by scenario, from drills with the newest first.

    What broke off does not count, and neither do forks: whoever plays one knows the rest.
    """
    found: dict[str, Record] = {}
    for drill in drills:
        if drill.score is None or drill.fork or drill.rating not in _RATINGS:
            continue
        this = _of_one(drill, drill.score)
        newer = found.get(drill.scenario)
        found[drill.scenario] = this if newer is None else _both(newer, this)
    return found


_RATINGS = frozenset(rating.value for rating in Rating)


def _of_one(drill: "DrillRecord", score: float) -> Record:
    rating = Rating(drill.rating)
    return Record(1, score, rating, score, rating, frozenset({drill.variant}))


def _both(newer: Record, older: Record) -> Record:
    best = max(newer, older, key=lambda record: record.best)
    variants = newer.variants | older.variants
    times = newer.times + older.times
    return Record(times, newer.last, newer.rating, best.best, best.best_rating, variants)


def scored(root: Path) -> bool:
    """Whether any drill was played to its end and scored."""
    return any((path / "scorecard.json").exists() for path in _newest_first(root))


def broken_off(root: Path) -> "DrillEntry | None":
    """The newest drill that was left before its hot wash; None when there is none."""
    unscored = [path for path in _newest_first(root) if not (path / "scorecard.json").exists()]
    if not unscored:
        return None
    # Logs bring the events; the menu of somebody who has finished what they began needs none.
    from game.session.folder import DrillEntry, DrillFolder  # noqa: PLC0415
    from game.session.log import LogProblem, read_log  # noqa: PLC0415

    for folder in map(DrillFolder, unscored):
        try:
            entry = DrillEntry(folder, read_log(folder.log))
        except LogProblem:
            continue
        if entry.interrupted:
            return entry
    return None


def _newest_first(root: Path) -> Iterator[Path]:
    try:
        names = sorted((item.name for item in root.iterdir() if item.is_dir()), reverse=True)
    except OSError:
        return
    for name in names[:MOST]:
        yield root / name
