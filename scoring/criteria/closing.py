"""Closing: the exit criteria at the moment of resolving, and what must be somebody's task."""

from game.engine.events import TaskAssigned
from game.engine.readings import limits_of
from game.scenario.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    EventHappened,
    MetricIs,
    Not,
    TimeIs,
)
from game.scenario.criteria import ExitHeld, TaskAbout
from game.scenario.runbook import ExitCriterion
from game.simtime import clock, words
from game.terms import Rating
from scoring.bands import rate_elapsed, rate_share
from scoring.case import Bout, Case, Verdict
from scoring.criteria.timed import closed_by_the_team
from scoring.timeline import Numbered, numbers
from scoring.wording import clocked, sentence


def judge_exit(case: Case, bout: Bout, criterion: ExitHeld) -> Verdict:
    """The worst of the resolutions, each by the share of the exit criteria that held."""
    resolved = case.timeline.of("incident_resolved")
    told = [item for item in case.plan.runbook.exit_criteria if item.when is not None]
    if not resolved or not told:
        note = "there was no occasion: nothing was resolved that exit criteria could be held to"
        return Verdict(Rating.N, bout.events, sentence(note))
    lacking = {item.n: _lacking(case, item, told, criterion.grace_s) for item in resolved}
    worst = max(resolved, key=lambda item: len(lacking[item.n]))
    missed = lacking[worst.n]
    note = f"when the incident was resolved at {clock(worst.at_s)}, "
    note += f"{len(told) - len(missed)} of {len(told)} exit criteria held"
    if missed:
        note += f"; not: {' '.join(item.text for item in missed)}"
    return Verdict(rate_share(1 - len(missed) / len(told)), numbers(resolved), sentence(note))


def _lacking(
    case: Case, resolved: Numbered, told: list[ExitCriterion], grace_s: int
) -> list[ExitCriterion]:
    return [
        item
        for item in told
        if item.when is not None and _held(case, item.when, resolved.at_s, grace_s) is False
    ]


def _held(case: Case, condition: AnyCondition, at_s: int, grace_s: int) -> bool | None:
    """Whether a condition held at that second; None for what only the present can tell."""
    match condition:
        case MetricIs():
            return _metric_held(case, condition, at_s)
        case EventHappened():
            found = case.timeline.matching(condition.event, condition.where)
            return sum(item.at_s <= at_s + grace_s for item in found) >= condition.times
        case TimeIs():
            return at_s >= condition.time_s
        case Not():
            inner = _held(case, condition.not_, at_s, grace_s)
            return None if inner is None else not inner
        case AllOf():
            return _every([_held(case, part, at_s, grace_s) for part in condition.all_])
        case AnyOf():
            parts = [_held(case, part, at_s, grace_s) for part in condition.any_]
            return True if True in parts else _every(parts)
        case _:
            return None


def _every(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _metric_held(case: Case, condition: MetricIs, at_s: int) -> bool:
    recording = case.state.course.recording
    values = recording.window(condition.metric, at_s - condition.for_s, at_s).tolist()
    limits = limits_of(recording, condition)
    return all(
        (limits.above is None or value > limits.above)
        and (limits.below is None or value < limits.below)
        for value in values
    )


def judge_task_about(case: Case, bout: Bout, criterion: TaskAbout) -> Verdict:
    """The first such task, rated by how soon; given before its clock began, it is in time."""
    wanted = [word.lower() for word in criterion.task_about]
    given = next((item for item in case.timeline.of("task_assigned") if _says(item, wanted)), None)
    about = f"a task about the {criterion.task_about[0]}"
    if given is None:
        note = f"nobody was given {about} by {clock(case.end_s)} ({clocked(bout.task)})"
        due_s = bout.clock_s + bout.task.target_s
        if case.end_s < due_s and not closed_by_the_team(case, bout):
            return Verdict(Rating.N, bout.events, sentence(note))
        return Verdict(Rating.U, (*bout.events, *case.timeline.edges[-1:]), sentence(note))
    elapsed_s = given.at_s - bout.clock_s
    note = f"{about} was given at {clock(given.at_s)}"
    note += f", {words(elapsed_s)} after {bout.counted}" if elapsed_s > 0 else ""
    note += f"; {clocked(bout.task)}" if clocked(bout.task) else ""
    events = tuple(sorted({*bout.events, given.n}))
    return Verdict(rate_elapsed(bout.task, elapsed_s), events, sentence(note), given.at_s)


def _says(item: Numbered, wanted: list[str]) -> bool:
    text = item.event.text.lower() if isinstance(item.event, TaskAssigned) else ""
    return any(word in text for word in wanted)
