"""A drill run again once: what its decisions were worth and what waiting cost, in one batch.

Both ask for courses of the same shop. The courses of a variant are simulated together, and those
that several questions ask for only once.
"""

from dataclasses import dataclass

from game.engine.plan import Plan
from game.engine.state import State
from scoring.decisions import weigh
from scoring.resim import losses
from scoring.scorecard import DecisionScore
from scoring.timeline import timeline_of
from scoring.whatif import STEP_S, WhatIf, inquire


@dataclass(frozen=True, slots=True)
class Study:
    """All that has to be simulated again for scorecard and report."""

    decisions: tuple[DecisionScore, ...]
    moved: WhatIf


def study(plan: Plan, state: State, step_s: int = STEP_S) -> Study:
    """Weigh the decisions, and move each lever to every `step_s`; one batch a variant."""
    weighing = weigh(plan, state, timeline_of(state))
    inquiry = inquire(plan, state, step_s)
    wanted = {variant.id: weighing.runs(variant.id) for variant in plan.scenario.variants}
    mine = len(wanted[plan.variant.id])
    wanted[plan.variant.id] += inquiry.runs
    found = {key: losses(weighing.shop(key), runs) for key, runs in wanted.items()}
    true = found[plan.variant.id]
    decisions = weighing.scores({**found, plan.variant.id: true[:mine]})
    return Study(decisions, inquiry.answered(true[mine:]))
