"""The plant: the shop's state, and how one second changes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, columns, over_rows, smaller, widened
from game.shop.asked import Reply
from game.shop.conditions import Conditions, conditions
from game.shop.customers import Asking, Outcomes, asking, coming_back, outcomes
from game.shop.levers import Programme, Pull, programme
from game.shop.mixtures import Mixture
from game.shop.network import Settled
from game.shop.observation import Dashboards, Passage, Second, blank, count, observe
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
"""Expectations for one second: new customers, orders, customers lost, euro lost with them,
customers whose first attempt failed, requests answered, those that failed, the good share,
orders made twice, and orders that were confirmed and then lost."""


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
        if shop.spec.delay_s:
            late = (*(plant.late or (seen,) * shop.spec.delay_s), seen)
            seen, after = late[0], replace(after, late=late[1:])
    rows = slice(pulls.runs)
    return after, Sample(this.at_s, seen.T[rows], truth.T[rows])


def _advance(
    shop: Shop, plant: Plant, pulls: Programme, *, counted: bool = True
) -> tuple[Plant, Second, Floats]:
    """One second: arrivals, queues, answers, and who comes back; also the truth of it."""
    at_s = plant.at_s + 1
    now = conditions(shop, pulls, at_s, plant.slow.grown, plant.now)
    who = asking(now.customers, plant.returning)
    through = pass_through(shop, plant, now, who)
    front = through.ways[0]
    hoping = plant.unanswered + who.let_in
    refused = np.minimum(front.line.refused, hoping)  # the others had given up before
    admitted = (*plant.admitted[1:], np.maximum(who.let_in - refused, 0.0))
    recent = sum(admitted[1:], admitted[0])
    came = outcomes(
        front.answers,
        front.flow.served,
        refused=refused,
        unanswered=hoping - refused,
        recent=recent,
    )
    of_customers = plant.customers + who.let_in * who.real
    share = np.minimum(of_customers / np.maximum(hoping, TINY), 1.0)
    failed = came.failed * share + who.refused
    returning, lost = coming_back(shop, now.customers, plant.returning, who, failed)
    answered = came.good + came.failed
    traffic = _traffic(shop, at_s, through, came.good * share)
    slow = move(shop, pulls, now, plant.slow, traffic)
    this = _second(shop, at_s, now, slow=slow, through=through, who=who, came=came)
    dashboards = plant.dashboards
    if counted:
        dashboards = count(shop, dashboards or _blank(shop, this, share.size), this)
    truth = _truth(shop, now, who, good=came.good * share, failed=failed, lost=lost)
    truth[8] = came.expired * share * _doubled(now, through, truth[7])
    truth[9] = lost_writes(now, plant.slow, truth[1])
    after = Plant(
        at_s=at_s,
        pulls=pulls,
        load=through.load,
        unanswered=np.maximum(hoping - answered, 0.0),
        customers=np.maximum(of_customers - answered * share, 0.0),
        returning=returning,
        cold=through.cold,
        back=through.back,
        now=now,
        settled=tuple(flow.settled for flow in through.flows),
        replies=through.replies,
        asked=through.asked,
        slow=slow,
        admitted=admitted,
        dashboards=dashboards,
    )
    return after, this, truth


def _blank(shop: Shop, this: Second, width: int) -> Dashboards:
    return blank(this.way, shop.window_s, len(shop.providers), width)


def _empty(shop: Shop, pulls: Programme, at_s: int) -> Plant:
    width = columns(pulls.runs)
    slow = blank_slow(shop, width)
    zeros, half = np.zeros(width), np.full(width, 0.5)
    ones = np.ones(width)
    return Plant(
        at_s=at_s,
        pulls=pulls,
        load=(zeros,) * len(shop.services),
        unanswered=zeros,
        customers=zeros,
        returning=np.zeros((shop.spec.traffic.retries_max, width)),
        cold=(zeros,) * len(shop.services),
        back=0.0,
        now=conditions(shop, pulls, at_s, slow.grown),
        settled=tuple(
            Settled(ones * one.work_s, half, half, ones, zeros, zeros, zeros)
            for one in shop.services
        ),
        replies=tuple(
            Reply(zeros, ones * one.work_s, ones * (2 * one.work_s**2)) for one in shop.services
        ),
        asked=(None,) * len(shop.asks),
        slow=slow,
        admitted=(zeros,) * int(shop.timeout_s),
        dashboards=None,
    )


def _traffic(shop: Shop, at_s: int, through: Pass, orders: Floats) -> Traffic:
    """What the slow state needs to know."""
    posted: list[Floats] = [np.zeros_like(orders) for _ in shop.spec.queues]
    for service in shop.services:
        for queue, times in service.posts:
            good = orders if service.n in shop.way else through.flows[service.n].served
            posted[queue] = posted[queue] + good * times
    return Traffic(
        at_s=at_s,
        served=through.flows[shop.main.n].served,
        lookups=through.misses,
        posted=posted,
        calls=through.calls,
        failures=[
            calls * (0.0 if asked is None else asked.in_vain)
            for calls, asked in zip(through.calls, through.asked, strict=True)
        ],
        to_provider=through.to_provider,
        database_share=through.flows[shop.main.n].settled.database_share,
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
) -> Second:
    """The same for the instruments."""
    ways = []
    for n, one in enumerate(through.ways):
        mix = one.answers.mix
        if n == 0:
            turned_away = who.refused + who.closed_out
            good, failed, repeated = came.good, came.failed + turned_away, who.retries
            weight = mix.weight.copy()
            weight[0] += turned_away
            mix = Mixture(weight, mix.log_mean, mix.log_spread)
        else:
            total = one.flow.served + one.line.refused
            good = total * one.answers.success
            failed, repeated = np.maximum(total - good, 0.0), one.repeated
        ways.append(Passage(good, failed, repeated, one.line.waiting, mix))
    failures: list[Floats] = [np.zeros_like(came.good) for _ in shop.providers]
    for ask in shop.asks:
        asked = through.asked[ask.n]
        if ask.provider and asked is not None:
            failures[ask.to] = failures[ask.to] + through.calls[ask.n] * asked.in_vain
    return Second(
        at_s=at_s,
        now=now,
        slow=slow,
        flows=through.flows,
        replicas=through.ups[shop.main.n].replicas,
        way=ways,
        replies=through.replies,
        calls=through.to_provider,
        call_failures=failures,
        in_database=through.in_database,
        database_servers=through.base.place.servers,
    )


def _doubled(now: Conditions, through: Pass, success: Floats) -> Floats:
    """Chance that a customer who gave up gets the first order after all, and a second one."""
    main = through.ways[-1].answers
    sound = over_rows(main.mix.weight * main.good)
    share = sound / np.maximum(over_rows(main.mix.weight), TINY)
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
    truth[4] = failed * (who.attempts[0] / np.maximum(who.customers, TINY)) + who.closed_out
    truth[5] = answered + who.closed_out
    truth[6] = failed + who.closed_out
    truth[7] = good / np.maximum(truth[5], TINY)
    return truth
