"""How long the answers of one second take, by kind of answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, normal_cdf, over_rows
from game.shop.asked import Asked, Kinds, Reply, passing_all
from game.shop.conditions import ServiceNow
from game.shop.mixtures import Mixture
from game.shop.network import EARLY, Flow
from game.shop.stations import line_spread

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
    """Answers a second by kind: refused, failed early, then as the most important call went."""

    mix: Mixture
    in_time: Floats  # share of each kind that comes before the timeout
    good: Floats  # share of each kind that is a useful answer
    mean_s: Floats
    variance_s2: Floats

    @property
    def success(self) -> Floats:
        """Share of all answers that are useful and in time."""
        good = over_rows(self.mix.weight * self.in_time * self.good)
        share: Floats = good / np.maximum(over_rows(self.mix.weight), TINY)
        return share


def answers(
    now: ServiceNow,
    flow: Flow,
    line: Line,
    *,
    main: Kinds,
    others: Sequence[Asked],
    query_errors: Floats | float,
) -> Answers:
    """Two moments are added along the path of each kind, and a lognormal put through them."""
    wait_s, wait_spread = _line_wait(flow, line)
    early_s = EARLY * flow.work_s
    aside_s, aside_spread = flow.work_s + flow.database_s, flow.work_s * flow.work_s
    aside_spread = aside_spread + flow.database_spread
    for one in others:
        aside_s, aside_spread = aside_s + one.held_s, aside_spread + one.variance_s2
    kinds = (len(main.weight) + 2, len(wait_s))
    mean, variance, weight = np.empty(kinds), np.empty(kinds), np.empty(kinds)
    good = np.zeros(kinds)
    mean[0], variance[0] = REFUSED_S, REFUSED_S**2 / 400
    mean[1], variance[1] = wait_s + early_s, wait_spread + early_s * early_s
    mean[2:] = main.mean_s
    mean[2:] += wait_s + aside_s
    variance[2:] = main.variance_s2
    variance[2:] += wait_spread + aside_spread
    weight[0], weight[1] = line.refused, flow.served * flow.early
    weight[2:] = main.weight
    weight[2:] *= flow.served - weight[1]
    good[2:] = main.good
    good[2:] *= (1.0 - query_errors) * passing_all(others)
    log_spread = np.log(1.0 + np.minimum(variance / (mean * mean), 100.0))
    log_mean = np.log(mean) - log_spread / 2
    in_time = normal_cdf((np.log(now.timeout_s) - log_mean) / np.sqrt(log_spread))
    return Answers(Mixture(weight, log_mean, log_spread), in_time, good, mean, variance)


def kinds_of(now: ServiceNow, answers: Answers) -> Kinds:
    """A service's answers as its caller sees them: unreached, too late, then each kind."""
    tried = 1.0 - now.unreached
    total = np.maximum(over_rows(answers.mix.weight), TINY)
    share = answers.mix.weight * (tried * (1.0 - now.hung) / total)
    kept = share * answers.in_time
    rows = (len(share) + 2, len(total))
    weight, mean, variance, good = np.empty(rows), np.empty(rows), np.empty(rows), np.zeros(rows)
    weight[0] = now.unreached
    weight[2:] = kept
    weight[1] = np.maximum(1.0 - weight[0] - over_rows(kept), 0.0)
    mean[0], mean[1] = REFUSED_S, now.timeout_s
    mean[2:] = np.minimum(answers.mean_s, now.timeout_s) + now.delay_s
    variance[0], variance[1] = REFUSED_S**2 / 400, (0.02 * now.timeout_s) ** 2
    variance[2:] = answers.variance_s2 + now.delay_s
    good[2:] = answers.good
    return Kinds(weight, mean, variance, good)


def reply_of(now: ServiceNow, answers: Answers, before: Reply) -> Reply:
    """The same in a word; times follow as fast as requests take."""
    total = np.maximum(over_rows(answers.mix.weight), TINY)
    late = 1.0 - answers.in_time
    cut = np.minimum(answers.mean_s, now.timeout_s) * answers.in_time + now.timeout_s * late
    square = np.minimum(
        answers.mean_s * answers.mean_s + answers.variance_s2, now.timeout_s * now.timeout_s
    )
    mean_s = over_rows(answers.mix.weight * cut) / total
    square_s2 = over_rows(answers.mix.weight * square) / total
    share = 1.0 / (1.0 + before.mean_s)
    return Reply(
        failed=before.failed + share * (1.0 - answers.success - before.failed),
        mean_s=before.mean_s + share * (mean_s - before.mean_s),
        square_s2=before.square_s2 + share * (square_s2 - before.square_s2),
    )


def reply_aside(now: ServiceNow, flow: Flow, line: Line, before: Reply) -> Reply:
    """The same for a service beside the way, as if its waits and its work were exponential."""
    total = flow.served + line.refused
    wait_s = np.minimum(line.waiting / np.maximum(flow.served, TINY), LONGEST_S)
    mean = wait_s + flow.settled.held_s
    variance = wait_s * wait_s + flow.settled.held_s * flow.settled.held_s
    log_spread = np.log(1.0 + variance / (mean * mean))
    log_mean = np.log(mean) - log_spread / 2
    in_time = normal_cdf((np.log(now.timeout_s) - log_mean) / np.sqrt(log_spread))
    good = flow.served * (1.0 - flow.early) * in_time / np.maximum(total, TINY)
    part = flow.served / np.maximum(total, TINY)
    mean_s = part * (np.minimum(mean, now.timeout_s) * in_time + now.timeout_s * (1.0 - in_time))
    square_s2 = part * np.minimum(mean * mean + variance, now.timeout_s * now.timeout_s)
    share = 1.0 / (1.0 + before.mean_s)
    asked = total > TINY
    return Reply(
        failed=before.failed + share * np.where(asked, 1.0 - good - before.failed, 0.0),
        mean_s=before.mean_s + share * np.where(asked, mean_s - before.mean_s, 0.0),
        square_s2=before.square_s2 + share * np.where(asked, square_s2 - before.square_s2, 0.0),
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
