"""What a seat can tell of the runbook's conditions from its view: yes, no, or cannot tell."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, assert_never

from game.engine.readings import limits_of
from game.engine.view import View
from game.scenario.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    EventHappened,
    EventMissing,
    LeverIs,
    MetricIs,
    Not,
    TimeIs,
    VariantIs,
)
from game.terms import IncidentPhase


class Sighting(NamedTuple):
    """An event as far as the view shows that it happened."""

    type: str
    at_s: int
    fields: Mapping[str, str]


def holds(view: View, condition: AnyCondition) -> bool | None:
    """Whether the condition is true as this seat sees it; None when the view cannot tell."""
    match condition:
        case MetricIs():
            return metric_held(view, condition, condition.for_s)
        case EventHappened():
            return _happened(view, condition)
        case EventMissing() | VariantIs():
            return None
        case LeverIs():
            newest = [item.phase for item in view.mitigations if item.lever == condition.lever]
            return bool(newest) and newest[-1] is condition.is_
        case TimeIs():
            return view.at_s >= condition.time_s
        case AllOf():
            return _all([holds(view, part) for part in condition.all_])
        case AnyOf():
            return _any([holds(view, part) for part in condition.any_])
        case Not():
            inner = holds(view, condition.not_)
            return None if inner is None else not inner
        case _:
            assert_never(condition)


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _any(parts: list[bool | None]) -> bool | None:
    if True in parts:
        return True
    return None if None in parts else False


def metric_held(view: View, condition: MetricIs, for_s: int) -> bool | None:
    """Whether the metric has been beyond its limits for so many seconds; None without data."""
    if condition.metric not in view.readings.metric_ids:
        return None
    values = view.readings.window(condition.metric, view.at_s - for_s, view.at_s)
    beyond = values == values  # noqa: PLR0124 - NaN is the value that differs from itself
    if not bool(beyond.all()) or len(values) == 0:
        return None
    above, below = limits_of(view.readings, condition)
    if above is not None:
        beyond &= values > above
    if below is not None:
        beyond &= values < below
    return bool(beyond.all())


def _happened(view: View, condition: EventHappened) -> bool | None:
    if condition.event not in SIGHTED:
        return None
    found = [item for item in sightings(view) if item.type == condition.event]
    matching = [item for item in found if _matches(item, condition.where)]
    return len(matching) >= condition.times


def _matches(item: Sighting, where: Mapping[str, str]) -> bool:
    return all(item.fields.get(key, "").lower() == value.lower() for key, value in where.items())


SIGHTED = frozenset(
    {
        "incident_declared",
        "incident_mitigated",
        "incident_resolved",
        "page_acknowledged",
        "role_assigned",
        "task_assigned",
        "task_done",
        "decision_made",
        "post_published",
        "precondition_checked",
        "investigation_finished",
        "mitigation_started",
        "mitigation_completed",
        "evidence_captured",
        "entry_written",
    }
)
"""Types of events that a view shows to every seat."""


def sightings(view: View) -> Iterator[Sighting]:
    """Every event of the types in `SIGHTED` that the view shows."""
    yield from _of_incident(view)
    yield from _of_team(view)
    yield from _of_work(view)


def _of_incident(view: View) -> Iterator[Sighting]:
    incident = view.incident
    if incident.declared_s is not None and incident.severity is not None:
        fields = {"severity": incident.severity.value}
        yield Sighting("incident_declared", incident.declared_s, fields)
    changed_s = incident.changed_s or 0
    if incident.phase in {IncidentPhase.MONITORING, IncidentPhase.RESOLVED}:
        yield Sighting("incident_mitigated", changed_s, {})
    if incident.phase is IncidentPhase.RESOLVED:
        yield Sighting("incident_resolved", changed_s, {})


def _of_team(view: View) -> Iterator[Sighting]:
    for page in view.pages:
        if page.acknowledged_s is not None:
            yield Sighting("page_acknowledged", page.acknowledged_s, {"page": page.id})
    for seat, holder in view.roles.items():
        fields = {"seat": seat.value, "person": holder.person}
        yield Sighting("role_assigned", holder.since_s, fields)
    for task in view.tasks:
        yield Sighting("task_assigned", task.at_s, {"task": task.id, "to": task.to.value})
        if task.done_s is not None:
            yield Sighting("task_done", task.done_s, {"task": task.id})
    for decision in view.decisions:
        if decision.made_s is not None:
            fields = {"decision": decision.id, "option": decision.option}
            yield Sighting("decision_made", decision.made_s, fields)
    for post in view.posts:
        fields = {"audience": post.audience.value, "stage": post.stage.value}
        yield Sighting("post_published", post.at_s, fields)
    for entry in view.entries:
        yield Sighting("entry_written", entry.written_s, {"kind": entry.kind.value})


def _of_work(view: View) -> Iterator[Sighting]:
    for check in view.checks:
        if check.done_s is not None:
            fields = {"lever": check.lever, "precondition": check.precondition}
            yield Sighting("precondition_checked", check.done_s, fields)
    for inquiry in view.inquiries:
        if inquiry.done_s is not None:
            fields = {"investigation": inquiry.id}
            yield Sighting("investigation_finished", inquiry.done_s, fields)
    for item in view.mitigations:
        yield Sighting("mitigation_started", item.at_s, {"lever": item.lever})
        if item.completed_s is not None:
            yield Sighting("mitigation_completed", item.completed_s, {"lever": item.lever})
    for piece in view.evidence:
        yield Sighting("evidence_captured", piece.at_s, {"kind": piece.kind.value})
