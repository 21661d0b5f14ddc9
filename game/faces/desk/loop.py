"""The window and its loop: waits for events, and draws only what changed."""

import os
import time
from collections.abc import Callable

import pygame

from game.faces.desk.ui import Ui
from game.faces.desk.unplugged import tell_when_unplugged
from game.faces.display import NoDisplayError

LEAST_SIZE = (1280, 720)
SIZES = (LEAST_SIZE, (1600, 900), (1920, 1080))
FRAME_S = 1 / 60
LONGEST_WAIT_S = 0.25
TOLERANCE_S = 0.0005

WAKE = pygame.event.custom_type()
"""The event that `DeskLoop.wake` posts, from any thread."""


def display_available() -> bool:
    """Whether a window could be opened that somebody sees."""
    try:
        pygame.display.init()
    except pygame.error:
        return False
    # Without a display SDL draws to memory, for nobody, unless it was told to.
    asked_for = "SDL_VIDEODRIVER" in os.environ
    return asked_for or pygame.display.get_driver() not in {"offscreen", "dummy"}


def open_window(
    title: str, size: tuple[int, int] | None = None, *, full_screen: bool = False
) -> pygame.Surface:
    """Open the desk's window, of a size that fits the screen; raises NoDisplayError."""
    # Without a GPU the accelerated framebuffer goes through a slow software renderer.
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    if not display_available():
        msg = "There is no display to open a window on."
        raise NoDisplayError(msg)
    pygame.display.set_caption(title)
    pygame.key.set_repeat(400, 35)
    pygame.event.set_blocked(None)
    pygame.event.set_allowed(EVENTS)
    tell_when_unplugged()
    return _set_mode(size or window_size(), full_screen=full_screen)


def _set_mode(size: tuple[int, int], *, full_screen: bool) -> pygame.Surface:
    try:
        if full_screen:
            return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        return pygame.display.set_mode(at_least(size), pygame.RESIZABLE)
    except pygame.error as error:
        msg = f"The window could not be opened: {error}."
        raise NoDisplayError(msg) from error


EVENTS = (
    pygame.QUIT, pygame.KEYDOWN, pygame.KEYUP, pygame.TEXTINPUT, pygame.TEXTEDITING,
    pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL,
    pygame.VIDEORESIZE, pygame.WINDOWEXPOSED, pygame.WINDOWLEAVE, pygame.WINDOWFOCUSLOST, WAKE,
)  # fmt: skip
"""The events the desk looks at; the others are never queued."""


def window_size() -> tuple[int, int]:
    """A good first size: the largest of three that leaves room on the screen for its borders."""
    sizes = pygame.display.get_desktop_sizes()
    width, height = sizes[0] if sizes else LEAST_SIZE
    fitting = [size for size in SIZES if size[0] <= width - 64 and size[1] <= height - 96]
    return max(fitting, default=LEAST_SIZE)


def at_least(size: tuple[int, int]) -> tuple[int, int]:
    """The size, no smaller than the desk can be."""
    return max(size[0], LEAST_SIZE[0]), max(size[1], LEAST_SIZE[1])


class DeskLoop:
    """Runs a Ui in the display window until told to stop.

    `step(now_s)` is called once a turn, before drawing, and returns when it wants to be called
    next (seconds of `now`) or None; `on_quit` decides what closing the window does (by default
    the loop stops).
    """

    def __init__(
        self,
        ui: Ui,
        step: Callable[[float], float | None],
        *,
        on_quit: Callable[[], object] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.ui, self.step, self.now = ui, step, now
        self.on_quit = on_quit or self.stop
        self.running = True
        self._drawn_at_s = -FRAME_S
        self._windowed_size: tuple[int, int] | None = None

    def stop(self) -> None:
        """End `run` after this turn."""
        self.running = False

    def wake(self) -> None:
        """Have a turn soon; may be called from another thread."""
        if pygame.display.get_init():
            pygame.event.post(pygame.Event(WAKE))

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to a window of the size it had."""
        if self._windowed_size is None:
            self._windowed_size = self.ui.rect.size
            surface = _set_mode((0, 0), full_screen=True)
        else:
            surface = _set_mode(self._windowed_size, full_screen=False)
            self._windowed_size = None
        self.ui.resize(at_least(surface.get_size()))

    def run(self) -> None:
        """Take turns until stopped."""
        wait_s = 0.0
        while self.running:
            wait_s = self.turn(wait_s)

    def turn(self, wait_s: float) -> float:
        """Wait for events at most so long, answer them, step and draw; how long to wait next."""
        for event in self._events(wait_s):
            self._answer(event)
        now = self.now()
        self.ui.tick()
        wanted = self.step(now)
        if self.ui.dirty and now >= self._drawn_at_s + FRAME_S - TOLERANCE_S:
            self._draw()
            self._drawn_at_s = now
        return self._pause(self.now(), wanted)

    def _events(self, wait_s: float) -> list[pygame.Event]:
        timeout_ms = round(wait_s * 1000)
        first = pygame.event.wait(timeout_ms) if timeout_ms > 0 else pygame.event.poll()
        events = [] if first.type == pygame.NOEVENT else [first]
        return _without_stale_motion(events + pygame.event.get(pump=False))

    def _answer(self, event: pygame.Event) -> None:
        match event.type:
            case pygame.QUIT:
                self.on_quit()
            case pygame.VIDEORESIZE:
                self._resized(event.size)
            case _:
                self.ui.handle(event)

    def _resized(self, size: tuple[int, int]) -> None:
        if at_least(size) != size and self._windowed_size is None:
            pygame.display.set_mode(at_least(size), pygame.RESIZABLE)
        self.ui.resize(at_least(size))

    def _draw(self) -> None:
        surface = pygame.display.get_surface()
        if surface is not None:
            pygame.display.update(self.ui.redraw(surface))

    def _pause(self, now: float, wanted: float | None) -> float:
        until = [now + LONGEST_WAIT_S]
        until += [at for at in (wanted, self.ui.next_wake_s()) if at is not None]
        if self.ui.dirty:
            until.append(self._drawn_at_s + FRAME_S)
        return max(0.0, min(until) - now)


def _without_stale_motion(events: list[pygame.Event]) -> list[pygame.Event]:
    """The events without mouse motion that a later motion right behind it makes stale."""
    motion = pygame.MOUSEMOTION
    stale = {
        index
        for index in range(len(events) - 1)
        if events[index].type == motion and events[index + 1].type == motion
    }
    return [event for index, event in enumerate(events) if index not in stale]
