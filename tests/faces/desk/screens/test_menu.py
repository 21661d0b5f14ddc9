"""The menu remembers how drills went, offers the tutorial once, and leads to past drills."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.faces.desk.past import broken_off, records
from game.faces.desk.screens.history import HistoryScreen
from game.faces.desk.screens.menu import MenuScreen
from game.faces.desk.settings import load_settings
from game.faces.outcome import write_outcome
from game.session.folder import DrillFolder
from game.session.fork import fork
from game.session.opening import Setup, open_drill
from game.session.replay import open_replay
from game.terms import ExercisePhase, Rating, Role
from scoring.trends import DrillRecord
from tests.faces.desk.screens.seated import Seated, loaded

FIRST, BROKEN, FORK = (f"2026030{day}T090000Z-hamster-wheel" for day in (1, 2, 3))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three drills: one with a score, one that broke off, and a fork of the first."""
    root = tmp_path_factory.mktemp("past") / "drills"
    folders = [DrillFolder(root / name) for name in (FIRST, BROKEN, FORK)]
    for folder in folders:
        folder.path.mkdir(parents=True)
    setup = Setup(7, humans=frozenset({Role.IC}))
    for folder in folders[:2]:
        session = open_drill(loaded("hamster-wheel"), setup, folder.log, durable=False)
        session.begin()
        session.advance(90)
        if folder.path.name == FIRST:
            session.advance(session.plan.duration_s)
            session.finish()
            assert session.state.phase is ExercisePhase.ENDED
            write_outcome(folder, session.plan, session.state)
        session.close()
    fork(open_replay(folders[0].log), 3, folders[2].log, {Role.OPS}, durable=False).close()
    (root / "20260304T090000Z-damaged").mkdir()
    (root / "20260304T090000Z-damaged" / "log.jsonl").write_text("{", encoding="utf-8")
    return root


@pytest.fixture
def experienced(root: Path) -> Seated:
    return at_the_menu(Seated(root))


def at_the_menu(seated: Seated) -> Seated:
    seated.desk.menu()
    seated.step()
    seated.step()
    return seated


def menu(seated: Seated) -> MenuScreen:
    assert isinstance(seated.desk._screen, MenuScreen)
    return seated.desk._screen


def history(seated: Seated) -> HistoryScreen:
    assert isinstance(seated.desk._screen, HistoryScreen)
    return seated.desk._screen


DRILL = DrillRecord(
    "d", "", "bad-release", "", 1, "easy", "v1", 7, "people", "", False, 50, "M", (), (), 0, ""
)  # fmt: skip


def test_records_know_the_best_the_last_and_what_was_met() -> None:
    drills = [
        replace(DRILL, score=70, rating="S", variant="v2"),
        replace(DRILL, score=90, rating="P", helped=True),
        replace(DRILL, score=None, variant="v3"),
        replace(DRILL, score=99, variant="v4", fork="d at event 3"),
        replace(DRILL, rating="?"),
        DRILL,
        replace(DRILL, scenario="other"),
    ]
    record = records(drills)["bad-release"]
    assert (record.times, record.last, record.best) == (3, 70, 90)
    assert (record.rating, record.best_rating) == (Rating.S, Rating.P)
    assert record.variants == {"v1", "v2"}
    assert records([]) == {}


def test_the_menu_tells_how_it_went_and_what_there_is_to_see(experienced: Seated) -> None:
    scenario = loaded("hamster-wheel").scenario
    record = menu(experienced)._record("hamster-wheel")
    assert record is not None
    assert record.times == 1, "neither the fork nor what broke off"
    shown = experienced.texts()
    assert "The lesson" in shown
    assert " ".join(scenario.lesson.split()) in shown


def test_before_it_was_played_a_scenario_keeps_its_lesson(experienced: Seated) -> None:
    experienced.key("down")
    chosen = menu(experienced)._chosen
    assert chosen != "hamster-wheel"
    assert "The lesson" not in experienced.texts()
    assert loaded(chosen).scenario.title in experienced.texts()
    experienced.key("enter")
    assert experienced.screen == "BriefingScreen"


def test_the_tutorial_is_offered_to_who_is_new_until_they_decline(seated: Seated) -> None:
    at_the_menu(seated)
    seated.press("Not now")
    assert "Start the tutorial" not in seated.buttons()
    assert load_settings().welcomed
    at_the_menu(seated)
    assert "Start the tutorial" not in seated.buttons()


def test_the_tutorial_starts_from_the_offer(seated: Seated) -> None:
    at_the_menu(seated)
    seated.key("t")
    assert seated.screen == "BriefingScreen"


def test_who_has_played_is_offered_nothing(experienced: Seated) -> None:
    assert "Start the tutorial" not in experienced.buttons()
    assert "Go on" in experienced.buttons()


def test_the_newest_that_broke_off_goes_on(root: Path) -> None:
    found = broken_off(root)
    assert found is not None
    assert found.folder.path.name == FORK
    assert broken_off(root / "nowhere") is None


def test_past_drills_are_listed_with_what_they_are(experienced: Seated) -> None:
    experienced.key("h")
    rows = [row.text() for row in history(experienced)._table.list.rows]
    assert len(rows) == 3
    assert f"↳ {FIRST} at event 3" in rows[0]
    assert "broke off" in rows[1]
    assert "1 could not be read" in experienced.texts()


def test_a_past_drill_is_played_back_and_left_again(experienced: Seated) -> None:
    experienced.key("h")
    experienced.key("down", "")
    experienced.key("down", "")
    assert history(experienced)._chosen == FIRST
    experienced.key("w")
    assert experienced.screen == "ReplayScreen"
    experienced.key("esc")
    assert history(experienced)._chosen == FIRST
    experienced.key("esc")
    assert experienced.screen == "MenuScreen"


def test_what_a_drill_lacks_cannot_be_pressed(experienced: Seated) -> None:
    experienced.key("h")
    buttons = experienced.buttons()
    assert buttons["Go on"].enabled
    assert not buttons["Report"].enabled
    experienced.key("end")
    experienced.key("down")
    experienced.key("down")
    buttons = experienced.buttons()
    assert not buttons["Go on"].enabled
    assert buttons["Report"].enabled


def test_trends_become_a_page(experienced: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def show(url: str) -> bool:
        shown.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", show)
    experienced.key("h")
    experienced.key("t")
    page = experienced.drills.parent / "trends.html"
    assert shown == [page.as_uri()]
    assert "Hamster" in page.read_text(encoding="utf-8")


def test_an_empty_list_leads_nowhere(seated: Seated) -> None:
    at_the_menu(seated)
    seated.key("h")
    assert not seated.buttons()["Replay"].enabled
    seated.key("w")
    assert seated.screen == "HistoryScreen"
