"""Forks: going on from any moment of a drill, differently, as a drill of its own."""

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from game.session.header import Header, Origin
from game.session.log import Log, header_line, read_log
from game.session.replay import open_replay, resume
from game.session.roster import HUMAN, Participant, Roster
from game.session.session import Session
from game.session.writer import Wall
from game.terms import SEATS, ExercisePhase, Role

NEWCOMER = "competent"
"""How a bot plays a seat that a person held before."""


class ForkProblem(Exception):  # noqa: N818 - a problem of what was chosen, not of the program
    """A drill cannot go on from there; the text says why."""


def fork(
    source: Path,
    n: int,
    target: Path,
    humans: Collection[Role],
    *,
    durable: bool = True,
    wall: Wall | None = None,
) -> Session:
    """Go on from right after event `n` of the log at `source`, with a new log at `target`.

    The new log holds the same lines up to there, so that it can be read, judged and resumed like
    any other; its header says where it comes from. People play the seats `humans`; the original is
    only read. ForkProblem where the drill was over by then; LogProblem where the log cannot be
    read; OSError where the new one cannot be written.
    """
    log = read_log(source)
    n = min(max(n, 0), len(log.events))
    _check_phase(source, n)
    header = _header(log, source, n, humans, wall)
    lines = source.read_bytes().split(b"\n")[1 : n + 1]
    _write_new(target, header_line(header) + b"".join(line + b"\n" for line in lines))
    return resume(target, durable=durable, wall=wall)


def _check_phase(source: Path, n: int) -> None:
    if open_replay(source).after_event(n).phase in {ExercisePhase.HOT_WASH, ExercisePhase.ENDED}:
        message = "the exercise was over by then; go back to a moment before its end"
        raise ForkProblem(message)


def _header(log: Log, source: Path, n: int, humans: Collection[Role], wall: Wall | None) -> Header:
    return replace(
        log.header,
        roster=_roster(log.header.roster, humans),
        wall=wall() if wall else "",
        fork=Origin(drill=source.absolute().parent.name, event=n),
    )


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
