"""A player who works through the agenda of a seat, as promptly and completely as its manner is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from game import draws
from game.engine.commands import AnswerHotWash, Command, SendMessage
from game.engine.duties import DueItem
from game.engine.events import SYSTEM
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import actor
from game.faces.bots.agenda import agenda
from game.faces.bots.occasions import Occasions
from game.faces.bots.orders import commands_for
from game.faces.bots.reflections import reflection
from game.faces.bots.speech import line, remark
from game.terms import ExercisePhase, Role

_TRIES = 3
_HEARS_S = 100
_UNFORGETTABLE = frozenset({"acknowledge", "declare", "decide", "mitigate", "approve", "publish"})
"""What rings, or waits right in front of one's eyes."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody works, in incident seconds."""

    delay_s: tuple[int, int]
    """From noticing to doing, at least and at most."""
    handling_s: int = 6
    """For how long one act keeps them busy."""
    looks_every_s: int = 3
    forgets: float = 0.0
    """Share of the items that are forgotten."""
    remembers_after_s: int | None = None
    """After how long what was forgotten comes back to mind; None for never."""
    talks: float = 0.8
    """Share of the acts that come with a word in the channel."""


def _listens(item: DueItem, view: View) -> bool:
    """Whether a decision still waits for somebody's proposal, for a while."""
    if item.action != "decide":
        return False
    wanted = item.with_.get("decision")
    asked = (it for it in view.decisions if it.made_s is None and wanted in {None, it.id})
    first = next(asked, None)
    return first is not None and not first.proposals and view.at_s < first.at_s + _HEARS_S


class Diligent:
    """Does what is due in its seat, one thing at a time, and talks about it."""

    def __init__(self, role: Role, handbook: Handbook, seed: int, manner: Manner) -> None:
        self.role = role
        self.handbook = handbook
        self.seed = seed
        self.manner = manner
        self._purpose = f"bot/{role.value}"
        self._free_s = 0
        self._noticed: dict[str, int] = {}
        self._tries: Counter[Command] = Counter()
        self._occasions = Occasions(role, handbook)
        self._spoken = 0
        self._reflected = False

    def looks_up(self, at_s: int) -> bool:
        """Not while the hands are full."""
        return at_s >= self._free_s

    def act(self, view: View) -> Sequence[Command]:
        """What this player does in this second; mostly nothing."""
        if view.phase is ExercisePhase.HOT_WASH:
            return self._reflect(view)
        if view.phase is not ExercisePhase.RUNNING or not self.looks_up(view.at_s):
            return ()
        self._free_s = view.at_s + self.manner.looks_every_s
        commands = self._next(view)
        if not commands:
            return self._speak_up(view)
        self._free_s = view.at_s + self.manner.handling_s
        return (*commands, *self._word(commands[0], view))

    def _next(self, view: View) -> Sequence[Command]:
        for item in agenda(view, self.role, self.handbook):
            if not self._ready(item, view.at_s) or _listens(item, view):
                continue
            commands = [
                kept
                for command in commands_for(item, view, self.handbook)
                if (kept := self.adjusted(command, item, view)) is not None
            ]
            if commands and self._worth_a_try(commands[0]):
                return commands
        return ()

    def adjusted(self, command: Command, item: DueItem, view: View) -> Command | None:
        """The command as this player gives it; None to leave it out. Here: as the book says."""
        del item, view
        return command

    def _ready(self, item: DueItem, at_s: int) -> bool:
        noticed_s = self._noticed.setdefault(item.id, at_s)
        low_s, high_s = self.delay_s(item)
        ready_s = noticed_s + low_s + (high_s - low_s) * self._draw("delay", item.id)
        if self._draw("forget", item.id) < self.forgets(item):
            again_s = self.remembers_after_s(item)
            return again_s is not None and at_s >= ready_s + again_s
        return at_s >= ready_s

    def delay_s(self, item: DueItem) -> tuple[int, int]:
        """From noticing an item to doing it, at least and at most."""
        del item
        return self.manner.delay_s

    def forgets(self, item: DueItem) -> float:
        """How likely this item is forgotten."""
        return 0.0 if item.action in _UNFORGETTABLE else self.manner.forgets

    def remembers_after_s(self, item: DueItem) -> int | None:
        """After how long a forgotten item that is still open comes back to mind; None for never."""
        del item
        return self.manner.remembers_after_s

    def _draw(self, purpose: str, key: str) -> float:
        return draws.draw(self.seed, f"{self._purpose}/{purpose}/{key}")

    def _worth_a_try(self, command: Command) -> bool:
        """What was refused before is tried again a few times, since moments change."""
        known = replace(command, by=SYSTEM)
        self._tries[known] += 1
        return self._tries[known] <= _TRIES

    def _word(self, command: Command, view: View) -> tuple[Command, ...]:
        said = remark(command, view, self.handbook)
        if said is None:
            return ()
        return self._say(*said, view=view)

    def _speak_up(self, view: View) -> tuple[Command, ...]:
        said = self._occasions.next(view)
        return self._say(*said, view=view) if said else ()

    def _say(self, occasion: str, facts: dict[str, str], view: View) -> tuple[Command, ...]:
        self._spoken += 1
        chatty = 1.0 - self.manner.forgets if occasion == "clock" else self.manner.talks
        if self._draw("talk", str(self._spoken)) >= chatty:
            return ()
        purpose_seed = draws.key(self.seed, self._purpose)
        text = line(occasion, purpose_seed, self._spoken, facts)
        return (SendMessage(by=actor(view, self.role), channel="incident", text=text),)

    def _reflect(self, view: View) -> tuple[Command, ...]:
        if self._reflected:
            return ()
        self._reflected = True
        answer = reflection(view, self.role, self.handbook)
        if answer is None:
            return ()
        question, text = answer
        return (AnswerHotWash(by=actor(view, self.role), question=question, text=text),)
