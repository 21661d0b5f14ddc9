"""The playhead: where in a recorded drill we are, and how it moves."""

from game.engine.state import State
from game.session.clock import Scaled
from game.session.replay import Replay

PACES = (1, 2, 4, 8, 16)
"""Incident seconds per real second."""


class Playhead:
    """A moment of a replay: a second, and how many of its events have happened by then."""

    def __init__(self, replay: Replay, at_event: int | None = None) -> None:
        self.replay = replay
        self.pace = PACES[2]
        self.playing = False
        self.at_s = self.n = 0
        self._clock = Scaled(0.0, self.pace)
        self._fed_s: float | None = None
        if at_event is None:
            self.seek(0)
        else:
            self.to_event(at_event)

    @property
    def last_s(self) -> int:
        """The last second of the drill."""
        return self.replay.last_s

    def state(self) -> State:
        """What was true then; LogProblem where an event cannot have happened."""
        if self.n == self.replay.upto(self.at_s):
            return self.replay.at(self.at_s)
        return self.replay.after_event(self.n)

    def seek(self, at_s: int) -> None:
        """Go to the end of a second; clipped to the drill."""
        self.at_s = min(max(at_s, 0), self.last_s)
        self.n = self.replay.upto(self.at_s)
        self._restart()

    def to_event(self, n: int) -> None:
        """Go to right after an event; 0 is before the first."""
        self.n = min(max(n, 0), len(self.replay.events))
        self.at_s = self.replay.events[self.n - 1].at_s if self.n else 0
        self._restart()

    def step(self, by: int) -> None:
        """Go on or back by so many events, and stop there."""
        self.playing = False
        self.to_event(self.n + by)

    def _restart(self) -> None:
        self._clock = Scaled(self.at_s, self.pace)
        self._clock.resume()
        self._fed_s = None

    # -- playing ----------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play or stop; from the end it plays from the start."""
        self.playing = not self.playing
        if self.playing and self.at_s >= self.last_s:
            self.seek(0)
        self._restart()

    def set_pace(self, pace: int) -> None:
        """So many incident seconds per real second."""
        self.pace = pace
        self._restart()

    def faster(self) -> None:
        """The next pace, and from the last back to the first."""
        self.set_pace(PACES[(PACES.index(self.pace) + 1) % len(PACES)])

    def play_on(self, now_s: float) -> bool:
        """Let real time pass, in seconds of any clock; whether the moment moved."""
        if not self.playing:
            return False
        self._clock.feed(now_s - (now_s if self._fed_s is None else self._fed_s))
        self._fed_s = now_s
        at_s = min(self._clock.now_s(), self.last_s)
        if at_s == self.at_s and self.n == self.replay.upto(at_s):
            return False
        self.at_s, self.n = at_s, self.replay.upto(at_s)
        self.playing = at_s < self.last_s
        return True

    def next_s(self) -> float:
        """Real seconds until the next incident second, at most a quarter of one."""
        return min(0.25, 1 / self.pace)
