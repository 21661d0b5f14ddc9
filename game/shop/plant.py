"""The plant: the shop's state, and how one second changes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, columns, over_rows, smaller, widened
from game.shop.conditions import Conditions
from game.shop.customers import Asking, Outcomes, asking, coming_back, ordering, outcomes
from game.shop.latency import first_answers
from game.shop.levers import Programme, Pull, programme
from game.shop.mixtures import REFUSED, Mixture
from game.shop.network import Settled
from game.shop.observation import Passage, Second, blank, count, observe
from game.shop.parameters import conditions
from game.shop.passage import Pass, pass_through
from game.shop.standing import Plant
from game.shop.state import Slow, Traffic, blank_slow, lost_writes, move
from game.shop.system import Shop

WARM_UP_S: Final = 60
TRUTH_IDS: Final = (
    "offered",
    "good",
    "failed",
    "lost_revenue",
    "hit",
    "requests",
    "bad_requests",
    "success",
    "duplicates",
    "lost_writes",
)
"""Expectations for one second: new customers, orders (and what others only read), customers lost,
euro lost with orders that never came or were lost later, customers whose first attempt failed,
requests answered, those that failed, the good share, orders made twice, and orders that were
confirmed and then lost."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One second as the dashboards show it and as it was; rows are runs."""

    at_s: int
    observed: Floats  # [B, metric] in the order of the shop's metric ids
    truth: Floats  # [B, quantity] in the order of TRUTH_IDS


def start(shop: Shop, runs: int = 1, at_s: int = -600) -> Plant:
    """A shop that has been running for a while when `at_s` ends, with no lever pulled."""
    alone = programme([()])
    plant = _empty(shop, alone, at_s - WARM_UP_S)
    for _ in range(WARM_UP_S):
        plant, _this, _truth = _advance(shop, plant, alone)
    return widened(plant, columns(runs), pulls=programme([()] * runs))


def step(shop: Shop, plant: Plant, schedules: Sequence[Sequence[Pull]]) -> tuple[Plant, Sample]:
    """The next second under the levers pulled, one schedule a run; nothing is changed in place."""
    if len(schedules) != plant.pulls.runs:
        message = f"{plant.pulls.runs} runs need as many schedules, not {len(schedules)}"
        raise ValueError(message)
    unchanged = plant.pulls.schedules == tuple(map(tuple, schedules))
    return advance(shop, plant, plant.pulls if unchanged else programme(schedules))


def advance(
    shop: Shop, plant: Plant, pulls: Programme, *, observed: bool = True
) -> tuple[Plant, Sample]:
    """`step` with the schedules compiled; where only the truth is wanted, `observed` is empty."""
    after, this, truth = _advance(shop, plant, pulls, counted=observed)
    seen = np.empty((0, truth.shape[1]))
    if observed and after.dashboards is not None:
        seen = observe(shop, this, after.dashboards.window)
        if shop.late:
            late = (*(plant.late or (seen,) * shop.late[-1][0]), seen)
            seen, after = _scraped(shop, late), replace(after, late=late[1:])
    rows = slice(pulls.runs)
    return after, Sample(this.at_s, seen.T[rows], truth.T[rows])


def _scraped(shop: Shop, late: tuple[Floats, ...]) -> Floats:
    """What has come in of the last seconds, each series as late as it comes."""
    seen = late[-1].copy()
    for late_s, rows in shop.late:
        series = list(rows)
        seen[series] = late[-1 - late_s][series]
    return seen


def _advance(
    shop: Shop, plant: Plant, pulls: Programme, *, counted: bool = True
) -> tuple[Plant, Second, Floats]:
    """One second: arrivals, queues, answers, and who comes back; also the truth of it."""
    at_s = plant.at_s + 1
    now = conditions(shop, pulls, at_s, plant.slow.grown, plant.now)
    who = asking(now.customers, plant.returning)
    through = pass_through(shop, plant, now, who)
    hoping = plant.unanswered + who.let_in
    refused = np.minimum(through.flow.refused[0], hoping)  # the others had given up before
    admitted = (*plant.admitted[1:], np.maximum(who.let_in - refused, 0.0))
    came = outcomes(
        through.answers,
        through.flow.served[0],
        refused=refused,
        unanswered=hoping - refused,
        recent=sum(admitted[1:], admitted[0]),
        abandoned=np.maximum(plant.settled.load[0] - plant.unanswered, 0.0),
    )
    of_customers = plant.customers + who.let_in * who.real
    share = np.minimum(of_customers / np.maximum(hoping, TINY), 1.0)
    failed = came.failed * share + who.refused
    returning, lost = coming_back(shop, now.customers, plant.returning, who, failed)
    answered = came.good + came.failed
    good, of_orders = came.good * share, ordering(shop, now)
    slow = move(shop, pulls, now, plant.slow, _traffic(shop, at_s, through, good * of_orders))
    this = _second(
        shop, at_s, now, slow=slow, through=through, who=who, came=came, of_customers=share
    )
    if shop.writers is not None:
        this = replace(this, of_customers=this.of_customers * of_orders)
    dashboards = plant.dashboards
    if counted:
        dashboards = count(shop, dashboards or blank(shop, share.size), this)
    truth = _truth(shop, now, who, good=good, failed=failed, lost=lost)
    truth[8] = came.expired * share * shop.ordering * _doubled(now, through, truth[7])
    truth[9] = lost_writes(now, plant.slow)
    truth[3] += truth[9] * shop.spec.traffic.order_value
    after = Plant(
        at_s=at_s,
        pulls=pulls,
        now=now,
        settled=through.flow.settled,
        coming=through.coming,
        replies=through.replies,
        answers=through.answers,
        slow=slow,
        unanswered=np.maximum(hoping - answered, 0.0),
        customers=np.maximum(of_customers - answered * share, 0.0),
        returning=returning,
        admitted=admitted,
        dashboards=dashboards,
    )
    return after, this, truth


