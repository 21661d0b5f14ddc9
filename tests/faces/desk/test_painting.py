"""A part of the window drawn alone looks as it does when all of the window is drawn."""

from functools import cache

import pygame
from hypothesis import given, settings
from hypothesis import strategies as st

from game.faces.desk.skin import Skin
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Label, Panel, ScrollView, TextEditor
from tests.faces.desk.demo import show

SIZE = (1280, 720)
PARTS = st.builds(
    pygame.Rect, st.integers(0, 1240), st.integers(0, 680), st.integers(1, 700), st.integers(1, 400)
)
ROWS = "\n".join(f"line {n}" for n in range(60))


@cache
def at_the_desk(dialogs: int) -> tuple[Ui, pygame.Surface]:
    """A drill's widgets with so many dialogs over one another."""
    ui = Ui(Skin(), SIZE, now=lambda: 0.0)
    show(ui, 40)
    for text in ("What now?", "Really?")[:dialogs]:
        ui.open_dialog(Panel([Label(text), ScrollView(Label(ROWS)), TextEditor(text)]))
    surface = pygame.Surface(SIZE)
    ui.redraw(surface)
    return ui, surface


@given(st.integers(0, 2), PARTS)
@settings(max_examples=60)
def test_a_part_looks_as_in_the_whole(dialogs: int, part: pygame.Rect) -> None:
    ui, whole = at_the_desk(dialogs)
    alone = pygame.Surface(SIZE)
    alone.fill("magenta")
    ui.damage(part)
    for drawn in ui.redraw(alone):
        assert _bytes(alone, drawn) == _bytes(whole, drawn)


def _bytes(surface: pygame.Surface, part: pygame.Rect) -> bytes:
    return pygame.image.tobytes(surface.subsurface(part), "RGB")


def test_what_a_dialog_hides_is_not_drawn() -> None:
    ui, _ = at_the_desk(1)
    field = next(w for w in ui._layers[-1].root.walk() if isinstance(w, TextEditor))
    below, above = ui._layers
    assert above.root.covers(field.rect)
    assert not above.root.covers(ui.rect)
    assert not below.root.covers(ui.rect)
