"""Clocks: how many incident seconds have passed, whatever makes them pass."""

import time
from collections.abc import Callable
from typing import Protocol

from game.engine.events import (
    Event,
    ExercisePaused,
    ExerciseResumed,
    ExerciseStarted,
    ExerciseStopped,
    PaceSet,
)


class Clock(Protocol):
    """Tells incident time; stands still until `resume`, and again after `pause`."""

    def now_s(self) -> int:
        """Whole incident seconds since T+0; never goes back."""
        ...

    def pause(self) -> None:
        """Stand still."""
        ...

    def resume(self) -> None:
        """Go on from where it stood."""
        ...

    def set_pace(self, pace: float) -> None:
        """From now on so many incident seconds per real second; what has passed stays passed."""
        ...


class Manual:
    """A clock moved by hand, in incident seconds; pace means nothing to it."""

    def __init__(self, at_s: int = 0) -> None:
        self._at_s = at_s
        self._runs = False

    def now_s(self) -> int:
        """Where it was moved to."""
        return self._at_s

    def move(self, seconds: int) -> None:
        """Let so many incident seconds pass, unless it stands still."""
        if self._runs:
            self._at_s += max(seconds, 0)

    def pause(self) -> None:
        """Ignore moves."""
        self._runs = False

    def resume(self) -> None:
        """Take moves again."""
        self._runs = True

    def set_pace(self, pace: float) -> None:
        """A hand has its own pace."""


class Scaled:
    """Real time as it is fed in, frame by frame, times the pace."""

    def __init__(self, at_s: float = 0.0, pace: float = 1.0) -> None:
        self._at_s = float(at_s)
        self._pace = _valid(pace)
        self._runs = False

    def now_s(self) -> int:
        """Whole incident seconds so far."""
        # A day of additions of 1/60 s is off by some nanoseconds; a second that is due by then
        # must not wait for another frame.
        return int(self._at_s + 1e-6)

    def feed(self, real_s: float) -> None:
        """So many real seconds have passed; nothing happens while it stands still."""
        if self._runs:
            self._at_s += max(real_s, 0.0) * self._pace

    def pause(self) -> None:
        """Let real time pass by."""
        self._runs = False

    def resume(self) -> None:
        """Take real time again."""
        self._runs = True

    def set_pace(self, pace: float) -> None:
        """From now on so many incident seconds per real second; ValueError when not above 0."""
        self._pace = _valid(pace)


class Wall:
    """Real time by itself, from a monotonic clock, times the pace."""

    def __init__(
        self,
        at_s: float = 0.0,
        pace: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._scaled = Scaled(at_s, pace)
        self._monotonic = monotonic
        self._read_s = monotonic()

    def now_s(self) -> int:
        """Whole incident seconds so far."""
        self._catch_up()
        return self._scaled.now_s()

    def pause(self) -> None:
        """Let real time pass by."""
        self._catch_up()
        self._scaled.pause()

    def resume(self) -> None:
        """Take real time again."""
        self._catch_up()
        self._scaled.resume()

    def set_pace(self, pace: float) -> None:
        """From now on so many incident seconds per real second; ValueError when not above 0."""
        self._catch_up()
        self._scaled.set_pace(pace)

    def _catch_up(self) -> None:
        now_s = self._monotonic()
        self._scaled.feed(now_s - self._read_s)
        self._read_s = now_s


def _valid(pace: float) -> float:
    if not 0 < pace < float("inf"):
        message = f"the pace must be above 0, not {pace}"
        raise ValueError(message)
    return pace


def heed(clock: Clock, event: Event) -> None:
    """Let the clock do what the exercise does: start, pause, resume, stop, change its pace."""
    match event:
        case ExerciseStarted() | ExerciseResumed():
            clock.resume()
        case ExercisePaused() | ExerciseStopped():
            clock.pause()
        case PaceSet(pace=pace):
            clock.set_pace(pace)
        case _:
            pass
