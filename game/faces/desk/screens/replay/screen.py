"""The replay screen: scrub, play, step from event to event, and go on differently from there."""

from collections.abc import Callable
from functools import partial

from game.engine.handbook import Handbook, handbook_of
from game.engine.state import State
from game.engine.view import View, view_for
from game.faces.desk.charts import TimelineStrip
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.boards import board, due_row
from game.faces.desk.screens.drill.gauges import Gauges
from game.faces.desk.screens.drill.lines import message_row
from game.faces.desk.screens.drill.marks import changes, failing, moments
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.screens.replay.controls import Controls, fork_dialog
from game.faces.desk.screens.replay.playhead import Playhead
from game.faces.desk.screens.shortcuts import EVERYWHERE, REPLAY
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    ListView,
    Panel,
    RichRow,
    Row,
    Tab,
    Tabs,
    Widget,
    fixed,
    flex,
    key_help,
)
from game.session.log import LogProblem
from game.session.replay import Replay
from game.simtime import clock
from game.terms import SEATS, Role
from scoring.narration import narrate

GoOn = Callable[[int, int, frozenset[Role]], object]
"""Told the last event to keep, the second to go on from, and the seats that people hold."""


class ReplayScreen:
    """Looks at a recorded drill with the eyes of one seat at a time."""

    def __init__(
        self,
        ui: Ui,
        replay: Replay,
        *,
        at_event: int | None,
        go_on: GoOn,
        back: Callable[[], object],
        seat: Role = Role.IC,
    ) -> None:
        self._ui, self._replay, self._go_on, self._back = ui, replay, go_on, back
        self._handbook: Handbook = handbook_of(replay.plan)
        self._head = Playhead(replay, at_event)
        self._seat = seat
        self._ready = False
        self._shown: object = None
        self._told: list[RichRow] = []
        self._gauges = Gauges(self._handbook)
        self._said = ListView(stick_to_bottom=True, empty="Nobody had written yet.")
        self._events = ListView(
            stick_to_bottom=True,
            on_activate=self._to_event,
            activate_on_press=True,
            empty="Nothing had happened yet.",
        )
        self._due = ListView(empty="Nothing was due for this seat.")
        self._board = ListView()
        tabs = [Tab(role.value, ROLE_NAMES[role]) for role in SEATS]
        self._tabs = Tabs(tabs, self._look_as, selected=seat.value)
        self._controls = Controls(self._head, self._act)
        self._strip = TimelineStrip(
            end_s=max(replay.last_s, 60),
            on_pick=lambda mark: self._seek(round(mark.at_s)),
            on_scrub=self._seek,
        )

    def enter(self) -> None:
        """Show the moment that was asked for."""
        self._ui.set_root(self._layout())
        ui, head = self._ui, self._head
        for number, seat in enumerate(SEATS, 1):
            ui.bind(f"ctrl+{number}", partial(self._tabs.select, seat.value))
        ui.bind("pageup", lambda: self._seek(head.at_s - 60))
        ui.bind("pagedown", lambda: self._seek(head.at_s + 60))
        ui.bind("home", lambda: self._seek(0))
        ui.bind("end", lambda: self._seek(head.last_s))
        ui.bind("f3", self._gauges.compare_next)
        ui.bind("f1", lambda: ui.open_dialog(key_help((REPLAY, EVERYWHERE), ui.close_dialog)))
        self._refresh()

    def _layout(self) -> Widget:
        header = self._replay.header
        origin = header.fork
        fork = f" · goes on from {origin.drill}, event {origin.event}" if origin else ""
        variant = f"Replay, played as: {self._replay.plan.variant.title}{fork}"
        title = self._replay.plan.scenario.title
        top = Row(
            [
                Label(title, style="title", wrap=False, tooltip=title),
                flex(Label(variant, tone="muted", wrap=False, tooltip=variant)),
                Button("Go on from here…", self._ask_to_fork, kind="primary", shortcut="g"),
                Button("Back", self._leave, kind="quiet", shortcut="esc"),
            ],
            align="centre",
        )
        heard = Column(
            [
                Label("WHAT THIS SEAT COULD READ", style="small_strong", tone="muted"),
                flex(self._said, 3),
                Label(
                    "WHAT HAPPENED (press a line to go there)", style="small_strong", tone="muted"
                ),
                flex(self._events, 2),
            ],
            gap="small",
            pad="gap",
        )
        seen = Column(
            [
                Label("DUE FOR THIS SEAT", style="small_strong", tone="muted"),
                flex(self._due, 2),
                flex(self._board, 3),
            ],
            gap="small",
            pad="gap",
        )
        right = Panel([fixed(self._tabs, 36), flex(seen)], pad=0, gap=0)
        return Column(
            [
                Panel([top], pad="gap"),
                flex(
                    Row(
                        [
                            flex(self._gauges.widget, 10, least=190),
                            flex(Panel([flex(heard)], pad=0), 9, least=344),
                            flex(right, 6, least=250),
                        ]
                    ),
                    least=240,
                ),
                self._controls.widget,
                fixed(Panel([flex(self._strip)], pad=0), 72),
            ],
            pad="gap",
        )

    def _leave(self) -> None:
        """Leave the chart that is looked at closely; without one, the replay."""
        if self._gauges.enlarged:
            self._gauges.shrink()
        else:
            self._back()

    # -- moving -----------------------------------------------------------------------------

    def step(self, now_s: float) -> float | None:
        """Read on in the log, a minute at a time; play on, if it plays."""
        try:
            reading = self._read_on()
            if self._head.play_on(now_s):
                self._refresh()
        except LogProblem as problem:
            self._ui.toast(str(problem), "bad", seconds=12)
            self._back()
            return None
        if reading:
            return now_s
        return now_s + self._head.next_s() if self._head.playing else None

    def _read_on(self) -> bool:
        if self._ready:
            return False
        more = self._replay.read_on()
        self._controls.reading(self._replay.ready_s / max(1, self._replay.last_s) if more else 1)
        if not more:
            self._ready = True
            self._show_strip()
        return more

    def _show_strip(self) -> None:
        view = view_for(self._replay.plan, self._replay.final(), Role.FACILITATOR)
        self._strip.set_marks([mark for mark in moments(view, self._handbook) if mark.at_s >= 0])
        self._strip.set_bands(failing(view))
        self._controls.update(self._said_last())

    def _act(self, name: str) -> None:
        match name:
            case "play":
                self._head.toggle()
            case "faster":
                self._head.faster()
            case _:
                self._head.step(1 if name == "next" else -1)
        self._refresh()

    def _seek(self, at_s: int) -> None:
        self._head.seek(at_s)
        self._refresh()

    def _to_event(self, key: str) -> None:
        self._head.playing = False
        self._head.to_event(int(key))
        self._refresh()

    def _look_as(self, key: str) -> None:
        self._seat = Role(key)
        self._refresh()

    # -- showing ----------------------------------------------------------------------------

    def _refresh(self) -> None:
        head = self._head
        moment = (head.at_s, head.n, self._seat)
        if moment != self._shown:
            self._shown = moment
            self._show(view_for(self._replay.plan, head.state(), self._seat))
        self._controls.update(self._said_last())

    def _show(self, view: View) -> None:
        handbook = self._handbook
        self._gauges.update(view, changes(view, handbook))
        said = {item.id: item for item in view.messages}
        self._said.set_rows([message_row(handbook, view, item, said) for item in view.messages])
        mine = [item for item in view.due if item.seat is self._seat]
        self._due.set_rows([due_row(view, handbook, item) for item in mine])
        self._board.set_rows(board(view, handbook, self._seat))
        self._events.set_rows(self._rows(self._head.n))
        self._strip.set_now(view.at_s)

    def _rows(self, n: int) -> list[RichRow]:
        """The first events, told; each is told once, when it is first come upon."""
        if len(self._told) < n:
            state = self._head.state()
            self._told += [self._row(state, at) for at in range(len(self._told), n)]
        return self._told[:n]

    def _row(self, state: State, index: int) -> RichRow:
        event = self._replay.events[index]
        text = " ".join(narrate(self._replay.plan, state, event).split())
        tone = ROLE_TONES.get(event.by.role, "muted")
        who = ROLE_NAMES.get(event.by.role, "")
        runs = [
            Run(f"{clock(event.at_s)}  ", "muted", "small"),
            Run(f"{who}  " if who else "", tone, "small_strong"),
            Run(text, style="small"),
        ]
        return RichRow(runs, key=str(index + 1))

    def _said_last(self) -> str:
        rows = self._told[: self._head.n]
        return rows[-1].text() if rows else "Before the first event"

    # -- going on ---------------------------------------------------------------------------

    def _ask_to_fork(self) -> None:
        self._head.playing = False
        self._refresh()
        head, humans = self._head, frozenset(self._replay.header.roster.humans)

        def go_on(back: int, seats: frozenset[Role]) -> None:
            n = max(0, head.n - back)
            at_s = head.at_s if not back else self._replay.events[n - 1].at_s if n else 0
            self._ui.close_dialog()
            self._go_on(n, at_s, seats)

        self._ui.open_dialog(fork_dialog(self._said_last(), humans, go_on, self._ui.close_dialog))
