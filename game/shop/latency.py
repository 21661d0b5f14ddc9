"""How long the answers of one second take, by kind of answer."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import HALF, NONE, ONE, TINY, Floats, normal_cdf, over_rows
from game.shop.asked import Asked, shaped
from game.shop.conditions import Conditions, ServicesNow
from game.shop.mixtures import (
    FAILED_EARLY,
    GIVEN_UP,
    OWN_ROWS,
    REFUSED,
    REFUSED_CALL,
    Kinds,
    Mixture,
)
from game.shop.network import EARLY, Flow
from game.shop.shapes import Shapes
from game.shop.system import Shop

REFUSED_S: Final = 0.005  # a refusal comes from the edge, at once
OLDEST_S: Final = 15.0  # nobody who waits came longer ago, even where nobody is let in
LONGEST_S: Final = 1e5
_REFUSED: Final = np.array([0.0, REFUSED_S, REFUSED_S**2 / 400, 0.0])[:, None, None]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers of the services on the way, [kind, service, B]; see `mixtures` for the kinds."""

    kinds: Kinds
    mix: Mixture
    in_time: Floats  # share of each kind that comes before the timeout
    came: Floats  # [service, B]: requests a second that came while these waited
    ahead_s: Floats  # [service, B]: by how much those who come now will wait longer
    total: Floats  # [service, B]: answers a second
    success: Floats  # [service, B]: share of all that are useful and in time


def answers(shop: Shop, now: Conditions, flow: Flow, asks: Asked, before: Answers) -> Answers:
    """Two moments are added along the path of each kind, and a lognormal put through them.

    What comes back from the next service on the way is what it answered in the last second.
    """
    way = slice(shop.ways)
    kinds = shaped(shop.wiring, now.asks, asks.passing, _onward(shop, now, asks, before))
    table, failed_early, refused = kinds.table, kinds.own(FAILED_EARLY), kinds.own(REFUSED)
    total = flow.served[way] + flow.refused[way]
    waits, came = _waits(flow, way, before.came)
    ahead_s = np.minimum(flow.waiting[way] / np.maximum(flow.served[way], TINY), LONGEST_S)
    ahead_s -= waits[0]
    turned_away = flow.refused[way] / np.maximum(total, TINY)
    taken_up = ONE - turned_away
    table[0] *= taken_up * now.services.whole[way]
    table[1:3] += (waits + flow.inside)[:, None]
    if shop.shapes > 1:
        _tell_apart(shop, now.database.shapes, flow, table)
    table[3] *= flow.sound
    refused[:], refused[0] = _REFUSED, turned_away
    early_s = EARLY * flow.work_s[way]
    failed_early[0], failed_early[3] = taken_up * now.services.early[way], 0.0
    np.add(waits[0], early_s, out=failed_early[1])
    np.add(waits[1], early_s * early_s, out=failed_early[2])
    weight, mean, variance, good = table
    log_spread = np.log(ONE + np.minimum(variance / (mean * mean), 100.0))
    log_mean = np.log(mean) - HALF * log_spread
    in_time = normal_cdf((now.services.log_timeout[way] - log_mean) / np.sqrt(log_spread))
    success = over_rows(weight * in_time * good)
    mix = Mixture(weight, log_mean, log_spread)
    return Answers(kinds, mix, in_time, came, ahead_s, total, success)


