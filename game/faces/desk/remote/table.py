"""The table of a room that is hosted elsewhere: views from its messages, acts by its answers."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace

from pydantic_core import to_jsonable_python

from game.engine.commands import AnswerHotWash, Command
from game.engine.duties import DueItem
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.orders import order_type
from game.engine.refusals import Reason, Refusal
from game.engine.view import View
from game.faces.desk.notices import Say
from game.faces.desk.remote.link import Answer, Link
from game.faces.desk.remote.messages import Incoming, Refused
from game.faces.desk.remote.mirror import Mirror
from game.faces.desk.remote.news import news
from game.faces.desk.table import Parting
from game.terms import SEATS, ExercisePhase, Role

ANSWER_S = 1.5
"""So long the desk waits for the room's answer; a later one is said when it comes."""
SERIES_PAUSE_S = 0.15
"""Between two questions for the past of a metric: the room hears 15 messages a second."""
_CLOCK = "In a room the facilitator holds the clock."


class NotReadyError(RuntimeError):
    """The room has not told enough yet to show a drill."""


class RemoteTable:
    """One drill as a room elsewhere plays it; every act goes through the room."""

    clock_held = _CLOCK
    parting = Parting(
        "Leave the room?",
        "The drill goes on. A bot plays for you after a minute and a half; join again, and the "
        "seat is yours again.",
        "Leave",
    )

    def __init__(self, link: Link, mirror: Mirror) -> None:
        self.link, self.mirror = link, mirror
        self.leave: Callable[[], object] = lambda: None
        """Called when the people here want to leave the room."""
        self._say: Say = lambda _text, _tone: None
        self._late: list[str] = []
        self._series_s = 0.0
        self._before: dict[Role, View] = {}
        self._strange = False
        self._hinted: set[str] = set()
        self._held: frozenset[Role] | None = None

    # ------------------------------------------------------------------ looking

    @property
    def handbook(self) -> Handbook:
        """What everybody may read; NotReadyError before the room has told it."""
        if self.mirror.book is None:
            raise NotReadyError
        return self.mirror.book

    @property
    def humans(self) -> frozenset[Role]:
        """The seats that the room has given to this desk."""
        return frozenset(self.mirror.roles) & frozenset(SEATS)

    @property
    def coach(self) -> bool:
        """Whether the room coaches."""
        return self.mirror.coach and bool(self.humans)

    @property
    def phase(self) -> ExercisePhase:
        """Where the exercise stands."""
        if self.mirror.report is not None:
            return ExercisePhase.ENDED
        if self.mirror.seen:
            return self.mirror.view(self.mirror.seen[0]).phase
        return self.mirror.lobby.phase if self.mirror.lobby else ExercisePhase.LOBBY

    @property
    def first_seat(self) -> Role:
        """The seat to show first."""
        return next((seat for seat in SEATS if seat in self.humans), Role.IC)

    @property
    def trouble(self) -> str:
        """What is wrong with the connection."""
        standing = "strange" if self._strange else self.link.standing
        match standing:
            case "open":
                return ""
            case "stranger":
                return "The host does not know you any more. Leave, and join again."
            case "strange":
                return "The host's Break Glass is not the version of this one."
            case _:
                return (
                    "There is no connection to the host. It comes back by itself; what you do "
                    "meanwhile is kept, and sent then."
                )

    @property
    def stop_reason(self) -> str:
        """Why the exercise is over, as far as a seat can tell."""
        view = self.view(self.first_seat)
        over = view.at_s >= view.duration_s
        return "time is up" if over else "the work is done, or somebody ended it"

    def view(self, role: Role) -> View:
        """What that seat may see now; of others' seats what everybody sees."""
        seen = self.mirror.seen
        if not seen:
            raise NotReadyError
        if role not in seen:
            own = self.mirror.view(seen[0])
            public = tuple(item for item in own.messages if item.channel == "incident")
            return replace(own, role=role, messages=public, due=())
        if len(seen) == 1:
            return self.mirror.view(role)
        # A room sends each seat what is due for it alone; whoever holds several sees it all.
        due = tuple(item for seat in seen for item in self.mirror.view(seat).due)
        return replace(self.mirror.view(role), due=due)

    def tell(self, say: Say) -> None:
        """From now on say out loud what should not be missed."""
        self._say = say

    def keep_up(self) -> None:
        """Take in what the room has sent since the last call."""
        while (sent := self.link.hear()) is not None:
            self.take(sent)
        self._ask_for_series()
        self._say_seats()
        self._say_news()
        for ref in tuple(self._late):
            answer = self.link.answer(ref)
            if answer is not None:
                self._late.remove(ref)
                self._told_late(answer)

    def take(self, sent: Incoming) -> None:
        """Take one message in; what follows from a lost one is asked for again."""
        if isinstance(sent, Refused):
            self._say(sent.text, "bad")
        try:
            if not self.mirror.take(sent):
                self.link.tell("again")
        except (ValueError, LookupError):
            self._strange = True

    def next_s(self) -> float:
        """The link wakes the desk; this is for the sentence about the connection."""
        return 0.25

    def _ask_for_series(self) -> None:
        now_s = time.monotonic()
        if self.mirror.wanted and self.link.standing == "open" and now_s >= self._series_s:
            self._series_s = now_s + SERIES_PAUSE_S
            self.link.tell("series", metric=self.mirror.wanted.pop(0))

    def _say_seats(self) -> None:
        """Say which seats are new to this desk since the drill began."""
        held, self._held = self._held, self.humans
        if held is None or self.phase is not ExercisePhase.RUNNING:
            return
        for number, seat in enumerate(SEATS, 1):
            if seat in self.humans - held:
                self._say(f"You are the {seat.title} now (Ctrl+{number}).", "info")
        if held and not self.humans:
            self._say("You have no seat any more; you may watch.", "warn")

    def _say_news(self) -> None:
        if self.mirror.book is None:
            return
        for role in self.mirror.seen:
            now, before = self.mirror.view(role), self._before.get(role)
            self._before[role] = now
            if before is not None and before is not now:
                for text, tone in news(before, now, self.mirror.book):
                    self._say(text, tone)

    def _told_late(self, answer: Answer) -> None:
        if isinstance(answer, Refused):
            self._say(answer.text, "bad")

    # ------------------------------------------------------------------ acting

    def give(self, commands: Sequence[Command]) -> Refusal | None:
        """Hand in commands; the first refusal ends it. What is not answered yet is kept."""
        for command in commands:
            refused = self._submit(command)
            if refused is not None:
                return refused
        return None

    def _submit(self, command: Command) -> Refusal | None:
        act = {
            "role": command.by.role.value,
            "do": order_type(type(command)),
            "with": dict(_told(command)),
        }
        ref = self.link.ask("act", act)
        answer = self.link.answer(ref, ANSWER_S) if self.link.standing == "open" else None
        if isinstance(answer, Refused):
            return Refusal(Reason.NOT_YET, answer.text)
        if answer is None:
            self._late.append(ref)
            self._say("Kept: it is sent once the host is back.", "muted")
        return None

    def begin(self) -> None:
        """The room begins by itself, or because somebody in the lobby said so."""

    def toggle_pause(self) -> None:
        """Not a seat's business in a room."""
        self._say(_CLOCK, "muted")

    def faster(self) -> None:
        """Not a seat's business in a room."""
        self._say(_CLOCK, "muted")

    def stop(self, reason: str) -> None:  # noqa: ARG002 - a room asks nobody why they leave
        """Leave the room."""
        self.leave()

    def answer(self, question: int, text: str) -> Refusal | None:
        """Answer a question of the hot wash, from the first seat of this desk."""
        by = Actor("", self.first_seat)
        refused = self.give([AnswerHotWash(by=by, question=question, text=text)])
        if refused is not None:
            self._say(refused.text, "bad")
        return refused

    def hint(self, item: DueItem) -> None:
        """Tell the room once that the coach has shown this item to somebody here."""
        if self.coach and item.id not in self._hinted and item.seat in self.humans:
            self._hinted.add(item.id)
            self.link.tell("hint", seat=item.seat.value, item=item.id)


def _told(command: Command) -> Iterator[tuple[str, object]]:
    for field in fields(command):
        if field.name != "by":
            yield field.name, to_jsonable_python(getattr(command, field.name))
