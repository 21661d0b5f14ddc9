"""Decisions over the library: regret and luck keep their laws, and the what-if is what happened."""

import os
from functools import cache

import pytest

from game.engine.events import DecisionMade
from game.engine.plan import Plan, make_plan
from game.session.session import Session
from scoring.decisions import decision_scores, hypotheses
from scoring.scorecard import DecisionScore
from scoring.timeline import timeline_of
from scoring.whatif import what_if
from tests.golden.drills import FIRST_SEED, scenarios, session_of

WHOLE = "BREAKGLASS_SEEDS" in os.environ
PLAYED = (
    [(scenario, policy) for scenario in scenarios() for policy in ("by-the-book", "novice")]
    if WHOLE
    else [("hamster-wheel", "novice"), ("bad-release", "by-the-book")]
)


@cache
def weighed(scenario: str, policy: str) -> tuple[DecisionScore, ...]:
    session = session_of(scenario, policy, FIRST_SEED)
    return decision_scores(session.plan, session.state, timeline_of(session.state))


def losses(found: DecisionScore) -> dict[str, float]:
    return {item.option: item.expected_loss or 0.0 for item in found.options}


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_regret_is_zero_for_the_best_option_and_never_negative(scenario: str, policy: str) -> None:
    for found in weighed(scenario, policy):
        costs = losses(found)
        assert found.regret is not None
        assert found.regret >= 0
        assert found.regret == pytest.approx(costs[found.chosen] - min(costs.values()), abs=0.11)


def decided_in(session: Session) -> int:
    """How many variants the facts left open at the first decision."""
    made = session.state.history.of("decision_made")
    first = next((event for event in made if isinstance(event, DecisionMade)), None)
    if first is None:
        return 0
    events = session.state.history.events
    return len(hypotheses(session.plan, events[: events.index(first)]).open)


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_there_is_luck_only_where_more_than_one_hypothesis_was_left(
    scenario: str, policy: str
) -> None:
    session = session_of(scenario, policy, FIRST_SEED)
    found = weighed(scenario, policy)
    if found and decided_in(session) == 1:
        assert found[0].luck == 0


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_luck_averages_to_zero_over_the_variants_that_were_open(scenario: str, policy: str) -> None:
    """The same log judged in each variant: none is expected to be lucky, whichever is true."""
    session = session_of(scenario, policy, FIRST_SEED)
    plan, events = session.plan, session.state.history.events
    by_variant = {
        variant.id: decision_scores(_with_variant(plan, variant.id), session.state, timeline)
        for variant in plan.scenario.variants
        for timeline in [timeline_of(session.state)]
    }
    for index, own in enumerate(weighed(scenario, policy)):
        open_to = hypotheses(plan, events[: own.event - 1])
        found = {item.id: by_variant[item.id][index] for item in open_to.open}
        assert all(losses(score) == losses(own) for score in found.values())
        luck = {key: score.luck for key, score in found.items()}
        assert None not in luck.values()
        average = open_to.mean({key: value or 0.0 for key, value in luck.items()})
        assert average == pytest.approx(0, abs=0.11)


def _with_variant(plan: Plan, variant: str) -> Plan:
    return make_plan(
        plan.scenario,
        plan.runbook,
        plan.shop.spec,
        seed=plan.seed,
        cast=plan.cast,
        variant_id=variant,
    )


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_at_the_actual_moment_the_what_if_is_what_happened(scenario: str, policy: str) -> None:
    session = session_of(scenario, policy, FIRST_SEED)
    found = what_if(session.plan, session.state, step_s=600)
    assert found.levers
    for curve in found.levers:
        if curve.pulled_s is None:
            continue
        (point,) = [item for item in curve.points if item.at_s == curve.pulled_s]
        actual = found.actual
        assert point.loss.failed_orders == pytest.approx(actual.failed_orders, rel=1e-6, abs=0.05)
        assert point.loss.lost_revenue == pytest.approx(actual.lost_revenue, rel=1e-6, abs=0.5)
