"""How long a whole drill of bots takes, and how long a jump to a moment of it (reported only)."""

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from game.faces.headless import play_bots
from game.faces.outcome import write_outcome
from game.scenario.library import Loaded, load
from game.session.folder import DrillFolder, own_folder
from game.session.opening import Setup
from game.session.replay import open_replay
from scoring.scorecard import Scorecard

THIRTY_MINUTES = "bad-release"
SETUP = Setup(seed=1, policy="idle")
"""Bots that do nothing play on until time is up."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    found = load(THIRTY_MINUTES)
    assert isinstance(found, Loaded), found
    return found


def whole_drill(loaded: Loaded, folder: DrillFolder, setup: Setup) -> Scorecard:
    session = play_bots(loaded, setup, folder)
    return write_outcome(folder, session.plan, session.state)


@pytest.mark.parametrize("policy", ["idle", "by-the-book"])
def test_a_whole_drill_with_score_and_reports(
    benchmark: BenchmarkFixture, tmp_path: Path, loaded: Loaded, policy: str
) -> None:
    folders = (own_folder(tmp_path / str(n)) for n in range(1000))
    setup = Setup(seed=1, policy=policy)
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        whole_drill, setup=lambda: ((loaded, next(folders), setup), {}), rounds=3, iterations=1
    )
    assert (tmp_path / "0" / "report.html").is_file()


def test_jumping_to_a_moment(benchmark: BenchmarkFixture, tmp_path: Path, loaded: Loaded) -> None:
    folder = own_folder(tmp_path / "drill")
    play_bots(loaded, SETUP, folder)
    replay = open_replay(folder.log)
    moments = iter(range(replay.final().at_s - 1, 0, -61))  # nearly a minute after its keyframe

    def a_moment_seen_before() -> tuple[tuple[int], dict[str, int]]:
        at_s = next(moments)
        replay.at(at_s)  # the shop remembers its next seconds until they have been asked for once
        return (at_s,), {}

    state = benchmark.pedantic(  # type: ignore[no-untyped-call]
        replay.at, setup=a_moment_seen_before, rounds=10, iterations=1
    )
    assert state.at_s < replay.last_s


def test_opening_a_replay(benchmark: BenchmarkFixture, tmp_path: Path, loaded: Loaded) -> None:
    folder = own_folder(tmp_path / "drill")
    play_bots(loaded, SETUP, folder)
    state = benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: open_replay(folder.log).final(), rounds=3, iterations=1
    )
    assert state.at_s == loaded.scenario.exercise.duration_s
