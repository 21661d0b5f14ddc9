"""Runs of text in several styles, wrapped together and drawn on one baseline."""

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.faces.desk.skin import Skin
from game.faces.desk.text import clean, fitting
from game.faces.desk.theme import TextStyle, Tone


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `chip` draws it as a filled chip that never breaks."""

    text: str
    tone: Tone = "text"
    style: TextStyle = "body"
    chip: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn part of a run: its place from the layout's left, and its width, in pixels."""

    run: Run
    text: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces, top and height in pixels."""

    pieces: tuple[Piece, ...]
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class RichLayout:
    """Wrapped runs, ready to draw."""

    lines: tuple[Line, ...]
    width: int
    height: int

    def draw(self, surface: pygame.Surface, skin: Skin, at: tuple[int, int]) -> None:
        """Draw all lines with the top left corner at a point."""
        for line in self.lines:
            _draw_line(surface, skin, line, (at[0], at[1] + line.top))


def plain(runs: Sequence[Run]) -> str:
    """The text of the runs without their styles."""
    return "".join(run.text for run in runs)


def chip_pad_px(skin: Skin) -> int:
    """Room at each side of a chip's text."""
    return skin.px(6)


class _Flow:
    """Places pieces from left to right and begins a new line where one is full."""

    def __init__(self, skin: Skin, width_px: int, hang_px: int) -> None:
        self.skin, self.width, self.hang = skin, max(1, width_px), hang_px
        self.lines: list[list[Piece]] = [[]]
        self.x = 0

    def start_line(self) -> None:
        self.lines.append([])
        self.x = self.hang

    def at_start(self) -> bool:
        return not self.lines[-1]

    def put(self, run: Run, text: str, width: int) -> None:
        if text:
            self.lines[-1].append(Piece(run, text, self.x, width))
            self.x += width

    def chip(self, run: Run) -> None:
        pad, fonts = chip_pad_px(self.skin), self.skin.fonts
        text = fonts.ellipsize(run.style, run.text, self.width - self.hang - 2 * pad)
        width = fonts.width(run.style, text) + 2 * pad
        if self.x + width > self.width and not self.at_start():
            self.start_line()
        self.put(run, text, width)

    def words(self, run: Run, text: str) -> None:
        measure = self.skin.fonts.measure(run.style)
        start = 0
        while start < len(text):
            if self.at_start() and len(self.lines) > 1:
                start += len(text[start:]) - len(text[start:].lstrip(" "))
            end = fitting(text, start, len(text), measure, self.width - self.x)
            if end < len(text):
                end = self._break(text, start, end)
            if end > start:
                part = text[start:end] if end == len(text) else text[start:end].rstrip(" ")
                self.put(run, part, measure(part))
            if end < len(text):
                self.start_line()
            start = end

    def _break(self, text: str, start: int, fits: int) -> int:
        space = text.rfind(" ", start, fits + 1)
        if space >= start:
            return space + 1
        if not self.at_start():
            return start
        return max(fits, start + 1)


def layout_runs(runs: Sequence[Run], skin: Skin, width_px: int, *, hang_px: int = 0) -> RichLayout:
    """Wrap runs to a width; lines after the first begin `hang_px` further right.

    Layouts are remembered: lists are made anew every second, and say mostly the same.
    """
    key = (tuple(runs), width_px, hang_px)
    layout = skin.layouts.get(key)
    if layout is None:
        layout = skin.layouts.keep(key, _wrapped(runs, skin, width_px, hang_px))
    return layout


def _wrapped(runs: Sequence[Run], skin: Skin, width_px: int, hang_px: int) -> RichLayout:
    flow = _Flow(skin, width_px, hang_px)
    for run in runs:
        if run.chip:
            flow.chip(run)
            continue
        for index, paragraph in enumerate(clean(run.text).split("\n")):
            if index:
                flow.start_line()
            flow.words(run, paragraph)
    return _stack(flow.lines, runs, skin)


def _stack(lines: list[list[Piece]], runs: Sequence[Run], skin: Skin) -> RichLayout:
    default = skin.line_px(runs[0].style if runs else "body")
    stacked: list[Line] = []
    top = width = 0
    for pieces in lines:
        height = max((_height(piece, skin) for piece in pieces), default=default)
        stacked.append(Line(tuple(pieces), top, height))
        top += height
        width = max([width, *(piece.x + piece.width for piece in pieces)])
    return RichLayout(tuple(stacked), width, top)


def _height(piece: Piece, skin: Skin) -> int:
    return skin.line_px(piece.run.style) + (skin.px(4) if piece.run.chip else 0)


def _draw_line(surface: pygame.Surface, skin: Skin, line: Line, at: tuple[int, int]) -> None:
    fonts = skin.fonts
    if not line.pieces:
        return
    styles: list[TextStyle] = [piece.run.style for piece in line.pieces]
    tallest = max(styles, key=fonts.size_px)
    slack = line.height - fonts.font(tallest).get_height()
    baseline = at[1] + slack // 2 + fonts.font(tallest).get_ascent()
    for piece in line.pieces:
        style, left = piece.run.style, at[0] + piece.x
        if piece.run.chip:
            box = pygame.Rect(left, at[1] + skin.px(1), piece.width, line.height - skin.px(2))
            skin.box(surface, box, skin.colour(piece.run.tone), radius=9)
            left += chip_pad_px(skin)
        colour = skin.colour("inverse" if piece.run.chip else piece.run.tone)
        image = fonts.render(style, piece.text, colour)
        surface.blit(image, (left, baseline - fonts.font(style).get_ascent()))
