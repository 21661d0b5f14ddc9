import subprocess
import sys
from pathlib import Path

import pytest

from game.engine.commands import ExtendExercise
from game.engine.events import Actor, Event
from game.engine.fold import fingerprint, fold, fold_until
from game.engine.refusals import Refusal
from game.session.log import LogProblem, event_line, header_line, parse_log, read_log
from game.session.opening import open_drill
from game.session.replay import Replay, open_replay, resume
from game.session.session import run_headless
from game.terms import SEATS, ExercisePhase, Role
from tests.session.drill import SETUP, loaded, say, seat_scripts

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("drill") / "log.jsonl"
    session = open_drill(loaded(), SETUP, path, durable=False)
    seat_scripts(session)
    run_headless(session)
    session.close()
    return path


@pytest.fixture(scope="module")
def replay(played: Path) -> Replay:
    return open_replay(played)


def test_the_last_state_is_the_one_that_was_played(replay: Replay) -> None:
    assert fingerprint(replay.final()) == fingerprint(fold(replay.plan, replay.events))
    assert replay.final().phase is ExercisePhase.ENDED


@pytest.mark.parametrize("at_s", [0, 1, 59, 60, 90, 239, 240])
def test_any_moment_is_what_it_was(replay: Replay, at_s: int) -> None:
    assert fingerprint(replay.at(at_s)) == fingerprint(fold_until(replay.plan, replay.events, at_s))


def test_moments_outside_are_clipped(replay: Replay) -> None:
    assert replay.at(-5).at_s == 0
    assert replay.at(10**9).at_s == replay.last_s


def test_the_state_after_every_event(replay: Replay) -> None:
    assert [replay.after_event(n).n for n in range(len(replay.events) + 2)] == [
        *range(len(replay.events) + 1),
        len(replay.events),
    ]


def test_jumping_back_does_not_change_what_was(replay: Replay) -> None:
    before = fingerprint(replay.at(120))
    replay.at(replay.last_s)
    replay.at(3)
    assert fingerprint(replay.at(120)) == before


def test_an_empty_drill_has_its_beginning(played: Path) -> None:
    log = parse_log(played.read_bytes().split(b"\n")[0] + b"\n", "log.jsonl")
    replay = Replay(log)
    assert replay.final().n == 0
    assert replay.at(500).at_s == 0


def test_another_scenario_in_the_log_is_noticed(played: Path) -> None:
    data = played.read_bytes().replace(b"cellar", b"attic!")
    with pytest.raises(LogProblem, match=r":1: .*its digest differs"):
        Replay(parse_log(data, "log.jsonl"))


def test_a_variant_that_does_not_exist_is_named(played: Path) -> None:
    variant = read_log(played).header.variant.encode()
    data = played.read_bytes().replace(b'"variant":"' + variant, b'"variant":"moon', 1)
    with pytest.raises(LogProblem, match="has no variant 'moon'"):
        Replay(parse_log(data, "log.jsonl"))


def test_an_event_long_after_the_end_is_refused(played: Path) -> None:
    last = read_log(played).events[-1].at_s
    data = played.read_bytes().replace(b'"at_s":%d' % last, b'"at_s":999999999')
    with pytest.raises(LogProblem, match="happens at 999999999 s, outside the"):
        Replay(parse_log(data, "log.jsonl"))


def test_an_event_that_cannot_have_happened_is_named(played: Path) -> None:
    log = read_log(played)
    kept = [*log.events[:5], _first(log.events, "PostPublished")]
    data = header_line(log.header) + b"".join(
        event_line(n, event) for n, event in enumerate(kept, 1)
    )
    with pytest.raises(LogProblem, match=r"log.jsonl:7: event 6 does not fit"):
        Replay(parse_log(data, "log.jsonl")).final()


def _first(events: tuple[Event, ...], name: str) -> Event:
    return next(event for event in events if type(event).__name__ == name)


def _broken_off(played: Path, path: Path, lines: int, torn: bytes = b"") -> Path:
    whole = played.read_bytes().split(b"\n")[:lines]
    path.write_bytes(b"\n".join(whole) + b"\n" + torn)
    return path


def test_going_on_where_it_broke_off(played: Path, tmp_path: Path) -> None:
    path = _broken_off(played, tmp_path / "log.jsonl", 9, torn=b'{"n":9,"at_')
    session = resume(path, durable=False)
    assert session.state.n == 8
    seat_scripts(session)
    run_headless(session)
    session.close()
    assert session.ended
    assert read_log(path).events == session.state.history.events
    assert path.read_bytes().startswith(b"\n".join(played.read_bytes().split(b"\n")[:9]))


def test_breaking_off_before_the_first_event(played: Path, tmp_path: Path) -> None:
    session = resume(_broken_off(played, tmp_path / "log.jsonl", 1), durable=False)
    session.begin()
    assert session.state.phase is ExercisePhase.RUNNING
    session.close()


def test_an_ended_drill_is_not_resumed(played: Path) -> None:
    before = played.read_bytes()
    with pytest.raises(LogProblem, match="has ended"):
        resume(played)
    assert played.read_bytes() == before


def test_a_file_that_is_no_log_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"my novel, chapter one")
    with pytest.raises(LogProblem, match="not a Break Glass log"):
        resume(path)
    assert path.read_bytes() == b"my novel, chapter one"


PLAYED_UNTIL_KILLED = """
import sys
from pathlib import Path
from game.session.opening import open_drill
from game.terms import SEATS
from tests.session.drill import SETUP, loaded, say
session = open_drill(loaded(), SETUP, Path(sys.argv[1]))
session.begin()
while True:
    session.play_second()
    for role in SEATS:
        events = session.submit(say(role, f"{role.title} at {session.state.at_s} s."))
        print(session.state.n, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    command = [sys.executable, "-c", PLAYED_UNTIL_KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as player:
        assert player.stdout is not None
        acknowledged = [int(player.stdout.readline()) for _ in range(120)]
        player.kill()
        acknowledged += [int(line) for line in player.stdout if line.endswith(b"\n")]
    session = resume(path)
    assert session.state.n >= acknowledged[-1]
    said = [message.role for message in session.state.messages if message.role in SEATS]
    assert len(said) >= len(acknowledged)
    before = session.state.n
    assert isinstance(session.submit(say(Role.IC, "Back again.")), tuple)
    session.close()
    assert len(read_log(path).events) > before


def test_an_exercise_that_got_more_time_is_replayed_to_its_end(tmp_path: Path) -> None:
    session = open_drill(loaded(), SETUP, tmp_path / "log.jsonl")
    session.begin()
    host = Actor("", Role.FACILITATOR)
    planned_s = session.plan.duration_s
    assert isinstance(session.submit(ExtendExercise(by=host, by_s=30)), Refusal)
    assert not isinstance(session.submit(ExtendExercise(by=host, by_s=120)), Refusal)
    assert session.view(Role.IC).duration_s == planned_s + 120
    session.advance(planned_s + 500)
    assert session.state.at_s == planned_s + 120
    session.close()
    again = open_replay(tmp_path / "log.jsonl").final()
    assert fingerprint(again) == fingerprint(session.state)
