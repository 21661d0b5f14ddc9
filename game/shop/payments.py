"""The payments provider: how long one call takes, and for how long it holds a worker."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import Floats, normal_cdf
from game.shop.conditions import Conditions
from game.shop.system import Shop


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """Payment calls, a row a branch of the mixture; times in seconds."""

    mean_s: Floats
    variance_s2: Floats
    held_s: Floats  # mean time until the call ends or is given up
    held_square: Floats
    given_up: Floats  # share of calls that outlast the timeout


def calls(shop: Shop, now: Conditions) -> Calls:
    """Moments of a lognormal call, whole and cut at the checkout's timeout.

    E[X^j; X < T] = exp(j m + j2 s2 / 2) Phi((ln T - m - j s2) / s); what is left waits T.
    """
    sigma, timeout_s = shop.payment_sigma, shop.timeout_s
    square = sigma * sigma
    log_s = shop.payment_log_s + np.log(now.payment_factors)
    mean = np.exp(log_s + square / 2)
    second = np.exp(2 * log_s + 2 * square)
    limit = (np.log(timeout_s) - log_s) / sigma
    within = normal_cdf(np.stack([limit, limit - sigma, limit - 2 * sigma]))
    given_up = 1.0 - within[0]
    return Calls(
        mean_s=mean,
        variance_s2=second - mean * mean,
        held_s=mean * within[1] + timeout_s * given_up,
        held_square=second * within[2] + timeout_s**2 * given_up,
        given_up=given_up,
    )
