"""Critical tasks rated: when their clock began, whether they count, and what their criterion says.

What waits for something that never came is not observed and counts for nothing. But a team must
not win by leaving things undone: where customers were really hurt, a task that waited for an act
that every practised team does (declaring, deciding, acting, posting, closing) counts as not
performed when that act never came. A claim that was not true ("resolved" while customers are still
hurt) excuses from nothing.
"""

from collections.abc import Iterator

from game.engine.conditions import became_true_s
from game.scenario.conditions import AllOf, AnyCondition, AnyOf, EventHappened, EventMissing, Not
from game.scenario.criteria import Done
from game.scenario.runbook import CriticalTask
from game.simtime import clock
from game.terms import Audience, Rating
from scoring.bands import points_for
from scoring.case import Bout, Case, Verdict
from scoring.criteria import judge_criterion
from scoring.scorecard import TaskFinding
from scoring.timeline import Numbered
from scoring.wording import describe, never, sentence

_EXPECTED = frozenset(
    {
        "decision_made",
        "incident_declared",
        "incident_mitigated",
        "incident_resolved",
        "mitigation_completed",
        "mitigation_started",
        "page_acknowledged",
        "post_published",
    }
)
"""Acts that every practised team does while customers are hurt."""

_LONGEST_CHAIN = 5
"""Steps that wait for each other, followed back so far."""

_LEVERS_PULLED = frozenset({"mitigation_started", "mitigation_completed"})
_PUBLIC = Audience.CUSTOMERS.value
_CLAIMS = frozenset({"incident_mitigated", "incident_resolved", "incident_stood_down"})


def judge_task(case: Case, task: CriticalTask) -> TaskFinding:
    """The finding of one critical task."""
    verdict = _verdict(case, task)
    return TaskFinding(
        task=task.id,
        role=task.role,
        objective=task.objective,
        points=points_for(task, verdict.rating),
        max_points=0.0 if verdict.rating is Rating.N else float(task.points),
        rating=verdict.rating,
        events=tuple(dict.fromkeys(verdict.events)),
        note=verdict.note,
    )


def _verdict(case: Case, task: CriticalTask) -> Verdict:
    start_s = 0 if task.start is None else became_true_s(case.plan, case.state, task.start)
    if start_s is None:
        return _never_began(case, task)
    bout = _bout(case, task, start_s)
    verdict = judge_criterion(case, bout)
    excuse_s = _excused_s(case, task)
    if excuse_s is None or not _in_time(excuse_s, bout, verdict):
        return verdict
    excuse = describe(task.unless, case.named)
    note = f"not counted: {excuse} at {clock(excuse_s)}, before this was due"
    events = (*bout.events, *_started_by(case, task.unless, excuse_s))
    return Verdict(Rating.N, events, sentence(note))


def _bout(case: Case, task: CriticalTask, start_s: int) -> Bout:
    """The task from its start on; its time counts from a moment that no late step moves."""
    began, shown = describe(task.start, case.named), _started_by(case, task.start, start_s)
    if task.clock is not None:
        clock_s = became_true_s(case.plan, case.state, task.clock)
        if clock_s is not None:
            events = tuple(sorted({*shown, *_started_by(case, task.clock, clock_s)}))
            return Bout(task, start_s, events, began, clock_s, describe(task.clock, case.named))
    due_s = _step_due_s(case, task)
    if due_s is None:
        return Bout(task, start_s, shown, began, start_s, began)
    counted = began if due_s == start_s else f"{clock(due_s)}, when its start was due"
    return Bout(task, start_s, shown, began, due_s, counted)


def _step_due_s(case: Case, task: CriticalTask, depth: int = 0) -> int | None:
    """When the step that a task waits for was due, where another task asks for that step.

    A team that is early with one step has the more time for the next; one that is late has not.
    """
    match task.start:
        case EventHappened() as start:
            return _asked_for_s(case, task, start, depth)
        case AllOf() as start:
            return _all_due_s(case, task, start, depth)
        case _:
            return None


def _all_due_s(case: Case, task: CriticalTask, start: AllOf, depth: int) -> int | None:
    """From when its steps were due, the first second at which the other parts held as well."""
    steps = {
        index: due_s
        for index, part in enumerate(start.all_)
        if isinstance(part, EventHappened)
        and (due_s := _asked_for_s(case, task, part, depth)) is not None
    }
    if not steps:
        return None
    rest = tuple(part for index, part in enumerate(start.all_) if index not in steps)
    due_s = max(steps.values())
    if not rest:
        return due_s
    others = rest[0] if len(rest) == 1 else AllOf.model_construct(all_=rest)
    return became_true_s(case.plan, case.state, others, due_s)


