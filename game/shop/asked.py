"""What services get when they ask: how long, how often in vain, and in which ways it can go."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import TINY, Floats, over_rows
from game.shop.conditions import AsksNow
from game.shop.mixtures import REFUSED_CALL, Kinds, own_rows
from game.shop.wiring import Wiring


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """All kinds of calls, seen from a request that may make them; [ask, B]."""

    passing: Floats  # share that a breaker lets through
    spared: Floats | float  # share of attempts that are within a rate limit
    held_s: Floats  # mean time spent on it by one request, with retries
    variance_s2: Floats
    attempts: Floats  # calls that go out, per request
    again: Floats  # share of those that are repeats
    spoilt: Floats  # share of requests that fail for it
    in_vain: Floats  # share of single calls that fail


def asked(
    wiring: Wiring, now: AsksNow, passing: Floats, spared: Floats | float, replies: Floats
) -> Asked:
    """What calls are like, by what has lately been answered there.

    `replies` are [3, part, B]: share failed, mean time, mean square. `spared` is the share of
    attempts within the other side's rate limit. n retries: f^(n+1) fail, (1 - f^(n+1)) / (1 - f)
    attempts are made.
    """
    lately = replies.take(wiring.to, axis=1)
    answered = now.answered * spared
    failed = 1.0 - answered * (1.0 - lately[0])
    one_s = answered * (lately[1] + now.delay_s) + now.lost_s
    square_s2 = answered * lately[2] + now.lost_square_s2
    attempts, left, again = wiring.times, failed, np.zeros_like(failed)
    total_s = attempts * one_s
    if wiring.repeats:
        still = failed**now.retries
        tries = (1.0 - still * failed) / np.maximum(1.0 - failed, 1e-9)
        tries = np.minimum(tries, 1.0 + now.retries)
        attempts, left, again = tries * wiring.times, still * failed, 1.0 - 1.0 / tries
        total_s = attempts * one_s + (tries - 1.0) * wiring.backoff_s
    share = now.made * passing
    held_s = share * total_s
    square_s2 = attempts * np.maximum(square_s2 - one_s * one_s, 0.0) + total_s * total_s
    spoilt = now.made * (1.0 - passing * (1.0 - left)) * (1.0 - now.fallback)
    return Asked(
        passing=passing,
        spared=spared,
        held_s=held_s,
        variance_s2=np.maximum(share * square_s2 - held_s * held_s, 0.0),
        attempts=share * attempts,
        again=again,
        spoilt=spoilt * wiring.needed,
        in_vain=failed,
    )


def shaped(wiring: Wiring, now: AsksNow, passing: Floats, kinds: Kinds) -> Kinds:
    """The calls that lead on, [kind, service on the way, B], with breaker, retries, fallback."""
    weight, good = kinds.weight, kinds.good
    mean_s, variance_s2 = kinds.mean_s, kinds.variance_s2
    if wiring.repeats:
        weight, good, extra_s = _repeated(wiring, now, kinds)
        mean_s = mean_s + extra_s
        variance_s2 = variance_s2 + extra_s * extra_s
    if wiring.fans_out:
        times = wiring.times[wiring.links]
        mean_s, variance_s2 = mean_s * times, variance_s2 * times
    through = passing.take(wiring.links, axis=0)
    weight = weight * through
    refused, held_back = own_rows(weight, REFUSED_CALL), 1.0 - through
    mean_s = mean_s.copy()
    at_once = own_rows(mean_s, REFUSED_CALL)
    at_once *= refused / np.maximum(refused + held_back, TINY)  # a breaker takes no time
    refused += held_back
    good = good + (1.0 - good) * now.fallback.take(wiring.links, axis=0)
    return Kinds(weight, mean_s, variance_s2, good)


def _repeated(wiring: Wiring, now: AsksNow, kinds: Kinds) -> tuple[Floats, Floats, Floats]:
    """With n retries f^n fail as the first attempt does; the extra time is that of those before."""
    useful = kinds.weight * kinds.good
    good = np.minimum(np.maximum(over_rows(useful), 1e-9), 1.0 - 1e-9)
    failed = 1.0 - good
    still = failed ** now.retries.take(wiring.links, axis=0)
    tries = (1.0 - still * failed) / good
    vain = kinds.weight - useful
    weight = useful * tries + vain * still
    vain_s = over_rows(vain * kinds.mean_s) / failed
    extra_s = (tries - 1.0) * (vain_s + wiring.backoff_s[wiring.links])
    share = useful * tries / np.maximum(weight, TINY)
    return weight, share, extra_s
