"""A decent person on call: gets it done, and forgets or puts off what nobody asks for twice."""

from dataclasses import replace

from game.engine.commands import (
    CaptureEvidence,
    CheckPrecondition,
    Command,
    Decide,
    DraftPost,
    StartMitigation,
)
from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.choices import decided_lever
from game.faces.bots.diligent import Diligent, Manner
from game.terms import Role

COMPETENT = Manner(delay_s=(25, 100), handling_s=10, forgets=0.18)
_FORGETS = {
    "assign-task": 0.45,
    "check": 0.35,
    "investigate": 0.3,
    "name-roles": 0.5,
    "page": 0.5,
    "pin": 0.6,
    "post": 0.18,
    "reply": 0.25,
    "snapshot": 0.65,
    "status-doc": 0.55,
    "write-entry": 0.6,
}
_FORGETS_SENTENCE = 0.8
_LATE = 0.5
_LATE_S = (200, 420)
"""From noticing that an update is due to writing it, where something else came first."""
_SKIPS_STEP = 0.6
_WAYS_OUT = frozenset({"investigate", "decide", "mitigate"})
_COMES_BACK_S = 150
_CURT = 0.65


class Competent(Diligent):
    """Knows the runbook, and is busy."""

    def __init__(self, role: Role, handbook: Handbook, seed: int) -> None:
        super().__init__(role, handbook, seed, COMPETENT)

    def forgets(self, item: DueItem) -> float:
        """What is nobody's first thought in a noisy half hour."""
        return _FORGETS.get(item.action, super().forgets(item))

    def remembers_after_s(self, item: DueItem) -> int | None:
        """While customers are hit, nobody stops looking for a way out."""
        return _COMES_BACK_S if item.action in _WAYS_OUT else None

    def delay_s(self, item: DueItem) -> tuple[int, int]:
        """Some updates wait until somebody asks for them."""
        late = item.action == "post" and self._draw("late", item.id) < _LATE
        return _LATE_S if late else super().delay_s(item)

    def adjusted(self, command: Command, item: DueItem, view: View) -> Command | None:
        """Posts lack a sentence, reasons are short, and some levers are pulled at once."""
        match command:
            case DraftPost():
                return self._shortened(command)
            case Decide() if self._draw("curt", command.decision) < _CURT:
                return replace(command, reason="Seems best.")
            case CaptureEvidence() | CheckPrecondition() if item.action == "mitigate":
                lever = decided_lever(view, self.handbook)
                if lever is None or self._draw("skip", lever.id) >= _SKIPS_STEP:
                    return command
                return StartMitigation(by=command.by, lever=lever.id)
            case _:
                return command

    def _shortened(self, post: DraftPost) -> DraftPost:
        """One sentence is forgotten now and then: who is hit, or when the next update comes."""
        key = f"{post.audience.value}/{post.stage.value}"
        mark = self._draw("sentence", key)
        parts = post.text.split(". ")
        if mark >= _FORGETS_SENTENCE or len(parts) < 3:
            return post
        if mark < _FORGETS_SENTENCE / 2:
            return replace(post, text=". ".join(parts[1:]))
        return replace(post, text=". ".join(parts[:-1]) + ".", next_update_s=None)
