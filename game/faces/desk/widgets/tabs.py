"""A row of tabs with counts of what waits behind them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.faces.desk.theme import Tone
from game.faces.desk.widgets.base import Widget
from game.faces.desk.widgets.labels import chip_size, draw_chip


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: `count` is shown in a badge when it is not nought."""

    key: str
    title: str
    count: int = 0
    tone: Tone = "warn"


class Tabs(Widget):
    """The tabs alone; the caller shows what belongs to the chosen one.

    Left and Right move between tabs while it has focus.
    """

    focusable = True
    hoverable = True

    def __init__(
        self,
        tabs: Sequence[Tab],
        on_change: Callable[[str], object],
        *,
        selected: str = "",
        name: str = "",
    ) -> None:
        super().__init__(name=name)
        self.tabs = tuple(tabs)
        self.on_change = on_change
        self.selected = selected or (self.tabs[0].key if self.tabs else "")
        self._pointed = ""

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Change titles or counts; the chosen tab stays if it is still there."""
        if tuple(tabs) == self.tabs:
            return
        self.tabs = tuple(tabs)
        if self.selected not in {tab.key for tab in self.tabs} and self.tabs:
            self.selected = self.tabs[0].key
        self.mark_dirty()

    def select(self, key: str, *, tell: bool = True) -> None:
        """Choose a tab, and call `on_change` unless told not to."""
        if key == self.selected or key not in {tab.key for tab in self.tabs}:
            return
        self.selected = key
        self.mark_dirty()
        if tell:
            self.on_change(key)

    def natural_height(self, width_px: int) -> int:
        """A control and its underline."""
        del width_px
        return self.skin.space("control")

    def natural_width(self) -> int:
        """All tabs side by side."""
        return sum(self._wanted(tab) for tab in self.tabs)

    def _wanted(self, tab: Tab) -> int:
        width = self.skin.width("body", tab.title) + 2 * self.skin.px(11)
        if tab.count:
            width += chip_size(self.skin, str(tab.count), "small_strong")[0] + self.skin.px(5)
        return width

    def tab_rects(self) -> list[pygame.Rect]:
        """Where each tab lies; narrower than wanted when there is no room for all."""
        wanted = [self._wanted(tab) for tab in self.tabs]
        whole = sum(wanted)
        shrink = min(1.0, self.rect.w / whole) if whole else 1.0
        rects: list[pygame.Rect] = []
        reached = 0.0
        for width in wanted:
            left, reached = round(reached), reached + width * shrink
            rects.append(
                pygame.Rect(self.rect.x + left, self.rect.y, round(reached) - left, self.rect.h)
            )
        return rects

    def _tab_at(self, pos: tuple[int, int]) -> str:
        found = zip(self.tabs, self.tab_rects(), strict=True)
        return next((tab.key for tab, rect in found if rect.collidepoint(pos)), "")

    def handle(self, event: pygame.Event) -> bool:
        """Answer presses and arrow keys."""
        match event.type:
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                self.select(self._tab_at(event.pos))
                return True
            case pygame.MOUSEMOTION:
                self._point(self._tab_at(event.pos))
                return False
            case pygame.KEYDOWN if event.key in {pygame.K_LEFT, pygame.K_RIGHT}:
                self._step(1 if event.key == pygame.K_RIGHT else -1)
                return True
            case _:
                return False

    def pointer_left(self) -> None:
        """Point at no tab."""
        self._point("")

    def _point(self, key: str) -> None:
        if key != self._pointed:
            self._pointed = key
            self.mark_dirty()

    def _step(self, by: int) -> None:
        keys = [tab.key for tab in self.tabs]
        if keys:
            self.select(keys[(keys.index(self.selected) + by) % len(keys)])

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the tabs and the line below them."""
        skin = self.skin
        line = pygame.Rect(self.rect.x, self.rect.bottom - skin.px(1), self.rect.w, skin.px(1))
        surface.fill(skin.colour("border"), line)
        for tab, rect in zip(self.tabs, self.tab_rects(), strict=True):
            self._draw_tab(surface, tab, rect)

    def _draw_tab(self, surface: pygame.Surface, tab: Tab, rect: pygame.Rect) -> None:
        skin, chosen = self.skin, tab.key == self.selected
        if self.hovered and tab.key == self._pointed and not chosen:
            surface.fill(skin.colour("raised"), rect.inflate(0, -skin.px(2)))
        badge = chip_size(skin, str(tab.count), "small_strong") if tab.count else (0, 0)
        gap = skin.px(5) if tab.count else 0
        text = skin.fonts.ellipsize("body", tab.title, rect.w - badge[0] - gap - skin.px(6))
        width = skin.width("body", text)
        left = rect.x + (rect.w - width - gap - badge[0]) // 2
        top = rect.y + (rect.h - skin.line_px("body")) // 2
        skin.draw_text(surface, text, (left, top), "body", "text" if chosen else "muted")
        if tab.count:
            box = pygame.Rect(left + width + gap, rect.centery - badge[1] // 2, *badge)
            draw_chip(
                surface, skin, box, str(tab.count), tone=tab.tone, filled=True,
                style="small_strong", radius=10,
            )  # fmt: skip
        if chosen:
            height = skin.px(2)
            surface.fill(skin.colour("info"), (rect.x, rect.bottom - height, rect.w, height))
