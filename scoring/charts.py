"""The timeline over the metrics: lanes of numbered marks above small multiples, as plain numbers.

Everything is worked out here in pixels; the template only writes it down as SVG. Metrics are drawn
as the dashboards showed them, the band behind them is when customers were truly hit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.plan import Plan
from game.engine.state import State
from game.engine.texts import show
from game.scenario.shop_metrics import unit_of
from game.scenario.shop_model import MetricSpec
from game.simtime import utc
from game.terms import Unit
from scoring.moments import Moment, MomentKind
from scoring.series import Series, Span, series_of, span_of, summary
from scoring.truth import truth_of

LANES: tuple[tuple[MomentKind, str], ...] = (
    (MomentKind.ALERT, "Alerts"),
    (MomentKind.INJECT, "Injects"),
    (MomentKind.INCIDENT, "Incident"),
    (MomentKind.DECISION, "Decisions"),
    (MomentKind.MITIGATION, "Mitigations"),
    (MomentKind.POST, "Posts"),
)

_MARK_PX = 19
_ROW_PX = 23
_LANE_GAP_PX = 5
_TITLE_PX = 24
_PLOT_PX = 62
_PANEL_GAP_PX = 12
_AXIS_PX = 24
_STEPS_S = (60, 120, 300, 600, 900, 1800, 3600)


@dataclass(frozen=True, slots=True)
class Size:
    """Width of a drawing and of its margins, in px."""

    name: str
    width_px: int
    left_px: int
    right_px: int
    tick_px: int

    @property
    def plot_px(self) -> int:
        """Width of the plots."""
        return self.width_px - self.left_px - self.right_px


WIDE = Size("wide", 860, 92, 14, 80)
NARROW = Size("narrow", 348, 26, 12, 62)


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered mark: its shape is that of its kind, its number that in the list of marks."""

    number: int
    x_px: float
    y_px: float
    kind: MomentKind
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of marks of one kind."""

    title: str
    kind: MomentKind
    y_px: int
    height_px: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its label."""

    at_px: float
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One metric over time."""

    id: str
    title: str
    summary: str
    top_px: int
    height_px: int
    line: str
    bad: str
    bad_top_px: float
    bad_height_px: float
    limit_px: float | None
    limit: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """When customers were truly hit."""

    x_px: float
    width_px: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture at one width."""

    size: Size
    height_px: int
    lanes: tuple[Lane, ...]
    panels: tuple[Panel, ...]
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    rules: tuple[float, ...]
    plots_top_px: int
    plots_bottom_px: int


def draw(plan: Plan, state: State, marked: Sequence[Moment], size: Size) -> Drawing:
    """The picture at one width; `marked` are the moments to number, in their order."""
    span = span_of(state)
    lanes, top_px = _lanes(plan, marked, size, span)
    panels: list[Panel] = []
    top_px += _AXIS_PX
    first_px = top_px
    for series in series_of(plan, state):
        panels.append(_panel(series, size, span, top_px + _TITLE_PX))
        top_px += _TITLE_PX + _PLOT_PX + _PANEL_GAP_PX
    return Drawing(
        size=size,
        height_px=top_px + 8,
        lanes=lanes,
        panels=tuple(panels),
        bands=tuple(_bands(state, size, span)),
        ticks=time_ticks(plan, size, span),
        rules=tuple(
            x_px(size, span, item.at_s) for item in marked if item.kind is MomentKind.MITIGATION
        ),
        plots_top_px=first_px,
        plots_bottom_px=top_px,
    )


def x_px(size: Size, span: Span, at_s: float) -> float:
    """Where a second lies within the plots, in px."""
    share = (at_s - span.from_s) / max(span.to_s - span.from_s, 1)
    return round(size.left_px + min(max(share, 0.0), 1.0) * size.plot_px, 1)


def _lanes(
    plan: Plan, marked: Sequence[Moment], size: Size, span: Span
) -> tuple[tuple[Lane, ...], int]:
    lanes: list[Lane] = []
    top_px = 4
    for kind, title in LANES:
        mine = [(n, item) for n, item in enumerate(marked, 1) if item.kind is kind]
        xs = [x_px(size, span, item.at_s) for _, item in mine]
        rows = _rows(xs)
        marks = tuple(
            Mark(n, x, top_px + _ROW_PX * (row + 0.5), kind, _label(plan, n, item, title))
            for (n, item), x, row in zip(mine, xs, rows, strict=True)
        )
        height_px = _ROW_PX * (max(rows, default=0) + 1)
        lanes.append(Lane(title, kind, top_px, height_px, marks))
        top_px += height_px + _LANE_GAP_PX
    return tuple(lanes), top_px


def _rows(xs: Sequence[float]) -> list[int]:
    """The first row in which each mark does not touch the one before."""
    ends: list[float] = []
    rows: list[int] = []
    for x in xs:
        row = next((row for row, end in enumerate(ends) if x >= end), len(ends))
        ends[row : row + 1] = [x + _MARK_PX + 1]
        rows.append(row)
    return rows


