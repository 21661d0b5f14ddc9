"""The dashboards: small multiples with thresholds and event marks, all on one time axis."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from game.engine.handbook import Handbook
from game.engine.texts import show
from game.engine.view import View
from game.faces.desk.charts import CrosshairGroup, Mark, MetricChart, Series, Threshold
from game.faces.desk.screens.drill.closeup import CloseUp
from game.faces.desk.screens.drill.comparing import (
    Compare,
    curve,
    factor,
    ghost,
    groups,
    of_group,
)
from game.faces.desk.widgets import Column, Grid, ScrollView, Widget, flex
from game.scenario.shop_metrics import unit_of
from game.scenario.shop_model import MetricSpec
from game.terms import Unit

LOOK_BACK_S = 900
"""How much of the past the charts show."""

BEFORE_S = 180
"""At the start, this much of the healthy past is shown."""

MOST = 8


class Gauges:
    """The charts of a shop; `update` moves them on.

    A chart that is pressed fills their place, with what it is compared with and divided by.
    """

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._specs = tuple(spec for spec in handbook.metrics.values() if spec.chart)[:MOST]
        self._charts = {spec.id: make_chart(spec, self._enlarger(spec.id)) for spec in self._specs}
        self._watched = {alert.id: alert.metric for alert in handbook.shop.alerts}
        self._compare = Compare.NOTHING
        self._last: tuple[View, list[Mark]] | None = None
        self._large: str | None = None
        self._close = CloseUp(self.shrink, self._divide, self.compare)
        self._large_chart: MetricChart | None = None
        CrosshairGroup(list(self._charts.values()))
        grid = Grid(list(self._charts.values()), columns=2, least_column=150, row_height=46)
        self._all = ScrollView(grid)
        self.widget: Widget = Column([flex(self._all)])

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed."""
        self._handbook = handbook

    # -- looking closer ---------------------------------------------------------------------

    @property
    def titles(self) -> dict[str, str]:
        """What each chart is called, by its metric."""
        return {spec.id: spec.title for spec in self._specs}

    @property
    def enlarged(self) -> str | None:
        """The metric whose chart is looked at closely, if one is."""
        return self._large

    def _enlarger(self, metric: str) -> Callable[[], None]:
        return lambda: self.enlarge(metric)

    def enlarge(self, metric: str) -> None:
        """Look at one chart closely."""
        spec = next(spec for spec in self._specs if spec.id == metric)
        self._large = metric
        self._large_chart = make_chart(spec, self.shrink)
        ways = () if self._last is None else groups(self._handbook, self._last[0], metric)
        self._close.begin(self._large_chart, ways, self._compare)
        self.widget.replace_children([flex(self._close.widget)])
        self._again()
        if self.widget.host is not None:
            self.widget.host.focus(self._large_chart)

    def shrink(self) -> None:
        """Show all charts again."""
        if self._large is None:
            return
        chart, self._large, self._large_chart = self._charts[self._large], None, None
        self.widget.replace_children([flex(self._all)])
        self._again()
        if self.widget.host is not None:
            self.widget.host.focus(chart)

    def compare(self, with_: Compare) -> None:
        """Draw behind each curve what it is to be compared with."""
        self._compare = with_
        self._close.compared(with_)
        self._again()

    def compare_next(self) -> Compare:
        """Compare with the next thing there is; nothing comes after the last."""
        ways = list(Compare)
        self.compare(ways[(ways.index(self._compare) + 1) % len(ways)])
        return self._compare

    def _divide(self, _group: str) -> None:
        self._again()

    def point_at(self, metric: str) -> None:
        """Have the coach point at one chart; at none where it has no name."""
        for name, chart in self._charts.items():
            chart.point_at(name == metric)

    # -- showing ----------------------------------------------------------------------------

    def _again(self) -> None:
        if self._last is not None:
            self.update(*self._last)

    def update(self, view: View, marks: list[Mark]) -> None:
        """Show all that has been measured up to now, and what was done when."""
        self._last = view, marks
        fired = {self._watched[key] for key in view.firing if key in self._watched}
        for spec in self._specs:
            if self._large in {None, spec.id}:
                chart = self._large_chart or self._charts[spec.id]
                self._show(view, spec, chart, [*marks, *self._alerts(view, spec.id)])
                chart.set_alert(spec.id in fired)
        if self._large_chart is not None:
            self._close.tell(self._large_chart, self._firing_on(view, self._large or ""))

    def _show(self, view: View, spec: MetricSpec, chart: MetricChart, marks: list[Mark]) -> None:
        start_s = max(-BEFORE_S, view.at_s - LOOK_BACK_S)
        end_s = max(view.at_s, start_s + 420)
        window = (start_s, view.at_s)
        chart.set_window(start_s, end_s)
        parts: list[Series] = []
        if chart is self._large_chart and self._close.group:
            parts = of_group(self._handbook, view, spec.id, self._close.group, window)
        chart.set_series([curve(view, spec.id, window), *parts])
        chart.set_ghosts(ghost(view, spec.id, window, self._compare))
        chart.set_marks(marks)

    def _alerts(self, view: View, metric: str) -> list[Mark]:
        """When alerts on this metric rang."""
        titles = {alert.title for alert in self._handbook.shop.alerts if alert.metric == metric}
        return [
            Mark(page.at_s, "▲", page.text, "bad") for page in view.pages if page.text in titles
        ]

    def _firing_on(self, view: View, metric: str) -> str:
        firing = (key for key in view.firing if self._watched.get(key) == metric)
        return "; ".join(self._handbook.alerts[key] for key in firing)


def shown(spec: MetricSpec, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values as an axis should count them: shares in percent."""
    return values * factor(spec.id)


def make_chart(spec: MetricSpec, on_press: Callable[[], object] | None = None) -> MetricChart:
    """A chart for one metric, with its threshold and unit."""
    threshold = None
    if spec.threshold is not None:
        threshold = Threshold(
            spec.threshold.value * factor(spec.id), "below" if spec.better == "high" else "above"
        )
    unit = unit_of(spec.id)
    return MetricChart(
        spec.title,
        threshold=threshold,
        text=_text(spec),
        low=0,
        high=100 if unit is Unit.RATIO and spec.better == "high" else None,
        on_press=on_press,
    )


def _text(spec: MetricSpec) -> Callable[[float], str]:
    return lambda value: show(spec.id, value / factor(spec.id))
