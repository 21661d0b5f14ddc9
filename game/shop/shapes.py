"""Requests that differ from each other: what they are for, and whether a slow query meets them.

A mean and a variance cannot tell a shop whose requests are all a little slow from one in which a
few are very slow. So the answers of checkout are told apart by shape: a row for each page, or two
where a fault slows some of the queries.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.scenario.shop_parts import PageSpec
from game.shop.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Pages:
    """What requests are for, [page, 1]; factors are on the mean over all pages."""

    share: Floats
    work: Floats
    queries: Floats

    def between_s2(self, work_s: Floats, database_s: Floats) -> Floats:
        """Variance that pages add to the time of a request."""
        apart = (self.work - 1.0) * work_s + (self.queries - 1.0) * database_s
        work = self.share * (self.work * self.work - 1.0) * (work_s * work_s)
        variance: Floats = np.add.reduce(self.share * apart * apart + work)
        return variance


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """What sets requests of each shape apart, [shape, B] or [shape, 1]."""

    weight: Floats
    work: Floats
    queries: Floats
    more_s: Floats  # mean time in slow queries, beyond the mean of all such requests
    more_s2: Floats  # the same of its variance


def pages(specs: Sequence[PageSpec]) -> Pages:
    """Shares that add up to 1, and factors whose mean is 1; a single page without any."""
    if not specs:
        one = np.ones((1, 1))
        return Pages(one, one, one)
    share, work, queries = np.array([(one.share, one.work, one.queries) for one in specs]).T[
        :, :, None
    ]
    share = share / share.sum()
    return Pages(share, work / (share * work).sum(), queries / (share * queries).sum())


def shapes(
    of: Pages, queries: float, slow: Floats, factor: Floats, usual_s: Floats, *, some_slow: bool
) -> Shapes:
    """Each page, or each page without and with a slow query in it.

    A share `slow` [B] of all queries takes `factor` times the usual mean. Of requests with n
    queries 1 - (1 - slow)^n meet one or more of those, n slow / that share on average.
    """
    ones = np.ones_like(slow)
    if not some_slow:
        nothing = np.zeros((len(of.share), 1))
        return Shapes(of.share * ones, of.work, of.queries, nothing, nothing)
    made = np.maximum(queries * of.queries, 1e-9)
    met = np.maximum(1.0 - (1.0 - slow) ** made, 1e-9)
    more_s = (factor - 1.0) * usual_s
    mean_s = made * slow * more_s
    of_one = slow * factor * factor * 2.0 + (1.0 - slow) * 2.0 - (1.0 + slow * (factor - 1.0)) ** 2
    spread = made * (of_one - 1.0) * usual_s * usual_s
    slow_s2 = made * slow / met * (factor * usual_s) ** 2
    return Shapes(
        weight=np.concatenate((of.share * (1.0 - met), of.share * met)),
        work=np.concatenate((of.work, of.work)),
        queries=np.concatenate((of.queries, of.queries)),
        more_s=np.concatenate((-mean_s, mean_s / met - mean_s)),
        more_s2=np.concatenate((-spread, slow_s2 - spread)),
    )
