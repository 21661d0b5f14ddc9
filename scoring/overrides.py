"""An evaluator's ratings: events of the log, so that the log alone still gives the score."""

from collections.abc import Sequence
from dataclasses import replace

from game.engine.events import TaskRated
from game.engine.plan import Plan
from game.scenario.runbook import CriticalTask
from scoring.bands import points_for
from scoring.scorecard import Override, TaskFinding
from scoring.timeline import Timeline


def overridden(
    plan: Plan, timeline: Timeline, findings: Sequence[TaskFinding]
) -> tuple[TaskFinding, ...]:
    """The findings with the newest rating by hand of each task, and both values kept.

    A task that the rules did not observe counts once somebody has observed it.
    """
    newest = {
        item.event.task: (item.n, item.event)
        for item in timeline.of("task_rated")
        if isinstance(item.event, TaskRated)
    }
    tasks = {task.id: task for task in plan.tasks}
    return tuple(
        _rated(tasks[finding.task], finding, *newest[finding.task])
        if finding.task in newest
        else finding
        for finding in findings
    )


def _rated(task: CriticalTask, finding: TaskFinding, n: int, event: TaskRated) -> TaskFinding:
    return replace(
        finding,
        rating=event.rating,
        points=points_for(task, event.rating),
        max_points=float(task.points),
        events=(*finding.events, n),
        override=Override(
            event=n,
            by=event.by.role,
            note=event.note,
            judged_rating=finding.rating,
            judged_points=finding.points,
            judged_max_points=finding.max_points,
        ),
    )
