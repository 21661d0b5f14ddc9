"""Drills over time: what is comparable is put together, and told with its spread.

Compared are drills of the same scenario version and difficulty, judged by the same rubric, with the
same sort of players, and only those that nobody helped. What is told is about a way of working
under this scenario: the means over drills (MTTD, MTTA, MTTM, MTTR) never rank people or teams.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEASURES: tuple[tuple[str, str], ...] = (
    ("detect_s", "MTTD, to detect"),
    ("acknowledge_s", "MTTA, to acknowledge"),
    ("declare_s", "to declare"),
    ("first_post_s", "to the first public post"),
    ("mitigate_s", "MTTM, to mitigate"),
    ("resolve_s", "MTTR, to resolve"),
)
"""Key in the scorecard, and what its mean is called."""


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """A drill as the archive knows it; `score` is None for one that broke off.

    `when` is the real time of its start in ISO 8601, or empty where nobody noted it; `shares` are
    the earned parts of the points per objective, 0 to 1; `seconds` are the response times by key.
    `fork` names the drill that this one goes on from, differently; empty for one of its own.
    """

    name: str
    when: str
    scenario: str
    title: str
    version: int | None
    difficulty: str
    variant: str
    seed: int
    players: str
    rubric: str
    helped: bool
    score: float | None
    rating: str
    shares: tuple[tuple[str, float], ...]
    seconds: tuple[tuple[str, int | None], ...]
    failed_orders: float | None
    postmortem: str
    fork: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """A number over several drills: how many had it, mean, median, quartiles and extremes."""

    count: int
    mean: float
    median: float
    low: float
    high: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Course:
    """One number from drill to drill, oldest first, with its spread."""

    key: str
    title: str
    values: tuple[float, ...]
    spread: Spread

    @property
    def change(self) -> float | None:
        """Median of the later half less that of the earlier half; None for fewer than four."""
        if len(self.values) < 4:
            return None
        half = len(self.values) // 2
        return statistics.median(self.values[-half:]) - statistics.median(self.values[:half])


@dataclass(frozen=True, slots=True)
class Trend:
    """Drills that can be compared with each other, oldest first."""

    scenario: str
    title: str
    version: int | None
    difficulty: str
    players: str
    rubric: str
    helped: bool
    drills: tuple[DrillRecord, ...]
    score: Course
    objectives: tuple[Course, ...]
    measures: tuple[Course, ...]


Kin = tuple[str, int, str, str, str, bool]


def comparable(record: DrillRecord) -> Kin:
    """What two drills must have in common to be compared."""
    version = -1 if record.version is None else record.version
    judged = record.rubric
    return record.scenario, version, record.difficulty, record.players, judged, record.helped


def trends(
    records: Iterable[DrillRecord], titles: dict[str, str], *, helped: bool = False
) -> tuple[Trend, ...]:
    """The comparable drills that have a score, those with most drills first.

    `titles` are those of the objectives by id; helped drills are left out, or with `helped` are
    shown in groups of their own. Forks are left out always: whoever plays one knows the rest.
    """
    groups: dict[Kin, list[DrillRecord]] = {}
    for record in records:
        if record.score is not None and record.helped <= helped and not record.fork:
            groups.setdefault(comparable(record), []).append(record)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_trend(drills, titles) for _, drills in ordered)


def _trend(drills: list[DrillRecord], titles: dict[str, str]) -> Trend:
    drills.sort(key=lambda item: (item.when, item.name))
    first = drills[-1]
    scores = [item.score for item in drills if item.score is not None]
    return Trend(
        scenario=first.scenario,
        title=first.title,
        version=first.version,
        difficulty=first.difficulty,
        players=first.players,
        rubric=first.rubric,
        helped=first.helped,
        drills=tuple(drills),
        score=_course("score", "Score", scores),
        objectives=tuple(_objectives(drills, titles)),
        measures=tuple(_measures(drills)),
    )


def _objectives(drills: Sequence[DrillRecord], titles: dict[str, str]) -> Iterable[Course]:
    keys = dict.fromkeys(key for item in drills for key, _ in item.shares)
    for key in keys:
        values = [100 * share for item in drills for name, share in item.shares if name == key]
        yield _course(key, titles.get(key, key), values)


def _measures(drills: Sequence[DrillRecord]) -> Iterable[Course]:
    for key, title in MEASURES:
        found = (value for item in drills for name, value in item.seconds if name == key)
        values = [float(value) for value in found if value is not None]
        if values:
            yield _course(key, title, values)


def _course(key: str, title: str, values: Sequence[float]) -> Course:
    return Course(key, title, tuple(values), spread_of(values))


def spread_of(values: Sequence[float]) -> Spread:
    """The spread of at least one number."""
    one = [values[0]] * 3
    low, median, high = (
        statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else one
    )
    return Spread(
        count=len(values),
        mean=statistics.fmean(values),
        median=median,
        low=low,
        high=high,
        least=min(values),
        most=max(values),
    )


def share_of(records: Sequence[DrillRecord], postmortem: str) -> float | None:
    """Which part of the finished drills has its postmortem at that status; None without drills."""
    finished = [item for item in records if item.score is not None]
    if not finished:
        return None
    return sum(item.postmortem == postmortem for item in finished) / len(finished)
