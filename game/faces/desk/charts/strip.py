"""The strip: the whole drill at a glance."""

from collections.abc import Callable, Sequence

import pygame

from game.faces.desk.charts.timeline import Band, Mark, clock, ticks
from game.faces.desk.widgets.base import Widget

_ARROWS = frozenset({pygame.K_LEFT, pygame.K_RIGHT})


class TimelineStrip(Widget):
    """Marks of what happened, bands such as the impact, and a cursor at now, over the drill.

    Left and Right walk through the marks while it has focus; `on_pick` gets a chosen mark, and
    `on_scrub` the second that the pointer is dragged to.
    """

    focusable = True
    hoverable = True

    def __init__(
        self,
        *,
        end_s: float,
        on_pick: Callable[[Mark], object] | None = None,
        on_scrub: Callable[[int], object] | None = None,
        name: str = "",
    ) -> None:
        super().__init__(name=name)
        self.end_s, self.on_pick, self.on_scrub = end_s, on_pick, on_scrub
        self.now_s = 0.0
        self.marks: tuple[Mark, ...] = ()
        self.bands: tuple[Band, ...] = ()
        self._pointed: Mark | None = None

    def set_now(self, now_s: float) -> None:
        """Move the cursor; redrawn only when it moves by a pixel."""
        moved = self.host is None or self._x(now_s) != self._x(self.now_s)
        self.now_s = now_s
        if moved:
            self.mark_dirty()

    def set_end(self, end_s: float) -> None:
        """Change how long the drill is, in incident seconds."""
        if end_s != self.end_s:
            self.end_s = end_s
            self.mark_dirty()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show what happened."""
        if tuple(marks) != self.marks:
            self.marks, self._pointed = tuple(marks), None
            self.mark_dirty()

    def set_bands(self, bands: Sequence[Band]) -> None:
        """Show stretches such as the impact."""
        if tuple(bands) != self.bands:
            self.bands = tuple(bands)
            self.mark_dirty()

    def describe(self) -> str:
        """The strip as lines of text."""
        lines = [f"{clock(mark.at_s)} {mark.sign} {mark.label}" for mark in self.marks]
        return "\n".join(lines) or "Nothing has happened yet."

    def tooltip_text(self) -> str:
        """The mark that is pointed at."""
        mark = self._pointed
        return f"{clock(mark.at_s)} {mark.label}" if mark else ""

    # -- geometry ---------------------------------------------------------------------------

    def natural_width(self) -> int:
        """As wide as it gets."""
        return self.skin.px(600)

    def natural_height(self, width_px: int) -> int:
        """Signs, axis and figures."""
        del width_px
        return self.skin.px(58)

    def _axis(self) -> pygame.Rect:
        skin = self.skin
        inside = self.rect.inflate(-2 * skin.px(16), 0)
        top = self.rect.bottom - skin.line_px("tiny") - skin.px(18)
        return pygame.Rect(inside.x, top, max(1, inside.w), skin.px(8))

    def _x(self, at_s: float) -> int:
        axis = self._axis()
        share = min(1.0, max(0.0, at_s / max(1.0, self.end_s)))
        return axis.x + round(share * (axis.w - 1))

    def _mark_at(self, pos: tuple[int, int]) -> Mark | None:
        reach = self.skin.px(8)
        near = [mark for mark in self.marks if abs(self._x(mark.at_s) - pos[0]) <= reach]
        return min(near, key=lambda mark: abs(self._x(mark.at_s) - pos[0]), default=None)

    # -- events -----------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> bool:
        """Point at marks and pick them."""
        match event.type:
            case pygame.MOUSEMOTION:
                self._point(self._mark_at(event.pos))
                return any(event.buttons[:1]) and self._scrub(event.pos)
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                return self._pick(self._mark_at(event.pos)) or self._scrub(event.pos)
            case pygame.KEYDOWN if self.on_scrub is None and event.key in {
                pygame.K_LEFT,
                pygame.K_RIGHT,
            }:
                self._step(1 if event.key == pygame.K_RIGHT else -1)
                return True
            case pygame.KEYDOWN if event.key == pygame.K_RETURN:
                return self._pick(self._pointed)
            case _:
                return False

    def pointer_left(self) -> None:
        """Point at no mark."""
        self._point(None)

    def _point(self, mark: Mark | None) -> None:
        if mark != self._pointed:
            self._pointed = mark
            self.mark_dirty()

    def _pick(self, mark: Mark | None) -> bool:
        if mark is None or self.on_pick is None:
            return False
        self.on_pick(mark)
        return True

    def _scrub(self, pos: tuple[int, int]) -> bool:
        if self.on_scrub is None:
            return False
        axis = self._axis()
        share = (pos[0] - axis.x) / max(1, axis.w - 1)
        self.on_scrub(round(min(1.0, max(0.0, share)) * self.end_s))
        return True

    def _step(self, by: int) -> None:
        marks = sorted(self.marks, key=lambda mark: mark.at_s)
        if not marks:
            return
        if self._pointed is None:
            self._point(marks[0 if by > 0 else -1])
        else:
            self._point(marks[(marks.index(self._pointed) + by) % len(marks)])

    # -- drawing ----------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Draw axis, bands, marks and cursor."""
        skin = self.skin
        skin.box(surface, self.rect, skin.colour("panel"), skin.colour("border"))
        axis = self._axis()
        line = pygame.Rect(axis.x, axis.centery - skin.px(1), axis.w, skin.px(2))
        surface.fill(skin.colour("track"), line)
        for band in self.bands:
            self._draw_band(surface, axis, band)
        self._draw_ticks(surface, axis)
        for mark, box in self._sign_boxes(axis):
            skin.draw_text(surface, mark.sign, box.topleft, "figure", mark.tone)
        x = self._x(self.now_s)
        cursor = pygame.Rect(
            x - skin.px(1), self.rect.y + skin.px(4), skin.px(2), axis.bottom - self.rect.y
        )
        surface.fill(skin.colour("text"), cursor)
        self._draw_pointed(surface, axis)

    def _draw_band(self, surface: pygame.Surface, axis: pygame.Rect, band: Band) -> None:
        skin, left = self.skin, self._x(band.start_s)
        rect = pygame.Rect(left, axis.y, max(skin.px(2), self._x(band.end_s) - left), axis.h)
        surface.fill(skin.colour("danger" if band.tone == "bad" else "track"), rect)
        surface.fill(skin.colour(band.tone), (rect.x, rect.bottom - skin.px(1), rect.w, skin.px(1)))

    def _draw_ticks(self, surface: pygame.Surface, axis: pygame.Rect) -> None:
        skin = self.skin
        most = max(2, axis.w // skin.px(90))
        for at_s in [at for at in ticks(0, self.end_s, most) if at % 60 == 0]:
            label = "T+0" if at_s == 0 else f"{at_s // 60} min"
            width, x = skin.width("tiny", label), self._x(at_s)
            left = min(max(axis.x, x - width // 2), axis.right - width)
            skin.draw_text(surface, label, (left, axis.bottom + skin.px(4)), "tiny", "muted")
            surface.fill(skin.colour("border_strong"), (x, axis.y, 1, axis.h))

    def _sign_boxes(self, axis: pygame.Rect) -> list[tuple[Mark, pygame.Rect]]:
        """Where each sign stands: above its time, and higher where it would touch a neighbour."""
        skin, line = self.skin, self.skin.line_px("figure")
        boxes: list[tuple[Mark, pygame.Rect]] = []
        for mark in self.marks:
            width = skin.width("figure", mark.sign)
            left = self._x(mark.at_s) - width // 2
            box = pygame.Rect(left, axis.y - line - skin.px(1), width, line)
            taken = [other for _, other in boxes[-4:]]
            if box.collidelist(taken) != -1 and box.y - line >= self.rect.y:
                box.y -= line
            boxes.append((mark, box))
        return boxes

    def _draw_pointed(self, surface: pygame.Surface, axis: pygame.Rect) -> None:
        if self._pointed is None:
            return
        skin, x = self.skin, self._x(self._pointed.at_s)
        box = pygame.Rect(
            x - skin.px(9), self.rect.y + skin.px(2), skin.px(18), axis.bottom - self.rect.y
        )
        skin.box(surface, box, None, skin.colour("focus"))
