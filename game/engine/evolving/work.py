"""Events of posts, hands on the system, and the timeline."""

from dataclasses import replace
from typing import assert_never

from game.engine.agenda import (
    CheckFinishes,
    InvestigationFinishes,
    MitigationCompletes,
    MitigationIsAssessed,
    Planned,
)
from game.engine.events import (
    CheckStarted,
    EntryCorrected,
    EntryPinned,
    EntryWritten,
    EvidenceCaptured,
    InvestigationFinished,
    InvestigationStarted,
    MitigationAborted,
    MitigationAssessed,
    MitigationCompleted,
    MitigationFailed,
    MitigationRefused,
    MitigationStarted,
    MitigationUndone,
    PostApproved,
    PostDrafted,
    PostPublished,
    PostReturned,
    PreconditionChecked,
    StatusDocSet,
    WorkEvent,
)
from game.engine.evolving.team import moved
from game.engine.lifecycle import MITIGATION, STAGE, Trigger, after
from game.engine.plan import Plan
from game.engine.state import CheckResult, Draft, Entry, Evidence, Inquiry, Mitigation, Post, State
from game.terms import Audience, MitigationPhase, Stage

SETTLE_S = 60
"""How long after full effect a mitigation is judged: three windows of the dashboards."""


def evolve_work(plan: Plan, state: State, event: WorkEvent) -> State:
    """The state after somebody did their work."""
    match event:
        case PostDrafted():
            return _drafted(state, event)
        case PostApproved():
            return _draft(state, event.draft, approved_s=event.at_s, comment=event.comment)
        case PostReturned():
            return _draft(state, event.draft, returned_s=event.at_s, comment=event.comment)
        case PostPublished():
            return _published(state, event)
        case CheckStarted():
            return _check_started(plan, state, event)
        case PreconditionChecked():
            return _checked(state, event)
        case InvestigationStarted():
            return _investigation_started(plan, state, event)
        case InvestigationFinished():
            return _investigated(state, event)
        case MitigationStarted():
            return _mitigation_started(plan, state, event)
        case MitigationRefused():
            return _refused(state, event)
        case MitigationFailed():
            return _ended(state, event.mitigation, Trigger.FAIL, event.at_s, event.text)
        case MitigationCompleted():
            return _completed(state, event)
        case MitigationAssessed():
            return _assessed(state, event)
        case MitigationAborted():
            return _ended(state, event.mitigation, Trigger.ABORT, event.at_s)
        case MitigationUndone():
            return _ended(state, event.mitigation, Trigger.UNDO, event.at_s)
        case EvidenceCaptured():
            saved = Evidence(event.evidence, event.at_s, event.kind, event.text, event.by.person)
            return replace(state, evidence=(*state.evidence, saved))
        case EntryWritten() | EntryCorrected():
            return _entry(state, event)
        case EntryPinned():
            pinned = replace(state.entries[event.entry], pinned=True)
            return replace(state, entries={**state.entries, pinned.id: pinned})
        case StatusDocSet():
            return replace(state, status_doc=event.text)
        case _:
            assert_never(event)


def _without(state: State, gone: Planned) -> tuple[Planned, ...]:
    return tuple(item for item in state.agenda if item != gone)


def _drafted(state: State, event: PostDrafted) -> State:
    draft = Draft(
        id=event.draft,
        at_s=event.at_s,
        audience=event.audience,
        stage=event.stage,
        text=event.text,
        next_update_s=event.next_update_s,
        by=event.by.person,
    )
    return replace(state, drafts={**state.drafts, draft.id: draft})


def _draft(
    state: State,
    key: str,
    *,
    approved_s: int | None = None,
    returned_s: int | None = None,
    comment: str,
) -> State:
    draft = replace(
        state.drafts[key], approved_s=approved_s, returned_s=returned_s, comment=comment
    )
    return replace(state, drafts={**state.drafts, key: draft})


_POST_TRIGGERS = {
    Stage.INVESTIGATING: Trigger.POST_INVESTIGATING,
    Stage.IDENTIFIED: Trigger.POST_IDENTIFIED,
    Stage.MONITORING: Trigger.POST_MONITORING,
    Stage.RESOLVED: Trigger.POST_RESOLVED,
}


def _published(state: State, event: PostPublished) -> State:
    post = Post(
        id=event.post,
        at_s=event.at_s,
        n=state.n,
        audience=event.audience,
        stage=event.stage,
        text=event.text,
        next_update_at_s=event.next_update_at_s,
        approved=event.approved,
        by=event.by.person,
    )
    draft = replace(state.drafts[event.draft], published_s=event.at_s)
    return replace(
        state,
        posts=(*state.posts, post),
        drafts={**state.drafts, draft.id: draft},
        stage=_public_stage(state, event),
    )


def _public_stage(state: State, event: PostPublished) -> Stage | None:
    if event.audience is not Audience.CUSTOMERS:
        return state.stage
    if state.stage is None:
        return event.stage
    return after(STAGE, state.stage, _POST_TRIGGERS[event.stage]) or state.stage


