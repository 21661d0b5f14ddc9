"""What the terminal has printed: coloured lines to scroll through, to choose and to copy."""

import re
from collections.abc import Sequence

import pygame

from game.faces.desk.keys import combo_of
from game.faces.desk.rich import Run
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import ListView, RichRow, RowState

KEPT_LINES = 400
_TONES: tuple[tuple[re.Pattern[str], Tone], ...] = (
    (re.compile(r"^\$ "), "ops"),
    (re.compile(r"^(!!|FIRING|✗)|\b(ERROR|FATAL|CrashLoopBackOff|OOMKilled|Terminating)\b"), "bad"),
    (re.compile(r"\b[45]\d\d (Bad|Internal|Gateway|Service|Too)\b|\bHTTP/\S+ [45]\d\d\b"), "bad"),
    (re.compile(r"\b(WARN(ING)?|Pending|Not ready)\b|^Did you mean"), "warn"),
    (re.compile(r"^(ok|✓)\s|\bHTTP/\S+ 2\d\d\b"), "good"),
    (re.compile(r"^[A-Z][A-Z%/()_ -]{3,}$"), "muted"),
)


def tone_of(line: str) -> Tone:
    """The colour of a line, by the words in it that say the same."""
    return next((tone for pattern, tone in _TONES if pattern.search(line)), "text")


class Scrollback(ListView):
    """Lines of a terminal; a drag or Shift with the arrows chooses some, Ctrl+C copies them."""

    def __init__(self) -> None:
        super().__init__(stick_to_bottom=True, fill="well", empty="Type help.", gap=0)
        self._anchor: int | None = None
        self._head = 0
        self._dragging = False

    def print(self, lines: Sequence[str], tone: Tone | None = None) -> None:
        """Add lines at the end; the oldest go when there are very many."""
        rows = [
            RichRow([Run(line or " ", tone or tone_of(line), "mono_small")], pad=1)
            for line in lines
        ]
        gone = max(0, len(self.rows) + len(rows) - KEPT_LINES)
        if gone:
            self._anchor = None
        self.set_rows([*self.rows[gone:], *rows])

    @property
    def chosen(self) -> str:
        """The text of the chosen lines; empty when none is."""
        if self._anchor is None:
            return ""
        first, last = sorted((self._anchor, self._head))
        return "\n".join(row.text().rstrip() for row in self.rows[first : last + 1])

    def handle(self, event: pygame.Event) -> bool:
        """Choose and copy; then scroll."""
        match event.type:
            case pygame.MOUSEBUTTONDOWN if event.button == 1 and self.row_at(event.pos) is not None:
                self._begin(self.row_at(event.pos) or 0)
                return True
            case pygame.MOUSEMOTION if self._dragging:
                self._drag_to(event.pos)
                return True
            case pygame.MOUSEBUTTONUP if self._dragging:
                self._dragging = False
                return True
            case pygame.KEYDOWN if self._command(event):
                return True
            case _:
                return super().handle(event)

    def _begin(self, at: int) -> None:
        self._anchor = self._head = at
        self._dragging = True
        self.mark_dirty()

    def _drag_to(self, pos: tuple[int, int]) -> None:
        if not self.rect.top <= pos[1] < self.rect.bottom:
            self.scroll_by(pos[1] - (self.rect.top if pos[1] < self.rect.top else self.rect.bottom))
        inside = min(max(pos[1], self.rect.top), self.rect.bottom - 1)
        at = self.row_at((self.rect.x, inside))
        self._head = len(self.rows) - 1 if at is None else at
        self.mark_dirty()

    def _command(self, event: pygame.Event) -> bool:
        combo = combo_of(event)
        if combo.ctrl and combo.key == pygame.K_c and self.chosen and self.host is not None:
            self.host.clipboard.put(self.chosen)
            return True
        if combo.ctrl and combo.key == pygame.K_a and self.rows:
            self._anchor, self._head = 0, len(self.rows) - 1
        elif combo.shift and combo.key in {pygame.K_UP, pygame.K_DOWN} and self.rows:
            self._reach(-1 if combo.key == pygame.K_UP else 1)
        else:
            return False
        self.mark_dirty()
        return True

    def _reach(self, by: int) -> None:
        if self._anchor is None:
            self._anchor = self._head = len(self.rows) - 1
            return
        self._head = min(len(self.rows) - 1, max(0, self._head + by))

    def _state(self, index: int) -> RowState:
        if self._anchor is None:
            return super()._state(index)
        first, last = sorted((self._anchor, self._head))
        return RowState(selected=first <= index <= last, focused=self.focused)
