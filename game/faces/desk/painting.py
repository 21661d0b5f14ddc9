"""Drawing a damaged part of the window: screen, dialogs over it, and the ring around the focus."""

from collections.abc import Sequence

import pygame

from game.faces.desk.layers import Layer
from game.faces.desk.skin import Skin
from game.faces.desk.widgets.base import Widget

DIMMED = (96, 96, 96)
"""What is behind a dialog is multiplied by this, of 255."""


def paint(surface: pygame.Surface, part: pygame.Rect, skin: Skin, layers: Sequence[Layer]) -> None:
    """Draw what of the layers lies in that part of the window, the lowest that shows first."""
    lowest = max((at for at, layer in enumerate(layers) if layer.root.covers(part)), default=-1)
    surface.set_clip(part)
    if lowest < 0:
        surface.fill(skin.colour("background"), part)
    for at, layer in enumerate(layers[max(0, lowest) :], max(0, lowest)):
        if layer.modal and at != lowest:
            surface.set_clip(part)
            surface.fill(DIMMED, part, pygame.BLEND_RGB_MULT)
        layer.root.draw_tree(surface, part)


def draw_ring(surface: pygame.Surface, part: pygame.Rect, focused: Widget) -> None:
    """Draw the ring that shows where keys go."""
    skin = focused.skin
    surface.set_clip(part.clip(focused.shown_rect()))
    width, radius = skin.space("focus_ring"), skin.space("radius")
    pygame.draw.rect(surface, skin.colour("focus"), focused.rect, width, border_radius=radius)
