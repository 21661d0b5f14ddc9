"""The author's corner: new scenarios, their problems while they are written, forecast and proof."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.faces.author.claims import Claim, Failure
from game.faces.author.forecast import Forecast
from game.faces.author.teams import Drill
from game.faces.desk.charts import TimelineStrip, TimeSeriesChart
from game.faces.desk.screens.author.forecasting import IDLE, ForecastView
from game.faces.desk.screens.author.proving import claim_rows, proof_parts
from game.faces.desk.screens.author.screen import AuthorScreen
from game.faces.desk.screens.author.shelf import fresh, is_stale, own_scenarios, stamp_of
from game.faces.desk.widgets import Column, Table, flex
from game.faces.desk.work.errand import at_once
from game.faces.desk.work.jobs import Proven, Step, TeamRow, forecast_job
from game.scenario.problems import render
from game.simtime import clock
from tests.faces.desk.driver import Driver
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_layout import check

NEW = "payment-storm"


@pytest.fixture
def author(seated: Seated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seated:
    monkeypatch.chdir(tmp_path)
    seated.desk.menu()
    seated.key("a", "a")
    return seated


def corner(seated: Seated) -> AuthorScreen:
    assert isinstance(seated.desk._screen, AuthorScreen)
    return seated.desk._screen


def written(author: Seated) -> Path:
    """A new scenario from the template."""
    author.key("n")
    author.type(NEW)
    author.key("ctrl+enter")
    return author.drills.parent / "scenarios" / NEW / "scenario.yaml"


def save(file: Path, text: str) -> None:
    """As an editor does, some time later."""
    file.write_text(text, encoding="utf-8")
    later = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(later, later))


def test_a_new_scenario_is_on_the_shelf_and_can_be_played(author: Seated) -> None:
    assert "None yet" in corner(author)._list.transcript()
    file = written(author)
    assert file.is_file()
    shown = author.texts()
    assert "No problems" in shown
    assert str(file.parent) in shown
    author.key("p", "p")
    assert author.screen == "BriefingScreen"
    author.key("esc")
    assert author.screen == "AuthorScreen"


def test_what_is_saved_while_it_is_played_is_taken_over(author: Seated) -> None:
    file = written(author)
    author.key("p", "p")
    author.key("ctrl+enter")
    text = file.read_text(encoding="utf-8")
    save(file, text.replace("Our biggest partner", "Our smallest partner"))
    author.desk._step(10.0)
    assert "is taken over" in author.ui.toast_texts[-1]


def test_an_id_that_cannot_be_used_is_told_as_it_is_typed(author: Seated) -> None:
    author.key("n")
    author.type("Payment storm")
    assert "cannot be an id" in author.texts()
    author.key("ctrl+enter")
    assert "cannot be an id" in author.texts()
    author.key("esc")
    written(author)
    author.key("n")
    author.type(NEW)
    assert "exists already" in author.texts()


def test_problems_are_told_whenever_a_file_is_saved(author: Seated) -> None:
    file = written(author)
    good = file.read_text(encoding="utf-8")
    save(file, good.replace("difficulty:", "dificulty:"))
    author.desk._step(10.0)
    screen = corner(author)
    assert screen.chosen is not None
    problems = screen.chosen.problems
    assert screen._problems.transcript() == "\n".join(render(problem) for problem in problems)
    assert "did you mean 'difficulty'?" in screen._problems.transcript()
    assert f"{len(problems)} problems" in author.texts()
    assert not author.buttons()["Play"].enabled
    author.ui.focus(screen._problems)
    author.key("down")
    author.key("enter")
    assert author.ui.clipboard.get() == f"{problems[0].file}:{problems[0].line}:{problems[0].col}"
    save(file, good)
    author.desk._step(20.0)
    assert "No problems" in author.texts()
    assert author.buttons()["Play"].enabled


def test_work_on_a_scenario_with_problems_is_refused_with_the_reason(author: Seated) -> None:
    file = written(author)
    save(file, "id: nothing")
    author.desk._step(10.0)
    for key, name in (("2", "Work it out"), ("3", "Let bots play it")):
        author.key(key, key)
        assert not author.buttons()[name].enabled
    author.key("f", "f")
    assert corner(author).bench.running is None


def test_the_path_is_copied(author: Seated) -> None:
    file = written(author)
    author.key("y", "y")
    assert author.ui.clipboard.get() == str(file.parent)


def test_shipped_scenarios_are_read_when_they_are_looked_at(author: Seated) -> None:
    screen = corner(author)
    item = next(item for item in screen._shelf.values() if item.folder.name == "bad-release")
    assert item.found is None
    screen._choose(item.key)
    assert "Reading" in author.texts()
    author.desk._step(10.0)
    assert screen.chosen is not None
    assert screen.chosen.loaded is not None
    assert "first-tickets" not in item.key
    assert all(
        inject.id in author.texts() or inject.id in table(author)
        for inject in screen.chosen.loaded.scenario.injects
    )


def table(seated: Seated) -> str:
    return "\n".join(each.list.transcript() for each in seated.all(Table))


def test_a_shelf_knows_what_has_changed(tmp_path: Path) -> None:
    assert own_scenarios([tmp_path, tmp_path / "nowhere"]) == []
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "scenario.yaml").write_text("id: mine", encoding="utf-8")
    (item,) = own_scenarios([tmp_path, tmp_path])
    assert item.problems
    assert not is_stale(item)
    save(folder / "scenario.yaml", "id: other")
    assert is_stale(item)
    again = fresh(item)
    assert not is_stale(again)
    assert stamp_of(tmp_path / "nowhere") == ()


# -- forecast -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forecast() -> Forecast:
    from game.paths import scenarios_dir

    told: list[Step | Forecast] = []
    forecast_job(scenarios_dir() / "hamster-wheel" / "scenario.yaml", told.append)
    assert told[0] == Step("Two teams play")
    assert [item.done for item in told[1:-1] if isinstance(item, Step)] == [1, 2, 3, 4]
    found = told[-1]
    assert isinstance(found, Forecast)
    return found


def test_the_forecast_shows_the_figures_of_the_command(forecast: Forecast, driver: Driver) -> None:
    view = ForecastView(forecast)
    driver.show(view.widget)
    rows = {row.key: row.text() for row in view._table.list.rows}
    cases = forecast.outlooks[0].cases
    assert f"{cases[0].failed_orders:,.0f}" in rows[IDLE]
    for case in cases[1:]:
        wanted = (
            f"{case.failed_orders:,.0f}" if case.outcome.value == "works" else case.outcome.value
        )
        assert wanted in rows[case.lever or ""]


def test_a_lever_is_drawn_from_its_pull_on(forecast: Forecast, driver: Driver) -> None:
    view = ForecastView(forecast)
    driver.show(view.widget)
    outlook = forecast.outlooks[0]
    lever = next(
        case.lever for case in outlook.cases if case.outcome.value == "works" and case.lever
    )
    view._choose(lever)
    spec, chart = view._charts[0]
    assert [series.t_s[0] for series in chart.series] == [*forecast.times_s, 0]
    assert [mark.at_s for mark in chart.marks] == list(forecast.times_s)
    idle = chart.series[-1]
    assert idle.label == "nobody acts"
    assert len(idle.values) == len(outlook.cases[0].curves[spec.id])
    driver.draw()


def test_every_variant_has_its_own_figures_and_injects(forecast: Forecast, driver: Driver) -> None:
    view = ForecastView(forecast)
    driver.show(view.widget)
    shown = set()
    for outlook in forecast.outlooks:
        view._variant(outlook.variant)
        shown.add(view._table.list.transcript())
        strip = next(w for w in view.widget.walk() if isinstance(w, TimelineStrip))
        moments = {item.idle_s for item in outlook.msel if item.idle_s is not None}
        assert moments <= {mark.at_s for mark in strip.marks}
    assert len(shown) == len(forecast.outlooks)


def test_the_forecast_is_kept_and_marked_once_the_file_has_changed(
    author: Seated, forecast: Forecast
) -> None:
    file = written(author)
    screen = corner(author)
    item = screen.chosen
    assert item is not None
    screen.bench._start(item, "forecast", at_once(lambda tell: tell(forecast)))
    author.desk._step(10.0)
    author.key("2", "2")
    assert any(True for _ in author.all(TimeSeriesChart))
    assert "before your last change" not in author.texts()
    save(file, file.read_text(encoding="utf-8") + "\n# a word\n")
    author.desk._step(20.0)
    assert "before your last change" in author.texts()


# -- proof ----------------------------------------------------------------------------------

FAILURE = Failure("bad-flag: 61 points", Drill("by-the-book", "bad-flag", 2))
PROVEN = Proven(
    holds=False,
    claims=(
        Claim("winnable", "Every variant can be won", "2 of 2"),
        Claim("mastery", "The runbook's path earns 95", "61", (FAILURE,)),
    ),
    variants=("bad-release", "bad-flag"),
    teams=(TeamRow("by-the-book", (100.0, 61.0)), TeamRow("idle", (0.0, None))),
    best_moves=("rollback", "flag-off"),
    moved_s=240,
    warnings=("handshake: not observed",),
    drills=12,
)


def test_what_fails_comes_first_with_the_drill_that_shows_it(driver: Driver) -> None:
    rows = [row.text() for row in claim_rows(PROVEN)]
    assert rows[0].startswith("✗")
    assert "by-the-book, bad-flag, seed 2" in rows[0]
    assert rows[1].startswith("✓")
    assert "not observed" in rows[2]

    parts = proof_parts(PROVEN)
    driver.show(Column([parts[0], flex(parts[1])]))
    scores = next(w for part in parts for w in part.walk() if isinstance(w, Table))
    assert "by-the-book\t100\t61" in scores.list.transcript()
    assert "–" in scores.list.transcript()


class Slow:
    """A job that tells when it is asked to."""

    def __init__(self) -> None:
        self.over, self.problem, self.stopped = False, "", False
        self.waiting: list[Step | Forecast | Proven] = []

    def news(self) -> list[Step | Forecast | Proven]:
        found, self.waiting = self.waiting, []
        return found

    def stop(self) -> None:
        self.over = self.stopped = True


@pytest.fixture
def slow(author: Seated) -> Iterator[Slow]:
    written(author)
    screen, errand = corner(author), Slow()
    assert screen.chosen is not None
    author.key("3", "3")
    screen.bench._start(screen.chosen, "prove", errand)
    screen._show()
    yield errand
    pygame.event.clear()


def test_progress_is_shown_drill_by_drill(author: Seated, slow: Slow) -> None:
    slow.waiting = [Step("Teams play", 7, 24)]
    author.desk._step(10.0)
    assert "7 of 24 drills" in author.texts()
    slow.waiting, slow.over = [PROVEN], True
    author.desk._step(11.0)
    assert "1 of 2 claims fail" in author.texts()
    assert clock(PROVEN.moved_s) in author.texts()
    assert corner(author).bench.running is None


def test_work_is_given_up_and_leaves_no_result(author: Seated, slow: Slow) -> None:
    author.draw()
    author.key("x", "x")
    assert slow.stopped
    assert author.buttons()["Let bots play it"].enabled


def test_leaving_gives_the_work_up(author: Seated, slow: Slow) -> None:
    author.key("esc")
    assert slow.stopped
    assert author.screen == "MenuScreen"


def test_one_piece_of_work_at_a_time(author: Seated, slow: Slow) -> None:
    del slow
    author.key("2", "2")
    assert not author.buttons()["Work it out"].enabled
    assert "one at a time" in author.texts()


def test_what_went_wrong_is_told(author: Seated, slow: Slow) -> None:
    slow.problem, slow.over = "the system ended a worker", True
    author.desk._step(10.0)
    assert "the system ended a worker" in author.texts()


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 720), 1.0), ((1280, 720), 1.25), ((1280, 720), 1.5), ((1920, 1080), 1.5)],
)
def test_it_fits_at_the_sizes_that_people_have(
    author: Seated, forecast: Forecast, size: tuple[int, int], scale: float
) -> None:
    written(author)
    screen = corner(author)
    item = screen.chosen
    assert item is not None
    screen.bench._start(item, "forecast", at_once(lambda tell: tell(forecast)))
    screen.bench.follow()
    screen.bench._start(item, "prove", at_once(lambda tell: tell(replace(PROVEN, holds=True))))
    screen.bench.follow()
    author.ui.resize(size)
    author.ui.fit_scale(scale)
    for key in ("1", "2", "3"):
        author.key(key, key)
        check(author, scale)
    author.key("n")
    check(author, scale)
