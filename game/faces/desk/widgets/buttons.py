"""Things to press: buttons, checkboxes and toggles."""

from collections.abc import Callable
from typing import Literal

import pygame

from game.faces.desk.keys import matches
from game.faces.desk.text import clean
from game.faces.desk.theme import ColourName, TextStyle, Tone
from game.faces.desk.widgets.base import Widget
from game.faces.desk.widgets.labels import draw_key_chip, key_chip_width

ButtonKind = Literal["normal", "primary", "danger", "quiet"]

_FILLS: dict[ButtonKind, tuple[ColourName, ColourName]] = {
    "normal": ("raised", "hover"),
    "primary": ("primary", "primary_hover"),
    "danger": ("danger", "danger_hover"),
    "quiet": ("panel", "raised"),
}
_BORDERS: dict[ButtonKind, ColourName | None] = {
    "normal": "border_strong",
    "primary": "info",
    "danger": "bad",
    "quiet": None,
}


class Pressable(Widget):
    """What can be pressed by mouse, Space, Enter or its shortcut; calls `activate`.

    Disabled, it still takes focus if it can say why (`reason`), so that the reason can be read.
    """

    focusable = True
    hoverable = True

    def __init__(
        self, *, tooltip: str = "", shortcut: str = "", reason: str = "", name: str = ""
    ) -> None:
        super().__init__(tooltip=tooltip, shortcut=shortcut, name=name)
        self.reason = reason
        self.pressed = False

    def can_focus(self) -> bool:
        """Whether the focus ring stops here."""
        return self.visible and (self.enabled or bool(self.reason))

    def tooltip_text(self) -> str:
        """Why it is disabled, or what it does."""
        text = self.reason if self.reason and not self.enabled else self.tooltip
        return self.skin.keys.filled(text) if self.host is not None else text

    def set_enabled(self, enabled: bool, reason: str = "") -> None:
        """Allow pressing, or say why not."""
        self.reason = reason
        self.enabled = enabled

    def handle(self, event: pygame.Event) -> bool:
        """Answer presses and the keys that stand for them."""
        match event.type:
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                self._set_pressed(self.enabled)
                return True
            case pygame.MOUSEBUTTONUP if event.button == 1:
                inside = self.pressed and self.rect.collidepoint(event.pos)
                self._set_pressed(False)
                return self.activate() if inside else True
            case pygame.KEYDOWN if matches(event, "space") or matches(event, "enter"):
                return self.activate()
            case _:
                return False

    def _set_pressed(self, pressed: bool) -> None:
        if pressed != self.pressed:
            self.pressed = pressed
            self.mark_dirty()


class Button(Pressable):
    """A labelled button; `shortcut` presses it from anywhere on the screen and is shown on it."""

    def __init__(
        self,
        text: str,
        on_press: Callable[[], object],
        *,
        kind: ButtonKind = "normal",
        shortcut: str = "",
        tooltip: str = "",
        enabled: bool = True,
        reason: str = "",
        style: TextStyle = "body",
        compact: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, shortcut=shortcut, reason=reason, name=name)
        self.text = clean(text, multiline=False)
        self.on_press = on_press
        self.kind: ButtonKind = kind
        self.style: TextStyle = style
        self.compact = compact
        self.enabled = enabled

    def set_text(self, text: str) -> None:
        """Label it otherwise."""
        text = clean(text, multiline=False)
        if text != self.text:
            self.text = text
            self.mark_layout()
            self.mark_dirty()

    def set_kind(self, kind: ButtonKind) -> None:
        """Have it stand out more or less; where it lies stays the same."""
        if kind != self.kind:
            self.kind = kind
            self.mark_dirty()

    def activate(self) -> bool:
        """Do what it is for, if enabled."""
        if not self.enabled or not self.visible:
            return False
        self.on_press()
        return True

    def _pad(self) -> int:
        return self.skin.px(8 if self.compact else 14)

    def natural_width(self) -> int:
        """Label, key chip and padding."""
        chip = key_chip_width(self.skin, self.shortcut)
        gap = self.skin.px(6) if chip else 0
        return self.skin.width(self._style(), self.text) + gap + chip + 2 * self._pad()

    def natural_height(self, width_px: int) -> int:
        """The height of a control."""
        del width_px
        if self.compact:
            return self.skin.line_px(self.style) + self.skin.px(8)
        return max(self.skin.space("control"), self.skin.line_px(self.style) + self.skin.px(10))

    def _style(self) -> TextStyle:
        return "strong" if self.kind == "primary" and self.style == "body" else self.style

    def draw(self, surface: pygame.Surface) -> None:
        """Draw box, label and key chip."""
        skin, style = self.skin, self._style()
        self._draw_box(surface)
        chip = key_chip_width(skin, self.shortcut)
        gap = skin.px(6) if chip else 0
        if chip + gap + skin.width(style, self.text) > self.rect.w - skin.px(8):
            chip = gap = 0
        text = skin.fonts.ellipsize(style, self.text, self.rect.w - chip - gap - skin.px(8))
        width = skin.width(style, text)
        left = self.rect.x + (self.rect.w - width - gap - chip) // 2
        top = self.rect.y + (self.rect.h - skin.line_px(style)) // 2
        tone: Tone = "text" if self.enabled else "muted"
        skin.draw_text(surface, text, (left, top), style, tone)
        if chip:
            place = (left + width + gap, self.rect.centery)
            draw_key_chip(surface, skin, place, self.shortcut, "text" if self.enabled else "muted")

    def _draw_box(self, surface: pygame.Surface) -> None:
        skin = self.skin
        if not self.enabled:
            border = None if self.kind == "quiet" else skin.colour("border")
            skin.box(surface, self.rect, skin.colour("panel"), border)
            return
        plain, hovered = _FILLS[self.kind]
        fill = "pressed" if self.pressed else hovered if self.hovered else plain
        edge = _BORDERS[self.kind]
        skin.box(surface, self.rect, skin.colour(fill), skin.colour(edge) if edge else None)


