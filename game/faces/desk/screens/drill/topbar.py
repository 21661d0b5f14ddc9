"""The top bar: how bad, which stage, what time, who commands, and when an update is due."""

from collections.abc import Callable

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.headline import Headline
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    Panel,
    ProgressBar,
    RichText,
    Row,
    Spacer,
    Widget,
    auto,
    fixed,
    flex,
    optional,
)
from game.simtime import clock, countdown
from game.terms import ExercisePhase, Role

_LATE_S = 60


class TopBar:
    """Made once; `update` shows another moment. `held` says why the clock is not ours."""

    def __init__(
        self,
        handbook: Handbook,
        *,
        pause: Callable[[], object],
        faster: Callable[[], object],
        leave: Callable[[], object],
        held: str = "",
    ) -> None:
        self._handbook = handbook
        self._head = Headline(handbook.title, severity="strong", name="title", stage="small")
        self._clock = Label(clock(0), style="title", wrap=False)
        self._utc = Label("", style="small", tone="muted", wrap=False)
        self._due = RichText([Run("")])
        self._due_bar = ProgressBar(0.0)
        self._commander = RichText([Run("")])
        self._pace = Button("×1", faster, compact=True, tooltip="Faster ({ctrl+f})")
        self._pause = Button("❚❚", pause, compact=True, tooltip="Pause or go on ({ctrl+p})")
        for button in (self._pace, self._pause):
            button.set_enabled(not held, held)
        leave_button = Button(
            "✗", leave, kind="quiet", compact=True, tooltip="End the drill ({ctrl+e})"
        )
        self.widget: Widget = Panel(
            [
                Row(
                    [
                        self._head.severity,
                        auto(self._head.title, shrink=True, least=150),
                        optional(
                            Row(list(self._head.stages.values()), gap="small", align="centre"), 3
                        ),
                        flex(Spacer()),
                        Column([self._clock, self._utc], gap=0, align="end"),
                        fixed(Column([self._due, self._due_bar], gap="small"), 136),
                        optional(self._commander, 2),
                        self._pace,
                        self._pause,
                        leave_button,
                    ],
                    align="centre",
                    gap="pad",
                )
            ],
            pad="gap",
        )

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed."""
        self._handbook = handbook
        self._head.unnamed = handbook.title

    def update(self, view: View) -> None:
        """Show this moment."""
        self._head.update(view)
        self._show_time(view)
        self._show_due(view)
        holder = view.roles.get(Role.IC)
        name = holder.person if holder else "nobody yet"
        self._commander.set_runs(
            [Run("IC\n", "muted", "small"), Run(name, "ic" if holder else "warn", "small_strong")]
        )

    def _show_time(self, view: View) -> None:
        left = countdown(view.duration_s - view.at_s)
        paused = view.phase is ExercisePhase.PAUSED
        self._clock.set_text("PAUSED" if paused else clock(view.at_s))
        self._utc.set_text(f"{self._handbook.utc(view.at_s)} UTC · {left} left")
        self._pace.set_text(f"×{view.pace:g}")
        self._pause.set_text("▶" if paused else "❚❚")

    def _show_due(self, view: View) -> None:
        if view.next_update_s is None:
            self._due.set_runs([Run("no update due", "muted", "small")])
            self._due_bar.set_share(0.0, "muted")
            return
        left_s = view.next_update_s - view.at_s
        tone: Tone = "bad" if left_s < 0 else "warn" if left_s < _LATE_S else "good"
        word = "Update overdue " if left_s < 0 else "Update due "
        self._due.set_runs(
            [Run(f"✉ {word}", style="small"), Run(countdown(left_s), tone, "small_strong")]
        )
        self._due_bar.set_share(max(0.0, min(1.0, 1 - left_s / 900)), tone)
