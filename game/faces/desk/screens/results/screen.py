"""The results: the score by objective, each finding with its moment, and what follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from game.engine.handbook import Handbook, handbook_of
from game.engine.plan import Plan
from game.engine.state import State
from game.engine.view import View, view_for
from game.faces.desk.charts import TimelineStrip
from game.faces.desk.screens.drill.marks import failing, moments
from game.faces.desk.screens.results.decided import decided
from game.faces.desk.screens.results.findings import FindingList
from game.faces.desk.screens.results.headline import headline
from game.faces.desk.screens.results.moment import MomentView
from game.faces.desk.screens.results.onward import Play, onward, papers, scrolled
from game.faces.desk.screens.results.waited import WaitedView
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    Panel,
    Row,
    Tab,
    Tabs,
    Widget,
    auto,
    fixed,
    flex,
)
from game.faces.desk.work.errand import Errand
from game.faces.desk.work.jobs import OutcomeNews, Written
from game.scenario.catalogue import Card
from game.session.folder import DrillFolder
from game.session.header import Origin
from game.terms import Role
from scoring.accounts import decisions
from scoring.practice import practice
from scoring.scorecard import Scorecard, TaskFinding
from scoring.whatif import WhatIf

LOOK_S = 0.2
"""So often the work beside the window is asked what it has found."""


@dataclass(frozen=True, slots=True)
class ResultWays:
    """Where the results lead to."""

    open_file: Callable[[Path], bool]
    watch: Callable[[DrillFolder, int | None], object]
    play: Play
    menu: Callable[[], object]


class ResultsScreen:
    """Pick a finding and the charts go to its moment; the report is written meanwhile."""

    def __init__(
        self,
        ui: Ui,
        outcome: tuple[Plan, State, Scorecard],
        folder: DrillFolder,
        errand: Errand[OutcomeNews],
        ways: ResultWays,
        *,
        library: Sequence[Card] = (),
        origin: Origin | None = None,
    ) -> None:
        self._ui, self._folder, self._errand, self._ways = ui, folder, errand, ways
        self._plan, self._state, self._card = outcome
        self._library, self._origin = library, origin
        self._event: int | None = None
        self._written = False
        self._curve: WhatIf | None = None
        self._handbook: Handbook = handbook_of(self._plan)
        self._view: View = view_for(self._plan, self._state, Role.FACILITATOR)
        self._strip = TimelineStrip(end_s=max(self._state.at_s, 60))
        self._moment = MomentView(self._plan, self._view, self._handbook, self._watch_moment)
        self._score = FindingList(
            self._plan, self._card, jump=self._jump, watch=self._watch_finding
        )
        self._decisions = decisions(self._plan, self._state, self._card)
        self._tabs = Tabs(self._tab_list(), lambda _key: self._show_tab())
        self._body = Column([])
        self._report_button = Button("Open the report", self._report, kind="primary", shortcut="r")
        self._post_button = Button("Open the postmortem", self._postmortem, shortcut="p")

    # -- as a screen ------------------------------------------------------------------------

    def enter(self) -> None:
        """Show the whole drill."""
        self._ui.set_root(self._layout())
        for number, tab in enumerate(self._tabs.tabs, 1):
            self._ui.bind(str(number), partial(self._tabs.select, tab.key))
        self._event = None
        self._score.begin(at_once=self._ui.skin.reduced_motion)
        self._moment.show_all()
        self._strip.set_now(self._state.at_s)
        marks = [mark for mark in moments(self._view, self._handbook) if mark.at_s >= 0]
        self._strip.set_marks(marks)
        self._strip.set_bands(failing(self._view))
        self._show_tab()
        self._show_written()

    def step(self, now_s: float) -> float | None:
        """Unfold the score, and take what the work beside the window has found."""
        wanted = [self._score.step(now_s)]
        if not self._errand.over:
            wanted.append(now_s + LOOK_S)
            self.take(self._errand.news())
        return min((at for at in wanted if at is not None), default=None)

    def take(self, news: Sequence[OutcomeNews]) -> None:
        """Show what the work beside the window has found."""
        for item in news:
            match item:
                case Written():
                    self._written = True
                case WhatIf():
                    self._curve = item
                case Scorecard():
                    continue
        if news or self._errand.over:
            self._show_written()
            self._show_tab()

    # -- parts ------------------------------------------------------------------------------

    def _layout(self) -> Widget:
        findings = Panel([flex(self._score.list)])
        left = Column([headline(self._card), flex(findings)])
        right = Column([fixed(self._tabs, 38), flex(self._body)])
        return Column(
            [
                self._top(),
                flex(Row([flex(left, 5), flex(right, 4)])),
                fixed(Panel([flex(self._strip)], pad=0), 72),
            ],
            pad="gap",
        )

    def _top(self) -> Widget:
        origin = self._origin
        fork = f"goes on from {origin.drill}, event {origin.event}; " if origin else ""
        variant = f"{fork}played as: {self._plan.variant.title}"
        title = self._plan.scenario.title
        return Panel(
            [
                Row(
                    [
                        auto(Label(title, style="title", wrap=False, tooltip=title), shrink=True),
                        flex(Label(variant, tone="muted", wrap=False, tooltip=variant)),
                        self._report_button,
                        self._post_button,
                        Button("Menu", self._ways.menu, kind="quiet", shortcut="m"),
                    ],
                    align="centre",
                )
            ],
            pad="gap",
        )

    def _tab_list(self) -> tuple[Tab, ...]:
        return (
            Tab("moment", "What happened"),
            Tab("waited", "Cost of waiting"),
            Tab("decided", "Decisions", len(self._decisions), "info"),
            Tab("onward", "Next"),
        )

    def _show_tab(self) -> None:
        match self._tabs.selected:
            case "waited":
                parts = [flex(self._waited())]
            case "decided":
                parts = [flex(decided(self._decisions, self._watch_event))]
            case "onward":
                parts = [flex(self._onward())]
            case _:
                parts = [flex(self._moment.widget)]
        self._body.replace_children(parts)

    def _waited(self) -> Widget:
        if self._curve is not None:
            return WaitedView(self._plan, self._curve).widget
        text = "Every lever is pulled again at every minute, to see what that would have cost …"
        if self._errand.problem:
            text = f"That could not be worked out. {self._errand.problem}"
        return Panel([Label(text, tone="muted")])

    def _onward(self) -> Widget:
        found = practice(self._plan, self._card, self._library)
        folder = self._folder
        files = (
            ("Report", folder.report),
            ("Postmortem, a draft to read", folder.postmortem_html),
            ("The same to write on", folder.postmortem),
        )
        there = papers(folder.path, files, self._open, self._copy)
        return scrolled([*onward(found, self._plan.scenario.id, self._ways.play), there])

    def _show_written(self) -> None:
        why = "It is being written …"
        if self._errand.problem and not self._written:
            why = f"It could not be written. {self._errand.problem}"
            self._ui.toast(f"The report cannot be written: {self._errand.problem}", "bad")
        for button in (self._report_button, self._post_button):
            button.set_enabled(self._written, why)

    # -- acting -----------------------------------------------------------------------------

    def _jump(self, finding: TaskFinding) -> None:
        self._tabs.select("moment")
        self._event = finding.events[0] if finding.events else None
        if self._event is None:
            self._moment.nothing()
            return
        event = self._state.history.events[self._event - 1]
        self._moment.show_at(event.at_s)
        self._strip.set_now(event.at_s)

    def _watch_finding(self, finding: TaskFinding) -> None:
        self._jump(finding)
        self._watch_moment()

    def _watch_event(self, n: int) -> None:
        self._ways.watch(self._folder, n)

    def _watch_moment(self) -> None:
        """The replay from the picked finding's event, or from the start."""
        self._ways.watch(self._folder, self._event)

    def _report(self) -> None:
        self._open(self._folder.report)

    def _postmortem(self) -> None:
        self._open(self._folder.postmortem_html)

    def _open(self, path: Path) -> None:
        if not self._ways.open_file(path):
            self._ui.toast(f"It lies at {path}", "info", seconds=15)

    def _copy(self, path: Path) -> None:
        self._ui.clipboard.put(str(path))
        self._ui.toast(f"Copied: {path}", "info")
