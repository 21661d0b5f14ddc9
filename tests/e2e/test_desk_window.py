"""The window as people have it: a process of its own on a virtual screen, real keys and clicks."""

import json
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")  # for the desk in memory, not for the game

import pygame
import pytest

from game.faces.desk.widgets import Tabs
from tests.e2e.newcomer import Mouse, Watched, at_the_hot_wash
from tests.e2e.virtual import Game, ending, game, need_tools, screen, wait_for
from tests.faces.desk.screens.seated import Seated

pytestmark = pytest.mark.e2e

SMALL, LARGE = (1280, 720), (1920, 1080)
FILES = {
    "log.jsonl",
    "metrics.csv",
    "scorecard.json",
    "report.html",
    "postmortem.md",
    "postmortem.html",
    "postmortem.json",
}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    need_tools()
    with screen() as name:
        yield name


Point = tuple[int, int]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Point]]:
    """Where there is something to click at 1280 by 720: asked of the same desk, in memory."""
    pygame.display.init()
    seated = Seated(tmp_path_factory.mktemp("places"), SMALL)
    seated.desk.menu()
    found = {"Play": seated.buttons()["Play"].rect.center}
    seated.press("Play")
    found["Start"] = seated.buttons()["Start the drill"].rect.center
    seated.press("Start the drill")
    tabs = next(tabs for tabs in seated.all(Tabs) if tabs.tabs[0].title == "IC")
    found["Ops"] = tabs.tab_rects()[1].center
    yield found
    pygame.display.quit()


def picture(playing: Game, path: Path, size: Point) -> bool:
    """Whether the window has that size and something in it: one colour makes a tiny file."""
    return playing.shot(path) == size and path.stat().st_size > 15_000


def in_both_sizes(playing: Game, folder: Path, name: str) -> None:
    for size in (LARGE, SMALL):
        playing.resize(*size)
        path = folder / f"{name}-{size[0]}.png"
        wait_for(f"a picture of {name}", partial(picture, playing, path, size))


def follow_the_coach(playing: Game) -> None:
    """Space goes where the coach points, Ctrl+Enter hands in; then wait for what comes of it."""
    before = len(playing.types())
    playing.key("space", "ctrl+Return")
    end_s = time.monotonic() + 0.3
    while len(playing.types()) == before and time.monotonic() < end_s:
        time.sleep(0.02)


def test_a_whole_drill_from_the_menu(
    display: str, places: dict[str, Point], tmp_path: Path
) -> None:
    with ending(Watched(display, tmp_path)) as playing:
        playing.resize(*SMALL)
        in_both_sizes(playing, tmp_path, "menu")
        playing.click(places["Play"])
        wait_for("a picture", partial(picture, playing, tmp_path / "briefing.png", SMALL))
        playing.click(places["Start"])
        wait_for("the drill", playing.said("exercise_started"))
        playing.key("ctrl+f", "ctrl+f", "ctrl+f", "ctrl+f")  # ×30
        wait_for("the page", playing.said("alert_fired"))
        playing.click(places["Ops"])
        end_s = time.monotonic() + 60
        pictured = False
        while "exercise_stopped" not in playing.types() and time.monotonic() < end_s:
            follow_the_coach(playing)
            if not pictured and "mitigation_started" in playing.types():
                in_both_sizes(playing, tmp_path, "drill")
                pictured = True
        wait_for("the end", playing.said("exercise_stopped"), 5)
        assert pictured
        in_both_sizes(playing, tmp_path, "hot-wash")
        at_the_hot_wash(Mouse(playing))  # the last key for the drill may have come too late for it
        playing.type("We looked before we pulled.")
        playing.key("ctrl+Return")
        folder = playing.folder()
        assert folder is not None
        wait_for("its files", lambda: {path.name for path in folder.iterdir()} == FILES)
        in_both_sizes(playing, tmp_path, "results")
        card = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
        assert card["scenario"] == "hamster-wheel"
        assert 60 <= card["score"] <= 100
        assert "We looked before we pulled." in (folder / "log.jsonl").read_text(encoding="utf-8")
        playing.key("m")
        playing.key("q")
        assert playing.process.wait(10) == 0


def test_after_a_kill_the_drill_goes_on(display: str, tmp_path: Path) -> None:
    with game(display, tmp_path, "play", "hamster-wheel", "--pace", "30") as playing:
        wait_for("the page", playing.said("alert_fired"))
        while "incident_declared" not in playing.types():
            follow_the_coach(playing)
        folder = playing.folder()
        playing.process.kill()
        playing.process.wait(10)
    assert folder is not None
    log = folder / "log.jsonl"
    before = log.read_bytes()
    whole = before[: before.rindex(b"\n") + 1]
    with game(display, tmp_path, "play", "--resume") as playing:
        assert playing.folder() == folder, "no new drill was begun"
        wait_for("more", lambda: log.stat().st_size > len(whole))
        while "role_assigned" not in playing.types():
            follow_the_coach(playing)
        assert log.read_bytes().startswith(whole), "nothing of the old log was lost"
        in_both_sizes(playing, tmp_path, "resumed")


def test_quitting_in_a_drill_ends_the_program_and_keeps_the_log(
    display: str, tmp_path: Path
) -> None:
    with game(display, tmp_path, "play", "hamster-wheel", "--pace", "30") as playing:
        wait_for("the page", playing.said("alert_fired"))
        playing.process.terminate()  # arrives as the same event as closing the window
        assert playing.process.wait(10) == 0
        assert "exercise_stopped" not in playing.types()
    with game(display, tmp_path, "play", "--resume") as playing:
        before = len(playing.types())
        wait_for("more", lambda: len(playing.types()) > before)
