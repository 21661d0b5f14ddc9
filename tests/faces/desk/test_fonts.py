"""What is remembered of texts is what would be made anew, and there is an end to it."""

import pygame
from hypothesis import given
from hypothesis import strategies as st

from game.faces.desk.fonts import KEPT_PICTURES, KEPT_WIDTHS, Kept
from game.faces.desk.rich import Run, layout_runs
from game.faces.desk.skin import KEPT_LAYOUTS, Skin


@given(st.lists(st.integers(0, 9), max_size=60))
def test_what_was_asked_for_longest_ago_goes_first(keys: list[int]) -> None:
    kept: Kept[int, str] = Kept(3)
    for key in keys:
        assert kept.get(key) in {None, str(key)}
        if kept.get(key) is None:
            kept.keep(key, str(key))
    latest = list(dict.fromkeys(reversed(keys)))[:3]
    assert len(kept) == len(latest)
    assert all(kept.get(key) == str(key) for key in latest)


def test_a_remembered_width_is_the_width(skin: Skin) -> None:
    for text in ("Checkout", "Checkout", "x" * 200):
        assert skin.width("body", text) == skin.fonts.font("body").size(text)[0]


def test_memory_of_texts_has_an_end(skin: Skin) -> None:
    for n in range(KEPT_WIDTHS + 10):
        skin.width("body", str(n))
    for n in range(KEPT_PICTURES + 10):
        skin.fonts.render("body", str(n), (255, 255, 255))
    for n in range(KEPT_LAYOUTS + 10):
        layout_runs([Run(str(n))], skin, 100)
    assert len(skin.fonts._widths) <= KEPT_WIDTHS
    assert len(skin.fonts._drawn) == KEPT_PICTURES
    assert len(skin.layouts) == KEPT_LAYOUTS


def test_another_text_size_forgets_what_was_laid_out(skin: Skin) -> None:
    runs = [Run("The checkout fails for most customers"), Run(" now", "bad", "strong")]
    before = layout_runs(runs, skin, 300)
    assert layout_runs(list(runs), skin, 300) is before
    assert skin.px(10) == 10
    skin.set_scale(1.5)
    after = layout_runs(runs, skin, 300)
    assert after.height > before.height
    assert skin.px(10) == 15
    surface = pygame.Surface((300, after.height))
    after.draw(surface, skin, (0, 0))
