"""The facilitator's hands in a room that is hosted elsewhere: each is one message to it."""

from collections.abc import Mapping, Sequence

from game.engine.commands import (
    AdHocInject,
    Command,
    DelayInject,
    ExtendExercise,
    PauseExercise,
    ReleaseInject,
    ResumeExercise,
    SetPace,
    SkipInject,
    StopExercise,
)
from game.engine.events import Actor
from game.engine.refusals import Refusal
from game.engine.state import InjectState
from game.engine.view import View
from game.faces.desk.remote.door import Address
from game.faces.desk.remote.messages import Lobby, Peeked
from game.faces.desk.remote.script import Forecast, Planned, ScoreSoFar, Truth
from game.faces.desk.remote.table import RemoteTable
from game.terms import ExercisePhase, Role, Via

_BY = Actor("", Role.FACILITATOR)


class Lead:
    """Steers one room; whether it may is for the room to say."""

    def __init__(self, table: RemoteTable, address: Address) -> None:
        self.table, self.address = table, address
        self.score: ScoreSoFar | None = None
        self.forecast: Forecast | None = None
        self.seen_at_s: int | None = None
        """The incident second of the newest score or forecast."""
        self._peeks: list[str] = []

    # ------------------------------------------------------------------ looking

    @property
    def lobby(self) -> Lobby | None:
        """Who is there, and who sits where."""
        return self.table.mirror.lobby

    @property
    def events(self) -> tuple[Planned, ...]:
        """The events list, in the order of the scenario's file."""
        return self.table.mirror.script.msel

    @property
    def notes(self) -> tuple[tuple[int, str], ...]:
        """Private notes, each with its incident second."""
        return self.table.mirror.script.notes

    @property
    def truth(self) -> Truth | None:
        """What is really the matter."""
        you = self.table.mirror.you
        return you.truth if you else None

    @property
    def paused(self) -> bool:
        """Whether the incident's clock stands still."""
        return self.table.phase is ExercisePhase.PAUSED

    # ------------------------------------------------------------------ steering

    def begin(self) -> None:
        """Start the drill; bots take the seats that are free."""
        self.table.link.tell("begin")

    def finish(self) -> None:
        """Close the drill after its hot wash, and have the report made."""
        self.table.link.tell("finish")

    def toggle_pause(self) -> Refusal | None:
        """Let the incident's clock stand still, or run again."""
        stop = PauseExercise(by=_BY, reason="The facilitator paused the exercise.")
        return self._give(ResumeExercise(by=_BY) if self.paused else stop)

    def set_pace(self, pace: float) -> Refusal | None:
        """Incident seconds per real second."""
        return self._give(SetPace(by=_BY, pace=pace))

    def extend(self, by_s: int) -> Refusal | None:
        """Give the exercise more time."""
        return self._give(ExtendExercise(by=_BY, by_s=by_s))

    def stop(self, reason: str) -> Refusal | None:
        """End the exercise: the hot wash comes next."""
        return self._give(StopExercise(by=_BY, reason=reason))

    def release(self, inject: str) -> Refusal | None:
        """Let a planned inject happen now."""
        return self._give(ReleaseInject(by=_BY, inject=inject))

    def skip(self, inject: str, reason: str) -> Refusal | None:
        """Leave a planned inject out."""
        return self._give(SkipInject(by=_BY, inject=inject, reason=reason))

    def delay(self, inject: str, by_s: int) -> Refusal | None:
        """Move a planned inject; a negative time brings it nearer."""
        return self._give(DelayInject(by=_BY, inject=inject, delay_s=by_s))

    def speak(self, sender: str, to: str, via: Via, text: str) -> Refusal | None:
        """Say something as a character that is not planned."""
        return self._give(AdHocInject(by=_BY, sender=sender, to=to, via=via, text=text))

    def note(self, text: str) -> None:
        """Keep a private note; players see nothing of it."""
        self.table.link.tell("note", text=text)

    def move(self, seat: Role, person: str = "") -> None:
        """Free a seat, or give it to a player (by public id) who is there."""
        self.table.link.tell("move", seat=seat.value, person=person)

    def _give(self, *commands: Command) -> Refusal | None:
        return self.table.give(commands)

    # ------------------------------------------------------------------ weighing up

    @property
    def weighing(self) -> bool:
        """Whether the room still works on what was asked for."""
        return bool(self._peeks)

    def weigh(self) -> None:
        """Ask for the score so far, and for what comes if nothing changes."""
        if not self._peeks and self.table.link.standing == "open":
            self._peeks = [self.table.link.ask("peek", {"at": at}) for at in ("score", "forecast")]

    def keep_up(self) -> None:
        """Take in what the room has found."""
        for ref in tuple(self._peeks):
            answer = self.table.link.answer(ref)
            if answer is not None:
                self._peeks.remove(ref)
            match answer:
                case Peeked(found=ScoreSoFar() as found):
                    self.score = found
                case Peeked(found=Forecast() as found):
                    self.forecast = found
                case _:
                    continue
            self.seen_at_s = self.table.view(Role.FACILITATOR).at_s


def to_come(events: Sequence[Planned]) -> list[Planned]:
    """What has not been released, by its time; what waits for a condition comes last."""
    waiting = [item for item in events if item.waits]
    return sorted(waiting, key=lambda item: (item.at_s is None, item.at_s or 0))


def released(events: Sequence[Planned]) -> list[Planned]:
    """What has been released or left out, the newest first."""
    gone = [item for item in events if not item.waits]
    return sorted(gone, key=lambda item: item.released_s or 0, reverse=True)


def unplanned(events: Sequence[Planned], view: View, names: Mapping[str, str]) -> list[Planned]:
    """What was said as a character without being planned, as events of their own."""
    planned = {item.id for item in events}
    return [_ad_hoc(item, names) for item in view.injects if item.id not in planned]


def _ad_hoc(item: InjectState, names: Mapping[str, str]) -> Planned:
    told: dict[str, object] = {
        "id": item.id,
        "kind": "ad hoc",
        "at_s": None,
        "from": names.get(item.sender, item.sender.capitalize()),
        "to": item.to,
        "via": item.via.value,
        "text": item.text,
        "expects": "",
        "expects_of": None,
        "prompt": "",
        "status": "out",
        "released_s": item.at_s,
    }
    return Planned.model_validate(told)
