"""The tutorial from the menu to the results, by keys alone and by mouse alone; and going on."""

import json
from pathlib import Path

import pytest

from game.faces.desk.app import Choice
from game.session.folder import DrillFolder
from game.terms import Role
from tests.faces.desk.screens.seated import Seated

FILES = (
    "log.jsonl",
    "metrics.csv",
    "scorecard.json",
    "report.html",
    "postmortem.md",
    "postmortem.html",
    "postmortem.json",
)


def follow_by_keys(seated: Seated) -> None:
    """Space goes where the coach points; Ctrl+Enter hands in what stands there."""
    seated.key("space")
    if seated.drill._seat.form_open:
        seated.key("ctrl+enter")


def follow_by_mouse(seated: Seated) -> None:
    seat = seated.drill._seat
    if not seat._coach.button.parent.visible:  # type: ignore[union-attr]
        return
    seated.click(seat._coach.button)
    if seat._form is not None:
        seated.click(seat._form.main)


def play_on(seated: Seated, follow: object, limit_s: int = 900) -> None:
    assert callable(follow)
    for _ in range(limit_s // 4):
        seated.pass_time(4)
        if seated.screen != "DrillScreen":
            return
        follow(seated)


def scorecard(folder: DrillFolder) -> dict[str, object]:
    data = json.loads(folder.scorecard.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_by_keys_alone(seated: Seated) -> None:
    seated.desk.menu()
    seated.key("1", "1")
    assert seated.screen == "BriefingScreen"
    seated.key("ctrl+enter")
    assert seated.screen == "DrillScreen"
    folder = seated.folder
    play_on(seated, follow_by_keys)
    assert seated.screen == "HotWashScreen"
    seated.type("We told customers within two minutes.")
    seated.key("ctrl+enter")
    assert seated.screen == "ResultsScreen"
    assert "We told customers" in folder.log.read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.path.iterdir()) == sorted(FILES)
    score = scorecard(folder)["score"]
    assert isinstance(score, float)
    assert score > 90, "whoever does what the coach says does well"
    assert f"{score:.0f}" in seated.texts()
    seated.key("m", "m")
    assert seated.screen == "MenuScreen"
    seated.step()
    seated.step()
    assert "The lesson" in seated.texts(), "told once it was played"


def test_by_mouse_alone(seated: Seated) -> None:
    seated.desk.menu()
    seated.press("Play")
    seated.press("Start the drill")
    folder = seated.folder
    play_on(seated, follow_by_mouse)
    seated.press("To the results")
    seated.press("Leave them empty")
    assert seated.screen == "ResultsScreen"
    score = scorecard(folder)["score"]
    assert isinstance(score, float)
    assert score > 90
    seated.press("Menu")
    assert seated.screen == "MenuScreen"


@pytest.mark.parametrize("seat", [Role.IC, Role.COMMS])
def test_one_seat_with_bots_in_the_others(seated: Seated, seat: Role) -> None:
    seated.sit_down(choice=Choice(7, frozenset({seat})))
    folder = seated.folder
    play_on(seated, follow_by_keys)
    assert seated.screen == "HotWashScreen"
    seated.key("ctrl+enter")
    seated.press("Leave them empty")
    score = scorecard(folder)["score"]
    assert isinstance(score, float)
    assert score > 70


def test_a_drill_that_broke_off_goes_on_where_it_stood(seated: Seated, tmp_path: Path) -> None:
    seated.sit_down()
    seated.pass_time(90)
    for _ in range(3):
        follow_by_keys(seated)
        seated.pass_time(4)
    folder, before, happened = seated.folder, seated.session.state, seated.happened()
    seated.session.close()  # the process is gone; nothing was said goodbye to
    other = Seated(tmp_path / "drills")
    other.desk.menu()
    assert "broke off" in other.texts()
    other.press("Go on")
    assert other.screen == "DrillScreen"
    assert other.folder == folder
    assert other.happened()[: before.n] == happened
    assert 0 <= before.at_s - other.session.state.at_s <= 4, "at most the eventless seconds"
    play_on(other, follow_by_keys)
    other.type("It went on.")
    other.key("ctrl+enter")
    assert other.screen == "ResultsScreen"


def test_closing_the_window_leaves_a_log_to_go_on_with(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(100)
    folder = seated.folder
    seated.desk._quit()
    seated.desk.run()
    assert not seated.desk.loop.running
    other = Seated(seated.drills)
    other.desk.go_on(folder)
    assert other.screen == "DrillScreen"
    assert other.session.state.at_s > 60


def test_players_may_end_it_early_and_get_their_score(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(120)
    seated.key("ctrl+e")
    seated.press("End it")
    seated.step()
    assert seated.screen == "HotWashScreen"
    assert "ended by the players" in seated.texts()
    seated.press("To the results")
    seated.press("Leave them empty")
    assert seated.screen == "ResultsScreen"
