"""A desk without a screen, a clock that stands still, and keys and mouse for it."""

import os
from collections.abc import Iterator

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame
import pytest

from game.faces.desk.skin import Skin
from tests.faces.desk.driver import Driver


@pytest.fixture(scope="session", autouse=True)
def display() -> Iterator[pygame.Surface]:
    pygame.display.init()
    yield pygame.display.set_mode((1280, 720))
    pygame.display.quit()


@pytest.fixture
def skin() -> Skin:
    return Skin()


@pytest.fixture
def driver(skin: Skin) -> Driver:
    return Driver(skin)
