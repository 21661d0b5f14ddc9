"""Latency of checkout answers: a mixture of lognormals with an atom at the timeout."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, normal_cdf
from game.shop.conditions import Conditions
from game.shop.network import EARLY, Flow
from game.shop.stations import line_spread
from game.shop.system import Shop

REFUSED_LOG_S: Final = math.log(0.005)  # a refusal comes from the edge, at once
REFUSED_SPREAD: Final = 0.04
LONGEST_S: Final = 1e5


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The line in front of the workers in one second."""

    offered: Floats
    refused: Floats
    waiting: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Requests a second by kind of answer: refused, failed early, then a row a payment branch."""

    weight: Floats
    log_mean: Floats  # of the time in seconds
    log_spread: Floats  # variance of that logarithm
    in_time: Floats  # share answered before the timeout


def mixture(shop: Shop, now: Conditions, flow: Flow, line: Line) -> Mixture:
    """How long this second's requests take, two moments added along the path of each kind."""
    wait_s, wait_spread = _line_wait(flow, line)
    refused = line.refused
    early_s = EARLY * flow.work_s
    on_the_way = wait_s + flow.work_s + flow.database_s
    spread = wait_spread + flow.work_s * flow.work_s + flow.database_spread
    mean = np.concatenate([(wait_s + early_s)[None], on_the_way + flow.calls.mean_s])
    variance = np.concatenate(
        [(wait_spread + early_s * early_s)[None], spread + flow.calls.variance_s2]
    )
    log_spread = np.log(1.0 + np.minimum(variance / (mean * mean), 100.0))
    log_mean = np.log(mean) - log_spread / 2
    in_time = normal_cdf((math.log(shop.timeout_s) - log_mean) / np.sqrt(log_spread))
    early = flow.served * now.code_errors
    paid = (flow.served - early) * now.payment_shares
    return Mixture(
        weight=np.concatenate([refused[None], early[None], paid]),
        log_mean=np.concatenate([np.full_like(refused, REFUSED_LOG_S)[None], log_mean]),
        log_spread=np.concatenate([np.full_like(refused, REFUSED_SPREAD)[None], log_spread]),
        in_time=np.concatenate([np.ones_like(refused)[None], in_time]),
    )


def _line_wait(flow: Flow, line: Line) -> tuple[Floats, Floats]:
    """Mean and variance of the wait for a worker.

    Away from its capacity, on either side, a line strays by about 1 / |1 - load|.
    """
    served = np.maximum(flow.served, TINY)
    capacity = np.maximum(flow.checkout.servers / flow.settled.held_s, TINY)
    off_balance = np.maximum(np.abs(1.0 - line.offered / capacity), 1e-3)
    room = flow.checkout.variability / off_balance
    ahead = line_spread(flow.checkout, flow.settled.busy_share, line.waiting, room * room)
    wait_s = np.minimum(line.waiting / served, LONGEST_S)
    return wait_s, np.minimum(ahead / (served * served), LONGEST_S**2)


def quantiles_s(shop: Shop, mix: Mixture, total: Floats, levels: Floats) -> Floats:
    """Latency in seconds at each level [q, B]; what is not answered in time counts as the timeout.

    The distribution is laid on a logarithmic grid and read off by linear interpolation.
    """
    grid = shop.log_grid
    spread = np.sqrt(np.maximum(mix.log_spread, 1e-4))
    share = mix.weight / np.maximum(total, TINY)
    below = (normal_cdf((grid[:, None, None] - mix.log_mean) / spread) * share).sum(axis=1)
    place = (below[:, None, :] < levels).sum(axis=0)
    upper = np.minimum(np.maximum(place, 1), grid.size - 1)
    runs = np.arange(levels.shape[1])
    low, high = below[upper - 1, runs], below[upper, runs]
    part = np.minimum(np.maximum((levels - low) / np.maximum(high - low, TINY), 0.0), 1.0)
    seconds = np.exp(grid[upper - 1] + part * (grid[1] - grid[0]))
    return np.where(place >= grid.size, shop.timeout_s, seconds)