def _label(plan: Plan, number: int, moment: Moment, lane: str) -> str:
    time = utc(plan.scenario.exercise.start, moment.at_s)
    return f"{number}: {time} UTC, {lane}, {moment.text}"


def _panel(series: Series, size: Size, span: Span, top_px: int) -> Panel:
    spec = series.spec
    ceiling = _ceiling(series)
    limit = None if spec.threshold is None else spec.threshold.value
    limit_px = None if limit is None else _y(limit, ceiling, top_px)
    pieces = [
        [(x, _y(value, ceiling, top_px)) for x, value in piece]
        for piece in _pieces(series, size, span)
    ]
    bad_top_px, bad_height_px = _bad_side(spec, top_px, limit_px)
    return Panel(
        id=spec.id,
        title=spec.title,
        summary=summary(series),
        top_px=top_px,
        height_px=_PLOT_PX,
        line="".join("M" + _joined(piece) for piece in pieces),
        bad="" if limit_px is None else "".join(_area(piece, limit_px) for piece in pieces),
        bad_top_px=bad_top_px,
        bad_height_px=bad_height_px,
        limit_px=limit_px,
        limit="" if limit is None else show(spec.id, limit),
        ticks=(
            Tick(float(top_px), show(spec.id, ceiling)),
            Tick(float(top_px + _PLOT_PX), "0"),
        ),
    )


def _ceiling(series: Series) -> float:
    """A round value above everything that is drawn; 100 % for shares that should be high."""
    spec = series.spec
    limit = 0.0 if spec.threshold is None else spec.threshold.value
    if unit_of(spec.id) is Unit.RATIO and spec.better == "high":
        return 1.0
    highest = max(*series.known, limit * 1.2, 0.0) if series.known else limit * 1.2
    ceiling = rounded_up(highest)
    return min(ceiling, 1.0) if unit_of(spec.id) is Unit.RATIO else ceiling


def rounded_up(highest: float) -> float:
    """The next round value that is not below; 1 for nothing."""
    if highest <= 0:
        return 1.0
    scale = 10.0 ** math.floor(math.log10(highest))
    steps = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
    return next(step for step in steps if highest <= step * scale * (1 + 1e-9)) * scale


def _y(value: float, ceiling: float, top_px: int) -> float:
    share = min(max(value / ceiling, 0.0), 1.0)
    return round(top_px + (1 - share) * _PLOT_PX, 1)


def _bad_side(spec: MetricSpec, top_px: int, limit_px: float | None) -> tuple[float, float]:
    """The strip of the plot that lies beyond the threshold: its top and its height."""
    if limit_px is None:
        return float(top_px), 0.0
    if spec.better == "high":
        return limit_px, round(top_px + _PLOT_PX - limit_px, 1)
    return float(top_px), round(limit_px - top_px, 1)


def _joined(piece: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:g} {y:g}" for x, y in piece)


def _area(piece: Sequence[tuple[float, float]], limit_px: float) -> str:
    """What lies between the line and the threshold, on both sides; the good side is clipped."""
    return f"M{piece[0][0]:g} {limit_px:g}L{_joined(piece)}L{piece[-1][0]:g} {limit_px:g}Z"


def _pieces(series: Series, size: Size, span: Span) -> list[list[tuple[float, float]]]:
    """Unbroken runs of points: the lowest and the highest value of every two pixels."""
    columns = max(size.plot_px // 2, 1)
    step = max(math.ceil((span.to_s - span.from_s + 1) / columns), 1)
    pieces: list[list[tuple[float, float]]] = [[]]
    for start in range(0, len(series.values), step):
        chunk = series.values[start : start + step]
        known = [(value, offset) for offset, value in enumerate(chunk) if value is not None]
        if not known:
            pieces.append([])
            continue
        extremes = sorted({min(known), max(known)}, key=lambda item: item[1])
        at_s = series.from_s + start
        pieces[-1].extend((x_px(size, span, at_s + offset), value) for value, offset in extremes)
    return [piece for piece in pieces if piece]


def _bands(state: State, size: Size, span: Span) -> list[Band]:
    found: list[Band] = []
    for spell in truth_of(state).spells:
        left, right = x_px(size, span, spell.start_s), x_px(size, span, spell.end_s)
        if right > left:
            found.append(Band(left, round(right - left, 1)))
    return found


def time_ticks(plan: Plan, size: Size, span: Span) -> tuple[Tick, ...]:
    """Round times of the day in UTC, as many as fit."""
    most = max(size.plot_px // size.tick_px, 2)
    length_s = span.to_s - span.from_s
    step_s = next((step for step in _STEPS_S if length_s / step <= most), _STEPS_S[-1])
    start = plan.scenario.exercise.start
    # Ticks stand on round times of the day, whatever minute T+0 is.
    past_s = (start.hour * 60 + start.minute) * 60 + start.second
    first_s = math.ceil((span.from_s + past_s) / step_s) * step_s - past_s
    return tuple(
        Tick(x_px(size, span, at_s), utc(start, at_s)[:5])
        for at_s in range(first_s, span.to_s + 1, step_s)
    )
