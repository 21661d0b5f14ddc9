"""The log of a drill: append-only JSON Lines, on the disk before anybody is told "done".

The first line is the header, every other line one event:

    {"n":7,"at_s":95,"actor":"Priya Nair","role":"ic","type":"incident_declared",
     "data":{"severity":"sev1","title":"Checkout is down"},"seen":6}

`seen` is the last event that the actor's face had shown. Where people play, a line ends with
`"wall"`, the real time in UTC; nothing is ever computed from it. An event that came over a network
also keeps `"ref"`, the name that its sender gave to the command, so that a command sent twice is
taken once, even after a crash between the two.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from game.engine.codec import event_type, from_data, to_data
from game.engine.events import Actor, Event
from game.session.header import Header, header_data, read_header
from game.terms import Role

MAX_LOG_BYTES = 256 * 1024 * 1024


class LogProblem(Exception):  # noqa: N818 - it is a problem of the user's file, not of the program
    """A log that cannot be read: which file, which line, and what is the matter."""

    def __init__(self, name: str, line: int, message: str) -> None:
        self.name = name
        self.line = line
        self.message = message
        where = f"{name}:{line}" if line else name
        super().__init__(f"{where}: {message}")


@dataclass(frozen=True, slots=True)
class Log:
    """A log as read; `whole_bytes` is where its last whole line ends."""

    name: str
    header: Header
    events: tuple[Event, ...]
    whole_bytes: int
    closed: bool = True
    """Whether the last whole line ends with a line break."""
    refs: frozenset[str] = frozenset()
    """Names that senders gave to the commands in it."""


def header_line(header: Header) -> bytes:
    """The header as it stands in the file."""
    return _line(header_data(header))


def event_line(n: int, event: Event, wall: str = "", ref: str = "") -> bytes:
    """The event with that number as it stands in the file."""
    data = {
        "n": n,
        "at_s": event.at_s,
        "actor": event.by.person,
        "role": event.by.role.value,
        "type": event_type(type(event)),
        "data": to_data(event),
        "seen": event.by.seen,
    }
    if ref:
        data["ref"] = ref
    return _line({**data, "wall": wall} if wall else data)


def _line(data: dict[str, object]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # Half a surrogate pair has no UTF-8; as an escape it is JSON, and comes back as it was.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def read_log(path: Path) -> Log:
    """Read a log; LogProblem when it cannot be. The file is not touched."""
    try:
        if path.stat().st_size > MAX_LOG_BYTES:
            raise LogProblem(str(path), 0, "the file is far too big for a log")
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    return parse_log(data, str(path))


def header_of(path: Path) -> Header:
    """The header of a log, without reading the rest; LogProblem when it cannot be read."""
    try:
        with path.open("rb") as file:
            line = file.readline(MAX_LOG_BYTES)
    except OSError as error:
        raise unreadable(path, error) from None
    return _header(str(path), line)


def unreadable(path: Path, error: OSError) -> LogProblem:
    """The problem of a file that the system does not let us read."""
    return LogProblem(str(path), 0, f"cannot be read: {(error.strerror or str(error)).lower()}")


def parse_log(data: bytes, name: str) -> Log:
    """The log in these bytes; LogProblem when it is none. A torn last line is left out."""
    lines = data.split(b"\n")
    tail = lines.pop()
    if tail and _is_whole(tail):
        lines.append(tail)
        tail = b""
    if not lines:
        raise LogProblem(name, 1, "this is not a Break Glass log")
    header = _header(name, lines[0])
    events, refs = _events(name, lines[1:])
    whole_bytes = len(data) - len(tail)
    closed = data[:whole_bytes].endswith(b"\n")
    return Log(name, header, events, whole_bytes, closed=closed, refs=refs)


def _is_whole(tail: bytes) -> bool:
    """Whether only the line break is missing, as after some editors."""
    try:
        return isinstance(_json(tail), dict)
    except ValueError:
        return False


def _header(name: str, line: bytes) -> Header:
    try:
        return read_header(_json(line))
    except _NotJsonError:
        raise LogProblem(name, 1, "this is not a Break Glass log") from None
    except ValueError as error:
        raise LogProblem(name, 1, str(error)) from None


def _events(name: str, lines: Sequence[bytes]) -> tuple[tuple[Event, ...], frozenset[str]]:
    events: list[Event] = []
    refs: set[str] = set()
    last_s = 0
    for n, line in enumerate(lines, start=1):
        try:
            data = _json(line)
            event = _event(n, last_s, data)
        except ValueError as error:
            raise LogProblem(name, n + 1, str(error)) from None
        last_s = event.at_s
        events.append(event)
        refs |= _ref(data)
    return tuple(events), frozenset(refs)


def _ref(data: object) -> set[str]:
    match data:
        case {"ref": str(ref)}:
            return {ref}
        case _:
            return set()


def _event(n: int, last_s: int, data: object) -> Event:
    match data:
        case {
            "n": int(number),
            "at_s": int(at_s),
            "actor": str(person),
            "role": str(role),
            "type": str(name),
            "data": dict(fields),
            "seen": int(seen),
        } if not any(isinstance(whole, bool) for whole in (number, at_s, seen)):
            _check_order(n, number, last_s, at_s)
            return from_data(name, fields, at_s, Actor(person, _role(role), seen))
        case _:
            message = "an event needs n, at_s, actor, role, type, data and seen"
            raise ValueError(message)


def _check_order(n: int, number: int, last_s: int, at_s: int) -> None:
    if number != n:
        message = f"event {number} stands where event {n} should be"
        raise ValueError(message)
    if at_s < last_s:
        message = f"event {n} happens at {at_s} s, before the one above it at {last_s} s"
        raise ValueError(message)


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        message = f"unknown role {word!r}"
        raise ValueError(message) from None


class _NotJsonError(ValueError):
    """A line that is no JSON at all."""


def _json(line: bytes) -> object:
    try:
        return json.loads(line.decode(), parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        message = "the line is damaged: it is not JSON"
        raise _NotJsonError(message) from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _finite(digits: str) -> float:
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        _no_number(digits)
    return number
