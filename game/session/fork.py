"""Forks: going on from any moment of a drill, differently, as a drill of its own."""

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from game.engine.events import ExerciseStopped
from game.session.header import Header, Origin
from game.session.log import header_line, read_log
from game.session.replay import Replay
from game.session.roster import HUMAN, Participant, Roster
from game.session.session import Session
from game.session.writer import Wall, continue_log, hold_log
from game.terms import SEATS, Role

NEWCOMER = "competent"
"""How a bot plays a seat that a person held before."""


class ForkProblem(Exception):  # noqa: N818 - a problem of what was chosen, not of the program
    """A drill cannot go on from there; the text says why."""


def fork(
    replay: Replay,
    n: int,
    target: Path,
    humans: Collection[Role],
    *,
    durable: bool = True,
    wall: Wall | None = None,
) -> Session:
    """Go on from right after event `n` of a recorded drill, with a new log at `target`.

    The new log holds the same lines up to there, so that it can be read, judged and resumed like
    any other; its header says where it comes from. People play the seats `humans`; the original is
    only read. ForkProblem where the drill was over by then; LogProblem where an event cannot have
    happened; OSError where the old log cannot be read any more or the new one not be written.
    """
    n = min(max(n, 0), len(replay.events))
    if any(isinstance(event, ExerciseStopped) for event in replay.events[:n]):
        message = "the exercise was over by then; go back to a moment before its end"
        raise ForkProblem(message)
    state = replay.after_event(n)
    source = Path(replay.log.name)
    header = _header(replay.header, source, n, humans, wall() if wall else "")
    lines = source.read_bytes().split(b"\n")[1 : n + 1]
    _write_new(target, header_line(header) + b"".join(line + b"\n" for line in lines))
    log = read_log(target)
    writer = continue_log(hold_log(target), log, durable=durable, wall=wall)
    return Session(replay.plan, state, header, writer, log.refs)


def _header(before: Header, source: Path, n: int, humans: Collection[Role], wall: str) -> Header:
    origin = Origin(drill=source.absolute().parent.name, event=n)
    return replace(before, roster=_roster(before.roster, humans), wall=wall, fork=origin)


def _roster(roster: Roster, humans: Collection[Role]) -> Roster:
    return Roster({role: _player(roster.seats[role], role in humans) for role in SEATS})


def _player(before: Participant, human: bool) -> Participant:
    if human:
        return replace(before, kind=HUMAN)
    return replace(before, kind=NEWCOMER) if before.is_human else before


def _write_new(path: Path, data: bytes) -> None:
    """A whole file or none: half a fork would be a log that says less than its header."""
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
