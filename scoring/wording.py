"""Events, conditions and ratings in plain words, for the notes of a scorecard."""

from collections.abc import Callable, Mapping
from typing import assert_never

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
from game.scenario.fields import QuantityValue
from game.scenario.runbook import CriticalTask
from game.simtime import clock, words
from game.terms import Role, Unit

_WHAT: dict[str, tuple[str, str]] = {
    "briefing_opened": ("the briefing", "opened"),
    "exercise_started": ("the exercise", "started"),
    "exercise_paused": ("the exercise", "paused"),
    "exercise_resumed": ("the exercise", "resumed"),
    "exercise_extended": ("more time", "given"),
    "pace_set": ("the pace", "set"),
    "exercise_stopped": ("the exercise", "stopped"),
    "hot_wash_answered": ("a reflection question", "answered"),
    "exercise_ended": ("the exercise", "closed"),
    "alert_fired": ("an alert", "raised"),
    "alert_resolved": ("an alert", "cleared"),
    "page_acknowledged": ("the page", "acknowledged"),
    "inject_released": ("an inject", "released"),
    "inject_answered": ("an inject", "answered"),
    "inject_expired": ("an inject", "left without an answer"),
    "inject_skipped": ("an inject", "skipped"),
    "inject_delayed": ("an inject", "delayed"),
    "message_sent": ("a message", "sent"),
    "incident_declared": ("the incident", "declared"),
    "severity_changed": ("the severity", "changed"),
    "incident_mitigated": ("the incident", "marked as mitigated"),
    "incident_resolved": ("the incident", "resolved"),
    "incident_stood_down": ("the incident", "stood down"),
    "incident_reopened": ("the incident", "reopened"),
    "role_assigned": ("a role", "given to a person"),
    "role_offered": ("a role", "offered"),
    "role_accepted": ("an offered role", "accepted"),
    "role_declined": ("an offered role", "declined"),
    "task_assigned": ("a task", "given"),
    "task_confirmed": ("a task", "confirmed"),
    "task_done": ("a task", "reported as done"),
    "decision_prompted": ("a decision", "asked for"),
    "option_proposed": ("an option", "proposed"),
    "decision_made": ("a decision", "made"),
    "person_paged": ("a person", "paged"),
    "person_answered": ("a page to a person", "answered"),
    "post_drafted": ("a post", "drafted"),
    "post_approved": ("a draft", "approved"),
    "post_returned": ("a draft", "returned"),
    "post_published": ("a post", "published"),
    "check_started": ("a check of a precondition", "begun"),
    "precondition_checked": ("a precondition", "checked"),
    "investigation_started": ("an investigation", "begun"),
    "investigation_finished": ("an investigation", "finished"),
    "mitigation_started": ("a mitigation", "started"),
    "mitigation_refused": ("a mitigation", "refused"),
    "mitigation_failed": ("a mitigation", "tried without success"),
    "mitigation_completed": ("a mitigation", "completed"),
    "mitigation_assessed": ("a mitigation", "assessed"),
    "mitigation_aborted": ("a mitigation", "stopped"),
    "mitigation_undone": ("a mitigation", "undone"),
    "evidence_captured": ("evidence", "captured"),
    "entry_written": ("a line of the timeline", "written"),
    "entry_corrected": ("a line of the timeline", "corrected"),
    "entry_pinned": ("a line of the timeline", "pinned"),
    "status_doc_set": ("the status", "pinned"),
    "hint_shown": ("a hint", "shown"),
    "seat_taken": ("a seat", "given to somebody else"),
    "task_rated": ("a critical task", "rated by hand"),
    "postmortem_owner_named": ("an owner of the postmortem", "named"),
    "script_revised": ("the script", "revised"),
}
"""Event -> what it is about, and what happened to it: "the incident" (was) "declared"."""


Names = Callable[[str, str], str]
"""A value of a field in people's words, by the field and the value."""


def plain(_field: str, value: str) -> str:
    """An id as words, where no title of it is known."""
    return value.replace("-", " ")


def happened(event: str, where: Mapping[str, str] | None = None, names: Names = plain) -> str:
    """The event as a clause: "a post for customers was published"."""
    subject, done = _WHAT.get(event, (event.replace("_", " "), "seen"))
    return f"{subject}{_detail(where, names)} was {done}"


