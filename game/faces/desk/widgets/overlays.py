"""What floats above everything: toasts and the tooltip."""

from collections.abc import Callable

import pygame

from game.faces.desk.theme import Tone
from game.faces.desk.widgets.base import Widget

ABOVE_BOTTOM = 72
TOAST_WIDTH = 340
MOST_TOASTS = 3
SLIDE_S = 0.18
FRAME_S = 1 / 60
RESTING_S = 0.5
TOOLTIP_WIDTH = 320

SIGNS: dict[Tone, str] = {"bad": "▲", "warn": "◆", "good": "✓", "info": "●"}
OWN_SIGNS = frozenset("✉☷☎▲")


class ToastCard(Widget):
    """One short message that leaves by itself, or when pressed."""

    def __init__(self, text: str, tone: Tone, born_s: float, until_s: float) -> None:
        super().__init__()
        self.text, self.tone = text, tone
        self.born_s, self.until_s = born_s, until_s

    def label(self) -> str:
        """The text with its own sign or that of its tone, so that colour is never alone."""
        if self.text[:1] in OWN_SIGNS:
            return self.text
        return f"{SIGNS.get(self.tone, '●')} {self.text}"

    def natural_height(self, width_px: int) -> int:
        """The wrapped lines and padding."""
        skin = self.skin
        lines = skin.fonts.wrap("body", self.label(), width_px - 2 * skin.space("pad"))
        return len(lines) * skin.line_px("body") + 2 * skin.space("pad")

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the card."""
        skin, pad = self.skin, self.skin.space("pad")
        ground = skin.theme.wash(self.tone, "raised")
        skin.box(surface, self.rect, ground, skin.colour(self.tone))
        top = self.rect.y + pad
        for line in skin.fonts.wrap("body", self.label(), self.rect.w - 2 * pad):
            skin.draw_text(surface, line, (self.rect.x + pad, top))
            top += skin.line_px("body")


class Toasts(Widget):
    """The stack of toasts at the bottom left; slides them in unless motion is reduced."""

    def __init__(self) -> None:
        super().__init__()
        self._window = pygame.Rect(0, 0, 0, 0)

    def show(self, text: str, tone: Tone, seconds: float) -> None:
        """Add a toast at the bottom of the stack."""
        assert self.host is not None
        now = self.host.now_s()
        for card in self._cards()[: 1 - MOST_TOASTS]:
            card.mark_dirty()
            self.remove(card)
        self.add(ToastCard(text, tone, now, now + seconds))
        self.arrange_in(self._window)
        self.tick(now)

    def clear(self) -> None:
        """Let all toasts go."""
        for card in self._cards():
            card.mark_dirty()
            self.remove(card)

    def texts(self) -> list[str]:
        """What the toasts say now, oldest first."""
        return [card.text for card in self.children if isinstance(card, ToastCard)]

    def press(self, pos: tuple[int, int]) -> bool:
        """Let a pressed toast go; False where there is none."""
        pressed = next((card for card in self._cards() if card.rect.collidepoint(pos)), None)
        if pressed is None or self.host is None:
            return False
        pressed.until_s = self.host.now_s()
        self.tick(pressed.until_s)
        return True

    def tick(self, now_s: float) -> None:
        """Drop what has expired, move what slides, and ask for the next time."""
        assert self.host is not None
        for card in self._cards():
            if card.until_s <= now_s:
                card.mark_dirty()
                self.remove(card)
        self.arrange_in(self._window)
        cards = self._cards()
        if any(self._shift(card) for card in cards):
            self.host.wake_at(self, now_s + FRAME_S)
        elif cards:
            self.host.wake_at(self, min(card.until_s for card in cards))

    def arrange_in(self, window: pygame.Rect) -> None:
        """Stack the cards above the window's bottom left corner, where no button is."""
        self._window = pygame.Rect(window)
        self.rect = pygame.Rect(window)
        if not self.children or window.w == 0:
            return
        skin, margin = self.skin, self.skin.space("wide")
        width = min(skin.px(TOAST_WIDTH), window.w - 2 * margin)
        bottom = window.bottom - margin - skin.px(ABOVE_BOTTOM)
        for card in reversed(self._cards()):
            height = card.natural_height(width)
            left = window.x + margin - self._shift(card)
            card.place(pygame.Rect(left, bottom - height, width, height))
            bottom -= height + skin.space("gap")

    def mark_dirty(self) -> None:
        """Only the cards are ever drawn."""

    def _cards(self) -> list[ToastCard]:
        return [card for card in self.children if isinstance(card, ToastCard)]

    def _shift(self, card: ToastCard) -> int:
        assert self.host is not None
        if self.skin.reduced_motion:
            return 0
        age = (self.host.now_s() - card.born_s) / SLIDE_S
        left = 1 - min(1.0, max(0.0, age))
        return round(left * left * self.skin.px(TOAST_WIDTH))