def _check_started(plan: Plan, state: State, event: CheckStarted) -> State:
    wanted = next(
        item for item in plan.levers[event.lever].preconditions if item.id == event.precondition
    )
    check = CheckResult(event.lever, event.precondition, event.at_s)
    planned = CheckFinishes(event.at_s + wanted.takes_s, event.lever, event.precondition)
    return replace(
        state,
        checks={**state.checks, (event.lever, event.precondition): check},
        agenda=(*state.agenda, planned),
    )


def _checked(state: State, event: PreconditionChecked) -> State:
    key = (event.lever, event.precondition)
    check = replace(state.checks[key], done_s=event.at_s, holds=event.holds, finding=event.finding)
    return replace(
        state,
        checks={**state.checks, key: check},
        agenda=_without(state, CheckFinishes(event.at_s, event.lever, event.precondition)),
    )


def _investigation_started(plan: Plan, state: State, event: InvestigationStarted) -> State:
    ready_s = event.at_s + plan.investigations[event.investigation].takes_s
    inquiry = Inquiry(event.investigation, event.at_s, ready_s)
    return replace(
        state,
        inquiries={**state.inquiries, inquiry.id: inquiry},
        agenda=(*state.agenda, InvestigationFinishes(ready_s, inquiry.id)),
    )


def _investigated(state: State, event: InvestigationFinished) -> State:
    inquiry = replace(
        state.inquiries[event.investigation],
        done_s=event.at_s,
        finding=event.finding,
        rules_out=event.rules_out,
    )
    return replace(
        state,
        inquiries={**state.inquiries, inquiry.id: inquiry},
        agenda=_without(state, InvestigationFinishes(event.at_s, inquiry.id)),
    )


def _mitigation_started(plan: Plan, state: State, event: MitigationStarted) -> State:
    lever = plan.lever(event.lever, event.case)
    full_s = event.at_s + lever.delay_s + lever.ramp_s
    started = Mitigation(
        id=event.mitigation,
        lever=event.lever,
        at_s=event.at_s,
        phase=after(MITIGATION, MitigationPhase.REQUESTED, Trigger.RUN) or MitigationPhase.RUNNING,
        full_s=full_s,
        by=event.by.person,
        case=event.case,
    )
    state = moved(state, Trigger.MITIGATE, event.at_s)
    return replace(
        state,
        mitigations={**state.mitigations, started.id: started},
        destroyed=state.destroyed | set(lever.destroys),
        agenda=(*state.agenda, MitigationCompletes(full_s, started.id)),
    )


def _refused(state: State, event: MitigationRefused) -> State:
    refused = Mitigation(
        id=event.mitigation,
        lever=event.lever,
        at_s=event.at_s,
        phase=after(MITIGATION, MitigationPhase.REQUESTED, Trigger.REFUSE)
        or MitigationPhase.REFUSED,
        full_s=event.at_s,
        ended_s=event.at_s,
        note=event.text,
        by=event.by.person,
    )
    return replace(state, mitigations={**state.mitigations, refused.id: refused})


def _ended(state: State, key: str, trigger: Trigger, at_s: int, note: str = "") -> State:
    item = state.mitigations[key]
    phase = after(MITIGATION, item.phase, trigger) or item.phase
    ended = replace(item, phase=phase, ended_s=at_s, note=note or item.note)
    return replace(
        state,
        mitigations={**state.mitigations, key: ended},
        agenda=tuple(planned for planned in state.agenda if not _is_about(planned, key)),
    )


def _is_about(planned: Planned, mitigation: str) -> bool:
    match planned:
        case MitigationCompletes() | MitigationIsAssessed():
            return planned.mitigation == mitigation
        case _:
            return False


def _completed(state: State, event: MitigationCompleted) -> State:
    completed = replace(state.mitigations[event.mitigation], completed_s=event.at_s)
    agenda = _without(state, MitigationCompletes(event.at_s, completed.id))
    return replace(
        state,
        mitigations={**state.mitigations, completed.id: completed},
        agenda=(*agenda, MitigationIsAssessed(event.at_s + SETTLE_S, completed.id)),
    )


_OUTCOMES = {
    MitigationPhase.EFFECTIVE: Trigger.WORKED,
    MitigationPhase.PARTIAL: Trigger.HELPED,
    MitigationPhase.INEFFECTIVE: Trigger.DID_NOTHING,
}


def _assessed(state: State, event: MitigationAssessed) -> State:
    item = state.mitigations[event.mitigation]
    phase = after(MITIGATION, item.phase, _OUTCOMES[event.outcome]) or item.phase
    return replace(
        state,
        mitigations={**state.mitigations, item.id: replace(item, phase=phase)},
        agenda=_without(state, MitigationIsAssessed(event.at_s, item.id)),
    )


def _entry(state: State, event: EntryWritten | EntryCorrected) -> State:
    old = state.entries.get(event.entry)
    entry = Entry(
        id=event.entry,
        time_s=event.time_s,
        written_s=event.at_s,
        who=event.who,
        kind=event.kind,
        text=event.text,
        pinned=old.pinned if old else False,
        corrected=isinstance(event, EntryCorrected),
    )
    return replace(state, entries={**state.entries, entry.id: entry})
