"""The dashboards: looked at closely, compared, divided, and all of them at any text size."""

import math

import numpy as np
import pytest

from game.faces.desk.charts import MetricChart
from game.faces.desk.screens.drill.comparing import Compare, groups, of_group
from game.faces.desk.screens.drill.gauges import Gauges
from game.terms import Role
from tests.faces.desk.screens.seated import Seated

METRIC = "checkout.success"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Seated:
    """A drill in which checkouts have begun to fail."""
    seated = Seated(tmp_path_factory.mktemp("gauges"))
    seated.sit_down("bad-release")
    seated.pass_time(200)
    return seated


@pytest.fixture
def drill(played: Seated) -> Seated:
    played.ui.resize((1280, 720))
    played.ui.fit_scale(1.0)
    played.drill._gauges.shrink()
    played.drill._gauges.compare(Compare.NOTHING)
    played.ui.focus(None)
    return played


def gauges(seated: Seated) -> Gauges:
    return seated.drill._gauges


def charts(seated: Seated) -> list[MetricChart]:
    return list(seated.all(MetricChart))


def test_a_chart_is_looked_at_closely_and_left_by_mouse(drill: Seated) -> None:
    small = next(chart for chart in charts(drill) if chart.title == "Checkout success")
    drill.click(small)
    (large,) = charts(drill)
    assert large.title == "Checkout success"
    assert large.rect.h > 2 * small.rect.h
    assert gauges(drill).enlarged == METRIC
    drill.press("All charts")
    assert len(charts(drill)) == 8


def test_a_chart_is_looked_at_closely_and_left_by_keys(drill: Seated) -> None:
    drill.ui.focus(gauges(drill)._charts[METRIC], ring=True)
    drill.key("enter")
    assert gauges(drill).enlarged == METRIC
    assert isinstance(drill.ui.focused, MetricChart)
    drill.key("esc")
    assert gauges(drill).enlarged is None
    assert drill.ui.focused is gauges(drill)._charts[METRIC]


def test_escape_leaves_the_chart_before_the_form(drill: Seated) -> None:
    gauges(drill).enlarge(METRIC)
    drill.ui.focus(None)
    drill.drill._seat.choose(Role.IC)
    drill.drill._seat.open("declare")
    drill.key("esc")
    assert gauges(drill).enlarged is None
    assert drill.drill._seat.form_open
    drill.key("esc")
    assert not drill.drill._seat.form_open


def test_what_it_shows_is_told_in_words(drill: Seated) -> None:
    gauges(drill).enlarge(METRIC)
    text = drill.texts()
    assert "below the limit of 99.0 % since T+00:" in text
    assert "by now." in text
    assert "⚑ Alert: Checkout success is below 95 %" in text
    marks = [row.text() for row in gauges(drill)._close._marks.rows]
    assert any(mark.startswith("▲ ") for mark in marks), "the alert that rang"
    assert any("v2.14.0" in mark for mark in marks), "the release"


def test_a_ghost_is_the_curve_of_a_minute_ago(drill: Seated) -> None:
    drill.key("f3")
    chart = gauges(drill)._charts[METRIC]
    (ghost,) = chart.ghosts
    now = chart.series[0]
    for at in (0.0, 60.0, 150.0):
        assert ghost.at(at) == now.at(at - 60)
    drill.key("f3")
    (level,) = chart.ghosts
    assert len(set(level.values.tolist())) == 1
    assert level.last() == pytest.approx(100, abs=1)
    drill.key("f3")
    assert chart.ghosts == ()


def test_parts_are_what_was_measured_of_them(drill: Seated) -> None:
    view, book = drill.session.view(Role.IC), drill.drill._table.handbook
    assert groups(book, view, METRIC) == ("region", "payment")
    assert groups(book, view, "payments.latency") == ()
    parts = of_group(book, view, METRIC, "region", (0, 100))
    assert [part.label for part in parts] == ["eu", "us"]
    name = next(name for name in view.readings.metric_ids if name.endswith("success.eu"))
    seen = view.readings.window(name, 0, 100)
    assert np.array_equal(parts[0].values, seen * 100, equal_nan=True)


def test_the_customers_are_divided_on_demand(drill: Seated) -> None:
    gauges(drill).enlarge(METRIC)
    close = gauges(drill)._close
    close._by.select("payment")
    (large,) = charts(drill)
    assert [part.label for part in large.series] == ["", "card", "wallet"]
    assert "wallet" in drill.texts()
    gauges(drill).shrink()
    gauges(drill).enlarge("checkout.p95")
    assert not close._by.visible
    (large,) = charts(drill)
    assert len(large.series) == 1


def test_all_charts_are_within_reach_at_large_text(drill: Seated) -> None:
    drill.ui.fit_scale(1.5)
    shown = charts(drill)
    assert len(shown) == 8
    for chart in shown:
        drill.ui.focus(chart, ring=True)
        chart.reveal(chart.rect)
        assert chart.shown_rect().h == chart.rect.h > 0
        assert chart.plot_rect().h > 8


def test_one_points_at_a_time_in_all(drill: Seated) -> None:
    first, *others = charts(drill)
    first._point(30.0)
    assert all(chart.crosshair_s == 30.0 for chart in others)
    assert all(chart._header()[0].startswith("T+00:30") for chart in charts(drill))
    first._point(None)


def test_an_alert_is_shown_on_its_own_chart(drill: Seated) -> None:
    firing = set(drill.session.view(Role.IC).firing)
    book = drill.drill._table.handbook
    expected = {alert.metric for alert in book.shop.alerts if alert.id in firing}
    assert METRIC in expected
    shown = {name for name, chart in gauges(drill)._charts.items() if chart.alert}
    assert shown == expected & set(gauges(drill)._charts)
    assert not math.isnan(gauges(drill)._charts[METRIC].since_s or math.nan)
