"""The facilitator's console: what comes, what happens, who is there, and the hands to steer it."""

from collections.abc import Callable

from game.engine.refusals import Refusal
from game.engine.view import View
from game.faces.desk.remote.lead import Lead
from game.faces.desk.screens.drill.gauges import Gauges
from game.faces.desk.screens.drill.marks import changes
from game.faces.desk.screens.drill.topbar import TopBar
from game.faces.desk.screens.drill.trouble import TroubleBar
from game.faces.desk.screens.lead.events import Events
from game.faces.desk.screens.lead.health import Health
from game.faces.desk.screens.lead.invitation import small_invitation
from game.faces.desk.screens.lead.leaving import ask_to_leave
from game.faces.desk.screens.lead.notes import Notes, truth_widget
from game.faces.desk.screens.lead.people import People
from game.faces.desk.screens.lead.said import Said
from game.faces.desk.screens.lead.speaking import Speaking
from game.faces.desk.screens.lead.steering import Steering
from game.faces.desk.screens.lead.turning import Turning
from game.faces.desk.screens.lead.wall import Wall
from game.faces.desk.screens.shortcuts import EVERYWHERE
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    KeySection,
    Row,
    Tab,
    Widget,
    flex,
    key_help,
    optional,
)
from game.terms import Role

KEYS = KeySection(
    "Leading a drill",
    (
        ("ctrl+enter", "begin; after the hot wash: close the drill"),
        ("ctrl+p", "pause or go on"),
        ("r", "release the chosen event now"),
        ("s", "skip the chosen event"),
        ("ctrl+m", "speak as a character"),
        ("ctrl+1", "Room, Health, Notes, Truth: Ctrl+1 to Ctrl+4"),
        ("f2", "the wall, for a projector, and back"),
        ("ctrl+e", "end the exercise"),
    ),
)
_SIDES = ("room", "health", "notes", "truth")


