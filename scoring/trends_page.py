"""The page of trends: each number from drill to drill, with its spread, and figures beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.simtime import words
from scoring.pages import html_pages, stylesheet
from scoring.trends import Course, DrillRecord, Trend, share_of

_WIDTH, _HEIGHT, _EDGE = 240.0, 64.0, 6.0
"""Size of a small picture, in the units of its view box."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A course drawn: dots for drills, a band for the middle half, a line for the median."""

    dots: tuple[tuple[float, float], ...]
    band: tuple[float, float]
    median: float
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """A course with its figures in words."""

    title: str
    picture: Picture
    mean: str
    median: str
    middle: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Comparable drills on the page."""

    title: str
    detail: str
    days: tuple[str, str]
    scores: tuple[Row, ...]
    times: tuple[Row, ...]


def trends_html(found: Sequence[Trend], records: Sequence[DrillRecord]) -> str:
    """The page, self-contained; `records` are all drills, those left out included."""
    return (
        html_pages()
        .get_template("trends.html.j2")
        .render(
            style=stylesheet("handbook.css", "trends.css"),
            groups=tuple(_group(item) for item in found),
            drills=len(records),
            left_out=len(records) - sum(len(item.drills) for item in found),
            published=share_of(records, "published"),
            width=_WIDTH,
            height=_HEIGHT,
        )
    )


def _group(item: Trend) -> Group:
    version = "version unknown" if item.version is None else f"version {item.version}"
    helped = " · helped by hints or by the facilitator" if item.helped else ""
    count = len(item.drills)
    drills = f"{count} {'drill' if count == 1 else 'drills'}"
    return Group(
        title=item.title,
        detail=f"{item.difficulty} · {version} · played by {item.players} · {drills}{helped}",
        days=(item.drills[0].when[:10], item.drills[-1].when[:10]),
        scores=tuple(
            _row(course, _percent, top=100.0) for course in (item.score, *item.objectives)
        ),
        times=tuple(_row(course, _span) for course in item.measures),
    )


def _percent(value: float) -> str:
    return f"{value:.0f}"


def _span(value: float) -> str:
    return words(round(value))


def _row(course: Course, say: Callable[[float], str], top: float | None = None) -> Row:
    spread = course.spread
    middle = f"{say(spread.low)} to {say(spread.high)}"
    return Row(
        title=course.title,
        picture=_picture(course, say, top or max(spread.most, 1.0)),
        mean=say(spread.mean),
        median=say(spread.median),
        middle=middle,
        count=spread.count,
    )


def _picture(course: Course, say: Callable[[float], str], top: float) -> Picture:
    def height(value: float) -> float:
        return round(_HEIGHT - _EDGE - value / top * (_HEIGHT - 2 * _EDGE), 1)

    last = max(1, len(course.values) - 1)
    step = (_WIDTH - 2 * _EDGE) / last
    spread = course.spread
    change = course.change
    later = "" if change is None else f"; the later half lies {say(abs(change))} {_way(change)}"
    return Picture(
        dots=tuple(
            (round(_EDGE + at * step, 1), height(value)) for at, value in enumerate(course.values)
        ),
        band=(height(spread.high), height(spread.low)),
        median=height(spread.median),
        says=f"{course.title}: median {say(spread.median)} over {spread.count}{later}.",
    )


def _way(change: float) -> str:
    return "higher" if change > 0 else "lower"
