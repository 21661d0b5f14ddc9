"""Where text is typed: what single-line and multi-line fields share, and the single line."""

from collections.abc import Callable

import pygame

from game.faces.desk.editing import Editor, Move
from game.faces.desk.keys import combo_of
from game.faces.desk.text import clean
from game.faces.desk.theme import ColourName, TextStyle, Tone
from game.faces.desk.widgets.base import Widget

BLINK_S = 0.53

_MOVES: dict[tuple[int, bool], Move] = {
    (pygame.K_LEFT, False): "left",
    (pygame.K_RIGHT, False): "right",
    (pygame.K_LEFT, True): "word_left",
    (pygame.K_RIGHT, True): "word_right",
    (pygame.K_HOME, False): "line_start",
    (pygame.K_END, False): "line_end",
    (pygame.K_HOME, True): "start",
    (pygame.K_END, True): "end",
}
_DELETES: dict[tuple[int, bool], Move] = {
    (pygame.K_BACKSPACE, False): "left",
    (pygame.K_DELETE, False): "right",
    (pygame.K_BACKSPACE, True): "word_left",
    (pygame.K_DELETE, True): "word_right",
}


class TextInput(Widget):
    """Typing, selection, clipboard, undo and composition (IME) of all text fields."""

    focusable = True
    hoverable = True
    clips = True
    takes_text = True
    style: TextStyle = "body"

    def __init__(
        self,
        editor: Editor,
        *,
        placeholder: str = "",
        on_change: Callable[[str], object] | None = None,
        on_submit: Callable[[str], object] | None = None,
        tooltip: str = "",
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, name=name)
        self.editor = editor
        self.placeholder = placeholder
        self.on_change, self.on_submit = on_change, on_submit
        self.preedit = ""
        self._caret_on = True
        self._selecting = False
        self._pressed_at: tuple[float, int] = (-10.0, -1)

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self.editor.text

    def set_text(self, text: str) -> None:
        """Start over with another text, without calling `on_change`."""
        self.editor.set_text(text)
        self.changed_view()

    def clear(self) -> None:
        """Empty it, without calling `on_change`."""
        self.set_text("")

    # -- what the shapes differ in ----------------------------------------------------------

    def offset_at(self, pos: tuple[int, int]) -> int:
        """The text offset nearest to a point of the window."""
        raise NotImplementedError

    def caret_rect(self) -> pygame.Rect:
        """Where the caret stands in the window."""
        raise NotImplementedError

    def keep_caret_in_view(self) -> None:
        """Scroll so that the caret shows."""

    def special_key(self, event: pygame.Event) -> bool:
        """Keys that only one shape of field knows."""
        del event
        return False

    # -- events -----------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> bool:
        """Answer typing, composing, mouse and keys."""
        match event.type:
            case pygame.TEXTINPUT:
                self.preedit = ""
                return self._edit(self.editor.insert(event.text))
            case pygame.TEXTEDITING:
                self.preedit = clean(event.text, multiline=False)
                self.changed_view()
                return True
            case pygame.KEYDOWN:
                return self._key(event)
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                return self._press(event.pos)
            case pygame.MOUSEMOTION if self._selecting:
                self.editor.place(self.offset_at(event.pos), select=True)
                self.changed_view()
                return True
            case pygame.MOUSEBUTTONUP if event.button == 1:
                self._selecting = False
                return True
            case _:
                return False

    def _press(self, pos: tuple[int, int]) -> bool:
        assert self.host is not None
        at, now = self.offset_at(pos), self.host.now_s()
        twice = now - self._pressed_at[0] < 0.4 and at == self._pressed_at[1]
        self._pressed_at = (now, at)
        if twice:
            self.editor.select_word(at)
        else:
            self._selecting = True
            self.editor.place(at, select=bool(pygame.key.get_mods() & pygame.KMOD_SHIFT))
        self.changed_view()
        return True

    def _key(self, event: pygame.Event) -> bool:
        if self.preedit and event.key not in {pygame.K_TAB, pygame.K_ESCAPE}:
            return True  # the input method is at work with these keys
        combo = combo_of(event)
        if self.special_key(event):
            return True
        if combo.ctrl and not combo.alt and self._command(combo.key, combo.shift):
            return True
        if (move := _MOVES.get((combo.key, combo.ctrl))) is not None:
            self.editor.move(move, select=combo.shift)
            self.changed_view()
            return True
        if (delete := _DELETES.get((combo.key, combo.ctrl))) is not None:
            return self._edit(self.editor.delete(delete))
        return bool(event.unicode) and event.unicode.isprintable() and not combo.ctrl

    def _command(self, key: int, shift: bool) -> bool:
        assert self.host is not None
        clipboard, editor = self.host.clipboard, self.editor
        match key:
            case pygame.K_a:
                editor.select_all()
                self.changed_view()
            case pygame.K_c if editor.selected:
                clipboard.put(editor.selected)
            case pygame.K_x if editor.selected:
                clipboard.put(editor.selected)
                self._edit(bool(editor.cut()))
            case pygame.K_v:
                self._edit(editor.insert(clipboard.get()))
            case pygame.K_z:
                self._edit(editor.redo() if shift else editor.undo())
            case pygame.K_y:
                self._edit(editor.redo())
            case _:
                return False
        return True

    def _edit(self, changed: bool) -> bool:
        self.changed_view()
        if changed and self.on_change is not None:
            self.on_change(self.editor.text)
        return True

    def submit(self) -> bool:
        """Hand the text to `on_submit`; False when nobody wants it."""
        if self.on_submit is None:
            return False
        self.on_submit(self.editor.text)
        return True

    # -- the caret --------------------------------------------------------------------------

    def changed_view(self) -> None:
        """Show text and caret anew."""
        self._caret_on = True
        if self.host is None:
            return
        self.keep_caret_in_view()
        self.mark_dirty()
        if self.focused and pygame.display.get_init():
            pygame.key.set_text_input_rect(self.caret_rect())

    def focus_changed(self) -> None:
        """Begin or stop blinking."""
        self.preedit = ""
        self.changed_view()
        self._blink_later()

    def _blink_later(self) -> None:
        if self.host is not None and self.focused and not self.skin.reduced_motion:
            self.host.wake_at(self, self.host.now_s() + BLINK_S)

    def tick(self, now_s: float) -> None:
        """Blink."""
        del now_s
        self._caret_on = not self._caret_on or not self.focused
        if self.host is not None:
            self.host.damage(self.caret_rect().clip(self.shown_rect()))
        self._blink_later()

    # -- drawing ----------------------------------------------------------------------------

    def inner_rect(self) -> pygame.Rect:
        """The rectangle inside border and padding."""
        return self.rect.inflate(-2 * self.skin.px(9), -2 * self.skin.px(6))

    def draw_ground(self, surface: pygame.Surface) -> None:
        """Draw the field's box, and its placeholder while it is empty."""
        skin, inner = self.skin, self.inner_rect()
        edge: ColourName = "info" if self.focused else "border_strong" if self.hovered else "border"
        skin.box(surface, self.rect, skin.colour("well"), skin.colour(edge))
        if not self.editor.text and not self.preedit:
            text = skin.fonts.ellipsize(self.style, self.placeholder, inner.w)
            skin.draw_text(surface, text, inner.topleft, self.style, "muted")

    def draw_caret(self, surface: pygame.Surface) -> None:
        """Draw the composition in progress, and the caret when it is on."""
        if not self.focused:
            return
        rect = self.caret_rect()
        if self.preedit:
            width = self.skin.width(self.style, self.preedit)
            surface.fill(self.skin.colour("raised"), (rect.x, rect.y, width, rect.h))
            self.skin.draw_text(surface, self.preedit, rect.topleft, self.style, "warn")
            line = pygame.Rect(rect.x, rect.bottom - 1, width, 1)
            surface.fill(self.skin.colour("warn"), line)
            rect.x += width
        if self._caret_on:
            surface.fill(self.skin.colour("text"), rect)


