"""The dashboards: small multiples with thresholds and event marks, all on one time axis."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from game.engine.handbook import Handbook
from game.engine.texts import show
from game.engine.view import View
from game.faces.desk.charts import CrosshairGroup, Mark, Threshold, TimeSeriesChart
from game.faces.desk.widgets import Grid, Widget
from game.scenario.shop_metrics import unit_of
from game.scenario.shop_model import MetricSpec
from game.terms import Unit

LOOK_BACK_S = 900
"""How much of the past the charts show."""

BEFORE_S = 180
"""At the start, this much of the healthy past is shown."""


class Gauges:
    """The charts of a shop; `update` moves them on."""

    def __init__(self, handbook: Handbook) -> None:
        self._specs = tuple(spec for spec in handbook.metrics.values() if spec.chart)[:8]
        self._charts = [make_chart(spec) for spec in self._specs]
        CrosshairGroup(self._charts)
        self.widget: Widget = Grid(self._charts, columns=2, least_column=150, least_row=66)

    def update(self, view: View, marks: list[Mark]) -> None:
        """Show all that has been measured up to now, and what was done when."""
        start_s = max(-BEFORE_S, view.at_s - LOOK_BACK_S)
        end_s = max(view.at_s, start_s + 420)
        times = np.arange(start_s, view.at_s + 1, dtype=np.float64)
        for spec, chart in zip(self._specs, self._charts, strict=True):
            values = view.readings.window(spec.id, start_s, view.at_s)
            chart.set_window(start_s, end_s)
            chart.set_data(times[-len(values) :], shown(spec, values))
            chart.set_marks(marks)


def shown(spec: MetricSpec, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values as an axis should count them: shares in percent."""
    return values * _factor(spec)


def _factor(spec: MetricSpec) -> float:
    return 100.0 if unit_of(spec.id) is Unit.RATIO else 1.0


def make_chart(spec: MetricSpec) -> TimeSeriesChart:
    """A chart for one metric, with its threshold and unit."""
    threshold = None
    if spec.threshold is not None:
        threshold = Threshold(
            spec.threshold.value * _factor(spec), "below" if spec.better == "high" else "above"
        )
    unit = unit_of(spec.id)
    return TimeSeriesChart(
        spec.title,
        threshold=threshold,
        text=_text(spec),
        low=0,
        high=100 if unit is Unit.RATIO and spec.better == "high" else None,
    )


def _text(spec: MetricSpec) -> Callable[[float], str]:
    return lambda value: show(spec.id, value / _factor(spec))
