"""How long the answers of one second take, by kind of answer."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, normal_cdf
from game.shop.conditions import Conditions
from game.shop.mixtures import Mixture
from game.shop.network import EARLY, Flow
from game.shop.stations import line_spread
from game.shop.system import Shop

REFUSED_S: Final = 0.005  # a refusal comes from the edge, at once
LONGEST_S: Final = 1e5


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The line in front of the workers in one second."""

    offered: Floats
    refused: Floats
    waiting: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers a second by kind, and the share of each kind that comes before the timeout."""

    mix: Mixture
    in_time: Floats


def answers(shop: Shop, now: Conditions, flow: Flow, line: Line) -> Answers:
    """Times of the refused, of those failed early, and of each branch of payment calls.

    Two moments are added along the path of each kind, and a lognormal put through them.
    """
    wait_s, wait_spread = _line_wait(flow, line)
    kinds = (len(now.calls.shares) + 2, len(wait_s))
    early_s = EARLY * flow.work_s
    mean, variance, weight = np.empty(kinds), np.empty(kinds), np.empty(kinds)
    mean[0], variance[0] = REFUSED_S, REFUSED_S**2 / 400
    mean[1], variance[1] = wait_s + early_s, wait_spread + early_s * early_s
    mean[2:] = now.calls.mean_s
    mean[2:] += wait_s + flow.work_s + flow.database_s
    variance[2:] = now.calls.variance_s2
    variance[2:] += wait_spread + flow.work_s * flow.work_s + flow.database_spread
    log_spread = np.log(1.0 + np.minimum(variance / (mean * mean), 100.0))
    log_mean = np.log(mean) - log_spread / 2
    in_time = normal_cdf((shop.log_grid[-1] - log_mean) / np.sqrt(log_spread))
    weight[0], weight[1] = line.refused, flow.served * now.code_errors
    weight[2:] = (flow.served - weight[1]) * now.calls.shares
    return Answers(Mixture(weight, log_mean, log_spread), in_time)


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
