"""The editing model of text fields: text, caret, selection and undo; knows no screen."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from game.faces.desk.text import clean

Move = Literal["left", "right", "word_left", "word_right", "line_start", "line_end", "start", "end"]

KEPT_STEPS = 200


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What undo goes back to; offsets count code points."""

    text: str
    caret: int
    anchor: int


def joins_before(char: str) -> bool:
    """Whether a character belongs to the one before it, as accents do."""
    return unicodedata.combining(char) != 0 or char in "\u200d\ufe0e\ufe0f"


def step_left(text: str, at: int) -> int:
    """The caret position before `at` that splits no accented letter."""
    at = max(0, at - 1)
    while at > 0 and (joins_before(text[at]) or text[at - 1] == "\u200d"):
        at -= 1
    return at


def step_right(text: str, at: int) -> int:
    """The caret position after `at` that splits no accented letter."""
    at = min(len(text), at + 1)
    while at < len(text) and (joins_before(text[at]) or text[at - 1] == "\u200d"):
        at += 1
    return at


def word_left(text: str, at: int) -> int:
    """The start of the word before a position."""
    while at > 0 and not _in_word(text[at - 1]):
        at -= 1
    while at > 0 and _in_word(text[at - 1]):
        at -= 1
    return at


def word_right(text: str, at: int) -> int:
    """The end of the word after a position."""
    while at < len(text) and not _in_word(text[at]):
        at += 1
    while at < len(text) and _in_word(text[at]):
        at += 1
    return at


def word_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the word around a position."""
    start = end = at
    while start > 0 and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or joins_before(char)


class Editor:
    """A text being edited. The selection lies between `anchor` and `caret`.

    `max_length` counts code points; what would go beyond it is left out. With `multiline`
    false, line breaks become spaces.
    """

    def __init__(self, text: str = "", *, max_length: int = 10_000, multiline: bool = True) -> None:
        self.max_length, self.multiline = max_length, multiline
        self.text = ""
        self.caret = self.anchor = 0
        self._undo: list[Snapshot] = []
        self._redo: list[Snapshot] = []
        self._typing_at: int | None = None
        self.set_text(text)

    # -- selection --------------------------------------------------------------------------

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end of the selection; the same where there is none."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    def place(self, at: int, *, select: bool = False) -> None:
        """Put the caret somewhere, keeping the anchor when selecting."""
        self.caret = min(max(0, at), len(self.text))
        if not select:
            self.anchor = self.caret
        self._typing_at = None

    def select_all(self) -> None:
        """Select the whole text."""
        self.anchor = 0
        self.place(len(self.text), select=True)

    def select_word(self, at: int) -> None:
        """Select the word around a position."""
        self.anchor, end = word_at(self.text, at)
        self.place(end, select=True)

    def move(self, how: Move, *, select: bool = False) -> None:
        """Move the caret; a plain left or right first collapses a selection to that side."""
        start, end = self.selection
        if not select and start != end and how in {"left", "right"}:
            self.place(start if how == "left" else end)
            return
        self.place(self._target(how), select=select)

    def _target(self, how: Move) -> int:
        text, at = self.text, self.caret
        match how:
            case "left":
                return step_left(text, at)
            case "right":
                return step_right(text, at)
            case "word_left" | "word_right":
                return word_left(text, at) if how == "word_left" else word_right(text, at)
            case "line_start":
                return text.rfind("\n", 0, at) + 1
            case "line_end":
                end = text.find("\n", at)
                return len(text) if end < 0 else end
            case "start" | "end":
                return 0 if how == "start" else len(text)

    # -- changes ----------------------------------------------------------------------------

    def insert(self, text: str) -> bool:
        """Put a text in place of the selection; False when nothing changed."""
        start, end = self.selection
        text = clean(text, multiline=self.multiline)
        text = text[: max(0, self.max_length - (len(self.text) - (end - start)))]
        if not text and start == end:
            return False
        self._remember(typing=len(text) == 1 and start == end and not text.isspace())
        self._splice(start, end, text)
        if len(text) == 1:
            self._typing_at = self.caret
        return True

    def delete(self, how: Move) -> bool:
        """Delete the selection, or from the caret to where a move would go."""
        start, end = self.selection
        if start == end:
            start, end = sorted((self.caret, self._target(how)))
        if start == end:
            return False
        self._remember(typing=False)
        self._splice(start, end, "")
        return True

    def cut(self) -> str:
        """Take the selection out; the text taken."""
        taken = self.selected
        if taken:
            self.delete("left")
        return taken

    def set_text(self, text: str) -> None:
        """Start over with another text, without undo."""
        self._undo.clear()
        self._redo.clear()
        self._splice(0, len(self.text), clean(text, multiline=self.multiline)[: self.max_length])

    def _splice(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self.caret = self.anchor = start + len(text)
        self._typing_at = None

    # -- undo -------------------------------------------------------------------------------

    def _snapshot(self) -> Snapshot:
        return Snapshot(self.text, self.caret, self.anchor)

    def _remember(self, *, typing: bool) -> None:
        self._redo.clear()
        # Letters typed one after another are undone together.
        if typing and self._typing_at == self.caret and self._undo:
            return
        self._undo.append(self._snapshot())
        del self._undo[:-KEPT_STEPS]

    def undo(self) -> bool:
        """Go back one step; False when there is none."""
        return self._swap(self._undo, self._redo)

    def redo(self) -> bool:
        """Go forward again; False when there is nothing undone."""
        return self._swap(self._redo, self._undo)

    def _swap(self, source: list[Snapshot], target: list[Snapshot]) -> bool:
        if not source:
            return False
        target.append(self._snapshot())
        before = source.pop()
        self.text, self.caret, self.anchor = before.text, before.caret, before.anchor
        self._typing_at = None
        return True
