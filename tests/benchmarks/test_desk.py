"""The table of the desk's costs is made of figures that are measured, and says what is missed."""

import pytest

from tests.benchmarks.costs import Costs, Figure, costs
from tests.benchmarks.desk import figures, table

COPY = Costs((0.001,), (0.002,))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> list[Figure]:
    return list(figures(2, tmp_path_factory.mktemp("desk")))


def test_each_figure_is_measured(measured: list[Figure]) -> None:
    assert all(figure.found > 0 and (figure.passed or 0) > 0 for figure in measured)
    assert {figure.limit for figure in measured} == {12, 20, 3, 0.1, 80, None}


def test_the_table_says_what_is_missed() -> None:
    found = [Figure("slow", 13.0, "ms", 12, 14.0), Figure("quick", 11.0, "ms", 12, 11.5)]
    _, slow, quick, *_ = table(found, COPY).splitlines()
    assert slow.split() == ["slow", "12", "13.000", "ms", "14.000", "13.0", "missed"]
    assert quick.split() == ["quick", "12", "11.000", "ms", "11.500", "11.0"]


def test_costs_are_those_of_the_turn_and_not_of_what_comes_before() -> None:
    calls: list[str] = []
    cost = costs(lambda: calls.append("turn"), 3, many=2, before=lambda: calls.append("before"))
    assert calls.count("turn") == 7
    assert calls.count("before") == 4
    assert len(cost.computing_s) == 3
    assert cost.median_ms <= cost.p99_ms
