"""At any size and text size: nothing sticks out, lies over its neighbour, or cannot be reached."""

from collections.abc import Iterator

import pygame
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from game.faces.desk.widgets import Button, Label, RichText, Tabs, Widget
from game.faces.desk.widgets.boxes import Box
from game.faces.desk.widgets.buttons import Pressable
from game.faces.desk.widgets.scroll import Scrolling
from tests.faces.desk.ink import overlaps, written
from tests.faces.desk.screens.gallery import (
    SIZES,
    Scene,
    Size,
    fit,
    scenes,
    shown,
)
from tests.faces.desk.screens.seated import Seated

LARGEST = (2560, 1440)
ALL_WORDS = 1.25
"""Up to this text size every word has room at 1280 by 720."""
ALL_BUTTONS = 1.5
"""Up to this text size every button and tab is whole at 1280 by 720."""

sizes = st.tuples(st.integers(1280, LARGEST[0]), st.integers(720, LARGEST[1]))
scales = st.sampled_from((0.75, 1.0, 1.125, 1.25, 1.5, 2.0))


def test_the_check_itself_notices(seated: Seated) -> None:
    seated.desk.menu()
    seated.draw()
    button = seated.buttons()["Leave"]
    button.rect.move_ip(4000, 0)
    with pytest.raises(AssertionError):
        check(seated, 1.0)


def check(seated: Seated, scale: float) -> None:
    """Whether everything has its place."""
    seated.ui._do_layout()
    for widget in seated.top().walk():
        if not widget.rect.w or not widget.rect.h:
            continue
        if widget.parent is not None and not isinstance(widget.parent, Scrolling):
            inside = widget.parent.rect.contains(widget.rect)
            assert inside, f"{said(widget)} {widget.rect} sticks out of {widget.parent.rect}"
        seen = widget.shown_rect()
        assert not seen.w or seated.ui.rect.contains(seen), f"{said(widget)} is outside"
        if isinstance(widget, Box):
            check_siblings(widget)
        check_words(widget, scale)


def check_siblings(box: Box) -> None:
    shown = [child for child in box.children if child.visible and not child.crowded_out]
    shown = [child for child in shown if child.rect.w and child.rect.h]
    for index, child in enumerate(shown):
        over = child.rect.collidelist([other.rect for other in shown[index + 1 :]])
        assert over == -1, f"{said(child)} lies over {said(shown[index + 1 + over])}"


def check_words(widget: Widget, scale: float) -> None:
    """Buttons and tabs whole, wrapped text as high as it is, what is shortened told in whole."""
    if isinstance(widget, Button) and scale <= ALL_BUTTONS:
        assert widget.rect.w >= widget.natural_width(), f"{said(widget)} is cut"
        assert widget.rect.h >= widget.natural_height(widget.rect.w), f"{said(widget)} is cut"
    if isinstance(widget, Tabs) and scale <= ALL_BUTTONS:
        for tab, rect in zip(widget.tabs, widget.tab_rects(), strict=True):
            badge = widget.skin.px(28) if tab.count else 0
            assert widget.skin.width("body", tab.title) + badge <= rect.w, f"{tab.title} is cut"
    if isinstance(widget, Label | RichText) and scale <= ALL_WORDS:
        assert widget.rect.h >= widget.natural_height(widget.rect.w), f"{said(widget)} is cut"
    if isinstance(widget, Label) and not widget.wrap and widget.rect.w < widget.natural_width():
        assert widget.tooltip_text(), f"{said(widget)} is shortened, and nothing says it whole"


def said(widget: Widget) -> str:
    return f"{type(widget).__name__} {getattr(widget, 'text', '')!r}"


def check_text(seated: Seated) -> None:
    """Whether each line of text is drawn whole, and on none other."""
    inks = written(seated)
    assert inks, "nothing to read"
    assert [str(ink) for ink in inks if ink.lost_px > 1] == []
    assert [f"{one} and {other}" for one, other in overlaps(inks)] == []


def check_focus(seated: Seated) -> None:
    """Whether Tab comes to all that can be used, each once, and brings it into view."""
    ui = seated.ui
    ui._do_layout()
    roomy = [widget for widget in seated.top().walk() if widget.rect.w and widget.rect.h]
    stops = [widget for widget in roomy if widget.can_focus()]
    for widget in seated.top().walk():
        usable = isinstance(widget, Pressable) and widget.enabled and widget.rect.w
        assert not usable or widget in stops, f"{said(widget)} cannot be reached by Tab"
    met: list[Widget] = []
    ui.focus(None)
    for _ in stops:
        assert seated.key("tab")
        assert ui.focused is not None
        ui._do_layout()
        check_in_view(ui.focused)
        met.append(ui.focused)
    assert met == stops
    seated.key("tab")
    assert ui.focused is (stops[0] if stops else None), "round and round"
    seated.key("shift+tab")
    assert ui.focused is (stops[-1] if stops else None), "and back"
    ui.focus(None)


def check_in_view(widget: Widget) -> None:
    """What is focused is seen whole, or as much of it as its view can hold."""
    views = [w.rect.h for w in widget.ancestors() if w.clips and w is not widget]
    shown = widget.shown_rect()
    assert shown.w == widget.rect.w, f"{said(widget)} is cut at a side"
    assert shown.h >= min([widget.rect.h, *views]), f"{said(widget)} is focused and not seen"
    assert shown.h > 0, f"{said(widget)} is focused and not seen"


def every_scene(people: dict[str, Seated]) -> Iterator[tuple[Seated, Scene]]:
    for name, seated in people.items():
        for scene in scenes(name, seated):
            yield seated, scene


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_every_scene_at_the_sizes_that_people_have(
    people: dict[str, Seated], size: Size, scale: float
) -> None:
    fit(people, size, scale)
    for seated, scene in every_scene(people):
        with shown(scene, seated):
            check(seated, scale)
            check_text(seated)
            check_focus(seated)


# A smaller case than the one found is no clearer, and takes minutes to look for.
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(size=sizes, scale=scales, pick=st.integers(0, 2**16))
@example(size=(1281, 1401), scale=2.0, pick=0)  # a table with no room for its last column
@example(size=(1281, 720), scale=2.0, pick=0)  # a chart with no room at all
def test_any_scene_at_any_size(
    people: dict[str, Seated], size: Size, scale: float, pick: int
) -> None:
    fit(people, size, scale)
    for name, seated in people.items():
        offered = list(scenes(name, seated))
        scene = offered[pick % len(offered)]
        with shown(scene, seated):
            check(seated, scale)
            check_text(seated)
            check_focus(seated)


def test_the_coach_is_never_cut(people: dict[str, Seated]) -> None:
    for scale in (1.0, 1.25, 1.5, 2.0):
        seated = people["pager"]
        seated.ui.resize((1280, 720))
        seated.ui.fit_scale(scale)
        seated.ui._do_layout()
        card = seated.drill._seat._coach
        for widget in card.widget.walk():
            if isinstance(widget, Label | RichText | Button):
                assert widget.rect.h >= widget.natural_height(widget.rect.w), said(widget)
                assert seated.ui.rect.contains(widget.rect)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(size=st.tuples(st.integers(1, 5000), st.integers(1, 3000)), scale=scales)
def test_odd_windows_do_no_harm(people: dict[str, Seated], size: Size, scale: float) -> None:
    for seated in people.values():
        seated.ui.resize(size)
        seated.ui.fit_scale(scale)
        seated.ui.redraw(pygame.Surface((64, 64)))
