"""What happened: the lesson, and the dashboards around the moment of a finding."""

from collections.abc import Callable

import numpy as np

from game.engine.handbook import Handbook
from game.engine.plan import Plan
from game.engine.texts import show
from game.engine.view import View
from game.faces.desk.charts import CrosshairGroup, TimeSeriesChart
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.gauges import make_chart, shown
from game.faces.desk.screens.drill.marks import changes
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    Label,
    Panel,
    RichText,
    Row,
    ScrollView,
    Widget,
    auto,
    flex,
)
from game.simtime import clock

AROUND_S = 240
"""A finding's moment is shown with so much before and after it."""


class MomentView:
    """Four charts that go to a moment, and the way into its replay."""

    def __init__(
        self, plan: Plan, view: View, handbook: Handbook, watch: Callable[[], object]
    ) -> None:
        self._view, self._handbook = view, handbook
        specs = [spec for spec in handbook.metrics.values() if spec.chart][:4]
        self._charts = [(spec, make_chart(spec)) for spec in specs]
        CrosshairGroup([chart for _, chart in self._charts])
        self._said = RichText([Run("")])
        tip = "Look at this moment as each seat saw it, and go on from it differently"
        replay = Button("Replay", watch, shortcut="w", tooltip=tip)
        lesson = Panel(
            [
                Label("The lesson", style="strong", tone="info"),
                Label(" ".join(plan.scenario.lesson.split())),
            ],
            tone="info",
            edge="left",
        )
        charts: list[TimeSeriesChart] = [chart for _, chart in self._charts]
        self.widget: Widget = Column(
            [
                auto(ScrollView(lesson), most=150, shrink=True, least=60),
                Row([flex(self._said), replay], align="centre"),
                flex(Grid(charts, columns=1, least_row=76)),
            ]
        )

    def show_all(self) -> None:
        """The whole drill."""
        self._fill(-60, self._view.at_s)
        text = "Pick a finding to see its moment; Enter plays it back. ▸ unfolds with Enter."
        self._said.set_runs([Run(text, "muted")])

    def show_at(self, at_s: int) -> None:
        """A moment, with some time before and after it."""
        success = show("checkout.success", self._view.readings.at("checkout.success", at_s))
        self._said.set_runs(
            [Run(f"{clock(at_s)}  ", "info", "strong"), Run(f"checkout success was {success}")]
        )
        self._fill(at_s - AROUND_S, min(at_s + AROUND_S, self._view.at_s))

    def nothing(self) -> None:
        """Say that a finding has no moment."""
        text = "There is no event for this: it did not happen."
        self._said.set_runs([Run(text, "muted")])

    def _fill(self, start_s: int, end_s: int) -> None:
        marks = changes(self._view, self._handbook)
        for spec, chart in self._charts:
            values = shown(spec, self._view.readings.window(spec.id, start_s, end_s))
            chart.set_window(start_s, end_s)
            chart.set_data(np.arange(len(values), dtype=np.float64) + start_s, values)
            chart.set_marks(marks)
