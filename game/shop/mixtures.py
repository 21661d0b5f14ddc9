"""Times as mixtures of lognormals, and their quantiles."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import TINY, Floats, normal_cdf, over_rows


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Parts of a mixture of times in seconds, a row each."""

    weight: Floats
    log_mean: Floats
    log_spread: Floats  # variance of the logarithm


def quantiles_s(grid: Floats, mix: Mixture, total: Floats, levels: Floats) -> Floats:
    """Seconds at each level [q, B] of `total`; what the mixture lacks lies at the end of the grid.

    The distribution is laid on a grid of log seconds and read off by linear interpolation.
    """
    spread = np.sqrt(np.maximum(mix.log_spread, 1e-4))
    share = mix.weight / np.maximum(total, TINY)
    below = over_rows(normal_cdf((grid[:, None, None] - mix.log_mean) / spread) * share, axis=1)
    place = over_rows(below[:, None, :] < levels)
    upper = np.minimum(np.maximum(place, 1), grid.size - 1)
    width = levels.shape[1]
    at = upper * width + np.arange(width)
    low, high = below.take(at - width), below.take(at)
    part = np.minimum(np.maximum((levels - low) / np.maximum(high - low, TINY), 0.0), 1.0)
    seconds: Floats = np.exp(grid[0] + (upper - 1 + part) * (grid[1] - grid[0]))
    seconds[place >= grid.size] = np.exp(grid[-1])
    return seconds
