"""What can follow an option: kept, taken back, or the next question; alike in all hypotheses."""

from dataclasses import replace
from functools import cache

import pytest

from game.engine.commands import Decide
from game.engine.events import DecisionMade, MitigationStarted
from game.engine.plan import Plan, faults_in, levers_in, make_plan
from game.engine.state import History
from game.scenario.model import Decision, Option, Scenario
from game.scenario.runbook import Runbook
from game.scenario.shop_model import ShopSpec
from game.shop import build
from scoring.courses import HAND_OVER_S, NEXT_STEP_S, TAKEN_BACK_AFTER_S, Course, Moment, courses
from scoring.decisions import HORIZON_S, decision_scores
from scoring.resim import Attempt, Run, attempts, losses, pulls_in
from scoring.scorecard import DecisionScore
from scoring.timeline import timeline_of
from tests.engine.small import CAST, IC, OPS, RUNBOOK, SCENARIO, SHOP, Play, small_plan
from tests.scenario.examples import Example

AT_S = 120
PULLED_S = AT_S + HAND_OVER_S
WHOLE_S = 40
"""Delay and ramp of the small drill's rollback."""


def moment(*before: Attempt, settled: frozenset[str] = frozenset()) -> Moment:
    return Moment("way", AT_S, before, settled)


def option(lever: str | None = None, undoes: str | None = None) -> Option:
    return Option(id="it", title="It", lever=lever, undoes=undoes)


def tried(found: tuple[Course, ...]) -> dict[str, list[tuple[str, int, int | None]]]:
    return {
        course.then: [(item.lever, item.at_s, item.undone_s) for item in course.tried]
        for course in found
    }


def test_a_lever_is_kept_or_taken_back_after_its_full_effect() -> None:
    found = tried(courses(small_plan(), moment(), option("rollback")))
    assert found.pop("") == [("rollback", PULLED_S, None)]
    undone = [PULLED_S + WHOLE_S + after_s for after_s in TAKEN_BACK_AFTER_S]
    assert list(found.values()) == [[("rollback", PULLED_S, at_s)] for at_s in undone]


@pytest.mark.parametrize("one", [option("flag"), option(), option("wait")])
def test_what_cannot_be_undone_is_kept(one: Option) -> None:
    assert list(tried(courses(small_plan(), moment(), one))) == [""]


def test_an_option_takes_back_what_is_in_force() -> None:
    before = (Attempt("m1", "rollback", 20, 50), Attempt("m2", "rollback", 60))
    (only,) = courses(small_plan(), moment(*before), option(undoes="rollback"))
    assert [item.undone_s for item in only.tried] == [50, PULLED_S]


def test_what_it_takes_back_stays_until_its_own_lever_is_there() -> None:
    before = Attempt("m1", "restart", 60)
    first = courses(small_plan(), moment(before), option("rollback", "restart"))[0]
    assert [item.undone_s for item in first.tried] == [PULLED_S + WHOLE_S, None]


def with_question(when: dict[str, object]) -> Plan:
    plan = small_plan()
    later = Decision.model_validate(
        {
            "id": "later",
            "question": "And now?",
            "when": when,
            "options": [
                {"id": "more", "title": "More", "lever": "restart"},
                {"id": "less", "title": "Less", "undoes": "rollback"},
                {"id": "wait", "title": "Wait"},
            ],
        }
    )
    decisions = (*plan.scenario.decisions, later)
    return replace(plan, scenario=plan.scenario.model_copy(update={"decisions": decisions}))


@pytest.mark.parametrize(
    "when",
    [
        {"event": "mitigation_completed", "where": {"lever": "rollback"}},
        {"event": "decision_made", "where": {"decision": "way", "option": "it"}},
        {"lever": "rollback", "is": "effective"},
        {"all": [{"time": "3m"}, {"event": "mitigation_started", "where": {"lever": "rollback"}}]},
    ],
)
def test_an_option_leads_to_the_questions_that_are_asked_because_of_it(
    when: dict[str, object],
) -> None:
    plan, at_s = with_question(when), PULLED_S + WHOLE_S + NEXT_STEP_S + HAND_OVER_S
    found = tried(courses(plan, moment(), option("rollback")))
    assert found["then more"] == [("rollback", PULLED_S, None), ("restart", at_s, None)]
    assert found["then less"] == [("rollback", PULLED_S, at_s)]
    assert "then wait" not in found
    settled = moment(settled=frozenset({"later"}))
    assert "then more" not in tried(courses(plan, settled, option("rollback")))