class LeadScreen:
    """Shows a room to whoever leads it, from lobby to report.

    `open_wall` opens the wall in a window of its own; `open_page` shows an address in a browser.
    """

    def __init__(
        self,
        ui: Ui,
        lead: Lead,
        *,
        leave: Callable[[], object],
        open_wall: Callable[[], object],
        open_page: Callable[[str], bool],
    ) -> None:
        self._ui, self._lead = ui, lead
        self._open_page = open_page
        self._table = lead.table
        book = self._table.handbook
        self._shows_wall = False
        self._shown: tuple[object, ...] = ()
        self._leave = leave
        self._trouble = TroubleBar()
        report = self._report = Button("The report", self._show_report, kind="primary")
        report.visible = False
        self._steering = Steering(
            ui,
            lead,
            self._done,
            [
                report,
                Button("Wall", self._toggle_wall, shortcut="f2"),
                optional(Button("Wall in its own window", open_wall, kind="quiet"), 3),
                Button("Leave", self._ask_to_leave, kind="quiet"),
            ],
        )
        self._top = TopBar(
            book,
            pause=self._steering.toggle_pause,
            faster=self._faster,
            leave=self._steering.ask_to_end,
        )
        self._events = Events(ui, lead, self._done)
        self._said = Said(book)
        self._gauges = Gauges(book)
        self._speaking = Speaking(ui, lead, self._done)
        self._people = People(lead, self._say)
        self._health = Health(lead)
        self._notes = Notes(lead)
        back = Button("Back to the console", self._toggle_wall, kind="quiet", shortcut="f2")
        self._wall = Wall(book, lead.address, back=[back])
        self._middle, self._side = self._lay_middle(), self._lay_side()
        self._table.tell(self._say)

    def _lay_middle(self) -> Turning:
        return Turning(
            (Tab("said", "What is said"), Tab("charts", "Charts")),
            {
                "said": Column([flex(self._said.widget), self._speaking.widget], pad="gap"),
                "charts": Column([flex(self._gauges.widget)], pad="gap"),
            },
        )

    def _lay_side(self) -> Turning:
        return Turning(
            tuple(Tab(key, key.capitalize()) for key in _SIDES),
            {
                "room": Column(
                    [small_invitation(self._lead.address), flex(self._people.widget)], pad="gap"
                ),
                "health": Column([flex(self._health.widget)], pad="gap"),
                "notes": Column([flex(self._notes.widget)], pad="gap"),
                "truth": Column([flex(truth_widget(self._lead))], pad="gap"),
            },
        )

    def enter(self) -> None:
        """Build the screen."""
        self._ui.set_root(self._layout())
        self._bind()
        self._refresh(0.0)

    def _layout(self) -> Widget:
        if self._shows_wall:
            return self._wall.widget
        return Column(
            [
                self._top.widget,
                self._trouble.widget,
                self._steering.widget,
                flex(
                    Row(
                        [
                            flex(self._events.widget, 9, least=330),
                            flex(self._middle.widget, 9, least=330),
                            flex(self._side.widget, 6, least=250),
                        ]
                    ),
                    least=380,
                ),
            ],
            pad="gap",
        )

    def _bind(self) -> None:
        ui = self._ui
        ui.bind("f1", self._help)
        ui.bind("f2", self._toggle_wall)
        ui.bind("ctrl+m", self._speak)
        ui.bind("r", self._events.release)
        ui.bind("s", self._events.ask_to_skip)
        for number, key in enumerate(_SIDES, 1):
            ui.bind(f"ctrl+{number}", self._turner(key))

    def _turner(self, key: str) -> Callable[[], None]:
        return lambda: self._side.turn(key)

    def _speak(self) -> None:
        self._middle.turn("said")
        self._ui.focus(self._speaking.editor, ring=True)

    def _toggle_wall(self) -> None:
        """The wall instead of the console, or back; what is being written stays."""
        self._shows_wall = not self._shows_wall
        self._ui.clear_toasts()
        self._ui.set_root(self._layout())
        self._shown = ()

    def _help(self) -> None:
        self._ui.open_dialog(key_help((KEYS, EVERYWHERE), self._ui.close_dialog))

    # -- acting -----------------------------------------------------------------------------

    def _say(self, text: str, tone: Tone) -> None:
        # A wall shows the whole room nothing that is meant for the facilitator.
        if not self._shows_wall:
            self._ui.toast(text, tone)

    def _done(self, refusal: Refusal | None, text: str) -> None:
        if refusal is not None:
            self._say(refusal.text, "bad")
        elif not self._table.trouble:
            self._say(text, "good")

    def _faster(self) -> None:
        """The next pace, and from the last back to the first."""
        self._steering.faster(self._table.view(Role.FACILITATOR).pace)

    def _ask_to_leave(self) -> None:
        text = (
            "The drill goes on without you; join again with the same link. To end the drill "
            "instead, press End."
        )
        ask_to_leave(self._ui, self._leave, text)

    def _show_report(self) -> None:
        if self.report is not None and not self._open_page(self.report):
            self._say(f"No browser could be opened. The report: {self.report}", "bad")

    @property
    def report(self) -> str | None:
        """The report's address, once it is written."""
        path = self._table.mirror.report
        return None if path is None else f"{self._lead.address.base}{path}"

    # -- showing ----------------------------------------------------------------------------

    def step(self, now_s: float) -> float | None:
        """Take in what the room has sent; when to come back."""
        self._table.keep_up()
        self._lead.keep_up()
        self._refresh(now_s)
        return now_s + self._table.next_s()

    def _refresh(self, now_s: float) -> None:
        view = self._table.view(Role.FACILITATOR)
        self._people.update()
        if self._shows_wall:
            self._wall.update(view, self._lead.lobby, self.report)
            return
        self._trouble.update(self._table.trouble)
        self._steering.update(view)
        self._report.visible = self.report is not None
        if self._side.shown == "health":
            self._health.update(now_s, view)
        moment = (view.at_s, view.n, view.phase, view.pace, self._lead.events, self._lead.notes)
        if moment != self._shown:
            self._shown = moment
            self._show(view)

    def _show(self, view: View) -> None:
        book = self._table.handbook
        self._top.update(view)
        self._events.update()
        self._notes.update()
        self._said.update(view)
        self._gauges.update(view, changes(view, book))
