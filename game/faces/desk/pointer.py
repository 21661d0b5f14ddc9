"""The mouse: what it hovers over, and what it has taken hold of."""

from collections.abc import Callable

import pygame

from game.faces.desk.widgets.base import Widget


class Pointer:
    """Sends mouse events to widgets, by the positions that the events themselves carry."""

    def __init__(
        self,
        root: Callable[[], Widget | None],
        focus: Callable[[Widget | None], None],
        rested: Callable[[Widget | None, tuple[int, int]], None],
    ) -> None:
        self.pos = (-1, -1)
        self.hovered: Widget | None = None
        self._captured: Widget | None = None
        self._root, self._focus, self._rested = root, focus, rested

    def handle(self, event: pygame.Event) -> bool:
        """Answer a mouse event; True when a widget used it."""
        match event.type:
            case pygame.MOUSEMOTION:
                return self._move(event)
            case pygame.MOUSEBUTTONDOWN if event.button <= 3:
                return self._press(event)
            case pygame.MOUSEBUTTONUP if event.button <= 3:
                return self._release(event)
            case pygame.MOUSEWHEEL:
                return bubble(self._under(), event) is not None
            case _:
                return False

    def forget(self, inside: Callable[[Widget], bool]) -> None:
        """Drop hover and capture of widgets that are leaving."""
        if self._captured is not None and inside(self._captured):
            self._captured = None
        if self.hovered is not None and inside(self.hovered):
            self.hovered.hovered = False
            self.hovered = None

    def refresh(self) -> None:
        """Look again at what is under the pointer, after widgets moved."""
        if self._captured is None and self.pos != (-1, -1):
            self._hover(self._under())

    def leave(self) -> None:
        """The pointer left the window."""
        self.pos = (-1, -1)
        self._hover(None)
        self._rested(None, self.pos)

    def _under(self) -> Widget | None:
        root = self._root()
        return root.hit(self.pos) if root is not None else None

    def _move(self, event: pygame.Event) -> bool:
        self.pos = event.pos
        if self._captured is not None:
            return self._captured.handle(event)
        under = self._under()
        self._hover(under)
        used = bubble(under, event) is not None
        self._rested(next((w for w in _chain(under) if w.tooltip_text()), None), self.pos)
        return used

    def _press(self, event: pygame.Event) -> bool:
        self.pos = event.pos
        under = self._under()
        self._hover(under)
        if event.button == 1:
            self._focus(_nearest_focusable(under))
        user = bubble(under, event)
        if event.button == 1 and user is not None and user.host is not None:
            self._captured = user
        return user is not None

    def _release(self, event: pygame.Event) -> bool:
        self.pos = event.pos
        holder, self._captured = self._captured, None
        used = holder.handle(event) if holder is not None else False
        self._hover(self._under())
        return used

    def _hover(self, under: Widget | None) -> None:
        target = next((w for w in _chain(under) if w.hoverable), None)
        if target is not self.hovered:
            for widget, inside in ((self.hovered, False), (target, True)):
                if widget is not None:
                    widget.hovered = inside
                    widget.mark_dirty()
            if self.hovered is not None:
                self.hovered.pointer_left()
            self.hovered = target


def bubble(widget: Widget | None, event: pygame.Event) -> Widget | None:
    """Offer an event to a widget and its ancestors; the one that used it."""
    return next((w for w in _chain(widget) if w.handle(event)), None)


def _chain(widget: Widget | None) -> list[Widget]:
    return [] if widget is None else list(widget.ancestors())


def _nearest_focusable(widget: Widget | None) -> Widget | None:
    return next((w for w in _chain(widget) if w.can_focus()), None)
