"""The loop waits, draws only what changed, and not more often than sixty times a second."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.faces.desk.keys import KeyNameError, matches, parse_combo, shown
from game.faces.desk.loop import FRAME_S, LEAST_SIZE, DeskLoop, at_least, open_window
from game.faces.desk.skin import Skin
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Label


class Clock:
    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


class Desk:
    def __init__(self) -> None:
        self.clock = Clock()
        self.surface = open_window("Test")
        pygame.event.clear()
        self.ui = Ui(Skin(), self.surface.get_size(), now=self.clock)
        self.label = Label("one")
        self.ui.set_root(self.label)
        self.steps: list[float] = []
        self.wanted: float | None = None
        self.loop = DeskLoop(self.ui, self.step, now=self.clock)

    def step(self, now_s: float) -> float | None:
        self.steps.append(now_s)
        return self.wanted


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield Desk()
    pygame.event.clear()
    pygame.event.set_allowed(None)
    pygame.display.set_mode((1280, 720))


def test_a_turn_draws_what_is_dirty(desk: Desk) -> None:
    desk.loop.turn(0)
    assert desk.steps == [50.0]
    assert not desk.ui.dirty


def test_frames_come_no_faster_than_sixty_a_second(desk: Desk) -> None:
    desk.loop.turn(0)
    desk.label.set_text("two")
    desk.clock.now_s += FRAME_S / 4
    wait = desk.loop.turn(0)
    assert desk.ui.dirty
    assert wait == pytest.approx(FRAME_S * 3 / 4)
    desk.clock.now_s += wait
    desk.loop.turn(0)
    assert not desk.ui.dirty


def test_the_loop_waits_until_the_next_thing_that_is_due(desk: Desk) -> None:
    assert desk.loop.turn(0) == 0.25
    desk.wanted = desk.clock.now_s + 0.1
    assert desk.loop.turn(0) == pytest.approx(0.1)
    desk.ui.wake_at(desk.label, desk.clock.now_s + 0.02)
    assert desk.loop.turn(0) == pytest.approx(0.02)
    desk.wanted = desk.clock.now_s - 5
    assert desk.loop.turn(0) == 0.0


def test_closing_the_window_stops_the_loop(desk: Desk) -> None:
    pygame.event.post(pygame.Event(pygame.QUIT))
    desk.loop.run()
    assert not desk.loop.running


def test_closing_can_be_asked_about(desk: Desk) -> None:
    asked: list[str] = []
    loop = DeskLoop(desk.ui, desk.step, on_quit=lambda: asked.append("Leave?"), now=desk.clock)
    pygame.event.post(pygame.Event(pygame.QUIT))
    loop.turn(0)
    assert asked == ["Leave?"]
    assert loop.running


def test_a_wake_from_elsewhere_ends_the_wait(desk: Desk) -> None:
    desk.loop.wake()
    desk.loop.turn(10)
    assert len(desk.steps) == 1


def test_a_resize_lays_out_anew_but_never_below_the_least(desk: Desk) -> None:
    pygame.event.post(pygame.Event(pygame.VIDEORESIZE, size=(1600, 900), w=1600, h=900))
    desk.loop.turn(0)
    assert desk.label.rect.size == (1600, 900)
    desk.clock.now_s += 1
    pygame.event.post(pygame.Event(pygame.VIDEORESIZE, size=(300, 200), w=300, h=200))
    desk.loop.turn(0)
    assert desk.label.rect.size == LEAST_SIZE
    surface = pygame.display.get_surface()
    assert surface is not None
    assert surface.get_size() == LEAST_SIZE
    assert at_least((2000, 10)) == (2000, 720)


def test_full_screen_and_back(desk: Desk) -> None:
    desk.ui.resize((1400, 800))
    desk.loop.toggle_full_screen()
    surface = pygame.display.get_surface()
    assert surface is not None
    assert desk.ui.rect.size == at_least(surface.get_size())
    desk.loop.toggle_full_screen()
    assert desk.ui.rect.size == (1400, 800)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_window_nobody_would_see_is_not_opened() -> None:
    without = {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}
    script = (
        "from game.faces.desk.loop import display_available, open_window\n"
        "from game.faces.display import NoDisplayError\n"
        "assert not display_available()\n"
        "try:\n    open_window('x')\n"
        "except NoDisplayError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={key: value for key, value in os.environ.items() if key not in without},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "no display" in done.stdout


def test_keys_reach_the_ui(desk: Desk) -> None:
    done: list[str] = []
    desk.ui.bind("ctrl+k", lambda: done.append("k"))
    pygame.event.post(
        pygame.Event(pygame.KEYDOWN, key=pygame.K_k, mod=pygame.KMOD_LCTRL, unicode="", scancode=0)
    )
    desk.loop.turn(0)
    assert done == ["k"]


@pytest.mark.parametrize(
    ("combo", "text"),
    [
        ("ctrl+enter", "Ctrl ⏎"),
        ("f1", "F1"),
        ("3", "3"),
        ("ctrl+shift+z", "Ctrl ⇧ Z"),
        ("pageup", "PgUp"),
    ],
)
def test_combinations_read_well(combo: str, text: str) -> None:
    assert shown(combo) == text
    assert parse_combo(combo).key


@pytest.mark.parametrize("combo", ["hyper+x", "ctrl+banana", "", "f13", "é"])
def test_a_combination_that_is_none_is_named(combo: str) -> None:
    with pytest.raises(KeyNameError, match="key"):
        parse_combo(combo)


@pytest.mark.parametrize(
    ("combo", "key", "scancode"),
    [
        ("k", ord("k"), pygame.KSCAN_K),
        ("k", 0x43B, pygame.KSCAN_K),  # Cyrillic
        ("a", ord("a"), pygame.KSCAN_Q),  # French: by its letter, not by its place
        ("1", ord("&"), pygame.KSCAN_1),  # French digits need Shift
        ("2", 0xE9, pygame.KSCAN_2),
        ("0", 0xE0, pygame.KSCAN_0),
        ("minus", ord("-"), pygame.KSCAN_6),
        (",", 0x431, pygame.KSCAN_COMMA),
        ("z", ord("z"), pygame.KSCAN_Y),  # German
        ("f1", pygame.K_F1, pygame.KSCAN_F1),
        ("enter", pygame.K_RETURN, pygame.KSCAN_RETURN),
    ],
)
def test_shortcuts_are_found_on_any_keyboard(combo: str, key: int, scancode: int) -> None:
    event = pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode="", scancode=scancode)
    assert matches(event, combo)


def test_a_letter_is_not_taken_for_what_stands_there_elsewhere() -> None:
    event = pygame.Event(pygame.KEYDOWN, key=ord("a"), mod=0, unicode="a", scancode=pygame.KSCAN_Q)
    assert not matches(event, "q")
    minus = pygame.Event(pygame.KEYDOWN, key=ord("-"), mod=0, unicode="-", scancode=pygame.KSCAN_6)
    assert not matches(minus, "6")
