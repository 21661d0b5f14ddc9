"""The DejaVu fonts that matplotlib ships, found without importing it, and text drawn with them."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pygame

from game.faces.desk.text import ellipsize, wrap
from game.faces.desk.theme import Colour, FaceName, TextSpec, TextStyle

FILES: Mapping[FaceName, str] = {
    "sans": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "mono": "DejaVuSansMono.ttf",
}

SIGNS = "▲▼◆◇●○✓✗⚑☎✉■□▣▶▾▸⏎❚⚠★☆✎⚙↑↓←→⇧⌘⌫↩×·…–—≥≤☐☑◉◯"
"""The signs that the desk uses; a test looks each of them up in the fonts."""

K = TypeVar("K")
V = TypeVar("V")

KEPT_TEXTS = 1500


class FontsMissingError(RuntimeError):
    """The DejaVu fonts are not where matplotlib keeps them."""


def fonts_dir() -> Path:
    """The folder of the fonts inside the installed matplotlib; raises FontsMissingError."""
    spec = find_spec("matplotlib")
    for place in (spec and spec.submodule_search_locations) or ():
        folder = Path(place) / "mpl-data" / "fonts" / "ttf"
        if all((folder / name).is_file() for name in FILES.values()):
            return folder
    msg = "The DejaVu fonts were not found; install matplotlib, which brings them."
    raise FontsMissingError(msg)


class Fonts:
    """Text styles at one scale: measures, wraps and draws, keeping what was drawn lately."""

    def __init__(
        self, styles: Mapping[TextStyle, TextSpec], scale: float, line_spacing_pct: int
    ) -> None:
        pygame.font.init()
        self._folder = fonts_dir()
        self._styles = styles
        self._scale = scale
        self._spacing = line_spacing_pct / 100
        self._fonts: dict[tuple[FaceName, int], pygame.font.Font] = {}
        self._drawn: OrderedDict[tuple[TextStyle, str, Colour], pygame.Surface] = OrderedDict()
        self._wrapped: OrderedDict[tuple[TextStyle, str, int], list[str]] = OrderedDict()

    def size_px(self, style: TextStyle) -> int:
        """Size of a style in screen pixels."""
        return max(6, round(self._styles[style].px * self._scale))

    def font(self, style: TextStyle) -> pygame.font.Font:
        """The font of a style; opened once for each face and size."""
        key = (self._styles[style].face, self.size_px(style))
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = pygame.font.Font(self._folder / FILES[key[0]], key[1])
        return font

    def line_px(self, style: TextStyle) -> int:
        """Distance from one line of text to the next."""
        return round(self.size_px(style) * self._spacing)

    def width(self, style: TextStyle, text: str) -> int:
        """Width of one line of cleaned text in screen pixels."""
        return self.font(style).size(text)[0]

    def measure(self, style: TextStyle) -> Callable[[str], int]:
        """The measuring function of a style."""
        return partial(self.width, style)

    def wrap(self, style: TextStyle, text: str, width_px: int) -> list[str]:
        """The lines a text wraps to; remembered, since layout asks again and again."""
        key = (style, text, width_px)
        lines = self._wrapped.get(key)
        if lines is None:
            lines = self._wrapped[key] = wrap(text, self.measure(style), width_px)
            _forget(self._wrapped)
        return lines

    def ellipsize(self, style: TextStyle, text: str, width_px: int) -> str:
        """The text on one line, shortened with … when it does not fit."""
        return ellipsize(text, self.measure(style), width_px)

    def render(self, style: TextStyle, text: str, colour: Colour) -> pygame.Surface:
        """One line of cleaned text as a surface; remembered, so never draw on it."""
        key = (style, text, colour)
        surface = self._drawn.get(key)
        if surface is None:
            surface = self._drawn[key] = _drawn(self.font(style), text, colour)
            _forget(self._drawn)
        else:
            self._drawn.move_to_end(key)
        return surface

    def draw(
        self,
        target: pygame.Surface,
        style: TextStyle,
        text: str,
        colour: Colour,
        at: tuple[int, int],
    ) -> int:
        """Draw a line of text with its line box's top left corner at `at`; returns its width."""
        if not text:
            return 0
        surface = self.render(style, text, colour)
        shift = (self.line_px(style) - surface.get_height()) // 2
        target.blit(surface, (at[0], at[1] + shift))
        return surface.get_width()


def _forget(kept: OrderedDict[K, V]) -> None:
    while len(kept) > KEPT_TEXTS:
        kept.popitem(last=False)


def _drawn(font: pygame.font.Font, text: str, colour: Colour) -> pygame.Surface:
    """A line of text; empty where nothing of it can be seen, such as a lone soft hyphen."""
    if font.size(text)[0] == 0:
        return pygame.Surface((0, font.get_height()), pygame.SRCALPHA)
    return font.render(text, True, colour)
