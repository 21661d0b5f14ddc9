"""Somebody at the desk: a real Desk and Session, a clock moved by hand, keys and mouse."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pygame

from game.faces.desk.app import Choice, Desk
from game.faces.desk.keys import parse_combo
from game.faces.desk.screens.drill.screen import DrillScreen
from game.faces.desk.settings import Settings
from game.faces.desk.widgets import Button, Widget
from game.scenario.library import Loaded, load
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.session.session import Session

W = TypeVar("W", bound=Widget)


@cache
def loaded(scenario: str) -> Loaded:
    found = load(scenario)
    assert isinstance(found, Loaded), found
    return found


class Seated:
    """Plays the person; `pass_time` is the only thing that moves incident time."""

    def __init__(
        self, drills: Path, size: tuple[int, int] = (1280, 720), scale: float | None = 1.0
    ) -> None:
        self.clocks: list[Manual] = []
        settings = Settings(scale=scale, reduced_motion=True)
        self.desk = Desk(settings, make_clock=self._clock, drills=drills, size=size, threads=False)
        self.ui = self.desk.ui
        surface = pygame.display.get_surface()
        assert surface is not None
        self.surface = surface
        self.drills = drills

    def _clock(self, at_s: float, _pace: float) -> Manual:
        self.clocks.append(Manual(int(at_s)))
        return self.clocks[-1]

    # -- what there is ----------------------------------------------------------------------

    @property
    def screen(self) -> str:
        return type(self.desk._screen).__name__

    @property
    def session(self) -> Session:
        assert self.desk._table is not None
        return self.desk._table.session

    @property
    def folder(self) -> DrillFolder:
        assert self.desk._table is not None
        return self.desk._table.folder

    @property
    def drill(self) -> DrillScreen:
        assert isinstance(self.desk._screen, DrillScreen)
        return self.desk._screen

    def happened(self) -> list[str]:
        """The names of all events so far, oldest first."""
        return [type(event).__name__ for event in self.session.state.history.events]

    def top(self) -> Widget:
        root = self.ui._top_root()
        assert root is not None
        return root

    def all(self, kind: type[W]) -> Iterator[W]:
        self.draw()
        return (widget for widget in self.top().walk() if isinstance(widget, kind))

    def buttons(self) -> dict[str, Button]:
        """The buttons by their texts; of several, the first."""
        found: dict[str, Button] = {}
        for button in self.all(Button):
            found.setdefault(button.text, button)
        return found

    def texts(self) -> str:
        """All that can be read on the screen."""
        return "\n".join(
            text for widget in self.all(Widget) if (text := _text(widget)) and widget.rect.w
        )

    # -- acting -----------------------------------------------------------------------------

    def draw(self) -> None:
        self.ui.tick()
        self.ui.redraw(self.surface)

    def draw_all(self) -> None:
        self.ui.damage(self.ui.rect)
        self.draw()

    def step(self) -> None:
        self.desk._step(0.0)
        self.draw()

    def pass_time(self, seconds: int) -> None:
        self.clocks[-1].move(seconds)
        self.desk._step(0.0)

    def key(self, combo: str, text: str = "") -> bool:
        wanted = parse_combo(combo)
        mod = (
            pygame.KMOD_CTRL * wanted.ctrl
            | pygame.KMOD_SHIFT * wanted.shift
            | pygame.KMOD_ALT * wanted.alt
        )
        down = pygame.Event(pygame.KEYDOWN, key=wanted.key, mod=mod, unicode=text, scancode=0)
        used = self.ui.handle(down)
        if text and not wanted.ctrl:
            self.ui.handle(pygame.Event(pygame.TEXTINPUT, text=text))
        return used

    def type(self, text: str) -> None:
        """As an input method hands it in: whole."""
        self.ui.handle(pygame.Event(pygame.TEXTINPUT, text=text))

    def click(self, target: Widget | tuple[int, int]) -> None:
        self.draw()
        pos = target.shown_rect().center if isinstance(target, Widget) else target
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            self.ui.handle(pygame.Event(kind, pos=pos, button=1))

    def press(self, text: str) -> None:
        """Click the button with that text."""
        found = self.buttons()
        assert text in found, f"no button {text!r} among {sorted(found)}"
        self.click(found[text])

    def sit_down(self, scenario: str = "hamster-wheel", choice: Choice | None = None) -> None:
        self.desk.play(loaded(scenario), choice or Choice(7))
        self.step()


def _text(widget: Widget) -> str:
    text = getattr(widget, "text", "")
    return text if isinstance(text, str) else ""
