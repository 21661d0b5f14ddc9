"""Times as mixtures of lognormals, and their quantiles.

Answers of all services on the way share their rows: each service has four of its own (refused,
failed early, its call onwards refused, that call given up), front first; then come the branches of
payments. A service's answers are in its own rows and in all below; rows above have no weight.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, normal_cdf, over_rows

OWN_ROWS: Final = 4
REFUSED, FAILED_EARLY, REFUSED_CALL, GIVEN_UP = range(OWN_ROWS)


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Parts of a mixture of times in seconds, a row each."""

    weight: Floats
    log_mean: Floats
    log_spread: Floats  # variance of the logarithm


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The ways in which calls can go, [4, kind, service, B]; their weights add up to 1."""

    table: Floats

    @property
    def weight(self) -> Floats:
        """Share of each kind."""
        found: Floats = self.table[0]
        return found

    @property
    def mean_s(self) -> Floats:
        """Mean time of each kind."""
        found: Floats = self.table[1]
        return found

    @property
    def variance_s2(self) -> Floats:
        """Variance of the time of each kind."""
        found: Floats = self.table[2]
        return found

    @property
    def good(self) -> Floats:
        """Share of each kind that is a useful answer."""
        found: Floats = self.table[3]
        return found

    def own(self, which: int) -> Floats:
        """A view of one of each service's own rows: [4, service, B]."""
        _four, rows, services, width = self.table.shape
        every = self.table.reshape(4, rows * services, width)
        return every[:, which * services :: OWN_ROWS * services + 1][:, :services]


def quantiles_s(grid: Floats, mix: Mixture, total: Floats, levels: Floats) -> Floats:
    """Seconds at each level [q, ..., B] of `total` [..., B] in mixtures [part, ..., B].

    What a mixture lacks lies at the end of the grid. The distribution is laid on a grid of log
    seconds and read off by linear interpolation.
    """
    rate = 1.0 / np.sqrt(np.maximum(mix.log_spread, 1e-4))
    below = grid - mix.log_mean[..., None]
    below *= rate[..., None]
    below = normal_cdf(below)
    below *= (mix.weight / np.maximum(total, TINY))[..., None]
    below = over_rows(below)
    place = (below < levels[..., None]).sum(axis=-1)
    upper = np.minimum(np.maximum(place, 1), grid.size - 1)
    at = upper + np.arange(0, below.size, grid.size).reshape(total.shape)
    low, high = below.take(at - 1), below.take(at)
    part = np.minimum(np.maximum((levels - low) / np.maximum(high - low, TINY), 0.0), 1.0)
    seconds: Floats = np.exp(grid[0] + (upper - 1 + part) * (grid[1] - grid[0]))
    seconds[place >= grid.size] = np.exp(grid[-1])
    return seconds
