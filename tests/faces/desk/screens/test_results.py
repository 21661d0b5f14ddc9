"""The results: unfolded by objective, with what waiting cost, luck, and what to practise next."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.faces.desk.charts import TimeSeriesChart
from game.faces.desk.screens.results import ResultsScreen
from game.faces.desk.screens.results.findings import OBJECTIVE, FindingList
from game.faces.desk.widgets import Table, Tabs
from game.faces.desk.work.jobs import OutcomeNews, Written
from game.simtime import utc
from game.terms import Rating
from scoring.scorecard import Scorecard
from scoring.whatif import WhatIf
from tests.faces.desk.driver import Driver
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_layout import check
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on

ANSWER = "The page came before the first ticket."


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seated]:
    """A drill that was left too early: some points were won, and some lost."""
    seated = Seated(tmp_path_factory.mktemp("results") / "drills")
    seated.desk.menu()
    seated.key("1", "1")
    seated.key("ctrl+enter")
    play_on(seated, follow_by_keys, 240)
    seated.key("ctrl+e")
    seated.press("End it")
    seated.step()
    seated.type(ANSWER)
    seated.key("ctrl+enter")
    yield seated
    pygame.event.clear()
    pygame.event.set_allowed(None)
    pygame.display.set_mode((1280, 720))


@pytest.fixture
def results(played: Seated) -> Seated:
    tab(played, "moment")
    return played


def shown(seated: Seated) -> ResultsScreen:
    screen = seated.desk._screen
    assert isinstance(screen, ResultsScreen)
    return screen


def tab(seated: Seated, key: str) -> None:
    shown(seated)._tabs.select(key)


def test_the_hot_wash_goes_into_the_postmortem(results: Seated) -> None:
    assert ANSWER in results.folder.postmortem.read_text(encoding="utf-8")


def test_what_lost_points_is_unfolded_and_the_rest_on_request(results: Seated) -> None:
    score, card = shown(results)._score, shown(results)._card
    keys = [row.key for row in score.list.rows]
    assert [key for key in keys if key.startswith(OBJECTIVE)] == [
        OBJECTIVE + item.id for item in card.objectives
    ]
    lost = {item.id for item in card.objectives if item.points < item.max_points}
    full = {item.id for item in card.objectives} - lost
    assert lost
    assert full
    for finding in card.findings:
        assert (finding.task in keys) == (finding.objective in lost)
    folded = next(iter(sorted(full)))
    score.list.select(OBJECTIVE + folded)
    results.ui.focus(score.list)
    results.key("enter")
    inside = {finding.task for finding in card.findings if finding.objective == folded}
    assert inside <= {row.key for row in score.list.rows}
    results.key("enter")
    assert not inside & {row.key for row in score.list.rows}


def test_the_score_unfolds_with_time_unless_motion_is_unwanted(
    results: Seated, driver: Driver
) -> None:
    screen = shown(results)
    score = FindingList(screen._plan, screen._card, jump=print, watch=print)
    driver.show(score.list)
    score.begin(at_once=False)
    counts = []
    now_s: float | None = 5.0
    while now_s is not None:
        now_s = score.step(now_s)
        counts.append(sum(row.key.startswith(OBJECTIVE) for row in score.list.rows))
    objectives = len(screen._card.objectives)
    assert counts == [*range(1, objectives + 1), objectives]
    score.begin(at_once=False)
    assert score.step(9.0) is None, "it unfolds once"
    still = FindingList(screen._plan, screen._card, jump=print, watch=print)
    still.begin(at_once=True)
    assert still.step(0.0) is None


def test_waiting_has_its_price_drawn(results: Seated) -> None:
    tab(results, "waited")
    screen = shown(results)
    found = screen._curve
    assert isinstance(found, WhatIf)
    curve = found.decisive
    assert curve is not None
    chart = next(results.all(TimeSeriesChart))
    assert list(chart.series[0].t_s) == [point.at_s for point in curve.points]
    assert chart.series[0].values[0] == curve.points[0].loss.failed_orders
    assert set(chart.series[1].values) == {curve.never.failed_orders}
    assert curve.title in results.texts()
    levers = next(results.all(Table)).list
    assert len(levers.rows) == len(found.levers)
    other = next(item for item in found.levers if item is not curve)
    levers.select(other.lever)
    assert levers.on_select is not None
    levers.on_select(other.lever)
    assert other.title in chart.title


def test_where_nobody_points_the_chart_tells_of_the_pull(results: Seated) -> None:
    tab(results, "waited")
    chart = next(results.all(TimeSeriesChart))
    found = shown(results)._curve
    assert found is not None
    assert found.decisive is not None
    assert chart.crosshair_s == found.decisive.pulled_s
    chart._point(found.from_s + 30.0)
    assert chart.crosshair_s == found.from_s + 30.0
    chart._point(None)
    assert chart.crosshair_s == found.decisive.pulled_s


def test_decisions_are_weighed_apart_from_luck(results: Seated) -> None:
    tab(results, "decided")
    screen = shown(results)
    (decision,) = screen._decisions
    said = results.texts()
    assert decision.question in said
    assert decision.verdict in said
    assert decision.fortune in said
    for option in decision.options:
        assert option.title in said
    results.press("Replay")
    assert results.screen == "ReplayScreen"
    results.key("esc")
    assert results.desk._screen is screen


def test_what_to_practise_is_one_press_away(results: Seated) -> None:
    tab(results, "onward")
    screen = shown(results)
    assert str(results.folder.path) in results.texts()
    names = [name for name in results.buttons() if name.startswith("Play “")]
    assert 1 <= len(names) <= 3
    results.press(names[0])
    assert results.screen == "BriefingScreen"
    results.desk.show(screen)


def test_the_papers_are_copied_by_their_path(results: Seated) -> None:
    tab(results, "onward")
    results.press("Copy path")
    assert results.ui.clipboard.get() == str(results.folder.report)


def test_a_picked_finding_leads_back_to_its_moment(results: Seated) -> None:
    tab(results, "waited")
    screen = shown(results)
    finding = next(item for item in screen._card.findings if item.events)
    screen._jump(finding)
    event = screen._state.history.events[finding.events[0] - 1]
    assert screen._tabs.selected == "moment"
    assert screen._strip.now_s == event.at_s
    missing = next(item for item in screen._card.findings if item.rating is Rating.U)
    screen._jump(missing)
    if not missing.events:
        assert "it did not happen" in results.texts()


def test_times_are_those_of_the_drill(results: Seated) -> None:
    tab(results, "decided")
    screen = shown(results)
    start = screen._plan.scenario.exercise.start
    event = screen._state.history.events[screen._decisions[0].n - 1]
    assert f"{utc(start, event.at_s)} UTC" in results.texts()


class Telling:
    """Work that tells when it is asked to."""

    def __init__(self) -> None:
        self.over, self.problem = False, ""
        self.waiting: list[OutcomeNews] = []

    def news(self) -> list[OutcomeNews]:
        found, self.waiting = self.waiting, []
        return found

    def stop(self) -> None:
        self.over = True


@pytest.fixture
def early(results: Seated) -> Iterator[tuple[Seated, Telling]]:
    """The results with the score alone; the papers are still being written."""
    before = shown(results)
    errand = Telling()
    outcome = (before._plan, before._state, before._card)
    screen = ResultsScreen(results.ui, outcome, before._folder, errand, before._ways)
    results.desk.show(screen)
    yield results, errand
    results.desk.show(before)


def test_the_score_does_not_wait_for_the_papers(early: tuple[Seated, Telling]) -> None:
    seated, errand = early
    assert not seated.buttons()["Open the report"].enabled
    tab(seated, "waited")
    assert "at every minute" in seated.texts()
    errand.waiting = [Written()]
    seated.step()
    assert seated.buttons()["Open the report"].enabled
    assert not seated.ui.toast_texts


def test_papers_that_cannot_be_written_are_told(early: tuple[Seated, Telling]) -> None:
    seated, errand = early
    errand.over, errand.problem = True, "report.html: No space left on device"
    shown(seated).take([])
    assert not seated.buttons()["Open the report"].enabled
    assert "No space left" in seated.ui.toast_texts[-1]


def test_a_log_that_cannot_be_scored_leads_to_the_menu(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(30)
    seated.key("ctrl+e")
    seated.press("End it")
    seated.step()
    log: Path = seated.folder.log
    log.write_text("{", encoding="utf-8")
    seated.key("ctrl+enter")
    seated.press("Leave them empty")
    assert seated.screen == "MenuScreen"
    assert "could not be counted" in seated.ui.toast_texts[-1]


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 720), 1.0), ((1280, 720), 1.25), ((1280, 720), 1.5), ((1920, 1080), 1.5)],
)
def test_every_tab_fits_at_the_sizes_that_people_have(
    results: Seated, size: tuple[int, int], scale: float
) -> None:
    results.ui.resize(size)
    results.ui.fit_scale(scale)
    for key in ("moment", "waited", "decided", "onward"):
        tab(results, key)
        check(results, scale)
    results.ui.resize((1280, 720))
    results.ui.fit_scale(1.0)


def test_the_tabs_have_keys(results: Seated) -> None:
    tabs = next(results.all(Tabs))
    for number, item in enumerate(tabs.tabs, 1):
        results.key(str(number))
        assert tabs.selected == item.key


def test_the_card_is_the_one_that_was_written(results: Seated) -> None:
    card: Scorecard = shown(results)._card
    assert results.folder.scorecard.read_text(encoding="utf-8") == card.to_json()
