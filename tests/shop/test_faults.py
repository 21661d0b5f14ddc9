"""What each fault does to the dashboards."""

import pytest

from game.scenario.shop_model import FaultSpec
from game.shop import Pull, build, simulate
from tests.shop.shops import course, fault, lever, mean, shop_spec

SHOPS = ("checkout", "small-shop")


def _change(faults: FaultSpec, metric: str, name: str = "checkout") -> float:
    spec = shop_spec(name)
    after = mean(course(faults, spec=spec, seconds=200), metric, 100, 200)
    return after / mean(course(spec=spec, seconds=60), metric, 0, 60)


@pytest.mark.parametrize("name", SHOPS)
def test_a_healthy_shop_keeps_its_target_and_its_thresholds(name: str) -> None:
    spec = shop_spec(name)
    traces = course(spec=spec, seconds=120)
    assert mean(traces, "checkout.success", 0, 120) > spec.slo
    assert mean(traces, "orders.rate", 0, 120) == pytest.approx(
        spec.traffic.base_rps * 60, rel=0.01
    )
    for metric in spec.metrics:
        assert metric.threshold is not None
        value = mean(traces, metric.id, 0, 120)
        assert (
            value > metric.threshold.value
            if metric.better == "high"
            else (value < metric.threshold.value)
        ), metric.id


@pytest.mark.parametrize("name", SHOPS)
def test_errors_that_come_early_lower_the_median_and_customers_try_again(name: str) -> None:
    errors = fault("code-errors", share="60%")
    assert _change(errors, "checkout.p50", name) < 0.5
    assert _change(errors, "checkout.requests", name) > 1.2
    assert _change(errors, "checkout.retries", name) > 10


def test_a_share_of_slow_payments_moves_the_tail_and_leaves_the_median() -> None:
    slow = fault("slow-dependency", target="payments", factor="5x", share="10%")
    assert _change(slow, "checkout.p50") < 1.15
    assert _change(slow, "checkout.p95") > 2
    assert _change(slow, "checkout.success") == pytest.approx(1, abs=0.001)
    assert _change(slow, "payments.latency") == pytest.approx(1.05, abs=0.04)


def test_a_slow_database_fills_its_pool() -> None:
    slow = fault("slow-dependency", target="database", factor="12x")
    assert mean(course(slow, seconds=200), "db.connections", 100, 200) > 95
    assert _change(slow, "db.latency") > 12
    assert _change(slow, "checkout.success") < 0.8


def test_failing_payments_show_as_such() -> None:
    failing = fault("code-errors", target="payments", share="30%")
    traces = course(failing, seconds=200)
    assert mean(traces, "payments.errors", 100, 200) == pytest.approx(0.3, abs=0.01)
    assert mean(traces, "checkout.success", 100, 200) == pytest.approx(0.7, abs=0.01)


def test_losing_replicas_shows_and_does_no_harm_while_there_is_room() -> None:
    traces = course(fault("capacity-loss", share="50%", from_="0s"), seconds=200)
    assert mean(traces, "replicas.ready", 10, 200) == 6
    assert mean(traces, "success", 10, 200) > 0.999


def test_losing_all_replicas_fails_every_request_at_once() -> None:
    traces = course(fault("capacity-loss", share="100%", from_="0s"), seconds=200)
    assert mean(traces, "success", 60, 200) == pytest.approx(0, abs=0.001)
    assert mean(traces, "checkout.p99", 60, 200) < 100


def test_a_shop_that_was_gone_for_a_while_comes_back() -> None:
    gone = fault("capacity-loss", share="100%", from_="20s", until="60s")
    traces = course(gone, spec=shop_spec(checkout__workers="2"), seconds=160)
    assert mean(traces, "success", 40, 60) < 0.01
    assert mean(traces, "success", 120, 160) > 0.99


def test_a_fault_ramps_up_and_ends() -> None:
    errors = fault("code-errors", share="40%", from_="60s", ramp="60s", until="180s")
    traces = course(errors, seconds=200)
    assert mean(traces, "success", 0, 60) > 0.999
    assert mean(traces, "success", 88, 93) == pytest.approx(0.8, abs=0.01)
    assert mean(traces, "success", 120, 179) == pytest.approx(0.6, abs=0.01)
    assert mean(traces, "success", 181, 300) > 0.999


def test_a_release_on_some_replicas_fails_only_there() -> None:
    canary = fault("code-errors", share="80%", release="web-412", replicas="25%")
    assert mean(course(canary, seconds=100), "success", 50, 100) == pytest.approx(0.8, abs=0.01)


def test_chance_decides_when_leaking_replicas_die_and_not_what_ops_does() -> None:
    leak, wait = fault("memory-leak", grows_over="300"), Pull(lever("wait"), 50)
    ready = [
        simulate(build(shop_spec(), (leak,), seed), [(), (wait,)], 150, 0).metric("replicas.ready")
        for seed in (1, 2)
    ]
    assert (ready[0][0] == ready[0][1]).all()
    assert (ready[0][0] != ready[1][0]).any()
    assert ready[0].min() < 6 < ready[0][0, -1]


def test_bots_ask_for_much_and_order_nothing() -> None:
    bots = fault("hostile-traffic", factor="2x")
    assert _change(bots, "web.requests") == pytest.approx(3, rel=0.02)
    assert _change(bots, "orders.rate") == pytest.approx(1, rel=0.02)


def test_two_faults_at_once_hit_independently() -> None:
    code, payments = (
        fault("code-errors", share="30%"),
        fault("code-errors", target="payments", share="50%"),
    )
    both = mean(course((code, payments), seconds=120), "success", 60, 120)
    assert both == pytest.approx(0.7 * 0.5, abs=0.001)


def test_errors_that_come_early_relieve_slow_payments() -> None:
    slow = fault("slow-dependency", target="payments", factor="9x")
    both = course((slow, fault("code-errors", share="30%")))
    assert mean(both, "checkout.p95", 200, 300) < mean(course(slow), "checkout.p95", 200, 300)
