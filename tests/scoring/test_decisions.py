"""Decisions weighed on what was known then: regret never negative, luck fair, facts heeded."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.commands import CheckPrecondition, Decide, Declare, Investigate, StartMitigation
from game.engine.events import (
    SYSTEM,
    DecisionMade,
    Event,
    InvestigationFinished,
    MitigationCompleted,
    MitigationFailed,
    MitigationRefused,
    MitigationStarted,
    PreconditionChecked,
)
from game.engine.plan import Plan, make_plan
from game.engine.state import History
from game.scenario.library import Loaded, load
from game.scenario.model import Option, Scenario
from game.scenario.runbook import Runbook
from game.scenario.shop_model import ShopSpec
from game.terms import Severity
from scoring.decisions import HAND_OVER_S, decision_scores, hypotheses
from scoring.judge import score
from scoring.resim import Run, attempts, losses, pulls_in
from scoring.scorecard import DecisionScore
from scoring.timeline import timeline_of
from tests.engine.small import (
    CAST,
    IC,
    OPS,
    RUNBOOK,
    SCENARIO,
    SHOP,
    Play,
    small_plan,
    started,
)

END_S = 240
VARIANTS = ("works", "blocked")
OPTIONS = {"back": "rollback", "flag": "flag", "more": "broken", "wait": None}


@cache
def even(variant: str) -> Plan:
    """The small drill in four minutes: two hypotheses of one weight, and four options."""
    scenario = Scenario.model_validate(SCENARIO)
    (decision,) = scenario.decisions
    options = tuple(Option(id=key, title=key, lever=lever) for key, lever in OPTIONS.items())
    scenario = scenario.model_copy(
        update={
            "variants": tuple(
                item.model_copy(update={"weight": 2.0}) for item in scenario.variants
            ),
            "decisions": (decision.model_copy(update={"options": options}),),
            "exercise": scenario.exercise.model_copy(update={"duration_s": END_S}),
        }
    )
    runbook, shop = Runbook.model_validate(RUNBOOK), ShopSpec.model_validate(SHOP)
    return make_plan(scenario, runbook, shop, seed=3, cast=CAST, variant_id=variant)


def made(option: str, at_s: int, decision: str = "way") -> DecisionMade:
    return DecisionMade(at_s=at_s, by=IC, decision=decision, option=option, lever="", reason="")


def looked(*rules_out: str) -> InvestigationFinished:
    return InvestigationFinished(
        at_s=100, by=SYSTEM, investigation="deploys", finding="", rules_out=rules_out
    )


def checked(lever: str, precondition: str, *, holds: bool) -> PreconditionChecked:
    return PreconditionChecked(
        at_s=105, by=SYSTEM, lever=lever, precondition=precondition, holds=holds, finding=""
    )


@cache
def weighed(plan: Plan, *events: Event) -> tuple[DecisionScore, ...]:
    """The decisions of a log of nothing but these events."""
    play = Play()
    state = replace(play.state, at_s=events[-1].at_s, history=History(events))
    return decision_scores(plan, state, timeline_of(state))


def losses_of(found: DecisionScore) -> dict[str, float]:
    return {item.option: item.expected_loss or 0.0 for item in found.options}


@pytest.mark.parametrize("option", ["back", "wait"])
def test_luck_averages_to_zero_over_the_variants_while_nothing_is_known(option: str) -> None:
    found = [weighed(even(name), made(option, 120)) for name in VARIANTS]
    (first,), (second,) = found
    assert losses_of(first) == losses_of(second)
    assert first.regret == second.regret
    assert first.luck is not None
    assert second.luck is not None
    assert first.luck + second.luck == pytest.approx(0, abs=0.2)
    if option == "back":
        assert first.luck < -100
        assert second.luck > 100


@settings(max_examples=6, deadline=None)
@given(
    variant=st.sampled_from(VARIANTS),
    option=st.sampled_from(sorted(OPTIONS)),
    at_s=st.integers(40, END_S + 10),
    ruled_out=st.sets(st.sampled_from(VARIANTS)),
)
def test_regret_is_never_negative_and_zero_for_the_best(
    variant: str, option: str, at_s: int, ruled_out: set[str]
) -> None:
    facts = looked(*sorted(ruled_out))
    (found,) = weighed(even(variant), facts, made(option, at_s))
    costs = losses_of(found)
    assert found.regret is not None
    assert found.regret >= 0
    assert (found.regret == 0) == (costs[option] == min(costs.values()))
    assert found.regret == pytest.approx(costs[option] - min(costs.values()), abs=0.11)


def test_a_check_that_other_variants_would_answer_otherwise_rules_them_out() -> None:
    plan = even("blocked")
    answered = checked("rollback", "no-migration", holds=False)
    blind, told = _cost(plan, made("back", 120)), _cost(plan, answered, made("back", 120))
    assert blind["back"] < blind["wait"]
    assert told["back"] == told["wait"]  # it is refused
    assert told["flag"] < told["wait"]
    assert [item.id for item in hypotheses(plan, [answered]).open] == ["blocked"]


def test_a_check_that_is_answered_alike_everywhere_rules_nothing_out() -> None:
    loaded = load("bad-release")
    assert isinstance(loaded, Loaded)
    plan = make_plan(loaded.scenario, loaded.runbook, loaded.shop, seed=3, cast={})
    assert len(hypotheses(plan, [checked("rollback", "previous", holds=True)]).open) == 2


def _cost(plan: Plan, *events: Event) -> dict[str, float]:
    return losses_of(weighed(plan, *events)[-1])


def test_what_levers_did_tells_as_well() -> None:
    def fitting(event: Event) -> list[str]:
        return [item.id for item in hypotheses(even("works"), [event]).open]

    assert fitting(begun(100)) == ["works"]
    refused = MitigationRefused(at_s=100, by=OPS, mitigation="m", lever="rollback", text="no")
    assert fitting(refused) == ["blocked"]
    done = MitigationCompleted(at_s=100, by=SYSTEM, mitigation="m", lever="rollback")
    assert fitting(done) == ["works"]
    failed = MitigationFailed(at_s=100, by=SYSTEM, mitigation="m", lever="broken", text="no")
    assert fitting(failed) == ["works", "blocked"]


def begun(at_s: int, lever: str = "rollback") -> MitigationStarted:
    return MitigationStarted(at_s=at_s, by=OPS, mitigation="m", lever=lever)


def test_facts_that_contradict_each_other_leave_everything_open() -> None:
    plan = even("works")
    found = hypotheses(plan, [looked(*VARIANTS)])
    assert found.contradicted
    assert [item.id for item in found.open] == list(VARIANTS)
    assert _cost(plan, made("wait", 120)) == _cost(plan, looked(*VARIANTS), made("wait", 120))


def test_only_what_was_known_before_a_decision_counts() -> None:
    plan = even("works")
    late = replace(looked("blocked"), at_s=121)
    assert weighed(plan, made("wait", 120)) == weighed(plan, made("wait", 120), late)


def test_variants_count_by_their_weight() -> None:
    (found,) = weighed(small_plan("works"), made("back", 120))  # the other one weighs nothing
    assert found.luck == 0
    (blocked,) = weighed(small_plan("blocked"), made("back", 120))
    assert losses_of(blocked) == losses_of(found)
    assert blocked.luck is not None
    assert blocked.luck > 0


def test_an_option_is_its_lever_pulled_after_the_hand_over_and_nothing_else() -> None:
    plan = even("blocked")
    told = checked("rollback", "no-migration", holds=False)
    later = begun(150, "restart")
    (found,) = weighed(plan, told, made("flag", 120), later)
    tried = attempts([begun(120 + HAND_OVER_S, "flag")])
    (loss,) = losses(plan.shop, [Run(pulls_in(plan.levers, tried), 121, plan.duration_s)])
    assert losses_of(found)["flag"] == round(loss.failed_orders, 1)


def test_a_lever_that_is_being_pulled_already_is_not_pulled_twice() -> None:
    costs = _cost(even("works"), begun(110), made("wait", 120))
    assert costs["back"] == costs["wait"]


def test_an_option_or_decision_that_the_scenario_does_not_know_is_not_weighed() -> None:
    (strange,) = weighed(even("works"), made("sideways", 120))
    assert [item.expected_loss for item in strange.options] == [None] * len(OPTIONS)
    assert (strange.regret, strange.luck) == (None, None)
    (unknown,) = weighed(even("works"), made("back", 120, decision="nothing"))
    assert unknown.options == ()


@pytest.mark.parametrize(("variant", "lucky"), [("works", True), ("blocked", False)])
def test_in_a_whole_drill_evidence_turns_luck_into_knowledge(variant: str, lucky: bool) -> None:
    blind, told = _decided(variant, look=False), _decided(variant, look=True)
    assert (blind.luck == 0) == lucky
    assert told.luck == 0


def _decided(variant: str, *, look: bool) -> DecisionScore:
    play = started(variant, at_s=75)
    play.give(Declare(by=IC, severity=Severity.SEV1, title="Checkout fails"))
    if look:
        play.give(CheckPrecondition(by=OPS, lever="rollback", precondition="no-migration"))
        play.until(100)
        play.give(Investigate(by=OPS, investigation="deploys"))
    play.until(130)
    play.give(Decide(by=IC, decision="way", option="back", reason="it followed the deploy"))
    play.give(StartMitigation(by=OPS, lever="rollback"))
    play.until(200)
    (found,) = score(play.plan, play.state).decisions
    return found
