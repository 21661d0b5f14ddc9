"""Hands on the system: checks, investigations, levers and evidence."""

from game.engine.commands import (
    AbortMitigation,
    CaptureEvidence,
    CheckPrecondition,
    Investigate,
    StartMitigation,
    UndoMitigation,
)
from game.engine.conditions import holds
from game.engine.events import (
    CheckStarted,
    Event,
    EvidenceCaptured,
    InvestigationStarted,
    MitigationAborted,
    MitigationRefused,
    MitigationStarted,
    MitigationUndone,
)
from game.engine.lifecycle import MITIGATION, Trigger, after
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.state import Mitigation, State
from game.engine.texts import render, show
from game.scenario.shop_model import LeverKind, LeverOutcome, LeverSpec, Precondition
from game.terms import EvidenceKind, MitigationPhase

SNAPSHOT_AGAIN_S = 20

_REPEATABLE = frozenset({LeverKind.RESTART, LeverKind.SCALE_OUT})
_IN_FORCE = frozenset(
    {
        MitigationPhase.RUNNING,
        MitigationPhase.EFFECTIVE,
        MitigationPhase.PARTIAL,
        MitigationPhase.INEFFECTIVE,
    }
)


def _busy(plan: Plan, state: State) -> Refusal | None:
    """One pair of hands: looking into one thing at a time is what makes time a cost."""
    for inquiry in state.inquiries.values():
        if inquiry.done_s is None:
            title = plan.investigations[inquiry.id].title
            left_s = inquiry.ready_s - state.at_s
            return Refusal(Reason.NOT_YET, f"You are still at it: {title}, {left_s} s to go.")
    if any(check.done_s is None for check in state.checks.values()):
        return Refusal(Reason.NOT_YET, "You are still checking a precondition; wait for it.")
    return None


def check(plan: Plan, state: State, command: CheckPrecondition) -> tuple[Event, ...] | Refusal:
    """Begin to check whether a lever is safe to pull."""
    lever = plan.levers.get(command.lever)
    wanted = None if lever is None else _precondition(lever, command.precondition)
    if wanted is None:
        return Refusal(Reason.UNKNOWN, "There is no such precondition to check.")
    done = state.checks.get((command.lever, command.precondition))
    if done is not None and done.done_s is not None and not wanted.instead:
        return Refusal(Reason.ALREADY, f"That has been checked: {done.finding}")
    return _busy(plan, state) or (
        CheckStarted(
            at_s=state.at_s,
            by=command.by,
            lever=command.lever,
            precondition=command.precondition,
        ),
    )


def _precondition(lever: LeverSpec, key: str) -> Precondition | None:
    return next((item for item in lever.preconditions if item.id == key), None)


def investigate(plan: Plan, state: State, command: Investigate) -> tuple[Event, ...] | Refusal:
    """Begin to look into something."""
    wanted = plan.investigations.get(command.investigation)
    if wanted is None:
        return Refusal(Reason.UNKNOWN, "There is nothing of that name to look into.")
    done = state.inquiries.get(command.investigation)
    changes = bool(plan.findings.get(wanted.id, wanted.finding).instead)
    if done is not None and done.done_s is not None and not changes:
        return Refusal(Reason.ALREADY, f"That has been looked into: {done.finding}")
    return _busy(plan, state) or (
        InvestigationStarted(at_s=state.at_s, by=command.by, investigation=command.investigation),
    )


def start_mitigation(
    plan: Plan, state: State, command: StartMitigation
) -> tuple[Event, ...] | Refusal:
    """Pull a lever; the system itself may refuse it."""
    lever = plan.levers.get(command.lever)
    if lever is None:
        return Refusal(Reason.UNKNOWN, "There is no such lever.")
    refusal = _pulled_already(state, lever)
    if refusal is not None:
        return refusal
    key = f"mitigation-{state.n + 1}"
    case = _case(plan, state, lever)
    lever = plan.lever(lever.id, case)
    if lever.outcome is LeverOutcome.REFUSED:
        text = render(plan, state, lever.refusal)
        return (
            MitigationRefused(
                at_s=state.at_s,
                by=command.by,
                mitigation=key,
                lever=lever.id,
                text=text,
                case=case,
            ),
        )
    return (
        MitigationStarted(
            at_s=state.at_s, by=command.by, mitigation=key, lever=lever.id, case=case
        ),
    )


