"""Planned outcomes whose second has come: what a check tells, what a lever did, who answers."""

from typing import assert_never

from game.engine.agenda import (
    CharacterSpeaks,
    CheckFinishes,
    InjectExpires,
    InvestigationFinishes,
    MitigationCompletes,
    MitigationIsAssessed,
    PageAnswered,
    Planned,
    RoleIsTaken,
)
from game.engine.characters import answer_text
from game.engine.conditions import holds
from game.engine.events import (
    SYSTEM,
    Actor,
    Event,
    InjectExpired,
    InvestigationFinished,
    MessageSent,
    MitigationAssessed,
    MitigationCompleted,
    MitigationFailed,
    PersonAnswered,
    PreconditionChecked,
    RoleAccepted,
)
from game.engine.plan import Plan
from game.engine.state import State
from game.engine.texts import render
from game.scenario.model import Finding
from game.scenario.shop_model import LeverOutcome
from game.terms import MitigationPhase, Role

ASSESS_WINDOW_S = 30
"""Failures are compared over this long before the pull and before the judgement."""

NOTICEABLE = 0.01
"""Below this share of failures there was nothing to cure."""

CURED, HELPED = 0.8, 0.2
"""Share of the failures that must be gone to call a mitigation effective, or partial."""


def planned_event(plan: Plan, state: State, planned: Planned) -> Event | None:
    """The event that a planned outcome turns into now; None when it no longer matters."""
    match planned:
        case CheckFinishes():
            return _check(plan, state, planned)
        case InvestigationFinishes():
            return _investigation(plan, state, planned)
        case MitigationCompletes():
            return _completion(plan, state, planned)
        case MitigationIsAssessed():
            return _assessment(state, planned)
        case PageAnswered():
            return _page_answer(plan, state, planned)
        case CharacterSpeaks():
            return _speech(plan, state, planned)
        case RoleIsTaken():
            return _role_taken(plan, state, planned)
        case InjectExpires():
            return _expiry(state, planned)
        case _:
            assert_never(planned)


def _check(plan: Plan, state: State, planned: CheckFinishes) -> Event:
    wanted = next(
        item for item in plan.levers[planned.lever].preconditions if item.id == planned.precondition
    )
    other = next((item for item in wanted.instead if holds(plan, state, item.when)), None)
    told = wanted if other is None else other
    return PreconditionChecked(
        at_s=state.at_s,
        by=SYSTEM,
        lever=planned.lever,
        precondition=planned.precondition,
        holds=told.holds,
        finding=render(plan, state, told.finding),
    )


def _investigation(plan: Plan, state: State, planned: InvestigationFinishes) -> Event:
    wanted = plan.investigations[planned.investigation]
    found = plan.findings.get(wanted.id, wanted.finding)
    other = next((item for item in found.instead if holds(plan, state, item.when)), None)
    if other is not None:
        found = Finding(text=other.text, rules_out=other.rules_out)
    if wanted.evidence is not None and wanted.evidence in state.destroyed:
        found = Finding(text="There is nothing left to look at: it went with the restart.")
    return InvestigationFinished(
        at_s=state.at_s,
        by=SYSTEM,
        investigation=wanted.id,
        finding=render(plan, state, found.text),
        rules_out=found.rules_out,
    )


def _completion(plan: Plan, state: State, planned: MitigationCompletes) -> Event:
    item = state.mitigations[planned.mitigation]
    lever = plan.lever(item.lever, item.case)
    if lever.outcome is LeverOutcome.FAILS:
        text = render(plan, state, lever.refusal)
        return MitigationFailed(
            at_s=state.at_s, by=SYSTEM, mitigation=item.id, lever=lever.id, text=text
        )
    return MitigationCompleted(at_s=state.at_s, by=SYSTEM, mitigation=item.id, lever=lever.id)


def _assessment(state: State, planned: MitigationIsAssessed) -> Event:
    item = state.mitigations[planned.mitigation]
    before = failing_share(state, item.at_s)
    now = failing_share(state, state.at_s)
    return MitigationAssessed(
        at_s=state.at_s,
        by=SYSTEM,
        mitigation=item.id,
        lever=item.lever,
        outcome=_outcome(before, now),
        before=round(before, 4),
        after=round(now, 4),
    )


def failing_share(state: State, at_s: int) -> float:
    """True share of checkouts that failed in the half minute up to `at_s`."""
    recording = state.course.recording
    offered = float(recording.truth_window("offered", at_s - ASSESS_WINDOW_S + 1, at_s).sum())
    good = float(recording.truth_window("good", at_s - ASSESS_WINDOW_S + 1, at_s).sum())
    return max(0.0, 1 - good / offered) if offered > 0 else 0.0


def _outcome(before: float, now: float) -> MitigationPhase:
    if before < NOTICEABLE:
        return MitigationPhase.INEFFECTIVE
    gone = (before - now) / before
    if gone >= CURED:
        return MitigationPhase.EFFECTIVE
    return MitigationPhase.PARTIAL if gone >= HELPED else MitigationPhase.INEFFECTIVE


def _page_answer(plan: Plan, state: State, planned: PageAnswered) -> Event | None:
    text = answer_text(plan.characters[planned.target], "page", planned.rule)
    if text is None:
        return None
    return PersonAnswered(
        at_s=state.at_s, by=SYSTEM, target=planned.target, text=render(plan, state, text)
    )


def _speech(plan: Plan, state: State, planned: CharacterSpeaks) -> Event | None:
    text = answer_text(plan.characters[planned.character], "message", planned.rule)
    if text is None:
        return None
    return MessageSent(
        at_s=state.at_s,
        by=Actor(plan.person(planned.character), Role.SYSTEM),
        message=f"m{state.n + 1}",
        channel=planned.channel,
        to=planned.to,
        text=render(plan, state, text),
        reply_to=planned.reply_to,
    )


def _role_taken(plan: Plan, state: State, planned: RoleIsTaken) -> Event:
    name = plan.person(planned.character)
    return RoleAccepted(
        at_s=state.at_s, by=Actor(name, Role.SYSTEM), seat=planned.seat, person=name
    )


def _expiry(state: State, planned: InjectExpires) -> Event | None:
    item = state.injects[planned.inject]
    if item.answered_s is not None or item.expired_s is not None:
        return None
    return InjectExpired(at_s=state.at_s, by=SYSTEM, inject=item.id)
