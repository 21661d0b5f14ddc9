"""What the dashboards show: windows of noisy counts, latency quantiles and gauges."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import ONE, TINY, Floats
from game.shop.conditions import Conditions
from game.shop.mixtures import OWN_ROWS, Mixture, quantiles_s
from game.shop.network import Flow
from game.shop.noise import LEVELS, TOGETHER, poisson, second
from game.shop.state import Slow, hit_shares
from game.shop.system import Shop

_LEVEL_LOGITS: Final = np.array([[[math.log(q / (1 - q))]] for q in LEVELS])
_LEVEL_SPREADS: Final = np.array([[[1 / math.sqrt(q * (1 - q))]] for q in LEVELS])
_EACH: Final = 8  # metrics of a service on the way


@dataclass(frozen=True, slots=True, eq=False)
class Dashboards:
    """Running totals at each second of the window, oldest first.

    Rows: as counted, of each service on the way its good and failed answers and its repeated
    requests, and the failed calls of each provider; as expected, the answers of each service and
    the calls of each provider; orders, which are the good answers that customers get; then weight,
    log mean and log square of each kind of answer of each service.
    """

    totals: tuple[Floats, ...]

    @property
    def window(self) -> Floats:
        """What was added over the window."""
        return self.totals[-1] - self.totals[0]


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What the services on the way did in one second, [service, B]."""

    good: Floats
    failed: Floats
    repeated: Floats
    waiting: Floats
    mix: Mixture  # [kind, service, B]


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """All that happened in one second, as the instruments may look at it."""

    at_s: int
    now: Conditions
    slow: Slow
    flow: Flow
    way: Passage
    replies: Floats  # [3, service, B]: share failed, mean time, mean square
    calls: Floats  # [provider, B]
    call_failures: Floats
    of_customers: Floats  # [B]: share of the answers that customers get, and bots do not


def blank(shop: Shop, width: int) -> Dashboards:
    """Dashboards before anything was counted."""
    kinds = (len(shop.providers[0].branches) + 1) * shop.shapes + OWN_ROWS * shop.ways
    nothing = np.zeros((4 * shop.ways + 2 * len(shop.providers) + 1 + 3 * shop.ways * kinds, width))
    return Dashboards((nothing,) * (shop.window_s + 1))


def count(shop: Shop, before: Dashboards, this: Second) -> Dashboards:
    """Enter one second into the totals."""
    rows = np.empty_like(before.totals[0])
    ways, providers, one = shop.ways, len(shop.providers), this.way
    counted, kinds = 3 * ways + providers, 4 * ways + 2 * providers + 1
    each = rows[: 3 * ways].reshape(ways, 3, -1)
    each[:, 0], each[:, 1], each[:, 2] = one.good, one.failed, one.repeated
    rows[3 * ways : counted] = this.call_failures
    np.add(one.good, one.failed, out=rows[counted : counted + ways])
    rows[counted + ways : kinds - 1] = this.calls
    weight, first, square = rows[kinds:].reshape(3, *one.mix.weight.shape)
    weight[:] = one.mix.weight
    np.multiply(one.mix.weight, one.mix.log_mean, out=first)
    np.multiply(first, one.mix.log_mean, out=square)
    square += one.mix.weight * one.mix.log_spread
    if shop.noise:
        normal, level, _smooth = second(shop.seed, shop.window_s, shop.streams, this.at_s)
        rows[:counted] = poisson(rows[:counted], normal, level)
    np.multiply(rows[0], this.of_customers, out=rows[kinds - 1])
    rows += before.totals[-1]
    return Dashboards((*before.totals[1:], rows))


def observe(shop: Shop, this: Second, window: Floats) -> Floats:
    """All metrics of one second, [metric, B] in the order of the shop's metric ids."""
    ways, providers = shop.ways, len(shop.providers)
    counted, kinds = 3 * ways + providers, 4 * ways + 2 * providers + 1
    sums = np.maximum(window[:kinds], 0.0)
    if shop.noise:
        smooth = second(shop.seed, shop.window_s, shop.streams, this.at_s)[2]
    else:
        smooth = np.zeros((len(shop.streams.values), 1))
    metrics = np.empty((len(shop.metric_ids), sums.shape[1]))
    each = sums[: 3 * ways].reshape(ways, 3, -1)
    good, answered = each[:, 0], each[:, 0] + each[:, 1]
    success = _success(this.way, good, answered)
    metrics[0] = sums[kinds - 1] * (60.0 / shop.window_s)
    metrics[1] = this.flow.replicas[ways - 1]
    metrics[2] = (ONE - success[0]) / max(ONE - shop.spec.slo, 1e-6)
    row = 3 + _EACH * ways
    way = metrics[3:row].reshape(ways, _EACH, -1)
    way[:, 0], way[:, 1] = answered / shop.window_s, success
    normals = smooth[: 3 * ways].reshape(ways, 3, 1).transpose(1, 0, 2)
    mixes = window[kinds:].reshape(3, *this.way.mix.weight.shape)
    latencies_s = _latencies_s(shop, mixes, sums[counted : counted + ways], normals)
    way[:, 2:5] = 1000.0 * latencies_s.transpose(1, 0, 2)
    gauges = smooth[3 * ways : 5 * ways].reshape(ways, 2, 1)
    way[:, 5] = _scattered(shop, this.way.waiting, gauges[:, 0])
    way[:, 6] = _busy(this.flow, gauges[:, 1])
    way[:, 7] = each[:, 2] / shop.window_s
    row = _beside(shop, this, metrics, row)
    calls = np.maximum(sums[counted + ways : kinds - 1], 1.0)
    for n, provider in enumerate(shop.providers):
        metrics[row] = np.minimum(sums[3 * ways + n] / calls[n], 1.0)
        # 1.25 sigma / sqrt(n): the error of a lognormal's median
        error = np.exp(1.25 * provider.sigma * smooth[5 * ways + n] / np.sqrt(calls[n]))
        now = this.now.providers
        metrics[row + 1] = 1000.0 * (now.calls[n].median_s + now.delay_s[n]) * error
        row += 2
    row = _of_database(shop, this, metrics, row=row, smooth=smooth, answers=sums[counted])
    row = _of_state(shop, this, metrics, row)
    metrics[row:] = _of_segments(shop, this.now.segments * success[0], smooth[:-2], answered[0])
    return metrics


