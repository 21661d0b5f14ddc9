"""One chart looked at closely: large, held against something, divided, and told in words."""

from collections.abc import Callable, Sequence

from game.faces.desk.charts import Mark, MetricChart, clock
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.comparing import COMPARE_TITLES, Compare
from game.faces.desk.widgets import (
    Button,
    Column,
    Dropdown,
    Grid,
    ListView,
    Option,
    Panel,
    RichRow,
    RichText,
    ScrollView,
    Widget,
    auto,
    flex,
)
from game.simtime import countdown


class CloseUp:
    """Made once; `begin` takes a chart in, `tell` says what it shows."""

    def __init__(
        self,
        leave: Callable[[], object],
        divide: Callable[[str], object],
        compare: Callable[[Compare], object],
    ) -> None:
        self.group = ""
        self._divide_by = divide
        back = Button("All charts", leave, kind="quiet", shortcut="esc", style="small")
        self._with = Dropdown(
            tuple(Option(way.value, title) for way, title in COMPARE_TITLES.items()),
            lambda key: compare(Compare(key)),
            selected=Compare.NOTHING.value,
        )
        self._by = Dropdown((), self._chosen, placeholder="All customers")
        self._facts = RichText([Run("")])
        self._marks = ListView(empty="Nothing was changed that we know of.", gap=0)
        self._place = Column([])
        hands = Grid([back, self._with, self._by], columns=3, least_column=84, gap="small")
        told = auto(ScrollView(self._facts), most=140, shrink=True, least=36)
        facts = Panel([told], surface="raised", pad="gap")
        self.widget: Widget = Column(
            [
                hands,
                flex(self._place, 3, least=130),
                auto(facts, least=48, shrink=True),
                auto(self._marks, most=120, shrink=True),
            ]
        )

    def begin(self, chart: Widget, ways: Sequence[str], compare: Compare) -> None:
        """Take a chart in, that can be divided in these ways."""
        self.group = ""
        self._by.visible = bool(ways)
        self._by.set_options(
            (Option("", "All customers"), *(Option(way, f"By {way}") for way in ways))
        )
        self._by.select("", tell=False)
        self._place.replace_children([flex(chart)])
        self.compared(compare)

    def compared(self, compare: Compare) -> None:
        """Show what is compared with."""
        self._with.select(compare.value, tell=False)

    def _chosen(self, group: str) -> None:
        self.group = group
        self._divide_by(group)

    def tell(self, chart: MetricChart, alert: str) -> None:
        """Say in words what the chart shows."""
        self._facts.set_runs(_facts(chart, alert))
        marks = sorted(chart.marks, key=lambda mark: mark.at_s, reverse=True)
        self._marks.set_rows([_mark_row(mark) for mark in marks])


def _facts(chart: MetricChart, alert: str) -> list[Run]:
    runs = [Run(chart.describe(), style="small")]
    if chart.since_s is not None:
        beyond_s = int(chart.series[0].t_s[-1] - chart.since_s)
        runs.append(Run(f" That is {countdown(beyond_s)} by now.", "bad", "small_strong"))
    runs += [
        Run(f"\n{ghost.label.capitalize()}: {_last(chart, ghost.last())}", "muted", "small")
        for ghost in chart.ghosts
    ]
    for part in chart.series[1:]:
        runs.append(Run(f"\n{part.label}  ", part.tone, "small_strong"))
        runs.append(Run(_last(chart, part.last()), style="small"))
    if alert:
        runs.append(Run(f"\n⚑ Alert: {alert}", "bad", "small_strong"))
    return runs


def _last(chart: MetricChart, value: float) -> str:
    return chart.text(value) if value == value else "no data"  # noqa: PLR0124


def _mark_row(mark: Mark) -> RichRow:
    runs = [
        Run(f"{mark.sign} ", mark.tone, "small_strong"),
        Run(f"{clock(mark.at_s)}  ", "muted", "small"),
        Run(mark.label, style="small"),
    ]
    return RichRow(runs, pad=1)
