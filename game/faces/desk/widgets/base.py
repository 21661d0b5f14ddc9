"""The widget: a rectangle in a tree that draws itself when dirty and answers events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol, TypeVar

import pygame

from game.faces.desk.clipboard import Clipboard
from game.faces.desk.skin import Skin


@dataclass(frozen=True, slots=True)
class Size:
    """What a widget asks of the row or column it is in, in logical pixels.

    `px` is a fixed length; `flex` a share of what is left, from `least` up; with neither the
    content decides. `most` bounds the content's length. `shrink` gives way when room is short;
    a widget with an `optional` rank leaves a row or column too short for it, the highest first.
    """

    px: float | None = None
    flex: float = 0.0
    least: float = 0.0
    most: float | None = None
    shrink: bool = False
    optional: int = 0


class Host(Protocol):
    """What a widget asks of the Ui it lives in."""

    skin: Skin
    clipboard: Clipboard

    @property
    def focused(self) -> "Widget | None":
        """The widget that keys go to."""

    def now_s(self) -> float:
        """Seconds of real time, from any start."""

    def damage(self, rect: pygame.Rect) -> None:
        """Have a part of the window drawn again."""

    def request_layout(self) -> None:
        """Have every widget placed again before the next frame."""

    def focus(self, widget: "Widget | None", *, ring: bool = False) -> None:
        """Send keys to that widget from now on."""

    def forget(self, widget: "Widget") -> None:
        """Drop focus, hover and capture inside a subtree that is leaving."""

    def wake_at(self, widget: "Widget", at_s: float) -> None:
        """Ask for the widget's `tick` at that time at the latest."""

    def open_popup(self, popup: "Widget") -> None:
        """Show a widget above all others until a press outside it."""

    def close_popup(self) -> None:
        """Take the popup away."""

    def close_dialog(self) -> None:
        """Close the topmost dialog."""


