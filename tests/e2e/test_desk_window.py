"""The window as people have it: a process of its own on a virtual screen, real keys and clicks."""

import json
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.virtual import Game, game, need_tools, screen, wait_for

pytestmark = pytest.mark.e2e

SMALL, LARGE = (1280, 720), (1920, 1080)
PLAY = (544, 452)
"""Where the tutorial's Play button is at 1280 by 720."""
START = (1178, 35)
"""Where the briefing's Start button is at 1280 by 720."""
OPS_TAB = (980, 76)
SIX_FILES = {
    "log.jsonl",
    "metrics.csv",
    "scorecard.json",
    "report.html",
    "postmortem.md",
    "postmortem.json",
}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    need_tools()
    with screen() as name:
        yield name


def picture(playing: Game, path: Path, size: tuple[int, int]) -> None:
    assert playing.shot(path) == size
    # A window of one colour makes a tiny file; text and curves do not.
    assert path.stat().st_size > 15_000


def in_both_sizes(playing: Game, folder: Path, name: str) -> None:
    for size in (LARGE, SMALL):
        playing.resize(*size)
        wait_for("the size", partial(has_size, playing, folder / "size.png", size))
        picture(playing, folder / f"{name}-{size[0]}.png", size)


def has_size(playing: Game, path: Path, size: tuple[int, int]) -> bool:
    return playing.shot(path) == size


def follow_the_coach(playing: Game) -> None:
    """Space goes where the coach points, Ctrl+Enter hands in; then wait for what comes of it."""
    before = len(playing.types())
    playing.key("space", "ctrl+Return")
    end_s = time.monotonic() + 0.3
    while len(playing.types()) == before and time.monotonic() < end_s:
        time.sleep(0.02)


def test_a_whole_drill_from_the_menu(display: str, tmp_path: Path) -> None:
    with game(display, tmp_path) as playing:
        playing.resize(*SMALL)
        in_both_sizes(playing, tmp_path, "menu")
        playing.click(PLAY)
        picture(playing, tmp_path / "briefing.png", SMALL)
        playing.click(START)
        wait_for("the drill", playing.said("exercise_started"))
        playing.key("ctrl+f", "ctrl+f", "ctrl+f", "ctrl+f")  # ×30
        wait_for("the page", playing.said("alert_fired"))
        playing.click(OPS_TAB)
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
        playing.type("We looked before we pulled.")
        playing.key("ctrl+Return")
        folder = playing.folder()
        assert folder is not None
        wait_for("six files", lambda: {path.name for path in folder.iterdir()} == SIX_FILES)
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
