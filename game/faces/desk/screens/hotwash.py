"""The hot wash: a few questions while it is fresh; the answers go into the postmortem."""

from collections.abc import Callable

from game.faces.desk.table import Table
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Answer,
    Button,
    Column,
    Label,
    Panel,
    Row,
    ScrollView,
    Spacer,
    TextEditor,
    Widget,
    fixed,
    flex,
    question,
)


class HotWashScreen:
    """One box per question of the runbook; empty ones are left out."""

    def __init__(self, ui: Ui, table: Table, done: Callable[[], object]) -> None:
        self._ui, self._table, self._done = ui, table, done
        self._questions = table.handbook.runbook.hot_wash
        self._answers = [
            TextEditor(rows=3, grow_to=6, placeholder="Ask how, not why. Nobody is blamed.")
            for _ in self._questions
        ]

    def enter(self) -> None:
        """Show it, with the first box ready to type in."""
        self._ui.set_root(self._layout())
        self._begin()

    def step(self, _now_s: float) -> float | None:
        """Nothing moves here."""
        return None

    def _ask_to_go_on(self) -> None:
        """Whoever hands a form in just as the drill ends has not meant to skip this."""
        if any(editor.text.strip() for editor in self._answers) or not self._answers:
            self._go_on()
            return
        self._ui.open_dialog(
            question(
                "Leave all boxes empty?",
                "One line is enough. What you see now is forgotten by tomorrow.",
                [
                    Answer("Write something", self._begin, "primary"),
                    Answer("Leave them empty", self._go_on),
                ],
            )
        )

    def _begin(self) -> None:
        if self._answers:
            self._ui.focus(self._answers[0])

    def _go_on(self) -> None:
        self._hand_in()
        self._done()

    def _hand_in(self) -> None:
        for index, editor in enumerate(self._answers):
            if editor.text.strip():
                self._table.answer(index, editor.text)

    def _layout(self) -> Widget:
        boxes = [
            Column([Label(question, style="strong"), editor], gap="small")
            for question, editor in zip(self._questions, self._answers, strict=True)
        ]
        button = Button("To the results", self._ask_to_go_on, kind="primary", shortcut="ctrl+enter")
        body = Column(
            [
                Label("Hot wash", style="display"),
                Label(
                    f"The exercise is over: {self._table.stop_reason}. Say briefly what you saw; "
                    "it goes into the postmortem draft. You may leave boxes empty.",
                    tone="muted",
                ),
                flex(Panel([flex(ScrollView(Column(boxes, gap="pad")))])),
                Row([flex(Spacer()), button]),
            ],
            gap="pad",
        )
        return Row([flex(Spacer()), fixed(body, 900), flex(Spacer())], pad="wide")