class Checkbox(Pressable):
    """A box to tick, with a label that wraps."""

    def __init__(
        self,
        text: str,
        on_change: Callable[[bool], object],
        *,
        checked: bool = False,
        shortcut: str = "",
        tooltip: str = "",
        enabled: bool = True,
        reason: str = "",
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, shortcut=shortcut, reason=reason, name=name)
        self.text = clean(text)
        self.on_change = on_change
        self.checked = checked
        self.enabled = enabled

    def set_checked(self, checked: bool) -> None:
        """Tick it or not, without calling `on_change`."""
        if checked != self.checked:
            self.checked = checked
            self.mark_dirty()

    def activate(self) -> bool:
        """Tick or untick it, if enabled."""
        if not self.enabled:
            return False
        self.set_checked(not self.checked)
        self.on_change(self.checked)
        return True

    def _sign_width(self) -> int:
        return self.skin.px(24)

    def natural_width(self) -> int:
        """The box and the label on one line."""
        return self._sign_width() + self.skin.width("body", self.text)

    def natural_height(self, width_px: int) -> int:
        """The wrapped label."""
        lines = self.skin.fonts.wrap("body", self.text, width_px - self._sign_width())
        return max(len(lines) * self.skin.line_px("body"), self.skin.px(20)) + self.skin.px(4)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw sign and label."""
        skin, step = self.skin, self.skin.line_px("body")
        if self.hovered and self.enabled:
            skin.box(surface, self.rect, skin.colour("hover"))
        lines = skin.fonts.wrap("body", self.text, self.rect.w - self._sign_width())
        top = self.rect.y + max(0, self.rect.h - step * len(lines)) // 2
        self._draw_sign(surface, pygame.Rect(self.rect.x, top, self._sign_width(), step))
        tone: Tone = "text" if self.enabled else "muted"
        for line in lines:
            skin.draw_text(surface, line, (self.rect.x + self._sign_width(), top), "body", tone)
            top += step

    def _draw_sign(self, surface: pygame.Surface, box: pygame.Rect) -> None:
        skin, side = self.skin, self.skin.px(14)
        square = pygame.Rect(box.x + skin.px(2), box.centery - side // 2, side, side)
        on = self.checked and self.enabled
        edge = skin.colour("info" if on else "border_strong")
        skin.box(surface, square, skin.colour("primary" if on else "well"), edge, radius=3)
        if self.checked:
            width = skin.width("small_strong", "✓")
            top = square.centery - skin.line_px("small_strong") // 2
            skin.draw_text(surface, "✓", (square.centerx - width // 2, top), "small_strong")


class Toggle(Checkbox):
    """A switch with a label; the same as a checkbox in another shape, for settings."""

    def _sign_width(self) -> int:
        return self.skin.px(42)

    def _draw_sign(self, surface: pygame.Surface, box: pygame.Rect) -> None:
        skin = self.skin
        track = pygame.Rect(box.x + skin.px(2), 0, skin.px(32), skin.px(16))
        track.centery = box.centery
        on = self.checked
        edge = skin.colour("info" if on else "border_strong")
        skin.box(surface, track, skin.colour("primary" if on else "well"), edge, radius=8)
        offset = track.w - track.h if on else 0
        centre = (track.x + track.h // 2 + offset, track.centery)
        dot = skin.colour("text" if on else "muted")
        pygame.draw.aacircle(surface, dot, centre, skin.px(5))
