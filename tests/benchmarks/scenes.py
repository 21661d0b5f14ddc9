"""The two screens that are measured: widgets alone, and a real drill after half an hour."""

import os
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.engine.commands import SendMessage
from game.engine.events import Actor
from game.faces.desk.app import Choice
from game.faces.desk.skin import Skin
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Panel, TextEditor
from game.terms import SEATS
from tests.faces.desk.demo import METRICS, SAID, SAMPLES, metric, show
from tests.faces.desk.screens.seated import Seated

SIZE = (1920, 1080)
SMALLER = (1600, 900)
SCALE = 1.25
MESSAGES = 300
CHARACTERS = 5000
SCENARIO = "bad-release"
"""Half an hour long."""

PATIENCE_S = 120.0

Turn = Callable[[], object]


def open_surface() -> pygame.Surface:
    """A window of 1080p that nobody sees."""
    pygame.display.init()
    return pygame.display.set_mode(SIZE)


def drawn(ui: Ui) -> list[pygame.Rect]:
    """Draw what is dirty, as the loop does."""
    surface = pygame.display.get_surface()
    assert surface is not None
    parts = ui.redraw(surface)
    pygame.display.update(parts)
    return parts


def see_results(seated: Seated) -> None:
    """From the hot wash to the results, which another process writes, as in a player's window."""
    seated.desk.threads = True
    seated.key("ctrl+enter")
    seated.press("Leave them empty")
    wait_s, until_s = 0.0, time.monotonic() + PATIENCE_S
    while seated.screen != "ResultsScreen":
        assert time.monotonic() < until_s, f"no results, but {seated.screen}"
        wait_s = seated.desk.loop.turn(wait_s)
    seated.draw_all()


def blit() -> Turn:
    """A picture as large as the window, copied into it: what a frame costs at least, about."""
    surface = open_surface()
    picture = surface.copy()
    return lambda: surface.blit(picture, (0, 0))


class Widgets:
    """Eight charts of 1,800 points and 300 messages."""

    def __init__(self) -> None:
        open_surface()
        self.ui = Ui(Skin(scale=SCALE), SIZE)
        self.demo = show(self.ui, MESSAGES)
        for chart in self.demo.charts:
            chart.set_window(0, SAMPLES)
        drawn(self.ui)

    def new_data(self) -> Turn:
        """New data in every chart, a step of the strip and of the clock."""
        samples = [metric(index) for index in range(len(METRICS))]
        steps = count()

        def turn() -> None:
            step = next(steps)
            for chart, (t_s, values) in zip(self.demo.charts, samples, strict=True):
                chart.set_data(t_s, values)
            self.demo.strip.set_now(750 + step % 900)
            self.demo.clock.set_text(f"T+00:{step // 60 % 60:02}:{step % 60:02}")
            assert drawn(self.ui)

        return turn

    def key(self) -> Turn:
        """A letter more or less in 5,000 characters: at the start, in the middle, at the end."""
        said = " ".join(text for *_, text in SAID)
        text = (said * (CHARACTERS // len(said) + 1))[:CHARACTERS]
        field = TextEditor(text, rows=20, max_length=CHARACTERS + 10)
        self.ui.open_dialog(Panel([field]))
        self.ui.focus(field)
        drawn(self.ui)
        steps = count()

        def turn() -> None:
            step = next(steps)
            if step % 2 == 0:
                field.editor.place((0, CHARACTERS // 2, CHARACTERS)[step // 2 % 3])
                press(self.ui, pygame.K_x, "x")
            else:
                press(self.ui, pygame.K_BACKSPACE)
            self.ui.tick()
            assert drawn(self.ui)
            assert len(field.editor.text) == CHARACTERS + (step % 2 == 0)

        return turn


def press(ui: Ui, key: int, text: str = "") -> None:
    """A key, and what it types."""
    down = pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=text, scancode=0)
    assert ui.handle(down) or text
    if text:
        assert ui.handle(pygame.Event(pygame.TEXTINPUT, text=text))


class Drill:
    """A real drill that nobody does anything about, `at_s` seconds old, with 300 messages."""

    def __init__(self, folder: Path, at_s: int = 1500) -> None:
        open_surface()
        self.seated = Seated(folder / "drills", SIZE, SCALE)
        self.seated.sit_down(SCENARIO, Choice(7))
        for n in range(MESSAGES):
            self._say(n)
            if n % 10 == 0:
                self.seated.pass_time(at_s * 10 // MESSAGES)
        self.draw()

    def _say(self, n: int) -> None:
        by = Actor("", SEATS[n % len(SEATS)])
        *_, text = SAID[n % len(SAID)]
        said = SendMessage(by=by, channel="incident", text=f"{n}: {text}")
        self.seated.session.submit(said)

    def draw(self) -> list[pygame.Rect]:
        """Draw what is dirty."""
        self.seated.ui.tick()
        return drawn(self.seated.ui)

    def second(self) -> Turn:
        """A second of the engine, of bots and coach, seen and drawn."""

        def turn() -> None:
            self.seated.pass_time(1)
            assert self.draw()

        return turn

    def play(self) -> None:
        """A second of engine and bots, without showing it."""
        self.seated.clocks[-1].move(1)
        self.seated.drill._table.keep_up()

    def frame(self) -> Turn:
        """What was played, seen and drawn."""

        def turn() -> None:
            self.seated.desk._step(0.0)
            assert self.draw()

        return turn

    def idle(self) -> Turn:
        """A turn in which nothing has happened."""

        def turn() -> None:
            self.seated.desk._step(0.0)
            self.seated.ui.tick()
            assert not self.seated.ui.dirty

        return turn

    def resize(self) -> Turn:
        """The window becomes smaller or larger, and is drawn anew."""
        steps = count()

        def turn() -> None:
            size = (SMALLER, SIZE)[next(steps) % 2]
            pygame.display.set_mode(size)
            self.seated.desk.loop._resized(size)
            assert drawn(self.seated.ui)

        return turn
