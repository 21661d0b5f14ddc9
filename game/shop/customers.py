"""Customers: who asks for a checkout, what becomes of it, and who comes back."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import NONE, ONE, TINY, Floats, over_rows, smaller
from game.shop.conditions import Conditions, CustomersNow
from game.shop.latency import Answers
from game.shop.system import Shop


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """Requests of one second, a row an attempt; hostile ones apart."""

    attempts: Floats
    customers: Floats  # all attempts of customers
    hostile: Floats
    retries: Floats
    refused: Floats  # customers' requests refused at the edge
    closed_out: Floats  # new customers who see the maintenance page
    let_in: Floats  # everything that reaches the front

    @property
    def real(self) -> Floats:
        """Share of customers among what reaches the front."""
        return (self.customers - self.refused) / np.maximum(self.let_in, TINY)


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What became of requests that reached the front, as answers a second."""

    good: Floats
    refused: Floats  # no room in the line
    broken: Floats  # answered in time, with an error
    expired: Floats  # not answered before the timeout

    @property
    def failed(self) -> Floats:
        """All that did not become an order."""
        return self.refused + self.broken + self.expired


def asking(now: CustomersNow, returning: Floats) -> Asking:
    """New customers at the base rate, and those whose pause after a failure is over."""
    attempts = np.empty((1 + len(returning), now.asking.size))
    attempts[0] = now.asking
    np.multiply(returning, now.returning, out=attempts[1:])
    customers = over_rows(attempts)
    let_in = customers * now.let_in
    return Asking(
        attempts=attempts,
        customers=customers,
        hostile=now.hostile,
        retries=customers - attempts[0],
        refused=customers - let_in,
        closed_out=now.closed_out,
        let_in=let_in + now.hostile,
    )


def outcomes(
    answers: Answers,
    served: Floats,
    *,
    refused: Floats,
    unanswered: Floats,
    recent: Floats,
    abandoned: Floats,
) -> Outcomes:
    """Answers of one second.

    `refused` are told at once; beside them `unanswered` requests are in the shop, `recent` of
    them may have come within the timeout: any beyond those have been given up, though they are
    still worked on. The first `abandoned` of those served too late had been given up before.
    """
    in_time = answers.mix.weight[1:, 0] * answers.in_time[1:, 0]
    answered = over_rows(in_time) * answers.total[0]
    scale = np.minimum(unanswered / np.maximum(answered, TINY), ONE)
    good = over_rows(in_time * answers.kinds.good[1:, 0]) * answers.total[0] * scale
    broken = np.maximum(answered * scale - good, NONE)
    left = np.maximum(unanswered - good - broken, NONE)
    late = np.maximum(served - answered - abandoned, NONE)
    expired = np.minimum(np.maximum(late, left - recent), left)
    return Outcomes(good, refused, broken, expired)


def ordering(shop: Shop, now: Conditions) -> Floats:
    """Share of useful answers that are orders; all of them where nobody only reads."""
    if shop.writers is None:
        return ONE
    return smaller(shop.ordering * now.segments[shop.writers], ONE)


def coming_back(
    shop: Shop, now: CustomersNow, returning: Floats, who: Asking, failed: Floats
) -> tuple[Floats, Floats]:
    """Customers who will try again, by attempt, and those lost in this second."""
    may_return = np.maximum(failed - who.customers * now.sent_away, NONE)
    by_attempt = may_return * (who.attempts / np.maximum(who.customers, TINY))
    most = shop.spec.traffic.retries_max
    again = by_attempt[:most] * now.again
    left = returning * now.staying + again
    kept = over_rows(again)
    if most:
        stubborn = by_attempt[most] * now.again * now.endless
        left[most - 1] += stubborn
        kept += stubborn
    return left, np.maximum(failed - kept, NONE) + who.closed_out
