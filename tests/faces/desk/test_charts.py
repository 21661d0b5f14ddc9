"""Charts lose no spike, keep their range still, and say in words what they show."""

import math
from itertools import pairwise

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.faces.desk.charts import (
    Band,
    CrosshairGroup,
    Mark,
    Series,
    Status,
    Threshold,
    TimelineStrip,
    TimeSeriesChart,
    clock,
    plain_value,
)
from game.faces.desk.charts.decimate import Floats, segments
from game.faces.desk.charts.ranges import StableRange, nice_bounds, short_number
from game.faces.desk.charts.series import status_of
from game.faces.desk.charts.strokes import STROKES, dashes, stroke
from game.faces.desk.charts.timeline import ticks
from game.faces.desk.widgets import Column, Row, Spacer, fixed, flex
from tests.faces.desk.driver import Driver

SAMPLES = st.lists(st.one_of(st.just(math.nan), st.floats(-1e6, 1e6)), min_size=1, max_size=300)


def times(count: int) -> Floats:
    return np.arange(count, dtype=np.float64)


@given(SAMPLES, st.integers(1, 60))
def test_decimation_keeps_the_extremes_of_every_column(values: list[float], width: int) -> None:
    array = np.array(values)
    window = (0.0, max(1.0, float(len(values) - 1)))
    drawn = segments(times(len(values)), array, window, width)
    kept = np.concatenate([y for _, y in drawn]) if drawn else np.empty(0)
    finite = array[np.isfinite(array)]
    assert set(kept) <= set(finite)
    if len(finite):
        assert kept.min() == finite.min()
        assert kept.max() == finite.max()
    columns = np.floor(times(len(values)) * (width - 1) / window[1] + 0.5)
    for column in np.unique(columns[np.isfinite(array)]):
        inside = array[(columns == column) & np.isfinite(array)]
        shown = np.concatenate([y[x == column] for x, y in drawn])
        assert (shown.min(), shown.max()) == (inside.min(), inside.max())


@given(SAMPLES, st.integers(1, 60))
def test_decimation_breaks_at_gaps_and_stays_small(values: list[float], width: int) -> None:
    array = np.array(values)
    drawn = segments(times(len(values)), array, (0.0, float(len(values))), width)
    gaps = np.isnan(array)
    stretches = int(np.sum(np.diff(np.concatenate(([True], gaps)).astype(int)) == -1))
    assert len(drawn) == stretches
    for columns, kept in drawn:
        assert np.all(np.diff(columns) >= 0)
        assert len(columns) == len(kept) <= max(4 * (width + 1), 2)
        assert columns[0] >= 0
        assert columns[-1] <= width


def test_a_window_shows_its_own_samples_and_a_neighbour_each_side() -> None:
    ((columns, kept),) = segments(times(100), times(100), (40.0, 50.0), 11)
    assert kept[0] == 39
    assert kept[-1] == 51
    assert list(columns[1:-1]) == list(range(11))
    assert segments(times(0), times(0), (0, 1), 10) == []
    assert segments(times(5), times(5), (3, 3), 10) == []


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_bounds_hold_the_data_with_little_waste(low: float, span: float) -> None:
    bounds = nice_bounds(low, low + span)
    assert bounds.low <= low
    assert bounds.high >= low + span
    assert low < 0 or bounds.low >= 0
    if span > 1e-3 * max(1, abs(low)):
        assert bounds.span <= 2.6 * max(span * 1.16, 1e-9)


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 100)), min_size=2, max_size=40))
def test_the_range_always_holds_the_data(steps: list[tuple[float, float]]) -> None:
    chart = StableRange()
    for low, span in steps:
        assert chart.fit(low, low + span).contains(low, low + span)


def test_the_range_grows_at_once_and_shrinks_only_when_much_too_wide() -> None:
    chart = StableRange(low=0)
    first = chart.fit(10, 90)
    assert chart.fit(10, 60) == first
    assert chart.fit(10, 70) == first
    grown = chart.fit(10, 900)
    assert grown.high >= 900
    assert chart.fit(10, 90).high < 300
    before = chart.bounds
    assert chart.fit(math.nan, math.nan) == before


