"""The Ui: one window's widgets, with focus, hover, modal layers, toasts and dirty redraw."""

import time
from collections.abc import Callable

import pygame

from game.faces.desk.alarms import Alarms
from game.faces.desk.clipboard import Clipboard, SystemClipboard
from game.faces.desk.damage import Damage
from game.faces.desk.keys import matches
from game.faces.desk.layers import Action, Binding, Layer
from game.faces.desk.painting import draw_ring, paint
from game.faces.desk.pointer import Pointer, bubble
from game.faces.desk.skin import Skin, suggested_scale
from game.faces.desk.theme import Tone
from game.faces.desk.widgets.base import Widget
from game.faces.desk.widgets.overlays import Toasts, Tooltip


class Ui:
    """Owns the widget tree of a window: give it events, tick it, and redraw it.

    `now` returns seconds of real time; tests pass their own. Use `set_root`, `open_dialog`,
    `toast` and `bind`; call `handle` for each event, `tick` once a turn, `redraw` to draw.
    """

    def __init__(
        self,
        skin: Skin,
        size: tuple[int, int],
        *,
        now: Callable[[], float] = time.monotonic,
        clipboard: Clipboard | None = None,
    ) -> None:
        self.skin = skin
        self.clipboard: Clipboard = clipboard or SystemClipboard()
        self.rect = pygame.Rect((0, 0), size)
        self.on_scale: Callable[[float | None], object] | None = None
        self.on_resize: Callable[[tuple[int, int]], object] | None = None
        self.now_s = now
        self._layers: list[Layer] = []
        self._bindings: dict[str, Binding] = {}
        self._own_bindings = self._built_in()
        self._alarms = Alarms()
        self._damage = Damage(self.rect)
        self._layout_due = True
        self._ring_shown = False
        self._swallow_text = False
        self._toasts, self._tooltip = Toasts(), Tooltip()
        self._pointer = Pointer(self._top_root, self.focus, self._tooltip.aim)
        for overlay in (self._toasts, self._tooltip):
            overlay.attach(self)

    # -- layers -----------------------------------------------------------------------------

    def set_root(self, root: Widget) -> None:
        """Show a screen in place of all there was, dialogs included."""
        for layer in reversed(self._layers):
            layer.root.leave()
        self._layers = []
        self._push(Layer(root))

    def open_dialog(self, dialog: Widget, on_close: Action | None = None) -> None:
        """Show a widget over the dimmed screen; keys and mouse stay inside until it closes."""
        self.close_popup()
        self._push(Layer(dialog, modal=True, on_close=on_close))
        self._begin_focus(dialog)

    def close_dialog(self) -> None:
        """Close the topmost dialog, if there is one, and give focus back."""
        self.close_popup()
        if self._layers and self._layers[-1].modal:
            self._pop()

    def open_popup(self, popup: Widget) -> None:
        """Show a widget over all others until Esc or a press outside its children."""
        self.close_popup()
        self._push(Layer(popup, popup=True))
        self._begin_focus(popup)

    def _begin_focus(self, root: Widget) -> None:
        self.focus_next(1, ring=self._ring_shown)
        if (first := root.first_focus()) is not None:
            self.focus(first, ring=self._ring_shown)

    def close_popup(self) -> None:
        """Take the popup away, if there is one."""
        if self._layers and self._layers[-1].popup:
            self._pop()

    @property
    def dialog_open(self) -> bool:
        """Whether a dialog is on the screen."""
        return any(layer.modal for layer in self._layers)

    def _push(self, layer: Layer) -> None:
        self._pointer.forget(lambda _: True)
        self._tooltip.hide()
        self._layers.append(layer)
        layer.root.attach(self)
        self._relayout()

    def _pop(self) -> None:
        layer = self._layers.pop()
        layer.root.leave()
        self._relayout()
        self._sync_text_input()
        if layer.on_close is not None:
            layer.on_close()

    def _top_root(self) -> Widget | None:
        return self._layers[-1].root if self._layers else None

    # -- what widgets ask (Host) ------------------------------------------------------------

    @property
    def focused(self) -> Widget | None:
        """The widget that keys go to."""
        return self._layers[-1].focus if self._layers else None

    @property
    def ring_shown(self) -> bool:
        """Whether the player goes by keys, and sees where they go."""
        return self._ring_shown

    def damage(self, rect: pygame.Rect) -> None:
        """Have a part of the window drawn again."""
        self._damage.add(rect)

    def request_layout(self) -> None:
        """Have every widget placed again before the next frame."""
        self._layout_due = True

    def forget(self, widget: Widget) -> None:
        """Drop focus, hover, capture and alarms inside a subtree that is leaving."""

        def inside(other: Widget) -> bool:
            return any(ancestor is widget for ancestor in other.ancestors())

        self._pointer.forget(inside)
        self._tooltip.forget(inside)
        self._alarms.forget(inside)
        for layer in self._layers:
            if layer.focus is not None and inside(layer.focus):
                layer.focus = None

    def wake_at(self, widget: Widget, at_s: float) -> None:
        """Call the widget's `tick` at that time; a widget has one alarm, the earliest."""
        self._alarms.set(widget, at_s)

    # -- focus ------------------------------------------------------------------------------

    def focus(self, widget: Widget | None, *, ring: bool = False) -> None:
        """Send keys to a widget of the topmost layer; `ring` shows where focus is."""
        if not self._layers or (widget is not None and not widget.can_focus()):
            return
        before = self._layers[-1].focus
        if before is not widget or ring != self._ring_shown:
            self._layers[-1].focus, self._ring_shown = widget, ring
            for each in (before, widget):
                if each is not None:
                    each.focus_changed()
                    each.mark_dirty()
        self._sync_text_input()

    def focus_next(self, step: int, *, ring: bool = True) -> None:
        """Move focus along the ring, in reading order; what has no room is no stop."""
        root = self._top_root()
        self._do_layout()
        shown = (one for one in root.walk() if one.rect.w and one.rect.h) if root else ()
        stops = [widget for widget in shown if widget.can_focus()]
        if not stops:
            return
        at = next((i for i, w in enumerate(stops) if w is self.focused), None)
        target = stops[(at + step) % len(stops)] if at is not None else stops[min(0, step)]
        self.focus(target, ring=ring)
        target.reveal(target.rect)
        self._tooltip.aim_at_focus(target)

    def _sync_text_input(self) -> None:
        if not pygame.display.get_init():
            return
        if self.focused is not None and self.focused.takes_text:
            pygame.key.start_text_input()
        else:
            pygame.key.stop_text_input()

    # -- events -----------------------------------------------------------------------------

    def bind(self, combo: str, action: Action, *, always: bool = False) -> None:
        """Have a key combination do something; `always` also while a dialog is open."""
        self._bindings[combo] = Binding(combo, action, always)

    def unbind_all(self) -> None:
        """Forget all bound key combinations, as when a screen changes."""
        self._bindings.clear()

    def handle(self, event: pygame.Event) -> bool:
        """Answer an event of the window; True when something used it."""
        match event.type:
            case pygame.KEYDOWN:
                return self._key(event)
            case pygame.TEXTINPUT | pygame.TEXTEDITING:
                return not self._swallow_text and bubble(self.focused, event) is not None
            case pygame.MOUSEBUTTONDOWN if self._toasts.press(event.pos):
                return True
            case pygame.MOUSEBUTTONDOWN if self._outside_popup(event):
                self.close_popup()
                return True
            case pygame.MOUSEBUTTONDOWN:
                self._tooltip.hide()
                return self._pointer.handle(event)
            case pygame.WINDOWLEAVE:
                self._pointer.leave()
                return False
            case pygame.WINDOWEXPOSED:
                self._damage.add_all()
                return False
            case _:
                return self._pointer.handle(event)

    def _outside_popup(self, event: pygame.Event) -> bool:
        top = self._layers[-1] if self._layers else None
        return top is not None and top.popup and top.root.hit(event.pos) in {None, top.root}

    def _key(self, event: pygame.Event) -> bool:
        self._tooltip.hide()
        before = self.focused.tooltip_text() if self.focused else ""
        user = bubble(self.focused, event)
        if user is not None and user is self.focused and user.tooltip_text() != before:
            self._tooltip.aim_at_focus(user)
        used = user is not None or self._shortcut(event) or self._bound(event)
        # The letter of a key that was a shortcut must not be typed into a field it opened.
        typed = event.unicode != "" and event.unicode.isprintable()
        self._swallow_text = user is None and used and typed
        return used

    def _shortcut(self, event: pygame.Event) -> bool:
        root = self._top_root()
        wanted = [w for w in (root.walk() if root else ()) if w.shortcut]
        keys = self.skin.keys
        return any(matches(event, keys.chosen(w.shortcut)) and w.activate() for w in wanted)

    def _bound(self, event: pygame.Event) -> bool:
        covered = any(layer.modal or layer.popup for layer in self._layers)
        for binding in (*self._bindings.values(), *self._own_bindings):
            combo = self.skin.keys.chosen(binding.combo)
            if (binding.always or not covered) and matches(event, combo):
                binding.action()
                return True
        return False

    def _built_in(self) -> tuple[Binding, ...]:
        step = self.skin.theme.scale.step
        keys: tuple[tuple[str, Action], ...] = (
            ("tab", lambda: self.focus_next(1)),
            ("shift+tab", lambda: self.focus_next(-1)),
            ("esc", self._escape),
            ("ctrl+plus", lambda: self.set_scale(self.skin.scale + step)),
            ("ctrl+minus", lambda: self.set_scale(self.skin.scale - step)),
            ("ctrl+0", lambda: self.set_scale(None)),
        )
        return tuple(Binding(combo, action, always=True) for combo, action in keys)

    def _escape(self) -> None:
        if self._layers and self._layers[-1].popup:
            self.close_popup()
        elif self._layers and self._layers[-1].modal:
            self.close_dialog()
        else:
            self.focus(None)

    # -- time, size, drawing ----------------------------------------------------------------

    def toast(self, text: str, tone: Tone = "info", *, seconds: float = 6.0) -> None:
        """Show a short message at the bottom left for some real seconds."""
        self._toasts.show(text, tone, seconds)

    def clear_toasts(self) -> None:
        """Take all short messages away."""
        self._toasts.clear()

    @property
    def toast_texts(self) -> list[str]:
        """What the toasts say now, oldest first."""
        return self._toasts.texts()

    @property
    def tooltip_text(self) -> str:
        """What the tooltip says now; empty while there is none."""
        return self._tooltip.text

    def tick(self) -> None:
        """Let widgets whose time has come move on."""
        self._alarms.ring(self.now_s())

    def next_wake_s(self) -> float | None:
        """When `tick` is needed next, in seconds of `now`; None when nothing moves."""
        return self._alarms.next_s()

    def resize(self, size: tuple[int, int]) -> None:
        """Fit the widgets to a window of another size."""
        self.rect = pygame.Rect((0, 0), size)
        self._damage.bounds = self.rect
        if self.on_resize is not None:
            self.on_resize(self.rect.size)
        self._relayout()

    def set_scale(self, scale: float | None) -> None:
        """Take the player's text size, None for what suits the window, and tell `on_scale`."""
        fitting = suggested_scale(self.skin.theme, self.rect.size) if scale is None else scale
        if (self.fit_scale(fitting) or scale is None) and self.on_scale is not None:
            self.on_scale(None if scale is None else self.skin.scale)

    def fit_scale(self, scale: float) -> bool:
        """Change the text size without telling; False when it stays as it was."""
        if changed := self.skin.set_scale(scale):
            self._relayout()
        return changed

    def _relayout(self) -> None:
        self.request_layout()
        self._damage.add_all()

    @property
    def dirty(self) -> bool:
        """Whether `redraw` has anything to do."""
        return self._layout_due or bool(self._damage)

    def _do_layout(self) -> None:
        if not self._layout_due:
            return
        self._layout_due = False
        for layer in self._layers:
            layer.root.place(self.rect)
        for overlay in (self._toasts, self._tooltip):
            overlay.arrange_in(self.rect)
        self._pointer.refresh()

    def redraw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Draw what is dirty; the parts of the window that changed."""
        self._do_layout()
        parts = self._damage.take()
        ringed = self.focused if self._ring_shown else None
        for part in parts:
            paint(surface, part, self.skin, self._layers)
            if ringed is not None:
                draw_ring(surface, part, ringed)
            for overlay in (self._toasts, self._tooltip):
                overlay.draw_tree(surface, part)
        surface.set_clip(None)
        return parts
