"""Instruments that are late, missing, stuck or wrong, and segments told apart."""

import math

import pytest

from game.scenario.shop_model import FaultSpec
from game.shop import Recording, Shop, build, record, simulate, start, step
from tests.shop.shops import calm, course, fault, mean, shop_spec

BROKEN = fault("code-errors", share="60%", from_="5s")


def _seen(*faults: FaultSpec, seconds: int = 12) -> Recording:
    shop = build(shop_spec("small-shop"), faults, 3)
    return _recorded(shop, seconds)


def _recorded(shop: Shop, seconds: int) -> Recording:
    plant, recording = start(shop, 1, 0), Recording(metric_ids=shop.metric_ids)
    for _ in range(seconds):
        plant, sample = step(shop, plant, [()])
        recording = record(shop, recording, sample)
    return recording


def test_a_missing_series_has_gaps_while_its_fault_acts_and_the_others_none() -> None:
    seen = _seen(fault("metric-missing", target="checkout.success", from_="3s", until="6s"))
    missing = [at_s for at_s in seen.times if math.isnan(seen.at("checkout.success", at_s))]
    assert missing == [3, 4, 5]
    assert not any(math.isnan(seen.at("checkout.p95", at_s)) for at_s in seen.times)


def test_a_frozen_series_stays_green_while_the_shop_burns() -> None:
    frozen = _seen(BROKEN, fault("metric-frozen", target="checkout.success", from_="4s"))
    honest = _seen(BROKEN)
    assert frozen.at("checkout.success", 12) == honest.at("checkout.success", 3) == 1
    assert frozen.truth_at("success", 12) == honest.truth_at("success", 12) < 0.5


def test_a_wrong_series_is_off_by_its_factor() -> None:
    wrong = _seen(fault("metric-wrong", target="checkout.p95", factor="0.1x"))
    assert wrong.at("checkout.p95", 9) == pytest.approx(0.1 * _seen().at("checkout.p95", 9))


def test_scraping_delays_what_is_seen_and_not_what_is_true() -> None:
    spec = shop_spec("small-shop").model_copy(update={"delay_s": 4})
    late = simulate(calm(BROKEN, spec), [()], 20, 0)
    prompt = simulate(calm(BROKEN, shop_spec("small-shop")), [()], 20, 0)
    assert (
        late.metric("checkout.success")[0, 4:] == prompt.metric("checkout.success")[0, :-4]
    ).all()
    assert (late.truth == prompt.truth).all()


def test_one_series_may_come_later_than_the_others() -> None:
    spec = shop_spec("small-shop")
    metrics = tuple(
        one.model_copy(update={"delay_s": 7 if one.id == "checkout.p95" else 0})
        for one in spec.metrics
    )
    late = simulate(calm(BROKEN, spec.model_copy(update={"metrics": metrics})), [()], 30, 0)
    prompt = simulate(calm(BROKEN, spec), [()], 30, 0)
    p95 = late.metric("checkout.p95")[0, 7:]
    assert (p95 == prompt.metric("checkout.p95")[0, :-7]).all()
    assert (late.metric("checkout.success") == prompt.metric("checkout.success")).all()


def test_a_fault_of_one_region_shows_in_that_region_alone() -> None:
    traces = course(fault("code-errors", share="50%", segment="eu", from_="0s"), seconds=80)
    assert mean(traces, "web.success.eu", 40, 80) == pytest.approx(0.5, abs=0.02)
    assert mean(traces, "web.success.us", 40, 80) > 0.99
    assert mean(traces, "web.success", 40, 80) == pytest.approx(0.7, abs=0.02)


def test_both_ways_of_dividing_the_customers_add_up_to_all_of_them() -> None:
    traces = course(fault("code-errors", share="80%", segment="card", from_="0s"), seconds=80)
    both = 0.7 * mean(traces, "web.success.card", 40, 80)
    both += 0.3 * mean(traces, "web.success.wallet", 40, 80)
    assert both == pytest.approx(mean(traces, "web.success", 40, 80), abs=0.005)


def test_segments_that_are_hit_alike_stray_by_chance_each_and_agree_on_the_whole() -> None:
    shop = build(shop_spec("checkout"), (fault("code-errors", share="50%", from_="0s"),), 3)
    seen = simulate(shop, [()], 120, 0)
    shares = {one.id: one.share for one in shop.spec.segments if one.of == "region"}
    assert len(shares) > 1
    curves = {key: seen.metric(f"web.success.{key}")[0, 40:] for key in shares}
    for key, share in shares.items():
        apart = curves[key] - seen.metric("web.success")[0, 40:]
        assert 0 < apart.std() < 0.1, "they are neither one curve nor three stories"
        assert abs(apart.mean()) < 0.02 / share**0.5
