"""Critical tasks and objectives: each can be begun, done and counted."""

from collections.abc import Iterator

from game.scenario.criteria import AnyCriterion, Done
from game.scenario.model import Scenario
from game.scenario.nodes import Path
from game.scenario.parts import Part, Parts
from game.scenario.problems import Problem, shown
from game.scenario.rules.names import Kind, names_of
from game.scenario.rules.reach import Reach, reach_of, reach_of_tasks
from game.scenario.runbook import CriticalTask, Runbook
from game.simtime import words
from game.terms import SEATS


def tasks(parts: Parts) -> Iterator[Problem]:
    """Tasks that nobody can do or earn, and objectives without a task."""
    names = names_of(parts)
    reach = reach_of(parts.scenario.model, names, parts.gone)
    shared, own = reach_of_tasks(reach, strict=True), reach_of_tasks(reach, strict=False)
    left_out = set(parts.scenario.model.without_tasks)
    for index, task in enumerate(parts.runbook.model.tasks):
        path: Path = ("tasks", index)
        yield from _times(parts.runbook, path, task)
        if task.id not in left_out:
            yield from _shared(parts.runbook, path, task, shared)
    for index, task in enumerate(parts.scenario.model.tasks):
        yield from _times(parts.scenario, ("tasks", index), task)
        yield from _own(parts.scenario, ("tasks", index), task, own)
    yield from _objectives(parts, names[Kind.OBJECTIVE], shared)
    yield from _seats(parts.runbook)


def _times(
    part: Part[Runbook] | Part[Scenario], path: Path, task: CriticalTask
) -> Iterator[Problem]:
    if task.target_s > task.limit_s > 0:
        message = f"the target ({words(task.target_s)}) is after the limit ({words(task.limit_s)})"
        yield part.problem((*path, "target"), message, "target: done well; limit: done late")
    bands = task.bands
    if not bands.performed >= bands.some >= bands.major >= bands.unable:
        hint = "P is at least S, S at least M, M at least U"
        yield part.problem((*path, "bands"), "a worse rating gives more points", hint)


def _shared(part: Part[Runbook], path: Path, task: CriticalTask, reach: Reach) -> Iterator[Problem]:
    """A task that begins in this scenario, but names what only other scenarios have."""
    if task.start is not None and not reach.can_be(task.start):
        return
    if not _can_be_done(task.done, reach):
        message = f"in the scenario {reach.scenario.id} this can never happen"
        hint = f"add to it what is missing, or list {task.id} under its 'without tasks'"
        yield part.problem((*path, "done"), message, hint)


def _own(part: Part[Scenario], path: Path, task: CriticalTask, reach: Reach) -> Iterator[Problem]:
    if task.start is not None and not reach.can_be(task.start):
        yield part.problem((*path, "start"), "this can never become true: the task never begins")
    if not _can_be_done(task.done, reach):
        yield part.problem((*path, "done"), "this can never happen: the task cannot be done")


def _can_be_done(criterion: AnyCriterion, reach: Reach) -> bool:
    match criterion:
        case Done(event=event, where=where):
            return reach.event_can_be(event, where)
        case _:
            return True


def _objectives(parts: Parts, known: frozenset[str], reach: Reach) -> Iterator[Problem]:
    scenario = parts.scenario.model
    shared = [task for task in parts.runbook.model.tasks if task.id not in scenario.without_tasks]
    trained = {task.objective for task in (*shared, *scenario.tasks)}
    # A task of its own that never begins, or that counts for nothing known, is told elsewhere.
    begun = {task.objective for task in scenario.tasks}
    begun |= {task.objective for task in shared if not task.start or reach.can_be(task.start)}
    whole = not parts.gone and begun <= known
    for index, name in enumerate(scenario.objectives):
        if name in known - trained and not parts.gone:
            message = f"no critical task counts for the objective {shown(name)}"
            hint = "add a task for it, or remove it"
            yield parts.scenario.problem(("objectives", index), message, hint)
        elif name in trained - begun and whole:
            message = f"nothing here begins a task of the objective {shown(name)}"
            hint = "add an inject or whatever its tasks wait for, or remove the objective"
            yield parts.scenario.problem(("objectives", index), message, hint)
    for index, task in enumerate(scenario.tasks):
        if task.objective in known - set(scenario.objectives):
            message = f"the scenario does not list the objective {shown(task.objective)}"
            hint = "add it under objectives"
            yield parts.scenario.problem(("tasks", index, "objective"), message, hint)


def _seats(part: Part[Runbook]) -> Iterator[Problem]:
    """The runbook says of all four seats what they own."""
    missing = [seat.value for seat in SEATS if seat not in {rule.role for rule in part.model.roles}]
    if missing:
        yield part.problem(("roles",), f"nothing is said of {', '.join(missing)}")
