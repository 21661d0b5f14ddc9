"""The right of the screen: what is due for a seat, what it can do, and the form being filled in."""

from collections.abc import Callable, Sequence

from game.engine.commands import Command
from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.refusals import Refusal
from game.engine.view import View
from game.faces.bots.agenda import agenda
from game.faces.bots.orders import command_for
from game.faces.desk.forms.actions import OPENERS, SEAT_ACTIONS, Opened, SeatAction
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Form, FormPanel
from game.faces.desk.forms.words import correct_entry
from game.faces.desk.screens.drill.bigclock import next_up
from game.faces.desk.screens.drill.boards import board, done_rows, due_row
from game.faces.desk.screens.drill.coach import CoachCard
from game.faces.desk.screens.drill.guide import Advice, Guide, meanwhile, watches
from game.faces.desk.screens.drill.seats import ROLE_NAMES
from game.faces.desk.table import Table
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    Label,
    ListView,
    Panel,
    ScrollView,
    Tab,
    Tabs,
    Widget,
    auto,
    fixed,
    flex,
    optional,
)
from game.terms import SEATS, Role

_FELT = "checkout.success"
_HARMLESS = frozenset({"post", "status-doc", "write-entry", "snapshot"})


class SeatPanel:
    """One seat at a time; forms replace the overview until they are handed in or left."""

    def __init__(self, ui: Ui, table: Table) -> None:
        self._ui, self._table = ui, table
        self.seat = table.first_seat
        self._guide = Guide(table.handbook)
        self._advice: Advice | None = None
        self._followed: Advice | None = None
        self._form: FormPanel | None = None
        self._offered: tuple[SeatAction, ...] | None = None
        self._view = table.view(self.seat)
        self._tabs = Tabs(self._tab_list(), self._choose, selected=self.seat.value)
        self._coach = CoachCard(self.follow, self._put_off)
        self._due = ListView(
            on_activate=self._open_item, activate_on_press=True, empty="Nothing is due right now."
        )
        self._board = ListView(on_activate=self._open_row, activate_on_press=True)
        self._actions = Grid([], columns=2, least_column=110, gap="small")
        due = Column(
            [
                Label("DUE NOW", style="small_strong", tone="muted"),
                auto(self._due, least=30, most=190, shrink=True),
            ],
            gap="small",
        )
        self._overview = Column(
            [
                self._coach.widget,
                optional(auto(due, least=56, shrink=True)),
                optional(flex(self._board, least=90), 2),
                auto(ScrollView(self._actions), least=32, shrink=True),
            ],
            pad="gap",
            gap="small",
        )
        self._body = Column([flex(self._overview)], pad=0)
        self.widget: Widget = Panel([fixed(self._tabs, 36), flex(self._body)], pad=0, gap=0)
        self._show_seat()

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed; an open form stays."""
        self._guide.reread(handbook)
        self.update()

    # -- seats ------------------------------------------------------------------------------

    def _tab_list(self) -> list[Tab]:
        """The seats; where several are ours, ▶ stands before the one whose turn it is."""
        humans = self._table.humans
        turn = next_up(self._view, humans) if len(humans) > 1 else None
        return [
            Tab(
                seat.value,
                f"{'▶ ' if turn and turn.seat is seat else ''}{ROLE_NAMES[seat]}",
                self._count(seat),
            )
            for seat in SEATS
        ]

    def _count(self, seat: Role) -> int:
        if seat not in self._table.humans:
            return 0
        return sum(item.seat is seat and item.done_s is None for item in self._view.due)

    def choose(self, seat: Role) -> None:
        """Turn to a seat."""
        self._tabs.select(seat.value)

    def _choose(self, key: str) -> None:
        self.seat = Role(key)
        self.close_form()
        self._show_seat()

    @property
    def _mine(self) -> bool:
        return self.seat in self._table.humans

    def _show_seat(self) -> None:
        self._offered = None
        self.update()

    def _offer_actions(self) -> None:
        actions = tuple(
            action
            for action in SEAT_ACTIONS[self.seat]
            if self._mine and action.relevant(self._view)
        )
        if actions == self._offered:
            return
        self._offered = actions
        self._actions.replace_children(
            [
                Button(action.text, self._opener(action), shortcut=action.key, style="small")
                for action in actions
            ]
        )

    def _opener(self, action: SeatAction) -> Callable[[], None]:
        if action.about:
            return lambda: self.open_about(action.action, dict(action.about))
        return lambda: self.open(action.action)

    # -- the coach --------------------------------------------------------------------------

    def follow(self) -> None:
        """Go where the coach points: turn to the seat, and open what is to be done there."""
        advice = self._advice
        if advice is None or self._form is not None:
            return
        self.choose(advice.seat)
        self._followed = advice
        with_ = {**advice.item.with_, **advice.lead.about}
        self._open(advice.lead.action, with_, advice.command)

    def _put_off(self) -> None:
        if self._advice is not None:
            self._guide.later(self._advice, self._view.at_s)
            self.update()

    def _show_advice(self) -> None:
        if not self._table.coach:
            self._coach.hide()
            return
        self._advice = self._guide.next(self._views())
        if self._advice is not None:
            self._table.hint(self._advice.item)
            self._coach.advise(self._advice, self.seat)
        elif self._mine:
            self._coach.say(meanwhile(self._view))
        else:
            name = self._view.seats[self.seat]
            self._coach.say(f"{name} plays this seat. You may watch what they do.")

    @property
    def look_at(self) -> str:
        """The chart that the coach points at: of what customers feel; empty for none."""
        if not self._table.coach or self._form is not None or not self._mine:
            return ""
        looks = watches(self._view) if self._advice is None else self._advice.looks_first
        return _FELT if looks else ""

    def _point(self) -> None:
        """Have the button stand out that the coach speaks of."""
        here = self._advice if self._advice and self._advice.seat is self.seat else None
        wanted = here.lead.action if here and self._table.coach else ""
        for action, button in zip(self._offered or (), self._actions.children, strict=False):
            if isinstance(button, Button):
                pointed = action.action == wanted and not action.about
                button.set_kind("primary" if pointed else "normal")

    def noticed(self, commands: Sequence[Command]) -> None:
        """Something was done from elsewhere on the screen."""
        self._guide.saw(commands, asked=False)

    def _views(self) -> dict[Role, View]:
        return {seat: self._table.view(seat) for seat in SEATS if seat in self._table.humans}

    # -- forms ------------------------------------------------------------------------------

    def open(self, action: str, item: DueItem | None = None) -> None:
        """Open an action's form, or give its commands where there is nothing to fill in."""
        self._view = self._table.view(self.seat)
        self._followed = None
        wanted = item or self._asked_for(action)
        hint: Command | None = None
        if self._table.coach and wanted is not None:
            hint = command_for(wanted, self._view, self._table.handbook)
        if item is not None:
            self._table.hint(item)
        self._open(action, dict(item.with_) if item else {}, hint)

    def open_about(self, action: str, about: dict[str, str]) -> None:
        """Open an action's form with something chosen in it already."""
        self._view = self._table.view(self.seat)
        self._followed = None
        self._open(action, about, None)

    def _asked_for(self, action: str) -> DueItem | None:
        """The item that asks for an action; what can do no harm is filled in without one."""
        open_items = agenda(self._view, self.seat, self._table.handbook)
        found = next((item for item in open_items if item.action == action), None)
        if found is None and action in _HARMLESS:
            return DueItem(action, self.seat, "", "", "", action)
        return found

    def _open(self, action: str, with_: dict[str, str], hint: Command | None) -> None:
        context = Context(
            self._view, self._table.handbook, self.seat, with_, hint, self._table.coach
        )
        self._opened(OPENERS[action](context))

    def _opened(self, opened: Opened) -> None:
        if opened is None:
            self._ui.toast("There is nothing to do here right now.", "muted")
        elif isinstance(opened, Form):
            self._show_form(opened)
        else:
            refusal = self._give(opened)
            if refusal is not None:
                self._ui.toast(refusal.text, "bad")

    def _show_form(self, form: Form) -> None:
        self._form = FormPanel(form, self._give, self.close_form)
        self._body.replace_children([flex(Column([flex(self._form)], pad="gap"))])
        self._body.mark_layout()
        self._form.begin()

    def _give(self, commands: Sequence[Command]) -> Refusal | None:
        refusal = self._table.give(commands)
        if refusal is None:
            self._guide.saw(commands, asked=self._followed is not None)
        if refusal is None and self._followed is not None:
            self._guide.done(self._followed, self._view.at_s)
            self._followed = None
        self.update()
        return refusal

    @property
    def form_open(self) -> bool:
        """Whether a form is being filled in."""
        return self._form is not None

    def close_form(self) -> None:
        """Back to the overview; keys go to the coach's button, or to the list of what is due."""
        if self._form is None:
            return
        typed_here = any(widget is self._ui.focused for widget in self._form.walk())
        self._form = None
        self._body.replace_children([flex(self._overview)])
        self._body.mark_layout()
        self.update()
        if typed_here or self._ui.focused is None:
            first = self._coach.button if self._advice is not None else self._due
            self._ui.focus(first if first.host is not None else None, ring=self._ui.ring_shown)

    # -- lists ------------------------------------------------------------------------------

    def _open_item(self, key: str) -> None:
        item = next((item for item in self._view.due if item.id == key), None)
        if item is not None and item.done_s is None and self._mine:
            self.open(item.action, item)

    def _open_row(self, key: str) -> None:
        """Correct a line of the timeline, or take a change back."""
        if self.seat is Role.OPS and self._mine:
            self.open_about("undo", {"what": key})
        elif self.seat is Role.SCRIBE and self._mine:
            context = Context(self._view, self._table.handbook, self.seat)
            self._opened(correct_entry(context, key))

    def update(self) -> None:
        """Show this moment."""
        self._view = self._table.view(self.seat)
        self._tabs.set_tabs(self._tab_list())
        if self._form is not None:
            return
        self._offer_actions()
        self._show_advice()
        self._point()
        book = self._table.handbook
        own = [item for item in self._view.due if item.seat is self.seat]
        self._due.set_rows([due_row(self._view, book, item) for item in own if item.done_s is None])
        self._board.set_rows(
            [*board(self._view, book, self.seat), *done_rows(own, self._view, book)]
        )
