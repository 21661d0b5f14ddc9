"""The payments provider: how long its calls take, and for how long they hold a worker."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import Floats, normal_cdf, over_rows
from game.shop.mixtures import Mixture, quantiles_s
from game.shop.system import Shop


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """Payment calls; a row a branch of the mixture where not said otherwise."""

    shares: Floats
    mean_s: Floats
    variance_s2: Floats
    held_s: Floats  # [B]: mean time until a call ends or is given up
    held_square: Floats  # [B]
    given_up: Floats  # [B]: share of calls that outlast the timeout
    median_s: Floats  # [B]


def calls(shop: Shop, shares: Floats, factors: Floats) -> Calls:
    """Moments of the lognormal calls, whole and cut at the checkout's timeout.

    E[X^j; X < T] = exp(j m + j2 s2 / 2) Phi((ln T - m - j s2) / s); what is left waits T.
    """
    sigma, timeout_s = shop.payment_sigma, shop.timeout_s
    square = sigma * sigma
    log_median = shop.payment_log_s + np.log(factors)
    mean = np.exp(log_median + square / 2)
    second = np.exp(2 * log_median + 2 * square)
    limit = (shop.log_grid[-1] - log_median) / sigma
    within = normal_cdf(np.stack([limit, limit - sigma, limit - 2 * sigma]))
    given_up = 1.0 - within[0]
    return Calls(
        shares=shares,
        mean_s=mean,
        variance_s2=second - mean * mean,
        held_s=over_rows(shares * (mean * within[1] + timeout_s * given_up)),
        held_square=over_rows(shares * (second * within[2] + timeout_s**2 * given_up)),
        given_up=over_rows(shares * given_up),
        median_s=_median(shop, Mixture(shares, log_median, np.full_like(log_median, square))),
    )


def _median(shop: Shop, mix: Mixture) -> Floats:
    if len(mix.weight) == 1:
        usual: Floats = np.exp(mix.log_mean[0])
        return usual
    width = mix.weight.shape[1]
    half: Floats = quantiles_s(shop.log_grid, mix, np.ones(width), np.full((1, width), 0.5))[0]
    return half
