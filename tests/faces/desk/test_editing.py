"""The editing model behaves as a plain string cut in two would."""

import ast
import unicodedata
from pathlib import Path
from types import ModuleType

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from game.faces.desk import editing, editor_rows, layout, text
from game.faces.desk.editing import Editor, Move, step_left, step_right
from game.faces.desk.editor_rows import EditorRows

LIMIT = 60
TEXTS = st.text(alphabet="ab_ .\nñ日", max_size=12)
PLAIN_MOVES: list[Move] = ["left", "right", "line_start", "line_end", "start", "end"]
MOVES: list[Move] = [*PLAIN_MOVES, "word_left", "word_right"]


class Reference:
    """Text before the caret, text after it, and an anchor: the obvious way to edit."""

    def __init__(self) -> None:
        self.before, self.after, self.anchor = "", "", 0

    @property
    def text(self) -> str:
        return self.before + self.after

    def target(self, how: Move) -> int:
        lines = self.before.split("\n")
        match how:
            case "left":
                return max(0, len(self.before) - 1)
            case "right":
                return min(len(self.text), len(self.before) + 1)
            case "line_start":
                return len(self.before) - len(lines[-1])
            case "line_end":
                return len(self.before) + len(self.after.split("\n")[0])
            case "start":
                return 0
            case "end":
                return len(self.text)
            case _:
                return self.word(how)

    def word(self, how: Move) -> int:
        text, at, step = self.text, len(self.before), -1 if how == "word_left" else 1
        seen_word = False
        while 0 <= at + min(step, 0) < len(text):
            char = text[at + min(step, 0)]
            in_word = char.isalnum() or char == "_"
            if seen_word and not in_word:
                break
            seen_word = seen_word or in_word
            at += step
        return at

    def put(self, at: int, *, select: bool) -> None:
        text = self.text
        self.before, self.after = text[:at], text[at:]
        if not select:
            self.anchor = at

    def ends(self) -> tuple[int, int]:
        start, end = sorted((len(self.before), self.anchor))
        return start, end

    def replace(self, start: int, end: int, new: str) -> None:
        text = self.text
        self.before, self.after = text[:start] + new, text[end:]
        self.anchor = len(self.before)


