"""What a turn of the real drill screen costs at 1080p, drawn in software.

Aims: 16 ms for a turn in which an incident second has passed, 0.1 ms for one without, 0.6 s from
the start of the process to the first frame. Nothing here fails for being slow.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from game.faces.desk.app import Choice
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on

ROOT = Path(__file__).resolve().parents[2]
FIRST_FRAME = """
from game.faces.desk.app import Desk
from game.faces.desk.settings import Settings
desk = Desk(Settings())
desk.menu()
desk.loop.turn(0)
"""


@pytest.fixture
def seated(tmp_path: Path) -> Iterator[Seated]:
    """Half a drill into a bad release, with a pinned status and a full channel."""
    pygame.display.init()
    someone = Seated(tmp_path / "drills", (1920, 1080), 1.25)
    someone.sit_down("bad-release", Choice(7))
    play_on(someone, follow_by_keys, 600)
    someone.draw_all()
    yield someone
    pygame.display.quit()


def test_turn_with_a_new_second(benchmark: BenchmarkFixture, seated: Seated) -> None:
    """Second, bots, coach, all charts, lists, layout and drawing."""

    def turn() -> None:
        seated.pass_time(1)
        seated.draw()

    benchmark.pedantic(turn, rounds=200)  # type: ignore[no-untyped-call]
    assert seated.screen == "DrillScreen"


def test_turn_without_anything_new(benchmark: BenchmarkFixture, seated: Seated) -> None:
    def turn() -> bool:
        seated.desk._step(0.0)
        seated.ui.tick()
        return seated.ui.dirty

    assert not benchmark(turn)


def test_opening_a_form(benchmark: BenchmarkFixture, seated: Seated) -> None:
    def turn() -> None:
        seated.drill._seat.open("status-doc")
        seated.draw()
        seated.drill._seat.close_form()
        seated.draw()

    benchmark(turn)
    assert not seated.drill._seat.form_open


def test_from_the_start_of_the_process_to_the_first_frame(benchmark: BenchmarkFixture) -> None:
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy"}

    def start() -> int:
        command = [sys.executable, "-c", FIRST_FRAME]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True).returncode

    assert benchmark.pedantic(start, rounds=5) == 0  # type: ignore[no-untyped-call]
