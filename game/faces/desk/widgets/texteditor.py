"""The multi-line text editor: wraps words, scrolls, and moves by rows."""

from collections.abc import Callable

import pygame

from game.faces.desk.editing import Editor
from game.faces.desk.editor_rows import EditorRows
from game.faces.desk.keys import Combo, combo_of
from game.faces.desk.layout import Slot
from game.faces.desk.theme import TextStyle
from game.faces.desk.widgets.inputs import TextInput
from game.faces.desk.widgets.scroll import WHEEL_STEP, thumb


class TextEditor(TextInput):
    """Several lines of text, wrapped.

    Ctrl+Enter submits; with `submit_on_enter` plain Enter does, and Shift+Enter breaks the line.
    `rows` is its natural height in lines; with `grow_to` it grows with its text up to that many.
    """

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        max_length: int = 4000,
        rows: int = 4,
        grow_to: int = 0,
        style: TextStyle = "body",
        submit_on_enter: bool = False,
        on_change: Callable[[str], object] | None = None,
        on_submit: Callable[[str], object] | None = None,
        tooltip: str = "",
        name: str = "",
    ) -> None:
        super().__init__(
            Editor(text, max_length=max_length), placeholder=placeholder, on_change=on_change,
            on_submit=on_submit, tooltip=tooltip, name=name,
        )  # fmt: skip
        self.rows, self.grow_to = rows, grow_to
        self.style = style
        self.submit_on_enter = submit_on_enter
        self._scroll = 0
        self._goal_x: int | None = None
        self._wrapped: tuple[tuple[int, float], EditorRows] | None = None
        self._rows_before = 0

    # -- geometry ---------------------------------------------------------------------------

    def wrapped(self, width_px: int | None = None) -> EditorRows:
        """The text wrapped to the field, or to another width in pixels."""
        width = self._text_width(self.rect.w) if width_px is None else width_px
        text, key = self.editor.text, (width, self.skin.scale)
        if self._wrapped is None or self._wrapped[0] != key:
            self._wrapped = (key, EditorRows.of(text, self.skin.fonts.measure(self.style), width))
        elif self._wrapped[1].text != text:
            self._wrapped = (key, self._wrapped[1].edited(text, width))
        return self._wrapped[1]

    def _text_width(self, width_px: int) -> int:
        return width_px - 2 * self.skin.px(9) - self.skin.space("scrollbar")

    def _step(self) -> int:
        return self.skin.line_px(self.style)

    def natural_width(self) -> int:
        """A readable field."""
        return self.skin.px(280)

    def natural_height(self, width_px: int) -> int:
        """As many lines as it shows."""
        shown = self.rows
        if self.grow_to > self.rows:
            lines = len(self.wrapped(self._text_width(width_px)).spans)
            shown = min(self.grow_to, max(self.rows, lines))
        return shown * self._step() + 2 * self.skin.px(6)

    def _furthest(self) -> int:
        return max(0, len(self.wrapped().spans) * self._step() - self.inner_rect().h)

    def offset_at(self, pos: tuple[int, int]) -> int:
        """The offset nearest to a point."""
        inner = self.inner_rect()
        row = (pos[1] - inner.y + self._scroll) // self._step()
        return self.wrapped().offset_at(row, pos[0] - inner.x)

    def caret_rect(self) -> pygame.Rect:
        """Where the caret stands."""
        inner, rows, at = self.inner_rect(), self.wrapped(), self.editor.caret
        x = min(inner.x + rows.x_of(at), self.rect.right - self.skin.px(4))
        y = inner.y + rows.row_of(at) * self._step() - self._scroll
        return pygame.Rect(x, y, max(1, self.skin.px(1)), self._step())

    def keep_caret_in_view(self) -> None:
        """Scroll so that the caret shows, and ask for room where the field grows."""
        if self.rect.h <= 0:
            return
        top = self.wrapped().row_of(self.editor.caret) * self._step()
        view = self.inner_rect().h
        scroll = min(self._scroll, top)
        scroll = max(scroll, top + self._step() - view)
        self._scroll = max(0, min(scroll, self._furthest()))
        lines = len(self.wrapped().spans)
        if self.grow_to and lines != self._rows_before:
            self._rows_before = lines
            self.mark_layout()

    def arrange(self) -> None:
        """Keep the caret in view after a change of size."""
        self.keep_caret_in_view()

    # -- events -----------------------------------------------------------------------------

    def changed_view(self) -> None:
        """Forget the column that Up and Down aim for, too."""
        self._goal_x = None
        super().changed_view()

    def handle(self, event: pygame.Event) -> bool:
        """Answer the wheel, then what all fields do."""
        if event.type == pygame.MOUSEWHEEL:
            before = self._scroll
            wanted = before - round(event.y * self.skin.px(WHEEL_STEP))
            self._scroll = max(0, min(wanted, self._furthest()))
            self.mark_dirty()
            return self._scroll != before
        return super().handle(event)

    def special_key(self, event: pygame.Event) -> bool:
        """Enter, and moves by rows."""
        combo = combo_of(event)
        match combo.key:
            case pygame.K_RETURN:
                return self._enter(combo)
            case pygame.K_UP | pygame.K_DOWN if not combo.ctrl:
                return self._vertical(-1 if combo.key == pygame.K_UP else 1, combo.shift)
            case pygame.K_PAGEUP | pygame.K_PAGEDOWN:
                page = max(1, self.inner_rect().h // self._step() - 1)
                return self._vertical(-page if combo.key == pygame.K_PAGEUP else page, combo.shift)
            case pygame.K_HOME | pygame.K_END if not combo.ctrl:
                return self._row_edge(combo)
            case _:
                return False

    def _enter(self, combo: Combo) -> bool:
        if combo.ctrl or (self.submit_on_enter and not combo.shift):
            return self.submit()
        self._edit(self.editor.insert("\n"))
        return True

    def _vertical(self, by: int, select: bool) -> bool:
        rows, caret = self.wrapped(), self.editor.caret
        goal = rows.x_of(caret) if self._goal_x is None else self._goal_x
        row = rows.row_of(caret) + by
        if row < 0:
            target = 0
        elif row >= len(rows.spans):
            target = len(self.editor.text)
        else:
            target = rows.offset_at(row, goal)
        self.editor.place(target, select=select)
        self.changed_view()
        self._goal_x = goal
        return True

    def _row_edge(self, combo: Combo) -> bool:
        rows = self.wrapped()
        row = rows.row_of(self.editor.caret)
        at = rows.row_start(row) if combo.key == pygame.K_HOME else rows.row_end(row)
        self.editor.place(at, select=combo.shift)
        self.changed_view()
        return True

    # -- drawing ----------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Draw box, selection, the rows in view, caret and scrollbar."""
        self.draw_ground(surface)
        inner, step, rows = self.inner_rect(), self._step(), self.wrapped()
        clip = surface.get_clip()
        surface.set_clip(clip.clip(self.rect.inflate(-2, -2 * self.skin.px(3))))
        first = max(0, self._scroll // step)
        last = min(len(rows.spans), first + self.rect.h // step + 2)
        for row in range(first, last):
            top = inner.y + row * step - self._scroll
            self._draw_selection(surface, rows, row, top)
            line = rows.line(row).rstrip(" ")
            self.skin.draw_text(surface, line, (inner.x, top), self.style)
        self.draw_caret(surface)
        surface.set_clip(clip)
        self._draw_bar(surface)

    def _draw_selection(
        self, surface: pygame.Surface, rows: EditorRows, row: int, top: int
    ) -> None:
        start, end = self.editor.selection
        span = rows.spans[row]
        start, end = max(start, span.start), min(end, span.end)
        reaches_break = (
            span.hard and self.editor.selection[0] <= span.end < self.editor.selection[1]
        )
        if start >= end and not reaches_break:
            return
        text, left = self.editor.text, self.inner_rect().x
        x = left + rows.measure(text[span.start : max(start, span.start)])
        width = rows.measure(text[start:end]) + (self.skin.px(4) if reaches_break else 0)
        colour = self.skin.colour("selection" if self.focused else "raised")
        surface.fill(colour, (x, top, width, self._step()))

    def _draw_bar(self, surface: pygame.Surface) -> None:
        if self._furthest() == 0:
            return
        inner, skin = self.inner_rect(), self.skin
        whole = len(self.wrapped().spans) * self._step()
        held = thumb(Slot(inner.y, inner.h), whole, inner.h, self._scroll)
        width = skin.space("scrollbar") - skin.px(3)
        bar = pygame.Rect(self.rect.right - width - skin.px(3), held.start, width, held.length)
        skin.box(surface, bar, skin.colour("border_strong"), radius=3)
