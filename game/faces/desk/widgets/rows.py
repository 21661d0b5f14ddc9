"""Rows of a list: each knows its height at a width and draws itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pygame

from game.faces.desk.rich import RichLayout, Run, layout_runs, plain
from game.faces.desk.skin import Skin
from game.faces.desk.theme import Tone


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands at the moment it is drawn."""

    selected: bool = False
    hovered: bool = False
    focused: bool = False


class ListRow(Protocol):
    """What a list asks of its rows."""

    key: str

    def height(self, skin: Skin, width_px: int) -> int:
        """Height in pixels at a width."""

    def draw(self, surface: pygame.Surface, skin: Skin, rect: pygame.Rect, state: RowState) -> None:
        """Draw the row in its rectangle."""

    def text(self) -> str:
        """The row as plain text, for transcripts."""


class RichRow:
    """Runs of text, wrapped; `right` is set at the right edge of the first line.

    `tone` tints the row and gives it a bar at its left; `hang` (logical pixels) indents the
    lines after the first; `key` names the row to the list's callbacks.
    """

    def __init__(
        self,
        runs: Sequence[Run],
        *,
        key: str = "",
        right: Run | None = None,
        tone: Tone | None = None,
        hang: int = 0,
        pad: int = 4,
    ) -> None:
        self.runs, self.right = tuple(runs), right
        self.key, self.tone, self.hang, self.pad = key, tone, hang, pad
        self._layout: tuple[tuple[int, float], RichLayout] | None = None

    def text(self) -> str:
        """The row without its styles."""
        return plain(self.runs) + (f"  {self.right.text}" if self.right else "")

    def _right_width(self, skin: Skin) -> int:
        if self.right is None:
            return 0
        return skin.width(self.right.style, self.right.text) + skin.px(12)

    def _laid_out(self, skin: Skin, width_px: int) -> RichLayout:
        key = (width_px, skin.scale)
        if self._layout is None or self._layout[0] != key:
            bar = skin.px(6) if self.tone else 0
            room = width_px - 2 * skin.px(self.pad + 4) - bar - self._right_width(skin)
            layout = layout_runs(self.runs, skin, room, hang_px=skin.px(self.hang))
            self._layout = (key, layout)
        return self._layout[1]

    def height(self, skin: Skin, width_px: int) -> int:
        """The wrapped lines and padding."""
        return self._laid_out(skin, width_px).height + 2 * skin.px(self.pad)

    def draw(self, surface: pygame.Surface, skin: Skin, rect: pygame.Rect, state: RowState) -> None:
        """Draw background, text and what stands at the right."""
        self._draw_ground(surface, skin, rect, state)
        pad = skin.px(self.pad)
        side = skin.px(self.pad + 4)
        left = rect.x + side + (skin.px(6) if self.tone else 0)
        layout = self._laid_out(skin, rect.w)
        layout.draw(surface, skin, (left, rect.y + pad))
        if self.right is not None:
            style, text = self.right.style, self.right.text
            x = rect.right - side - skin.width(style, text)
            y = rect.y + pad + (layout.lines[0].height - skin.line_px(style)) // 2
            skin.draw_text(surface, text, (x, y), style, self.right.tone)

    def _draw_ground(
        self, surface: pygame.Surface, skin: Skin, rect: pygame.Rect, state: RowState
    ) -> None:
        if state.selected:
            skin.box(surface, rect, skin.colour("selection"), skin.colour("info"))
        elif state.hovered:
            skin.box(surface, rect, skin.colour("hover"))
        elif self.tone is not None:
            skin.box(surface, rect, skin.theme.wash(self.tone))
        if self.tone is not None:
            bar = pygame.Rect(rect.x, rect.y, skin.px(3), rect.h)
            surface.fill(skin.colour(self.tone), bar)
