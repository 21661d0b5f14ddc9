"""What changes slowly: caches, breakers, leaks, replication, backlogs, and what grows."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.scenario.shop_model import FaultKind, LeverKind
from game.shop.acting import growing
from game.shop.arrays import NONE, ONE, TINY, Floats
from game.shop.conditions import Conditions
from game.shop.levers import Programme
from game.shop.system import LIVES, Shop

MEMORY_KEPT: Final = 0.9  # of a breaker's counts, each second: it looks back about ten seconds
FEWEST_CALLS: Final = 5.0  # before a breaker judges
PROBE_S: Final = 3.0
PROBES: Final = 0.1  # share of calls let through to see whether it works again
DOWN_S: Final = 20.0  # how long a replica that ran out of memory is away
STAGGER: Final = 0.6  # of the memory by which the oldest replica is ahead of the youngest
FULLEST: Final = 0.95  # no replica has less to spare when a leak begins
NORMAL_LAG_S: Final = 0.2
COLD_START: Final = 1e-4
_NORMAL_LAG_S: Final = np.array(NORMAL_LAG_S)
_CATCH_UP: Final = np.array(3.0)  # seconds of lag made good in one second
_STARVES: Final = np.array(0.95 * 70.0)  # replay beside cores so busy falls behind
_STARVING: Final = np.array(70.0)


@dataclass(frozen=True, slots=True, eq=False)
class Slow:
    """The slow state at the end of a second; columns are runs."""

    grown: Floats  # [growing fault]: requests since it began
    fill: Floats  # [cache]: how much of it is warm
    backlog: Floats  # [queue]
    lag_s: Floats
    unseen: Floats  # orders that the database's replica has not got yet
    calls: Floats  # [ask]: lately, as a breaker remembers
    failures: Floats  # [ask]
    timer_s: Floats  # [ask]: until a breaker is shut; the last PROBE_S it probes
    over: Floats  # [provider]: share of calls beyond its rate limit
    memory: Floats  # [replica of checkout]: share in use by the leak
    lives: Floats  # [replica of checkout]: how often it has come back empty
    down_s: Floats  # [replica of checkout]: until it is back
    switched: Floats  # how far the failover had come


def blank_slow(shop: Shop, width: int) -> Slow:
    """Everything warm, closed and caught up."""

    def rows(number: int) -> Floats:
        return np.zeros((number, width))

    replicas = len(shop.luck)
    level = STAGGER * (np.arange(replicas) / max(replicas, 1))
    level = np.minimum(level + shop.luck[:, 0] * np.sqrt(1.0 - level), FULLEST)
    return Slow(
        grown=rows(len(growing(shop))),
        fill=rows(len(shop.spec.caches)) + 1.0,
        backlog=rows(len(shop.spec.queues)),
        lag_s=rows(1)[0] + NORMAL_LAG_S,
        unseen=rows(1)[0],
        calls=rows(len(shop.asks)),
        failures=rows(len(shop.asks)),
        timer_s=rows(len(shop.asks)),
        over=rows(len(shop.providers)),
        memory=rows(replicas) + level[:, None],
        lives=rows(replicas),
        down_s=rows(replicas),
        switched=rows(1)[0],
    )


def crashed(slow: Slow) -> Floats | float:
    """Replicas of checkout that are down for lack of memory."""
    if not len(slow.down_s):
        return 0.0
    down: Floats = (slow.down_s > 0.0).sum(axis=0).astype(float)
    return down


def hit_shares(shop: Shop, now: Conditions, slow: Slow) -> Floats:
    """Share of lookups that each cache answers now, [cache, B]."""
    warm = np.minimum(slow.fill, 1.0 - now.emptied)
    return warm * (now.hits * shop.usual_hits)


def passing(shop: Shop, now: Conditions, slow: Slow) -> Floats:
    """Share of calls that breakers let through, [ask, B]."""
    asks = now.asks
    if not shop.wiring.breaks:
        return asks.passing
    timer = slow.timer_s
    closed = np.where(timer > PROBE_S, 0.0, np.where(timer > 0.0, PROBES, 1.0))
    return np.maximum(closed * (1.0 - asks.kept_open), asks.kept_shut)


@dataclass(frozen=True, slots=True, eq=False)
class Traffic:
    """What the slow state needs to know of a second."""

    at_s: int
    orders: Floats
    served: Floats  # by checkout
    misses: Floats  # [cache, B]
    posted: Floats  # [queue, B]: messages
    calls: Floats  # [ask, B]
    failures: Floats  # [ask, B]
    to_providers: Floats  # [provider, B]
    database_share: Floats


def move(shop: Shop, pulls: Programme, now: Conditions, slow: Slow, this: Traffic) -> Slow:
    """The slow state one second later."""
    calls, failures, timer_s = _breakers(shop, slow, this)
    memory, lives, down_s = _memory(shop, pulls, now, slow, this)
    lag_s = _lag(now, slow, this)
    return Slow(
        grown=_grown(shop, pulls, slow, this),
        fill=_fill(shop, pulls, now, slow, this),
        backlog=_backlog(shop, now, slow, this),
        lag_s=lag_s,
        unseen=(slow.unseen + this.orders) * (lag_s / (slow.lag_s + 1.0)),
        calls=calls,
        failures=failures,
        timer_s=timer_s,
        over=_over(shop, slow, this),
        memory=memory,
        lives=lives,
        down_s=down_s,
        switched=now.database.switched,
    )


def consumed(shop: Shop, now: Conditions, queue: int) -> Floats:
    """Messages a second that the consumers can work off."""
    done: Floats = now.consumers[queue] * shop.consumed_rps[queue]
    return done


def _grown(shop: Shop, pulls: Programme, slow: Slow, this: Traffic) -> Floats:
    if not len(slow.grown):
        return slow.grown
    after = slow.grown.copy()
    for row, n in enumerate(growing(shop)):
        fault = shop.faults[n]
        after[row] += this.served * (this.at_s >= fault.from_s)
        if fault.kind is FaultKind.CONNECTION_LEAK:
            for slot in pulls.of(LeverKind.RESTART):
                whole = max(shop.main.replicas, 1.0)
                new = slot.started(this.at_s, whole) - slot.started(this.at_s - 1, whole)
                left = whole - slot.started(this.at_s - 1, whole)
                after[row] *= 1.0 - np.minimum(new / np.maximum(left, 1.0), 1.0)
    return after


def _fill(shop: Shop, pulls: Programme, now: Conditions, slow: Slow, this: Traffic) -> Floats:
    if not len(slow.fill):
        return slow.fill
    cold = np.maximum(ONE - slow.fill, now.emptied) * np.exp(this.misses * shop.warming)
    after: Floats = ONE - cold * (cold >= COLD_START)
    for slot in pulls.of(LeverKind.CLEAR_CACHE):
        cleared_s = slot.since_s(this.at_s)
        for n, cache in enumerate(shop.spec.caches):
            if slot.lever.target in {None, cache.id}:
                after[n] *= (cleared_s < 0) | (cleared_s >= 1)
    return after


def _backlog(shop: Shop, now: Conditions, slow: Slow, this: Traffic) -> Floats:
    if not len(slow.backlog):
        return slow.backlog
    done = now.consumers * shop.consumed_rps
    return np.maximum(slow.backlog + this.posted - done, 0.0)


def _lag(now: Conditions, slow: Slow, this: Traffic) -> Floats:
    """A replica that stands still falls behind by the second; one that runs catches up."""
    starving = np.maximum(this.database_share * _STARVING - _STARVES, NONE)
    running = np.maximum(slow.lag_s + starving - _CATCH_UP, _NORMAL_LAG_S)
    lag: Floats = running + now.database.stalled * (slow.lag_s + ONE - running)
    lag += now.database.replaced * (_NORMAL_LAG_S - lag)
    return lag


def lost_writes(now: Conditions, slow: Slow) -> Floats:
    """Orders that the old primary had and the new one never got, in the second of switching."""
    return slow.unseen * (now.database.replaced * (slow.switched < ONE))


def _breakers(shop: Shop, slow: Slow, this: Traffic) -> tuple[Floats, Floats, Floats]:
    if not shop.wiring.breaks:
        return slow.calls, slow.failures, slow.timer_s
    calls, failures, timers = slow.calls.copy(), slow.failures.copy(), slow.timer_s.copy()
    for n in shop.wiring.breaks:
        ask = shop.asks[n]
        count = MEMORY_KEPT * slow.calls[n] + this.calls[n]
        bad = MEMORY_KEPT * slow.failures[n] + this.failures[n]
        timer = np.maximum(slow.timer_s[n] - 1.0, 0.0)
        ill = bad > ask.breaks_at * np.maximum(count, TINY)
        judged = (timer == 0.0) & ((count >= FEWEST_CALLS) | (slow.timer_s[n] > 0.0))
        timers[n] = np.where(judged & ill, ask.open_s + PROBE_S, timer)
        forget = (timer == PROBE_S) | (judged & ill)  # what was before must not decide the probe
        calls[n], failures[n] = np.where(forget, 0.0, count), np.where(forget, 0.0, bad)
    return calls, failures, timers


def _over(shop: Shop, slow: Slow, this: Traffic) -> Floats:
    if not shop.wiring.limited:
        return slow.over
    after = slow.over.copy()
    for n in shop.wiring.limited:
        rate = np.maximum(this.to_providers[n], TINY)
        after[n] = np.maximum(1.0 - shop.providers[n].limit / rate, 0.0)
    return after


def _memory(
    shop: Shop, pulls: Programme, now: Conditions, slow: Slow, this: Traffic
) -> tuple[Floats, Floats, Floats]:
    """Each replica fills with its requests, dies when full, and comes back empty.

    Chance decides how many requests come to one replica: of K that fill it, give or take sqrt(K).
    Each of its lives therefore starts a little above or below nothing.
    """
    if not len(slow.memory):
        return slow.memory, slow.lives, slow.down_s
    up = slow.down_s <= 0.0
    each = this.served / np.maximum(up.sum(axis=0), 1.0)
    leak = now.services.leak[shop.ways - 1]
    memory = slow.memory + np.where(up, each * leak, 0.0)
    down_s = np.maximum(slow.down_s - 1.0, 0.0)
    empty = memory >= 1.0
    down_s = np.where(empty, DOWN_S, down_s)
    places = np.arange(len(memory))[:, None]
    for slot in pulls.of(LeverKind.RESTART):
        if shop.service(slot.lever.target) is shop.main:
            whole = shop.main.replicas
            begun, before = slot.started(this.at_s, whole), slot.started(this.at_s - 1, whole)
            empty |= (places < begun) & (places >= before)
    lives = slow.lives + empty
    lot = shop.luck[places, lives.astype(np.intp) % LIVES]
    return np.where(empty, lot, memory), lives, down_s
