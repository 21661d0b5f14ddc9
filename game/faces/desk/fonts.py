"""The DejaVu fonts that matplotlib ships, found without importing it, and text drawn with them."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Generic, TypeVar

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
KEPT_PICTURES = 600
"""Drawn texts; a full screen has some three hundred, and each takes 12 KB."""
KEPT_WIDTHS = 6000
LONGEST_KEPT = 64
"""Of longer texts the width is measured anew: few of them come twice."""


class Kept(Generic[K, V]):
    """What was made lately, by what it was made from; what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K) -> V | None:
        """What was made from that; None when it is not there any more."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def keep(self, key: K, value: V) -> V:
        """Keep something, and let go of the oldest where there is too much."""
        self._kept[key] = value
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value


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
        self._spacing = line_spacing_pct / 100
        self._sizes_px = {style: max(6, round(spec.px * scale)) for style, spec in styles.items()}
        self._lines_px = {style: round(px * self._spacing) for style, px in self._sizes_px.items()}
        self._opened: dict[tuple[FaceName, int], pygame.font.Font] = {}
        self._fonts: dict[TextStyle, pygame.font.Font] = {}
        self._widths: dict[tuple[TextStyle, str], int] = {}
        self._drawn: Kept[tuple[TextStyle, str, Colour], pygame.Surface] = Kept(KEPT_PICTURES)
        self._wrapped: Kept[tuple[TextStyle, str, int], list[str]] = Kept(KEPT_TEXTS)

    def size_px(self, style: TextStyle) -> int:
        """Size of a style in screen pixels."""
        return self._sizes_px[style]

    def font(self, style: TextStyle) -> pygame.font.Font:
        """The font of a style; opened once for each face and size."""
        font = self._fonts.get(style)
        return self._open(style) if font is None else font

    def _open(self, style: TextStyle) -> pygame.font.Font:
        key = (self._styles[style].face, self._sizes_px[style])
        if key not in self._opened:
            self._opened[key] = pygame.font.Font(self._folder / FILES[key[0]], key[1])
        font = self._fonts[style] = self._opened[key]
        return font

    def line_px(self, style: TextStyle) -> int:
        """Distance from one line of text to the next."""
        return self._lines_px[style]

    def width(self, style: TextStyle, text: str) -> int:
        """Width of one line of cleaned text in screen pixels; remembered where it is short."""
        if len(text) > LONGEST_KEPT:
            return self.font(style).size(text)[0]
        key = (style, text)
        width = self._widths.get(key)
        if width is None:
            if len(self._widths) >= KEPT_WIDTHS:
                self._widths.clear()  # cheaper than to know which of them is the oldest
            width = self._widths[key] = self.font(style).size(text)[0]
        return width

    def measure(self, style: TextStyle) -> Callable[[str], int]:
        """The measuring function of a style."""
        return partial(self.width, style)

    def wrap(self, style: TextStyle, text: str, width_px: int) -> list[str]:
        """The lines a text wraps to; remembered, since layout asks again and again."""
        key = (style, text, width_px)
        lines = self._wrapped.get(key)
        if lines is None:
            lines = self._wrapped.keep(key, wrap(text, self.measure(style), width_px))
        return lines

    def ellipsize(self, style: TextStyle, text: str, width_px: int) -> str:
        """The text on one line, shortened with … when it does not fit."""
        return ellipsize(text, self.measure(style), width_px)

    def render(self, style: TextStyle, text: str, colour: Colour) -> pygame.Surface:
        """One line of cleaned text as a surface; remembered, so never draw on it."""
        key = (style, text, colour)
        surface = self._drawn.get(key)
        if surface is None:
            surface = self._drawn.keep(key, _drawn(self.font(style), text, colour))
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


def _drawn(font: pygame.font.Font, text: str, colour: Colour) -> pygame.Surface:
    """A line of text; empty where nothing of it can be seen, such as a lone soft hyphen."""
    if font.size(text)[0] == 0:
        return pygame.Surface((0, font.get_height()), pygame.SRCALPHA)
    return font.render(text, True, colour)
