"""A dashboard's chart says since when, where to, and what it was, and is read when it is low."""

import math

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.faces.desk.charts import Mark, MetricChart, Series, Threshold
from game.faces.desk.charts.decimate import Floats
from game.faces.desk.charts.series import breached_since, direction
from game.faces.desk.charts.timeline import short_clock
from game.faces.desk.widgets import Column, fixed
from tests.faces.desk.driver import Driver

VALUES = st.lists(st.one_of(st.just(math.nan), st.floats(0, 10)), min_size=1, max_size=80)


def series(values: list[float], label: str = "") -> Series:
    times: Floats = np.arange(len(values), dtype=np.float64)
    return Series(times, np.array(values), label)


@given(VALUES)
def test_beyond_since_is_the_first_second_of_the_last_stretch(values: list[float]) -> None:
    since = breached_since(Threshold(5), series(values))
    known = [(at, value) for at, value in enumerate(values) if not math.isnan(value)]
    if not known or known[-1][1] <= 5:
        assert since is None
        return
    assert since is not None
    assert all(value > 5 for at, value in known if at >= since)
    before = [value for at, value in known if at < since]
    assert not before or before[-1] <= 5


@pytest.mark.parametrize(
    ("start", "end", "arrow"), [(10, 90, "↗"), (90, 10, "↘"), (50, 51, "→"), (50, 50, "→")]
)
def test_the_arrow_says_where_the_last_minute_went(start: float, end: float, arrow: str) -> None:
    values = [start] * 60 + list(np.linspace(start, end, 40)) + [end] * 20
    assert direction(series(values), 100) == arrow


def test_the_arrow_is_not_turned_by_noise_nor_made_up() -> None:
    noise = [50 + 4 * (-1) ** at for at in range(200)]
    assert direction(series([float(v) for v in noise]), 100) == "→"
    assert direction(series([1.0] * 30), 100) == ""
    assert direction(series([]), 100) == ""
    assert direction(series([math.nan] * 200), 100) == ""


def test_times_are_short_where_room_is() -> None:
    assert (short_clock(84), short_clock(-40), short_clock(750)) == ("1:24", "−0:40", "12:30")


# -- drawn ----------------------------------------------------------------------------------


def chart(driver: Driver, height: int = 130, width: int = 320) -> MetricChart:
    made = MetricChart("Checkout success", threshold=Threshold(95, "below"), low=0, high=100)
    made.set_window(0, 300)
    made.set_series([series([100.0] * 100 + [40.0] * 150)])
    driver.ui.resize((width, 400))
    driver.show(Column([fixed(made, height)]))
    return made


def picture(driver: Driver) -> bytes:
    driver.ui.damage(driver.ui.rect)
    driver.draw()
    return pygame.image.tobytes(driver.surface, "RGB")


def test_the_header_has_the_value_and_its_direction(driver: Driver) -> None:
    made = chart(driver)
    assert made._header() == ("▼ 40 →", "bad")
    assert made.since_s == 100
    assert made._note(400) == ("since 1:40", "bad")
    assert made._note(10) == ("", "muted")
    made.set_alert(firing=True)
    assert made._note(400) == ("⚑ ALERT since 1:40", "bad")
    assert made._note(10) == ("⚑", "bad"), "an alert is never left out"


def test_a_ghost_is_seen_and_within_the_range(driver: Driver) -> None:
    made = MetricChart("Latency")
    made.set_window(0, 300)
    made.set_series([series([10.0] * 250)])
    driver.show(Column([fixed(made, 130)]))
    before, narrow = picture(driver), made.bounds.high
    made.set_ghosts([series([80.0] * 250, "a minute ago")])
    assert made.bounds.high >= 80 > narrow
    assert picture(driver) != before
    made.set_ghosts([])
    made.set_series([series([10.0] * 250)])
    assert picture(driver) == before


def test_parts_are_named_at_their_ends_without_touching(driver: Driver) -> None:
    made = chart(driver)
    alone = picture(driver)
    made.set_series([series([50.0] * 250), series([51.0] * 250, "eu"), series([49.0] * 250, "us")])
    assert picture(driver) != alone


def test_signs_of_what_happened_at_one_time_stand_below_each_other(driver: Driver) -> None:
    made = chart(driver)
    plot, taken = made.plot_rect(), list[pygame.Rect]()
    for sign in "D◆▲":
        taken.append(made._sign_box(plot, plot.x + 40, Mark(40, sign, ""), taken))
    assert all(box.collidelist(taken[:index]) == -1 for index, box in enumerate(taken))
    at_the_end = made._sign_box(plot, plot.right - 1, Mark(300, "D", ""), [])
    assert plot.contains(at_the_end)


@pytest.mark.parametrize("height", [20, 40, 59, 60, 90, 300])
@pytest.mark.parametrize("width", [90, 160, 500])
def test_words_and_curve_stay_inside_at_any_size(driver: Driver, height: int, width: int) -> None:
    made = chart(driver, height, width)
    made.set_alert(firing=True)
    made.point_at(pointed_at=True)
    picture(driver)
    plot = made.plot_rect()
    assert made.flat is (height < 60)
    if plot.w > 0 and plot.h > 0:
        assert made.rect.contains(plot)


def test_a_press_or_enter_asks_to_look_closer(driver: Driver) -> None:
    asked: list[str] = []
    made = MetricChart("Latency", on_press=lambda: asked.append("press"))
    driver.show(Column([fixed(made, 130)]))
    driver.click(made)
    driver.ui.focus(made)
    driver.key("enter")
    assert asked == ["press", "press"]
