"""Whatever stands in a file, and wherever a drill breaks off: an answer, never a traceback."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine.commands import Command, PauseExercise, ResumeExercise, SetPace
from game.engine.events import Actor
from game.engine.fold import fingerprint, fold_until
from game.session.log import LogProblem, event_line, header_line, parse_log
from game.session.replay import Replay, resume
from game.session.session import Session, run_headless
from game.terms import SEATS, ExercisePhase, Role
from tests.session.drill import fresh, say, seat_scripts

HOST = Actor("Fay", Role.FACILITATOR)
FAST = settings(deadline=None)
QUICK = settings(max_examples=8, deadline=None)
A_FEW = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@cache
def played() -> bytes:
    session = fresh()
    seat_scripts(session)
    run_headless(session)
    return logged(session)


def logged(session: Session) -> bytes:
    lines = [event_line(n, event) for n, event in enumerate(session.state.history.events, 1)]
    return header_line(session.header) + b"".join(lines)


def problem_of(read: Callable[[], object]) -> str:
    """What the one error says that a reader may see; empty for what can be read."""
    try:
        read()
    except LogProblem as problem:
        return str(problem)
    return ""


def read_or_problem(data: bytes) -> None:
    problem = problem_of(lambda: parse_log(data, "log.jsonl"))
    assert not problem or re.fullmatch(r"log\.jsonl:\d+: [^\n]+", problem)


@FAST
@given(st.binary(max_size=300))
def test_random_bytes_are_a_log_or_a_problem(data: bytes) -> None:
    read_or_problem(data)


@FAST
@given(st.binary(max_size=300))
def test_random_bytes_after_the_header_are_a_log_or_a_problem(data: bytes) -> None:
    read_or_problem(played().split(b"\n")[0] + b"\n" + data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@FAST
@given(st.data(), JSON)
def test_any_value_in_place_of_another_is_read_or_a_problem(
    data: st.DataObject, value: object
) -> None:
    lines = played().split(b"\n")
    number = data.draw(st.integers(0, len(lines) - 2))
    content = json.loads(lines[number])
    content[data.draw(st.sampled_from(list(content)))] = value
    lines[number] = json.dumps(content).encode()
    read_or_problem(b"\n".join(lines))


@FAST
@given(st.data())
def test_a_mutated_line_is_read_or_a_problem(data: st.DataObject) -> None:
    lines = played().split(b"\n")
    number = data.draw(st.integers(0, len(lines) - 2))
    line = lines[number][:400] + lines[number][-40:] if number == 0 else lines[number]
    at = data.draw(st.integers(0, len(line)))
    change = data.draw(st.binary(max_size=4))
    lines[number] = line[:at] + change + line[at + data.draw(st.integers(0, 4)) :]
    read_or_problem(b"\n".join(lines))


@QUICK
@given(st.data())
def test_events_in_a_wrong_order_are_a_state_or_a_problem(data: st.DataObject) -> None:
    log = parse_log(played(), "log.jsonl")
    events = data.draw(st.lists(st.sampled_from(log.events[2:]), min_size=1, max_size=5))
    lines = [
        event_line(n, event)
        for n, event in enumerate([*log.events[:2], *sorted(events, key=lambda e: e.at_s)], 1)
    ]
    mixed = parse_log(header_line(log.header) + b"".join(lines), "log.jsonl")
    problem = problem_of(lambda: Replay(mixed).final())
    assert not problem or "does not fit" in problem


@A_FEW
@given(cut=st.integers(1, 10**6))
def test_a_drill_cut_off_at_any_byte_goes_on(tmp_path: Path, cut: int) -> None:
    whole = played()
    header = whole.index(b"\n") + 1
    path = tmp_path / "log.jsonl"
    path.write_bytes(whole[: header + cut % (len(whole) - header)])
    session = resume(path, durable=False)
    seat_scripts(session)
    run_headless(session)
    session.close()
    assert session.state.phase is ExercisePhase.ENDED
    assert parse_log(path.read_bytes(), "log.jsonl").events == session.state.history.events


ACTS: st.SearchStrategy[Command] = st.one_of(
    st.builds(say, st.sampled_from(SEATS), st.text(max_size=20)),
    st.builds(lambda pace: SetPace(by=HOST, pace=pace), st.floats()),
    st.just(PauseExercise(by=HOST, reason="coffee")),
    st.just(ResumeExercise(by=HOST)),
)


@QUICK
@given(st.lists(st.tuples(st.integers(0, 40), ACTS), max_size=8))
def test_the_log_folds_into_the_live_state_after_every_command(
    acts: list[tuple[int, Command]],
) -> None:
    session = fresh()
    session.begin()
    for wait_s, command in acts:
        session.advance(session.state.at_s + wait_s)
        session.submit(command)
    events = parse_log(logged(session), "log.jsonl").events
    folded = fold_until(session.plan, events, session.state.at_s)
    assert fingerprint(folded) == fingerprint(session.state)
