"""Right and wrong levers, in words."""

import numpy as np
import pytest

from game.scenario.shop_model import LeverSpec
from game.shop import Pull, Sample, simulate, start, step
from tests.shop.shops import calm, course, fault, lever, mean

BAD_RELEASE = fault("code-errors", share="60%", release="web-412", from_="0s")
BAD_FLAG = fault("code-errors", share="40%", flag="one-click", from_="0s")
SLOW_DATABASE = fault("slow-dependency", target="database", factor="6x", from_="0s")
ROLLBACK = lever("rollback", release="web-412", delay="20s", ramp="60s")
FLAG_OFF = lever("flag-off", flag="one-click", delay="10s")
SCALE_OUT = lever("scale-out", replicas="6", delay="30s", ramp="30s")
RESTART = lever("restart", ramp="60s")
ALL_AT_ONCE = lever("restart")


def test_rolling_back_a_bad_release_recovers_within_its_ramp_and_a_window() -> None:
    traces = course(BAD_RELEASE, Pull(ROLLBACK, 120))
    assert mean(traces, "checkout.success", 60, 120) == pytest.approx(0.4, abs=0.02)
    assert mean(traces, "checkout.success", 120 + 20 + 60 + 20, 300) > 0.999


def test_a_rollback_acts_replica_by_replica() -> None:
    traces = course(BAD_RELEASE, Pull(ROLLBACK, 120))
    shares = sorted({round(float(v), 3) for v in traces.true("success")[0, 100:260]})
    assert len(shares) == 13  # none to all of twelve replicas


def test_rolling_back_another_release_changes_nothing() -> None:
    wrong = Pull(lever("rollback", release="web-411"), 120)
    assert mean(course(BAD_RELEASE, wrong), "good", 200, 300) == pytest.approx(16, abs=8)
    assert (course(BAD_RELEASE, wrong).truth == course(BAD_RELEASE).truth).all()


def test_undoing_a_rollback_brings_the_errors_back() -> None:
    traces = course(BAD_RELEASE, Pull(ROLLBACK, 20, undone_at_s=150))
    assert mean(traces, "success", 110, 150) > 0.999
    assert mean(traces, "success", 240, 300) == pytest.approx(0.4, abs=0.01)


def test_scaling_out_does_not_help_a_code_fault() -> None:
    helped = mean(course(BAD_RELEASE, Pull(SCALE_OUT, 60)), "success", 200, 300)
    assert helped == pytest.approx(mean(course(BAD_RELEASE), "success", 200, 300), abs=0.001)


def test_turning_the_flag_off_cures_a_flagged_fault_and_undoing_it_brings_it_back() -> None:
    traces = course(BAD_FLAG, Pull(FLAG_OFF, 60, undone_at_s=150))
    assert mean(traces, "success", 0, 60) == pytest.approx(0.6, abs=0.02)
    assert mean(traces, "success", 80, 150) > 0.999
    assert mean(traces, "success", 160, 300) == pytest.approx(0.6, abs=0.02)


def test_a_rollback_does_not_touch_a_flag() -> None:
    assert mean(course(BAD_FLAG, Pull(ROLLBACK, 60)), "success", 200, 300) < 0.65


def test_a_restart_helps_nothing_against_a_code_fault_and_costs_capacity() -> None:
    traces = course(BAD_RELEASE, Pull(RESTART, 60))
    assert mean(traces, "success", 200, 300) == pytest.approx(0.4, abs=0.01)
    assert traces.metric("replicas.ready")[0, 60:120].min() <= 11
    assert traces.metric("replicas.ready")[0, 140:].min() == 12


def test_restarting_all_replicas_at_once_is_an_outage_of_its_own() -> None:
    traces = course((), Pull(ALL_AT_ONCE, 60))
    assert mean(traces, "success", 62, 67) < 0.1
    assert mean(traces, "checkout.p95", 75, 90) > mean(traces, "checkout.p95", 0, 60)
    assert mean(traces, "success", 200, 300) > 0.999


def test_scaling_out_against_a_slow_database_takes_its_connections_and_makes_it_worse() -> None:
    waited, scaled = course(SLOW_DATABASE), course(SLOW_DATABASE, Pull(SCALE_OUT, 60))
    assert mean(waited, "success", 200, 300) > 0.9
    assert mean(scaled, "success", 200, 300) < 0.5
    assert mean(scaled, "db.connections", 200, 300) > 99


def test_undoing_the_scale_out_gives_the_connections_back() -> None:
    traces = course(SLOW_DATABASE, Pull(SCALE_OUT, 20, undone_at_s=120))
    assert mean(traces, "success", 240, 300) > 0.9


def test_scaling_out_does_help_when_replicas_are_lost() -> None:
    lost = fault("capacity-loss", share="75%", from_="0s")
    slow = fault("slow-dependency", target="payments", factor="2x", from_="0s")
    alone = course((lost, slow))
    helped = course((lost, slow), Pull(SCALE_OUT, 60))
    assert mean(alone, "success", 200, 300) < 0.9
    assert mean(helped, "success", 200, 300) > 0.99


def test_waiting_helps_when_the_fault_ends_by_itself() -> None:
    passing = fault("slow-dependency", target="payments", factor="10x", from_="0s", until="3m")
    traces = course(passing, Pull(lever("wait"), 30))
    assert mean(traces, "success", 100, 180) < 0.7
    assert mean(traces, "success", 210, 300) > 0.999


def test_halting_a_canary_takes_it_back_and_halting_a_rollout_leaves_it_where_it_is() -> None:
    halt = Pull(lever("canary-halt", release="web-412"), 100)
    canary = fault("code-errors", share="80%", release="web-412", replicas="25%", from_="0s")
    assert mean(course(canary, halt), "success", 60, 100) == pytest.approx(0.8, abs=0.01)
    assert mean(course(canary, halt), "success", 200, 300) > 0.999
    rollout = fault("code-errors", share="80%", release="web-412", ramp="200s", from_="0s")
    assert mean(course(rollout, halt), "success", 200, 300) == pytest.approx(0.6, abs=0.01)


@pytest.mark.parametrize(
    "pulled", [lever("restart"), lever("restart", ramp="20s"), ROLLBACK, FLAG_OFF, SCALE_OUT]
)
def test_what_is_done_is_felt_from_the_next_second_on_live_and_in_a_what_if(
    pulled: LeverSpec,
) -> None:
    """In a drill, a second has been computed before anybody can act in it."""
    shop = calm((BAD_RELEASE, BAD_FLAG))
    plant, samples = start(shop, 1, 0), list[Sample]()
    for at_s in range(60):
        known = [Pull(pulled, 20, 45 if at_s >= 45 else None)] if at_s >= 20 else []
        plant, sample = step(shop, plant, [known])
        samples.append(sample)
    planned = simulate(shop, [[Pull(pulled, 20, 45)]], 60, 0)
    assert np.array_equal(np.stack([one.truth[0] for one in samples]), planned.truth[0])


def test_turning_away_one_group_leaves_the_others_as_they_were_and_sends_it_away() -> None:
    shed = Pull(lever("shed", share="50%", segment="us"), 20)
    traces = course((), shed, seconds=120)
    before, after = (mean(traces, "orders.rate", *span) for span in ((0, 20), (90, 120)))
    assert after == pytest.approx(0.8 * before, rel=0.02)  # two in five customers are there
    assert mean(traces, "web.success.us", 90, 120) == pytest.approx(0.5, abs=0.02)
    assert mean(traces, "web.success.eu", 90, 120) > 0.99
    assert mean(traces, "web.retries", 90, 120) < 0.1  # they are told not to come back
