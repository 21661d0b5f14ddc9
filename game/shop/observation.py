"""What the dashboards show: windows of noisy counts, latency quantiles and gauges."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.scenario.shop_model import METRICS
from game.shop.arrays import TINY, Floats
from game.shop.conditions import Conditions
from game.shop.customers import Asking, Outcomes
from game.shop.mixtures import Mixture, quantiles_s
from game.shop.network import Flow
from game.shop.noise import LEVELS, SMOOTH, poisson, second
from game.shop.system import Shop

METRIC_IDS: Final = tuple(METRICS)
_ROW: Final = {metric_id: row for row, metric_id in enumerate(METRIC_IDS)}
_LATENCIES: Final = slice(_ROW["checkout.p50"], _ROW["checkout.p99"] + 1)
_LEVEL_LOGITS: Final = np.array([[math.log(q / (1 - q))] for q in LEVELS])
_LEVEL_SPREADS: Final = np.array([[1 / math.sqrt(q * (1 - q))] for q in LEVELS])
_SILENCE: Final = np.zeros((len(SMOOTH), 1))


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
    mix, failed, calls = this.mix, this.outcomes.failed, this.now.calls
    paid = this.flow.served * (1.0 - this.now.code_errors)
    rows = np.empty_like(before.totals[0])
    rows[0], rows[1], rows[2] = this.outcomes.good, failed, this.asking.retries
    rows[3] = paid * (1.0 - (1.0 - this.now.payment_errors) * (1.0 - calls.given_up))
    if shop.noise:
        normal, level, _smooth = second(shop.seed, shop.window_s, this.at_s)
        rows[:4] = poisson(rows[:4], normal, level)
    rows[4], rows[5] = this.outcomes.good + failed, paid
    weight, first, square = _kinds(rows)
    weight[:] = mix.weight
    np.multiply(mix.weight, mix.log_mean, out=first)
    np.multiply(first, mix.log_mean, out=square)
    square += mix.weight * mix.log_spread
    rows += before.totals[-1]
    return Dashboards((*before.totals[1:], rows))


def _kinds(rows: Floats) -> tuple[Floats, Floats, Floats]:
    """The part of the totals that describes latency."""
    kinds = (len(rows) - 6) // 3
    return rows[6 : 6 + kinds], rows[6 + kinds : 6 + 2 * kinds], rows[6 + 2 * kinds :]


def observe(shop: Shop, this: Second, window: Floats) -> Floats:
    """All metrics of one second, [metric, B] in the order of METRIC_IDS."""
    smooth = second(shop.seed, shop.window_s, this.at_s)[2] if shop.noise else _SILENCE
    of_call, of_query, of_pool, of_queue, of_busy = smooth[3:]
    good, failed, retries, call_errors, answers, calls = np.maximum(window[:6], 0.0)
    answered, now, flow = good + failed, this.now, this.flow
    metrics = np.empty((len(METRIC_IDS), answered.size))
    metrics[_ROW["orders.rate"]] = good * (60.0 / shop.window_s)
    metrics[_ROW["checkout.requests"]] = answered / shop.window_s
    metrics[_ROW["checkout.success"]] = _success(this, good, answered)
    metrics[_LATENCIES] = 1000.0 * _latencies_s(shop, window, answers, smooth[:3])
    metrics[_ROW["checkout.queue"]] = _scattered(shop, this.waiting, of_queue)
    metrics[_ROW["checkout.utilisation"]] = _busy(flow, of_busy)
    metrics[_ROW["checkout.retries"]] = retries / shop.window_s
    metrics[_ROW["payments.errors"]] = np.minimum(call_errors / np.maximum(calls, 1.0), 1.0)
    few = 1.0 / np.sqrt(np.maximum(calls, 1.0))
    call_error = np.exp(1.25 * shop.payment_sigma * of_call * few)  # of a lognormal's median
    metrics[_ROW["payments.latency"]] = 1000.0 * now.calls.median_s * call_error
    query_error = np.exp(shop.query_sigma * of_query * few)
    metrics[_ROW["db.latency"]] = 1000.0 * flow.query_s * query_error
    in_use = np.minimum(_scattered(shop, flow.in_database, of_pool), now.connections)
    metrics[_ROW["db.connections"]] = now.held + in_use
    metrics[_ROW["replicas.ready"]] = now.replicas
    return metrics


def _success(this: Second, good: Floats, answered: Floats) -> Floats:
    """Share of good answers; the expected one while nothing has been answered."""
    expected = this.outcomes.good / np.maximum(this.outcomes.good + this.outcomes.failed, TINY)
    return np.where(answered > 0, good / np.maximum(answered, TINY), expected)


def _scattered(shop: Shop, number: Floats, normal: Floats) -> Floats:
    """A number of people in a place, as one look at it shows it."""
    if not shop.noise:
        return number
    return np.maximum(np.rint(number + normal * np.sqrt(number)), 0.0)


def _busy(flow: Flow, normal: Floats) -> Floats:
    share = flow.settled.busy_share
    scatter = np.sqrt(share * (1.0 - share) / np.maximum(flow.checkout.servers, 1.0))
    return np.minimum(np.maximum(share + normal * scatter, 0.0), 1.0)


def _latencies_s(shop: Shop, window: Floats, answers: Floats, normals: Floats) -> Floats:
    """p50, p95, p99 in seconds: the level strays by z / sqrt(n q (1-q)) on the logit scale."""
    weight, first, square = _kinds(window)
    held = np.maximum(weight, TINY)
    log_mean = first / held
    mix = Mixture(weight, log_mean, square / held - log_mean * log_mean)
    spread = _LEVEL_SPREADS / np.sqrt(np.maximum(answers, 1.0))
    levels = 1.0 / (1.0 + np.exp(-(_LEVEL_LOGITS + normals * spread)))
    return quantiles_s(shop.log_grid, mix, answers, levels)
