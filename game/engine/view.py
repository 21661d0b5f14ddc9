"""What one seat may see: made by the authority, holding nothing unreleased, private or true."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.duties import DueItem, duties
from game.engine.plan import Plan
from game.engine.readings import Readings
from game.engine.state import (
    CheckResult,
    DecisionState,
    Draft,
    Entry,
    Evidence,
    Holder,
    Incident,
    InjectState,
    Inquiry,
    Message,
    Mitigation,
    Page,
    Post,
    State,
    Task,
)
from game.terms import ExercisePhase, MitigationPhase, Role, Stage, Via

HIDDEN_OUTCOMES = frozenset(
    {MitigationPhase.EFFECTIVE, MitigationPhase.PARTIAL, MitigationPhase.INEFFECTIVE}
)
"""Whether a mitigation helped is for the players to find out."""


@dataclass(frozen=True, slots=True)
class View:
    """The exercise as one seat sees it; values are those of `state`, filtered.

    A mitigation whose outcome has been assessed shows as running with `completed_s` set: its seat
    must look at the dashboards. `due` holds the open items of all seats (faces filter by `seat`)
    and those done within the drill.
    """

    role: Role
    at_s: int
    n: int
    phase: ExercisePhase
    pace: float
    duration_s: int
    incident: Incident
    stage: Stage | None
    seats: Mapping[Role, str]
    roles: Mapping[Role, Holder]
    firing: tuple[str, ...]
    pages: tuple[Page, ...]
    messages: tuple[Message, ...]
    injects: tuple[InjectState, ...]
    tasks: tuple[Task, ...]
    decisions: tuple[DecisionState, ...]
    drafts: tuple[Draft, ...]
    posts: tuple[Post, ...]
    checks: tuple[CheckResult, ...]
    inquiries: tuple[Inquiry, ...]
    mitigations: tuple[Mitigation, ...]
    evidence: tuple[Evidence, ...]
    entries: tuple[Entry, ...]
    status_doc: str
    paged: Mapping[str, int]
    """Characters that were called in, and when."""
    readings: Readings
    due: tuple[DueItem, ...]
    next_update_s: int | None
    """When the next public update is due (incident time); None while nothing is public."""


def view_for(plan: Plan, state: State, role: Role) -> View:
    """What this seat may see now."""
    plan = state.revised or plan
    due = duties(plan, state)
    return View(
        role=role,
        at_s=state.at_s,
        n=state.n,
        phase=state.phase,
        pace=state.pace,
        duration_s=plan.duration_s + state.extended_s,
        incident=state.incident,
        stage=state.stage,
        seats=state.seats,
        roles=state.roles,
        firing=tuple(alert.id for alert in plan.shop.spec.alerts if alert.id in state.firing),
        pages=state.pages,
        messages=tuple(item for item in state.messages if _may_read(item, role)),
        injects=tuple(item for item in state.injects.values() if _may_receive(item, role)),
        tasks=tuple(state.tasks.values()),
        decisions=tuple(state.decisions.values()),
        drafts=tuple(state.drafts.values()),
        posts=state.posts,
        checks=tuple(state.checks.values()),
        inquiries=tuple(_inquiry(item) for item in state.inquiries.values()),
        mitigations=tuple(_mitigation(item) for item in state.mitigations.values()),
        evidence=state.evidence,
        entries=tuple(sorted(state.entries.values(), key=lambda item: (item.time_s, item.id))),
        status_doc=state.status_doc,
        paged=state.paged,
        readings=Readings(state.course.recording),
        due=due.items,
        next_update_s=due.next_update_s,
    )


_EARS_EVERYWHERE = frozenset({Role.FACILITATOR, Role.EVALUATOR})


def _may_read(message: Message, role: Role) -> bool:
    if message.channel == "incident" or role in _EARS_EVERYWHERE:
        return True
    return role in {message.role, message.to}


def _may_receive(inject: InjectState, role: Role) -> bool:
    if inject.via in {Via.CHANNEL, Via.MONITORING, Via.STATUS_PAGE}:
        return True
    return inject.to in {"all", role.value} or role in _EARS_EVERYWHERE


def _mitigation(item: Mitigation) -> Mitigation:
    if item.phase not in HIDDEN_OUTCOMES:
        return item
    return Mitigation(
        id=item.id,
        lever=item.lever,
        at_s=item.at_s,
        phase=MitigationPhase.RUNNING,
        full_s=item.full_s,
        completed_s=item.completed_s,
        by=item.by,
    )


def _inquiry(item: Inquiry) -> Inquiry:
    """Which variants it excludes is the score's business: a name would give the truth away."""
    return Inquiry(
        id=item.id,
        started_s=item.started_s,
        ready_s=item.ready_s,
        done_s=item.done_s,
        finding=item.finding,
    )
