"""Scrolling: what all scrolling widgets share, and a view of other widgets."""

import pygame

from game.faces.desk.layout import Slot
from game.faces.desk.theme import Surface
from game.faces.desk.widgets.base import Widget

WHEEL_STEP = 48
LEAST_THUMB = 24


def thumb(track: Slot, content_px: int, view_px: int, offset_px: int) -> Slot:
    """Where the scrollbar's thumb lies, for a content seen through a view at an offset."""
    if content_px <= view_px or content_px <= 0:
        return track
    length = max(min(LEAST_THUMB, track.length), track.length * view_px // content_px)
    room = track.length - length
    return Slot(track.start + room * offset_px // (content_px - view_px), length)


class Scrolling(Widget):
    """A widget that shows a part of a higher content; wheel, keys and scrollbar move it.

    Subclasses say how high the content is (`content_height`) and redraw at `offset`.
    """

    clips = True
    focusable = True
    hoverable = True

    def __init__(self, *, tooltip: str = "", name: str = "") -> None:
        super().__init__(tooltip=tooltip, name=name)
        self.offset = 0
        self.bar_needed = False
        self._grip: int | None = None

    def content_height(self) -> int:
        """The height of all there is, in pixels."""
        return 0

    def view_rect(self) -> pygame.Rect:
        """The part of the widget that shows the content, without the scrollbar."""
        rect = pygame.Rect(self.rect)
        rect.w = max(0, rect.w - (self.bar_px() if self.bar_needed else 0))
        return rect

    def bar_px(self) -> int:
        """Room for the scrollbar, where one is needed."""
        return self.skin.space("scrollbar") + self.skin.px(2)

    def furthest(self) -> int:
        """The largest offset there is."""
        return max(0, self.content_height() - self.rect.h)

    @property
    def at_bottom(self) -> bool:
        """Whether the content's end is in view."""
        return self.offset >= self.furthest()

    def scroll_to(self, offset_px: int) -> bool:
        """Move to an offset within bounds; False when nothing moved."""
        offset = min(max(0, offset_px), self.furthest())
        if offset == self.offset:
            return False
        self.offset = offset
        self.scrolled()
        self.mark_dirty()
        return True

    def scroll_by(self, delta_px: int) -> bool:
        """Move by a distance within bounds; False when nothing moved."""
        return self.scroll_to(self.offset + delta_px)

    def scrolled(self) -> None:
        """Called after the offset changed."""

    def bring_into_view(self, top_px: int, height_px: int) -> None:
        """Scroll as little as shows that part of the content; its beginning, if it is too high."""
        if top_px < self.offset:
            self.scroll_to(top_px)
        elif top_px + height_px > self.offset + self.rect.h:
            self.scroll_to(min(top_px, top_px + height_px - self.rect.h))

    def arrange(self) -> None:
        """Keep the offset within bounds after a change of size."""
        self.offset = min(self.offset, self.furthest())

    def handle(self, event: pygame.Event) -> bool:
        """Answer wheel, scrollbar and scrolling keys."""
        match event.type:
            case pygame.MOUSEWHEEL:
                return self.scroll_by(-round(event.y * self.skin.px(WHEEL_STEP)))
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                return self._grab(event.pos)
            case pygame.MOUSEMOTION if self._grip is not None:
                return self._drag(event.pos[1])
            case pygame.MOUSEBUTTONUP if self._grip is not None:
                self._grip = None
                self.mark_dirty()
                return True
            case pygame.KEYDOWN:
                return self.scroll_key(event.key)
            case _:
                return False

    def scroll_key(self, key: int) -> bool:
        """Scroll by a key; False when it is not one of those that scroll."""
        line, page = self.skin.px(WHEEL_STEP), max(1, self.rect.h - self.skin.px(WHEEL_STEP))
        targets = {
            pygame.K_UP: self.offset - line,
            pygame.K_DOWN: self.offset + line,
            pygame.K_PAGEUP: self.offset - page,
            pygame.K_PAGEDOWN: self.offset + page,
            pygame.K_HOME: 0,
            pygame.K_END: self.furthest(),
        }
        if key not in targets:
            return False
        self.scroll_to(targets[key])
        return True

    def _bar_rect(self) -> pygame.Rect:
        width = self.skin.space("scrollbar")
        return pygame.Rect(self.rect.right - width, self.rect.y, width, self.rect.h)

    def _thumb(self) -> Slot:
        track = Slot(self.rect.y, self.rect.h)
        return thumb(track, self.content_height(), self.rect.h, self.offset)

    def _grab(self, pos: tuple[int, int]) -> bool:
        if self.furthest() == 0 or not self._bar_rect().collidepoint(pos):
            return False
        held = self._thumb()
        if not held.start <= pos[1] < held.end:
            self.scroll_by(self.rect.h if pos[1] >= held.end else -self.rect.h)
            held = self._thumb()
        self._grip = pos[1] - held.start
        return True

    def _drag(self, y: int) -> bool:
        room = self.rect.h - self._thumb().length
        if room > 0 and self._grip is not None:
            top = y - self._grip - self.rect.y
            self.scroll_to(round(top * self.furthest() / room))
        return True

    def draw_over(self, surface: pygame.Surface) -> None:
        """Draw the scrollbar, where there is something to scroll."""
        if self.furthest() == 0:
            return
        bar, held = self._bar_rect(), self._thumb()
        lit = self._grip is not None or self.hovered
        colour = self.skin.colour("muted" if lit else "border_strong")
        inside = pygame.Rect(
            bar.x + self.skin.px(2), held.start, bar.w - self.skin.px(3), held.length
        )
        self.skin.box(surface, inside, colour, radius=3)


class ScrollView(Scrolling):
    """Another widget, as high as it needs to be, seen through a window that scrolls."""

    focusable = False

    def __init__(self, content: Widget, *, fill: Surface | None = None, name: str = "") -> None:
        super().__init__(name=name)
        self.content = content
        self.fill: Surface | None = fill
        self._content_px = 0
        self.add(content)

    def content_height(self) -> int:
        """The height the content needs."""
        return self._content_px

    def natural_width(self) -> int:
        """The content's width and the scrollbar."""
        return self.content.natural_width() + self.bar_px()

    def natural_height(self, width_px: int) -> int:
        """The content's height."""
        return self.content.natural_height(width_px)

    def arrange(self) -> None:
        """Place the content, shifted by the offset."""
        self._content_px = self.content.natural_height(self.rect.w)
        self.bar_needed = self._content_px > self.rect.h
        view = self.view_rect()
        if self.bar_needed:
            self._content_px = self.content.natural_height(view.w)
        super().arrange()
        height = max(view.h, self._content_px)
        self.content.place(pygame.Rect(view.x, view.y - self.offset, view.w, height))

    def scrolled(self) -> None:
        """Move the content."""
        self.arrange()

    def reveal(self, rect: pygame.Rect) -> None:
        """Bring a descendant into view."""
        self.bring_into_view(rect.y - self.rect.y + self.offset, rect.h)
        super().reveal(rect)

    def draw(self, surface: pygame.Surface) -> None:
        """Fill the background, if it has one."""
        if self.fill is not None:
            surface.fill(self.skin.colour(self.fill), self.rect)
