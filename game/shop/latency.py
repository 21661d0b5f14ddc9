"""How long the answers of one second take, by kind of answer."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, normal_cdf, over_rows
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
    own_rows,
)
from game.shop.network import EARLY, Flow
from game.shop.system import Shop

REFUSED_S: Final = 0.005  # a refusal comes from the edge, at once
LONGEST_S: Final = 1e5


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers of the services on the way, [kind, service, B]; see `mixtures` for the kinds."""

    mix: Mixture  # weights are shares of all answers
    in_time: Floats  # share of each kind that comes before the timeout
    good: Floats  # share of each kind that is a useful answer
    mean_s: Floats
    variance_s2: Floats
    total: Floats  # [service, B]: answers a second
    success: Floats  # [service, B]: share of all that are useful and in time


def answers(shop: Shop, now: Conditions, flow: Flow, asks: Asked, before: Answers) -> Answers:
    """Two moments are added along the path of each kind, and a lognormal put through them.

    What comes back from the next service on the way is what it answered in the last second.
    """
    way = slice(shop.ways)
    main = shaped(shop.wiring, now.asks, asks.passing, _onward(shop, now, asks, before))
    wait_s, wait_spread = line_wait(flow, way)
    work_s, served = flow.work_s[way], flow.served[way]
    early_s, total = EARLY * work_s, served + flow.refused[way]
    aside_s = wait_s + work_s + flow.database_s + flow.beside_s
    spread = wait_spread + work_s * work_s + flow.database_spread + flow.beside_spread
    mean, variance = main.mean_s + aside_s, main.variance_s2 + spread
    own_rows(mean, REFUSED)[:], own_rows(variance, REFUSED)[:] = REFUSED_S, REFUSED_S**2 / 400
    own_rows(mean, FAILED_EARLY)[:] = wait_s + early_s
    own_rows(variance, FAILED_EARLY)[:] = wait_spread + early_s * early_s
    refused = flow.refused[way] / np.maximum(total, TINY)
    weight = main.weight * ((1.0 - refused) * now.services.whole[way])
    own_rows(weight, REFUSED)[:] = refused
    own_rows(weight, FAILED_EARLY)[:] = (1.0 - refused) * now.services.early[way]
    good = main.good * flow.sound
    own_rows(good, REFUSED)[:] = own_rows(good, FAILED_EARLY)[:] = 0.0
    log_spread = np.log(1.0 + np.minimum(variance / (mean * mean), 100.0))
    log_mean = np.log(mean) - log_spread / 2
    limit = np.log(now.services.timeout_s[way])
    in_time = normal_cdf((limit - log_mean) / np.sqrt(log_spread))
    success = over_rows(weight * in_time * good)
    mix = Mixture(weight, log_mean, log_spread)
    return Answers(mix, in_time, good, mean, variance, total, success)


def first_answers(shop: Shop, now: Conditions) -> Answers:
    """Answers before there were any: all of them good, as fast as payments."""
    paying = now.paying
    shape = (len(paying.weight), shop.ways, paying.weight.shape[-1])
    weight, ones = np.zeros(shape), np.ones(shape)
    weight[OWN_ROWS * shop.ways] = 1.0
    mean_s, variance_s2 = ones * paying.mean_s[:, None], ones * paying.variance_s2[:, None]
    return Answers(Mixture(weight, ones, ones), ones, ones, mean_s, variance_s2, ones[0], ones[0])


def _onward(shop: Shop, now: Conditions, asks: Asked, before: Answers) -> Kinds:
    """How the next service's answers look from its caller: unreached, too late, then each kind."""
    paying, links, shape = now.paying, shop.ways - 1, before.good.shape
    weight, mean, variance, good = (np.empty(shape) for _ in range(4))
    weight[:, links], good[:, links] = paying.weight, paying.good
    mean[:, links], variance[:, links] = paying.mean_s, paying.variance_s2
    if isinstance(asks.spared, np.ndarray):
        spared = asks.spared[shop.wiring.links[links]]
        weight[:, links] *= spared
        own_rows(weight, REFUSED_CALL)[links] += 1.0 - spared
    if links:
        there, to = now.services, slice(1, shop.ways)
        timeout_s, delay_s, unreached = there.timeout_s[to], there.delay_s[to], there.unreached[to]
        kept = before.mix.weight[:, to] * before.in_time[:, to]
        kept *= there.reached[to]
        weight[:, :links], good[:, :links] = kept, before.good[:, to]
        np.minimum(before.mean_s[:, to], timeout_s, out=mean[:, :links])
        mean[:, :links] += delay_s
        np.add(before.variance_s2[:, to], delay_s, out=variance[:, :links])
        late = np.maximum(1.0 - unreached - over_rows(kept), 0.0)
        rows = (weight, mean, variance)
        for table, value in zip(rows, (unreached, REFUSED_S, REFUSED_S**2 / 400), strict=True):
            own_rows(table, REFUSED_CALL)[:links] = value
        for table, value in zip(rows, (late, timeout_s, (0.02 * timeout_s) ** 2), strict=True):
            own_rows(table, GIVEN_UP)[:links] = value
    return Kinds(weight, mean, variance, good)


def replies(shop: Shop, now: ServicesNow, flow: Flow, found: Answers, before: Floats) -> Floats:
    """What callers of each service get, [3, service, B]: share failed, mean time, mean square.

    It is cut at the timeout; times follow as fast as requests take.
    """
    after = np.empty_like(before)
    timeout_s = now.timeout_s[: shop.ways]
    square_s2 = found.mean_s * found.mean_s + found.variance_s2
    cut_s = timeout_s - (timeout_s - np.minimum(found.mean_s, timeout_s)) * found.in_time
    share = found.mix.weight
    after[0, : shop.ways] = 1.0 - found.success
    after[1, : shop.ways] = over_rows(share * cut_s)
    after[2, : shop.ways] = over_rows(share * np.minimum(square_s2, timeout_s**2))
    if len(flow.served) > shop.ways:
        after[:, shop.ways :] = _beside(now, flow, slice(shop.ways, None))
    speed = (flow.served + flow.refused > TINY) / (1.0 + before[1])
    after -= before
    after *= speed
    after += before
    return after


def _beside(now: ServicesNow, flow: Flow, which: slice) -> Floats:
    """The same for services beside the way, as if their waits and their work were exponential."""
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
    return np.stack((1.0 - good, part * cut_s, part * np.minimum(square_s2, timeout_s * timeout_s)))


def line_wait(flow: Flow, which: slice) -> tuple[Floats, Floats]:
    """Mean and variance of the wait for a worker."""
    served = np.maximum(flow.served[which], TINY)
    wait_s = np.minimum(flow.waiting[which] / served, LONGEST_S)
    return wait_s, np.minimum(flow.settled.strayed[which] / (served * served), LONGEST_S**2)