def _of_segments(shop: Shop, expected: Floats, smooth: Floats, answered: Floats) -> Floats:
    """Each segment's success, which strays from all customers' by chance.

    Of n answers of which a segment has the share w, with success p, its share of good ones strays
    by sqrt(p (1 - p) (1 - w) / (w n)) from what all of them show.
    """
    many = len(shop.of_all)
    if not many:
        return expected
    share = np.clip(expected, 0.0, ONE)
    answers = np.maximum(shop.of_all * answered, ONE)
    variance = share * (ONE - share) * (ONE - shop.of_all) / answers
    return np.clip(share + smooth[-many:] * np.sqrt(variance), 0.0, ONE)


def _beside(shop: Shop, this: Second, metrics: Floats, row: int) -> int:
    """Services beside the way: their time, their failures, their load."""
    many = len(shop.services) - shop.ways
    if many:
        each = metrics[row : row + 3 * many].reshape(many, 3, -1)
        each[:, 0] = 1000.0 * this.replies[1, shop.ways :]
        each[:, 1] = np.maximum(this.replies[0, shop.ways :], 0.0)
        each[:, 2] = this.flow.settled.busy_share[shop.ways :]
    return row + 3 * many


def _of_state(shop: Shop, this: Second, metrics: Floats, row: int) -> int:
    """Caches and backlogs."""
    caches, queues = len(shop.spec.caches), len(shop.spec.queues)
    if caches:
        metrics[row : row + caches] = hit_shares(shop, this.now, this.slow)
    if queues:
        metrics[row + caches : row + caches + queues] = this.slow.backlog
    return row + caches + queues


def _of_database(
    shop: Shop, this: Second, metrics: Floats, *, row: int, smooth: Floats, answers: Floats
) -> int:
    now, flow = this.now.database, this.flow
    of_query, of_pool = smooth[-2], smooth[-1]
    in_use = np.minimum(_scattered(shop, flow.in_database, of_pool), now.connections)
    few = np.sqrt(np.maximum(answers * max(shop.spec.database.queries, 0.01), 1.0))
    metrics[row] = now.held + in_use
    metrics[row + 1] = 1000.0 * flow.query_s * np.exp(of_query / few)
    metrics[row + 2] = flow.settled.database_share
    metrics[row + 3] = 1000.0 * this.slow.lag_s
    metrics[row + 4] = now.disk
    return row + 5


def _success(one: Passage, good: Floats, answered: Floats) -> Floats:
    """Share of good answers; the expected one while nothing has been answered."""
    expected = one.good / np.maximum(one.good + one.failed, TINY)
    return np.where(answered > 0, good / np.maximum(answered, TINY), expected)


def _scattered(shop: Shop, number: Floats, normal: Floats) -> Floats:
    """A number of people in a place, as one look at it shows it."""
    if not shop.noise:
        return number
    return np.maximum(np.rint(number + normal * np.sqrt(number)), 0.0)


def _busy(flow: Flow, normal: Floats) -> Floats:
    share, servers = flow.settled.busy_share[: len(normal)], flow.place.servers[: len(normal)]
    scatter = np.sqrt(share * (ONE - share) / np.maximum(servers, 1.0))
    return np.minimum(np.maximum(share + normal * scatter, 0.0), 1.0)


def _latencies_s(shop: Shop, window: Floats, answers: Floats, normals: Floats) -> Floats:
    """p50, p95, p99 in seconds: the level strays by z / sqrt(n q (1-q)) on the logit scale.

    n counts answers that know nothing of each other: see `noise.TOGETHER`.
    """
    weight, first, square = window
    held = np.maximum(weight, TINY)
    log_mean = first / held
    mix = Mixture(weight, log_mean, square / held - log_mean * log_mean)
    spread = _LEVEL_SPREADS / np.sqrt(np.maximum(answers / TOGETHER, 1.0))
    levels = 1.0 / (1.0 + np.exp(-(_LEVEL_LOGITS + normals * spread)))
    np.maximum.accumulate(levels, axis=0, out=levels)  # of very few answers they could cross
    return quantiles_s(shop.log_grid, mix, answers, levels)
