"""What a frame of the desk costs: 1080p, 8 charts of 1,800 points, 300 messages.

Aims, drawn in software: 12 ms for a frame with new data, 0.1 ms for an idle turn. Run with
`pytest tests/benchmarks --benchmark-enable`; nothing here fails for being slow.
"""

import os
from collections.abc import Callable, Iterator
from itertools import count

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from game.faces.desk.skin import Skin
from game.faces.desk.ui import Ui
from tests.faces.desk.demo import METRICS, Demo, message_row, metric, show

SIZE = (1920, 1080)
MESSAGES = 300


@pytest.fixture
def desk() -> Iterator[tuple[Ui, Demo, pygame.Surface]]:
    pygame.display.init()
    surface = pygame.display.set_mode(SIZE)
    ui = Ui(Skin(scale=1.25), SIZE)
    demo = show(ui, MESSAGES)
    for chart in demo.charts:
        chart.set_window(0, 1800)
    ui.redraw(surface)
    yield ui, demo, surface
    pygame.display.quit()


def frame(ui: Ui, surface: pygame.Surface) -> list[pygame.Rect]:
    parts = ui.redraw(surface)
    pygame.display.update(parts)
    return parts


def new_data(demo: Demo) -> Callable[[], None]:
    samples = [metric(index) for index in range(len(METRICS))]
    steps = count()

    def change() -> None:
        step = next(steps)
        for chart, (t_s, values) in zip(demo.charts, samples, strict=True):
            chart.set_data(t_s, values)
        demo.strip.set_now(750 + step % 900)
        demo.clock.set_text(f"T+00:{step // 60 % 60:02}:{step % 60:02}")

    return change


def test_frame_with_new_data(
    benchmark: BenchmarkFixture, desk: tuple[Ui, Demo, pygame.Surface]
) -> None:
    ui, demo, surface = desk
    change = new_data(demo)

    def turn() -> list[pygame.Rect]:
        change()
        return frame(ui, surface)

    assert benchmark(turn)


def test_frame_with_a_new_message(
    benchmark: BenchmarkFixture, desk: tuple[Ui, Demo, pygame.Surface]
) -> None:
    ui, demo, surface = desk
    steps = count()

    def turn() -> list[pygame.Rect]:
        demo.messages.append(message_row(next(steps)))
        return frame(ui, surface)

    assert benchmark(turn)
    assert demo.messages.at_bottom


def test_idle_turn(benchmark: BenchmarkFixture, desk: tuple[Ui, Demo, pygame.Surface]) -> None:
    ui, _, surface = desk

    def turn() -> bool:
        ui.tick()
        if ui.dirty:
            ui.redraw(surface)
        return ui.dirty

    assert not benchmark(turn)


def test_first_frame(benchmark: BenchmarkFixture, desk: tuple[Ui, Demo, pygame.Surface]) -> None:
    _, _, surface = desk

    def build() -> list[pygame.Rect]:
        ui = Ui(Skin(scale=1.25), SIZE)
        show(ui, MESSAGES)
        return ui.redraw(surface)

    assert benchmark(build) == [pygame.Rect((0, 0), SIZE)]


def test_whole_window(benchmark: BenchmarkFixture, desk: tuple[Ui, Demo, pygame.Surface]) -> None:
    ui, _, surface = desk

    def turn() -> list[pygame.Rect]:
        ui.damage(ui.rect)
        return frame(ui, surface)

    assert benchmark(turn)
