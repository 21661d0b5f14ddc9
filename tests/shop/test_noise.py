"""Observation noise: as large as it is in life, and the same for everyone."""

import numpy as np
import pytest

from game.shop import METRIC_IDS, build, simulate
from game.shop.noise import Streams, poisson, second
from tests.shop.shops import shop_spec

SECONDS = 1000
STREAMS = Streams(("good",), 3, ("p50", "p95", "p99", "queue"))
NORMALS = np.stack([second(3, 20, STREAMS, at_s)[0][:, 0] for at_s in range(SECONDS)])
LEVELS = np.stack([second(3, 20, STREAMS, at_s)[1][:, 0] for at_s in range(SECONDS)])


@pytest.mark.parametrize("mean", [0.005, 0.3, 2.0, 40.0, 500.0])
def test_counts_have_the_mean_and_variance_of_a_poisson_count(mean: float) -> None:
    counts = poisson(np.full_like(NORMALS, mean), NORMALS, LEVELS)
    assert counts.mean() == pytest.approx(mean, rel=0.05, abs=0.02)
    assert counts.var() == pytest.approx(mean, rel=0.25, abs=0.02)


def test_counts_rise_with_the_mean_in_every_second() -> None:
    means = np.linspace(0, 60, 200)[:, None, None]
    counts = poisson(means * np.ones_like(NORMALS[:50]), NORMALS[:50], LEVELS[:50])
    assert (np.diff(counts, axis=0) >= 0).all()


def test_nothing_is_counted_where_nothing_happens() -> None:
    assert not poisson(np.zeros_like(NORMALS), NORMALS, LEVELS).any()


def test_noise_is_the_same_whatever_was_asked_before() -> None:
    late = second(9, 20, STREAMS, 100_000)[2].copy()
    second(9, 20, STREAMS, -700)
    assert (second(9, 20, STREAMS, 100_000)[2] == late).all()
    assert (second(10, 20, STREAMS, 100_000)[2] != late).any()


def test_the_tail_is_noisier_than_the_median_and_hardly_tied_to_it() -> None:
    traces = simulate(build(shop_spec("small-shop"), (), 4), [()], SECONDS, 0)
    p50, p95, p99 = (np.log(traces.metric(f"checkout.p{q}")[0, ::20]) for q in (50, 95, 99))
    assert p50.std() < p95.std() < p99.std()
    assert -0.25 < np.corrcoef(p50, p99)[0, 1] < 0.6


def test_a_healthy_dashboard_strays_as_far_as_a_count_over_its_window_does() -> None:
    spec = shop_spec()
    traces = simulate(build(spec, (), 4), [()], SECONDS, 0)
    orders = traces.observed[0, ::20, METRIC_IDS.index("orders.rate")]
    window_count = spec.traffic.base_rps * spec.window_s
    assert orders.std() / orders.mean() == pytest.approx(window_count**-0.5, rel=0.25)
    assert np.corrcoef(orders[:-1], orders[1:])[0, 1] == pytest.approx(0, abs=0.35)
    assert (traces.metric("checkout.success")[0] == 1).mean() > 0.5
