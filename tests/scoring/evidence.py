"""What the events that a finding cites must show, criterion by criterion."""

from collections.abc import Iterator

from game.engine.events import PostPublished
from game.engine.plan import Plan
from game.engine.state import State
from game.scenario import criteria as c
from game.scenario.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    EventHappened,
    EventMissing,
    LeverIs,
    Not,
)
from game.scenario.runbook import CriticalTask
from game.terms import Rating
from scoring.scorecard import TaskFinding
from scoring.timeline import Numbered, timeline_of

_EDGES = frozenset({"exercise_started", "exercise_stopped"})
_PULLS = frozenset({"mitigation_started", "mitigation_refused"})
_COMMAND = frozenset({"role_assigned", "role_accepted"})
_LIMITS = frozenset({"mitigation_undone", "mitigation_aborted", "mitigation_failed"})
_OF: dict[type[object], frozenset[str]] = {
    c.Cadence: frozenset({"post_published", "incident_declared", "severity_changed"}),
    c.PostCheck: frozenset({"post_published"}),
    c.SeverityFits: frozenset({"incident_declared", "severity_changed"}),
    c.Recovers: frozenset({"incident_declared", "decision_made", "mitigation_started"}),
    c.AnsweredInjects: frozenset({"inject_released", "inject_answered", "inject_expired"}),
    c.Checked: _PULLS | {"precondition_checked"},
    c.StateKept: frozenset({"mitigation_started", "evidence_captured"}),
    c.CarriedOut: _PULLS | {"decision_made"},
    c.PutBack: _LIMITS | {"mitigation_completed", "task_assigned"},
    c.OneCommander: _COMMAND,
    c.TimeCalls: frozenset(
        {"message_sent", "incident_mitigated", "incident_resolved", "incident_stood_down"}
    ),
    c.Talk: frozenset({"message_sent"}),
    c.Reasoned: frozenset({"decision_made"}),
    c.Regret: frozenset({"decision_made"}),
    c.ExitHeld: frozenset({"incident_resolved", "post_published"}),
    c.TaskAbout: frozenset({"task_assigned"}),
}
"""Criterion -> the types of events that can show it, beyond those that it names itself."""


def types_in(condition: AnyCondition | None) -> Iterator[str]:
    """The types of events that a condition names."""
    match condition:
        case EventHappened():
            yield condition.event
        case EventMissing():
            yield condition.no_event
            yield from types_in(condition.after)
        case AllOf():
            for part in condition.all_:
                yield from types_in(part)
        case AnyOf():
            for part in condition.any_:
                yield from types_in(part)
        case Not():
            yield from types_in(condition.not_)
        case LeverIs():
            yield from sorted(_PULLS | _LIMITS | {"mitigation_completed"})
        case _:
            return


def patterns_in(criterion: c.AnyCriterion) -> tuple[c.EventPattern, ...]:
    """The patterns that a criterion is made of."""
    match criterion:
        case c.Never(never=one) | c.HealthyAt(healthy_at=one):
            return (one,)
        case c.Ordered(first=one, then=other) | c.Followed(each=one, by=other):
            return (one, other)
        case c.AtMost(of=one, before=before):
            return (one,) if before is None else (one, before)
        case c.Done(event=event, where=where):
            return (c.EventPattern(event=event, where=where),)
        case _:
            return ()


def types_of(criterion: c.AnyCriterion) -> frozenset[str]:
    """The types of events that can show what a criterion says."""
    named = {name for item in patterns_in(criterion) for name in (item.event, *item.or_)}
    return frozenset(named) | _OF.get(type(criterion), frozenset())


def named_by(task: CriticalTask) -> frozenset[str]:
    """All types of events that a task's rating can hang on."""
    around = (*types_in(task.start), *types_in(task.clock), *types_in(task.unless))
    return types_of(task.done) | frozenset(around)


def objections(plan: Plan, state: State, finding: TaskFinding) -> list[str]:
    """What the cited events of a finding fail to show; empty when they show it."""
    task = next(item for item in plan.tasks if item.id == finding.task)
    timeline = timeline_of(state)
    cited = [timeline.all[n - 1] for n in finding.events]
    found = list(_foreign(task, cited))
    if finding.rating is not Rating.N:
        found += _missing(task, finding, cited)
    return [f"{finding.task} ({finding.rating.value}): {text}" for text in found]


def _foreign(task: CriticalTask, cited: list[Numbered]) -> Iterator[str]:
    """Recall cites whatever mattered; every other criterion its own sort of events alone."""
    if isinstance(task.done, c.TimelineRecall):
        return
    known = named_by(task) | _EDGES
    for item in cited:
        if item.type not in known:
            yield f"event {item.n} ({item.type}) has nothing to do with it"


def _missing(task: CriticalTask, finding: TaskFinding, cited: list[Numbered]) -> Iterator[str]:
    good = finding.rating is not Rating.U
    match task.done:
        case c.Done(event=event, where=where):
            if good and not any(_matches(item, event, where) for item in cited):
                yield f"no {event} among the events that are to show it"
        case c.Never(never=pattern):
            if not good and not _any(pattern, cited) and not _only_edges(task, cited):
                yield "nothing of what must not happen is cited"
        case c.Ordered(then=then):
            if good and not _any(then, cited):
                yield "nothing is cited that something came before"
        case c.Followed(each=each, by=by):
            if good and not (_any(each, cited) and _any(by, cited)):
                yield "neither the act nor its answer is cited"
        case c.PostCheck(audience=audience) | c.Cadence(cadence=audience):
            posts = [item.event for item in cited if isinstance(item.event, PostPublished)]
            if good and not all(post.audience is audience for post in posts):
                yield f"a post is cited that was not for {audience.value}"
            if good and isinstance(task.done, c.PostCheck) and not posts:
                yield "no post is cited"
        case criterion if good and not any(item.type in types_of(criterion) for item in cited):
            if not isinstance(criterion, c.TimelineRecall | c.AtMost | c.TimeCalls):
                yield "no event is cited that could show it"
        case _:
            return


def _only_edges(task: CriticalTask, cited: list[Numbered]) -> bool:
    around = {*_EDGES, *types_in(task.start)}
    return all(item.type in around for item in cited)


def _any(pattern: c.EventPattern, cited: list[Numbered]) -> bool:
    names = (pattern.event, *pattern.or_)
    return any(_matches(item, name, pattern.where) for item in cited for name in names)


def _matches(item: Numbered, event: str, where: dict[str, str]) -> bool:
    return item.type == event and all(
        item.value(key) == value.lower() for key, value in where.items()
    )
