"""The right of the screen: what is due for a seat, what it can do, and the form being filled in."""

from collections.abc import Callable, Sequence

from game.engine.commands import Command
from game.engine.duties import DueItem
from game.engine.refusals import Refusal
from game.faces.bots.orders import command_for
from game.faces.desk.forms.actions import OPENERS, SEAT_ACTIONS, Opened, SeatAction
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Form, FormPanel
from game.faces.desk.forms.words import correct_entry
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.boards import board
from game.faces.desk.screens.drill.channel import ROLE_NAMES
from game.faces.desk.table import Table
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    Label,
    ListView,
    Panel,
    RichRow,
    RichText,
    Tab,
    Tabs,
    Widget,
    fixed,
    flex,
)
from game.simtime import countdown
from game.terms import SEATS, Role

SOON_S = 30


class SeatPanel:
    """One seat at a time; forms replace the overview until they are handed in or left."""

    def __init__(self, table: Table, say: Callable[[str, Tone], object]) -> None:
        self._table, self._say = table, say
        self.seat = table.first_seat
        self._form: FormPanel | None = None
        self._offered: tuple[SeatAction, ...] | None = None
        self._view = table.view(self.seat)
        self._tabs = Tabs(self._tab_list(), self._choose, selected=self.seat.value)
        self._coach = CoachCard(self._follow)
        self._due = ListView(
            on_activate=self._open_item, activate_on_press=True, empty="Nothing is due right now."
        )
        self._board = ListView(on_activate=self._open_entry, activate_on_press=True)
        self._actions = Grid([], columns=2, gap="small")
        self._overview = Column(
            [
                self._coach.widget,
                Label("DUE NOW", style="small_strong", tone="muted"),
                flex(self._due, 3, least=80),
                flex(self._board, 2, least=60),
                self._actions,
            ],
            pad="gap",
            gap="small",
        )
        self._body = Column([flex(self._overview)], pad=0)
        self.widget: Widget = Panel([fixed(self._tabs, 36), flex(self._body)], pad=0, gap=0)
        self._show_seat()

    # -- seats ------------------------------------------------------------------------------

    def _tab_list(self) -> list[Tab]:
        return [Tab(seat.value, ROLE_NAMES[seat], self._count(seat)) for seat in SEATS]

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
                Button(action.text, self._opener(action.action), shortcut=action.key, style="small")
                for action in actions
            ]
        )

    def _opener(self, action: str) -> Callable[[], None]:
        return lambda: self.open(action)

    # -- forms ------------------------------------------------------------------------------

    def _context(self, item: DueItem | None, action: str) -> Context:
        hint = None
        if self._table.coach:
            wanted = item or DueItem(action, self.seat, "", "", "", action)
            hint = command_for(wanted, self._view, self._table.handbook)
        with_ = item.with_ if item else {}
        return Context(self._view, self._table.handbook, self.seat, with_, hint)

    def open(self, action: str, item: DueItem | None = None) -> None:
        """Open an action's form, or give its commands where there is nothing to fill in."""
        self._view = self._table.view(self.seat)
        if item is not None:
            self._table.hint(item)
        self._opened(OPENERS[action](self._context(item, action)))

    def _opened(self, opened: Opened) -> None:
        if opened is None:
            self._say("There is nothing to do here right now.", "muted")
        elif isinstance(opened, Form):
            self._show_form(opened)
        else:
            refusal = self._give(opened)
            if refusal is not None:
                self._say(refusal.text, "bad")

    def _show_form(self, form: Form) -> None:
        self._form = FormPanel(form, self._give, self.close_form)
        self._body.replace_children([flex(Column([flex(self._form)], pad="gap"))])
        self._body.mark_layout()

    def _give(self, commands: Sequence[Command]) -> Refusal | None:
        refusal = self._table.give(commands)
        self.update()
        return refusal

    @property
    def form_open(self) -> bool:
        """Whether a form is being filled in."""
        return self._form is not None

    def close_form(self) -> None:
        """Back to the overview."""
        if self._form is None:
            return
        self._form = None
        self._body.replace_children([flex(self._overview)])
        self._body.mark_layout()
        self.update()

    # -- lists ------------------------------------------------------------------------------

    def _follow(self) -> None:
        item = self._next()
        if item is not None:
            self.open(item.action, item)

    def _open_item(self, key: str) -> None:
        item = next((item for item in self._view.due if item.id == key), None)
        if item is not None and item.done_s is None and self._mine:
            self.open(item.action, item)

    def _open_entry(self, key: str) -> None:
        if self.seat is Role.SCRIBE and self._mine:
            self._opened(correct_entry(self._context(None, "write-entry"), key))

    def _own(self) -> list[DueItem]:
        return [item for item in self._view.due if item.seat is self.seat]

    def _next(self) -> DueItem | None:
        return next((item for item in self._own() if item.done_s is None), None)

    def update(self) -> None:
        """Show this moment."""
        self._view = self._table.view(self.seat)
        self._tabs.set_tabs(self._tab_list())
        if self._form is not None:
            return
        self._offer_actions()
        item = self._next() if self._table.coach and self._mine else None
        if item is not None:
            self._table.hint(item)
        self._coach.update(item, self._elsewhere())
        self._due.set_rows([self._due_row(entry) for entry in self._own()])
        self._board.set_rows(board(self._view, self._table.handbook, self.seat))

    def _elsewhere(self) -> str:
        """Where else the coach is needed, when this seat has nothing to do."""
        if not self._table.coach:
            return ""
        if not self._mine:
            return f"{self._view.seats[self.seat]} plays this seat. Watch what they do."
        busy = [
            ROLE_NAMES[seat] for seat in SEATS if seat is not self.seat and self._count(seat) > 0
        ]
        return f"Nothing for this seat. See: {', '.join(busy)}." if busy else ""

    def _due_row(self, item: DueItem) -> RichRow:
        if item.done_s is not None:
            at = self._table.handbook.utc(item.done_s)
            done = Run(at, "muted", "small")
            return RichRow([Run("✓ ", "good"), Run(item.text, "muted")], key=item.id, right=done)
        left_s = (item.due_s if item.due_s is not None else item.since_s) - self._view.at_s
        tone: Tone = "bad" if left_s < 0 else "warn" if left_s < SOON_S else "muted"
        runs: list[Run] = [Run("◆ ", "warn"), Run(item.text)]
        return RichRow(runs, key=item.id, right=Run(countdown(left_s), tone, "small_strong"))


class CoachCard:
    """What the coach says about the most urgent thing: what, why, and a button that goes there."""

    def __init__(self, follow: Callable[[], object]) -> None:
        self._text = RichText([Run("")])
        self._why = Label("", style="small", tone="muted")
        self._button = Button("Show me", follow, kind="primary", shortcut="space", style="small")
        self.widget = Panel(
            [self._text, self._why, self._button], tone="info", surface="raised", pad="gap"
        )

    def update(self, item: DueItem | None, elsewhere: str) -> None:
        """Speak about this item, or point elsewhere, or keep quiet."""
        self.widget.visible = item is not None or bool(elsewhere)
        self._why.visible = self._button.visible = item is not None
        if item is not None:
            self._text.set_runs([Run("Coach  ", "info", "strong"), Run(item.say)])
            self._why.set_text(item.why)
            self._why.visible = bool(item.why)
            self._button.visible = item.action != "watch"
        else:
            self._text.set_runs([Run("Coach  ", "info", "strong"), Run(elsewhere, "muted")])
        self.widget.mark_layout()
