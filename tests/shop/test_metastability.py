"""An outage that outlives its cause: retries keep the line longer than customers' patience."""

from collections.abc import Callable

import pytest

from game.shop import Pull, simulate
from tests.benchmarks.regimes import STORMY, TRIGGER
from tests.shop.reference import Hands, Reference
from tests.shop.shops import calm, lever

OVER_S = 50  # the trigger is gone
SHED_S = 100


def _good_share(shed_for_s: int, from_s: int, to_s: int) -> float:
    """Orders per new customer in the model, with 80 % shed for so long."""
    shed = lever("shed", share="80%")
    pulls = (Pull(shed, SHED_S, SHED_S + shed_for_s),) if shed_for_s else ()
    traces = simulate(calm(TRIGGER, STORMY), [pulls], to_s, 0, observed=False)
    good, offered = (traces.true(name)[0, from_s:to_s] for name in ("good", "offered"))
    return float(good.sum() / offered.sum())


def _good_share_by_requests(shed_for_s: int, from_s: int, to_s: int) -> float:
    hands = Hands(shed=((SHED_S, SHED_S + shed_for_s, 0.8),) if shed_for_s else ())
    reference = Reference(STORMY, TRIGGER, 11, hands)
    reference.run(to_s)
    good = sum(a.good for a in reference.answers if from_s <= a.at_s < to_s)
    return good / (STORMY.traffic.base_rps * (to_s - from_s))


BOTH = pytest.mark.parametrize("share", [_good_share, _good_share_by_requests])


def test_the_outage_stays_for_ten_minutes_after_its_cause_is_gone() -> None:
    assert _good_share(0, OVER_S + 30, OVER_S + 630) < 0.02


def test_it_stays_request_by_request_too() -> None:
    assert _good_share_by_requests(0, OVER_S + 20, OVER_S + 90) < 0.02


@BOTH
def test_shedding_for_two_minutes_ends_it(share: Callable[[int, int, int], float]) -> None:
    assert share(120, 250, 280) > 0.93


@BOTH
def test_letting_everybody_back_in_at_once_too_early_brings_it_back(
    share: Callable[[int, int, int], float],
) -> None:
    assert share(6, 160, 200) < 0.05
