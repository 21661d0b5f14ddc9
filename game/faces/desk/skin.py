"""The theme at the player's text size: colours, pixels and fonts as widgets ask for them."""

import math
from typing import TYPE_CHECKING

import pygame

from game.faces.desk.fonts import Fonts, Kept
from game.faces.desk.keymap import Keymap
from game.faces.desk.theme import (
    Colour,
    ColourName,
    SpaceName,
    TextStyle,
    Theme,
    load_theme,
)

if TYPE_CHECKING:
    from game.faces.desk.rich import RichLayout, Run

KEPT_LAYOUTS = 600


class Skin:
    """Turns logical pixels and names into screen pixels, colours and fonts.

    `scale` is the player's text size (Ctrl +, Ctrl -); `reduced_motion` stills slides and blinking.
    `keys` are those that the player has chosen.
    """

    def __init__(
        self, theme: Theme | None = None, *, scale: float = 1.0, reduced_motion: bool = False
    ) -> None:
        self.theme = theme or load_theme()
        self.reduced_motion = reduced_motion
        self.keys = Keymap()
        self.scale = self.theme.scale.clamp(scale)
        self._make_fonts()

    def set_scale(self, scale: float) -> bool:
        """Change the text size, within the theme's bounds; False when it stays as it was."""
        scale = self.theme.scale.clamp(scale)
        if scale == self.scale:
            return False
        self.scale = scale
        self._make_fonts()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Look otherwise, at the same text size within the theme's bounds."""
        self.theme = theme
        self.scale = theme.scale.clamp(self.scale)
        self._make_fonts()

    def _make_fonts(self) -> None:
        self.fonts = Fonts(self.theme.text, self.scale, self.theme.space["line_spacing_pct"])
        # Layout asks some thousand times a second, for few distances.
        self._pixels: dict[float, int] = {}
        self.layouts: Kept[tuple[tuple[Run, ...], int, int], RichLayout] = Kept(KEPT_LAYOUTS)

    def px(self, logical_px: float) -> int:
        """Logical pixels as screen pixels; anything above nothing stays at least 1."""
        found = self._pixels.get(logical_px)
        if found is None:
            found = max(1, round(logical_px * self.scale)) if logical_px > 0 else 0
            self._pixels[logical_px] = found
        return found

    def space(self, name: SpaceName) -> int:
        """A named distance in screen pixels."""
        return self.px(self.theme.space[name])

    def colour(self, name: ColourName) -> Colour:
        """A named colour."""
        return self.theme.colours[name]

    def line_px(self, style: TextStyle) -> int:
        """Distance from one line of text to the next, in screen pixels."""
        return self.fonts.line_px(style)

    def width(self, style: TextStyle, text: str) -> int:
        """Width of a line of cleaned text in screen pixels."""
        return self.fonts.width(style, text)

    def draw_text(
        self,
        target: pygame.Surface,
        text: str,
        at: tuple[int, int],
        style: TextStyle = "body",
        tone: ColourName = "text",
    ) -> int:
        """Draw one line with its top left corner at `at`; returns its width in pixels."""
        return self.fonts.draw(target, style, text, self.colour(tone), at)

    def box(
        self,
        target: pygame.Surface,
        rect: pygame.Rect,
        fill: Colour | None,
        border: Colour | None = None,
        radius: int | None = None,
    ) -> None:
        """Draw a rounded box; radius in logical pixels, the theme's by default."""
        corner = self.space("radius") if radius is None else self.px(radius)
        corner = min(corner, rect.w // 2, rect.h // 2)
        if fill is not None:
            pygame.draw.rect(target, fill, rect, border_radius=corner)
        if border is not None:
            pygame.draw.rect(target, border, rect, self.px(1), border_radius=corner)


def suggested_scale(theme: Theme, size_px: tuple[int, int]) -> float:
    """A text size for a window: half of the room above 1280 by 720 goes to text, half to charts."""
    room = max(1.0, min(size_px[0] / 1280, size_px[1] / 720))
    steps = round((math.sqrt(room) - 1) / theme.scale.step)
    return theme.scale.clamp(1 + steps * theme.scale.step)
