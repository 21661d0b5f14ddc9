"""What comes of a drill: its files, written beside the window, and the screen with its score."""

from functools import partial
from typing import TYPE_CHECKING

from game.faces.desk.opening import open_file
from game.faces.desk.rich import Run
from game.faces.desk.screens.results import ResultsScreen, ResultWays
from game.faces.desk.widgets import Button, Column, Label, Panel, RichText, Row, Spacer, fixed, flex
from game.faces.desk.work.errand import Errand, at_once, in_a_process_to_its_end
from game.faces.desk.work.jobs import OutcomeNews, outcome_job
from game.scenario.catalogue import catalogue
from scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from game.faces.desk.app import Desk
    from game.faces.desk.table import LocalTable

LOOK_S = 0.1


def results(desk: "Desk", table: "LocalTable") -> None:
    """Close the drill, have it scored, and show what comes of it."""
    try:
        table.finish()
    except OSError as problem:
        desk.menu()
        desk.ui.toast(f"The log cannot be written: {problem.strerror}.", "bad", seconds=12)
        return
    table.session.close()
    # The papers are finished even if the window is closed meanwhile.
    hire = in_a_process_to_its_end if desk.threads else at_once
    screen = CountingScreen(desk, table, hire(partial(outcome_job, table.folder.path)))
    desk.show(screen)
    screen.step(0.0)


class CountingScreen:
    """While the score is counted: a few seconds on a slow machine."""

    def __init__(self, desk: "Desk", table: "LocalTable", errand: Errand[OutcomeNews]) -> None:
        self._desk, self._table, self._errand = desk, table, errand

    def enter(self) -> None:
        """Show it."""
        plan = self._table.session.plan
        text = "Every point is looked up in the log: who did what, when, and what was known then."
        card = Panel(
            [
                RichText([Run("■ ", "bad", "large"), Run("The score is counted", style="large")]),
                Label(text, tone="muted"),
                Label("The lesson", style="strong", tone="info"),
                Label(" ".join(plan.scenario.lesson.split())),
                Row([flex(Spacer()), Button("Menu", self._desk.menu, kind="quiet", shortcut="m")]),
            ],
            pad="wide",
        )
        middle = Column([flex(Spacer()), card, flex(Spacer())])
        self._desk.ui.set_root(
            Row([flex(Spacer()), fixed(middle, 640), flex(Spacer())], pad="wide")
        )

    def step(self, now_s: float) -> float | None:
        """Show the results as soon as there is a score; the papers are written meanwhile."""
        news = self._errand.news()
        card = next((item for item in news if isinstance(item, Scorecard)), None)
        if card is not None:
            self._show(card, [item for item in news if item is not card])
            return now_s
        if self._errand.over:
            problem = self._errand.problem
            self._desk.menu()
            self._desk.ui.toast(f"The score could not be counted. {problem}", "bad", seconds=12)
            return None
        return now_s + LOOK_S

    def _show(self, card: Scorecard, more: list[OutcomeNews]) -> None:
        desk, session = self._desk, self._table.session
        screen = ResultsScreen(
            desk.ui,
            (session.plan, session.state, card),
            self._table.folder,
            self._errand,
            ResultWays(open_file=open_file, watch=desk.watch, play=desk.choose, menu=desk.menu),
            library=desk.cards or catalogue(),
            origin=session.header.fork,
        )
        desk.show(screen)
        screen.take(more)
