"""What waiting cost: a lever's what-if as sentences, as tables, and as a curve in px."""

from dataclasses import dataclass

from game.engine.plan import Plan
from game.scenario.shop_model import LeverOutcome
from game.simtime import utc
from scoring.charts import Size, Tick, rounded_up, time_ticks, x_px
from scoring.figures import grouped
from scoring.resim import Loss
from scoring.series import Span
from scoring.whatif import LeverCurve, Point, WhatIf

STEP_S = 60
"""The report's curve has a point a minute."""

_NO_MOMENT = "no moment helps"
_TOP_PX = 16
_PLOT_PX = 190
_NEVER_PX = 52  # right of the scale's figures, which stand inside narrow plots
_AXIS_PX = 28


@dataclass(frozen=True, slots=True)
class Spot:
    """A moment on the curve with what is written at it: from which side, and below or above it."""

    x_px: float
    y_px: float
    label: str
    anchor: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class CurveDrawing:
    """The loss against the moment, at one width; `waited` is the part since the first alert."""

    size: Size
    height_px: int
    top_px: int
    plot_px: int
    line: str
    waited: str
    never_px: float
    never: Spot
    actual: Spot | None
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of the curve as figures."""

    time: str
    failed_orders: str
    lost_revenue: str
    actual: bool


@dataclass(frozen=True, slots=True)
class LeverRow:
    """A lever beside the others: when it was pulled, and what other moments would have cost."""

    title: str
    pulled: str
    never: str
    best: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The whole section; `lever` is empty where no lever makes a difference."""

    lever: str
    says: str
    rows: tuple[PointRow, ...]
    levers: tuple[LeverRow, ...]


def waiting(plan: Plan, found: WhatIf) -> Waiting:
    """The section's words and tables."""
    curve = found.decisive
    levers = tuple(_lever_row(plan, item) for item in found.levers)
    if curve is None:
        return Waiting("", "No lever, at any moment, would have changed the loss.", (), levers)
    rows = tuple(_row(plan, curve, point) for point in curve.points)
    return Waiting(curve.title, _says(plan, found, curve), rows, levers)


def _says(plan: Plan, found: WhatIf, curve: LeverCurve) -> str:
    first = curve.points[0]
    sooner = _had_it(plan, found, first)
    if curve.pulled_s is None:
        return f"“{curve.title}” was never pulled, and {_orders(found.actual)}. {sooner}"
    at = f"“{curve.title}” was pulled at {_time(plan, curve.pulled_s)}, and {_orders(found.actual)}"
    if found.saved(curve) < 0:
        fewer = grouped(-found.saved(curve))
        return f"{at}. It did harm: had it never been pulled, {fewer} fewer would have failed."
    saved = f"{at}. Never pulled, it would have been {grouped(curve.never.failed_orders)}."
    if first.at_s == curve.pulled_s:
        return saved
    return f"{saved} {sooner}{_a_minute(found, curve, first)}"


def _had_it(plan: Plan, found: WhatIf, first: Point) -> str:
    orders = grouped(first.loss.failed_orders)
    alert = " with the first alert" if found.alerted and first.at_s == found.from_s else ""
    return f"Pulled{alert} at {_time(plan, first.at_s)}, it would have been {orders}."


def _a_minute(found: WhatIf, curve: LeverCurve, first: Point) -> str:
    """What a minute between that moment and the actual one cost on average."""
    minutes = ((curve.pulled_s or 0) - first.at_s) / 60
    orders = found.actual.failed_orders - first.loss.failed_orders
    if minutes < 1 or orders / minutes < 1:
        return ""
    revenue = found.actual.lost_revenue - first.loss.lost_revenue
    return (
        f" Each minute between cost about {grouped(orders / minutes)} orders, "
        f"{grouped(revenue / minutes)} €."
    )


def _orders(loss: Loss) -> str:
    return f"{grouped(loss.failed_orders)} orders failed in all"


def _time(plan: Plan, at_s: int) -> str:
    return f"{utc(plan.scenario.exercise.start, at_s)} UTC"


