"""Somebody who does everything at once, all the time: it must not pay."""

from collections.abc import Sequence

from game.engine.commands import (
    AcknowledgePage,
    ApprovePost,
    Command,
    Decide,
    Declare,
    DraftPost,
    MarkMitigated,
    PublishPost,
    StartMitigation,
    WriteEntry,
)
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import actor
from game.scenario.shop_model import LeverKind
from game.terms import Audience, EntryKind, ExercisePhase, Role, Severity, Stage

_POSTS_EVERY_S = 30
_LINES_EVERY_S = 10
_TURNS_EVERY_S = 120
_STAGES = tuple(Stage)
_KINDS = tuple(EntryKind)
_LOOKS_EVERY_S = 5


class Spammer:
    """Pulls every lever, posts without end, and writes lines about everything and nothing."""

    def __init__(self, role: Role, handbook: Handbook, seed: int) -> None:
        del seed
        self._role = role
        self._handbook = handbook
        self._pulled = False

    def looks_up(self, at_s: int) -> bool:
        """Every few seconds."""
        return at_s % _LOOKS_EVERY_S == 0

    def act(self, view: View) -> Sequence[Command]:
        """As much as possible."""
        running = view.phase is ExercisePhase.RUNNING and self.looks_up(view.at_s)
        if not running or not view.pages:
            return ()
        by = actor(view, self._role)
        match self._role:
            case Role.IC:
                return (*self._all_levers(by), *_turns(view, by, self._handbook))
            case Role.OPS:
                loose = (page.id for page in view.pages if page.acknowledged_s is None)
                acks = tuple(AcknowledgePage(by=by, page=page) for page in loose)
                return (*acks, *self._all_levers(by))
            case Role.COMMS:
                return _posts(view, by)
            case Role.SCRIBE:
                return _lines(view, by)
            case _:
                return ()

    def _all_levers(self, by: Actor) -> tuple[Command, ...]:
        if self._pulled:
            return ()
        self._pulled = True
        levers = self._handbook.levers.values()
        return tuple(
            StartMitigation(by=by, lever=lever.id)
            for lever in levers
            if lever.kind is not LeverKind.WAIT
        )


def _turns(view: View, by: Actor, handbook: Handbook) -> tuple[Command, ...]:
    if view.incident.declared_s is None:
        return (Declare(by=by, severity=Severity.SEV1, title="everything is on fire"),)
    approvals = tuple(
        ApprovePost(by=by, draft=draft.id)
        for draft in view.drafts
        if draft.approved_s is None and draft.published_s is None
    )
    decisions = tuple(
        Decide(by=by, decision=asked.id, option=option.id, reason="Everything at once.")
        for asked in view.decisions
        if asked.made_s is None
        for option in handbook.decisions[asked.id].options[:1]
    )
    if view.at_s % _TURNS_EVERY_S >= 5:
        return (*approvals, *decisions)
    return (*approvals, *decisions, MarkMitigated(by=by, reason="Done."))


def _posts(view: View, by: Actor) -> tuple[Command, ...]:
    out = tuple(
        PublishPost(by=by, draft=draft.id) for draft in view.drafts if draft.published_s is None
    )
    if view.at_s % _POSTS_EVERY_S >= 5:
        return out
    number = view.at_s // _POSTS_EVERY_S
    text = f"Update {number}: things are happening, all good soon, everything will be back shortly!"
    stage = _STAGES[number % len(_STAGES)]
    return (*out, DraftPost(by=by, audience=Audience.CUSTOMERS, stage=stage, text=text))


def _lines(view: View, by: Actor) -> tuple[Command, ...]:
    if view.at_s % _LINES_EVERY_S:
        return ()
    number = view.at_s // _LINES_EVERY_S
    kind = _KINDS[number % len(_KINDS)]
    text = f"Something happened ({number})"
    return (WriteEntry(by=by, time_s=view.at_s, who="someone", kind=kind, text=text),)
