import pytest

from game.faces.bots.signs import (
    failing,
    heading_for,
    impact_of,
    scope,
    severity_now,
    success,
    well_for_s,
)
from game.terms import Severity
from tests.faces.bots.table import Table


def test_before_the_fault_nothing_is_wrong() -> None:
    table = Table(at_s=10)
    view = table.view()
    assert impact_of(view, table.book) is None
    assert success(view) > 0.97
    assert heading_for(view, table.book) is None
    assert well_for_s(view) > 300


def test_the_impact_is_dated_by_the_dashboards() -> None:
    table = Table(at_s=150)
    impact = impact_of(table.view(), table.book)
    assert impact is not None
    assert 20 <= impact.since_s <= 70
    assert impact.until_s is None
    assert impact.worst > 0.6


def test_in_doubt_the_severity_is_the_higher_one() -> None:
    table = Table(at_s=110)
    view = table.view()
    assert severity_now(view, table.book) is Severity.SEV1
    assert failing(view) > 0.5


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "all customers"),
        (0.6, "most customers"),
        (0.5, "about half of our customers"),
        (0.2, "some customers"),
        (0.01, "a few customers"),
    ],
)
def test_who_is_hit_in_words(share: float, words: str) -> None:
    assert scope(share) == words