def _tell_apart(shop: Shop, of: Shapes, flow: Flow, table: Floats) -> None:
    """Give useful answers of checkout the times of requests of their shape."""
    main, useful = shop.ways - 1, slice(OWN_ROWS * shop.ways, None)
    work_s, queries = flow.work_s[main], flow.queries[main]
    more_s = (of.work - 1.0) * work_s + (of.queries - 1.0) * queries * flow.query_s + of.more_s
    more_s2 = (of.work * of.work - 1.0) * (work_s * work_s) + of.more_s2
    more_s2 = more_s2 + (of.queries - 1.0) * queries * flow.query_spread
    mean, variance = table[1, useful, main], table[2, useful, main]
    each = (len(mean) // shop.shapes, 1)
    np.maximum(mean + np.tile(more_s, each), REFUSED_S, out=mean)
    np.maximum(variance + np.tile(more_s2, each), 1e-4 * mean * mean, out=variance)


def first_answers(shop: Shop, now: Conditions) -> Answers:
    """Answers before there were any: all of them good, as fast as payments."""
    table = np.repeat(now.paying[:, :, None], shop.ways, axis=2)
    weight, ones = table[0], np.ones_like(table[0])
    weight[:], weight[OWN_ROWS * shop.ways] = 0.0, 1.0
    one = ones[0]
    return Answers(Kinds(table), Mixture(weight, ones, ones), ones, one, NONE * one, one, one)


def _onward(shop: Shop, now: Conditions, asks: Asked, before: Answers) -> Kinds:
    """How the next service's answers look from its caller: unreached, too late, then each kind."""
    links, table = shop.ways - 1, np.empty_like(before.kinds.table)
    kinds = Kinds(table)
    unreached = kinds.own(REFUSED_CALL)
    table[:, :, links] = now.paying
    if shop.wiring.limited:
        spared = asks.spared[shop.wiring.links[links]]
        table[0, :, links] *= spared
        unreached[0, links] += ONE - spared
    if links:
        there, to, late = now.services, slice(1, shop.ways), kinds.own(GIVEN_UP)
        timeout_s = there.timeout_s[to]
        weight, mean, _variance, _good = onward = table[:, :, :links]
        onward[:] = before.kinds.table[:, :, to]
        weight *= before.in_time[:, to] * there.reached[to]
        np.minimum(mean, timeout_s, out=mean)
        onward[1:3] += there.delay_s[to]
        in_vain = there.unreached[to]
        given_up = np.maximum(ONE - in_vain - over_rows(weight), NONE)
        unreached[:, :links], unreached[0, :links] = _REFUSED, in_vain
        late[0, :links], late[1, :links], late[3, :links] = given_up, timeout_s, 0.0
        late[2, :links] = (0.02 * timeout_s) ** 2
    return kinds


def replies(shop: Shop, now: ServicesNow, flow: Flow, found: Answers, before: Floats) -> Floats:
    """What callers of each service get, [3, service, B]: share failed, mean time, mean square.

    It is cut at the timeout; times follow as fast as requests take.
    """
    after = np.empty_like(before)
    timeout_s = now.timeout_s[: shop.ways]
    weight, mean, variance, _good = found.kinds.table
    square_s2 = np.minimum(mean * mean + variance, timeout_s * timeout_s)
    cut_s = timeout_s - (timeout_s - np.minimum(mean, timeout_s)) * found.in_time
    after[0, : shop.ways] = found.success
    cut_s = over_rows(weight * cut_s) + found.ahead_s
    np.minimum(np.maximum(cut_s, NONE), timeout_s, out=after[1, : shop.ways])
    over_rows(weight * square_s2, out=after[2, : shop.ways])
    if len(flow.served) > shop.ways:
        after[:, shop.ways :] = _beside(now, flow, slice(shop.ways, None))
    np.subtract(ONE, after[0], out=after[0])
    speed = flow.served + flow.refused > TINY
    after -= before
    after *= speed
    after += before
    return after


def _beside(now: ServicesNow, flow: Flow, which: slice) -> Floats:
    """Share good, mean and square beside the way, as if waits and work were exponential."""
    served, held_s, timeout_s = flow.served[which], flow.settled.held_s[which], now.timeout_s[which]
    wait_s = np.minimum(flow.waiting[which] / np.maximum(served, TINY), LONGEST_S)
    mean = wait_s + held_s
    square_s2 = mean * mean + wait_s * wait_s + held_s * held_s
    log_spread = np.log(square_s2 / (mean * mean))
    log_mean = np.log(mean) - log_spread / 2
    in_time = normal_cdf((np.log(timeout_s) - log_mean) / np.sqrt(log_spread))
    part = served / np.maximum(served + flow.refused[which], TINY)
    cut_s = timeout_s - (timeout_s - np.minimum(mean, timeout_s)) * in_time
    good = part * now.whole[which] * in_time
    found = np.empty((3, *good.shape))
    found[0], found[1] = good, part * cut_s
    np.multiply(part, np.minimum(square_s2, timeout_s * timeout_s), out=found[2])
    return found


def _waits(flow: Flow, way: slice, came: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of the wait of those answered, [2, service, B], and who came meanwhile.

    All who wait came after those who are answered now: so these waited for the length of the line
    over the rate of arrivals, while those who come now will wait for its length over the rate of
    service.
    """
    waiting = flow.waiting[way]
    since_s = ONE + np.minimum(waiting / np.maximum(came, TINY), OLDEST_S)
    came = came + (flow.arrivals[way] - flow.refused[way] - came) / since_s
    rate = np.maximum(came, TINY)
    waits = np.empty((2, *rate.shape))
    np.minimum(waiting / rate, LONGEST_S, out=waits[0])
    np.minimum(flow.settled.strayed[way] / (rate * rate), LONGEST_S**2, out=waits[1])
    return waits, came
