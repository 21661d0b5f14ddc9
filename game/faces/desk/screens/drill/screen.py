"""The drill screen: charts at the left, the channel in the middle, the seat at the right."""

from collections.abc import Callable, Iterator, Sequence

from game.console import Console
from game.engine.commands import AcknowledgePage, Command
from game.engine.events import Actor
from game.engine.refusals import Refusal
from game.engine.state import InjectState, Message
from game.engine.view import View
from game.faces.desk.screens.drill.bigclock import BigClock
from game.faces.desk.screens.drill.calls import CallBar
from game.faces.desk.screens.drill.channel import Channel
from game.faces.desk.screens.drill.comparing import COMPARE_TITLES
from game.faces.desk.screens.drill.entries import seat_entries
from game.faces.desk.screens.drill.gauges import Gauges
from game.faces.desk.screens.drill.marks import changes
from game.faces.desk.screens.drill.pager import PagerBar
from game.faces.desk.screens.drill.seatpanel import SeatPanel
from game.faces.desk.screens.drill.sorting import as_entry
from game.faces.desk.screens.drill.strip import Strip
from game.faces.desk.screens.drill.terminal import Terminal
from game.faces.desk.screens.drill.topbar import TopBar
from game.faces.desk.screens.drill.trouble import TroubleBar
from game.faces.desk.screens.drill.ways import drill_entries, ways_around
from game.faces.desk.screens.palette import Entry, open_palette
from game.faces.desk.screens.shortcuts import DRILL, EVERYWHERE, MIDDLE
from game.faces.desk.table import Table
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Answer,
    Column,
    Row,
    Widget,
    fixed,
    flex,
    key_help,
    optional,
    question,
)
from game.terms import SEATS, ExercisePhase, Role

Hear = Callable[[View, frozenset[Role]], object]
"""Is shown every moment, and which seats are ours, to make it heard."""


