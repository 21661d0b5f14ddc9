import errno
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.engine.events import Actor, Event, ExerciseStarted, IncidentDeclared, MessageSent
from game.session.header import Header
from game.session.log import LogProblem, event_line, header_line, parse_log, read_log
from game.session.roster import make_roster
from game.session.writer import LogWriter, continue_log, create_log, hold_log
from game.terms import Role, Severity

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CAST = {"ic": "Ana Gray", "ops": "Ben Roy", "comms": "Cleo Dunn", "scribe": "Dev Nair"}
HEADER = Header(
    scenario="hamster-wheel",
    digest="abc",
    seed=7,
    variant="bearing",
    app="0.1.0",
    cast=CAST,
    roster=make_roster(CAST, {Role.IC}, "competent"),
    sources={"scenario.yaml": "id: hamster-wheel\n"},
)
ANA = Actor("Ana Gray", Role.IC, seen=1)
EVENTS: tuple[Event, ...] = (
    ExerciseStarted(at_s=0, by=Actor("Fay", Role.FACILITATOR)),
    MessageSent(
        at_s=5, by=ANA, message="m1", channel="incident", to="", text="Für alle: \u2028 ok"
    ),
    IncidentDeclared(at_s=9, by=ANA, severity=Severity.SEV1, title="Checkout is down"),
)


def whole() -> bytes:
    lines = [event_line(n, event) for n, event in enumerate(EVENTS, 1)]
    return header_line(HEADER) + b"".join(lines)


def problem(data: bytes) -> str:
    with pytest.raises(LogProblem) as caught:
        parse_log(data, "log.jsonl")
    return str(caught.value)


def test_what_is_written_is_read() -> None:
    log = parse_log(whole(), "log.jsonl")
    assert log.header == HEADER
    assert log.events == EVENTS
    assert log.whole_bytes == len(whole())


def test_a_line_is_what_the_contract_says() -> None:
    assert json.loads(event_line(3, EVENTS[2])) == {
        "n": 3,
        "at_s": 9,
        "actor": "Ana Gray",
        "role": "ic",
        "type": "incident_declared",
        "data": {"severity": "sev1", "title": "Checkout is down"},
        "seen": 1,
    }


def test_wall_time_stands_apart_and_changes_no_event() -> None:
    line = event_line(1, EVENTS[0], wall="2026-03-14T03:00:00.000Z")
    log = parse_log(header_line(HEADER) + line, "log.jsonl")
    assert json.loads(line)["wall"] == "2026-03-14T03:00:00.000Z"
    assert log.events == EVENTS[:1]


def test_half_a_surrogate_pair_survives() -> None:
    odd = MessageSent(at_s=0, by=ANA, message="m1", channel="incident", to="", text="\ud83d!")
    log = parse_log(header_line(HEADER) + event_line(1, odd), "log.jsonl")
    assert log.events == (odd,)


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_last_line_is_left_out(cut: int) -> None:
    last = event_line(3, EVENTS[2])
    log = parse_log(whole()[:-1][:-cut], "log.jsonl")
    assert log.events == EVENTS[:2]
    assert log.whole_bytes == len(whole()) - len(last)


def test_only_the_line_break_missing_is_no_tear() -> None:
    log = parse_log(whole()[:-1], "log.jsonl")
    assert log.events == EVENTS
    assert not log.closed


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"hello", b"{}\n", b"[1]\n", b"\xff\xfe\n", b"PK\x03"]
)
def test_anything_else_is_not_a_log(data: bytes) -> None:
    assert problem(data) == "log.jsonl:1: this is not a Break Glass log"


def test_a_newer_format_says_so() -> None:
    newer = whole().replace(b'"version":1', b'"version":2', 1)
    assert "newer Break Glass (format 2, this one reads up to 1); please update" in problem(newer)


def test_a_damaged_middle_line_is_named() -> None:
    lines = whole().split(b"\n")
    lines[2] = lines[2][:20]
    assert problem(b"\n".join(lines)) == "log.jsonl:3: the line is damaged: it is not JSON"


