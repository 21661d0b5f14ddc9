"""At any size and text size: nothing sticks out or lies over its neighbour, no word is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.faces.desk.forms.actions import SEAT_ACTIONS
from game.faces.desk.widgets import Button, Label, RichText, Tabs, Widget
from game.faces.desk.widgets.boxes import Box
from game.faces.desk.widgets.scroll import Scrolling
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on

LARGEST = (2560, 1440)
FIVE_FOURTHS = 1.25
"""Up to this text size every word has room at 1280 by 720."""

sizes = st.tuples(st.integers(1280, LARGEST[0]), st.integers(720, LARGEST[1]))
scales = st.sampled_from((0.75, 1.0, 1.125, 1.25, 1.5, 2.0))


def test_the_check_itself_notices(seated: Seated) -> None:
    seated.desk.menu()
    seated.draw()
    button = seated.buttons()["Leave"]
    button.rect.move_ip(4000, 0)
    with pytest.raises(AssertionError):
        check(seated, 1.0)


def laid_out(seated: Seated) -> Iterator[Widget]:
    seated.ui._do_layout()
    return seated.top().walk()


def check(seated: Seated, scale: float) -> None:
    for widget in laid_out(seated):
        if not widget.rect.w or not widget.rect.h:
            continue
        if widget.parent is not None and not isinstance(widget.parent, Scrolling):
            inside = widget.parent.rect.contains(widget.rect)
            assert inside, f"{said(widget)} {widget.rect} sticks out of {widget.parent.rect}"
        if isinstance(widget, Box):
            check_siblings(widget)
        if scale <= FIVE_FOURTHS:
            check_words(widget)


def check_siblings(box: Box) -> None:
    shown = [child for child in box.children if child.visible and not child.crowded_out]
    shown = [child for child in shown if child.rect.w and child.rect.h]
    for index, child in enumerate(shown):
        over = child.rect.collidelist([other.rect for other in shown[index + 1 :]])
        assert over == -1, f"{said(child)} lies over {said(shown[index + 1 + over])}"


def check_words(widget: Widget) -> None:
    """Buttons and tabs whole, wrapped text as high as it is."""
    if isinstance(widget, Button):
        assert widget.rect.w >= widget.natural_width(), f"{said(widget)} is cut"
    if isinstance(widget, Tabs):
        for tab, rect in zip(widget.tabs, widget.tab_rects(), strict=True):
            badge = widget.skin.px(28) if tab.count else 0
            assert widget.skin.width("body", tab.title) + badge <= rect.w, f"{tab.title} is cut"
    if isinstance(widget, Label | RichText | Button):
        assert widget.rect.h >= widget.natural_height(widget.rect.w), f"{said(widget)} is cut"


def said(widget: Widget) -> str:
    return f"{type(widget).__name__} {getattr(widget, 'text', '')!r}"


Scene = Callable[[], object]


def drill_scenes(seated: Seated) -> Iterator[Scene]:
    seat = seated.drill._seat
    for role, actions in SEAT_ACTIONS.items():
        yield lambda role=role: seat.choose(role)  # type: ignore[misc]
        for action in actions:
            if action.relevant(seated.session.view(role)):
                yield lambda action=action: seat.open(action.action)  # type: ignore[misc]
        yield seat.close_form
    for tab in ("direct", "status", "runbook", "terminal", "incident"):
        yield lambda tab=tab: seated.drill._go(tab, None)  # type: ignore[misc]
    yield lambda: seated.key("f1")
    yield lambda: seated.key("esc")
    yield lambda: seated.key("f2")
    yield lambda: seated.key("f2")
    yield lambda: seated.key("ctrl+,")
    yield lambda: seated.key("esc")
    yield lambda: seated.key("ctrl+k")
    yield lambda: seated.key("esc")
    yield lambda: seated.key("ctrl+e")
    yield lambda: seated.key("esc")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seated]]:
    """Somebody on each screen; the drill in two moments: the pager rings, a decision is open."""
    root: Path = tmp_path_factory.mktemp("layout")
    names = (
        "menu",
        "new",
        "past",
        "briefing",
        "pager",
        "decision",
        "hot wash",
        "results",
        "replay",
    )
    found = {name: Seated(root / name) for name in names}
    for name, one in found.items():
        one.desk.menu()
        if name not in {"menu", "new", "past"}:
            one.key("1", "1")
        if name not in {"menu", "new", "past", "briefing"}:
            one.key("ctrl+enter")
    found["new"].step()
    found["new"].step()
    found["past"].key("h")
    found["pager"].pass_time(90)
    play_on(found["decision"], follow_by_keys, 220)
    for name in ("hot wash", "results", "replay"):
        play_on(found[name], follow_by_keys, 120)
        found[name].key("ctrl+e")
        found[name].press("End it")
        found[name].step()
    for name in ("results", "replay"):
        found[name].type("A word.")
        found[name].key("ctrl+enter")
    found["replay"].key("w")
    found["replay"].key("end")
    yield found
    pygame.event.clear()
    pygame.event.set_allowed(None)
    pygame.display.set_mode((1280, 720))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(size=sizes, scale=scales)
def test_every_screen_at_any_size(
    people: dict[str, Seated], size: tuple[int, int], scale: float
) -> None:
    for seated in people.values():
        seated.ui.resize(size)
        seated.ui.fit_scale(scale)
        check(seated, scale)


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 720), 1.0), ((1280, 720), FIVE_FOURTHS), ((1280, 720), 1.5), ((1920, 1080), 1.5)],
)
def test_every_form_at_the_sizes_that_people_have(
    people: dict[str, Seated], size: tuple[int, int], scale: float
) -> None:
    for seated in people.values():
        seated.ui.resize(size)
        seated.ui.fit_scale(scale)
        check(seated, scale)
    for keys in (("g", "esc"), ("ctrl+,", "esc"), ("f1", "esc")):
        people["replay"].key(keys[0])
        check(people["replay"], scale)
        people["replay"].key(keys[1])
    assert people["replay"].screen == "ReplayScreen"
    for scene in drill_scenes(people["decision"]):
        scene()
        check(people["decision"], scale)


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
def test_odd_windows_do_no_harm(
    people: dict[str, Seated], size: tuple[int, int], scale: float
) -> None:
    for seated in people.values():
        seated.ui.resize(size)
        seated.ui.fit_scale(scale)
        seated.ui.redraw(pygame.Surface((64, 64)))
