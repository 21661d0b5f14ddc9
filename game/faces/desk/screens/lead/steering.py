"""The row of hands on the exercise itself: begin, pause, pace, more time, end, close."""

from collections.abc import Callable

from game.engine.view import View
from game.faces.desk.remote.lead import Lead
from game.faces.desk.screens.lead.asking import ask_why
from game.faces.desk.screens.lead.events import Done
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Dropdown,
    Label,
    Option,
    Row,
    Spacer,
    Widget,
    fixed,
    flex,
    optional,
)
from game.simtime import words
from game.terms import ExercisePhase

PACES = (0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0)
EXTENSIONS_S = (300, 600)
_BEFORE = frozenset({ExercisePhase.LOBBY, ExercisePhase.BRIEFING})
_SAYINGS = {
    ExercisePhase.HOT_WASH: "Players look back; close it when everybody is done.",
    ExercisePhase.ENDED: "The drill is closed; the host writes the report and keeps its folder.",
}
_UNDER_WAY = frozenset({ExercisePhase.RUNNING, ExercisePhase.PAUSED})


class Steering:
    """Made once; `update` shows what can be done now."""

    def __init__(self, ui: Ui, lead: Lead, done: Done, more: list[Widget]) -> None:
        self._ui, self._lead, self._done = ui, lead, done
        self._begin = Button("Begin the drill", lead.begin, kind="primary", shortcut="ctrl+enter")
        self._pause = Button("❚❚ Pause", self.toggle_pause, shortcut="ctrl+p")
        self._pace = Dropdown(_paces(1.0), self._set_pace, selected="1")
        self._extend = [
            Button(f"+{words(by_s)}", self._extender(by_s), tooltip="More time for the exercise")
            for by_s in EXTENSIONS_S
        ]
        self._end = Button("End …", self.ask_to_end, kind="danger", shortcut="ctrl+e")
        self._close = Button(
            "Close the drill and make the report",
            lead.finish,
            kind="primary",
            shortcut="ctrl+enter",
        )
        self._over = Label("", wrap=False)
        self._steer: list[Widget] = [
            self._pause,
            fixed(self._pace, 104),
            optional(Label("more time", style="small", tone="muted", wrap=False), 4),
            *(optional(button, rank) for rank, button in enumerate(self._extend, 1)),
            self._end,
        ]
        self.widget: Widget = Row(
            [self._begin, *self._steer, self._close, self._over, flex(Spacer()), *more],
            gap="small",
            align="centre",
        )
        self.update(None)

    def update(self, view: View | None) -> None:
        """Show what can be done now."""
        phase = self._lead.table.phase
        self._begin.visible = phase in _BEFORE
        for widget in self._steer:
            widget.visible = phase in _UNDER_WAY
        self._close.visible = phase is ExercisePhase.HOT_WASH
        self._over.visible = phase in _SAYINGS
        self._over.set_text(_SAYINGS.get(phase, ""))
        self._pause.set_text("▶ Go on" if self._lead.paused else "❚❚ Pause")
        if view is not None and self._pace.selected != f"{view.pace:g}":
            self._pace.set_options(_paces(view.pace))
            self._pace.select(f"{view.pace:g}", tell=False)

    def toggle_pause(self) -> None:
        """Let time stand still, or go on."""
        said = "Time goes on." if self._lead.paused else "Time stands still."
        self._done(self._lead.toggle_pause(), said)

    def faster(self, pace: float) -> None:
        """The pace after that one, and from the last back to the first."""
        self._set_pace(f"{next((one for one in PACES if one > pace), PACES[0]):g}")

    def _set_pace(self, key: str) -> None:
        self._done(self._lead.set_pace(float(key)), f"Pace ×{key}.")

    def _extender(self, by_s: int) -> Callable[[], None]:
        def extend() -> None:
            self._done(self._lead.extend(by_s), f"{words(by_s)} more.")

        return extend

    def ask_to_end(self) -> None:
        """End the exercise, once there is a reason for it."""

        def end(reason: str) -> None:
            self._done(self._lead.stop(reason), "The exercise is over; the hot wash begins.")

        text = "The hot wash comes next. Players read the reason."
        ask_why(self._ui, "End the exercise?", text, "End it", end)


def _paces(now: float) -> list[Option]:
    """The usual paces, and the one there is."""
    return [Option(f"{pace:g}", f"pace ×{pace:g}") for pace in sorted({*PACES, now})]
