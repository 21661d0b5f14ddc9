"""How the lines of a chart differ without colour: the first is whole, the others are dashed."""

from itertools import accumulate

import numpy as np
import pygame
from numpy.typing import NDArray

from game.faces.desk.charts.decimate import Floats
from game.faces.desk.theme import Colour

Columns = NDArray[np.int64]
Stroke = tuple[int, ...]
"""Logical pixels drawn and left out in turn; empty for a whole line."""

STROKES: tuple[Stroke, ...] = ((), (7, 4), (2, 3), (12, 3, 2, 3), (4, 9))


def stroke(index: int) -> Stroke:
    """The stroke of the n-th line of a chart; only the first is whole."""
    return STROKES[0] if index == 0 else STROKES[1 + (index - 1) % (len(STROKES) - 1)]


def dashes(
    columns: Columns, values: Floats, pattern_px: tuple[int, ...]
) -> list[tuple[Columns, Floats]]:
    """The parts of a line that a pattern draws; dashes stay where they are as the line changes."""
    if not pattern_px or len(columns) == 0:
        return [(columns, values)]
    columns, values = _dense(columns, values)
    edges = list(accumulate(pattern_px))
    drawn = np.searchsorted(edges, columns % edges[-1], side="right") % 2 == 0
    turns = np.flatnonzero(np.diff(drawn)) + 1
    parts = (np.split(each, turns) for each in (columns, values, drawn))
    return [(part, heights) for part, heights, on in zip(*parts, strict=True) if on[0]]


def _dense(columns: Columns, values: Floats) -> tuple[Columns, Floats]:
    """At least one value for each pixel column, or dashes would begin at samples alone."""
    every = np.arange(columns[0], columns[-1] + 1)
    if len(columns) >= len(every):
        return columns, values
    return every, np.interp(every, columns, values)


def draw_points(
    surface: pygame.Surface, colour: Colour, points: list[tuple[float, float]], width_px: int
) -> None:
    """Draw a line through points; a lone one as a dot."""
    if len(points) == 1:
        surface.fill(colour, (int(points[0][0]), int(points[0][1]), 2, 2))
    elif width_px == 1:
        pygame.draw.aalines(surface, colour, False, points)
    else:
        pygame.draw.lines(surface, colour, False, points, width_px)


def draw_sample(
    surface: pygame.Surface, box: pygame.Rect, colour: Colour, pattern_px: tuple[int, ...]
) -> None:
    """Draw a piece of a line, to stand before its name."""
    for columns, _ in dashes(np.arange(box.w), np.zeros(box.w), pattern_px):
        surface.fill(colour, (box.x + int(columns[0]), box.centery - 1, len(columns), 2))


def dashed_line(width_px: int, dash_px: int, colour: Colour) -> pygame.Surface:
    """A dashed line to be drawn at once, instead of dash by dash in every frame."""
    line = pygame.Surface((width_px, 1), pygame.SRCALPHA)
    for x in range(0, width_px, 2 * dash_px):
        line.fill(colour, (x, 0, dash_px, 1))
    return line
