"""Customers: who asks for a checkout, what becomes of it, and who comes back."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import TINY, Floats, over_rows
from game.shop.conditions import Conditions
from game.shop.latency import Answers
from game.shop.network import Flow
from game.shop.system import Shop


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """Requests of one second, a row an attempt."""

    attempts: Floats
    offered: Floats
    retries: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What became of requests, as answers a second."""

    good: Floats
    refused: Floats  # no room in the line
    broken: Floats  # answered in time, with an error
    expired: Floats  # not answered before the timeout

    @property
    def failed(self) -> Floats:
        """All that did not become an order."""
        return self.refused + self.broken + self.expired


def asking(shop: Shop, returning: Floats) -> Asking:
    """New customers at the base rate, and those whose pause after a failure is over."""
    back = returning * shop.return_rate
    fresh = np.full((1, returning.shape[1]), shop.base_rps)
    attempts = np.concatenate([fresh, back])
    offered = over_rows(attempts)
    return Asking(attempts, offered, offered - fresh[0])


def outcomes(
    now: Conditions, answers: Answers, flow: Flow, *, unanswered: Floats, recent: Floats
) -> Outcomes:
    """Answers of one second.

    `unanswered` customers are in the checkout, `recent` of them may have come within the timeout:
    any beyond those have given up, though their requests are still worked on.
    """
    in_time = answers.mix.weight * answers.in_time
    answered = over_rows(in_time[1:])
    refused = answers.mix.weight[0]
    sound = (1.0 - now.query_errors) * (1.0 - now.payment_errors)
    scale = np.minimum(unanswered / np.maximum(answered, TINY), 1.0)
    good = over_rows(in_time[2:]) * sound * scale
    broken = np.maximum(answered * scale - good, 0.0)
    left = np.maximum(unanswered - good - broken, 0.0)
    late = np.maximum(flow.served - answered, 0.0)
    expired = np.minimum(np.maximum(late, left - recent), left)
    return Outcomes(good, refused, broken, expired)


def coming_back(
    shop: Shop, returning: Floats, who: Asking, failed: Floats
) -> tuple[Floats, Floats]:
    """Customers who will try again, by attempt, and those lost in this second."""
    traffic = shop.spec.traffic
    by_attempt = failed * (who.attempts / who.offered)
    again = by_attempt[: traffic.retries_max] * traffic.retry_share
    left = returning * (1.0 - shop.return_rate) + again
    return left, np.maximum(failed - over_rows(again), 0.0)
