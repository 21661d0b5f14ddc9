"""The session: the one authority of a drill, through which everyone and everything goes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from game.engine.commands import (
    AdvanceTo,
    Command,
    EndExercise,
    OpenBriefing,
    StartExercise,
)
from game.engine.decide import decide
from game.engine.events import SYSTEM, Actor, Event
from game.engine.evolve import evolve, lapse
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.state import State
from game.engine.view import View, view_for
from game.session.clock import Clock
from game.session.header import Header
from game.session.writer import LogWriter
from game.terms import SEATS, ExercisePhase, Role

Listener = Callable[[int, Event], None]
"""Is told every event with its number, once it is in the log."""


class Player(Protocol):
    """Somebody, usually a bot, who is asked what to do in the seconds in which they look up."""

    def looks_up(self, at_s: int) -> bool:
        """Whether this player looks at the exercise in this second at all; asking is cheap."""
        ...

    def act(self, view: View) -> Sequence[Command]:
        """The commands given now, in this order."""
        ...


@dataclass(frozen=True, slots=True)
class Refused:
    """A player's command that was not taken."""

    at_s: int
    role: Role
    command: Command
    refusal: Refusal


class Session:
    """One drill under way: what is true, who has seen what, and the log behind it."""

    def __init__(
        self,
        plan: Plan,
        state: State,
        header: Header,
        writer: LogWriter,
        refs: Collection[str] = (),
    ) -> None:
        self.plan = plan
        self.header = header
        self._state = state
        self._writer = writer
        self._refs = set(refs)
        self._seen: dict[Role, int] = {}
        self._views: dict[Role, View] = {}
        self._players: dict[Role, Player] = {}
        self._listeners: list[Listener] = []

    @property
    def state(self) -> State:
        """What is true now, the hidden part included: for scoring and the facilitator."""
        return self._state

    @property
    def ended(self) -> bool:
        """Whether the drill has been closed for good."""
        return self._state.phase is ExercisePhase.ENDED

    def submit(
        self, command: Command, held: Collection[Role] | None = None, ref: str = ""
    ) -> tuple[Event, ...] | Refusal:
        """Decide a command, log what it leads to, and make it true.

        `held` names the seats that the sender holds; a command for another seat is refused.
        Without it the sender is the program at the facilitator's hand, which may act as anybody.
        Name and last event seen are filled in here, whatever the command claims. A `ref` names
        the command for its sender: whatever comes again by a name that was taken does nothing.
        OSError when the log cannot be written: then nothing has happened.
        """
        role = command.by.role
        if held is not None and role not in held:
            return _foreign(role, held)
        if ref in self._refs:
            return ()
        return self._take(replace(command, by=self._actor(role)), ref)

    def _take(self, command: Command, ref: str = "") -> tuple[Event, ...] | Refusal:
        events = decide(self.plan, self._state, command)
        if isinstance(events, Refusal):
            return events
        self._happen(events, ref)
        if ref:
            self._refs.add(ref)
        return events

    def _happen(self, events: tuple[Event, ...], ref: str) -> None:
        if not events:
            return
        state = self._state
        for event in events:
            state = evolve(self.plan, state, event)
        self._writer.append(events, ref)
        first_n = self._state.n + 1
        self._become(state)
        for n, event in enumerate(events, first_n):
            for listener in tuple(self._listeners):
                listener(n, event)

    def _become(self, state: State) -> None:
        self._state = state
        self._views.clear()

    def _actor(self, role: Role) -> Actor:
        if role is Role.SYSTEM:
            return SYSTEM
        person = self._state.seats.get(role) or self.plan.cast.get(role.value, role.title)
        return Actor(person, role, self._seen.get(role, 0))

    def view(self, role: Role) -> View:
        """What this seat may see now; what it has been shown counts as seen."""
        if role not in self._views:
            self._views[role] = view_for(self.plan, self._state, role)
        self._seen[role] = self._state.n
        return self._views[role]

    def listen(self, listener: Listener) -> None:
        """Tell `listener` every event from now on."""
        self._listeners.append(listener)

    def seat(self, role: Role, player: Player | None) -> None:
        """Let a player act from this seat, once for every second that `play_second` plays.

        None leaves the seat to whoever submits its commands.
        """
        if player is None:
            self._players.pop(role, None)
        else:
            self._players[role] = player

    def advance(self, to_s: int) -> tuple[Event, ...]:
        """Let incident time pass up to that second; what happened by itself meanwhile.

        Second by second, so that the log stays as close behind as it can. Time stands still
        unless the exercise is running; an exercise that stops on the way stays where it stopped.
        """
        happened: list[Event] = []
        while self._runs and self._state.at_s < to_s:
            happened += self._second(self._state.at_s + 1)
        return tuple(happened)

    def _second(self, at_s: int) -> tuple[Event, ...]:
        events = self._take(AdvanceTo(by=SYSTEM, at_s=at_s))
        assert not isinstance(events, Refusal), events.text
        if self._runs:
            self._become(lapse(self.plan, self._state, at_s))
        return events

    @property
    def _runs(self) -> bool:
        return self._state.phase is ExercisePhase.RUNNING

    def play_second(self) -> tuple[Refused, ...]:
        """One second passes, then the players act in the order of the seats; what was refused."""
        self.advance(self._state.at_s + 1)
        return self.play_turn()

    def play_turn(self) -> tuple[Refused, ...]:
        """The players act once, in the order of the seats, without time passing."""
        return tuple(
            refused
            for role in SEATS
            if role in self._players
            for refused in self._turn(role, self._players[role])
        )

    def _turn(self, role: Role, player: Player) -> list[Refused]:
        refused: list[Refused] = []
        if self._runs and not player.looks_up(self._state.at_s):
            return refused
        for command in player.act(self.view(role)):
            result = self.submit(command, held=(role,))
            if isinstance(result, Refusal):
                refused.append(Refused(self._state.at_s, role, command, result))
        return refused

    def keep_up(self, clock: Clock) -> tuple[Refused, ...]:
        """Play every second that the clock has passed since; call it as often as you like."""
        refused: list[Refused] = []
        while self._runs and self._state.at_s < clock.now_s():
            refused += self.play_second()
        return tuple(refused)

    def begin(self) -> None:
        """Brief and start; does nothing to an exercise that has been started."""
        if self._state.phase is ExercisePhase.LOBBY:
            self.submit(OpenBriefing(by=_HOST))
        if self._state.phase is ExercisePhase.BRIEFING:
            self.submit(StartExercise(by=_HOST))

    def finish(self) -> None:
        """Close the drill after its hot wash."""
        if self._state.phase is ExercisePhase.HOT_WASH:
            self.submit(EndExercise(by=_HOST))

    def close(self) -> None:
        """Let go of the log, with everything on the disk, and of all who listened.

        The drill can be resumed.
        """
        self._writer.close()
        self._listeners.clear()


_HOST = Actor("", Role.FACILITATOR)


def _foreign(role: Role, held: Collection[Role]) -> Refusal:
    if not held:
        return Refusal(Reason.WRONG_ROLE, "You are watching; take a seat to act.")
    own = " and ".join(seat.title for seat in SEATS if seat in held) or "an observer"
    return Refusal(Reason.WRONG_ROLE, f"You act as {own}; the {role.title} sits elsewhere.")


def run_headless(
    session: Session, progress: Callable[[int, int], None] | None = None
) -> tuple[Refused, ...]:
    """Play to the end as fast as it goes; what the players were refused on the way.

    `progress` is told incident seconds played and in all, once an incident minute.
    """
    refused: list[Refused] = []
    session.begin()
    duration_s = session.plan.duration_s
    while session.state.phase is ExercisePhase.RUNNING:
        refused += session.play_second()
        if progress is not None and session.state.at_s % 60 == 0:
            progress(session.state.at_s, duration_s)
    refused += session.play_turn()  # the hot wash
    session.finish()
    return tuple(refused)
