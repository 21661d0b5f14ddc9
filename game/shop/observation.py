"""What the dashboards show: windows of noisy counts, latency quantiles and gauges."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats
from game.shop.asked import Reply
from game.shop.conditions import Conditions
from game.shop.mixtures import Mixture, quantiles_s
from game.shop.network import Flow
from game.shop.noise import LEVELS, poisson, second
from game.shop.state import Slow, hit_share
from game.shop.system import Shop

_LEVEL_LOGITS: Final = np.array([[math.log(q / (1 - q))] for q in LEVELS])
_LEVEL_SPREADS: Final = np.array([[1 / math.sqrt(q * (1 - q))] for q in LEVELS])


@dataclass(frozen=True, slots=True, eq=False)
class Dashboards:
    """Running totals at each second of the window, oldest first.

    Rows: as counted, of each service on the way its good and failed answers and its repeated
    requests, and the failed calls of each provider; as expected, the answers of each service and
    the calls of each provider; then, service by service, weight, log mean and log square of each
    kind of answer.
    """

    totals: tuple[Floats, ...]

    @property
    def window(self) -> Floats:
        """What was added over the window."""
        return self.totals[-1] - self.totals[0]


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What one service on the way did in one second."""

    good: Floats
    failed: Floats
    repeated: Floats
    waiting: Floats
    mix: Mixture


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """All that happened in one second, as the instruments may look at it."""

    at_s: int
    now: Conditions
    slow: Slow
    flows: Sequence[Flow]
    replicas: Floats
    way: Sequence[Passage]
    replies: Sequence[Reply]
    calls: Sequence[Floats]  # to each provider
    call_failures: Sequence[Floats]
    in_database: Floats
    database_servers: Floats


def blank(way: Sequence[Passage], window_s: int, providers: int, width: int) -> Dashboards:
    """Dashboards before anything was counted."""
    kinds = sum(3 * len(one.mix.weight) for one in way)
    nothing = np.zeros((4 * len(way) + 2 * providers + kinds, width))
    return Dashboards((nothing,) * (window_s + 1))


def count(shop: Shop, before: Dashboards, this: Second) -> Dashboards:
    """Enter one second into the totals."""
    rows = np.empty_like(before.totals[0])
    ways, providers = len(this.way), len(shop.providers)
    counted, place = 3 * ways + providers, 4 * ways + 2 * providers
    for n, one in enumerate(this.way):
        rows[3 * n], rows[3 * n + 1], rows[3 * n + 2] = one.good, one.failed, one.repeated
        np.add(one.good, one.failed, out=rows[counted + n])
        kinds, mix = len(one.mix.weight), one.mix
        first, square = rows[place + kinds : place + 2 * kinds], rows[place + 2 * kinds :][:kinds]
        rows[place : place + kinds] = mix.weight
        np.multiply(mix.weight, mix.log_mean, out=first)
        np.multiply(first, mix.log_mean, out=square)
        square += mix.weight * mix.log_spread
        place += 3 * kinds
    for n in range(providers):
        rows[3 * ways + n], rows[counted + ways + n] = this.call_failures[n], this.calls[n]
    if shop.noise:
        normal, level, _smooth = second(shop.seed, shop.window_s, shop.streams, this.at_s)
        rows[:counted] = poisson(rows[:counted], normal, level)
    rows += before.totals[-1]
    return Dashboards((*before.totals[1:], rows))


