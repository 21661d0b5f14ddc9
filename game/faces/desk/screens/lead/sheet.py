"""The evaluator's sheet: rate what you see; players see nothing of it before the report."""

from collections.abc import Callable

from game.engine.commands import RateTask
from game.engine.events import Actor
from game.faces.desk.remote.door import Address
from game.faces.desk.remote.script import Rateable
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.screens.drill.topbar import TopBar
from game.faces.desk.screens.drill.trouble import TroubleBar
from game.faces.desk.screens.lead.leaving import ask_to_leave
from game.faces.desk.screens.lead.said import Said
from game.faces.desk.screens.ratings import RATING_TONES, RATING_WORDS
from game.faces.desk.screens.shortcuts import EVERYWHERE
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    KeySection,
    Label,
    ListView,
    Panel,
    RichRow,
    RichText,
    Row,
    TextEditor,
    Widget,
    flex,
    key_help,
)
from game.terms import Rating, Role

GIVEN = (Rating.P, Rating.S, Rating.M, Rating.U)
KEYS = KeySection(
    "Rating",
    (
        ("ctrl+1", "performed, some challenges, major, unable: Ctrl+1 to Ctrl+4"),
        ("up", "the task before (down: the next)"),
        ("enter", "write what you saw of the task"),
        ("ctrl+e", "leave the room"),
    ),
)
_BY = Actor("", Role.EVALUATOR)


class SheetScreen:
    """Shows every critical task to whoever rates them, and all that is said."""

    def __init__(
        self, ui: Ui, table: RemoteTable, address: Address, leave: Callable[[], object]
    ) -> None:
        self._ui, self._table, self._address, self._leave = ui, table, address, leave
        you = table.mirror.you
        self._tasks = {task.id: task for task in (you.tasks if you else ())}
        self._shown: tuple[object, ...] = ()
        self._top = TopBar(
            table.handbook,
            pause=table.toggle_pause,
            faster=table.faster,
            leave=self._ask_to_leave,
            held=table.clock_held,
        )
        self._trouble = TroubleBar()
        self._said = Said(table.handbook)
        self._list = ListView(
            on_select=self._choose,
            on_activate=lambda _key: ui.focus(self._note, ring=True),
            empty="The room has sent no tasks.",
        )
        self._refusal = Label("", style="small", tone="bad")
        self._refusal.visible = False
        self._title = RichText([Run("")])
        self._note = TextEditor(placeholder="What you saw …", rows=4, grow_to=10, max_length=1000)
        self._report = Label("", style="mono", tone="info")
        table.tell(self._say)

    def enter(self) -> None:
        """Build the screen."""
        self._ui.set_root(self._layout())
        for number, rating in enumerate(GIVEN, 1):
            self._ui.bind(f"ctrl+{number}", self._rater(rating))
        self._ui.bind("ctrl+e", self._ask_to_leave)
        self._ui.bind("f1", self._help)
        self._list.set_rows([self._row(task) for task in self._tasks.values()])
        self._list.select(next(iter(self._tasks), ""))
        self._choose(self._list.selected_key)
        self._refresh()

    def _layout(self) -> Widget:
        buttons = [
            Button(f"{rating} {RATING_WORDS[rating]}", self._rater(rating), style="small")
            for rating in GIVEN
        ]
        told = "A note says what you saw. Yours and the rules' rating stand both in the report."
        hand = Column(
            [
                self._title,
                self._note,
                self._refusal,
                Grid(buttons, columns=4, least_column=140, gap="small"),
                Label(told, style="small", tone="muted"),
                self._report,
            ],
            gap="gap",
        )
        left = Panel([flex(self._list, least=160), Panel([hand], surface="raised")], gap="gap")
        right = Panel([flex(self._said.widget)])
        return Column(
            [
                self._top.widget,
                self._trouble.widget,
                flex(Row([flex(left, 6, least=420), flex(right, 5, least=300)])),
            ],
            pad="gap",
        )

    def _help(self) -> None:
        self._ui.open_dialog(key_help((KEYS, EVERYWHERE), self._ui.close_dialog))

    # -- rating -----------------------------------------------------------------------------

    def _row(self, task: Rateable) -> RichRow:
        rated = self._table.mirror.script.ratings.get(task.id)
        sign = Run(rated.rating, RATING_TONES[rated.rating], "strong") if rated else None
        name = Run(f"{ROLE_NAMES[task.role]}  ", ROLE_TONES[task.role], "small_strong")
        runs = [name, Run(task.title)]
        if rated is not None:
            runs.append(Run(f"\n{rated.note}", "muted", "small"))
        return RichRow(runs, key=task.id, right=sign, hang=12)

    def _choose(self, key: str) -> None:
        task = self._tasks.get(key)
        if task is None:
            return
        rated = self._table.mirror.script.ratings.get(key)
        self._title.set_runs(
            [
                Run(f"{task.role.title}\n", ROLE_TONES[task.role], "small_strong"),
                Run(task.title, style="strong"),
            ]
        )
        self._note.set_text(rated.note if rated else "")
        self._refuse("")

    def _rater(self, rating: Rating) -> Callable[[], None]:
        return lambda: self._rate(rating)

    def _rate(self, rating: Rating) -> None:
        note, key = self._note.text.strip(), self._list.selected_key
        if key and not note:
            self._refuse("Write what you saw first.")
            self._ui.focus(self._note)
        elif key:
            refusal = self._table.give([RateTask(by=_BY, task=key, rating=rating, note=note)])
            self._refuse("" if refusal is None else refusal.text)

    def _refuse(self, text: str) -> None:
        self._refusal.set_text(f"✗ {text}")
        self._refusal.visible = bool(text)

    # -- showing ----------------------------------------------------------------------------

    def _say(self, text: str, tone: Tone) -> None:
        self._ui.toast(text, tone)

    def _ask_to_leave(self) -> None:
        ask_to_leave(self._ui, self._leave)

    def step(self, now_s: float) -> float | None:
        """Take in what the room has sent; when to come back."""
        self._table.keep_up()
        self._trouble.update(self._table.trouble)
        self._refresh()
        return now_s + self._table.next_s()

    def _refresh(self) -> None:
        mirror = self._table.mirror
        view = self._table.view(Role.EVALUATOR)
        moment = (view.at_s, view.n, view.phase, view.pace, mirror.script.ratings, mirror.report)
        if moment == self._shown:
            return
        self._shown = moment
        self._top.update(view)
        self._said.update(view)
        self._list.set_rows([self._row(task) for task in self._tasks.values()])
        if mirror.report is not None:
            self._report.set_text(f"The report: {self._address.base}{mirror.report}")
