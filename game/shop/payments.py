"""Third parties: how long their calls take, and for how long they hold a worker."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import TINY, Floats, normal_cdf, over_rows
from game.shop.mixtures import Mixture, quantiles_s
from game.shop.system import Shop
from game.shop.wiring import Provider


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """Calls to a provider; a row a branch of the mixture where not said otherwise."""

    shares: Floats
    within: Floats  # share of a branch that is answered before the call is given up
    mean_s: Floats  # of those
    variance_s2: Floats
    timeout_s: Floats  # [B]
    given_up: Floats  # [B]: share of calls that outlast the timeout
    median_s: Floats  # [B]


def calls(
    shop: Shop, provider: Provider, timeout_s: Floats, shares: Floats, factors: Floats
) -> Calls:
    """Moments of the lognormal calls that are answered in time; what is left waits T.

    E[X^j; X < T] = exp(j m + j2 s2 / 2) Phi((ln T - m - j s2) / s).
    """
    sigma = provider.sigma
    square = sigma * sigma
    log_median = provider.log_s + np.log(factors)
    limit = (np.log(timeout_s) - log_median) / sigma
    within = normal_cdf(np.stack([limit, limit - sigma, limit - 2 * sigma]))
    kept = np.maximum(within[0], 1e-6)
    mean = np.minimum(np.exp(log_median + square / 2) * within[1] / kept, timeout_s)
    second = np.exp(2 * log_median + 2 * square) * within[2] / kept
    whole = Mixture(shares, log_median, np.full_like(log_median, square))
    return Calls(
        shares=shares,
        within=within[0],
        mean_s=mean,
        variance_s2=np.maximum(second - mean * mean, 1e-4 * mean * mean),
        timeout_s=timeout_s,
        given_up=np.maximum(1.0 - over_rows(shares * within[0]), 0.0),
        median_s=_median(shop, whole),
    )


def _median(shop: Shop, mix: Mixture) -> Floats:
    if len(mix.weight) == 1:
        usual: Floats = np.exp(mix.log_mean[0])
        return usual
    width = mix.weight.shape[1]
    half: Floats = quantiles_s(shop.log_grid, mix, np.ones(width), np.full((1, width), 0.5))[0]
    return np.maximum(half, TINY)
