"""A list of rows of different heights, of which only those in view are drawn."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import is_

import pygame

from game.faces.desk.theme import Surface
from game.faces.desk.widgets.labels import chip_size, draw_chip
from game.faces.desk.widgets.rows import ListRow, RowState
from game.faces.desk.widgets.scroll import Scrolling


class ListView(Scrolling):
    """Rows to read or to choose from; keeps to the bottom as rows come, while it is there.

    With `on_select` rows can be chosen by arrows or mouse; with `on_activate` Enter or a second
    press (with `activate_on_press`, the first) does something with the row. `empty` is said
    while there are no rows.
    """

    def __init__(
        self,
        rows: Sequence[ListRow] = (),
        *,
        on_select: Callable[[str], object] | None = None,
        on_activate: Callable[[str], object] | None = None,
        activate_on_press: bool = False,
        stick_to_bottom: bool = False,
        gap: int = 2,
        empty: str = "",
        fill: Surface = "panel",
        tooltip: str = "",
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, name=name)
        self.rows: list[ListRow] = list(rows)
        self.on_select, self.on_activate = on_select, on_activate
        self.activate_on_press = activate_on_press
        self.stick_to_bottom = stick_to_bottom
        self.gap, self.empty = gap, empty
        self.fill: Surface = fill
        self.selected: int | None = None
        self.unseen = 0
        self._following = True
        self._wanted: int | None = None
        self._pointed: int | None = None
        self._tops: list[int] = [0]
        self._measured: tuple[int, int, float] = (-1, 0, 0.0)

    # -- rows -------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows; the selection stays on the row with the same key."""
        if len(rows) == len(self.rows) and all(map(is_, rows, self.rows)):
            return
        key = self.selected_key
        before = self._measured_px()
        if not self._following:
            self.unseen += max(0, len(rows) - len(self.rows))
        self.rows = list(rows)
        self.selected = next((i for i, row in enumerate(rows) if key and row.key == key), None)
        self._measured = (-1, 0, 0.0)
        self._settle()
        if before is None or before != self._measured_px():
            self.mark_layout()  # where the rows are as high as before, nobody has to move

    def _measured_px(self) -> int | None:
        """How high the rows are together; None where that is not known for this size."""
        placed = self.host is not None and self.rect.h > 0
        return self._tops[-1] if placed and self._measured == self._measure_key() else None

    def append(self, row: ListRow) -> None:
        """Add a row at the end."""
        self.rows.append(row)
        if self._measured == self._measure_key():
            self._tops.append(self._tops[-1] + self._row_px(row))
            if not self.bar_needed and self._tops[-1] > self.rect.h:
                self._measured = (-1, 0, 0.0)
        if not self._following:
            self.unseen += 1
        self._settle()

    def _settle(self) -> None:
        if self.host is not None and self.rect.h > 0:
            self.arrange()
        self.mark_dirty()

    @property
    def selected_key(self) -> str:
        """The key of the chosen row; empty for none."""
        return "" if self.selected is None else self.rows[self.selected].key

    def select(self, key: str) -> None:
        """Choose the row with that key, without calling `on_select`."""
        at = next((i for i, row in enumerate(self.rows) if row.key == key), None)
        if at != self.selected:
            self.selected = at
            self.mark_dirty()

    def begin_at(self, index: int) -> None:
        """Have that row at the top, as far as the rows after it fill the view."""
        self._wanted = index
        self.unseen = max(0, len(self.rows) - index - 1)
        self.mark_layout()

    def transcript(self) -> str:
        """All rows as plain text."""
        return "\n".join(row.text() for row in self.rows)

    # -- heights ----------------------------------------------------------------------------

    def _measure_key(self) -> tuple[int, int, float]:
        return (self.rect.w, self.rect.h, self.skin.scale)

    def _row_px(self, row: ListRow) -> int:
        return row.height(self.skin, self.view_rect().w) + self.skin.px(self.gap)

    def _measure(self) -> None:
        if self._measured == self._measure_key():
            return
        self._measured = self._measure_key()
        # Each row is a line high at least, so most long lists are measured but once.
        self.bar_needed = len(self.rows) * self.skin.line_px("small") > self.rect.h
        self._add_up()
        if not self.bar_needed and self._tops[-1] > self.rect.h + self.skin.px(self.gap):
            self.bar_needed = True
            self._add_up()

    def _add_up(self) -> None:
        self._tops = list(accumulate((self._row_px(row) for row in self.rows), initial=0))

    def content_height(self) -> int:
        """The rows and the gaps between them."""
        self._measure()
        return max(0, self._tops[-1] - self.skin.px(self.gap))

    def natural_height(self, width_px: int) -> int:
        """All rows at once."""
        gap = self.skin.px(self.gap)
        return max(0, sum(row.height(self.skin, width_px) + gap for row in self.rows) - gap)

    def natural_width(self) -> int:
        """A readable column."""
        return self.skin.px(240)

    def arrange(self) -> None:
        """Keep the end in view if it was, else keep within bounds."""
        end = self.furthest()
        if self._wanted is not None:
            self.offset, self._wanted = min(self._tops[self._wanted], end), None
            self._following = self.offset >= end
            self.unseen = 0 if self._following else self.unseen
        follow = self.stick_to_bottom and self._following
        self.offset = end if follow else min(self.offset, end)
        if self.offset >= end:  # also where the view grew, or the text shrank, until all is seen
            self._following, self.unseen = True, 0

    def scrolled(self) -> None:
        """Follow new rows again once the end is in view."""
        self._following = self.at_bottom
        if self._following:
            self.unseen = 0

    # -- events -----------------------------------------------------------------------------

    def row_at(self, pos: tuple[int, int]) -> int | None:
        """The index of the row at a point of the window."""
        y = pos[1] - self.rect.y + self.offset
        if not self.view_rect().collidepoint(pos) or not 0 <= y < self.content_height():
            return None
        return bisect_right(self._tops, y) - 1

    def handle(self, event: pygame.Event) -> bool:
        """Answer choosing, then scrolling."""
        match event.type:
            case pygame.MOUSEBUTTONDOWN if event.button == 1 and self._unseen_rect().collidepoint(
                event.pos
            ):
                return self.scroll_to(self.furthest())
            case pygame.MOUSEBUTTONDOWN if event.button == 1 and self._chooses:
                return self._press(event.pos) or super().handle(event)
            case pygame.MOUSEMOTION if self._chooses and self._grip is None:
                self._point(self._key_row_at(event.pos))
                return False
            case pygame.KEYDOWN if self._chooses and self._choose_key(event.key):
                return True
            case _:
                return super().handle(event)

    @property
    def _chooses(self) -> bool:
        return self.on_select is not None or self.on_activate is not None

    def _key_row_at(self, pos: tuple[int, int]) -> int | None:
        """The row there that can be chosen; headings have no key."""
        at = self.row_at(pos)
        return at if at is not None and self.rows[at].key else None

    def _press(self, pos: tuple[int, int]) -> bool:
        at = self._key_row_at(pos)
        if at is None:
            return False
        again = self.activate_on_press or at == self.selected
        self._choose(at)
        if again and self.on_activate:
            self.on_activate(self.rows[at].key)
        return True

    def pointer_left(self) -> None:
        """Point at no row."""
        self._point(None)

    def _point(self, at: int | None) -> None:
        if at != self._pointed:
            self._pointed = at
            self.mark_dirty()

    def _choose_key(self, key: int) -> bool:
        stops = [index for index, row in enumerate(self.rows) if row.key]
        if not stops:
            return False
        now = -1 if self.selected is None else self.selected
        match key:
            case pygame.K_DOWN:
                self._choose(next((index for index in stops if index > now), stops[-1]))
            case pygame.K_UP:
                self._choose(next((index for index in reversed(stops) if index < now), stops[0]))
            case pygame.K_RETURN | pygame.K_KP_ENTER if self.on_activate and now >= 0:
                self.on_activate(self.rows[now].key)
            case _:
                return False
        return True

    def _choose(self, at: int) -> None:
        changed = at != self.selected
        self.selected = at
        self._measure()
        height = self._tops[at + 1] - self._tops[at] - self.skin.px(self.gap)
        self.bring_into_view(self._tops[at], height)
        self.mark_dirty()
        if changed and self.on_select:
            self.on_select(self.rows[at].key)

    # -- drawing ----------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the rows in view."""
        surface.fill(self.skin.colour(self.fill), self.rect)
        if not self.rows:
            self._draw_empty(surface)
            return
        self._measure()
        gap, view = self.skin.px(self.gap), self.view_rect()
        first = max(0, bisect_right(self._tops, self.offset) - 1)
        for index in range(first, len(self.rows)):
            top = self.rect.y + self._tops[index] - self.offset
            if top >= self.rect.bottom:
                break
            height = self._tops[index + 1] - self._tops[index] - gap
            rect = pygame.Rect(view.x, top, view.w, height)
            self.rows[index].draw(surface, self.skin, rect, self._state(index))

    def _state(self, index: int) -> RowState:
        return RowState(
            selected=index == self.selected,
            hovered=self.hovered and index == self._pointed,
            focused=self.focused,
        )

    def _draw_empty(self, surface: pygame.Surface) -> None:
        skin, pad = self.skin, self.skin.space("pad")
        top = self.rect.y + pad
        for line in skin.fonts.wrap("body", self.empty, self.rect.w - 2 * pad):
            skin.draw_text(surface, line, (self.rect.x + pad, top), "body", "muted")
            top += skin.line_px("body")

    def _unseen_text(self) -> str:
        return f"{self.unseen} new ↓"

    def _unseen_rect(self) -> pygame.Rect:
        if not self.unseen or not self.stick_to_bottom or self.at_bottom:
            return pygame.Rect(0, 0, 0, 0)
        width, height = chip_size(self.skin, self._unseen_text(), "small_strong")
        bottom = self.rect.bottom - self.skin.space("gap")
        return pygame.Rect(self.rect.centerx - width // 2, bottom - height, width, height)

    def draw_over(self, surface: pygame.Surface) -> None:
        """Draw the scrollbar, and how many rows have come below the view."""
        super().draw_over(surface)
        box = self._unseen_rect()
        if box.w:
            draw_chip(
                surface, self.skin, box, self._unseen_text(), tone="info", filled=True,
                style="small_strong", radius=10,
            )  # fmt: skip
