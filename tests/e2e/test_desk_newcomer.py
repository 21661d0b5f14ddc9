"""The tutorial in a real window, from first start to results, doing what the coach says."""

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.newcomer import Hand, Keys, Mouse, Watched, at_the_hot_wash, follow
from tests.e2e.virtual import ending, need_tools, screen, wait_for

pytestmark = pytest.mark.e2e

SMALL = (1280, 720)
FITTED = ((SMALL, 1.0), ((1366, 768), 1.0), ((1920, 1080), 1.25))
"""Windows that people have, and the text size that is chosen for each."""
LARGE_TEXT = 1.5


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    need_tools()
    with screen() as name:
        yield name


@pytest.fixture
def playing(display: str, tmp_path: Path) -> Iterator[Watched]:
    with ending(Watched(display, tmp_path)) as game:
        game.resize(*SMALL)
        yield game


def pictures(game: Watched, name: str) -> None:
    """The screen in each window, and with large text; BREAKGLASS_SHOTS is a folder to keep them."""
    folder = Path(os.environ.get("BREAKGLASS_SHOTS", game.home)) / "newcomer"
    folder.mkdir(parents=True, exist_ok=True)
    for size, scale in FITTED:
        game.resize(*size)
        picture(game, folder / f"{name}-{size[0]}x{size[1]}.png", size, scale)
    game.resize(*SMALL)
    game.key(*["ctrl+plus"] * 4)
    picture(game, folder / f"{name}-large-text.png", SMALL, LARGE_TEXT)
    game.key("ctrl+0")


def picture(game: Watched, path: Path, size: tuple[int, int], scale: float) -> None:
    """One picture, of a window that is drawn as it should be and holds all it shows."""
    wait_for(f"{path.stem}: {size} at {scale:g}", lambda: game.fits(size, scale))
    assert game.look().outside() == []
    assert game.shot(path) == size
    assert path.stat().st_size > EMPTY


EMPTY = 15_000
"""A picture of one colour makes a smaller file, in bytes."""


def scorecard(path: Path) -> object:
    """What it holds; None while it is not there, or not whole."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def finished(hand: Hand) -> None:
    """What must have come of it: a good score, all papers, and a way home."""
    game = hand.game
    folder = game.folder()
    assert folder is not None
    game.see("The lesson", limit_s=30)
    card = wait_for("the scorecard", partial(scorecard, folder / "scorecard.json"), 30)
    assert isinstance(card, dict)
    assert card["scenario"] == "hamster-wheel"
    assert card["score"] >= 80, "whoever does what the coach says does well"
    game.see(f"{card['score']:.0f}", "Label")
    hand.choose("Menu", "Button")
    hand.choose("Leave", "Button")
    assert game.process.wait(10) == 0


def test_by_mouse_alone(playing: Watched) -> None:
    mouse = Mouse(playing)
    mouse.choose("Start the tutorial", "Button")
    mouse.pace("×30")
    mouse.choose("Start the drill", "Button")
    wait_for("the drill", playing.said("exercise_started"))
    follow(mouse, 90)
    at_the_hot_wash(mouse)
    mouse.choose("To the results", "Button")
    mouse.choose("Leave them empty", "Button")
    finished(mouse)


def test_by_keys_alone(playing: Watched) -> None:
    keys = Keys(playing)
    offer = playing.see("Start the tutorial", "Button")
    pictures(playing, "1-menu")
    keys.press(offer)
    start = playing.see("Start the drill", "Button")
    pictures(playing, "2-briefing")
    keys.press(start)
    wait_for("the drill", playing.said("exercise_started"))
    playing.key("ctrl+f", "ctrl+f", "ctrl+f", "ctrl+f")  # ×30
    wait_for("the page", playing.said("alert_fired"))
    playing.key("ctrl+p")
    pictures(playing, "3-pager")
    playing.key("ctrl+p")
    follow(keys, 60, until="mitigation_started")
    playing.key("ctrl+p")
    pictures(playing, "4-drill")
    playing.key("ctrl+p")
    follow(keys, 60)
    at_the_hot_wash(keys)
    playing.type("We looked before we pulled.")
    pictures(playing, "5-hot-wash")
    keys.choose("To the results", "Button")
    playing.see("The lesson")
    pictures(playing, "6-results")
    finished(keys)
