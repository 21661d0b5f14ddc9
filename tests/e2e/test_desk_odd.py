"""What happens to windows in life: pulled about, closed, unplugged, mute, on foreign keyboards."""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.newcomer import Keys, Watched
from tests.e2e.virtual import ending, need_tools, screen, server, wait_for

pytestmark = pytest.mark.e2e

SMALL = (1280, 720)
DRILL = ("play", "hamster-wheel", "--pace", "30", "--no-coach")

K, G, ONE, TWO = "45", "42", "10", "11"
"""Keys by their place, as X numbers them: what is printed on them depends on the layout."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    need_tools()
    with screen() as name:
        yield name


@contextmanager
def played(display: str, home: Path, *arguments: str, **environment: str) -> Iterator[Watched]:
    """A game whose window is looked at, and that is gone afterwards."""
    with ending(Watched(display, home, arguments, environment)) as game:
        game.resize(*SMALL)
        yield game


def whole(log: Path) -> list[dict[str, object]]:
    """The log's lines, each of which must be whole."""
    return [json.loads(line) for line in log.read_bytes().splitlines()]


def log_of(game: Watched) -> Path:
    folder = game.folder()
    assert folder is not None
    return folder / "log.jsonl"


def test_a_window_pulled_about_shows_what_it_should(display: str, tmp_path: Path) -> None:
    with played(display, tmp_path, *DRILL) as game:
        wait_for("the page", game.said("alert_fired"))
        for step in range(60):
            size = (str(1280 + step * 37 % 600), str(720 + step * 53 % 340))
            game.do("windowsize", game.window, *size)
            game.do("mousemove", "--window", game.window, str(step * 20), str(step * 10))
        game.key("ctrl+g")
        wait_for("the acknowledgement", game.said("page_acknowledged"))
        game.resize(1000, 500)
        wait_for("the least size", lambda: game.look().size == SMALL)
        game.resize(1366, 768)
        wait_for("the last size", lambda: game.look().size == (1366, 768))
        assert game.look().outside() == []


def test_a_window_closed_in_mid_drill_can_go_on_from_the_menu(display: str, tmp_path: Path) -> None:
    with played(display, tmp_path, *DRILL) as game:
        wait_for("the page", game.said("alert_fired"))
        game.key("ctrl+g")
        wait_for("the acknowledgement", game.said("page_acknowledged"))
        game.process.terminate()  # arrives as the same event as closing the window
        assert game.process.wait(10) == 0
        before = whole(log_of(game))
    with played(display, tmp_path) as game:
        Keys(game).choose("Go on", "Button")
        wait_for("more", lambda: len(game.types()) > len(before))
        assert whole(log_of(game))[: len(before)] == before


def test_an_unplugged_display_loses_nothing_and_is_told_in_a_sentence(tmp_path: Path) -> None:
    need_tools()
    with server() as unplugged, played(unplugged.name, tmp_path, *DRILL) as game:
        wait_for("the page", game.said("alert_fired"))
        game.key("ctrl+g")
        wait_for("the acknowledgement", game.said("page_acknowledged"))
        unplugged.process.kill()
        code = game.process.wait(20)
        assert game.process.stderr is not None
        said = game.process.stderr.read().decode()
        lines = whole(log_of(game))
    assert "Traceback" not in said
    assert "page_acknowledged" in {line.get("type") for line in lines}
    assert code == 1, said
    assert "display" in said
    assert "resume" in said, "and how to go on"


def test_without_a_sound_device_the_game_plays_on(display: str, tmp_path: Path) -> None:
    with played(display, tmp_path, *DRILL, SDL_AUDIODRIVER="alsa", AUDIODEV="none") as game:
        wait_for("the page", game.said("alert_fired"))
        game.key("ctrl+g")
        wait_for("the acknowledgement", game.said("page_acknowledged"))
        game.key("ctrl+comma")
        game.see("Sound")


def test_a_clipboard_whose_owner_is_gone_pastes_nothing(display: str, tmp_path: Path) -> None:
    """Whoever owned the selection has ended, or does not answer; typing goes on."""
    with played(display, tmp_path, *DRILL) as game:
        wait_for("the page", game.said("alert_fired"))
        game.key("ctrl+m", "ctrl+v")
        game.type("still here")
        game.key("ctrl+a", "ctrl+c", "ctrl+v", "ctrl+v", "Return")
        wait_for("the message", game.said("message_sent"))
        sent = [line for line in whole(log_of(game)) if line.get("type") == "message_sent"]
        assert "still herestill here" in json.dumps(sent)


def test_shortcuts_work_with_any_keyboard(tmp_path: Path) -> None:
    """German, French, Russian: the layout is changed under the running game."""
    need_tools()
    with screen() as name, played(name, tmp_path, *DRILL) as game:
        wait_for("the page", game.said("alert_fired"))
        for layout in ("de", "fr", "ru"):
            command = ["setxkbmap", "-display", name, layout]
            subprocess.run(command, check=True, capture_output=True)
            game.key(f"ctrl+{K}")
            game.see("What do you want to do?")
            game.key("Escape")
            game.key(f"ctrl+{TWO}")
            game.see("Look into…")
            game.key(f"ctrl+{ONE}")
            game.see("Declare…")
        game.key(f"ctrl+{G}")
        wait_for("the acknowledgement", game.said("page_acknowledged"))


def test_many_keys_at_once_do_no_harm(display: str, tmp_path: Path) -> None:
    """A cat on the keyboard, and a child with the mouse."""
    with played(display, tmp_path, *DRILL) as game:
        wait_for("the drill", game.said("exercise_started"))

        def child() -> None:
            for step in range(40):
                game.click((40 + step * 29 % 1200, 60 + step * 47 % 640))

        clicking = threading.Thread(target=child)
        clicking.start()
        game.key(*"qwe1290", "Tab", "space", "F1", "Escape")
        clicking.join()
        game.key("Escape", "Escape", "ctrl+m")
        assert game.process.poll() is None
        assert game.look().outside() == []
        whole(log_of(game))
