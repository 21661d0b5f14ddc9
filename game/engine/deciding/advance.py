"""Time passing: at each second alerts, planned outcomes, injects and questions, in this order."""

from collections.abc import Callable, Iterator

from game.engine.conditions import holds
from game.engine.deciding.msel import (
    due_decisions,
    due_injects,
    due_pace,
    met_expectations,
    release,
)
from game.engine.deciding.outcomes import planned_event
from game.engine.events import (
    SYSTEM,
    Actor,
    AlertFired,
    AlertResolved,
    Event,
    ExerciseStopped,
)
from game.engine.evolve import evolve, lapse
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.state import State
from game.shop import impact
from game.shop.alerts import alert_changes
from game.terms import ExercisePhase, IncidentPhase

QUIET_END_S = 120
"""Without an `end when`, EndEx comes this long after the incident was resolved or stood down."""

_OVER = frozenset({IncidentPhase.RESOLVED, IncidentPhase.STOOD_DOWN})


def advance(plan: Plan, state: State, to_s: int) -> tuple[Event, ...] | Refusal:
    """All that happens by itself up to and including second `to_s`."""
    if to_s < state.at_s:
        return Refusal(Reason.OUT_OF_RANGE, "Time does not run backwards.")
    events: list[Event] = []
    while state.at_s < to_s and state.phase is ExercisePhase.RUNNING:
        state = lapse(plan, state, state.at_s + 1)
        for source in _SOURCES:
            for event in source(plan, state):
                events.append(event)
                state = evolve(plan, state, event)
    return tuple(events)


def _alerts(plan: Plan, state: State) -> Iterator[Event]:
    recording = state.course.recording
    titles = {alert.id: alert for alert in plan.shop.spec.alerts}
    changes = alert_changes(plan.shop.spec.alerts, recording, state.firing, state.at_s)
    for number, change in enumerate(changes, state.n + 1):
        alert = titles[change.alert_id]
        if not change.firing:
            yield AlertResolved(at_s=state.at_s, by=SYSTEM, alert=alert.id, title=alert.title)
            continue
        page = f"page-{number}" if alert.pages else None
        yield AlertFired(at_s=state.at_s, by=SYSTEM, alert=alert.id, title=alert.title, page=page)


def _outcomes(plan: Plan, state: State) -> Iterator[Event]:
    for planned in state.agenda:
        if planned.at_s <= state.at_s:
            event = planned_event(plan, state, planned)
            if event is not None:
                yield event


def _injects(plan: Plan, state: State) -> Iterator[Event]:
    return (release(plan, state, inject) for inject in due_injects(plan, state))


def _ending(plan: Plan, state: State) -> Iterator[Event]:
    reason = _reason_to_end(plan, state)
    if reason:
        yield stopped(plan, state, reason, SYSTEM)


def _reason_to_end(plan: Plan, state: State) -> str:
    if state.at_s >= plan.duration_s + state.extended_s:
        return "time is up"
    end_when = plan.scenario.end_when
    if end_when is not None:
        return "the scenario's end was reached" if holds(plan, state, end_when) else ""
    since_s = state.incident.changed_s
    over = state.incident.phase in _OVER and since_s is not None
    if over and since_s is not None and state.at_s >= since_s + QUIET_END_S:
        return "the incident is over"
    return ""


def stopped(plan: Plan, state: State, reason: str, by: Actor) -> ExerciseStopped:
    """EndEx now, with the true impact from T+0 on."""
    loss = impact(plan.shop, state.course.recording, 0, state.at_s)
    return ExerciseStopped(
        at_s=state.at_s,
        by=by,
        reason=reason,
        failed_orders=round(loss.failed_orders, 1),
        lost_revenue=round(loss.lost_revenue, 2),
        minutes=round(loss.minutes, 2),
        users=round(loss.users, 1),
        error_budget_pct=round(loss.error_budget_pct, 2),
    )


_SOURCES: tuple[Callable[[Plan, State], Iterator[Event]], ...] = (
    _alerts,
    _outcomes,
    met_expectations,
    _injects,
    due_decisions,
    due_pace,
    _ending,
)
