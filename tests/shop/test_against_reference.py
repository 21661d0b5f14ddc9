"""The model against the same shop request by request, within the thresholds it promises.

A few regimes are enough here; `python -m tests.benchmarks.regimes` compares them all.
"""

from dataclasses import replace

import pytest

from game.shop import build, simulate
from tests.benchmarks.regimes import REGIMES, TIMEOUT_S, modelled, referred
from tests.shop.reference import Reference
from tests.shop.shops import calm, fault, shop_spec

LAST_S = 100  # the table looks longer
QUICK = (
    "light",
    "overload with retries",
    "payments x5",
    "payments x5 for 30 %",
    "database x10",
    "database x10, scaled out",
    "cache flush",
    "code errors",
    "replicas lost",
)


@pytest.mark.parametrize("name", QUICK)
def test_orders_errors_and_latency_are_those_of_the_request_level_simulation(name: str) -> None:
    regime = next(one for one in REGIMES if one.name == name)
    regime = replace(regime, to_s=min(regime.to_s, LAST_S))
    truth, model = referred(regime), modelled(regime)
    assert model.orders_rps == pytest.approx(truth.orders_rps, rel=0.05, abs=0.5)
    assert model.error_share == pytest.approx(truth.error_share, abs=0.04)
    for mine, theirs, within in zip(
        model.latencies_s, truth.latencies_s, (0.08, 0.15, 0.2), strict=True
    ):
        if 0.02 < theirs < 0.99 * TIMEOUT_S:  # not on an atom
            assert mine == pytest.approx(theirs, rel=within)


def test_onset_and_recovery_come_within_ten_seconds_of_the_reference() -> None:
    passing = fault("slow-dependency", target="database", factor="10x", from_="40s", until="90s")
    reference = Reference(shop_spec(), (passing,), 3)
    reference.run(130)
    bad_at_s = [a.at_s for a in reference.answers if not a.good and a.at_s > 40]
    traces = simulate(calm(passing), [()], 130, 0)
    bad = traces.true("bad_requests")[0]
    model_at_s = [at_s for at_s, many in zip(traces.times, bad, strict=True) if many > 1]
    assert min(model_at_s) == pytest.approx(sorted(bad_at_s)[5], abs=10)
    assert max(model_at_s) == pytest.approx(sorted(bad_at_s)[-5], abs=10)


def test_the_seed_does_not_touch_the_truth() -> None:
    courses = [simulate(build(shop_spec(), (), seed), [()], 30, 0) for seed in (1, 2)]
    assert (courses[0].truth == courses[1].truth).all()
    assert (courses[0].observed != courses[1].observed).any()
