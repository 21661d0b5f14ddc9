"""Archive and trends as the command line shows them: tables, CSV and JSON."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from game.faces.archive.reading import Archive
from game.simtime import words
from scoring.figures import grouped
from scoring.scorecard import Json
from scoring.trends import MEASURES, Course, DrillRecord, Trend, share_of

SHOWN = 40
"""Drills that a table shows when nobody asks for all."""

_COLUMNS = (
    "name",
    "when",
    "scenario",
    "version",
    "difficulty",
    "variant",
    "seed",
    "players",
    "rubric",
    "helped",
    "score",
    "rating",
    "failed_orders",
    "postmortem",
    "fork",
)


def drill_data(record: DrillRecord) -> dict[str, Json]:
    """A drill as plain data, the same for JSON and CSV but for the objectives."""
    plain: dict[str, Json] = {key: getattr(record, key) for key in _COLUMNS}
    shares: dict[str, Json] = {key: round(share, 4) for key, share in record.shares}
    return {**plain, **dict(record.seconds), "objectives": shares}


def history_data(archive: Archive) -> Json:
    """The whole archive, newest drill first."""
    return {
        "drills": [drill_data(record) for record in archive.records],
        "unread": list(archive.unread),
    }


def history_csv(archive: Archive) -> str:
    """The archive as a table for a spreadsheet, with a column for each objective's share."""
    objectives = dict.fromkeys(key for record in archive.records for key, _ in record.shares)
    columns = [*_COLUMNS, *(key for key, _ in MEASURES), *(f"share {key}" for key in objectives)]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for record in archive.records:
        shares = {f"share {key}": f"{share:.4f}" for key, share in record.shares}
        writer.writerow({**drill_data(record), **shares})
    return out.getvalue()


def history_table(archive: Archive, most: int | None) -> str:
    """The newest drills as lines of text; all of them where `most` is None."""
    shown = archive.records[:most]
    head = ("Drill", "Began, UTC", "Players", "Score", "Detect", "Mitigate", "Resolve", "Failed")
    lines = table(head, [_row(record) for record in shown])
    older = len(archive.records) - len(shown)
    if older:
        lines.append(f"… and {older} older; --all shows them.")
    if any(record.helped for record in shown):
        lines.append("+ helped by hints or by the facilitator: not compared with the others.")
    if any(record.fork for record in shown):
        lines.append("↳ goes on from a moment of another drill: not compared with the others.")
    return "\n".join(lines)


def _row(record: DrillRecord) -> tuple[str, ...]:
    seconds = dict(record.seconds)
    score = "broke off" if record.score is None else f"{record.score:.0f} {record.rating}"
    lost = "–" if record.failed_orders is None else grouped(record.failed_orders)
    times = (_lasted(seconds.get(key)) for key in ("detect_s", "mitigate_s", "resolve_s"))
    what = f"{'↳ ' if record.fork else ''}{record.title} ({record.difficulty})"
    when = record.when[:16].replace("T", " ")
    return what, when, record.players, score + ("+" if record.helped else ""), *times, lost


def _lasted(value_s: float | None) -> str:
    return "–" if value_s is None else words(round(value_s))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as they must be; plain text, so that ten thousand lines take no time."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in (head, *rows)]


def trends_data(found: Sequence[Trend], archive: Archive) -> Json:
    """Trends as plain data."""
    return {
        "groups": [_trend_data(item) for item in found],
        "drills": len(archive.records),
        "left_out": left_out(found, archive.records),
        "postmortems_published": share_of(archive.records, "published"),
    }


def left_out(found: Iterable[Trend], records: Sequence[DrillRecord]) -> int:
    """How many drills are in no group: they broke off, were helped, or are forks."""
    return len(records) - sum(len(item.drills) for item in found)


def _trend_data(item: Trend) -> Json:
    return {
        "scenario": item.scenario,
        "version": item.version,
        "difficulty": item.difficulty,
        "players": item.players,
        "rubric": item.rubric,
        "helped": item.helped,
        "drills": [record.name for record in item.drills],
        "score": _course_data(item.score),
        "objectives": {course.key: _course_data(course) for course in item.objectives},
        "measures": {course.key: _course_data(course) for course in item.measures},
    }


def _course_data(course: Course) -> Json:
    spread = course.spread
    names = ("count", "mean", "median", "low", "high", "least", "most")
    numbers: dict[str, Json] = {name: round(getattr(spread, name), 2) for name in names}
    change = course.change
    return {
        **numbers,
        "change": None if change is None else round(change, 2),
        "values": [round(value, 2) for value in course.values],
    }


def trends_text(found: Sequence[Trend], archive: Archive) -> str:
    """Trends as lines of text."""
    parts = [_trend_text(item) for item in found]
    out = left_out(found, archive.records)
    parts.append(
        f"{len(archive.records)} drills, {out} of them left out (broke off, helped, or forks). "
        "Compared is what has the same scenario version, difficulty, rubric and players. "
        "The times tell of drills, and are no ground for ranking people or teams."
    )
    published = share_of(archive.records, "published")
    if published is not None:
        parts.append(f"Postmortems published: {published:.0%} of the finished drills.")
    return "\n\n".join(parts)


def _trend_text(item: Trend) -> str:
    version = f"version {item.version}" if item.version is not None else "version unknown"
    helped = ", helped" if item.helped else ""
    count = len(item.drills)
    title = (
        f"{item.title} ({item.difficulty}, {version}), {item.players}{helped}: "
        f"{count} {'drill' if count == 1 else 'drills'}"
    )
    rows = [_course_row(course, points) for course in (item.score, *item.objectives)]
    rows += [_course_row(course, _lasted) for course in item.measures]
    head = ("", "Mean", "Median", "Middle half", "Extremes", "Drills", "Later − earlier half")
    return "\n".join([title, *table(head, rows)])


def points(value: float) -> str:
    """Percent of the points."""
    return f"{value:.0f}"


def _course_row(course: Course, say: Callable[[float], str]) -> tuple[str, ...]:
    spread = course.spread
    return (
        course.title,
        say(spread.mean),
        say(spread.median),
        f"{say(spread.low)} to {say(spread.high)}",
        f"{say(spread.least)} to {say(spread.most)}",
        str(spread.count),
        _changed(course, say),
    )


def _changed(course: Course, say: Callable[[float], str]) -> str:
    """How the later half differs from the earlier; a dash where there are too few drills."""
    change = course.change
    if change is None:
        return "–"
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{say(abs(change))}"