class EditingMachine(RuleBasedStateMachine):
    """Plays the same keys on both, and undoes everything in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.editor, self.reference = Editor(max_length=LIMIT), Reference()

    @rule(text=TEXTS)
    def insert(self, text: str) -> None:
        start, end = self.reference.ends()
        room = LIMIT - len(self.reference.text) + (end - start)
        self.editor.insert(text)
        if text[:room] or start != end:
            self.reference.replace(start, end, text[:room])

    @rule(how=st.sampled_from(MOVES), select=st.booleans())
    def move(self, how: Move, select: bool) -> None:
        self.editor.move(how, select=select)
        start, end = self.reference.ends()
        if not select and start != end and how in {"left", "right"}:
            self.reference.put(start if how == "left" else end, select=False)
        else:
            self.reference.put(self.reference.target(how), select=select)

    @rule(how=st.sampled_from(MOVES))
    def delete(self, how: Move) -> None:
        self.editor.delete(how)
        start, end = self.reference.ends()
        if start == end:
            start, end = sorted((start, self.reference.target(how)))
        if start != end:
            self.reference.replace(start, end, "")

    @rule(at=st.integers(0, LIMIT), select=st.booleans())
    def place(self, at: int, select: bool) -> None:
        self.editor.place(at, select=select)
        self.reference.put(min(at, len(self.reference.text)), select=select)

    @rule()
    def select_all(self) -> None:
        self.editor.select_all()
        self.reference.anchor = 0
        self.reference.put(len(self.reference.text), select=True)

    @rule()
    def cut_and_paste_changes_nothing(self) -> None:
        before = self.editor.text
        taken = self.editor.cut()
        self.editor.insert(taken)
        assert self.editor.text == before
        if taken:
            self.reference.put(self.editor.caret, select=False)

    @precondition(lambda self: self.editor.text)
    @rule()
    def undo_and_redo_come_back(self) -> None:
        before = (self.editor.text, self.editor.caret, self.editor.anchor)
        if self.editor.undo():
            assert self.editor.redo()
        assert (self.editor.text, self.editor.caret, self.editor.anchor) == before

    @invariant()
    def same_text_and_selection(self) -> None:
        assert self.editor.text == self.reference.text
        assert self.editor.caret == len(self.reference.before)
        assert self.editor.anchor == self.reference.anchor
        start, end = self.reference.ends()
        assert self.editor.selected == self.reference.text[start:end]
        assert len(self.editor.text) <= LIMIT

    def teardown(self) -> None:
        while self.editor.undo():
            pass
        assert self.editor.text == ""


EditingMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestEditing = EditingMachine.TestCase


def test_letters_typed_in_a_row_are_undone_together() -> None:
    editor = Editor()
    for char in "roll back":
        editor.insert(char)
    editor.undo()
    assert editor.text == "roll"
    editor.undo()
    assert editor.text == ""
    editor.redo()
    editor.redo()
    assert editor.text == "roll back"


def test_typing_after_moving_away_is_a_step_of_its_own() -> None:
    editor = Editor()
    editor.insert("a")
    editor.insert("b")
    editor.move("left")
    editor.insert("c")
    editor.undo()
    assert editor.text == "ab"


def test_typing_over_a_selection_can_be_undone() -> None:
    editor = Editor("wait")
    editor.select_all()
    editor.insert("g")
    editor.insert("o")
    editor.undo()
    assert (editor.text, editor.selected) == ("wait", "wait")


def test_a_new_text_forgets_the_old_steps() -> None:
    editor = Editor("a")
    editor.insert("b")
    editor.set_text("new")
    assert not editor.undo()
    assert (editor.text, editor.caret) == ("new", 3)


def test_a_single_line_has_no_line_breaks_and_no_controls() -> None:
    editor = Editor("a\nb", multiline=False)
    editor.insert("\x07c\nd")
    assert editor.text == "a bc d"


def test_a_double_press_selects_a_word() -> None:
    editor = Editor("roll back now")
    editor.select_word(6)
    assert editor.selected == "back"


@given(st.text(alphabet="ae\u0301\u0308\u200d\ufe0f👍 ", max_size=12), st.integers(0, 12))
def test_steps_never_split_a_letter_from_its_accent(text: str, at: int) -> None:
    at = min(at, len(text))
    for step in (step_left(text, at), step_right(text, at)):
        assert 0 <= step <= len(text)
        if 0 < step < len(text):
            assert unicodedata.combining(text[step]) == 0
            assert text[step] not in "\u200d\ufe0f"
    assert step_left(text, at) < at or at == 0
    assert step_right(text, at) > at or at == len(text)


def measure(text: str) -> int:
    return sum(3 if char == "i" else 7 for char in text)


@given(st.text(alphabet="ai b\n", max_size=60), st.integers(1, 90), st.data())
def test_rows_and_offsets_agree(text: str, width: int, data: st.DataObject) -> None:
    rows = EditorRows.of(text, measure, width)
    at = data.draw(st.integers(0, len(text)))
    row = rows.row_of(at)
    assert rows.spans[row].start <= at <= rows.spans[row].end
    # An offset that the row shows is found again at its own x, give or take letters of no width.
    if at <= rows.row_end(row):
        assert rows.offset_at(row, rows.x_of(at)) == at


@given(st.text(alphabet="ai b\n", max_size=60), st.integers(1, 90), st.integers(-5, 200))
def test_the_offset_found_is_the_nearest_on_its_row(text: str, width: int, x: int) -> None:
    rows = EditorRows.of(text, measure, width)
    for row, span in enumerate(rows.spans):
        found = rows.offset_at(row, x)
        shown = range(span.start, rows.row_end(row) + 1)
        best = min(abs(measure(text[span.start : at]) - x) for at in shown)
        assert abs(measure(text[span.start : found]) - x) == best
        assert rows.row_start(row) <= found <= rows.row_end(row)


@pytest.mark.parametrize("module", [editing, editor_rows, text, layout])
def test_the_models_know_no_pygame(module: ModuleType) -> None:
    assert module.__file__ is not None
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    names += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    assert not [name for name in names if "pygame" in name or "widgets" in name]
