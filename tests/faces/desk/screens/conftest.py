"""Somebody at a desk that keeps its drills and settings in a folder of the test."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.faces.desk import settings
from tests.faces.desk.screens.gallery import EVERYWHERE, seats
from tests.faces.desk.screens.seated import Seated


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.json")


@pytest.fixture
def seated(tmp_path: Path) -> Iterator[Seated]:
    yield Seated(tmp_path / "drills")
    pygame.event.clear()
    pygame.event.set_allowed(None)
    pygame.display.set_mode((1280, 720))


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seated]]:
    """Somebody at each screen; whoever looks at them says first how large and in which look."""
    with seats(tmp_path_factory.mktemp("people"), EVERYWHERE) as found:
        yield found