def _case(plan: Plan, state: State, lever: LeverSpec) -> int:
    """Which of the lever's cases holds now, from 1; 0 for none."""
    numbered = enumerate(lever.cases, 1)
    return next((n for n, case in numbered if holds(plan, state, case.when)), 0)


def _pulled_already(state: State, lever: LeverSpec) -> Refusal | None:
    if lever.kind is LeverKind.WAIT:
        return Refusal(Reason.OUT_OF_RANGE, "Waiting needs no hands: decide it, and watch.")
    for item in state.mitigations.values():
        if item.lever != lever.id or item.phase not in _IN_FORCE:
            continue
        if item.completed_s is None:
            return Refusal(Reason.ALREADY, f"It is under way already: {lever.title}.")
        if lever.kind not in _REPEATABLE:
            return Refusal(Reason.ALREADY, f"It is done already: {lever.title}.")
    return None


def _mitigation(
    state: State, command: UndoMitigation | AbortMitigation, trigger: Trigger
) -> Mitigation | Refusal:
    item = state.mitigations.get(command.mitigation)
    if item is None:
        return Refusal(Reason.UNKNOWN, "There is no such mitigation.")
    if after(MITIGATION, item.phase, trigger) is None:
        text = f"It is {item.phase.value}; there is nothing to take back."
        return Refusal(Reason.WRONG_PHASE, text)
    return item


def undo(plan: Plan, state: State, command: UndoMitigation) -> tuple[Event, ...] | Refusal:
    """Take a mitigation back."""
    item = _mitigation(state, command, Trigger.UNDO)
    if isinstance(item, Refusal):
        return item
    if not plan.levers[item.lever].undo:
        return Refusal(Reason.OUT_OF_RANGE, "This cannot be undone.")
    return (MitigationUndone(at_s=state.at_s, by=command.by, mitigation=item.id, lever=item.lever),)


def abort(state: State, command: AbortMitigation) -> tuple[Event, ...] | Refusal:
    """Stop a mitigation that is still running."""
    item = _mitigation(state, command, Trigger.ABORT)
    if isinstance(item, Refusal):
        return item
    if item.completed_s is not None:
        return Refusal(Reason.WRONG_PHASE, "It has run through; undo it instead.")
    return (
        MitigationAborted(at_s=state.at_s, by=command.by, mitigation=item.id, lever=item.lever),
    )


def capture(plan: Plan, state: State, command: CaptureEvidence) -> tuple[Event, ...] | Refusal:
    """Save something before it is gone."""
    if command.kind in state.destroyed:
        text = f"The {command.kind.value} are gone: something that was done destroyed them."
        return Refusal(Reason.OUT_OF_RANGE, text)
    just_now = any(
        item.kind is command.kind and state.at_s - item.at_s < SNAPSHOT_AGAIN_S
        for item in state.evidence
    )
    if just_now:
        return Refusal(Reason.ALREADY, "You have just captured that.")
    return (
        EvidenceCaptured(
            at_s=state.at_s,
            by=command.by,
            evidence=f"evidence-{state.n + 1}",
            kind=command.kind,
            text=_snapshot(plan, state, command.kind),
        ),
    )


def _snapshot(plan: Plan, state: State, kind: EvidenceKind) -> str:
    if kind is not EvidenceKind.DASHBOARDS:
        return f"{kind.value} saved"
    return ", ".join(
        f"{metric.title} {show(metric.id, state.course.recording.at(metric.id, state.at_s))}"
        for metric in plan.shop.spec.metrics
        if metric.chart
    )