def missing(event: str, where: Mapping[str, str] | None = None, names: Names = plain) -> str:
    """That it did not happen: "the incident was not declared", "no post was published"."""
    subject, done = _WHAT.get(event, (event.replace("_", " "), "seen"))
    article, _, rest = subject.partition(" ")
    if article in {"a", "an"}:
        return f"no {rest}{_detail(where, names)} was {done}"
    return f"{subject}{_detail(where, names)} was not {done}"


_CLAUSES = ("audience", "by")
"""Fields that read as a part of the sentence: a post for customers, a mitigation by Ops."""


def _detail(where: Mapping[str, str] | None, names: Names) -> str:
    if not where:
        return ""
    clauses = "".join(f" {_part(key, where[key], names)}" for key in _CLAUSES if key in where)
    others = (item for item in where.items() if item[0] not in _CLAUSES)
    rest = ", ".join(_part(key, value, names) for key, value in others)
    return f"{clauses} ({rest})" if rest else clauses


def _part(key: str, value: str, names: Names) -> str:
    """A field as readers know it, who see titles and never ids."""
    match key:
        case "by":
            return f"by the {Role(value).title}" if value in set(Role) else f"by {value}"
        case "audience":
            return f"for {value}"
        case "holds":
            return "which holds" if value == "true" else "which does not hold"
        case "approved":
            return "approved" if value == "true" else "not approved"
        case _:
            return Role(value).title if value in set(Role) else names(key, value)


def sentence(text: str) -> str:
    """The text with a capital letter in front and a full stop behind."""
    body = text[:1].upper() + text[1:]
    return body if body.endswith((".", "!", "?")) else body + "."


def quantity(value: QuantityValue) -> str:
    """A limit as runbooks write it: 97%, 3000 ms, 20."""
    if value.unit is Unit.RATIO:
        return f"{value.value * 100:g}%"
    gap = " " if value.unit is Unit.MILLISECONDS else ""
    return f"{value.value:g}{gap}{value.unit.value}"


def describe(condition: AnyCondition | None, names: Names = plain) -> str:
    """What starts a clock, as a clause that can follow "when"."""
    match condition:
        case None:
            return "the exercise was started"
        case MetricIs():
            return _metric(condition)
        case EventHappened():
            times = f" {condition.times} times" if condition.times > 1 else ""
            return happened(condition.event, condition.where, names) + times
        case EventMissing():
            clause = missing(condition.no_event, condition.where, names)
            return f"{clause} for {words(condition.within_s)}"
        case LeverIs():
            return f"the lever {names('lever', condition.lever)} was {condition.is_.value}"
        case TimeIs():
            return f"{clock(condition.time_s)} had come"
        case VariantIs():
            return f"the variant {condition.variant} was played"
        case AllOf():
            return " and ".join(describe(part, names) for part in condition.all_)
        case AnyOf():
            return " or ".join(describe(part, names) for part in condition.any_)
        case Not():
            return f"it was not so that {describe(condition.not_, names)}"
        case _:
            assert_never(condition, names)


def never(condition: AnyCondition, names: Names = plain) -> str:
    """That what starts a clock never came: "no decision was made"."""
    match condition:
        case EventHappened(times=1):
            return missing(condition.event, condition.where, names)
        case AnyOf() if all(isinstance(part, EventHappened) for part in condition.any_):
            return " and ".join(never(part, names) for part in condition.any_)
        case _:
            return f"it never came to this: {describe(condition, names)},"


def _metric(condition: MetricIs) -> str:
    limits = []
    if condition.above is not None:
        limits.append(f"above {quantity(condition.above)}")
    if condition.below is not None:
        limits.append(f"below {quantity(condition.below)}")
    if condition.up is not None:
        limits.append(f"above {condition.up:g} times the usual")
    if condition.down is not None:
        limits.append(f"{condition.down:.0%} below the usual")
    lasting = f" for {words(condition.for_s)}" if condition.for_s else ""
    return f"{condition.metric} was {' and '.join(limits)}{lasting}"


def clocked(task: CriticalTask) -> str:
    """The task's target and limit: "target 3 min, limit 6 min"; empty without a clock."""
    parts = []
    if task.target_s:
        parts.append(f"target {words(task.target_s)}")
    if task.limit_s:
        parts.append(f"limit {words(task.limit_s)}")
    return ", ".join(parts)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 post, 3 posts."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def often(number: int) -> str:
    """How often something happened: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