def _asked_for_s(case: Case, task: CriticalTask, start: EventHappened, depth: int) -> int | None:
    if start.times > 1 or depth > _LONGEST_CHAIN:
        return None
    steps = [item for item in case.plan.tasks if item.id != task.id and _does(item, start)]
    found = (_due_s(case, step, depth) for step in steps)
    return min((due_s for due_s in found if due_s is not None), default=None)


def _does(step: CriticalTask, start: EventHappened) -> bool:
    done = step.done
    if not isinstance(done, Done) or done.event != start.event or not step.target_s:
        return False
    return done.where.items() <= start.where.items()


def _due_s(case: Case, step: CriticalTask, depth: int) -> int | None:
    counted = step.clock if step.clock is not None else step.start
    clock_s = _step_due_s(case, step, depth + 1) if step.clock is None else None
    if clock_s is None:
        clock_s = 0 if counted is None else became_true_s(case.plan, case.state, counted)
    return None if clock_s is None else clock_s + step.target_s


def _in_time(excuse_s: int, bout: Bout, verdict: Verdict) -> bool:
    """An excuse counts at the start of the clock, or before the thing was done."""
    if excuse_s <= bout.start_s:
        return verdict.done_s is None or verdict.done_s > excuse_s
    if verdict.done_s is not None:
        return excuse_s < verdict.done_s
    return False


def _excused_s(case: Case, task: CriticalTask) -> int | None:
    if task.unless is None:
        return None
    at_s = became_true_s(case.plan, case.state, task.unless)
    if at_s is None or (_mentions(task.unless, _CLAIMS) and case.truth.hurt_at(at_s)):
        return None
    return at_s


def _never_began(case: Case, task: CriticalTask) -> Verdict:
    assert task.start is not None
    edges = case.timeline.edges
    if case.truth.real and _left_undone(case, task.start):
        missed = never(task.start, case.named)
        note = f"{missed} while customers were hurt; this would have followed"
        return Verdict(Rating.U, edges, sentence(note))
    begins = describe(task.start, case.named)
    note = f"not observed: it would have begun once {begins}; that never came"
    return Verdict(Rating.N, edges, sentence(note))


def _left_undone(case: Case, condition: AnyCondition) -> bool:
    """Whether the moment did not come because an expected act was never done, in any form."""
    match condition:
        case EventHappened():
            return "lever" not in condition.where and _omitted(case, condition)
        case AllOf():
            return any(_left_undone(case, part) for part in condition.all_)
        case AnyOf():
            expected = any(_mentions(part, _EXPECTED) for part in condition.any_)
            return expected and all(_never_tried(case, part) for part in condition.any_)
        case _:
            return False


def _never_tried(case: Case, condition: AnyCondition) -> bool:
    """Among alternatives: whether this one is an act of which no form at all was done."""
    match condition:
        case EventHappened():
            if condition.event in _EXPECTED:
                return _omitted(case, condition)
            return not case.timeline.of(condition.event)
        case _:
            return _left_undone(case, condition)


def _omitted(case: Case, condition: EventHappened) -> bool:
    """Whether an expected act never happened; nobody need pull a lever when waiting was right."""
    name = condition.event
    if name not in _EXPECTED:
        return False
    if name == "post_published":
        audience = condition.where.get("audience", _PUBLIC)
        return audience == _PUBLIC and not case.timeline.matching(name, {"audience": _PUBLIC})
    if case.timeline.of(name) or (name == "decision_made" and not case.plan.decisions):
        return False
    if name in _LEVERS_PULLED and not case.hurt_at_end:
        return not case.timeline.of("decision_made")
    return True


def _mentions(condition: AnyCondition, names: frozenset[str]) -> bool:
    match condition:
        case EventHappened():
            return condition.event in names
        case EventMissing():
            return condition.no_event in names
        case AllOf():
            return any(_mentions(part, names) for part in condition.all_)
        case AnyOf():
            return any(_mentions(part, names) for part in condition.any_)
        case Not():
            return _mentions(condition.not_, names)
        case _:
            return False


def _started_by(case: Case, condition: AnyCondition | None, at_s: int) -> tuple[int, ...]:
    """The events that made a condition true by that second."""
    if condition is None:
        return case.timeline.edges[:1]
    shown = sorted({item.n for item in _witnesses(case, condition, at_s)})
    return tuple(shown)


def _witnesses(case: Case, condition: AnyCondition, at_s: int) -> Iterator[Numbered]:
    match condition:
        case EventHappened():
            found = case.timeline.matching(condition.event, condition.where)
            by_then = [item for item in found if item.at_s <= at_s]
            yield from by_then[condition.times - 1 : condition.times]
        case AllOf():
            for part in condition.all_:
                yield from _witnesses(case, part, at_s)
        case AnyOf():
            for part in condition.any_:
                yield from list(_witnesses(case, part, at_s))[:1]
        case EventMissing() if condition.after is not None:
            yield from _witnesses(case, condition.after, at_s)
        case _:
            return