class TextField(TextInput):
    """One line of text; Enter submits it."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        max_length: int = 200,
        on_change: Callable[[str], object] | None = None,
        on_submit: Callable[[str], object] | None = None,
        tooltip: str = "",
        name: str = "",
    ) -> None:
        editor = Editor(text, max_length=max_length, multiline=False)
        super().__init__(
            editor, placeholder=placeholder, on_change=on_change, on_submit=on_submit,
            tooltip=tooltip, name=name,
        )  # fmt: skip
        self._shift = 0

    def natural_width(self) -> int:
        """A readable field."""
        return self.skin.px(200)

    def natural_height(self, width_px: int) -> int:
        """The height of a control."""
        del width_px
        return max(self.skin.space("control"), self.skin.line_px(self.style) + 2 * self.skin.px(6))

    def special_key(self, event: pygame.Event) -> bool:
        """Enter submits."""
        if combo_of(event).key == pygame.K_RETURN and not combo_of(event).ctrl:
            return self.submit()
        return False

    def _x_of(self, at: int) -> int:
        return self.skin.width(self.style, self.editor.text[:at])

    def offset_at(self, pos: tuple[int, int]) -> int:
        """The offset nearest to a point."""
        x = pos[0] - self.inner_rect().x + self._shift
        lengths = range(len(self.editor.text) + 1)
        return min(lengths, key=lambda at: (abs(self._x_of(at) - x), at))

    def caret_rect(self) -> pygame.Rect:
        """Where the caret stands."""
        inner = self.inner_rect()
        x = inner.x + self._x_of(self.editor.caret) - self._shift
        return pygame.Rect(x, inner.y, max(1, self.skin.px(1)), self.skin.line_px(self.style))

    def keep_caret_in_view(self) -> None:
        """Shift the text sideways so that the caret shows."""
        x, room = self._x_of(self.editor.caret), self.inner_rect().w - self.skin.px(2)
        self._shift = max(0, min(self._shift, x), x - room)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw box, selection, text and caret."""
        self.draw_ground(surface)
        skin, inner, editor = self.skin, self.inner_rect(), self.editor
        clip = surface.get_clip()
        surface.set_clip(clip.clip(inner.inflate(skin.px(4), 0)))
        start, end = editor.selection
        if start != end and self.focused:
            left, right = self._x_of(start), self._x_of(end)
            area = (inner.x + left - self._shift, inner.y, right - left, skin.line_px(self.style))
            surface.fill(skin.colour("selection"), area)
        tone: Tone = "text" if self.enabled else "muted"
        skin.draw_text(surface, editor.text, (inner.x - self._shift, inner.y), self.style, tone)
        self.draw_caret(surface)
        surface.set_clip(clip)