def observe(shop: Shop, this: Second, window: Floats) -> Floats:
    """All metrics of one second, [metric, B] in the order of the shop's metric ids."""
    ways, providers = len(this.way), len(shop.providers)
    counted = 3 * ways + providers
    sums = np.maximum(window[: counted + ways + providers], 0.0)
    values = len(shop.streams.values)
    if shop.noise:
        smooth = second(shop.seed, shop.window_s, shop.streams, this.at_s)[2]
    else:
        smooth = np.zeros((values, 1))
    metrics = np.empty((len(shop.metric_ids), sums.shape[1]))
    good, failed = sums[0], sums[1]
    success = _success(this.way[0], good, good + failed)
    metrics[0] = good * (60.0 / shop.window_s)
    metrics[1] = this.replicas
    metrics[2] = (1.0 - success) / max(1.0 - shop.spec.slo, 1e-6)
    row = 3
    kinds_at = counted + ways + providers
    for n, (service, one) in enumerate(zip(shop.way, this.way, strict=True)):
        kinds = 3 * len(one.mix.weight)
        normals = smooth[3 * n : 3 * n + 3]
        _of_way(shop, metrics[row:], one, sums[3 * n : 3 * n + 3])
        metrics[row + 2 : row + 5] = 1000.0 * _latencies_s(
            shop, window[kinds_at : kinds_at + kinds], sums[counted + n], normals
        )
        of_queue, of_busy = smooth[3 * ways + 2 * n], smooth[3 * ways + 2 * n + 1]
        metrics[row + 5] = _scattered(shop, one.waiting, of_queue)
        metrics[row + 6] = _busy(this.flows[service], of_busy)
        kinds_at += kinds
        row += 8
    for number in _aside(shop):
        reply = this.replies[number]
        metrics[row], metrics[row + 1] = 1000.0 * reply.mean_s, np.maximum(reply.failed, 0.0)
        metrics[row + 2] = this.flows[number].settled.busy_share
        row += 3
    for n, provider in enumerate(shop.providers):
        calls = np.maximum(sums[counted + ways + n], 1.0)
        metrics[row] = np.minimum(sums[3 * ways + n] / calls, 1.0)
        # 1.25 sigma / sqrt(n): the error of a lognormal's median
        error = np.exp(1.25 * provider.sigma * smooth[5 * ways + n] / np.sqrt(calls))
        now = this.now.providers[n]
        metrics[row + 1] = 1000.0 * (now.calls.median_s + now.delay_s) * error
        row += 2
    row = _of_database(shop, this, metrics, row=row, smooth=smooth, answers=sums[counted])
    for n in range(len(shop.spec.caches)):
        metrics[row] = hit_share(shop, this.now, this.slow, n)
        row += 1
    for n in range(len(shop.spec.queues)):
        metrics[row] = this.slow.backlog[n]
        row += 1
    for segment in shop.spec.segments:
        spared, over_all = this.now.segments[segment.id]
        metrics[row] = np.minimum(success * spared / np.maximum(over_all, TINY), 1.0)
        row += 1
    return metrics


def _of_way(shop: Shop, metrics: Floats, one: Passage, sums: Floats) -> None:
    answered = sums[0] + sums[1]
    metrics[0] = answered / shop.window_s
    metrics[1] = _success(one, sums[0], answered)
    metrics[7] = sums[2] / shop.window_s


def _of_database(
    shop: Shop, this: Second, metrics: Floats, *, row: int, smooth: Floats, answers: Floats
) -> int:
    now, flow = this.now.database, this.flows[shop.way[-1]]
    of_query, of_pool = smooth[-2], smooth[-1]
    in_use = np.minimum(_scattered(shop, this.in_database, of_pool), now.connections)
    few = np.sqrt(np.maximum(answers * max(shop.spec.database.queries, 0.01), 1.0))
    metrics[row] = now.held + in_use
    metrics[row + 1] = 1000.0 * flow.query_s * np.exp(of_query / few)
    metrics[row + 2] = flow.settled.database_share
    metrics[row + 3] = 1000.0 * this.slow.lag_s
    metrics[row + 4] = now.disk
    return row + 5


def _aside(shop: Shop) -> list[int]:
    """Services that are not on the way, in the order of their description."""
    places = {service.id: service.n for service in shop.services}
    named = [places[one.id] for one in shop.spec.services if one.id in places]
    return [n for n in named if n not in shop.way]


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
    share = flow.settled.busy_share
    scatter = np.sqrt(share * (1.0 - share) / np.maximum(flow.checkout.servers, 1.0))
    return np.minimum(np.maximum(share + normal * scatter, 0.0), 1.0)


def _latencies_s(shop: Shop, window: Floats, answers: Floats, normals: Floats) -> Floats:
    """p50, p95, p99 in seconds: the level strays by z / sqrt(n q (1-q)) on the logit scale."""
    kinds = len(window) // 3
    weight, first, square = window[:kinds], window[kinds : 2 * kinds], window[2 * kinds :]
    held = np.maximum(weight, TINY)
    log_mean = first / held
    mix = Mixture(weight, log_mean, square / held - log_mean * log_mean)
    spread = _LEVEL_SPREADS / np.sqrt(np.maximum(answers, 1.0))
    levels = 1.0 / (1.0 + np.exp(-(_LEVEL_LOGITS + normals * spread)))
    np.maximum.accumulate(levels, axis=0, out=levels)  # of very few answers they could cross
    return quantiles_s(shop.log_grid, mix, answers, levels)
