"""What to practise next: three different things, each with a scenario to practise it in."""

from dataclasses import replace

import pytest

from game.engine.plan import Plan
from game.scenario.catalogue import catalogue
from game.scenario.library import Loaded, load
from game.terms import Rating
from scoring.practice import practice
from scoring.scorecard import Scorecard
from tests.scoring.sample import busy, idle, judged

LIBRARY = catalogue()


@pytest.fixture(scope="module")
def poor() -> tuple[Plan, Scorecard]:
    return judged(idle())


def as_played(plan: Plan, scenario: str) -> Plan:
    """The plan, as if it were that scenario's."""
    loaded = load(scenario)
    assert isinstance(loaded, Loaded)
    named = plan.scenario.model_copy(update={"id": scenario, "difficulty": "medium"})
    return replace(plan, scenario=named, runbook=loaded.runbook)


def spread(card: Scorecard, *objectives: str) -> Scorecard:
    """The card with one finding for each of these objectives, all points lost."""
    findings = tuple(
        replace(
            card.findings[0], objective=name, rating=Rating.U, points=0, max_points=5 + at, hints=()
        )
        for at, name in enumerate(objectives)
    )
    found = tuple(replace(card.objectives[0], id=name, rating=Rating.U) for name in objectives)
    return replace(card, findings=findings, objectives=found, score=10.0)


def test_three_different_things_each_in_another_scenario(poor: tuple[Plan, Scorecard]) -> None:
    plan, card = poor
    plan = as_played(plan, "bad-release")
    objectives = ("mitigate", "command", "communicate", "close-and-learn")
    found = practice(plan, spread(card, *objectives), LIBRARY)
    assert len(found) == 3
    assert len({item.objective for item in found}) == 3
    where = [item.exercise.id for item in found]
    assert len(set(where)) == 3
    assert "bad-release" not in where
    for item in found:
        assert item.reasons
        assert item.lost > 0
        assert item.exercise.command.startswith(f"breakglass play {item.exercise.id} --role ")
        trained = next(x for x in LIBRARY if x.id == item.exercise.id)
        assert item.objective in dict(trained.objectives)


def test_the_heaviest_loss_comes_first(poor: tuple[Plan, Scorecard]) -> None:
    plan, card = poor
    lost = [item.lost for item in practice(plan, card, LIBRARY)]
    assert lost == sorted(lost, reverse=True)


def test_without_another_scenario_it_is_this_one_again(poor: tuple[Plan, Scorecard]) -> None:
    plan, card = poor
    for item in practice(plan, card, ()):
        assert item.exercise.id == plan.scenario.id
        assert "another seed" in item.exercise.says


def test_nothing_of_another_scenario_is_given_away() -> None:
    plan, card = judged(busy())
    for item in practice(as_played(plan, "bad-release"), card, LIBRARY):
        trained = load(item.exercise.id)
        assert isinstance(trained, Loaded)
        assert trained.scenario.lesson not in item.exercise.says
        assert trained.scenario.truth.trigger not in item.exercise.says
