"""Children never overlap and stay inside, whatever they want and however large the text is."""

from itertools import pairwise

import pygame
from hypothesis import given, settings
from hypothesis import strategies as st

from game.faces.desk.layout import Want, columns_that_fit, share, split
from game.faces.desk.skin import Skin
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    Label,
    Panel,
    Row,
    Spacer,
    Widget,
    auto,
    fixed,
    flex,
    optional,
)

WANTS = st.lists(
    st.builds(
        Want,
        px=st.integers(0, 300),
        flex=st.sampled_from([0.0, 0.0, 0.5, 1.0, 3.0]),
        least_px=st.integers(0, 120),
        shrink=st.booleans(),
    ),
    max_size=8,
)


@given(st.integers(0, 2000), WANTS, st.integers(0, 30))
def test_slots_are_in_order_and_inside(total: int, wants: list[Want], gap: int) -> None:
    slots = share(total, wants, gap)
    assert len(slots) == len(wants)
    assert all(slot.length >= 0 for slot in slots)
    assert all(after.start >= before.end for before, after in pairwise(slots))
    assert all(slot.start >= 0 and slot.end <= total for slot in slots)


@given(st.integers(0, 2000), WANTS, st.integers(0, 30))
def test_everyone_gets_what_they_want_where_there_is_room(
    total: int, wants: list[Want], gap: int
) -> None:
    needed = sum(want.base_px for want in wants) + gap * max(0, len(wants) - 1)
    if needed > total:
        return
    slots = share(total, wants, gap)
    for want, slot in zip(wants, slots, strict=True):
        assert slot.length >= want.base_px
        assert want.flex > 0 or slot.length == want.base_px
    if any(want.flex > 0 for want in wants):
        assert slots[-1].end == total


@given(st.integers(0, 2000), WANTS)
def test_what_is_fixed_gives_way_last(total: int, wants: list[Want]) -> None:
    slots = share(total, wants)
    pairs = [*zip(wants, slots, strict=True)]
    cut = [want for want, slot in pairs if slot.length < want.base_px]
    firm = [want for want in cut if not want.flex and not (want.shrink and want.least_px < want.px)]
    if firm:
        assert all(slot.length == 0 for want, slot in pairs if want.flex)
        assert all(
            slot.length <= want.least_px for want, slot in pairs if want.shrink and not want.flex
        )


def test_room_goes_by_weight_above_the_least() -> None:
    slots = share(400, [Want(flex=1), Want(flex=3)])
    assert [slot.length for slot in slots] == [100, 300]
    slots = share(400, [Want(flex=1, least_px=250), Want(flex=3)])
    assert [slot.length for slot in slots] == [250, 150]


def test_what_may_shrink_gives_way_first() -> None:
    slots = share(200, [Want(150), Want(150, least_px=20, shrink=True)])
    assert [slot.length for slot in slots] == [150, 50]
    slots = share(100, [Want(150), Want(150, least_px=20, shrink=True)])
    assert sum(slot.length for slot in slots) == 100


@given(st.integers(0, 5000), st.lists(st.floats(0, 10), min_size=1, max_size=9))
def test_a_split_adds_up(total: int, weights: list[float]) -> None:
    parts = split(total, weights)
    assert all(part >= 0 for part in parts)
    assert sum(parts) == (total if sum(weights) > 0 else 0)


def test_columns_fit() -> None:
    assert columns_that_fit(500, 100, 10, 8) == 4
    assert columns_that_fit(50, 100, 10, 8) == 1
    assert columns_that_fit(5000, 100, 10, 3) == 3


def leaf() -> st.SearchStrategy[Widget]:
    texts = st.text(alphabet="abc de", max_size=60)
    return st.one_of(
        texts.map(Label),
        texts.map(lambda text: Button(text, lambda: None, shortcut="ctrl+x")),
        st.builds(Spacer),
    )


def sized(widgets: st.SearchStrategy[Widget]) -> st.SearchStrategy[Widget]:
    return st.one_of(
        widgets,
        st.builds(fixed, widgets, st.integers(1, 300)),
        st.builds(
            lambda w, f, n: flex(w, f, least=n), widgets, st.floats(0.5, 3), st.integers(0, 90)
        ),
        widgets.map(lambda w: auto(w, least=10, shrink=True)),
        widgets.map(lambda w: optional(w, 2)),
    )


def box(children: st.SearchStrategy[Widget]) -> st.SearchStrategy[Widget]:
    several = st.lists(sized(children), max_size=4)
    gaps, pads = st.integers(0, 12), st.integers(0, 12)
    aligns = st.sampled_from(["stretch", "start", "centre", "end"])
    make_box = st.sampled_from([Row, Column, Panel])
    return st.one_of(
        st.builds(
            lambda make, c, g, p, a: make(c, gap=g, pad=p, align=a),
            make_box,
            several,
            gaps,
            pads,
            aligns,
        ),
        st.builds(lambda c, n: Grid(c, columns=n), several, st.integers(1, 3)),
    )


TREES = st.recursive(leaf(), box, max_leaves=12)


def check(widget: Widget) -> None:
    placed = [child for child in widget.children if child.visible and not child.crowded_out]
    for child in placed:
        assert child.rect.w >= 0
        assert child.rect.h >= 0
        assert widget.rect.contains(child.rect) or child.rect.w == 0 or child.rect.h == 0
        check(child)
    for index, one in enumerate(placed):
        for other in placed[index + 1 :]:
            assert one.rect.clip(other.rect).w * one.rect.clip(other.rect).h == 0


SKIN = Skin()


@settings(max_examples=60, deadline=None)
@given(TREES, st.integers(1, 1600), st.integers(1, 1000), st.sampled_from([0.75, 1.0, 1.375, 3.0]))
def test_trees_of_widgets_lie_inside_one_another(
    tree: Widget, width: int, height: int, scale: float
) -> None:
    SKIN.set_scale(scale)
    ui = Ui(SKIN, (width, height))
    ui.set_root(tree)
    ui.redraw(pygame.Surface((width, height)))
    assert tree.rect == ui.rect
    check(tree)


def test_optional_children_leave_a_crowded_row_highest_rank_first() -> None:
    SKIN.set_scale(1.0)
    first, second, third = (fixed(Spacer(), 100) for _ in range(3))
    row = Row([first, optional(second, 1), optional(third, 2)], gap=0)
    ui = Ui(SKIN, (320, 100))
    ui.set_root(row)
    surface = pygame.Surface((320, 100))
    for width, gone in ((320, []), (250, [third]), (150, [second, third]), (320, [])):
        ui.resize((width, 100))
        ui.redraw(surface)
        assert [child for child in row.children if child.crowded_out] == gone
