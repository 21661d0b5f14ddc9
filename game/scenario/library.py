"""Finding and reading scenarios, runbooks and shops: the only place here that opens files.

A scenario is a folder with `scenario.yaml`, or such a file. Its runbook and shop are looked for
beside it first (`<id>.yaml`, then `runbook.yaml` or `shop.yaml`), then among the shipped ones.
They are named by id alone, so that no scenario reaches outside its folder.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from game.paths import scenarios_dir
from game.scenario.assemble import (
    SCENARIO,
    Loaded,
    Reading,
    assemble,
    check_alone,
    digest_of,
    load_sources,
)
from game.scenario.decode import MAX_BYTES
from game.scenario.fields import Model
from game.scenario.nodes import Document, MapNode, TextNode
from game.scenario.problems import Problem, did_you_mean, shown, tidy
from game.scenario.runbook import Runbook
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

EXAMPLES = "_examples"
"""The folder of small scenarios that show the language; they are checked, and not listed."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_DIFFICULTIES = ("tutorial", "easy", "medium", "hard")


class _Shelf(NamedTuple):
    """One of the two kinds of files that scenarios share."""

    key: str
    word: str
    folder: str
    model: type[Model]


_RUNBOOKS = _Shelf("runbook", "runbook", "runbooks", Runbook)
_SHOPS = _Shelf("shop", "shop", "shops", ShopSpec)


def scenario_ids() -> tuple[str, ...]:
    """Ids of the shipped scenarios, sorted."""
    found = scenarios_dir().glob(f"*/{SCENARIO}")
    return tuple(sorted(path.parent.name for path in found))


def listing() -> tuple[Loaded, ...]:
    """The shipped scenarios that have no problems, easiest first."""
    loaded = (load(name) for name in scenario_ids())
    whole = [item for item in loaded if isinstance(item, Loaded)]
    return tuple(sorted(whole, key=_by_difficulty))


def _by_difficulty(item: Loaded) -> tuple[int, str]:
    return _DIFFICULTIES.index(item.scenario.difficulty), item.scenario.id


def load(scenario: str | os.PathLike[str]) -> Loaded | list[Problem]:
    """A shipped scenario by id, or any by the path of its folder or file. Never raises."""
    name = os.fspath(scenario)
    found = find(name)
    return [found] if isinstance(found, Problem) else _load_file(found, home=found.parent)


def check(name: str | os.PathLike[str]) -> list[Problem]:
    """Every problem of a scenario, runbook or shop, or of all those in a folder. Never raises."""
    path = Path(os.fspath(name))
    if _is_dir(path) and not _exists(path / SCENARIO):
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
    for shelf in (_RUNBOOKS, _SHOPS):
        pattern = "*.yaml" if folder.name == shelf.folder else f"{shelf.folder}/*.yaml"
        yield from sorted(folder.glob(pattern))


def _check_file(path: Path) -> list[Problem]:
    reading = _read(path, home=path.parent)
    if isinstance(reading, Document):
        for shelf, telling in ((_RUNBOOKS, "severities"), (_SHOPS, "traffic")):
            if telling in reading.root.values:
                return check_alone(shelf.model, reading)
    result = _load_file(path, home=path.parent)
    return result if isinstance(result, list) else []


# Finding


def find(name: str) -> Path | Problem:
    """The scenario file that a shipped scenario's id or a path means."""
    if _ID.fullmatch(name):
        shipped = scenarios_dir() / name / SCENARIO
        if _exists(shipped):
            return shipped
    path = Path(name)
    if _is_dir(path):
        inside = path / SCENARIO
        return inside if _exists(inside) else _no_scenario(name)
    return path if _exists(path) else _unknown(name)


def _unknown(name: str) -> Problem:
    known = scenario_ids()
    message = f"there is no file and no scenario {shown(name)}"
    return Problem(_printable(name), 1, 1, "", message, did_you_mean(Path(name).name, known))


def _no_scenario(name: str) -> Problem:
    hint = f"a scenario is a folder with a file {SCENARIO}"
    return Problem(_printable(name), 1, 1, "", f"the folder has no {SCENARIO}", hint)


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _exists(path: Path) -> bool:
    """Whether something lies there; an unreadable place counts, so that reading tells why."""
    try:
        return path.exists() and not path.is_dir()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False


# Reading


def _load_file(path: Path, home: Path) -> Loaded | list[Problem]:
    scenario = _read(path, home)
    if isinstance(scenario, list):
        return scenario
    return assemble(scenario, _part(scenario, home, _RUNBOOKS), _part(scenario, home, _SHOPS))


def _part(scenario: Document, home: Path, shelf: _Shelf) -> Reading:
    """The runbook or shop that the scenario names; no problem if it names none validly."""
    exercise = scenario.root.values.get("exercise")
    node = exercise.values.get(shelf.key) if isinstance(exercise, MapNode) else None
    if not isinstance(node, TextNode) or not _ID.fullmatch(node.text):
        return []
    for folder, file in _places(node.text, home, shelf):
        if _exists(file):
            return _read(file, folder)
    message = f"there is no {shelf.word} {shown(node.text)}, neither here nor shipped"
    hint = did_you_mean(node.text, _ids_on(shelf))
    return [scenario.page.problem(node.place, ("exercise", shelf.key), message, hint)]


def _places(name: str, home: Path, shelf: _Shelf) -> Iterator[tuple[Path, Path]]:
    """Folders that may be read, and the file in each, in the order of the search."""
    yield home, home / f"{name}.yaml"
    yield home, home / f"{shelf.key}.yaml"
    shipped = scenarios_dir() / shelf.folder
    yield shipped, shipped / f"{name}.yaml"


def _ids_on(shelf: _Shelf) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (scenarios_dir() / shelf.folder).glob("*.yaml")))


def _read(path: Path, home: Path) -> Reading:
    """A file of the folder `home`, unless it is a link that leads out of it."""
    name = _display(path)
    try:
        if home.resolve() not in path.resolve().parents:
            message = "this is a link to a file outside its folder"
            return [Problem(name, 1, 1, "", message, "put the file itself there")]
        if not path.is_file():
            return [Problem(name, 1, 1, "", "this is not a file")]
        with path.open("rb") as stream:
            return read(name, stream.read(MAX_BYTES + 1))
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        return [Problem(name, 1, 1, "", f"cannot be read: {reason}")]


def _display(path: Path) -> str:
    """The path as it was given, or from here when that is shorter."""
    try:
        return _printable(str(path.relative_to(Path.cwd())))
    except (OSError, ValueError):
        return _printable(str(path))


def _printable(name: str) -> str:
    """The name with whatever a terminal must not be sent written as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)
