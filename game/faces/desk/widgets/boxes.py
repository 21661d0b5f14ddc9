"""Rows, columns, grids, panels and cards: the widgets that place others."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import pygame

from game.faces.desk.layout import Slot, Want, columns_that_fit, share
from game.faces.desk.theme import ColourName, SpaceName, Surface, Tone
from game.faces.desk.widgets.base import Size, Widget

Align = Literal["stretch", "start", "centre", "end"]
Distance = SpaceName | int
"""A named distance of the theme, or logical pixels."""


class Box(Widget):
    """What rows and columns share: a gap between children, padding around them, alignment."""

    def __init__(
        self,
        children: Sequence[Widget] = (),
        *,
        gap: Distance = "gap",
        pad: Distance = 0,
        align: Align = "stretch",
        fill: Surface | None = None,
        name: str = "",
    ) -> None:
        super().__init__(name=name)
        self.gap, self.pad = gap, pad
        self.align: Align = align
        self.fill: Surface | None = fill
        for child in children:
            self.add(child)

    def distance_px(self, distance: Distance) -> int:
        """A distance in screen pixels."""
        if isinstance(distance, int):
            return self.skin.px(distance)
        return self.skin.space(distance)

    def inner_rect(self) -> pygame.Rect:
        """The rectangle inside the padding."""
        pad = self.distance_px(self.pad)
        rect = self.rect.inflate(-2 * pad, -2 * pad)
        if rect.w < 0 or rect.h < 0:
            return pygame.Rect(self.rect.center, (0, 0))
        return rect

    def shown(self) -> list[Widget]:
        """The children that take room."""
        return [child for child in self.children if child.visible]

    def crowd_out(self, fitting: Sequence[Widget]) -> None:
        """Leave out the children for which there is no room."""
        for child in self.children:
            crowded_out = child.visible and not any(child is other for other in fitting)
            if crowded_out != child.crowded_out:
                child.crowded_out = crowded_out
                self.mark_dirty()

    def gaps_px(self, count: int) -> int:
        """All gaps between that many children together."""
        return self.distance_px(self.gap) * max(0, count - 1)

    def draw(self, surface: pygame.Surface) -> None:
        """Fill the background, if it has one."""
        if self.fill is not None:
            surface.fill(self.skin.colour(self.fill), self.rect)

    def covers(self, part: pygame.Rect) -> bool:
        """Whether the background lies under all of it."""
        return self.fill is not None or super().covers(part)

    def want(self, size: Size, content: Callable[[], int]) -> Want:
        """A child's size in screen pixels; its content is measured only if that matters."""
        px = self.skin.px
        least = px(size.least)
        if size.px is not None:
            return Want(px(size.px), least_px=least, shrink=size.shrink)
        if size.flex > 0:
            return Want(flex=size.flex, least_px=least)
        content_px = content()
        most = content_px if size.most is None else min(content_px, px(size.most))
        return Want(max(most, least), least_px=least, shrink=size.shrink)


def _across(align: Align, start: int, room_px: int, wanted_px: int) -> tuple[int, int]:
    """Start and length of a child across the axis."""
    length = room_px if align == "stretch" else min(room_px, wanted_px)
    match align:
        case "stretch" | "start":
            return start, length
        case "centre":
            return start + (room_px - length) // 2, length
        case "end":
            return start + room_px - length, length


