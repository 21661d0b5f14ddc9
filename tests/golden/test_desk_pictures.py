"""How each screen looks, kept as small pictures; a pane that moved is noticed, a font's build not.

`BREAKGLASS_GOLDEN=write pytest tests/golden/test_desk_pictures.py` keeps what they look like now:
look at the pictures in tests/golden/desk before you commit them. A failing run leaves what it saw
beside its temporary files and says where.
"""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from game.faces.desk import settings
from game.faces.desk.fonts import Fonts
from game.faces.desk.settings import Settings
from game.faces.desk.theme import Colour, TextStyle, ThemeName
from tests.faces.desk.screens.gallery import EVERYWHERE, Size, fit, picture, scenes, seats, shown
from tests.faces.desk.screens.seated import Seated

KEPT = Path(__file__).parent / "desk"
SMALL = (256, 144)
"""Pictures are kept at this size: a block is 5 by 5 pixels at 1280 by 720."""
STEP = 14
"""Levels of 255 by which a block must differ, once smoothed, to count as another."""
MOST = 0.02
"""The share of blocks that may differ: as many as another wording of a few lines makes."""

LOOKS: tuple[tuple[ThemeName, Size, float], ...] = (
    ("dark", (1280, 720), 1.0),
    ("light", (1280, 720), 1.0),
    ("contrast", (1280, 720), 1.0),
    ("dark", (1920, 1080), 1.25),
    ("dark", (1280, 720), 1.5),
)
PLAIN = LOOKS[0]
IN_EVERY_LOOK = frozenset({("new", ""), ("decision", "ops"), ("results", "")})
ONCE = frozenset({"settings", "keys", "palette", "end?", "direct", "status", "runbook", "terminal"})
"""Kept but once: they look the same on every screen that has them."""
ALIKE = frozenset({"quiet"})
"""A screen of which only what no other has is kept."""

Picture = NDArray[np.float64]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seated]]:
    root = tmp_path_factory.mktemp("pictures")
    pygame.display.init()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "settings_file", lambda: root / "settings.json")
        with seats(root, EVERYWHERE) as found:
            yield found
    pygame.display.quit()


def small(surface: pygame.Surface) -> pygame.Surface:
    """The picture at the size in which it is kept, in fewer colours: it takes less room."""
    made = pygame.transform.smoothscale(surface, SMALL)
    pixels = pygame.surfarray.pixels3d(made)
    pixels[:] = (pixels & 0xF8) | 4
    return made


def levels(surface: pygame.Surface) -> Picture:
    """The picture as levels, each block the mean of its neighbourhood."""
    array = pygame.surfarray.array3d(surface).astype(np.float64)
    padded = np.pad(array, ((1, 1), (1, 1), (0, 0)), mode="edge")
    width, height = array.shape[:2]
    parts = [padded[x : x + width, y : y + height] for x in range(3) for y in range(3)]
    return np.asarray(np.mean(parts, axis=0))


def apart(one: pygame.Surface, other: pygame.Surface) -> float:
    """The share of blocks in which two small pictures differ."""
    return float((np.abs(levels(one) - levels(other)).max(axis=2) > STEP).mean())


def views(
    people: dict[str, Seated], theme: ThemeName, size: Size, scale: float
) -> Iterator[tuple[str, pygame.Surface]]:
    """Each scene that is kept in a look, by the name of its file."""
    fit(people, size, scale)
    plain = (theme, size, scale) == PLAIN
    met: set[str] = set()
    for where, seated in people.items():
        seated.desk.preferences.apply(Settings(scale=scale, reduced_motion=True, theme=theme))
        for scene in scenes(where, seated):
            again = scene.name in met and (scene.name in ONCE or where in ALIKE)
            met.add(scene.name)
            if (plain and not again) or (where, scene.name) in IN_EVERY_LOOK:
                with shown(scene, seated):
                    seated.ui.clear_toasts()
                    name = f"{where} {scene.name}".strip().replace(" ", "-").replace("?", "")
                    yield f"{name}.{theme}-{size[0]}-{scale:g}.png", small(picture(seated))


def all_views(people: dict[str, Seated]) -> Iterator[tuple[str, pygame.Surface]]:
    for look in LOOKS:
        yield from views(people, *look)


def test_every_screen_looks_as_it_did(people: dict[str, Seated], tmp_path: Path) -> None:
    if os.environ.get("BREAKGLASS_GOLDEN") == "write":
        write(people)
        return
    changed: list[str] = []
    seen: set[str] = set()
    for name, now in all_views(people):
        seen.add(name)
        known = KEPT / name
        share = apart(pygame.image.load(known), now) if known.exists() else 1.0
        if share > MOST:
            pygame.image.save(now, tmp_path / name)
            changed.append(f"{name}: {share:.1%} of it is not as kept")
    gone = sorted({path.name for path in KEPT.glob("*.png")} - seen)
    assert (changed, gone) == ([], []), f"what they look like now lies in {tmp_path}"


def write(people: dict[str, Seated]) -> None:
    """Keep all pictures as they are now, and none besides."""
    KEPT.mkdir(exist_ok=True)
    for path in KEPT.glob("*.png"):
        path.unlink()
    for name, now in all_views(people):
        pygame.image.save(now, KEPT / name)


def test_a_pane_that_moved_is_noticed_and_another_build_of_a_font_is_not(
    people: dict[str, Seated], monkeypatch: pytest.MonkeyPatch
) -> None:
    seated = people["decision"]
    fit(people, (1280, 720), 1.0)
    before = small(picture(seated))
    draw = Fonts.draw

    def lower(  # noqa: PLR0917 - as Fonts.draw is called
        self: Fonts,
        target: pygame.Surface,
        style: TextStyle,
        text: str,
        colour: Colour,
        at: tuple[int, int],
    ) -> int:
        return draw(self, target, style, text, colour, (at[0], at[1] + 1))

    with monkeypatch.context() as patch:
        patch.setattr(Fonts, "draw", lower)
        assert apart(before, small(picture(seated))) <= MOST
    pane = seated.drill._seat.widget
    row = pane.parent
    assert row is not None
    pane.place(pane.rect.move(0, 12))
    moved = apart(before, small(picture(seated)))
    seated.ui.request_layout()
    assert moved > MOST, "12 pixels are seen"
    seated.ui.fit_scale(1.125)
    assert apart(before, small(picture(seated))) > MOST
