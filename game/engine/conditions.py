"""Whether a condition of a scenario holds, and since when."""

from collections.abc import Mapping
from typing import assert_never

from game.engine.events import Event
from game.engine.plan import Plan
from game.engine.readings import limits_of
from game.engine.state import State
from game.scenario.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    EventHappened,
    EventMissing,
    LeverIs,
    Limits,
    MetricIs,
    Not,
    TimeIs,
    VariantIs,
)


def matches(event: Event, where: Mapping[str, str]) -> bool:
    """Whether every field named in `where` has that value; `by` is the acting role."""
    return all(_field(event, key) == value.lower() for key, value in where.items())


def _field(event: Event, key: str) -> str:
    value = event.by.role.value if key == "by" else getattr(event, key, "")
    return str(value).lower()


def holds(plan: Plan, state: State, condition: AnyCondition) -> bool:
    """Whether the condition is true now."""
    match condition:
        case MetricIs():
            return _metric_holds(state, condition)
        case EventHappened():
            return _nth_s(state, condition) is not None
        case EventMissing():
            return missing_since_s(plan, state, condition) is not None
        case LeverIs():
            return _lever_phase(state, condition.lever) == condition.is_
        case TimeIs():
            return state.at_s >= condition.time_s
        case VariantIs():
            return plan.variant.id == condition.variant
        case AllOf():
            return all(holds(plan, state, part) for part in condition.all_)
        case AnyOf():
            return any(holds(plan, state, part) for part in condition.any_)
        case Not():
            return not holds(plan, state, condition.not_)
        case _:
            assert_never(condition)


def became_true_s(plan: Plan, state: State, condition: AnyCondition, from_s: int = 0) -> int | None:
    """The first second from `from_s` on at which the condition was true; None if it never was.

    For `not` and `lever` only the present is known: they count from then or the last change on.
    """
    match condition:
        case MetricIs():
            return _first_metric_s(state, condition, from_s)
        case EventHappened():
            return _not_before(from_s, _nth_s(state, condition))
        case EventMissing():
            return _not_before(from_s, missing_since_s(plan, state, condition))
        case LeverIs():
            return _not_before(from_s, _lever_since_s(state, condition))
        case TimeIs():
            return max(from_s, condition.time_s) if state.at_s >= condition.time_s else None
        case VariantIs():
            return from_s if plan.variant.id == condition.variant else None
        case AllOf():
            return _all_true_s(plan, state, condition, from_s)
        case AnyOf():
            moments = (became_true_s(plan, state, part, from_s) for part in condition.any_)
            return min((moment for moment in moments if moment is not None), default=None)
        case Not():
            return from_s if holds(plan, state, condition) else None
        case _:
            assert_never(condition)


def _not_before(from_s: int, moment_s: int | None) -> int | None:
    return None if moment_s is None else max(from_s, moment_s)


def _all_true_s(plan: Plan, state: State, condition: AllOf, from_s: int) -> int | None:
    """The first second at which all parts hold at once, for a metric may fail in between."""
    at_s = from_s
    while True:
        latest_s = at_s
        for part in condition.all_:
            moment_s = became_true_s(plan, state, part, latest_s)
            if moment_s is None:
                return None
            latest_s = moment_s
        if latest_s == at_s:
            return at_s
        at_s = latest_s


def _metric_holds(state: State, condition: MetricIs) -> bool:
    recording = state.course.recording
    limits = limits_of(recording, condition)
    if not _beyond(limits, recording.at(condition.metric, state.at_s)):
        return False
    values = recording.window(condition.metric, state.at_s - condition.for_s, state.at_s)
    return all(_beyond(limits, value) for value in values.tolist())


def _beyond(limits: Limits, value: float) -> bool:
    if limits.above is not None and not value > limits.above:
        return False
    return limits.below is None or value < limits.below


def _first_metric_s(state: State, condition: MetricIs, from_s: int) -> int | None:
    recording = state.course.recording
    limits = limits_of(recording, condition)
    return recording.first_held_s(
        condition.metric, from_s, condition.for_s, above=limits.above, below=limits.below
    )


def _nth_s(state: State, condition: EventHappened) -> int | None:
    left = condition.times
    for event in state.history.of(condition.event):
        if matches(event, condition.where):
            left -= 1
            if left == 0:
                return event.at_s
    return None


def missing_since_s(plan: Plan, state: State, condition: EventMissing) -> int | None:
    """When the time for the event ran out without it; None while it has not."""
    from_s = 0 if condition.after is None else became_true_s(plan, state, condition.after)
    if from_s is None or state.at_s < from_s + condition.within_s:
        return None
    deadline_s = from_s + condition.within_s
    came = any(
        from_s <= event.at_s <= deadline_s and matches(event, condition.where)
        for event in state.history.of(condition.no_event)
    )
    return None if came else deadline_s


def _lever_phase(state: State, lever: str) -> str:
    newest = [item for item in state.mitigations.values() if item.lever == lever]
    return newest[-1].phase if newest else ""


def _lever_since_s(state: State, condition: LeverIs) -> int | None:
    newest = [item for item in state.mitigations.values() if item.lever == condition.lever]
    if not newest or newest[-1].phase != condition.is_:
        return None
    last = newest[-1]
    return next(s for s in (last.ended_s, last.completed_s, last.at_s) if s is not None)
