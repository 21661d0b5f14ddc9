"""Text to read: labels, rich text, badges and key chips."""

from collections.abc import Sequence
from typing import Literal

import pygame

from game.faces.desk.rich import RichLayout, Run, layout_runs, plain
from game.faces.desk.skin import Skin
from game.faces.desk.text import clean
from game.faces.desk.theme import TextStyle, Tone
from game.faces.desk.widgets.base import Widget

TextAlign = Literal["left", "centre", "right"]


class Label(Widget):
    """Text in one style, wrapped; or with `wrap=False` on one line, shortened with …."""

    def __init__(
        self,
        text: str = "",
        *,
        style: TextStyle = "body",
        tone: Tone = "text",
        align: TextAlign = "left",
        wrap: bool = True,
        max_lines: int | None = None,
        tooltip: str = "",
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, name=name)
        self.text = clean(text)
        self.style: TextStyle = style
        self.tone: Tone = tone
        self.align: TextAlign = align
        self.wrap, self.max_lines = wrap, max_lines

    def set_text(self, text: str, tone: Tone | None = None) -> None:
        """Say something else, perhaps in another tone."""
        text, tone = clean(text), tone or self.tone
        if text == self.text and tone == self.tone:
            return
        if text != self.text:
            self.mark_layout()
        self.text, self.tone = text, tone
        self.mark_dirty()

    def tooltip_text(self) -> str:
        """What it was given; otherwise the whole text, where there is no room for it."""
        cut = not self.wrap and 0 < self.rect.w < self.natural_width()
        return self.tooltip or (self.text if cut else "")

    def natural_width(self) -> int:
        """The widest of the lines as written."""
        return max(self.skin.width(self.style, line) for line in self.text.split("\n"))

    def natural_height(self, width_px: int) -> int:
        """All lines it wraps to."""
        return len(self.lines(width_px)) * self.skin.line_px(self.style)

    def lines(self, width_px: int) -> list[str]:
        """The lines at a width, at most `max_lines`, the last shortened if need be."""
        fonts = self.skin.fonts
        if not self.wrap:
            return [fonts.ellipsize(self.style, self.text, width_px)]
        lines = fonts.wrap(self.style, self.text, width_px)
        if self.max_lines is None or len(lines) <= self.max_lines:
            return lines
        rest = " ".join(lines[self.max_lines - 1 :])
        last = fonts.ellipsize(self.style, rest, width_px)
        return [*lines[: self.max_lines - 1], last]

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the lines, in the middle of spare height."""
        skin, step = self.skin, self.skin.line_px(self.style)
        lines = self.lines(self.rect.w)
        top = self.rect.y + max(0, self.rect.h - step * len(lines)) // 2
        for line in lines:
            skin.draw_text(surface, line, (self._left(line), top), self.style, self.tone)
            top += step

    def _left(self, line: str) -> int:
        if self.align == "left":
            return self.rect.x
        spare = self.rect.w - self.skin.width(self.style, line)
        return self.rect.x + (spare // 2 if self.align == "centre" else spare)


class RichText(Widget):
    """Runs in several styles and colours, wrapped together."""

    def __init__(self, runs: Sequence[Run] = (), *, tooltip: str = "", name: str = "") -> None:
        super().__init__(tooltip=tooltip, name=name)
        self.runs = tuple(runs)
        self._layout: tuple[tuple[int, float], RichLayout] | None = None

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Say something else."""
        if tuple(runs) != self.runs:
            self.runs, self._layout = tuple(runs), None
            self.mark_layout()
            self.mark_dirty()

    @property
    def text(self) -> str:
        """The text without its styles."""
        return plain(self.runs)

    def natural_width(self) -> int:
        """The width of the runs unwrapped."""
        return layout_runs(self.runs, self.skin, 1_000_000).width

    def natural_height(self, width_px: int) -> int:
        """The height of the wrapped lines."""
        return self._laid_out(width_px).height

    def _laid_out(self, width_px: int) -> RichLayout:
        key = (width_px, self.skin.scale)
        if self._layout is None or self._layout[0] != key:
            self._layout = (key, layout_runs(self.runs, self.skin, width_px))
        return self._layout[1]

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the lines."""
        self._laid_out(self.rect.w).draw(surface, self.skin, self.rect.topleft)


def chip_size(skin: Skin, text: str, style: TextStyle = "small") -> tuple[int, int]:
    """Width and height of a chip with that text, in pixels."""
    height = skin.line_px(style) + skin.px(4)
    return max(height, skin.width(style, text) + skin.px(12)), height


class Badge(Widget):
    """A short word or count in a filled or outlined chip."""

    def __init__(
        self,
        text: str,
        *,
        tone: Tone = "warn",
        filled: bool = True,
        style: TextStyle = "small_strong",
        square: bool = False,
        tooltip: str = "",
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, name=name)
        self.text = clean(text, multiline=False)
        self.tone: Tone = tone
        self.style: TextStyle = style
        self.filled, self.square = filled, square

    def set_text(self, text: str, tone: Tone | None = None, *, filled: bool | None = None) -> None:
        """Say something else, perhaps in another tone."""
        after = (clean(text, multiline=False), tone or self.tone, filled is None or filled)
        if filled is None:
            after = (after[0], after[1], self.filled)
        if after != (self.text, self.tone, self.filled):
            self.text, self.tone, self.filled = after
            self.mark_layout()
            self.mark_dirty()

    def natural_width(self) -> int:
        """The text and its padding."""
        extra = self.skin.px(12) if self.square else 0
        return chip_size(self.skin, self.text, self.style)[0] + extra

    def natural_height(self, width_px: int) -> int:
        """The line and its padding."""
        del width_px
        extra = self.skin.px(4) if self.square else 0
        return chip_size(self.skin, self.text, self.style)[1] + extra

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the chip, its text in the middle."""
        height = min(self.rect.h, self.natural_height(self.rect.w))
        box = pygame.Rect(self.rect.x, self.rect.centery - height // 2, self.rect.w, height)
        draw_chip(
            surface, self.skin, box, self.text, tone=self.tone, filled=self.filled,
            style=self.style, radius=4 if self.square else 10,
        )  # fmt: skip


def draw_chip(
    surface: pygame.Surface,
    skin: Skin,
    box: pygame.Rect,
    text: str,
    *,
    tone: Tone = "muted",
    filled: bool = False,
    style: TextStyle = "small",
    radius: int = 4,
) -> None:
    """Draw a chip with its text in the middle of a box."""
    if filled:
        skin.box(surface, box, skin.colour(tone), radius=radius)
    else:
        edge = skin.colour("border_strong" if tone in {"muted", "text"} else tone)
        skin.box(surface, box, None, edge, radius=radius)
    text = skin.fonts.ellipsize(style, text, box.w - skin.px(4))
    left = box.x + (box.w - skin.width(style, text)) // 2
    top = box.y + (box.h - skin.line_px(style)) // 2
    skin.draw_text(surface, text, (left, top), style, "inverse" if filled else tone)


def key_chip_width(skin: Skin, combo: str) -> int:
    """Width of a key chip in pixels; nothing for no key."""
    return chip_size(skin, skin.keys.shown(combo), "tiny")[0] if combo else 0


def draw_key_chip(
    surface: pygame.Surface, skin: Skin, at: tuple[int, int], combo: str, tone: Tone = "muted"
) -> None:
    """Draw a key combination as a small chip, from its left end's middle."""
    if not combo:
        return
    text = skin.keys.shown(combo)
    width, height = chip_size(skin, text, "tiny")
    box = pygame.Rect(at[0], at[1] - height // 2, width, height)
    draw_chip(surface, skin, box, text, style="tiny", tone=tone, radius=3)
