"""What services get when they ask: how long, how often in vain, and in which ways it can go."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import NONE, ONE, TINY, Floats, over_rows
from game.shop.conditions import AsksNow
from game.shop.mixtures import REFUSED_CALL, Kinds
from game.shop.wiring import Wiring


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """All kinds of calls, seen from a request that may make them; [ask, B]."""

    passing: Floats  # share that a breaker lets through
    spared: Floats  # share of attempts that are within a rate limit
    held: Floats  # [2, ask, B]: mean time spent on it by one request, with retries; its variance
    attempts: Floats  # calls that go out, per request
    again: Floats  # share of those that are repeats
    spoilt: Floats  # share of requests that fail for it
    in_vain: Floats  # share of single calls that fail


def asked(wiring: Wiring, now: AsksNow, passing: Floats, spared: Floats, replies: Floats) -> Asked:
    """What calls are like, by what has lately been answered there.

    `replies` are [3, part, B]: share failed, mean time, mean square. `spared` is the share of
    attempts within the other side's rate limit. n retries: f^(n+1) fail, (1 - f^(n+1)) / (1 - f)
    attempts are made.
    """
    lately = replies.take(wiring.to, axis=1)
    answered = now.answered * spared
    failed = ONE - answered * (ONE - lately[0])
    one_s = answered * (lately[1] + now.delay_s) + now.lost_s
    square_s2 = answered * lately[2] + now.lost_square_s2
    attempts, left, again = wiring.times, failed, NONE
    total_s = attempts * one_s
    if wiring.repeats:
        still = failed**now.retries
        tries = (ONE - still * failed) / np.maximum(ONE - failed, TINY)
        tries = np.minimum(tries, ONE + now.retries)
        attempts, left, again = tries * wiring.times, still * failed, ONE - ONE / tries
        total_s = attempts * one_s + (tries - ONE) * wiring.backoff_s
    share = now.made * passing
    spoilt = now.made * (ONE - passing * (ONE - left))
    spread_s2 = attempts * np.maximum(square_s2 - one_s * one_s, NONE)
    held = np.empty((2, *share.shape))
    np.multiply(share, total_s, out=held[0])
    # T spent by a share p: p var + p (1 - p) T2
    np.multiply(share, spread_s2 + (ONE - share) * (total_s * total_s), out=held[1])
    if wiring.helping:
        aided_s = spoilt * now.fallback * wiring.helps_s
        held[0] += aided_s
        held[1] += aided_s * (2.0 * wiring.helps_s - aided_s)
    return Asked(
        passing=passing,
        spared=spared,
        held=held,
        attempts=share * attempts,
        again=again,
        spoilt=spoilt * now.unaided,
        in_vain=failed,
    )


def shaped(wiring: Wiring, now: AsksNow, passing: Floats, kinds: Kinds) -> Kinds:
    """The calls that lead on, with their breakers, retries and fallbacks; `kinds` is used up."""
    weight, mean, variance, good = kinds.table
    if wiring.repeats:
        weight[:], good[:], extra_s = _repeated(wiring, now, kinds)
        mean += extra_s
        variance += extra_s * extra_s
    if wiring.fans_out:
        kinds.table[1:3] *= wiring.times[wiring.links]
    through, refused = passing.take(wiring.links, axis=0), kinds.own(REFUSED_CALL)
    weight *= through
    held_back = ONE - through
    refused[1] *= refused[0] / np.maximum(refused[0] + held_back, TINY)  # a breaker takes no time
    refused[0] += held_back
    aided = (ONE - good) * now.fallback.take(wiring.links, axis=0)
    good += aided
    if wiring.helping:
        aided_s = aided * wiring.helps_s[wiring.links]
        mean += aided_s
        variance += aided_s * (2.0 * wiring.helps_s[wiring.links] - aided_s)  # exponential
    return kinds


def _repeated(wiring: Wiring, now: AsksNow, kinds: Kinds) -> tuple[Floats, Floats, Floats]:
    """With n retries f^n fail as the first attempt does; the extra time is that of those before."""
    useful = kinds.weight * kinds.good
    good = np.minimum(np.maximum(over_rows(useful), 1e-9), ONE - 1e-9)
    failed = ONE - good
    still = failed ** now.retries.take(wiring.links, axis=0)
    tries = (ONE - still * failed) / good
    vain = kinds.weight - useful
    weight = useful * tries + vain * still
    vain_s = over_rows(vain * kinds.mean_s) / failed
    extra_s = (tries - 1.0) * (vain_s + wiring.backoff_s[wiring.links])
    share = useful * tries / np.maximum(weight, TINY)
    return weight, share, extra_s