class Tooltip(Widget):
    """The explanation of what the pointer or the focus has rested on."""

    def __init__(self) -> None:
        super().__init__()
        self._target: Widget | None = None
        self._at = (0, 0)
        self._text = ""
        self._wanted = ""
        self._window = pygame.Rect(0, 0, 0, 0)

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return self._text

    def aim(self, target: Widget | None, pos: tuple[int, int]) -> None:
        """Follow the pointer; appears when it rests on a widget with a tooltip."""
        self._at = pos
        wanted = target.tooltip_text() if target is not None else ""
        if target is self._target and wanted == self._wanted:
            return
        moved_on = target is not self._target or not self._text
        self.hide()
        self._target, self._wanted = target, wanted
        if self.host is not None and target is not None:
            now = self.host.now_s()
            self.host.wake_at(self, now + RESTING_S if moved_on else now)

    def aim_at_focus(self, target: Widget) -> None:
        """Explain a widget reached by key, after the same rest."""
        self._target = None
        described = next((w for w in target.ancestors() if w.tooltip_text()), None)
        self.aim(described, (target.rect.x, target.rect.bottom))

    def hide(self) -> None:
        """Take it away until the pointer moves on to something else."""
        self.mark_dirty()
        self._text = ""
        self.rect = pygame.Rect(0, 0, 0, 0)

    def forget(self, inside: Callable[[Widget], bool]) -> None:
        """Drop a target that is leaving."""
        if self._target is not None and inside(self._target):
            self.hide()
            self._target = None

    def tick(self, now_s: float) -> None:
        """Appear."""
        del now_s
        if self._target is None:
            return
        self._text = self._target.tooltip_text()
        self.arrange_in(self._window)
        self.mark_dirty()

    def arrange_in(self, window: pygame.Rect) -> None:
        """Stand below and right of the point, but inside the window."""
        self._window = pygame.Rect(window)
        if not self._text:
            return
        skin, pad = self.skin, self.skin.space("gap")
        lines = self._lines()
        width = max(skin.width("small", line) for line in lines) + 2 * pad
        height = len(lines) * skin.line_px("small") + 2 * pad
        rect = pygame.Rect(self._at[0] + skin.px(8), self._at[1] + skin.px(16), width, height)
        if rect.bottom > window.bottom:
            rect.bottom = self._at[1] - skin.px(8)
        self.rect = rect.clamp(window)

    def _lines(self) -> list[str]:
        return self.skin.fonts.wrap("small", self._text, self.skin.px(TOOLTIP_WIDTH))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the box and its lines."""
        if not self._text:
            return
        skin, pad = self.skin, self.skin.space("gap")
        skin.box(surface, self.rect, skin.colour("raised"), skin.colour("border_strong"))
        for index, line in enumerate(self._lines()):
            top = self.rect.y + pad + index * skin.line_px("small")
            skin.draw_text(surface, line, (self.rect.x + pad, top), "small")