class Row(Box):
    """Children side by side, each as high as the row unless aligned otherwise."""

    def natural_width(self) -> int:
        """The children's widths, gaps and padding."""
        wants = [self.want(child.size, child.natural_width) for child in self.shown()]
        inside = sum(want.base_px for want in wants) + self.gaps_px(len(wants))
        return inside + 2 * self.distance_px(self.pad)

    def natural_height(self, width_px: int) -> int:
        """The highest child's height and the padding."""
        pad = 2 * self.distance_px(self.pad)
        shown = self._fitting(width_px - pad)
        slots = self._slots(shown, width_px - pad)
        heights = (c.natural_height(s.length) for c, s in zip(shown, slots, strict=True))
        return max(heights, default=0) + pad

    def _fitting(self, width_px: int) -> list[Widget]:
        """The children shown, without the optional ones there is no room for."""
        shown = self.shown()
        leaving = sorted((c for c in shown if c.size.optional), key=lambda c: c.size.optional)
        while leaving and self._least_width(shown) > width_px:
            shown.remove(leaving.pop())
        return shown

    def _least_width(self, shown: Sequence[Widget]) -> int:
        wants = [self.want(child.size, child.natural_width) for child in shown]
        return sum(w.least_px if w.shrink else w.base_px for w in wants) + self.gaps_px(len(wants))

    def _slots(self, shown: Sequence[Widget], width_px: int) -> list[Slot]:
        wants = [self.want(child.size, child.natural_width) for child in shown]
        return share(width_px, wants, self.distance_px(self.gap))

    def arrange(self) -> None:
        """Place the children from left to right."""
        inner = self.inner_rect()
        shown = self._fitting(inner.w)
        self.crowd_out(shown)
        for child, slot in zip(shown, self._slots(shown, inner.w), strict=True):
            height = inner.h if self.align == "stretch" else child.natural_height(slot.length)
            top, height = _across(self.align, inner.y, inner.h, height)
            child.place(pygame.Rect(inner.x + slot.start, top, slot.length, height))


class Column(Box):
    """Children below one another, each as wide as the column unless aligned otherwise."""

    def natural_width(self) -> int:
        """The widest child's width and the padding."""
        widths = (child.natural_width() for child in self.shown())
        return max(widths, default=0) + 2 * self.distance_px(self.pad)

    def natural_height(self, width_px: int) -> int:
        """The children's heights, gaps and padding."""
        pad = 2 * self.distance_px(self.pad)
        wants = self._wants(self.shown(), width_px - pad)
        return sum(want.base_px for want in wants) + self.gaps_px(len(wants)) + pad

    def _wants(self, shown: Sequence[Widget], width_px: int) -> list[Want]:
        return [self.want(child.size, partial(self._height, child, width_px)) for child in shown]

    def _height(self, child: Widget, width_px: int) -> int:
        return child.natural_height(self._width(child, width_px))

    def _width(self, child: Widget, room_px: int) -> int:
        return room_px if self.align == "stretch" else min(room_px, child.natural_width())

    def _fitting(self, inner: pygame.Rect) -> list[Widget]:
        """The children shown, without the optional ones there is no room for."""
        shown = self.shown()
        leaving = sorted((c for c in shown if c.size.optional), key=lambda c: c.size.optional)
        while leaving and self._least_height(shown, inner.w) > inner.h:
            shown.remove(leaving.pop())
        return shown

    def _least_height(self, shown: Sequence[Widget], width_px: int) -> int:
        wants = self._wants(shown, width_px)
        return sum(w.least_px if w.shrink else w.base_px for w in wants) + self.gaps_px(len(wants))

    def arrange(self) -> None:
        """Place the children from top to bottom."""
        inner = self.inner_rect()
        shown = self._fitting(inner)
        self.crowd_out(shown)
        slots = share(inner.h, self._wants(shown, inner.w), self.distance_px(self.gap))
        for child, slot in zip(shown, slots, strict=True):
            left, width = _across(self.align, inner.x, inner.w, self._width(child, inner.w))
            child.place(pygame.Rect(left, inner.y + slot.start, width, slot.length))