def _empty(shop: Shop, pulls: Programme, at_s: int) -> Plant:
    width = columns(pulls.runs)
    slow = blank_slow(shop, width)
    now = conditions(shop, pulls, at_s, slow.grown)
    none, nobody = np.zeros(width), np.zeros((len(shop.services), width))
    work_s = now.services.work_s
    return Plant(
        at_s=at_s,
        pulls=pulls,
        now=now,
        settled=Settled(
            load=nobody,
            strayed=nobody,
            cold=nobody,
            entered=now.services.entered,
            down=0.0,
            held_s=work_s,
            busy_share=np.full_like(nobody, 0.5),
            busy=nobody,
            database_share=np.full(width, 0.5),
            chance=np.ones(width),
        ),
        coming=np.stack((nobody, nobody)),
        replies=np.stack((nobody, work_s, 2 * work_s**2)),
        answers=first_answers(shop, now),
        slow=slow,
        unanswered=none,
        customers=none,
        returning=np.zeros((shop.spec.traffic.retries_max, width)),
        admitted=(none,) * int(shop.timeout_s),
        dashboards=None,
    )


def _traffic(shop: Shop, at_s: int, through: Pass, orders: Floats) -> Traffic:
    """What the slow state needs to know."""
    posted = np.zeros((len(shop.spec.queues), orders.size))
    for service in shop.services:
        for queue, times in service.posts:
            good = orders if service.n < shop.ways else through.flow.served[service.n]
            posted[queue] += good * times
    return Traffic(
        at_s=at_s,
        orders=orders,
        served=through.flow.served[shop.ways - 1],
        misses=through.misses,
        posted=posted,
        calls=through.calls,
        failures=through.failures,
        to_providers=through.to_providers[0],
        database_share=through.flow.settled.database_share,
    )


def _second(
    shop: Shop,
    at_s: int,
    now: Conditions,
    *,
    slow: Slow,
    through: Pass,
    who: Asking,
    came: Outcomes,
    of_customers: Floats,
) -> Second:
    """The same for the instruments: customers count what the edge refuses as answers too."""
    answers, flow = through.answers, through.flow
    turned_away = who.refused + who.closed_out
    good = answers.total * answers.success
    failed = answers.total - good
    good[0], failed[0] = came.good, came.failed + turned_away
    repeated = through.repeated[: shop.ways].copy()
    weight = answers.mix.weight * answers.total
    weight[REFUSED, 0] += turned_away
    mix = Mixture(weight, answers.mix.log_mean, answers.mix.log_spread)
    return Second(
        at_s=at_s,
        now=now,
        slow=slow,
        flow=flow,
        way=Passage(good, np.maximum(failed, 0.0), repeated, flow.waiting[: shop.ways], mix),
        replies=through.replies,
        calls=through.to_providers[0],
        of_customers=np.where(of_customers > 1.0 - TINY, 1.0, of_customers),
        call_failures=through.to_providers[1],
    )


def _doubled(now: Conditions, through: Pass, success: Floats) -> Floats:
    """Chance that a customer who gave up gets the first order after all, and a second one."""
    answers = through.answers
    share = over_rows(answers.mix.weight[:, -1] * answers.kinds.good[:, -1])
    return smaller(share * now.customers.again * success, 1.0)


def _truth(
    shop: Shop, now: Conditions, who: Asking, *, good: Floats, failed: Floats, lost: Floats
) -> Floats:
    """The rows of TRUTH_IDS, without those that come from elsewhere."""
    truth = np.zeros((len(TRUTH_IDS), good.size))
    answered = good + failed
    truth[0] = now.customers.fresh
    truth[1], truth[2] = good, lost
    truth[3] = lost * shop.spec.traffic.order_value
    if shop.writers is not None:
        orders = shop.ordering * answered - ordering(shop, now) * good
        truth[3] *= np.minimum(np.maximum(orders, 0.0) / np.maximum(failed, TINY), 1.0)
    truth[4] = failed * (who.attempts[0] / np.maximum(who.customers, TINY)) + who.closed_out
    truth[5] = answered + who.closed_out
    truth[6] = failed + who.closed_out
    truth[7] = good / np.maximum(truth[5], TINY)
    return truth
