"""The file by which a room is found again after a crash: its code, its keys, its people.

It lies beside the log as `room.json`, readable by its owner alone: it holds secrets.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from game.faces.web.people import Person, new_secret, person_data, read_person

FORMAT = "breakglass-room"
VERSION = 1
FILE_NAME = "room.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens a room: the code for everybody, and a secret for each special part."""

    code: str
    facilitator: str
    evaluator: str
    report: str
    """Part of the report's address: whoever was in the room gets it at the end."""


def new_keys(code: str) -> Keys:
    """Secrets that nobody has had before, for the room with that code."""
    return Keys(code, new_secret(), new_secret(), new_secret())


@dataclass(frozen=True, slots=True)
class Record:
    """What the file says."""

    keys: Keys
    policy: str
    coach: bool
    pace: float
    people: tuple[Person, ...]


class RegisterProblem(Exception):  # noqa: N818 - a problem of a file, not of the program
    """A room's file that cannot be read; the text says which and why."""


def write_record(folder: Path, record: Record) -> None:
    """Replace the file as a whole; OSError when that cannot be done."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "keys": asdict(record.keys),
        "policy": record.policy,
        "coach": record.coach,
        "pace": record.pace,
        "people": [person_data(person) for person in record.people],
    }
    path = folder / FILE_NAME
    draft = folder / f".{FILE_NAME}.new"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read_record(folder: Path) -> Record:
    """The room's file; RegisterProblem when there is none, or when it is damaged."""
    path = folder / FILE_NAME
    try:
        return _record(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        message = f"{folder} holds no room; it was not played over the network"
    except (OSError, ValueError, TypeError) as problem:
        message = f"{path} cannot be read: {problem}"
    raise RegisterProblem(message)


def _record(data: object) -> Record:
    match data:
        case {
            "format": "breakglass-room",
            "version": 1,
            "keys": dict(keys),
            "policy": str(policy),
            "coach": bool(coach),
            "pace": int() | float() as pace,
            "people": list(people),
        }:
            return Record(Keys(**keys), policy, coach, float(pace), tuple(_people(people)))
        case _:
            message = "this is not a room's file"
            raise ValueError(message)


def _people(data: Iterable[object]) -> Iterable[Person]:
    return (read_person(item) for item in data)