class Grid(Box):
    """Equal cells in as many columns as fit, up to `columns`, filling width and height.

    With `least_row`, the last children leave where rows would be lower than that.
    """

    def __init__(
        self,
        children: Sequence[Widget] = (),
        *,
        columns: int,
        least_column: float = 0,
        row_height: float | None = None,
        least_row: float = 0,
        gap: Distance = "gap",
        pad: Distance = 0,
        name: str = "",
    ) -> None:
        self.columns, self.least_column = columns, least_column
        self.row_height, self.least_row = row_height, least_row
        super().__init__(children, gap=gap, pad=pad, name=name)

    def _columns(self, width_px: int) -> int:
        least = self.skin.px(self.least_column)
        return columns_that_fit(width_px, least, self.distance_px(self.gap), self.columns)

    def _room(self, height_px: int) -> int:
        """How many rows there is room for."""
        least = self.skin.px(self.least_row)
        return columns_that_fit(height_px, least, self.distance_px(self.gap), len(self.children))

    def natural_width(self) -> int:
        """All columns as wide as the widest child."""
        widest = max((child.natural_width() for child in self.shown()), default=0)
        inside = widest * self.columns + self.gaps_px(self.columns)
        return inside + 2 * self.distance_px(self.pad)

    def natural_height(self, width_px: int) -> int:
        """All rows as high as `row_height`, or as the highest child."""
        pad, shown = 2 * self.distance_px(self.pad), self.shown()
        columns = self._columns(width_px - pad)
        rows = -(-len(shown) // columns)
        cell = (width_px - pad - self.gaps_px(columns)) // columns
        height = max((child.natural_height(cell) for child in shown), default=0)
        if self.row_height is not None:
            height = self.skin.px(self.row_height)
        return rows * height + self.gaps_px(rows) + pad

    def arrange(self) -> None:
        """Place the children row by row."""
        inner = self.inner_rect()
        columns = self._columns(inner.w)
        shown = self.shown()[: self._room(inner.h) * columns]
        self.crowd_out(shown)
        rows = -(-len(shown) // columns)
        gap = self.distance_px(self.gap)
        across = share(inner.w, [Want(flex=1)] * columns, gap)
        down = share(inner.h, [Want(flex=1)] * rows, gap)
        for index, child in enumerate(shown):
            x, y = across[index % columns], down[index // columns]
            child.place(pygame.Rect(inner.x + x.start, inner.y + y.start, x.length, y.length))


class Panel(Column):
    """A column on a bordered surface; a tone tints it and colours its border."""

    def __init__(
        self,
        children: Sequence[Widget] = (),
        *,
        tone: Tone | None = None,
        surface: Surface = "panel",
        gap: Distance = "gap",
        pad: Distance = "pad",
        align: Align = "stretch",
        edge: Literal["all", "left", "none"] = "all",
        name: str = "",
    ) -> None:
        self.tone: Tone | None = tone
        self.surface_name: Surface = surface
        self.edge = edge
        super().__init__(children, gap=gap, pad=pad, align=align, name=name)

    def set_tone(self, tone: Tone | None) -> None:
        """Tint the panel, or no longer."""
        if tone != self.tone:
            self.tone = tone
            self.mark_dirty()

    def covers(self, part: pygame.Rect) -> bool:
        """Whether it lies inside, where no rounded corner shows what is below."""
        edge = 2 * self.skin.space("radius")
        return self.rect.inflate(-edge, -edge).contains(part) or super().covers(part)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw background and border."""
        skin = self.skin
        ground = skin.colour(self.surface_name)
        if self.tone is not None:
            ground = skin.theme.wash(self.tone, self.surface_name)
        border: ColourName = self.tone or "border"
        skin.box(surface, self.rect, ground, skin.colour(border) if self.edge == "all" else None)
        if self.edge == "left":
            bar = pygame.Rect(self.rect.x, self.rect.y, skin.px(3), self.rect.h)
            skin.box(surface, bar, skin.colour(border), radius=2)


class Spacer(Widget):
    """Nothing; give it `flex` to push its neighbours apart."""


class Rule(Widget):
    """A thin line across."""

    def natural_height(self, width_px: int) -> int:
        """One logical pixel."""
        del width_px
        return self.skin.px(1)

    def natural_width(self) -> int:
        """One logical pixel."""
        return self.skin.px(1)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the line."""
        surface.fill(self.skin.colour("border"), self.rect)
