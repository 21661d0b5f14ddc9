"""What a service gets when it asks: how long, how often in vain, and with which kinds of answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, over_rows
from game.shop.conditions import AskNow, ProviderNow, ServiceNow
from game.shop.system import Ask

QUICK_S: Final = 0.02  # a refusal or a broken connection is noticed at once


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The ways in which one call can go, a row each."""

    weight: Floats  # their shares; they add up to 1
    mean_s: Floats
    variance_s2: Floats
    good: Floats  # share of each that is a useful answer


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """What callers of a service get, in a word: the last second's answers, cut at its timeout."""

    failed: Floats
    mean_s: Floats
    square_s2: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One kind of call, seen from a request that may make it."""

    held_s: Floats  # mean time spent on it by one request, with retries
    variance_s2: Floats
    attempts: Floats  # calls that reach the other side, per request
    failed: Floats  # share of requests that are spoilt by it
    in_vain: Floats  # share of single calls that fail


@dataclass(frozen=True, slots=True, eq=False)
class Shaped(Asked):
    """The same, with the ways in which it can go."""

    kinds: Kinds


def to_provider(now: ProviderNow, over: Floats) -> Kinds:
    """Refused at once, given up, then answered by each branch."""
    quick = 1.0 - (1.0 - now.unreached) * (1.0 - over)
    one = now.calls
    rows = (len(one.shares) + 2, quick.size)
    weight, mean, variance, good = np.empty(rows), np.empty(rows), np.empty(rows), np.empty(rows)
    tried = 1.0 - quick
    weight[0], weight[1] = quick, tried * one.given_up
    weight[2:] = tried * one.shares * one.within
    mean[0], mean[1], mean[2:] = QUICK_S, one.timeout_s, one.mean_s + now.delay_s
    variance[0], variance[1] = QUICK_S**2, (0.02 * one.timeout_s) ** 2
    variance[2:] = one.variance_s2 + now.delay_s
    good[:2], good[2:] = 0.0, 1.0 - now.errors
    return Kinds(weight, mean, variance, good)


def called(ask: Ask, now: AskNow, passing: Floats, there: ServiceNow, reply: Reply) -> Asked:
    """A call to a service, in a word: its times and failures are those of the last second."""
    answered = (1.0 - there.unreached) * (1.0 - there.hung)
    failed = 1.0 - answered * (1.0 - reply.failed)
    waited_s = there.hung * there.timeout_s + there.unreached * QUICK_S
    one_s = answered * (reply.mean_s + there.delay_s) + waited_s
    attempts = np.full_like(failed, ask.times)
    left, extra_s = failed, np.zeros_like(failed)
    if ask.retries:
        still = failed**now.retries
        tries = (1.0 - still * failed) / np.maximum(1.0 - failed, 1e-9)
        tries = np.minimum(tries, 1.0 + now.retries)
        attempts, left, extra_s = tries * ask.times, still * failed, (tries - 1.0) * ask.backoff_s
    share = now.made * passing
    held_s = share * (attempts * one_s + extra_s)
    square = share * (attempts * reply.square_s2 + waited_s * there.timeout_s)
    spoilt = now.made * (1.0 - passing * (1.0 - left)) * (1.0 - now.fallback)
    return Asked(
        held_s=held_s,
        variance_s2=np.maximum(square - held_s * held_s, 0.0),
        attempts=share * attempts,
        failed=np.zeros_like(spoilt) if ask.optional else spoilt,
        in_vain=failed,
    )


def asked(ask: Ask, now: AskNow, passing: Floats, kinds: Kinds) -> Shaped:
    """A call with its flag, its breaker (which lets `passing` through), retries and fallback."""
    in_vain = 1.0 - over_rows(kinds.weight * kinds.good)
    kinds, attempts, extra_s = _repeated(ask, now, kinds)
    if ask.times != 1.0:
        kinds = Kinds(
            kinds.weight, kinds.mean_s * ask.times, kinds.variance_s2 * ask.times, kinds.good
        )
        attempts = attempts * ask.times
    weight = kinds.weight * passing
    mean_s = kinds.mean_s + extra_s
    mean_s[0] *= weight[0] / np.maximum(weight[0] + 1.0 - passing, TINY)  # a breaker takes no time
    weight[0] += 1.0 - passing
    good = kinds.good + (1.0 - kinds.good) * now.fallback
    kinds = Kinds(weight, mean_s, kinds.variance_s2 + extra_s * extra_s, good)
    mean = over_rows(weight * kinds.mean_s)
    square = over_rows(weight * (kinds.variance_s2 + kinds.mean_s * kinds.mean_s))
    failed = np.maximum(1.0 - over_rows(weight * good), 0.0)
    if ask.optional:
        failed = np.zeros_like(failed)
    return Shaped(
        held_s=now.made * mean,
        variance_s2=np.maximum(now.made * square - (now.made * mean) ** 2, 0.0),
        attempts=now.made * passing * attempts,
        failed=now.made * failed,
        in_vain=np.maximum(in_vain, 0.0),
        kinds=kinds,
    )


def _repeated(ask: Ask, now: AskNow, kinds: Kinds) -> tuple[Kinds, Floats, Floats]:
    """With n retries f^n fail as the first attempt does, and (1 - f^(n+1)) / (1 - f) succeed."""
    ones = np.ones_like(now.made)
    if ask.retries == 0:
        return kinds, ones, np.zeros_like(ones)
    useful = kinds.weight * kinds.good
    good = np.minimum(np.maximum(over_rows(useful), 1e-9), 1.0 - 1e-9)
    failed = 1.0 - good
    still = failed**now.retries
    more = (1.0 - still * failed) / good
    vain = kinds.weight - useful
    weight = useful * more + vain * still
    vain_s = over_rows(vain * kinds.mean_s) / failed
    again = (1.0 - still * failed) / good - 1.0
    extra_s = again * (vain_s + ask.backoff_s)
    share = useful * more / np.maximum(weight, TINY)
    return Kinds(weight, kinds.mean_s, kinds.variance_s2, share), 1.0 + again, extra_s


def passing_all(asks: Sequence[Asked]) -> Floats | float:
    """Share of requests for which every one of these calls went well."""
    sound: Floats | float = 1.0
    for one in asks:
        sound = sound * (1.0 - one.failed)
    return sound
