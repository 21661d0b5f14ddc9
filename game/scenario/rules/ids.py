"""Ids: each is given once."""

from collections.abc import Iterator

from game.scenario.fields import Model
from game.scenario.nodes import Path
from game.scenario.parts import Found, Part, Parts
from game.scenario.problems import Problem, one_of, shown
from game.scenario.rules.names import MONITORING
from game.terms import Role


def ids(parts: Parts) -> Iterator[Problem]:
    """Ids that two things share."""
    for part in (parts.shop, parts.runbook, parts.scenario):
        yield from ids_of(part)
    yield from _against_runbook(parts)
    yield from _reserved(parts)


def ids_of(part: Part[Model]) -> Iterator[Problem]:
    """The same for one file."""
    for found in part.models():
        yield from _twice(part, found)


def _twice(part: Part[Model], found: Found) -> Iterator[Problem]:
    """Entries of one list with the same id (or the same role)."""
    for name, info in type(found.model).model_fields.items():
        entries = getattr(found.model, name)
        if not isinstance(entries, tuple):
            continue
        first: dict[str, Path] = {}
        for index, entry in enumerate(entries):
            key = next((key for key in ("id", "role") if hasattr(entry, key)), None)
            if key is None or (key == "role" and name != "roles"):
                continue
            path = (*found.path, info.alias or name, index, key)
            known = first.setdefault(str(getattr(entry, key)), path)
            if known is not path:
                message = f"{shown(getattr(entry, key))} is here twice: first in line"
                yield part.problem(path, f"{message} {part.line(known)}", "give it another name")


def _against_runbook(parts: Parts) -> Iterator[Problem]:
    """Own tasks and objectives that the runbook has already."""
    scenario, runbook = parts.scenario.model, parts.runbook.model
    left_out = set(scenario.without_tasks)
    tasks = {task.id for task in runbook.tasks} - left_out
    for index, task in enumerate(scenario.tasks):
        if task.id in tasks:
            message = f"the runbook has a task {shown(task.id)} already"
            hint = "rename it, or list the runbook's under 'without tasks'"
            yield parts.scenario.problem(("tasks", index, "id"), message, hint)
    objectives = {objective.id for objective in runbook.objectives}
    for index, objective in enumerate(scenario.own_objectives):
        if objective.id in objectives:
            message = f"the runbook has an objective {shown(objective.id)} already"
            yield parts.scenario.problem(("own objectives", index, "id"), message, "rename it")


def _reserved(parts: Parts) -> Iterator[Problem]:
    """Characters must not be taken for a seat or for the monitoring."""
    taken = [*Role, MONITORING]
    for index, character in enumerate(parts.scenario.model.characters):
        if character.id in taken:
            message = f"a character cannot be called {shown(character.id)}"
            hint = f"{one_of(taken).removeprefix('use one of ')} have a meaning of their own"
            yield parts.scenario.problem(("characters", index, "id"), message, hint)