class Widget:
    """A rectangle in the tree; subclasses override `natural_*`, `arrange`, `draw` and `handle`.

    `tooltip` appears when the pointer or the keyboard rests on it; `shortcut` (`ctrl+enter`)
    calls `activate` from anywhere on its screen. Distances are screen pixels unless said.
    """

    focusable: ClassVar[bool] = False
    hoverable: ClassVar[bool] = False
    clips: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False

    def __init__(self, *, tooltip: str = "", shortcut: str = "", name: str = "") -> None:
        self.rect = pygame.Rect(0, 0, 0, 0)
        self.parent: Widget | None = None
        self.children: list[Widget] = []
        self.host: Host | None = None
        self.size = Size()
        self.tooltip = tooltip
        self.shortcut = shortcut
        self.name = name
        self.hovered = False
        self.crowded_out = False
        self._visible = True
        self._enabled = True

    # -- the tree ---------------------------------------------------------------------------

    @property
    def skin(self) -> Skin:
        """The skin of the Ui; a widget has one only while it is in a Ui's tree."""
        assert self.host is not None, f"{type(self).__name__} is in no Ui yet"
        return self.host.skin

    def add(self, child: "Widget") -> None:
        """Take a widget as the last child."""
        child.parent = self
        self.children.append(child)
        child.attach(self.host)
        self.mark_layout()

    def remove(self, child: "Widget") -> None:
        """Let a child go."""
        self.children.remove(child)
        child.leave()
        child.parent = None
        self.mark_layout()
        self.mark_dirty()

    def replace_children(self, children: "list[Widget]") -> None:
        """Let all children go and take others."""
        for child in list(self.children):
            self.remove(child)
        for child in children:
            self.add(child)

    def attach(self, host: Host | None) -> None:
        """Enter a Ui's tree, with all descendants."""
        self.host = host
        for child in self.children:
            child.attach(host)
        if host is not None:
            self.attached()

    def attached(self) -> None:
        """Called once the widget has a host and a skin."""

    def leave(self) -> None:
        """Leave the Ui's tree, with all descendants."""
        if self.host is not None:
            self.host.forget(self)
        self.attach(None)

    def walk(self) -> Iterator["Widget"]:
        """This widget and all visible descendants, in reading order."""
        if not self._visible or self.crowded_out:
            return
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator["Widget"]:
        """This widget, its parent, and so on to the root."""
        widget: Widget | None = self
        while widget is not None:
            yield widget
            widget = widget.parent

    # -- state ------------------------------------------------------------------------------

    @property
    def visible(self) -> bool:
        """Whether it takes room and is drawn."""
        return self._visible

    @visible.setter
    def visible(self, visible: bool) -> None:
        if visible == self._visible:
            return
        self.mark_dirty()
        if not visible and self.host is not None:
            self.host.forget(self)
        self._visible = visible
        self.mark_layout()
        self.mark_dirty()

    @property
    def enabled(self) -> bool:
        """Whether it can be used."""
        return self._enabled

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        if enabled != self._enabled:
            self._enabled = enabled
            self.mark_dirty()

    @property
    def focused(self) -> bool:
        """Whether keys go to it."""
        return self.host is not None and self.host.focused is self

    def can_focus(self) -> bool:
        """Whether the focus ring stops here."""
        return self.focusable and self._enabled and self._visible

    def shown_rect(self) -> pygame.Rect:
        """The part of the rectangle that no scrolling ancestor cuts off."""
        rect = self.rect
        for widget in self.ancestors():
            if widget.clips or widget is self:
                rect = rect.clip(widget.rect)
        return rect

    def mark_dirty(self) -> None:
        """Have it drawn again."""
        if self.host is not None and self._visible:
            self.host.damage(self.shown_rect())

    def mark_layout(self) -> None:
        """Have the window laid out again, because the natural size may have changed."""
        if self.host is not None:
            self.host.request_layout()

    # -- place ------------------------------------------------------------------------------

    def natural_width(self) -> int:
        """The width it would like, in screen pixels."""
        return max((child.natural_width() for child in self.children if child.visible), default=0)

    def natural_height(self, width_px: int) -> int:
        """The height it needs at a width, in screen pixels."""
        heights = (c.natural_height(width_px) for c in self.children if c.visible)
        return max(heights, default=0)

    def place(self, rect: pygame.Rect) -> None:
        """Take a rectangle and lay out the children in it."""
        if rect != self.rect:
            self.mark_dirty()
            self.rect = pygame.Rect(rect)
            self.mark_dirty()
        self.arrange()

    def arrange(self) -> None:
        """Place the children; by default all fill the widget."""
        for child in self.children:
            if child.visible:
                child.place(self.rect)

    # -- drawing ----------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the widget itself; the surface is clipped to its rectangle."""

    def draw_over(self, surface: pygame.Surface) -> None:
        """Draw what lies above the children."""

    def covers(self, part: pygame.Rect) -> bool:
        """Whether what is drawn here leaves nothing to be seen of what lies below that part."""
        return any(
            child.visible
            and not child.crowded_out
            and child.rect.contains(part)
            and child.covers(part)
            for child in self.children
        )

    def draw_tree(self, surface: pygame.Surface, clip: pygame.Rect) -> None:
        """Draw what of the subtree touches the clip."""
        own = clip.clip(self.rect)
        if not self._visible or self.crowded_out or own.w <= 0 or own.h <= 0:
            return
        surface.set_clip(own)
        self.draw(surface)
        for child in self.children:
            child.draw_tree(surface, own)
        surface.set_clip(own)
        self.draw_over(surface)

    # -- events -----------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> bool:
        """Answer an event; True when it needs to go no further."""
        del event
        return False

    def activate(self) -> bool:
        """Do what the widget is for, as its shortcut asks; True when something was done."""
        return False

    def focus_changed(self) -> None:
        """Called when focus comes or goes."""
        self.mark_dirty()

    def pointer_left(self) -> None:
        """Called when the pointer no longer rests on it."""

    def first_focus(self) -> "Widget | None":
        """As a dialog, what keys go to when it opens; None for the first that takes them."""
        return None

    def tooltip_text(self) -> str:
        """What the tooltip says; empty for none."""
        return self.tooltip

    def tick(self, now_s: float) -> None:
        """Called when a time asked for with `Host.wake_at` has come."""

    def hit(self, pos: tuple[int, int]) -> "Widget | None":
        """The deepest visible widget at a point of the window."""
        if not self._visible or self.crowded_out or not self.rect.collidepoint(pos):
            return None
        for child in reversed(self.children):
            if (found := child.hit(pos)) is not None:
                return found
        return self

    def reveal(self, rect: pygame.Rect) -> None:
        """Ask the scrolling ancestors to bring a rectangle into view."""
        if self.parent is not None:
            self.parent.reveal(rect)


W = TypeVar("W", bound=Widget)


def fixed(widget: W, px: float) -> W:
    """The widget, asking for that many logical pixels."""
    widget.size = Size(px=px)
    return widget


def flex(widget: W, share: float = 1.0, *, least: float = 0) -> W:
    """The widget, asking for a share of what is left, from `least` logical pixels up."""
    widget.size = Size(flex=share, least=least)
    return widget


def auto(widget: W, *, least: float = 0, most: float | None = None, shrink: bool = False) -> W:
    """The widget, asking for what its content needs, within bounds in logical pixels."""
    widget.size = Size(least=least, most=most, shrink=shrink)
    return widget


def optional(widget: W, rank: int = 1) -> W:
    """The widget, to be left out of a row that is too short; higher ranks go first."""
    widget.size = replace(widget.size, optional=rank)
    return widget
