"""Replay: any log is a drill; the state at any moment, and going on where it broke off."""

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from game.engine.deciding.exercise import EXTENSION_MAX_S
from game.engine.events import Event, ExerciseExtended
from game.engine.evolve import evolve, initial, lapse
from game.engine.plan import Plan, make_plan
from game.engine.state import State
from game.scenario.library import digest_of, load_sources
from game.scenario.problems import Problem
from game.session.header import Header
from game.session.log import Log, LogProblem, read_log
from game.session.session import Session
from game.session.writer import Wall, continue_log, hold_log
from game.terms import ExercisePhase

KEYFRAME_S = 60
"""A state is kept for every minute: from one to any moment is at most this many steps."""


class Replay:
    """A recorded drill that can be looked at at any second.

    The states of whole minutes are made once, when they are first needed, and kept; `read_on` makes
    them one by one, for a face that must not stand still meanwhile.
    """

    def __init__(self, log: Log) -> None:
        self.log = log
        self.plan = plan_of(log)
        self._keyframes: list[State] = []

    @property
    def header(self) -> Header:
        """The log's first line."""
        return self.log.header

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, oldest first."""
        return self.log.events

    @property
    def last_s(self) -> int:
        """The second of the last event."""
        return self.events[-1].at_s if self.events else 0

    @property
    def ready_s(self) -> int:
        """Up to this second any moment is at hand; later ones take a while the first time."""
        return min(self.last_s, (len(self._keyframes) - 1) * KEYFRAME_S)

    def read_on(self) -> bool:
        """Make one more minute ready; False when there is nothing left to make ready."""
        if len(self._keyframes) > self.last_s // KEYFRAME_S:
            return False
        self._keyframes.append(self._next_frame())
        return True

    def final(self) -> State:
        """The state after the last event; LogProblem where an event cannot have happened."""
        return self._after(self._frame(self.last_s // KEYFRAME_S), len(self.events))

    def at(self, at_s: int) -> State:
        """The state at that second, with all that happened in it; clipped to the drill."""
        at_s = min(max(at_s, 0), self.last_s)
        frame = self._frame(at_s // KEYFRAME_S)
        return lapse(self.plan, self._after(frame, self.upto(at_s)), at_s)

    def after_event(self, n: int) -> State:
        """The state right after event `n` (0 for before the first)."""
        n = min(max(n, 0), len(self.events))
        at_s = self.events[n - 1].at_s if n else 0
        # The frame of a whole minute holds all events of its last second: it may be too late.
        minute = at_s // KEYFRAME_S
        while minute and self._frame(minute).n > n:
            minute -= 1
        frame = self._frame(minute)
        return self._after(frame if frame.n <= n else initial(self.plan), n)

    def _after(self, state: State, upto: int) -> State:
        for event in self.events[state.n : upto]:
            state = self._evolved(state, event)
        return state

    def _evolved(self, state: State, event: Event) -> State:
        """A log is data from outside: whatever stands in it, the answer is a state or a problem."""
        try:
            return evolve(self.plan, state, event)
        except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError):
            line = state.n + 2
            message = f"event {state.n + 1} does not fit what the log says before it"
            raise LogProblem(self.log.name, line, message) from None

    def _frame(self, minute: int) -> State:
        """The state at the end of a whole minute; the first one is before anything happened."""
        while len(self._keyframes) <= minute and self.read_on():
            pass
        return self._keyframes[minute]

    def _next_frame(self) -> State:
        if not self._keyframes:
            return initial(self.plan)
        at_s = len(self._keyframes) * KEYFRAME_S
        return lapse(self.plan, self._after(self._keyframes[-1], self.upto(at_s)), at_s)

    def upto(self, at_s: int) -> int:
        """How many events have happened by the end of that second."""
        return bisect_right(self.events, at_s, key=lambda event: event.at_s)


def open_replay(path: Path) -> Replay:
    """The drill in that log; LogProblem when it cannot be read."""
    return Replay(read_log(path))


def plan_of(log: Log) -> Plan:
    """The plan that the log was played by, from the texts embedded in it.

    LogProblem when they are not what they were, or when the log goes on after the drill's end.
    """
    header = log.header
    if not _is_genuine(header):
        message = "the scenario in this log is not the one that was played: its digest differs"
        raise LogProblem(log.name, 1, message)
    loaded = load_sources(header.sources)
    if isinstance(loaded, list):
        raise LogProblem(log.name, 1, _first_of(loaded))
    try:
        plan = make_plan(
            loaded.scenario,
            loaded.runbook,
            loaded.shop,
            seed=header.seed,
            cast=header.cast,
            variant_id=header.variant,
        )
    except ValueError as error:
        raise LogProblem(log.name, 1, str(error)) from None
    _check_end(log, plan)
    return plan


def _is_genuine(header: Header) -> bool:
    try:
        return digest_of(header.sources) == header.digest
    except UnicodeError:  # half a surrogate pair has no digest
        return False


def _first_of(problems: list[Problem]) -> str:
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"the scenario in this log: {first.path}: {first.message}{more}"


def _check_end(log: Log, plan: Plan) -> None:
    """Bound the work: a damaged time must not let the shop run for years."""
    end_s = plan.duration_s
    for n, event in enumerate(log.events, start=1):
        if not 0 <= event.at_s <= end_s:
            message = f"event {n} happens at {event.at_s} s, outside the {end_s} s played"
            raise LogProblem(log.name, n + 1, message)
        if isinstance(event, ExerciseExtended):
            end_s = min(end_s + event.by_s, plan.duration_s + EXTENSION_MAX_S)


def resume(path: Path, *, durable: bool = True, wall: Wall | None = None) -> Session:
    """Go on with an interrupted drill: same plan, same state, and the log is appended to.

    Everything acknowledged is there; a torn last line is cut off. LogProblem when the log cannot
    be read, or when another window is still playing it; then the file stays as it is.
    """
    return _go_on(path, _resumable, durable=durable, wall=wall)


def reopen(path: Path, *, wall: Wall | None = None) -> Session:
    """A drill that may have ended, to be judged by hand: what is said then is appended to its log.

    LogProblem when the log cannot be read, or when another window is still playing it.
    """
    return _go_on(path, Replay.final, durable=True, wall=wall)


def _go_on(
    path: Path, state_of: Callable[[Replay], State], *, durable: bool, wall: Wall | None
) -> Session:
    file = hold_log(path)
    try:
        replay = open_replay(path)
        state = state_of(replay)
    except LogProblem:
        file.close()
        raise
    writer = continue_log(file, replay.log, durable=durable, wall=wall)
    return Session(replay.plan, state, replay.header, writer, replay.log.refs)


def _resumable(replay: Replay) -> State:
    state = replay.final()
    if state.phase is ExercisePhase.ENDED:
        raise LogProblem(replay.log.name, 0, "this drill has ended; there is nothing to resume")
    return state