class DrillScreen:
    """Shows a table until the exercise stops, then calls `done`.

    `entries` are offered in the command palette besides what belongs to the drill.
    """

    def __init__(
        self,
        ui: Ui,
        table: Table,
        done: Callable[[], object],
        *,
        hear: Hear | None = None,
        entries: Sequence[Entry] = (),
    ) -> None:
        self._ui, self._table, self._done, self._hear = ui, table, done, hear
        self._entries = tuple(entries)
        self._shown: tuple[object, ...] = ()
        self._finished = False
        self._held = table.humans
        self._book = table.handbook
        console = Console(lambda: table.view(Role.OPS), table.handbook)
        terminal = Terminal(console, self._give, self._say)
        self._top = TopBar(
            table.handbook,
            pause=self._pause,
            faster=self._faster,
            leave=self._ask_to_leave,
            held=table.clock_held,
        )
        self._gauges = Gauges(table.handbook)
        self._pager = PagerBar(self._acknowledge)
        self._calls = CallBar(table.handbook, self._take_call)
        self._seat = SeatPanel(ui, table)
        self._channel = Channel(
            table.handbook,
            self._give,
            lambda: self._seat.seat,
            terminal,
            humans=lambda: table.humans,
            write_down=self._write_down,
            edit_status=lambda: self._seat.open("status-doc"),
        )
        self._terminal = terminal
        self._strip = Strip(table.handbook)
        self._trouble = TroubleBar()
        self._big = BigClock(table.handbook, self._toggle_clock, self._bells())
        self._shows_clock = False
        table.tell(self._say)

    def enter(self) -> None:
        """Build the screen and let the time run."""
        self._ui.set_root(self._layout())
        self._bind()
        self._table.begin()
        self._refresh()

    def _toggle_clock(self) -> None:
        """The large clock instead of the desk, or back; forms stay as they were."""
        self._shows_clock = not self._shows_clock
        self._ui.set_root(self._layout())
        self._shown = ()
        self._refresh()

    def _layout(self) -> Widget:
        return self._big.layout() if self._shows_clock else self._desk_layout()

    def _desk_layout(self) -> Widget:
        return Column(
            [
                self._top.widget,
                self._trouble.widget,
                *self._bells(),
                flex(
                    Row(
                        [
                            flex(self._gauges.widget, 10, least=190),
                            flex(self._channel.widget, 8, least=344),
                            flex(self._seat.widget, 7, least=324),
                        ]
                    ),
                    least=400,
                ),
                optional(fixed(self._strip.widget, 72)),
            ],
            pad="gap",
        )

    def _bells(self) -> tuple[Widget, ...]:
        """What rings, whatever else is on the screen."""
        return self._pager.widget, self._calls.widget

    def _bind(self) -> None:
        ui = self._ui
        for number, seat in enumerate(SEATS, 1):
            ui.bind(f"ctrl+{number}", self._turn_to(seat))
        ui.bind("f1", self._help)
        ui.bind("ctrl+p", self._pause)
        ui.bind("f2", self._toggle_clock)
        ui.bind("ctrl+m", lambda: self._go("incident", self._channel.composer))
        ui.bind("ctrl+d", lambda: self._go("direct", self._channel.composer))
        ui.bind("ctrl+s", lambda: self._go("status", None))
        ui.bind("ctrl+r", lambda: self._go("runbook", None))
        ui.bind("ctrl+t", lambda: self._go("terminal", self._terminal.line))
        ui.bind("ctrl+g", self._acknowledge)
        ui.bind("/", self._search)
        ui.bind("f3", self._compare)
        ui.bind("ctrl+k", self._open_palette)
        ui.bind("ctrl+f", self._faster)
        ui.bind("ctrl+e", self._ask_to_leave)
        ui.bind("esc", self._back)

    def _back(self) -> None:
        """Leave the form; without one, leave the field that is typed in."""
        if self._seat.form_open:
            self._seat.close_form()
        elif self._gauges.enlarged:
            self._gauges.shrink()
        elif self._channel.talk.narrowed:
            self._channel.talk.reset()
        else:
            self._ui.focus(None)

    def _turn_to(self, seat: Role) -> Callable[[], None]:
        def turn() -> None:
            if self._shows_clock:
                self._toggle_clock()
            self._seat.choose(seat)
            self._refresh()

        return turn

    def _go(self, tab: str, focus: Widget | None) -> None:
        if self._shows_clock:
            self._toggle_clock()
        self._channel.show(tab)
        self._refresh()
        if focus is not None:
            self._ui.focus(focus, ring=True)

    def _search(self) -> None:
        if self._channel.shown not in {"incident", "direct"}:
            self._channel.show("incident")
        self._go(self._channel.shown, self._channel.talk.search)

    def _compare(self) -> None:
        title = COMPARE_TITLES[self._gauges.compare_next()]
        self._ui.toast(f"The charts are compared with: {title.split(': ')[-1]}", seconds=3)

    def _open_palette(self) -> None:
        open_palette(self._ui, [*seat_entries(self._table, self._seat), *self._ways()])

    def _ways(self) -> Iterator[Entry]:
        """What is not a seat's: where to look, and the drill itself."""
        turns = {seat: self._turn_to(seat) for seat in SEATS}
        tabs = {
            "incident": self._channel.composer,
            "direct": self._channel.composer,
            "terminal": self._terminal.line,
        }
        yield from ways_around(turns, lambda tab: self._go(tab, tabs.get(tab)), self._gauges)
        acts = {
            "search": self._search,
            "compare": self._compare,
            "page": self._acknowledge,
            "call": self._calls.answer,
            "pause": self._pause,
            "clock": self._toggle_clock,
            "faster": self._faster,
            "help": self._help,
            "leave": self._ask_to_leave,
        }
        yield from drill_entries(acts)
        yield from self._entries

    def _help(self) -> None:
        self._ui.open_dialog(key_help((DRILL, MIDDLE, EVERYWHERE), self._ui.close_dialog))

    # -- acting -----------------------------------------------------------------------------

    def _give(self, commands: Sequence[Command]) -> Refusal | None:
        refusal = self._table.give(commands)
        if refusal is None:
            self._seat.noticed(commands)
        self._refresh()
        return refusal

    def _say(self, text: str, tone: Tone = "bad") -> None:
        self._ui.toast(text, tone)

    def _acknowledge(self) -> None:
        view = self._table.view(self._hands())
        ringing = [page for page in view.pages if page.acknowledged_s is None]
        by = self._seat_actor()
        refusal = self._give([AcknowledgePage(by=by, page=page.id) for page in ringing])
        if refusal is not None:
            self._say(refusal.text)

    def _take_call(self, seat: Role, call: InjectState) -> None:
        """Turn to whom it is for, and answer; what asks for no answer is read."""
        self._turn_to(seat)()
        if call.expects_s is not None:
            self._seat.open_about("reply", {"inject": call.id})
        else:
            self._go("direct", None)
        self._refresh()

    def _write_down(self, said: Message) -> None:
        """The Scribe writes down what somebody said, as of when it was said."""
        self._seat.open_about("write-entry", as_entry(said))

    def _hands(self) -> Role:
        return Role.OPS if Role.OPS in self._table.humans else self._table.first_seat

    def _seat_actor(self) -> Actor:
        return Actor("", self._hands())

    def _pause(self) -> None:
        self._table.toggle_pause()
        self._refresh()

    def _faster(self) -> None:
        self._table.faster()
        self._refresh()

    def _ask_to_leave(self) -> None:
        def leave() -> None:
            self._ui.close_dialog()
            self._table.stop("ended by the players")

        self._ui.open_dialog(
            question(
                self._table.parting.question,
                self._table.parting.meaning,
                [
                    Answer("Play on", self._ui.close_dialog, "primary"),
                    Answer(self._table.parting.answer, leave, "danger"),
                ],
            )
        )

    # -- showing ----------------------------------------------------------------------------

    def step(self, now_s: float) -> float | None:
        """Let the time that has passed pass in the drill; when to come back."""
        self._table.keep_up()
        if self._table.phase in {ExercisePhase.HOT_WASH, ExercisePhase.ENDED}:
            if not self._finished:
                self._finished = True
                self._done()
            return None
        self._trouble.update(self._table.trouble)
        self._follow_seats()
        if self._table.handbook is not self._book:
            self._reread()
        self._refresh()
        if self._hear is not None:
            self._hear(self._table.view(self._seat.seat), self._table.humans)
        return now_s + self._table.next_s()

    def _follow_seats(self) -> None:
        """In a room seats change hands: when ours do, turn to one of them."""
        held, self._held = self._held, self._table.humans
        if self._held and self._held != held and self._seat.seat not in self._held:
            self._seat.choose(self._table.first_seat)

    def _reread(self) -> None:
        """Show the texts as their author has changed them meanwhile."""
        self._book = book = self._table.handbook
        self._terminal.reread(Console(lambda: self._table.view(Role.OPS), book))
        for part in (self._top, self._gauges, self._calls, self._strip, self._big):
            part.reread(book)
        self._channel.reread(book)
        self._seat.reread(book)
        self._shown = ()

    def _refresh(self) -> None:
        view = self._table.view(self._seat.seat)
        moment = (view.at_s, view.n, view.role, view.phase, view.pace)
        if moment == self._shown:
            return
        self._shown = moment
        if self._shows_clock:
            self._big.update(view, self._table.humans)
            self._ring(view)
            return
        self._top.update(view)
        self._gauges.update(view, changes(view, self._table.handbook))
        self._channel.update(view)
        self._seat.update()
        self._gauges.point_at(self._seat.look_at)
        self._strip.update(view)
        self._ring(view)

    def _ring(self, view: View) -> None:
        self._pager.update(view, self._can_acknowledge())
        self._calls.update({seat: self._table.view(seat) for seat in self._table.humans})

    def _can_acknowledge(self) -> bool:
        return bool(self._table.humans & {Role.OPS, Role.IC})