def _row(plan: Plan, curve: LeverCurve, point: Point) -> PointRow:
    return PointRow(
        utc(plan.scenario.exercise.start, point.at_s),
        grouped(point.loss.failed_orders),
        f"{grouped(point.loss.lost_revenue)} €",
        point.at_s == curve.pulled_s,
    )


def _lever_row(plan: Plan, item: LeverCurve) -> LeverRow:
    start = plan.scenario.exercise.start
    pulled = "never" if item.pulled_s is None else utc(start, item.pulled_s)
    if item.outcome is not LeverOutcome.WORKS:
        return LeverRow(item.title, f"{pulled} ({item.outcome.value})", "the same", _NO_MOMENT)
    best = item.best if item.gain >= 1 else None
    return LeverRow(
        item.title,
        pulled,
        grouped(item.never.failed_orders),
        f"{grouped(best.loss.failed_orders)} ({utc(start, best.at_s)})" if best else _NO_MOMENT,
    )


def draw_curve(plan: Plan, found: WhatIf, size: Size) -> CurveDrawing | None:
    """The decisive lever's curve at one width; None where there is nothing to draw."""
    curve = found.decisive
    if curve is None:
        return None
    scale = _Scale(size, Span(curve.points[0].at_s, found.to_s), _ceiling(curve))
    spots = [(scale.x(point.at_s), scale.y(point.loss)) for point in curve.points]
    return CurveDrawing(
        size=size,
        height_px=_TOP_PX + _PLOT_PX + _AXIS_PX,
        top_px=_TOP_PX,
        plot_px=_PLOT_PX,
        line=_path(spots),
        waited=_waited(curve, spots),
        never_px=scale.y(curve.never),
        never=_never(scale, curve, spots),
        actual=_actual(scale, found, curve),
        ticks=time_ticks(plan, size, scale.span),
        levels=tuple(
            Tick(_TOP_PX + _PLOT_PX * (1 - part), grouped(scale.ceiling * part))
            for part in (1.0, 0.5, 0.0)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Seconds and orders as px."""

    size: Size
    span: Span
    ceiling: float

    def x(self, at_s: int) -> float:
        return x_px(self.size, self.span, at_s)

    def y(self, loss: Loss) -> float:
        return round(_TOP_PX + (1 - loss.failed_orders / self.ceiling) * _PLOT_PX, 1)


def _ceiling(curve: LeverCurve) -> float:
    """With room above the highest point for what is written there."""
    losses = (curve.never, *(point.loss for point in curve.points))
    return rounded_up(max(loss.failed_orders for loss in losses) * 1.08)


def _path(spots: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in spots)


def _waited(curve: LeverCurve, spots: list[tuple[float, float]]) -> str:
    """Between the curve and its first height, up to the actual moment, where waiting did cost."""
    if curve.pulled_s is None:
        return ""
    until = [point.at_s for point in curve.points].index(curve.pulled_s) + 1
    _, ground = spots[0]
    if spots[until - 1][1] >= ground:
        return ""
    return f"{_path(spots[:until])}V{ground:g}Z"


def _never(scale: _Scale, curve: LeverCurve, spots: list[tuple[float, float]]) -> Spot:
    """Written at the end where the curve leaves more room."""
    y = scale.y(curve.never)
    left = abs(spots[0][1] - y) >= abs(spots[-1][1] - y)
    size = scale.size
    x = size.left_px + _NEVER_PX if left else size.width_px - size.right_px - 6
    label = f"never pulled: {grouped(curve.never.failed_orders)}"
    return Spot(x, y - 6, label, "start" if left else "end")


def _actual(scale: _Scale, found: WhatIf, curve: LeverCurve) -> Spot | None:
    if curve.pulled_s is None:
        return None
    x, y = scale.x(curve.pulled_s), scale.y(found.actual)
    early = x < scale.size.left_px + scale.size.plot_px / 2
    label = f"as it was: {grouped(found.actual.failed_orders)}"
    return Spot(x, y, label, "start" if early else "end", below=early == _rises(curve))


def _rises(curve: LeverCurve) -> bool:
    return curve.points[-1].loss.failed_orders >= curve.points[0].loss.failed_orders
