"""The table that players sit at: one drill, its clock, and the seats that people hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from game.engine.commands import (
    AnswerHotWash,
    Command,
    PauseExercise,
    ResumeExercise,
    SetPace,
    ShowHint,
    StopExercise,
)
from game.engine.duties import DueItem
from game.engine.events import Actor, Event, ExerciseStopped
from game.engine.handbook import Handbook, handbook_of
from game.engine.refusals import Reason, Refusal
from game.engine.view import View
from game.faces.desk.notices import Say, notice_of
from game.session.clock import Clock, heed
from game.session.folder import DrillFolder
from game.session.session import Session
from game.terms import SEATS, ExercisePhase, Role

PACES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Incident seconds per real second; the last is for waiting, not for working."""
_HOST = Actor("", Role.FACILITATOR)


@dataclass(frozen=True, slots=True)
class Parting:
    """What leaving the drill screen means, as the question before it says."""

    question: str
    meaning: str
    answer: str


class Table(Protocol):
    """What the screens need of a drill, wherever it is played."""

    @property
    def handbook(self) -> Handbook:
        """What everybody may read."""
        ...

    @property
    def humans(self) -> frozenset[Role]:
        """The seats that the people at this desk hold."""
        ...

    @property
    def coach(self) -> bool:
        """Whether the coach helps."""
        ...

    @property
    def phase(self) -> ExercisePhase:
        """Where the exercise stands."""
        ...

    @property
    def first_seat(self) -> Role:
        """The seat to show first."""
        ...

    @property
    def trouble(self) -> str:
        """What is wrong with the game itself, in a sentence; empty while nothing is."""
        ...

    @property
    def clock_held(self) -> str:
        """Why the people at this desk can neither pause nor hurry; empty where they can."""
        ...

    @property
    def parting(self) -> Parting:
        """What leaving the drill screen means here."""
        ...

    @property
    def stop_reason(self) -> str:
        """Why the exercise is over."""
        ...

    def view(self, role: Role) -> View:
        """What that seat may see now."""
        ...

    def tell(self, say: Say) -> None:
        """From now on say out loud what should not be missed."""
        ...

    def keep_up(self) -> None:
        """Let the time that has passed pass in the drill."""
        ...

    def next_s(self) -> float:
        """Real seconds until there may be something new."""
        ...

    def give(self, commands: Sequence[Command]) -> Refusal | None:
        """Hand in commands of the seats that people hold; the first refusal ends it."""
        ...

    def begin(self) -> None:
        """StartEx."""
        ...

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        ...

    def faster(self) -> None:
        """The next pace."""
        ...

    def stop(self, reason: str) -> None:
        """Leave the drill screen, as `parting` says."""
        ...

    def answer(self, question: int, text: str) -> Refusal | None:
        """Answer a question of the hot wash."""
        ...

    def hint(self, item: DueItem) -> None:
        """The coach has shown this item to somebody."""
        ...


class LocalTable:
    """One drill as this desk plays it; every act goes through the session."""

    trouble = ""
    clock_held = ""
    parting = Parting(
        "End the drill?",
        "The hot wash and the score come next. The log keeps all that happened.",
        "End it",
    )

    def __init__(
        self,
        session: Session,
        clock: Clock,
        humans: frozenset[Role],
        *,
        coach: bool = True,
        folder: DrillFolder,
    ) -> None:
        self.session = session
        self.clock = clock
        self.humans = humans
        self.coach = coach
        self.folder = folder
        self.handbook: Handbook = handbook_of(session.plan)
        self._hinted: set[str] = set(session.state.hints)
        session.listen(lambda _n, event: heed(clock, event))

    def reread(self) -> None:
        """Show the texts as the author has changed them meanwhile."""
        self.handbook = handbook_of(self.session.state.revised or self.session.plan)

    @property
    def phase(self) -> ExercisePhase:
        """Where the exercise stands."""
        return self.session.state.phase

    @property
    def first_seat(self) -> Role:
        """The seat to show first."""
        return next((role for role in SEATS if role in self.humans), Role.IC)

    @property
    def stop_reason(self) -> str:
        """Why the exercise is over."""
        stops = self.session.state.history.of("exercise_stopped")
        event = stops[-1] if stops else None
        return event.reason if isinstance(event, ExerciseStopped) else "time is up"

    def tell(self, say: Say) -> None:
        """From now on say out loud what should not be missed."""

        def heard(_n: int, event: Event) -> None:
            notice = notice_of(event, self.humans, self.session.plan.person)
            if notice is not None:
                say(*notice)

        self.session.listen(heard)

    def view(self, role: Role) -> View:
        """What that seat may see now."""
        return self.session.view(role)

    def keep_up(self) -> None:
        """Play the seconds that have passed since the last call, bots included."""
        self.session.keep_up(self.clock)

    def next_s(self) -> float:
        """Real seconds until the next incident second, at most a quarter of one."""
        return min(0.25, 1 / max(self.session.state.pace, 0.1))

    def give(self, commands: Sequence[Command]) -> Refusal | None:
        """Hand in commands of the seats that people hold; the first refusal ends it."""
        for command in commands:
            refusal = self._submit(command, self.humans)
            if refusal is not None:
                return refusal
        return None

    def _submit(self, command: Command, held: frozenset[Role] | None = None) -> Refusal | None:
        """Give a command; where the log cannot be written, nothing happens, and that is told."""
        try:
            result = self.session.submit(command, held=held)
        except OSError as problem:
            text = f"The log cannot be written ({problem.strerror}), so nothing was done."
            return Refusal(Reason.NOT_YET, text)
        return result if isinstance(result, Refusal) else None

    def begin(self) -> None:
        """StartEx."""
        self.session.begin()

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        paused = self.phase is ExercisePhase.PAUSED
        self._submit(ResumeExercise(by=_HOST) if paused else PauseExercise(by=_HOST))

    def faster(self) -> None:
        """The next pace, and from the last back to the first."""
        pace = next((pace for pace in PACES if pace > self.session.state.pace), PACES[0])
        self._submit(SetPace(by=_HOST, pace=pace))

    def set_pace(self, pace: float) -> None:
        """Incident seconds per real second; unchanged where it is that already."""
        if pace != self.session.state.pace:
            self._submit(SetPace(by=_HOST, pace=pace))

    def stop(self, reason: str) -> None:
        """EndEx by hand."""
        self._submit(StopExercise(by=_HOST, reason=reason))

    def answer(self, question: int, text: str) -> Refusal | None:
        """Answer a question of the hot wash, from the first seat that people hold."""
        by = Actor("", self.first_seat)
        return self._submit(AnswerHotWash(by=by, question=question, text=text))

    def finish(self) -> None:
        """Close the drill after its hot wash; bots answer theirs first."""
        self.session.play_turn()
        self.session.finish()

    def hint(self, item: DueItem) -> None:
        """Log once that the coach has shown this item to somebody."""
        if self.coach and item.id not in self._hinted:
            self._hinted.add(item.id)
            by = Actor("", item.seat)
            self._submit(ShowHint(by=by, item=item.id, text=item.say))
