"""A player who knows nothing and does what the coach on the screen says, one thing at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from game.engine.commands import AnswerHotWash, Command, ShowHint
from game.engine.events import SYSTEM
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import actor
from game.faces.bots.coach import Hint, hints
from game.terms import ExercisePhase, Role

_READS_S = 10
_ACTS_S = 6
_TRIES = 3


class Coached:
    """Reads the hint for its seat, then does exactly that."""

    def __init__(self, role: Role, handbook: Handbook) -> None:
        self._role = role
        self._handbook = handbook
        self._ready_s = 0
        self._reading: str | None = None
        self._tries: Counter[Command] = Counter()
        self._reflected = False

    def looks_up(self, at_s: int) -> bool:
        """Not while reading or doing something."""
        return at_s >= self._ready_s

    def act(self, view: View) -> Sequence[Command]:
        """Read, or do what was read."""
        if view.phase is ExercisePhase.HOT_WASH:
            return self._reflect(view)
        if view.phase is not ExercisePhase.RUNNING or not self.looks_up(view.at_s):
            return ()
        self._ready_s = view.at_s + 3
        found = self._hint(view)
        if found is None:
            self._reading = None
            return ()
        if found.item.id != self._reading:
            return self._read(found, view)
        return self._do(found, view)

    def _hint(self, view: View) -> Hint | None:
        open_hints = hints(view, (self._role,), self._handbook)
        return next((item for item in open_hints if self._left(item.commands[0])), None)

    def _left(self, command: Command) -> bool:
        return self._tries[replace(command, by=SYSTEM)] < _TRIES

    def _read(self, found: Hint, view: View) -> Sequence[Command]:
        self._reading = found.item.id
        self._ready_s = view.at_s + _READS_S
        return (ShowHint(by=actor(view, self._role), item=found.item.id, text=found.say),)

    def _do(self, found: Hint, view: View) -> Sequence[Command]:
        self._reading = None
        self._ready_s = view.at_s + _ACTS_S
        self._tries[replace(found.commands[0], by=SYSTEM)] += 1
        return found.commands

    def _reflect(self, view: View) -> Sequence[Command]:
        questions = self._handbook.runbook.hot_wash
        if self._reflected or not questions or self._role is not Role.IC:
            return ()
        self._reflected = True
        text = "The coach told us what came next; now we know why."
        return (AnswerHotWash(by=actor(view, self._role), question=0, text=text),)
