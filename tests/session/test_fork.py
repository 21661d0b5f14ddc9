import json
from pathlib import Path

import pytest

from game.engine.fold import fingerprint
from game.session.fork import ForkProblem, fork
from game.session.header import Origin, header_data, read_header
from game.session.log import read_log
from game.session.opening import open_drill
from game.session.replay import Replay, open_replay
from game.session.session import run_headless
from game.terms import ExercisePhase, Role
from tests.session.drill import SETUP, loaded, say, seat_scripts


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("drills") / "first" / "log.jsonl"
    path.parent.mkdir()
    session = open_drill(loaded(), SETUP, path, durable=False)
    seat_scripts(session)
    run_headless(session)
    session.close()
    return path


@pytest.fixture(scope="module")
def replay(played: Path) -> Replay:
    return open_replay(played)


def test_a_fork_stands_where_the_drill_stood(replay: Replay, tmp_path: Path) -> None:
    n = replay.upto(100)
    session = fork(replay, n, tmp_path / "log.jsonl", {Role.IC}, durable=False)
    assert fingerprint(session.state) == fingerprint(replay.after_event(n))
    assert session.header.fork == Origin("first", n)
    assert session.header.roster.humans == (Role.IC,)
    assert session.header.roster.bots[Role.OPS] == SETUP.policy
    session.close()


def test_what_is_done_differently_stays_in_the_fork(
    played: Path, replay: Replay, tmp_path: Path
) -> None:
    before, n = played.read_bytes(), replay.upto(100)
    target = tmp_path / "log.jsonl"
    session = fork(replay, n, target, {Role.IC}, durable=False)
    session.submit(say(Role.IC, "We do it another way."))
    session.close()
    forked = read_log(target)
    assert played.read_bytes() == before
    assert target.read_bytes().split(b"\n")[1 : n + 1] == before.split(b"\n")[1 : n + 1]
    assert len(forked.events) == n + 1
    assert open_replay(target).final().messages[-1].text == "We do it another way."


def test_left_alone_a_fork_becomes_what_the_drill_was(replay: Replay, tmp_path: Path) -> None:
    session = fork(replay, replay.upto(60), tmp_path / "log.jsonl", (), durable=False)
    seat_scripts(session)
    run_headless(session)
    assert session.state.history.events == replay.events
    session.close()


def test_a_fork_of_a_fork_names_the_fork(replay: Replay, tmp_path: Path) -> None:
    target = tmp_path / "second" / "log.jsonl"
    target.parent.mkdir()
    fork(replay, replay.upto(100), target, {Role.IC}, durable=False).close()
    again = fork(open_replay(target), 3, tmp_path / "log.jsonl", {Role.OPS}, durable=False)
    assert again.header.fork == Origin("second", 3)
    assert again.header.roster.bots[Role.IC] == "competent", "nobody sits there any more"
    again.close()


def test_before_the_start_it_begins_anew(replay: Replay, tmp_path: Path) -> None:
    session = fork(replay, -4, tmp_path / "log.jsonl", {Role.IC}, durable=False)
    assert session.state.phase is ExercisePhase.LOBBY
    session.close()


def test_after_the_end_there_is_nothing_to_do_differently(replay: Replay, tmp_path: Path) -> None:
    with pytest.raises(ForkProblem, match="over by then"):
        fork(replay, 10**6, tmp_path / "log.jsonl", {Role.IC}, durable=False)
    assert not (tmp_path / "log.jsonl").exists()


def test_another_drill_is_never_written_over(replay: Replay, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        fork(replay, 5, tmp_path / "log.jsonl", {Role.IC}, durable=False)
    assert (tmp_path / "log.jsonl").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "data", ["first", {"drill": "first"}, {"drill": 1, "event": 2}, {"drill": "a", "event": -1}]
)
def test_an_origin_that_is_none_is_refused(replay: Replay, data: object) -> None:
    header = json.loads(json.dumps(header_data(replay.header)))
    assert read_header(header).fork is None
    with pytest.raises(ValueError, match="'fork'"):
        read_header({**header, "fork": data})


def test_minutes_are_made_ready_one_by_one(played: Path) -> None:
    replay = open_replay(played)
    minutes = 0
    while replay.read_on():
        minutes += 1
        assert replay.ready_s == min(replay.last_s, (minutes - 1) * 60)
    assert replay.ready_s == replay.last_s // 60 * 60
    assert fingerprint(replay.at(90)) == fingerprint(open_replay(played).at(90))
