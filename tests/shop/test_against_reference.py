"""The model against the same shop request by request, within the thresholds it promises."""

from dataclasses import dataclass

import pytest

from game.scenario.shop_model import FaultSpec, ShopSpec
from game.shop import Pull, build, simulate
from tests.shop.reference import Reference, Summary, summary
from tests.shop.shops import calm, fault, lever, mean, shop_spec

FROM_S, TO_S = 30, 160
TIMEOUT_S = 5


@dataclass(frozen=True)
class Regime:
    spec: ShopSpec
    faults: tuple[FaultSpec, ...] = ()
    added_replicas: int = 0


def _always(kind: str, **said: str) -> tuple[FaultSpec, ...]:
    return (fault(kind, from_="-1h", **said),)


REGIMES = {
    "light": Regime(shop_spec(traffic__base_rps="20")),
    "80 %": Regime(shop_spec(traffic__base_rps="34", checkout__workers="1")),
    "overload with retries": Regime(
        shop_spec(traffic__base_rps="55", checkout__workers="1", checkout__queue="24")
    ),
    "payments x5": Regime(shop_spec(), _always("slow-dependency", target="payments", factor="5x")),
    "payments x5 for some": Regime(
        shop_spec(), _always("slow-dependency", target="payments", factor="5x", share="30%")
    ),
    "database x10": Regime(
        shop_spec(), _always("slow-dependency", target="database", factor="10x")
    ),
    "database x10 and six replicas more": Regime(
        shop_spec(), _always("slow-dependency", target="database", factor="10x"), 6
    ),
    "code errors": Regime(shop_spec(), _always("code-errors", share="60%")),
    "replicas lost": Regime(
        shop_spec(checkout__workers="2"), _always("capacity-loss", share="75%")
    ),
}


def _modelled(regime: Regime) -> Summary:
    more = Pull(lever("scale-out", replicas=str(regime.added_replicas)), -5000)
    traces = simulate(calm(regime.faults, regime.spec), [[more]], TO_S, 0)
    latencies = [mean(traces, f"checkout.p{q}", FROM_S, TO_S) / 1000 for q in (50, 95, 99)]
    bad = mean(traces, "bad_requests", FROM_S, TO_S) / mean(traces, "requests", FROM_S, TO_S)
    return Summary(
        mean(traces, "good", FROM_S, TO_S), bad, (latencies[0], latencies[1], latencies[2])
    )


@pytest.mark.parametrize("name", REGIMES)
def test_orders_errors_and_latency_are_those_of_the_request_level_simulation(name: str) -> None:
    regime = REGIMES[name]
    reference = Reference(regime.spec, regime.faults, 7, regime.added_replicas)
    reference.run(TO_S)
    truth, model = summary(reference, FROM_S, TO_S), _modelled(regime)
    assert model.orders_rps == pytest.approx(truth.orders_rps, rel=0.05, abs=0.5)
    assert model.error_share == pytest.approx(truth.error_share, abs=0.04)
    for mine, theirs, within in zip(
        model.latencies_s, truth.latencies_s, (0.08, 0.15, 0.2), strict=True
    ):
        if 0.02 < theirs < TIMEOUT_S:  # not on an atom
            assert mine == pytest.approx(theirs, rel=within)


def test_onset_and_recovery_come_within_ten_seconds_of_the_reference() -> None:
    passing = fault("slow-dependency", target="database", factor="10x", from_="60s", until="120s")
    reference = Reference(shop_spec(), (passing,), 3)
    reference.run(180)
    bad_at_s = [a.at_s for a in reference.answers if not a.good and a.at_s > 60]
    traces = simulate(calm(passing), [()], 180, 0)
    bad = traces.true("bad_requests")[0]
    model_at_s = [at_s for at_s, many in zip(traces.times, bad, strict=True) if many > 1]
    assert min(model_at_s) == pytest.approx(sorted(bad_at_s)[5], abs=10)
    assert max(model_at_s) == pytest.approx(sorted(bad_at_s)[-5], abs=10)


def test_the_seed_does_not_touch_the_truth() -> None:
    courses = [simulate(build(shop_spec(), (), seed), [()], 30, 0) for seed in (1, 2)]
    assert (courses[0].truth == courses[1].truth).all()
    assert (courses[0].observed != courses[1].observed).any()
