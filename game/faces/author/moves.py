"""What a lever pulled at a moment costs or saves, in failed orders: by simulating it.

All courses of one call share the shop's noise, so that only the levers make the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.plan import Plan, as_pulled, make_plan
from game.scenario.library import Loaded
from game.scenario.shop_model import LeverOutcome, LeverSpec
from game.session.cast import make_cast
from game.shop import Pull, simulate

BEFORE_S = 300
"""So long before T+0 the shop is watched, as in a drill."""

SEES_S = 60
"""So long after its full effect a team sees that a lever did not help, and does something else."""

LOOKS_S = 180
"""So long a team that waits looks for more evidence before it does something."""


_WORKS = LeverOutcome.WORKS


@dataclass(frozen=True, slots=True)
class Move:
    """A first move with what it leads to if the best second one follows; no lever is waiting."""

    lever: str | None
    outcome: LeverOutcome
    failed_orders: float


def plan_of(loaded: Loaded, variant: str, seed: int = 1) -> Plan:
    """The plan of one drill of this scenario."""
    return make_plan(
        loaded.scenario,
        loaded.runbook,
        loaded.shop,
        seed=seed,
        cast=make_cast(loaded.scenario, seed),
        variant_id=variant,
    )


def failed_orders(plan: Plan, schedules: Sequence[Sequence[Pull]]) -> list[float]:
    """Orders lost from T+0 to the end of the exercise, for each schedule of pulls."""
    traces = simulate(plan.shop, schedules, BEFORE_S + plan.duration_s, -BEFORE_S, observed=False)
    drill = slice(BEFORE_S - 1, None)
    return [traces.failed_orders(run, drill) for run in range(len(schedules))]


def candidates(plan: Plan) -> tuple[LeverSpec, ...]:
    """The levers that the scenario's questions offer; all of them where it asks none."""
    offered = [option.lever for decision in plan.scenario.decisions for option in decision.options]
    named = dict.fromkeys(lever for lever in offered if lever in plan.levers)
    return tuple(plan.levers[name] for name in (named or plan.levers) if name is not None)


def first_moves(plan: Plan, at_s: int) -> tuple[Move, ...]:
    """Waiting and each lever as the first thing done at that second, the best first.

    A team whose first move does not help does the best second thing as soon as it can see that.
    """
    levers = candidates(plan)
    firsts: tuple[LeverSpec | None, ...] = (None, *levers)
    seconds = (None, *(lever for lever in levers if lever.outcome is _WORKS))
    schedules = [
        (*_pulled(first, at_s), *_pulled(second, at_s + _patience_s(first)))
        for first in firsts
        for second in seconds
        if second is None or second is not first
    ]
    losses = iter(failed_orders(plan, schedules))
    moves: list[Move] = []
    for first in firsts:
        tries = sum(1 for second in seconds if second is None or second is not first)
        outcome = _WORKS if first is None else first.outcome
        best = min(next(losses) for _ in range(tries))
        moves.append(Move(None if first is None else first.id, outcome, best))
    return tuple(sorted(moves, key=lambda move: move.failed_orders))


def _pulled(lever: LeverSpec | None, at_s: int) -> tuple[Pull, ...]:
    """What reaches the shop: refused and failing levers never do."""
    if lever is None or lever.outcome is not _WORKS:
        return ()
    return (Pull(as_pulled(lever), at_s),)


def _patience_s(lever: LeverSpec | None) -> int:
    """Until when a team knows that its first move was not enough."""
    if lever is None:
        return LOOKS_S
    if lever.outcome is LeverOutcome.REFUSED:
        return SEES_S
    return lever.delay_s + lever.ramp_s + SEES_S


def best_moves(moves: Sequence[Move]) -> frozenset[str | None]:
    """The moves that are as good as the best one, within two percent of what waiting costs.

    Waiting is the best of equals, for it changes nothing; a lever that is refused never is best.
    """
    works = {item.lever: item.failed_orders for item in moves if item.outcome is _WORKS}
    least = min(works.values())
    margin = 1.0 + 0.02 * (works[None] - least)
    good = frozenset(lever for lever, lost in works.items() if lost <= least + margin)
    return frozenset({None}) if None in good else good