def test_a_missing_line_is_noticed() -> None:
    lines = whole().split(b"\n")
    del lines[2]
    assert problem(b"\n".join(lines)) == "log.jsonl:3: event 3 stands where event 2 should be"


def test_time_does_not_run_backwards() -> None:
    data = whole().replace(b'"at_s":9', b'"at_s":4')
    assert "event 3 happens at 4 s, before the one above it at 5 s" in problem(data)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"type":"incident_declared"', b'"type":"party"', "unknown event 'party'"),
        (b'"severity":"sev1"', b'"severity":"sev9"', "field 'severity' cannot be 'sev9'"),
        (b'"seen":1}', b'"seen":true}', "an event needs"),
        (b'"n":3', b'"n":1e999', "damaged"),
        (b'"role":"ic"', b'"role":"king"', "unknown role 'king'"),
        (b'"cast":{', b'"cast":[],"x":{', "'cast' must map names to texts"),
        (b'"seed":7', b'"seed":"7"', "'seed' must be a whole number"),
        (b'"kind":"human"', b'"kind":1', "seat ic of the roster needs a name and a kind"),
        (b'"title":', b'"titel":', "unknown field 'titel'"),
    ],
)
def test_what_does_not_fit_is_said(old: bytes, new: bytes, said: str) -> None:
    data = whole()
    assert old in data
    assert said in problem(data.replace(old, new))


def test_nesting_without_end_is_damage() -> None:
    assert "damaged" in problem(header_line(HEADER) + b"[" * 200_000 + b"\n")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(LogProblem, match=r"nowhere\.jsonl: cannot be read: no such file"):
        read_log(Path("nowhere.jsonl"))


def test_a_log_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    create_log(path, HEADER).close()
    with pytest.raises(FileExistsError):
        create_log(path, HEADER)
    assert path.read_bytes() == header_line(HEADER)


@pytest.mark.parametrize("durable", [True, False])
def test_appending_and_going_on(tmp_path: Path, durable: bool) -> None:
    path = tmp_path / "log.jsonl"
    writer = create_log(path, HEADER, durable=durable)
    writer.append(EVENTS[:1])
    writer.append(())
    writer.append(EVENTS[1:2])
    assert read_log(path).events == EVENTS[:2]
    writer.close()
    with path.open("ab") as file:
        file.write(b'{"n":3,"at_s":')
    writer = continue_log(hold_log(path), read_log(path), durable=durable)
    writer.append(EVENTS[2:])
    writer.close()
    assert path.read_bytes() == whole()


def test_a_missing_line_break_is_added(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"\n".join(whole().split(b"\n")[:3]))
    writer = continue_log(hold_log(path), read_log(path))
    writer.append(EVENTS[2:])
    writer.close()
    assert path.read_bytes() == whole()


def test_a_second_window_is_kept_away(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    writer = create_log(path, HEADER)
    with pytest.raises(LogProblem, match="is being played in another window"):
        hold_log(path)
    writer.close()
    hold_log(path).close()


def test_a_full_disk_leaves_no_half_line(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    create_log(path, HEADER).close()
    disk = NearlyFull(path, room_bytes=len(event_line(1, EVENTS[0])) + 10)
    writer = LogWriter(disk, 0)
    writer.append(EVENTS[:1])
    with pytest.raises(OSError, match="No space"):
        writer.append(EVENTS[1:])
    disk.room_bytes = 10_000
    writer.append(EVENTS[1:])
    writer.close()
    assert path.read_bytes() == whole()


class NearlyFull(io.FileIO):
    """A file on a disk with little room, which takes what fits and then refuses."""

    def __init__(self, path: Path, room_bytes: int) -> None:
        super().__init__(path, "r+")
        self.seek(0, io.SEEK_END)
        self.room_bytes = room_bytes

    def write(self, data: "ReadableBuffer") -> int:
        if not self.room_bytes:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = super().write(bytes(data)[: self.room_bytes])
        self.room_bytes -= written
        return written
