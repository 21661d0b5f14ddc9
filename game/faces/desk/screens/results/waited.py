"""What waiting cost, drawn: the failed orders of the whole drill against the moment of a pull."""

from collections.abc import Sequence

import numpy as np

from game.engine.plan import Plan
from game.faces.desk.charts import Mark, Series, Status, TimeSeriesChart
from game.faces.desk.widgets import (
    Column,
    Label,
    Panel,
    ScrollView,
    Table,
    TableColumn,
    Widget,
    auto,
    flex,
)
from game.simtime import clock
from scoring.resim import Loss
from scoring.waiting import LeverRow, waiting
from scoring.whatif import HELD_FIXED, LeverCurve, WhatIf

COLUMNS = (
    TableColumn("Lever", flex=1, style="small"),
    TableColumn("Never", px=60, align="right", style="small"),
    TableColumn("Best", px=118, align="right", style="small"),
)


HELD = f"Held fixed: {HELD_FIXED[0].lower()}{HELD_FIXED[1:]}"


class WaitedView:
    """The decisive lever's curve, and those of the others on request."""

    def __init__(self, plan: Plan, found: WhatIf) -> None:
        self._found = found
        self._chart = TimeSeriesChart(
            "Failed orders, by when it is pulled", low=0, text=_orders, on_hover=self._hover
        )
        self._curve: LeverCurve | None = None
        self._table = Table(COLUMNS, on_select=self._choose)
        words = waiting(plan, found)
        rows = zip(found.levers, words.levers, strict=True)
        self._table.set_rows(
            [(item.lever, [_name(row), row.never, row.best]) for item, row in rows]
        )
        said = ScrollView(Column([Label(words.says), Label(HELD, style="small", tone="muted")]))
        self.widget: Widget = Column(
            [
                auto(said, most=150, least=40, shrink=True),
                flex(self._chart, 3, least=90),
                flex(Panel([flex(self._table)], pad="small"), 2, least=60),
            ]
        )
        first = found.decisive or next(iter(found.levers), None)
        if first is not None:
            self._choose(first.lever)
            self._table.list.select(first.lever)

    def _choose(self, lever: str) -> None:
        curve = next((item for item in self._found.levers if item.lever == lever), None)
        if curve is None:
            return
        self._curve = curve
        times = [point.at_s for point in curve.points]
        losses = [point.loss for point in curve.points]
        never = [curve.never] * len(times)
        self._chart.title = f"{curve.title}: failed orders by when it is pulled"
        self._chart.set_status(Status("text", ""))
        self._chart.set_window(times[0] if times else 0, max(self._found.to_s, 1))
        self._chart.set_series(
            [_series(times, losses, "", "info"), _series(times, never, "never pulled", "muted")]
        )
        self._chart.set_marks(_marks(curve))
        self._hover(None)

    def _hover(self, at_s: float | None) -> None:
        """Where nobody points, the chart tells of the moment at which it was pulled."""
        if at_s is None and self._curve is not None and self._curve.pulled_s is not None:
            self._chart.set_crosshair(self._curve.pulled_s)


def _name(row: LeverRow) -> str:
    return row.title if row.pulled == "never" else f"{row.title}, pulled at {row.pulled}"


def _series(times: Sequence[int], losses: Sequence[Loss], label: str, tone: str) -> Series:
    return Series(
        np.asarray(times, dtype=np.float64),
        np.asarray([loss.failed_orders for loss in losses], dtype=np.float64),
        label,
        "info" if tone == "info" else "muted",
    )


def _marks(curve: LeverCurve) -> list[Mark]:
    marks: list[Mark] = []
    if curve.pulled_s is not None:
        marks.append(Mark(curve.pulled_s, "▼ you", f"pulled at {clock(curve.pulled_s)}", "warn"))
    best = curve.best
    if best is not None and curve.gain >= 1 and best.at_s != curve.pulled_s:
        marks.append(Mark(best.at_s, "▼ best", f"best at {clock(best.at_s)}", "good"))
    return marks


def _orders(value: float) -> str:
    return f"{value:,.0f}"
