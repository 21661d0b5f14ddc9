"""What the dashboards show: windows of noisy counts, latency quantiles and gauges."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.scenario.shop_model import METRICS
from game.shop.arrays import TINY, Floats
from game.shop.conditions import Conditions
from game.shop.customers import Asking, Outcomes, payment_failures
from game.shop.latency import Mixture, quantiles_s
from game.shop.network import Flow
from game.shop.noise import LEVELS, poisson, second
from game.shop.system import Shop

METRIC_IDS: Final = tuple(METRICS)
_LEVEL_LOGITS: Final = np.array([[math.log(q / (1 - q))] for q in LEVELS])
_LEVEL_SPREADS: Final = np.array([[1 / (q * (1 - q))] for q in LEVELS])


@dataclass(frozen=True, slots=True, eq=False)
class Dashboards:
    """Running totals at each second of the window, oldest first.

    Rows: good and failed answers, retries and failed payment calls as counted; answers and
    payment calls as expected; then weight, log mean and log square of each kind of answer.
    """

    totals: tuple[Floats, ...]

    @property
    def window(self) -> Floats:
        """What was added over the window."""
        return self.totals[-1] - self.totals[0]


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """All that happened in one second, as the instruments may look at it."""

    at_s: int
    now: Conditions
    flow: Flow
    mix: Mixture
    asking: Asking
    outcomes: Outcomes
    waiting: Floats


def blank(shop: Shop, width: int) -> Dashboards:
    """Dashboards before anything was counted."""
    nothing = np.zeros((6 + 3 * shop.components, width))
    return Dashboards((nothing,) * (shop.window_s + 1))


def count(shop: Shop, before: Dashboards, this: Second) -> Dashboards:
    """Enter one second into the totals."""
    mix, failed = this.mix, this.outcomes.failed
    calls = this.flow.served * (1.0 - this.now.code_errors)
    call_errors = calls * payment_failures(this.now, this.flow)[1]
    expected = np.stack([this.outcomes.good, failed, this.asking.retries, call_errors])
    weighted = mix.weight * mix.log_mean
    rows = np.concatenate(
        [
            _counted(shop, this.at_s, expected),
            (this.outcomes.good + failed)[None],
            calls[None],
            mix.weight,
            weighted,
            weighted * mix.log_mean + mix.weight * mix.log_spread,
        ]
    )
    return Dashboards((*before.totals[1:], before.totals[-1] + rows))


def _counted(shop: Shop, at_s: int, expected: Floats) -> Floats:
    if not shop.noise:
        return expected
    normal, level, _smooth = second(shop.seed, shop.window_s, at_s)
    return poisson(expected, normal, level)


def observe(shop: Shop, this: Second, window: Floats) -> Floats:
    """All metrics of one second, [metric, B] in the order of METRIC_IDS."""
    window_s = shop.window_s
    smooth = second(shop.seed, window_s, this.at_s)[2] if shop.noise else np.zeros((8, 1))
    good, failed, retries, call_errors, answers, calls = np.maximum(window[:6], 0.0)
    seen = good + failed
    latency_ms = 1000.0 * _latencies(shop, window, answers, smooth[:3])
    now, flow = this.now, this.flow
    expected = this.outcomes.good / np.maximum(this.outcomes.good + this.outcomes.failed, TINY)
    in_use = flow.in_database + smooth[5] * np.sqrt(flow.in_database) * bool(shop.noise)
    capacity = np.maximum(flow.checkout.servers, 1.0)
    busy = flow.busy / capacity
    jitter = np.sqrt(np.maximum(busy * (1.0 - busy), 0.0) / capacity)
    return np.stack(
        [
            good * (60.0 / window_s),
            seen / window_s,
            np.where(seen > 0, good / np.maximum(seen, TINY), expected),
            *latency_ms,
            _whole(shop, this.waiting + smooth[6] * np.sqrt(this.waiting)),
            np.minimum(np.maximum(busy + smooth[7] * jitter, 0.0), 1.0),
            retries / window_s,
            np.minimum(call_errors / np.maximum(calls, TINY), 1.0),
            _payment_ms(shop, this, calls, smooth[3]),
            _whole(shop, now.held + np.minimum(np.maximum(in_use, 0.0), now.connections)),
            1000.0 * flow.query_s * _relative(smooth[4], calls * shop.spec.database.queries),
            now.replicas,
        ]
    )


def _whole(shop: Shop, value: Floats) -> Floats:
    rounded = np.rint(value) if shop.noise else value
    return np.maximum(rounded, 0.0)


def _relative(normal: Floats, size: Floats) -> Floats:
    """Factor for the sampling error of a mean of so many exponential times."""
    return np.exp(normal / np.sqrt(np.maximum(size, 1.0)))


def _latencies(shop: Shop, window: Floats, answers: Floats, smooth: Floats) -> Floats:
    """p50, p95, p99 in seconds: the level is perturbed, z / sqrt(n q (1-q)) on the logit scale."""
    weight, first, square = np.split(window[6:], 3)
    held = np.maximum(weight, TINY)
    log_mean = first / held
    mix = Mixture(weight, log_mean, square / held - log_mean * log_mean, weight)
    spread = np.sqrt(_LEVEL_SPREADS / np.maximum(answers, 1.0))
    levels = 1.0 / (1.0 + np.exp(-(_LEVEL_LOGITS + smooth * spread)))
    return quantiles_s(shop, mix, answers, levels)


def _payment_ms(shop: Shop, this: Second, calls: Floats, normal: Floats) -> Floats:
    """Median of the provider's latency, branches mixed; its log strays by 1.25 sigma / sqrt n."""
    shares, factors = this.now.payment_shares, this.now.payment_factors
    log_mean = shop.payment_log_s + np.log(factors)
    if len(shares) > 1:
        spread = np.full_like(log_mean, shop.payment_sigma**2)
        mix = Mixture(shares, log_mean, spread, shares)
        half = np.full((1, calls.size), 0.5)
        seconds = quantiles_s(shop, mix, np.ones_like(calls), half)[0]
    else:
        seconds = np.exp(log_mean[0])
    error = np.exp(normal * (1.25 * shop.payment_sigma) / np.sqrt(calls + 1.0))
    median_ms: Floats = 1000.0 * seconds * error
    return median_ms
