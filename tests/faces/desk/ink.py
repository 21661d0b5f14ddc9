"""Every line of text as it is drawn: where, in what colour on what ground, and what is cut off."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

import pygame
import pytest

from game.faces.desk.fonts import Fonts
from game.faces.desk.theme import Colour, TextStyle
from game.faces.desk.widgets import Widget
from tests.faces.desk.screens.gallery import picture
from tests.faces.desk.screens.seated import Seated


@dataclass(frozen=True, slots=True)
class Ink:
    """A line of text in a picture; `ink` bounds its glyphs, `seen` is what the clip leaves."""

    text: str
    style: TextStyle
    colour: Colour
    ground: Colour
    ink: pygame.Rect
    seen: pygame.Rect
    owner: Widget | None
    layer: Widget | None

    @property
    def lost_px(self) -> int:
        """How much of its width is cut off, in pixels."""
        return self.ink.w - self.seen.w

    def __str__(self) -> str:
        return f"{self.text!r} at {tuple(self.ink)} in {type(self.owner).__name__}"


def _ground(target: pygame.Surface, rect: pygame.Rect) -> Colour:
    """The colour that most of a rectangle has."""
    across = range(rect.x, rect.right, max(1, rect.w // 12))
    down = range(rect.y, rect.bottom, max(1, rect.h // 4))
    seen = Counter(tuple(target.get_at((x, y))[:3]) for x in across for y in down)
    red, green, blue = seen.most_common(1)[0][0]
    return red, green, blue


@contextmanager
def recording() -> Iterator[list[Ink]]:
    """All text that is drawn meanwhile, into what a window shows or will show."""
    found: list[Ink] = []
    owners: list[Widget] = []
    draw, draw_tree = Fonts.draw, Widget.draw_tree

    def told(widget: Widget, surface: pygame.Surface, clip: pygame.Rect) -> None:
        owners.append(widget)
        draw_tree(widget, surface, clip)
        owners.pop()

    def noted(self: Fonts, target: pygame.Surface, *how: object) -> int:
        style, text, colour, at = how
        if text.strip():  # type: ignore[attr-defined]
            image = self.render(style, text, colour)  # type: ignore[arg-type]
            shift = (self.line_px(style) - image.get_height()) // 2  # type: ignore[arg-type]
            ink = image.get_bounding_rect().move(at[0], at[1] + shift)  # type: ignore[index]
            seen = ink.clip(target.get_clip())
            if seen.w and seen.h:
                ground = _ground(target, seen)
                owner, layer = (owners[-1], owners[0]) if owners else (None, None)
                found.append(Ink(text, style, colour, ground, ink, seen, owner, layer))  # type: ignore[arg-type]
        return draw(self, target, *how)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fonts, "draw", noted)
        patch.setattr(Widget, "draw_tree", told)
        yield found


def written(seated: Seated) -> list[Ink]:
    """All text on the screen or dialog that is uppermost now."""
    with recording() as found:
        picture(seated)
    top = seated.top()
    return [ink for ink in found if ink.layer is top]


def overlaps(inks: list[Ink]) -> list[tuple[Ink, Ink]]:
    """Pairs of texts that lie over one another by more than a touch."""
    return [
        (one, other)
        for one, other in combinations(inks, 2)
        if (both := one.seen.clip(other.seen)).w > 1 and both.h > 1
    ]
