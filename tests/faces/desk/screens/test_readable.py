"""Everything can be read: at 4.5:1 in every look, and in a grey copy without its colours."""

from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import get_args

import numpy as np
import pygame
import pytest

from game.faces.desk.charts import Band, Mark, Series, Threshold, TimelineStrip, TimeSeriesChart
from game.faces.desk.charts.decimate import Floats
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.marks import moments
from game.faces.desk.screens.ratings import RATING_TONES, RATING_WORDS
from game.faces.desk.settings import Settings
from game.faces.desk.skin import Skin
from game.faces.desk.theme import ThemeName, Tone, contrast, load_theme
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Checkbox,
    Choice,
    Label,
    ListView,
    Option,
    ProgressBar,
    RichRow,
    Tab,
    Tabs,
    Toggle,
    Widget,
)
from game.faces.desk.widgets.overlays import SIGNS
from game.terms import Rating
from tests.faces.desk.ink import written
from tests.faces.desk.screens.gallery import fit, scenes, shown
from tests.faces.desk.screens.seated import Seated

LEAST: dict[ThemeName, float] = {"dark": 4.5, "light": 4.5, "contrast": 7}
SIZE = (360, 96)
STEP = 30
"""Grey levels of 255 by which a pixel must differ to count."""
ENOUGH = 10
"""Pixels that must differ: the smallest sign has more."""

Make = Callable[[], Widget]


@pytest.mark.parametrize("name", get_args(ThemeName))
def test_all_that_is_written_stands_out(people: dict[str, Seated], name: ThemeName) -> None:
    fit(people, (1280, 720), 1.0)
    faint: set[str] = set()
    for where, seated in people.items():
        seated.desk.preferences.apply(Settings(scale=1.0, reduced_motion=True, theme=name))
        for scene in scenes(where, seated):
            with shown(scene, seated):
                faint |= {
                    f"{where} {scene.name}: {ink} {ink.colour} on {ink.ground}"
                    for ink in written(seated)
                    if contrast(ink.colour, ink.ground) < LEAST[name]
                }
    assert sorted(faint) == []


# -- grey -----------------------------------------------------------------------------------


def grey(widget: Widget, theme: ThemeName) -> Floats:
    """What a grey copy of the widget shows, as levels of 0 to 255."""
    ui = Ui(Skin(load_theme(name=theme), reduced_motion=True), SIZE)
    ui.set_root(widget)
    surface = pygame.Surface(SIZE)
    ui.redraw(surface)
    array = pygame.surfarray.array3d(surface).astype(np.float64)
    return np.asarray(array @ np.array([0.2126, 0.7152, 0.0722]))


def differ_in_grey(one: Widget, other: Widget, theme: ThemeName) -> bool:
    """Whether somebody without colours can tell one from the other."""
    difference = np.abs(grey(one, theme) - grey(other, theme))
    return int((difference >= STEP).sum()) >= ENOUGH


def chart(values: list[float], *, threshold: float | None = 50) -> Widget:
    limit = None if threshold is None else Threshold(threshold)
    made = TimeSeriesChart("Errors", threshold=limit, low=0, high=100)
    times = np.arange(len(values), dtype=np.float64) * 600 / max(1, len(values) - 1)
    made.set_data(times, np.array(values))
    return made


def second(index: int) -> Widget:
    """The n-th of five lines, alone to be seen: the others lie below the chart's range."""
    made = TimeSeriesChart("Errors", low=0, high=100)
    times = np.linspace(0, 600, 50)
    made.set_series(
        [Series(times, np.full(50, 60.0 if at == index else 0.0), "", "info") for at in range(5)]
    )
    return made


def strip(*, bands: bool = False, sign: str = "") -> Widget:
    made = TimelineStrip(end_s=600)
    made.set_bands([Band(100, 300)] if bands else [])
    made.set_marks([Mark(200, sign, "it", "bad")] if sign else [])
    return made


def row(*, selected: bool = False, tone: Tone | None = None) -> Widget:
    made = ListView([RichRow([Run("a row")], key="a", tone=tone)], on_select=lambda _key: None)
    made.select("a" if selected else "")
    return made


def button(*, enabled: bool = True, kind: str = "normal") -> Widget:
    return Button("Do it", lambda: None, enabled=enabled, kind=kind)  # type: ignore[arg-type]


def tabs(chosen: str) -> Widget:
    return Tabs([Tab("a", "One"), Tab("b", "Two")], lambda _key: None, selected=chosen)


def tick(make: type[Checkbox], checked: bool) -> Widget:
    return make("A box", lambda _on: None, checked=checked)


def choice(chosen: str) -> Widget:
    return Choice([Option("a", "One"), Option("b", "Two")], lambda _key: None, selected=chosen)


PAIRS: dict[str, tuple[Make, Make]] = {
    "a value within and beyond its limit": (partial(chart, [40, 49]), partial(chart, [40, 51])),
    "a value and none": (partial(chart, [40, 40]), partial(chart, [40, float("nan")])),
    "a chart with and without a limit": (
        partial(chart, [9, 9]),
        partial(chart, [9, 9], threshold=None),
    ),
    "a stretch that failed and one that did not": (partial(strip, bands=True), strip),
    "a mark and none": (partial(strip, sign="▲"), strip),
    "a chosen row": (partial(row, selected=True), row),
    "a row that is marked": (partial(row, tone="bad"), row),
    "a button that can be used": (button, partial(button, enabled=False)),
    "the button that matters": (button, partial(button, kind="primary")),
    "a button that may do harm": (button, partial(button, kind="danger")),
    "a chosen tab": (partial(tabs, "a"), partial(tabs, "b")),
    "a ticked box": (partial(tick, Checkbox, True), partial(tick, Checkbox, False)),
    "a switch": (partial(tick, Toggle, True), partial(tick, Toggle, False)),
    "a chosen option": (partial(choice, "a"), partial(choice, "b")),
    "a bar": (partial(ProgressBar, 0.4), partial(ProgressBar, 0.6)),
    **{
        f"line {one} and line {other} of a chart": (partial(second, one), partial(second, other))
        for one, other in combinations(range(5), 2)
    },
}

look = pytest.mark.parametrize("theme", get_args(ThemeName))


def test_the_check_itself_sees_no_colours() -> None:
    assert not differ_in_grey(Label("x", tone="bad"), Label("x", tone="good"), "dark")
    assert differ_in_grey(Label("x"), Label("y"), "dark")


@look
@pytest.mark.parametrize("pair", PAIRS)
def test_states_are_told_apart_without_colour(pair: str, theme: ThemeName) -> None:
    one, other = PAIRS[pair]
    assert differ_in_grey(one(), other(), theme)


def test_each_kind_of_mark_has_a_sign_of_its_own(people: dict[str, Seated]) -> None:
    seated = people["decision"]
    drill = seated.drill
    marks = moments(seated.session.view(drill._seat.seat), drill._table.handbook)
    signs = {(mark.sign, mark.tone) for mark in marks}
    assert len(signs) >= 5
    assert len({sign for sign, _ in signs}) == len(signs), "no sign in two colours"


def test_ratings_are_letters_with_words() -> None:
    assert set(RATING_TONES) == set(RATING_WORDS) == set(Rating)
    assert len({rating.value for rating in Rating}) == len(set(RATING_WORDS.values())) == 5


def test_tones_of_messages_have_signs() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS) >= 4
