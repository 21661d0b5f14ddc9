"""The plant: the shop's state, and how one second changes it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats, columns
from game.shop.conditions import Conditions, conditions
from game.shop.customers import asking, coming_back, outcomes
from game.shop.latency import Line, answers
from game.shop.levers import Programme, Pull, programme
from game.shop.network import Flow, Needs, Settled, needs_of, serve
from game.shop.observation import Dashboards, Second, blank, count, observe
from game.shop.system import Shop

WARM_UP_S: Final = 60
WARMING: Final = math.exp(-1 / 15)  # what a second leaves of a new replica's coldness
TRUTH_IDS: Final = (
    "offered",
    "good",
    "failed",
    "lost_revenue",
    "hit",
    "requests",
    "bad_requests",
    "success",
)
"""Expectations for one second: new customers, orders, customers lost, euro lost with them,
customers whose first attempt failed, requests answered, those that failed, and the good share."""


@dataclass(frozen=True, slots=True, eq=False)
class Plant:
    """The shop at the end of one second; immutable, a column a run."""

    at_s: int
    pulls: Programme
    load: Floats  # requests in the checkout, waiting or in service
    unanswered: Floats  # customers of those requests who have not been answered yet
    returning: Floats  # [attempt, B]: customers who failed and will try again
    cold: Floats  # replicas' worth of coldness
    now: Conditions
    needs: Needs  # of a request under those conditions
    settled: Settled
    admitted: tuple[Floats, ...]  # requests let in, over the last seconds before the timeout
    dashboards: Dashboards


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One second as the dashboards show it and as it was; rows are runs."""

    at_s: int
    observed: Floats  # [B, metric] in the order of METRIC_IDS
    truth: Floats  # [B, quantity] in the order of TRUTH_IDS


def start(shop: Shop, runs: int = 1, at_s: int = -600) -> Plant:
    """A shop that has been running for a while when `at_s` ends, with no lever pulled."""
    calm = programme([()] * runs)
    plant = _empty(shop, calm, at_s - WARM_UP_S)
    for _ in range(WARM_UP_S):
        plant, _this, _lost = _advance(shop, plant, calm)
    return plant


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
    after, this, lost = _advance(shop, plant, pulls, counted=observed)
    seen = observe(shop, this, after.dashboards.window) if observed else np.empty((0, lost.size))
    truth = _truth(shop, this, lost)
    rows = slice(pulls.runs)
    return after, Sample(this.at_s, seen.T[rows], truth.T[rows])


def _advance(
    shop: Shop, plant: Plant, pulls: Programme, *, counted: bool = True
) -> tuple[Plant, Second, Floats]:
    """One second: arrivals, queues, answers, and who comes back; also the customers lost.

    Where nobody looks at the dashboards, nothing is `counted` for them.
    """
    at_s = plant.at_s + 1
    now = conditions(shop, pulls, at_s, plant.now)
    who = asking(shop, plant.returning)
    cold = _coldness(plant, now)
    present = plant.load + who.offered
    needs = plant.needs if now is plant.now else needs_of(shop, now)
    flow = serve(now, needs, cold, plant.settled, present)
    load, turned_away = _line(shop, now, flow, present)
    hoping = plant.unanswered + who.offered
    refused = np.minimum(turned_away, hoping)  # the others had given up before
    waiting = np.maximum(load - flow.busy, 0.0)
    kinds = answers(shop, now, flow, Line(who.offered, refused, waiting))
    admitted = (*plant.admitted[1:], np.maximum(who.offered - refused, 0.0))
    unanswered = hoping - refused
    recent = sum(admitted[1:], admitted[0])
    came = outcomes(now, kinds, flow, unanswered=unanswered, recent=recent)
    returning, lost = coming_back(shop, plant.returning, who, came.failed)
    this = Second(at_s, now, flow, kinds.mix, who, came, waiting)
    after = Plant(
        at_s=at_s,
        pulls=pulls,
        load=load,
        unanswered=np.maximum(unanswered - came.good - came.broken - came.expired, 0.0),
        returning=returning,
        cold=cold,
        now=now,
        needs=needs,
        settled=flow.settled,
        admitted=admitted,
        dashboards=count(shop, plant.dashboards, this) if counted else plant.dashboards,
    )
    return after, this, lost


def _coldness(plant: Plant, now: Conditions) -> Floats:
    """Replicas that have just come into service are cold, and warm up exponentially."""
    newcomers = np.maximum(now.entered - plant.now.entered, 0.0)
    return np.minimum(plant.cold * WARMING + newcomers, now.replicas)


def _empty(shop: Shop, pulls: Programme, at_s: int) -> Plant:
    width = columns(pulls.runs)
    now = conditions(shop, pulls, at_s)
    zeros, half = np.zeros(width), np.full(width, 0.5)
    return Plant(
        at_s=at_s,
        pulls=pulls,
        load=zeros,
        unanswered=zeros,
        returning=np.zeros((shop.spec.traffic.retries_max, width)),
        cold=zeros,
        now=now,
        needs=needs_of(shop, now),
        settled=Settled(np.full(width, shop.work_s), half, half, np.ones(width)),
        admitted=(zeros,) * int(shop.timeout_s),
        dashboards=blank(shop, width),
    )


def _line(shop: Shop, now: Conditions, flow: Flow, present: Floats) -> tuple[Floats, Floats]:
    """Requests left in the checkout, and those refused because the line was full."""
    stays = present - flow.served
    room = flow.checkout.servers + now.replicas * shop.queue_per_replica
    load = np.minimum(stays, room)
    return load, stays - load


def _truth(shop: Shop, this: Second, lost: Floats) -> Floats:
    """The rows of TRUTH_IDS."""
    came, who = this.outcomes, this.asking
    failed = came.failed
    answered = came.good + failed
    first = who.attempts[0]
    return np.array(
        [
            first,
            came.good,
            lost,
            lost * shop.spec.traffic.order_value,
            failed * (first / who.offered),
            answered,
            failed,
            came.good / np.maximum(answered, TINY),
        ]
    )