@pytest.mark.parametrize(
    "when",
    [
        {"event": "mitigation_completed", "where": {"lever": "restart"}},
        {"event": "mitigation_completed"},
        {"event": "decision_made", "where": {"decision": "other", "option": "it"}},
        {"not": {"lever": "rollback", "is": "effective"}},
        {"time": "3m"},
    ],
)
def test_other_questions_are_no_part_of_it(when: dict[str, object]) -> None:
    assert "then more" not in tried(courses(with_question(when), moment(), option("rollback")))


@cache
def mixed() -> Plan:
    """A switch that mends in one hypothesis, where it should stay, and breaks in the other."""
    bug = {"id": "bug", "kind": "code-errors", "share": "40%"}
    mended, broken = {**bug, "without flag": "spare"}, {**bug, "while lever": "switch"}
    variants = [
        {"id": "mends", "title": "It mends", "faults": [mended]},
        {"id": "breaks", "title": "It breaks", "faults": [broken]},
    ]
    switch = {"id": "switch", "kind": "flag-on", "title": "Switch on", "flag": "spare"}
    decision = {
        "id": "way",
        "question": "Switch it on?",
        "when": {"time": "1m"},
        "options": [
            {"id": "on", "title": "On", "lever": "switch"},
            {"id": "wait", "title": "Wait"},
        ],
    }
    scenario = Scenario.model_validate(
        {**SCENARIO, "variants": variants, "levers": [switch], "decisions": [decision]}
    )
    exercise = scenario.exercise.model_copy(update={"duration_s": 420})
    scenario = scenario.model_copy(update={"exercise": exercise})
    runbook, shop = Runbook.model_validate(RUNBOOK), ShopSpec.model_validate(SHOP)
    return make_plan(scenario, runbook, shop, seed=3, cast=CAST, variant_id="breaks")


@cache
def weighed(plan: Plan, chosen: str) -> DecisionScore:
    made = DecisionMade(at_s=AT_S, by=IC, decision="way", option=chosen, lever="", reason="")
    state = replace(Play().state, at_s=AT_S, history=History((made,)))
    (found,) = decision_scores(plan, state, timeline_of(state))
    return found


def test_one_course_for_all_hypotheses_however_much_better_each_its_own_would_be() -> None:
    plan = mixed()
    switch_on = plan.scenario.decisions[0].options[0]
    possible = courses(plan, moment(), switch_on)
    to_s = min(AT_S + HORIZON_S, plan.duration_s)
    costs: list[list[float]] = []
    for variant in plan.scenario.variants:
        shop = build(plan.shop.spec, faults_in(plan.scenario, variant), plan.seed)
        levers = levers_in(plan.scenario, variant)
        runs = [Run(pulls_in(levers, item.tried), AT_S + 1, to_s) for item in possible]
        costs.append([loss.failed_orders for loss in losses(shop, runs)])
    means = [sum(pair) / 2 for pair in zip(*costs, strict=True)]
    found = weighed(plan, "on")
    value = {item.option: item for item in found.options}["on"]
    assert value.expected_loss == pytest.approx(min(means), abs=0.06)
    assert value.then == possible[means.index(min(means))].then
    assert min(means) > sum(min(each) for each in costs) / 2 + 100  # what clairvoyance would give
    true = costs[1][means.index(min(means))]
    assert found.luck == pytest.approx(true - min(means), abs=0.06)


def test_taking_a_lever_back_is_weighed_like_any_option() -> None:
    example = Example("undo-later").until(60).pull("turn-away").until(250)
    choice = Decide(by=IC, decision="open-or-not", option="leave", reason="it is quiet")
    example.give(choice)
    (found,) = decision_scores(example.plan, example.state, timeline_of(example.state))
    costs = {item.option: item.expected_loss or 0.0 for item in found.options}
    assert costs["open"] < costs["leave"] / 5
    assert found.regret == pytest.approx(costs["leave"] - costs["open"], abs=0.11)


def test_what_is_at_stake_is_the_worst_option_if_kept() -> None:
    found = weighed(mixed(), "on")
    values = {item.option: item.expected_loss or 0.0 for item in found.options}
    assert found.stake is not None
    assert found.regret is not None
    assert found.stake >= max(values.values()) - min(values.values()) - 0.1
    assert 0 <= found.regret <= found.stake


def test_a_lever_that_is_under_way_is_the_one_that_is_taken_back() -> None:
    begun = attempts([MitigationStarted(at_s=110, by=OPS, mitigation="m", lever="rollback")])
    found = tried(courses(small_plan(), moment(*begun), option("rollback")))
    assert all(len(each) == 1 for each in found.values())
    assert found[""] == [("rollback", 110, None)]
