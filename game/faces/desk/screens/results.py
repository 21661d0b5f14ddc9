"""The results: the score by objective, each finding with its moment, and the drill as a picture."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from game.engine.handbook import Handbook, handbook_of
from game.engine.plan import Plan
from game.engine.state import State
from game.engine.texts import show
from game.engine.view import View, view_for
from game.faces.desk.charts import CrosshairGroup, TimelineStrip, TimeSeriesChart
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.gauges import make_chart, shown
from game.faces.desk.screens.drill.marks import changes, failing, moments
from game.faces.desk.screens.ratings import RATING_TONES, RATING_WORDS
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    Label,
    ListRow,
    ListView,
    Panel,
    ProgressBar,
    RichRow,
    RichText,
    Row,
    ScrollView,
    Widget,
    auto,
    fixed,
    flex,
    optional,
)
from game.session.folder import DrillFolder
from game.session.header import Origin
from game.simtime import clock, words
from game.terms import Role
from scoring.scorecard import ObjectiveScore, Scorecard, TaskFinding

AROUND_S = 240
"""A finding's moment is shown with so much before and after it."""


class ResultsScreen:
    """Pick a finding and the charts go to its moment."""

    def __init__(
        self,
        ui: Ui,
        outcome: tuple[Plan, State, Scorecard],
        folder: DrillFolder,
        *,
        open_file: Callable[[Path], bool],
        watch: Callable[[DrillFolder, int | None], object],
        menu: Callable[[], object],
        origin: Origin | None = None,
    ) -> None:
        self._ui, self._folder = ui, folder
        self._open_file, self._watch, self._menu = open_file, watch, menu
        self._event: int | None = None
        self._plan, self._state, self._card = outcome
        self._origin = origin
        self._handbook: Handbook = handbook_of(self._plan)
        self._view: View = view_for(self._plan, self._state, Role.FACILITATOR)
        specs = [spec for spec in self._handbook.metrics.values() if spec.chart][:4]
        self._charts = [(spec, make_chart(spec)) for spec in specs]
        CrosshairGroup([chart for _, chart in self._charts])
        self._strip = TimelineStrip(end_s=max(self._state.at_s, 60))
        self._findings = ListView(on_select=self._jump, on_activate=self._watch_finding)
        self._moment = RichText([Run("")])

    def enter(self) -> None:
        """Show the whole drill."""
        self._ui.set_root(self._layout())
        self._ui.bind("r", self._report)
        self._ui.bind("p", self._postmortem)
        self._ui.bind("m", self._menu)
        self._event = None
        self._findings.set_rows(self._finding_rows())
        self._fill_charts(-60, self._state.at_s)
        self._strip.set_now(self._state.at_s)
        marks = [mark for mark in moments(self._view, self._handbook) if mark.at_s >= 0]
        self._strip.set_marks(marks)
        self._strip.set_bands(failing(self._view))
        self._moment.set_runs(
            [Run("Pick a finding to see its moment; Enter plays it back.", "muted")]
        )

    def step(self, _now_s: float) -> float | None:
        """Nothing moves here."""
        return None

    def _fill_charts(self, start_s: int, end_s: int) -> None:
        marks = changes(self._view, self._handbook)
        for spec, chart in self._charts:
            values = shown(spec, self._view.readings.window(spec.id, start_s, end_s))
            chart.set_window(start_s, end_s)
            chart.set_data(np.arange(len(values), dtype=np.float64) + start_s, values)
            chart.set_marks(marks)

    # -- parts ------------------------------------------------------------------------------

    def _layout(self) -> Widget:
        charts: list[TimeSeriesChart] = [chart for _, chart in self._charts]
        left = Column([self._headline(), flex(Panel([flex(self._findings)]))])
        lesson = Panel(
            [
                Label("The lesson", style="strong", tone="info"),
                Label(self._plan.scenario.lesson.replace("\n", " ")),
            ],
            tone="info",
            edge="left",
        )
        right = Column(
            [
                auto(ScrollView(lesson), most=150, shrink=True, least=60),
                Row([flex(self._moment), self._replay_button()], align="centre"),
                flex(Grid(charts, columns=1, least_row=76)),
            ]
        )
        return Column(
            [
                self._top(),
                flex(Row([flex(left, 3), flex(right, 2)])),
                fixed(Panel([flex(self._strip)], pad=0), 72),
            ],
            pad="gap",
        )

    def _top(self) -> Widget:
        origin = self._origin
        fork = f"goes on from {origin.drill}, event {origin.event}; " if origin else ""
        variant = f"{fork}played as: {self._plan.variant.title}"
        return Panel(
            [
                Row(
                    [
                        Label(self._plan.scenario.title, style="title", wrap=False),
                        flex(Label(variant, tone="muted", wrap=False, tooltip=variant)),
                        Button("Open the report", self._report, kind="primary", shortcut="r"),
                        Button("Open the postmortem", self._postmortem, shortcut="p"),
                        Button("Menu", self._menu, kind="quiet", shortcut="m"),
                    ],
                    align="centre",
                )
            ],
            pad="gap",
        )

    def _replay_button(self) -> Widget:
        tip = "Look at this moment as each seat saw it, and go on from it differently"
        return Button("Replay", self._watch_moment, shortcut="w", tooltip=tip)

    def _headline(self) -> Widget:
        card = self._card
        score = Column(
            [
                Label(f"{card.score:.0f}", style="display", tone=RATING_TONES[card.rating]),
                Label("of 100", tone="muted", style="small"),
                Label(
                    f"{card.rating.value}: {RATING_WORDS[card.rating]}",
                    tone=RATING_TONES[card.rating],
                    style="small_strong",
                ),
            ],
            gap="small",
        )
        objectives = Column([self._objective(item) for item in card.objectives], gap="small")
        return Panel(
            [
                Row(
                    [
                        fixed(score, 104),
                        flex(objectives, least=270),
                        optional(fixed(self._measures(), 220)),
                    ],
                    gap="wide",
                )
            ]
        )

    def _objective(self, item: ObjectiveScore) -> Widget:
        titles = {objective.id: objective.title for objective in self._plan.objectives}
        share = item.points / item.max_points if item.max_points else 0.0
        tone = RATING_TONES[item.rating]
        name = titles.get(item.id, item.id)
        return Row(
            [
                flex(Label(name, style="small")),
                fixed(ProgressBar(share, tone=tone, height=8), 44),
                fixed(
                    Label(
                        f"{item.rating.value} {item.points:.0f}/{item.max_points:.0f}",
                        style="small_strong",
                        tone=tone,
                        wrap=False,
                    ),
                    70,
                ),
            ],
            align="centre",
        )

    def _measures(self) -> Widget:
        measures, impact = self._card.measures, self._card.impact
        rows = (
            ("Detected after", measures.detect_s),
            ("Declared after", measures.declare_s),
            ("First post after", measures.first_post_s),
            ("Customers can buy after", measures.mitigate_s),
            ("Resolved after", measures.resolve_s),
        )
        lines = [_fact(name, "never" if s is None else words(s)) for name, s in rows]
        lines.append(_fact("Orders lost", f"{impact.failed_orders:.0f}"))
        lines.append(_fact("Revenue lost", f"{impact.lost_revenue:,.0f} €"))
        if self._card.assistance.hints:
            lines.append(_fact("Hints of the coach", str(self._card.assistance.hints)))
        return Column(lines, gap="tight")

    def _finding_rows(self) -> list[ListRow]:
        titles = {objective.id: objective.title for objective in self._plan.objectives}
        rows: list[ListRow] = []
        for objective in self._card.objectives:
            heading = titles.get(objective.id, objective.id)
            rows.append(RichRow([Run(heading, "muted", "small_strong")], key=f"h-{objective.id}"))
            mine = (item for item in self._card.findings if item.objective == objective.id)
            rows += [self._finding_row(item) for item in mine]
        return rows

    def _finding_row(self, item: TaskFinding) -> RichRow:
        titles = {task.id: task.title for task in self._plan.tasks}
        tone = RATING_TONES[item.rating]
        points = Run(f"{item.points:g}/{item.max_points:g}", tone, "small_strong")
        runs = [
            Run(f"{item.rating.value}  ", tone, "strong"),
            Run(f"{titles.get(item.task, item.task)}  ", style="strong"),
            Run(item.note, "muted", "small"),
        ]
        return RichRow(runs, key=item.task, right=points, hang=20)

    # -- acting -----------------------------------------------------------------------------

    def _jump(self, key: str) -> None:
        finding = next((item for item in self._card.findings if item.task == key), None)
        if finding is None:
            return
        self._event = finding.events[0] if finding.events else None
        if not finding.events:
            self._moment.set_runs([Run("There is no event for this: it did not happen.", "muted")])
            return
        event = self._state.history.events[finding.events[0] - 1]
        self._moment.set_runs(
            [Run(f"{clock(event.at_s)}  ", "info", "strong"), Run(_values(self._view, event.at_s))]
        )
        self._fill_charts(event.at_s - AROUND_S, min(event.at_s + AROUND_S, self._state.at_s))
        self._strip.set_now(event.at_s)

    def _watch_finding(self, key: str) -> None:
        self._jump(key)
        self._watch_moment()

    def _watch_moment(self) -> None:
        """The replay from the picked finding's event, or from the start."""
        self._watch(self._folder, self._event)

    def _report(self) -> None:
        self._open(self._folder.report)

    def _postmortem(self) -> None:
        self._open(self._folder.postmortem)

    def _open(self, path: Path) -> None:
        if not self._open_file(path):
            self._ui.toast(f"It lies at {path}", "info", seconds=15)


def _fact(name: str, value: str) -> Widget:
    return Row(
        [
            flex(Label(name, style="small", tone="muted", wrap=False)),
            Label(value, style="small_strong", wrap=False),
        ]
    )


def _values(view: View, at_s: int) -> str:
    success = show("checkout.success", view.readings.at("checkout.success", at_s))
    return f"checkout success was {success}"
