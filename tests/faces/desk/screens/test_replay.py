"""Looking at a drill again: from its results, at any moment, with any seat's eyes; and forks."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.faces.desk.charts import MetricChart, TimelineStrip
from game.faces.desk.screens.replay.playhead import PACES, Playhead
from game.faces.desk.screens.replay.screen import ReplayScreen
from game.faces.desk.screens.results import ResultsScreen
from game.faces.desk.widgets import Dialog
from game.session.folder import DrillFolder
from game.session.log import read_log
from game.session.replay import Replay
from game.terms import ExercisePhase, Role
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seated]:
    """Somebody who has played two minutes, ended the drill and sees the results."""
    seated = Seated(tmp_path_factory.mktemp("replay"))
    seated.sit_down()
    play_on(seated, follow_by_keys, 120)
    seated.key("ctrl+e")
    seated.press("End it")
    seated.step()
    seated.type("A word.")
    seated.key("ctrl+enter")
    yield seated
    pygame.event.clear()
    pygame.event.set_allowed(None)


@pytest.fixture
def results(played: Seated) -> Seated:
    if played.screen == "ReplayScreen":
        played.key("esc")
    assert played.screen == "ResultsScreen"
    return played


def watching(seated: Seated) -> ReplayScreen:
    screen = seated.desk._screen
    assert isinstance(screen, ReplayScreen)
    return screen


@pytest.fixture
def replay(results: Seated) -> Seated:
    results.key("w")
    while watching(results).step(0.0) is not None:
        pass
    return results


def head(seated: Seated) -> Playhead:
    return watching(seated)._head


def test_a_finding_plays_its_moment_back_and_leads_back(results: Seated) -> None:
    screen = results.desk._screen
    assert isinstance(screen, ResultsScreen)
    finding = next(item for item in screen._card.findings if item.events)
    screen._score.unfold(finding.task)
    results.ui.focus(screen._score.list)
    results.key("enter")
    assert head(results).n == finding.events[0]
    results.key("esc")
    assert results.desk._screen is screen


def test_events_are_stepped_through_by_keys_and_by_mouse(replay: Seated) -> None:
    replay.key("end")
    last = len(head(replay).replay.events)
    assert head(replay).n == last
    replay.key("left")
    replay.press("Event before")
    assert head(replay).n == last - 2
    replay.press("Next event")
    assert head(replay).n == last - 1
    replay.key("home")
    assert head(replay).at_s == 0
    replay.key("pagedown")
    assert head(replay).at_s == 60


def test_the_strip_is_dragged_along(replay: Seated) -> None:
    (strip,) = replay.all(TimelineStrip)
    y = strip.rect.bottom - 4
    half, full = strip._axis().center[0], strip._axis().right
    replay.ui.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=(half, y), button=1))
    assert head(replay).at_s == pytest.approx(strip.end_s / 2, abs=8)
    motion = pygame.Event(pygame.MOUSEMOTION, pos=(full + 50, y), rel=(9, 0), buttons=(1, 0, 0))
    replay.ui.handle(motion)
    assert head(replay).at_s == head(replay).last_s
    replay.ui.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=(full, y), button=1))


def test_every_chart_can_be_reached_and_looked_at_closely(replay: Seated) -> None:
    replay.key("end")
    replay.ui.fit_scale(1.5)
    charts = list(replay.all(MetricChart))
    assert len(charts) == 8
    for chart in charts:
        chart.reveal(chart.rect)
        assert chart.shown_rect().h == chart.rect.h > 0
    watching(replay)._gauges.enlarge("checkout.success")
    replay.key("esc")
    assert len(list(replay.all(MetricChart))) == 8
    assert replay.screen == "ReplayScreen"
    replay.ui.fit_scale(1.0)


def test_it_plays_as_fast_as_asked_and_stops_at_the_end(replay: Seated) -> None:
    replay.key("home")
    for _ in range(PACES.index(16) - PACES.index(head(replay).pace)):
        replay.key("f")
    assert head(replay).pace == 16
    replay.key("space")
    screen = watching(replay)
    screen.step(10.0)
    screen.step(12.0)
    assert head(replay).at_s == 32
    screen.step(1000.0)
    assert head(replay).at_s == head(replay).last_s
    assert not head(replay).playing
    assert screen.step(1001.0) is None, "nothing moves any more"


def test_each_seat_sees_what_it_could_see(replay: Seated) -> None:
    replay.key("end")
    shown = set()
    for number in range(1, 5):
        replay.key(f"ctrl+{number}")
        shown.add("\n".join(row.text() for row in watching(replay)._board.rows))
    assert len(shown) == 4


def test_every_event_is_told(replay: Seated) -> None:
    replay.key("end")
    assert len(watching(replay)._events.rows) == len(head(replay).replay.events)
    watching(replay)._to_event("4")
    assert head(replay).n == 4


def test_a_drill_goes_on_differently_from_a_moment(replay: Seated) -> None:
    replay.key("home")
    replay.key("pagedown")
    moment, events = head(replay).n, head(replay).replay.events
    before = replay.folder.log.read_bytes()
    original = replay.folder
    replay.key("g")
    assert any(isinstance(widget, Dialog) for widget in replay.top().walk())
    replay.key("ctrl+enter")
    assert replay.screen == "DrillScreen"
    assert replay.session.state.at_s == 60
    assert "differently" in replay.ui.toast_texts[-1]
    assert replay.session.state.phase is ExercisePhase.RUNNING
    replay.pass_time(10)
    log = read_log(replay.folder.log)
    assert log.events[:moment] == events[:moment]
    assert log.header.fork is not None
    assert (log.header.fork.drill, log.header.fork.event) == (original.path.name, moment)
    assert original.log.read_bytes() == before
    replay.key("ctrl+e")
    replay.press("End it")
    replay.step()
    replay.type("Another word.")
    replay.key("ctrl+enter")
    assert replay.screen == "ResultsScreen"
    assert f"goes on from {original.path.name}, event {moment}" in replay.texts()


def test_what_happened_last_can_be_taken_back(replay: Seated) -> None:
    replay.key("home")
    replay.key("pagedown")
    n = head(replay).n
    replay.key("g")
    replay.key("ctrl+b")
    assert replay.session.header.fork is not None
    assert replay.session.header.fork.event == n - 1
    replay.key("ctrl+e")
    replay.press("End it")
    replay.step()
    replay.type("A third word.")
    replay.key("ctrl+enter")


def test_after_the_end_nothing_goes_on_and_nothing_is_left_behind(replay: Seated) -> None:
    replay.key("end")
    folders = set(replay.drills.iterdir())
    replay.key("g")
    replay.key("ctrl+enter")
    assert replay.screen == "ReplayScreen"
    assert "over by then" in replay.ui.toast_texts[-1]
    assert set(replay.drills.iterdir()) == folders


def test_a_log_that_cannot_be_read_is_told(results: Seated, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("{", encoding="utf-8")
    results.desk.watch(DrillFolder(tmp_path))
    assert results.screen == "ResultsScreen"
    assert "not a Break Glass log" in results.ui.toast_texts[-1]


def test_a_playhead_stays_within_the_drill(replay: Seated) -> None:
    recorded: Replay = head(replay).replay
    playhead = Playhead(recorded, at_event=10**6)
    assert playhead.n == len(recorded.events)
    playhead.step(-(10**6))
    assert (playhead.n, playhead.at_s) == (0, 0)
    assert playhead.state().n == 0
    playhead.seek(10**6)
    assert playhead.at_s == recorded.last_s
    playhead.toggle()
    assert playhead.at_s == 0, "from the end it plays from the start"
    assert Role.IC in recorded.header.roster.seats
