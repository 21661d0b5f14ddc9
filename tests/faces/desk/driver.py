"""Keys, mouse and time for a Ui under test."""

import pygame

from game.faces.desk.clipboard import PrivateClipboard
from game.faces.desk.keys import parse_combo
from game.faces.desk.skin import Skin
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Widget


class Driver:
    """Owns a Ui, a surface and a clock, and plays the person at the desk."""

    def __init__(self, skin: Skin, size: tuple[int, int] = (1280, 720)) -> None:
        self.now_s = 100.0
        self.surface = pygame.Surface(size)
        self.clipboard = PrivateClipboard()
        self.ui = Ui(skin, size, now=self.now, clipboard=self.clipboard)

    def now(self) -> float:
        return self.now_s

    def show(self, root: Widget) -> None:
        self.ui.set_root(root)
        self.draw()

    def draw(self) -> list[pygame.Rect]:
        return self.ui.redraw(self.surface)

    def pass_time(self, seconds: float) -> None:
        self.now_s += seconds
        self.ui.tick()

    def key(self, combo: str, text: str = "") -> bool:
        wanted = parse_combo(combo)
        mod = (
            pygame.KMOD_CTRL * wanted.ctrl
            | pygame.KMOD_SHIFT * wanted.shift
            | pygame.KMOD_ALT * wanted.alt
        )
        used = self.ui.handle(
            pygame.Event(pygame.KEYDOWN, key=wanted.key, mod=mod, unicode=text, scancode=0)
        )
        if text and not wanted.ctrl:
            self.ui.handle(pygame.Event(pygame.TEXTINPUT, text=text))
        return used

    def type(self, text: str) -> None:
        for char in text:
            self.key("space" if char == " " else "a", char)

    def move(self, pos: tuple[int, int]) -> None:
        self.ui.handle(pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0)))

    def press(self, pos: tuple[int, int]) -> None:
        self.ui.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1))

    def release(self, pos: tuple[int, int]) -> None:
        self.ui.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1))

    def click(self, target: Widget | tuple[int, int]) -> None:
        pos = target.rect.center if isinstance(target, Widget) else target
        self.move(pos)
        self.press(pos)
        self.release(pos)

    def wheel(self, pos: tuple[int, int], y: int) -> None:
        self.move(pos)
        self.ui.handle(pygame.Event(pygame.MOUSEWHEEL, x=0, y=y, flipped=False))
