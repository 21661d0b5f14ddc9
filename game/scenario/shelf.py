"""Where scenarios, runbooks and shops lie, and the bytes of each: no word of them is read here."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from game.paths import scenarios_dir
from game.scenario.decode import MAX_BYTES
from game.scenario.problems import Problem

SCENARIO = "scenario.yaml"
EXAMPLES = "_examples"
"""The folder of small scenarios that show the language; they are checked, and not listed."""

DIFFICULTIES = ("tutorial", "easy", "medium", "hard")

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class Shelf(NamedTuple):
    """One of the two kinds of files that scenarios share."""

    key: str
    word: str
    folder: str


RUNBOOKS = Shelf("runbook", "runbook", "runbooks")
SHOPS = Shelf("shop", "shop", "shops")


def can_be_id(name: str) -> bool:
    """Whether something may be called that: no such name leads out of a folder."""
    return _ID.fullmatch(name) is not None


def scenario_ids() -> tuple[str, ...]:
    """Ids of the shipped scenarios, sorted."""
    found = scenarios_dir().glob(f"*/{SCENARIO}")
    return tuple(sorted(path.parent.name for path in found))


def scenario_file(name: str) -> Path:
    """Where the shipped scenario of that id lies, if there is one."""
    return scenarios_dir() / name / SCENARIO


def ids_on(shelf: Shelf) -> tuple[str, ...]:
    """Ids of what is shipped of a kind, sorted."""
    return tuple(sorted(path.stem for path in (scenarios_dir() / shelf.folder).glob("*.yaml")))


def places(name: str, home: Path, shelf: Shelf) -> Iterator[tuple[Path, Path]]:
    """Folders that may be read, and the file in each, in the order of the search."""
    yield home, home / f"{name}.yaml"
    yield home, home / f"{shelf.key}.yaml"
    shipped = scenarios_dir() / shelf.folder
    yield shipped, shipped / f"{name}.yaml"


def is_dir(path: Path) -> bool:
    """Whether it is a folder; False for whatever the system does not take for a name."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether something lies there; an unreadable place counts, so that reading tells why."""
    try:
        return path.exists() and not path.is_dir()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False


def bytes_of(path: Path, home: Path) -> tuple[str, bytes | Problem]:
    """Name and bytes of a file of the folder `home`, unless it is a link that leads out of it.

    Of a file that is too large, one byte more than may be read.
    """
    name = _display(path)
    try:
        if home.resolve() not in path.resolve().parents:
            message = "this is a link to a file outside its folder"
            return name, Problem(name, 1, 1, "", message, "put the file itself there")
        if not path.is_file():
            return name, Problem(name, 1, 1, "", "this is not a file")
        with path.open("rb") as stream:
            return name, stream.read(MAX_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        return name, Problem(name, 1, 1, "", f"cannot be read: {reason}")


def _display(path: Path) -> str:
    """The path as it was given, or from here when that is shorter."""
    try:
        return printable(str(path.relative_to(Path.cwd())))
    except (OSError, ValueError):
        return printable(str(path))


def printable(name: str) -> str:
    """The name with whatever a terminal must not be sent written as an escape."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)
