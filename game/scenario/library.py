"""Finding, reading and checking scenarios, runbooks and shops; `shelf` opens their files.

A scenario is a folder with `scenario.yaml`, or such a file. Its runbook and shop are looked for
beside it first (`<id>.yaml`, then `runbook.yaml` or `shop.yaml`), then among the shipped ones.
They are named by id alone, so that no scenario reaches outside its folder.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from game.scenario.assemble import (
    Loaded,
    Reading,
    assemble,
    check_alone,
    digest_of,
    load_sources,
)
from game.scenario.fields import Model
from game.scenario.nodes import Document, MapNode, TextNode
from game.scenario.problems import Problem, did_you_mean, shown, tidy
from game.scenario.runbook import Runbook
from game.scenario.shelf import (
    DIFFICULTIES,
    EXAMPLES,
    RUNBOOKS,
    SCENARIO,
    SHOPS,
    Shelf,
    bytes_of,
    can_be_id,
    exists,
    ids_on,
    is_dir,
    places,
    printable,
    scenario_file,
    scenario_ids,
)
from game.scenario.shop_model import ShopSpec
from game.scenario.source import read

__all__ = [
    "Loaded",
    "check",
    "digest_of",
    "find",
    "listing",
    "load",
    "load_sources",
    "scenario_ids",
]

_MODELS: Mapping[Shelf, type[Model]] = {RUNBOOKS: Runbook, SHOPS: ShopSpec}


def listing() -> tuple[Loaded, ...]:
    """The shipped scenarios that have no problems, easiest first."""
    loaded = (load(name) for name in scenario_ids())
    whole = [item for item in loaded if isinstance(item, Loaded)]
    return tuple(sorted(whole, key=_by_difficulty))


def _by_difficulty(item: Loaded) -> tuple[int, str]:
    return DIFFICULTIES.index(item.scenario.difficulty), item.scenario.id


def load(scenario: str | os.PathLike[str]) -> Loaded | list[Problem]:
    """A shipped scenario by id, or any by the path of its folder or file. Never raises."""
    name = os.fspath(scenario)
    found = find(name)
    return [found] if isinstance(found, Problem) else _load_file(found, home=found.parent)


def check(name: str | os.PathLike[str]) -> list[Problem]:
    """Every problem of a scenario, runbook or shop, or of all those in a folder. Never raises."""
    path = Path(os.fspath(name))
    if is_dir(path) and not exists(path / SCENARIO):
        files = list(_files_below(path))
        if not files:
            return [_no_scenario(os.fspath(name))]
        return tidy(problem for file in files for problem in _check_file(file))
    found = find(os.fspath(name))
    return [found] if isinstance(found, Problem) else _check_file(found)


def _files_below(folder: Path) -> Iterator[Path]:
    """The scenarios in a folder's folders, and the runbooks and shops beside them."""
    yield from sorted(folder.glob(f"*/{SCENARIO}"))
    beside = "*.yaml" if folder.name == EXAMPLES else f"{EXAMPLES}/*.yaml"
    yield from sorted(folder.glob(beside))
    for shelf in (RUNBOOKS, SHOPS):
        pattern = "*.yaml" if folder.name == shelf.folder else f"{shelf.folder}/*.yaml"
        yield from sorted(folder.glob(pattern))


def _check_file(path: Path) -> list[Problem]:
    reading = _read(path, home=path.parent)
    if isinstance(reading, Document):
        for shelf, telling in ((RUNBOOKS, "severities"), (SHOPS, "traffic")):
            if telling in reading.root.values:
                return check_alone(_MODELS[shelf], reading)
    result = _load_file(path, home=path.parent)
    return result if isinstance(result, list) else []


# Finding


def find(name: str) -> Path | Problem:
    """The scenario file that a shipped scenario's id or a path means."""
    if can_be_id(name):
        shipped = scenario_file(name)
        if exists(shipped):
            return shipped
    path = Path(name)
    if is_dir(path):
        inside = path / SCENARIO
        return inside if exists(inside) else _no_scenario(name)
    return path if exists(path) else _unknown(name)


def _unknown(name: str) -> Problem:
    known = scenario_ids()
    message = f"there is no file and no scenario {shown(name)}"
    return Problem(printable(name), 1, 1, "", message, did_you_mean(Path(name).name, known))


def _no_scenario(name: str) -> Problem:
    hint = f"a scenario is a folder with a file {SCENARIO}"
    return Problem(printable(name), 1, 1, "", f"the folder has no {SCENARIO}", hint)


# Reading


def _load_file(path: Path, home: Path) -> Loaded | list[Problem]:
    scenario = _read(path, home)
    if isinstance(scenario, list):
        return scenario
    return assemble(scenario, _part(scenario, home, RUNBOOKS), _part(scenario, home, SHOPS))


def _part(scenario: Document, home: Path, shelf: Shelf) -> Reading:
    """The runbook or shop that the scenario names; no problem if it names none validly."""
    exercise = scenario.root.values.get("exercise")
    node = exercise.values.get(shelf.key) if isinstance(exercise, MapNode) else None
    if not isinstance(node, TextNode) or not can_be_id(node.text):
        return []
    for folder, file in places(node.text, home, shelf):
        if exists(file):
            return _read(file, folder)
    message = f"there is no {shelf.word} {shown(node.text)}, neither here nor shipped"
    hint = did_you_mean(node.text, ids_on(shelf))
    return [scenario.page.problem(node.place, ("exercise", shelf.key), message, hint)]


def _read(path: Path, home: Path) -> Reading:
    """A file of the folder `home`, unless it is a link that leads out of it."""
    name, data = bytes_of(path, home)
    return [data] if isinstance(data, Problem) else read(name, data)
