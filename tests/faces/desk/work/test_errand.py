"""Jobs beside the window: told piece by piece, ended when nobody listens, and never a traceback."""

from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from game.faces.author.files import AuthorProblem
from game.faces.desk.work.errand import (
    ENDED_BADLY,
    ProcessErrand,
    Tell,
    at_once,
    outcome_of,
)
from game.faces.desk.work.jobs import outcome_job, prove_job
from game.faces.outcome import write_outcome
from game.faces.telling import fail
from game.session.folder import DrillFolder
from game.session.opening import Setup, open_drill
from scoring.scorecard import Scorecard
from tests.faces.desk.screens.seated import loaded

LONG_S = 60.0


def three(tell: Tell[int]) -> None:
    for number in (1, 2, 3):
        tell(number)


def endless(tell: Tell[int]) -> None:
    number = 0
    while True:
        number += 1
        tell(number)


def dies(tell: Tell[int]) -> None:
    tell(1)
    raise SystemExit(3)


def refused(tell: Tell[int]) -> None:
    tell(1)
    fail("port 80 cannot be used")


def cannot(_tell: Tell[int]) -> None:
    message = "there is no such scenario"
    raise AuthorProblem(message)


def to_the_end(errand: ProcessErrand[int]) -> list[int]:
    """All that it tells; waits for it, and not for time to pass."""
    found: list[int] = []
    while not errand.over:
        assert wait([errand._pipe], LONG_S), "nothing came"
        found += errand.news()
    errand._process.join(LONG_S)
    return found


@pytest.fixture
def started() -> Iterator[list[ProcessErrand[int]]]:
    errands: list[ProcessErrand[int]] = []
    yield errands
    for errand in errands:
        errand.stop()
        errand._process.join(LONG_S)


def test_a_process_tells_everything_and_ends(started: list[ProcessErrand[int]]) -> None:
    started.append(ProcessErrand(three))
    assert to_the_end(started[0]) == [1, 2, 3]
    assert started[0].problem == ""
    assert started[0]._process.exitcode == 0


def test_a_process_ends_soon_once_nobody_listens(started: list[ProcessErrand[int]]) -> None:
    errand = ProcessErrand(endless)
    started.append(errand)
    assert wait([errand._pipe], LONG_S)
    errand.stop()
    errand._process.join(LONG_S)
    assert errand._process.exitcode == 0
    assert errand.news() == []


def test_a_process_that_dies_is_told_of(started: list[ProcessErrand[int]]) -> None:
    started.append(ProcessErrand(dies))
    assert to_the_end(started[0]) == [1]
    assert started[0].problem == ENDED_BADLY


def test_what_a_command_would_say_is_the_problem() -> None:
    told: list[int] = []
    assert outcome_of(refused, told.append) == "port 80 cannot be used"
    assert outcome_of(cannot, told.append) == "there is no such scenario"
    assert outcome_of(three, told.append) == ""
    assert told == [1, 1, 2, 3]


def test_at_once_is_the_same_without_a_process() -> None:
    errand = at_once(three)
    assert not errand.over
    assert list(errand.news()) == [1, 2, 3]
    assert errand.over
    assert at_once(refused).problem == "port 80 cannot be used"


def test_a_scenario_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    told: list[object] = []
    problem = outcome_of(partial(prove_job, tmp_path / "scenario.yaml", 1), told.append)
    assert "has problems" in problem
    assert told == []


def test_the_outcome_of_a_drill_is_the_same_as_that_of_the_command(tmp_path: Path) -> None:
    folder = DrillFolder(tmp_path)
    session = open_drill(loaded("hamster-wheel"), Setup(7), folder.log, durable=False)
    session.begin()
    session.advance(240)
    session.finish()
    session.close()
    told: list[object] = []
    assert outcome_of(partial(outcome_job, tmp_path), told.append) == ""
    report = folder.report.read_bytes()
    assert isinstance(told[0], Scorecard)
    assert told[0] == write_outcome(folder, session.plan, session.state)
    assert folder.report.read_bytes() == report
    assert len(told) == 3


def test_a_log_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("{", encoding="utf-8")
    assert "log.jsonl" in outcome_of(partial(outcome_job, tmp_path), lambda _item: None)
