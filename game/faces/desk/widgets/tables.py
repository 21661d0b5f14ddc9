"""A simple table: a header, and rows in columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from game.faces.desk.layout import Slot, Want, share
from game.faces.desk.skin import Skin
from game.faces.desk.theme import TextStyle, Tone
from game.faces.desk.widgets.base import Widget, flex
from game.faces.desk.widgets.boxes import Column
from game.faces.desk.widgets.lists import ListView
from game.faces.desk.widgets.rows import RowState

LEAST_REST = 0.3
"""Of a row, for all columns that share the rest of it."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: fixed at `px` logical pixels, or a `flex` share of the rest."""

    title: str
    px: int = 0
    flex: float = 0.0
    align: Literal["left", "right"] = "left"
    style: TextStyle = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and tone."""

    text: str
    tone: Tone = "text"


def column_slots(columns: Sequence[TableColumn], skin: Skin, width_px: int) -> list[Slot]:
    """Where each column lies in a row of that width.

    Fixed columns give way, all alike, before those that take the rest have too little.
    """
    room_px, gap_px = width_px - 2 * skin.px(8), skin.px(10)
    fixed_px = sum(skin.px(column.px) for column in columns)
    spare_px = room_px - gap_px * (len(columns) - 1)
    if any(column.flex for column in columns):
        spare_px -= int(LEAST_REST * max(room_px, 0))
    part = min(1.0, max(spare_px, 0) / fixed_px) if fixed_px else 1.0
    wants = [Want(px=int(part * skin.px(column.px)), flex=column.flex) for column in columns]
    return share(room_px, wants, gap_px)


class TableRow:
    """One row: a cell for each column; long cells wrap."""

    def __init__(
        self, cells: Sequence[Cell | str], columns: Sequence[TableColumn], key: str = ""
    ) -> None:
        self.cells = tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells)
        self.columns, self.key = tuple(columns), key

    def text(self) -> str:
        """The cells, separated by tabs."""
        return "\t".join(cell.text for cell in self.cells)

    def _lines(self, skin: Skin, width_px: int) -> list[list[str]]:
        slots = column_slots(self.columns, skin, width_px)
        return [
            skin.fonts.wrap(column.style, cell.text, slot.length)
            for cell, column, slot in zip(self.cells, self.columns, slots, strict=True)
        ]

    def height(self, skin: Skin, width_px: int) -> int:
        """The highest cell and padding."""
        lines = zip(self._lines(skin, width_px), self.columns, strict=True)
        return max(len(each) * skin.line_px(c.style) for each, c in lines) + 2 * skin.px(4)

    def draw(self, surface: pygame.Surface, skin: Skin, rect: pygame.Rect, state: RowState) -> None:
        """Draw the cells and the line below them."""
        if state.selected:
            skin.box(surface, rect, skin.colour("selection"), skin.colour("info"))
        elif state.hovered:
            skin.box(surface, rect, skin.colour("hover"))
        surface.fill(skin.colour("border"), (rect.x, rect.bottom - 1, rect.w, 1))
        slots = column_slots(self.columns, skin, rect.w)
        lines = self._lines(skin, rect.w)
        for cell, column, slot, texts in zip(self.cells, self.columns, slots, lines, strict=True):
            top = rect.y + skin.px(4)
            for text in texts:
                left = rect.x + skin.px(8) + slot.start
                if column.align == "right":
                    left += slot.length - skin.width(column.style, text)
                skin.draw_text(surface, text, (left, top), column.style, cell.tone)
                top += skin.line_px(column.style)


class TableHeader(Widget):
    """The titles above a table's columns."""

    def __init__(self, columns: Sequence[TableColumn], rows: ListView) -> None:
        super().__init__()
        self.columns, self.rows = tuple(columns), rows

    def natural_height(self, width_px: int) -> int:
        """One line and padding."""
        del width_px
        return self.skin.line_px("small_strong") + 2 * self.skin.px(4)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the titles, aligned as their columns are."""
        skin = self.skin
        width = self.rows.view_rect().w
        for column, slot in zip(self.columns, column_slots(self.columns, skin, width), strict=True):
            text = skin.fonts.ellipsize("small_strong", column.title, slot.length)
            left = self.rect.x + skin.px(8) + slot.start
            if column.align == "right":
                left += slot.length - skin.width("small_strong", text)
            skin.draw_text(surface, text, (left, self.rect.y + skin.px(4)), "small_strong", "muted")
        line = pygame.Rect(self.rect.x, self.rect.bottom - skin.px(1), self.rect.w, skin.px(1))
        surface.fill(skin.colour("border_strong"), line)


class Table(Column):
    """A header over rows that scroll; rows are chosen as in a ListView."""

    def __init__(
        self,
        columns: Sequence[TableColumn],
        *,
        on_select: Callable[[str], object] | None = None,
        on_activate: Callable[[str], object] | None = None,
        empty: str = "",
        name: str = "",
    ) -> None:
        self.columns = tuple(columns)
        self.list = ListView(on_select=on_select, on_activate=on_activate, gap=0, empty=empty)
        super().__init__([TableHeader(columns, self.list), flex(self.list)], gap=0, name=name)

    def set_rows(self, rows: Sequence[tuple[str, Sequence[Cell | str]]]) -> None:
        """Show other rows: pairs of key and cells."""
        self.list.set_rows([TableRow(cells, self.columns, key) for key, cells in rows])

    def natural_height(self, width_px: int) -> int:
        """The header and all rows."""
        return sum(child.natural_height(width_px) for child in self.children)
