"""An Operations Lead by the book who also tries one lever, with every care, to see what it brings.

Practised teams leave wrong levers alone, so that whatever a scenario says about those levers is
never seen. The explorer pulls one after all evidence and all preconditions.
"""

from collections.abc import Iterator, Sequence

from game.engine.commands import CaptureEvidence, CheckPrecondition, Command, StartMitigation
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import actor, hands_busy
from game.faces.bots.choices import newest_pull, unchecked
from game.faces.bots.policies import make_player
from game.terms import EvidenceKind, ExercisePhase, Role

BEGINS_S = 240
"""So long after the first page the explorer turns to its lever."""


class Explorer:
    """Plays Ops by the book, and pulls `lever` on the way."""

    def __init__(self, handbook: Handbook, seed: int, lever: str) -> None:
        self._team = make_player("by-the-book", handbook, Role.OPS, seed)
        self._lever = handbook.levers[lever]

    def looks_up(self, at_s: int) -> bool:
        """Every second, since the colleague by the book may want to as well."""
        del at_s
        return True

    def act(self, view: View) -> Sequence[Command]:
        """The next step towards the lever once it is time, and the runbook's otherwise."""
        if not self._due(view):
            return self._team.act(view)
        return tuple(self._step(view, actor(view, Role.OPS)))

    def _due(self, view: View) -> bool:
        began = bool(view.pages) and view.at_s >= view.pages[0].at_s + BEGINS_S
        running = view.phase is ExercisePhase.RUNNING
        return running and began and newest_pull(view, self._lever.id) is None

    def _step(self, view: View, by: Actor) -> Iterator[Command]:
        have = {item.kind for item in view.evidence}
        yield from (CaptureEvidence(by=by, kind=kind) for kind in EvidenceKind if kind not in have)
        if hands_busy(view):
            return
        question = next(unchecked(view, self._lever), None)
        if question is None:
            yield StartMitigation(by=by, lever=self._lever.id)
        else:
            yield CheckPrecondition(by=by, lever=self._lever.id, precondition=question)