def test_fixed_ends_stay() -> None:
    assert StableRange(low=0, high=100).fit(40, 99.5) == StableRange(low=0, high=100).fit(0, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.25, "0.25"),
        (12, "12"),
        (1500, "1500"),
        (12_000, "12k"),
        (3e6, "3M"),
        (-2, "-2"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert short_number(value) == text


@given(st.floats(0, 5000, allow_subnormal=False), st.floats(1, 20_000), st.integers(2, 20))
def test_ticks_are_round_few_and_inside(start: float, span: float, most: int) -> None:
    found = ticks(start, start + span, most)
    assert all(start <= at <= start + span for at in found)
    assert len(found) <= most + 1 or span > 14_400 * most
    assert len({after - before for before, after in pairwise(found)}) <= 1


def test_times_read_as_incident_time() -> None:
    assert (clock(0), clock(750), clock(-5), clock(3661)) == (
        "T+00:00",
        "T+12:30",
        "T-00:05",
        "T+1:01:01",
    )


def test_the_status_has_a_sign_beside_its_colour() -> None:
    assert status_of(6, Threshold(5)) == Status("bad", "▲")
    assert status_of(4, Threshold(5, "below")) == Status("bad", "▼")
    assert status_of(5, Threshold(5)) == Status("good")
    assert status_of(math.nan, Threshold(5)) == Status("muted", "◇")


def chart_of(values: list[float], **more: object) -> TimeSeriesChart:
    chart = TimeSeriesChart("p95 latency", text=plain_value("ms", 0), **more)  # type: ignore[arg-type]
    chart.set_window(0, len(values) - 1)
    chart.set_data(times(len(values)), np.array(values))
    return chart


def test_a_chart_says_what_it_shows() -> None:
    chart = chart_of([100, 100, 650, 640], threshold=Threshold(500))
    assert chart.describe() == (
        "p95 latency: 640 ms, above the limit of 500 ms since T+00:02, "
        "between 100 ms and 650 ms in view."
    )
    assert "within the limit of 500 ms" in chart_of([1, 2], threshold=Threshold(500)).describe()
    assert chart_of([1, math.nan]).describe() == "p95 latency: no data."
    assert TimeSeriesChart("queue").describe() == "queue: no data."


def test_a_chart_can_be_told_how_it_stands() -> None:
    chart = chart_of([1, 2], threshold=Threshold(500))
    chart.set_status(Status("warn", "◆"))
    assert chart.status == Status("warn", "◆")
    chart.set_status(None)
    assert chart.status.tone == "good"


def test_charts_point_at_the_same_time(driver: Driver) -> None:
    charts = [chart_of([float(n) for n in range(101)]) for _ in range(2)]
    CrosshairGroup(charts)
    driver.show(Column([Row([flex(chart) for chart in charts]), flex(Spacer())]))
    plot = charts[0].plot_rect()
    driver.move((plot.x + plot.w // 2, plot.centery))
    assert charts[1].crosshair_s == pytest.approx(50, abs=0.5)
    driver.draw()
    driver.move((600, 700))
    assert charts[1].crosshair_s is None
    driver.ui.focus(charts[1])
    driver.key("left")
    assert charts[0].crosshair_s == pytest.approx(100 - 100 / 60)
    driver.key("tab")
    driver.ui.focus(None)
    assert charts[0].crosshair_s is None


@pytest.mark.parametrize("size", [(1, 1), (40, 30), (220, 130), (900, 500)])
@pytest.mark.parametrize("values", [[], [math.nan], [5.0], [5.0, math.nan, 5.0], [1.0, 2.0] * 500])
def test_any_chart_can_be_drawn_at_any_size(
    driver: Driver, size: tuple[int, int], values: list[float]
) -> None:
    chart = TimeSeriesChart("a title", threshold=Threshold(4), on_press=lambda: None)
    chart.set_data(times(len(values)), np.array(values))
    chart.set_marks([Mark(3, "D", "Deploy"), Mark(9999, "X", "Later")])
    chart.set_crosshair(1.0)
    driver.ui.resize(size)
    driver.ui.set_root(chart)
    assert driver.ui.redraw(pygame.Surface(size))


def test_the_line_is_drawn_where_the_values_are(driver: Driver) -> None:
    chart = chart_of([0.0] * 50 + [100.0] * 50, low=0, high=100)
    driver.show(Column([fixed(chart, 300), flex(Spacer())]))
    plot, line = chart.plot_rect(), driver.ui.skin.colour("info")
    assert driver.surface.get_at((plot.x + plot.w // 4, plot.bottom - 1))[:3] == line
    assert driver.surface.get_at((plot.x + 3 * plot.w // 4, plot.y))[:3] == line
    assert driver.surface.get_at((plot.x + plot.w // 4, plot.centery + 9))[:3] != line


def test_several_series_share_a_range() -> None:
    chart = TimeSeriesChart("latency")
    chart.set_window(0, 2)
    chart.set_series(
        [
            Series(times(3), np.array([1.0, 2.0, 3.0]), "p50"),
            Series(times(3), np.array([10.0, 20.0, 30.0]), "p99", "warn"),
        ]
    )
    assert chart.bounds.contains(1, 30)


def test_the_strip_walks_through_its_marks(driver: Driver) -> None:
    picked: list[Mark] = []
    marks = [Mark(60, "D", "Deploy"), Mark(600, "▲", "Page", "bad")]
    strip = TimelineStrip(end_s=1800, on_pick=picked.append)
    strip.set_marks(marks)
    strip.set_bands([Band(90, 700, "Impact")])
    driver.show(Column([flex(Spacer()), strip]))
    driver.ui.focus(strip)
    driver.key("right")
    assert strip.tooltip_text() == "T+01:00 Deploy"
    driver.key("right")
    driver.key("enter")
    driver.key("right")
    driver.draw()
    assert picked == [marks[1]]
    assert strip.tooltip_text() == "T+01:00 Deploy"
    assert strip.describe() == "T+01:00 D Deploy\nT+10:00 ▲ Page"


def test_the_strip_shows_what_the_mouse_points_at(driver: Driver) -> None:
    picked: list[Mark] = []
    strip = TimelineStrip(end_s=1000, on_pick=picked.append)
    strip.set_marks([Mark(500, "◆", "Decision")])
    driver.show(Column([strip, flex(Spacer())]))
    driver.move((640, strip.rect.centery))
    driver.pass_time(0.6)
    assert driver.ui.tooltip_text == "T+08:20 Decision"
    driver.click((641, strip.rect.centery))
    assert [mark.label for mark in picked] == ["Decision"]


def test_the_cursor_is_drawn_again_only_when_it_moves_by_a_pixel(driver: Driver) -> None:
    strip = TimelineStrip(end_s=100_000)
    driver.show(strip)
    strip.set_now(10)
    assert not driver.ui.dirty
    strip.set_now(1000)
    assert driver.ui.dirty


COLUMNS = st.lists(st.integers(0, 400), min_size=1, max_size=80).map(sorted)


@given(COLUMNS, st.sampled_from(STROKES))
def test_dashes_are_parts_of_the_line(columns: list[int], pattern: tuple[int, ...]) -> None:
    line = np.asarray(columns), np.asarray(columns, dtype=np.float64) / 7
    parts = dashes(*line, pattern)
    for part, values in parts:
        assert len(part) == len(values)
        assert np.allclose(values, part / 7)
        assert (part >= columns[0]).all()
        assert (part <= columns[-1]).all()
    drawn = {int(column) for part, _ in parts for column in part}
    period = sum(pattern)
    if not pattern:
        assert drawn == set(columns)
    elif columns[-1] - columns[0] >= period:
        assert drawn, "something of it is seen"
        assert len(drawn) < columns[-1] - columns[0] + 1, "and something left out"


def test_no_two_lines_of_a_chart_are_drawn_alike() -> None:
    assert len({stroke(index) for index in range(5)}) == 5
    assert stroke(0) == ()
    assert () not in {stroke(index) for index in range(1, 40)}
