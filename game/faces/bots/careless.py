"""Somebody who ignores the lesson: guesses, promises, blames, and closes before it is over."""

from collections.abc import Sequence

from game.engine.commands import (
    AcknowledgePage,
    Command,
    Declare,
    DraftPost,
    MarkMitigated,
    PublishPost,
    Resolve,
    SendMessage,
    StartMitigation,
    WriteEntry,
)
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import actor
from game.scenario.shop_model import LeverKind
from game.terms import Audience, EntryKind, ExercisePhase, IncidentPhase, Role, Severity, Stage

_ACK_S = 150
_DECLARE_S = 240
_FIRST_PULL_S = 150
_BETWEEN_PULLS_S = 70
_POST_AFTER_S = 420
_HOPES_FOR_S = 60

_PROMISE = (
    "The database crashed because the developers deployed a bad build to the kubernetes pods. "
    "Everything will be fixed in 10 minutes."
)
_GUESSES = (LeverKind.RESTART, LeverKind.SCALE_OUT, LeverKind.ROLLBACK, LeverKind.FLAG_OFF)
_LOOKS_EVERY_S = 5


class Careless:
    """Acts on the first thought, in every seat."""

    def __init__(self, role: Role, handbook: Handbook, seed: int) -> None:
        del seed
        self._role = role
        self._handbook = handbook
        self._done: set[str] = set()

    def looks_up(self, at_s: int) -> bool:
        """Every few seconds."""
        return at_s % _LOOKS_EVERY_S == 0

    def act(self, view: View) -> Sequence[Command]:
        """What comes to mind."""
        if view.phase is not ExercisePhase.RUNNING or not self.looks_up(view.at_s):
            return ()
        by = actor(view, self._role)
        match self._role:
            case Role.IC:
                return self._command(view, by)
            case Role.OPS:
                return self._acknowledge(view, by)
            case Role.COMMS:
                return self._promise(view, by)
            case Role.SCRIBE:
                return self._scribble(view, by)
            case _:
                return ()

    def _once(self, key: str) -> bool:
        if key in self._done:
            return False
        self._done.add(key)
        return True

    def _command(self, view: View, by: Actor) -> Sequence[Command]:
        since_s = _since_page(view)
        if since_s >= _DECLARE_S and self._once("declare"):
            blame = "Who deployed this again? Whoever it was, clean it up."
            return (
                Declare(by=by, severity=Severity.SEV3, title="checkout acting up"),
                SendMessage(by=by, channel="incident", text=blame),
            )
        pulls = self._pull(view, by, since_s)
        return pulls or self._close(view, by)

    def _pull(self, view: View, by: Actor, since_s: int) -> Sequence[Command]:
        """The commander's own hands on the system, one guess after the other."""
        number = (since_s - _FIRST_PULL_S) // _BETWEEN_PULLS_S
        if since_s < _FIRST_PULL_S or number >= len(_GUESSES) or not self._once(f"pull{number}"):
            return ()
        kind = _GUESSES[number]
        levers = [lever.id for lever in self._handbook.levers.values() if lever.kind is kind]
        del view
        return tuple(StartMitigation(by=by, lever=lever) for lever in levers[:1])

    def _close(self, view: View, by: Actor) -> Sequence[Command]:
        declared_s = view.incident.declared_s
        if declared_s is None or view.at_s < declared_s + _HOPES_FOR_S:
            return ()
        if view.incident.phase in {IncidentPhase.DECLARED, IncidentPhase.MITIGATING}:
            if not self._once("mitigated"):
                return ()
            return (MarkMitigated(by=by, reason="Should be fine now."),)
        if self._once("resolved"):
            return (Resolve(by=by, summary="Done, going back to bed."),)
        return ()

    def _acknowledge(self, view: View, by: Actor) -> Sequence[Command]:
        if _since_page(view) < _ACK_S:
            return ()
        loose = [page.id for page in view.pages if page.acknowledged_s is None]
        return tuple(AcknowledgePage(by=by, page=page) for page in loose)

    def _promise(self, view: View, by: Actor) -> Sequence[Command]:
        if _since_page(view) < _POST_AFTER_S:
            return ()
        if self._once("draft"):
            return (
                DraftPost(
                    by=by, audience=Audience.CUSTOMERS, stage=Stage.IDENTIFIED, text=_PROMISE
                ),
            )
        loose = [draft.id for draft in view.drafts if draft.published_s is None]
        return tuple(PublishPost(by=by, draft=draft) for draft in loose)

    def _scribble(self, view: View, by: Actor) -> Sequence[Command]:
        if view.incident.declared_s is None or not self._once("line"):
            return ()
        text = "Somebody broke checkout with their build."
        entry = WriteEntry(by=by, time_s=0, who="", kind=EntryKind.OBSERVED, text=text)
        return (entry,)


def _since_page(view: View) -> int:
    """Seconds since the first page; below zero while there was none."""
    return view.at_s - view.pages[0].at_s if view.pages else -1
