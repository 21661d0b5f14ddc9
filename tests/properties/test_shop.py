"""What holds for the shop whatever goes wrong and whatever is pulled."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.scenario.shop_faults import Setting
from game.scenario.shop_model import FaultKind, FaultSpec, LeverSpec
from game.shop import (
    METRIC_IDS,
    TRUTH_IDS,
    Plant,
    Pull,
    Recording,
    Sample,
    Shop,
    build,
    simulate,
    start,
    step,
)
from tests.shop.shops import fault, lever, shop_spec

SECONDS = 40
LEVERS = (
    lever("rollback", release="r", delay="5s", ramp="20s"),
    lever("flag-off", flag="f"),
    lever("scale-out", replicas="9", delay="3s", ramp="7s"),
    lever("restart", ramp="12s"),
    lever("restart", ramp="0s"),
    lever("wait"),
    lever("canary-halt", release="r"),
    lever("flag-on", flag="f"),
    lever("scale-in", replicas="30", ramp="4s"),
    lever("breaker-open"),
    lever("breaker-close"),
    lever("fallback", share="60%"),
    lever("shed", share="100%", ramp="5s"),
    lever("shed", share="80%", segment="eu", ramp="5s"),
    lever("rate-limit", share="50%", collateral="10%"),
    lever("block"),
    lever("kill-queries"),
    lever("create-index", ramp="9s"),
    lever("raise-pool", connections="50"),
    lever("fail-over", ramp="6s"),
    lever("fail-over", zone="zone-a", ramp="6s"),
    lever("drain-zone", zone="zone-b"),
    lever("clear-cache"),
    lever("pause-consumers", target="mail"),
    lever("raise-timeout", target="payments", factor="3x"),
    lever("cut-retries"),
    lever("read-only"),
    lever("maintenance", ramp="3s"),
    lever("repair", faults=("x",)),
)
ONE_SCHEDULE = st.lists(
    st.builds(
        lambda pulled, at_s, undone: Pull(pulled, at_s, undone and at_s + undone),
        st.sampled_from(LEVERS),
        st.integers(-20, SECONDS),
        st.none() | st.integers(1, 30),
    ),
    max_size=4,
).map(tuple)
SCHEDULES = st.lists(ONE_SCHEDULE, min_size=1, max_size=3)


TARGETS = ("checkout", "web", "fraud", "payments", "database", "inventory", "mail")


@st.composite
def faults(draw: st.DrawFn) -> FaultSpec:
    kind = draw(st.sampled_from(list(FaultKind)))
    return FaultSpec.model_validate(
        {
            "id": "x",
            "kind": kind,
            "target": draw(st.sampled_from(TARGETS)),
            "share": draw(st.sampled_from([0.0, 0.1, 0.5, 1.0])),
            "factor": draw(st.sampled_from([0.0, 1.0, 4.0, 30.0, 1e6])),
            "from": draw(st.integers(-700, SECONDS)),
            "until": draw(st.none() | st.integers(0, SECONDS)),
            "ramp": draw(st.sampled_from([0, 1, 25])),
            "release": draw(st.sampled_from([None, "r"])),
            "flag": draw(st.sampled_from([None, "f"])),
            "without_flag": draw(st.sampled_from([None, None, "f"])),
            "grows_over": draw(st.sampled_from([0, 1, 300, 100_000])),
            "hangs": draw(st.booleans()),
            "setting": draw(st.sampled_from([None, *Setting])),
            "zone": draw(st.sampled_from([None, None, "zone-a", "zone-b"])),
            "segment": draw(st.sampled_from([None, None, "eu", "card"])),
            "every": draw(st.sampled_from([0, 10])),
            "lasts": draw(st.sampled_from([0, 4])),
        }
    )


SHOPS = st.builds(
    lambda name, several, seed: build(shop_spec(name), several, seed),
    st.sampled_from(["checkout", "small-shop"]),
    st.lists(faults(), max_size=3).map(tuple),
    st.integers(0, 2**63),
)


RUSHED = build(
    shop_spec("checkout"),
    (fault("surge", factor="1000000x", from_="0s", target="checkout"),),
    0,
)
HALTED = tuple(Pull(lever(kind), 0, None) for kind in ("restart", "read-only"))


@settings(max_examples=12, deadline=None)
@given(SHOPS, SCHEDULES)
@example(RUSHED, [HALTED])  # all requests fail early: nothing varies in how long they take
def test_nothing_is_ever_negative_infinite_or_missing(
    shop: Shop, schedules: list[tuple[Pull, ...]]
) -> None:
    traces = simulate(shop, schedules, SECONDS, -10)
    for values in (traces.observed, traces.truth):
        assert np.isfinite(values).all()
        assert (values >= 0).all()
    for share in ("checkout.success", "checkout.utilisation", "payments.errors"):
        assert (traces.metric(share) <= 1).all()
    assert (traces.metric("checkout.p50") <= traces.metric("checkout.p95") * 1.0001).all()
    assert (traces.metric("checkout.p99") <= shop.timeout_s * 1000 + 1e-6).all()
    in_use = traces.metric("db.connections")
    assert (in_use <= shop.spec.database.connections + 50 * 4 + 1e-6).all()


@settings(max_examples=12, deadline=None)
@given(SHOPS, SCHEDULES)
def test_there_are_never_more_orders_than_customers(
    shop: Shop, schedules: list[tuple[Pull, ...]]
) -> None:
    plant = start(shop, len(schedules), -10)
    owed = (plant.customers + plant.returning.sum(axis=0))[: len(schedules)]
    traces = simulate(shop, schedules, SECONDS, -10, observed=False)
    came, settled = traces.true("offered"), traces.true("good") + traces.true("failed")
    assert (settled.cumsum(axis=1) <= owed[:, None] + came.cumsum(axis=1) + 1e-6).all()


@settings(max_examples=10, deadline=None)
@given(SHOPS, SCHEDULES)
def test_a_run_is_bit_for_bit_the_same_alone_in_a_batch_and_step_by_step(
    shop: Shop, schedules: list[tuple[Pull, ...]]
) -> None:
    batch = simulate(shop, schedules, SECONDS, -10)
    alone = simulate(shop, schedules[-1:], SECONDS, -10)
    assert batch.observed[-1].tobytes() == alone.observed[0].tobytes()
    assert batch.truth[-1].tobytes() == alone.truth[0].tobytes()
    plant, samples = start(shop, 1, -10), []
    for _ in range(SECONDS):
        plant, sample = step(shop, plant, schedules[-1:])
        samples.append(sample.observed[0])
    assert np.stack(samples).tobytes() == alone.observed[0].tobytes()


@settings(max_examples=10, deadline=None)
@given(SHOPS, ONE_SCHEDULE)
def test_steps_change_nothing_in_place(shop: Shop, schedule: tuple[Pull, ...]) -> None:
    plant = start(shop, 1, 0)
    first, again = step(shop, plant, [schedule]), step(shop, plant, [schedule])
    assert first[1].observed.tobytes() == again[1].observed.tobytes()
    assert _fingerprint(first[0]) == _fingerprint(again[0])


def _fingerprint(plant: Plant) -> bytes:
    return b"".join(load.tobytes() for load in plant.settled.load) + plant.returning.tobytes()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**40), st.lists(faults(), max_size=2).map(tuple))
def test_the_same_seed_gives_the_same_arrays(seed: int, several: tuple[FaultSpec, ...]) -> None:
    one, two = (simulate(build(shop_spec(), several, seed), [()], 20, -10) for _ in range(2))
    assert one.observed.tobytes() == two.observed.tobytes()


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_older_recordings_stay_what_they_were(forks: list[int]) -> None:
    """Each number goes back to that length, if there is one, and takes another future from it."""
    kept, told = [Recording()], [b""]
    for n, back_to in enumerate(forks):
        past = kept[min(back_to, len(kept) - 1)]
        row = float(n)
        at_s = past.last_s + 1 if len(past) else 0
        shapes = (1, len(METRIC_IDS)), (1, len(TRUTH_IDS))
        grown = past.append(Sample(at_s, *(np.full(shape, row) for shape in shapes)))
        kept.append(grown)
        told.append(grown.tobytes())
    assert [recording.tobytes() for recording in kept] == told


def test_a_lever_is_known_by_what_it_says_not_by_its_name_alone() -> None:
    """Two runs may hold the same lever in different variants."""
    two = (LEVERS[2], LeverSpec.model_validate(LEVERS[2].model_dump() | {"replicas": 2}))
    shop = build(shop_spec(), (), 1)
    batch = simulate(shop, [[Pull(one, 0)] for one in two], 30, 0)
    assert batch.metric("replicas.ready")[:, -1].tolist() == [21, 14]


@settings(max_examples=10, deadline=None)
@given(SHOPS, ONE_SCHEDULE)
def test_requests_are_conserved(shop: Shop, schedule: tuple[Pull, ...]) -> None:
    """What came in was answered, or is still inside, or waits to try again; nothing twice."""
    plant = start(shop, 1, -5)
    for _ in range(25):
        before = _inside(plant)
        plant, sample = step(shop, plant, [schedule])
        truth = dict(zip(TRUTH_IDS, sample.truth[0], strict=True))
        left = truth["good"] + truth["failed"]
        assert _inside(plant) == pytest.approx(before + truth["offered"] - left, rel=1e-9, abs=1e-6)


def test_refusing_what_was_given_up_long_ago_loses_no_customer() -> None:
    slow = FaultSpec.model_validate(
        {"id": "x", "kind": "bad-flag", "factor": 30.0, "from": -39, "share": 0.0}
    )
    shop = build(shop_spec("small-shop"), (slow,), 0)
    plant = start(shop, 1, -5)
    for _ in range(30):
        before = _inside(plant)
        plant, sample = step(shop, plant, [(Pull(lever("restart"), 0),)])
        truth = dict(zip(TRUTH_IDS, sample.truth[0], strict=True))
        left = truth["good"] + truth["failed"]
        assert _inside(plant) == pytest.approx(before + truth["offered"] - left, abs=1e-9)


def _inside(plant: Plant) -> float:
    return float(plant.customers[0] + plant.returning[:, 0].sum())


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(["checkout", "small-shop"]), st.sampled_from(["checkout", "web", "fraud"]))
def test_more_capacity_never_hurts_a_healthy_shop(name: str, target: str) -> None:
    more = lever("scale-out", replicas="2", target=target)
    shop = build(shop_spec(name), (), 1, noise=False)
    alone, helped = (simulate(shop, [pulls], 60, 0) for pulls in ((), (Pull(more, 5),)))
    front = f"{shop.front.id}.p95"
    assert helped.true("good")[0, 20:].sum() >= alone.true("good")[0, 20:].sum() - 1e-3
    assert helped.metric(front)[0, -1] <= alone.metric(front)[0, -1] * 1.01
