"""The cost of waiting: at the actual moment it is what happened, at others what the model says."""

import json
from dataclasses import replace

import pytest

from game.engine.commands import AbortMitigation, StartMitigation, UndoMitigation
from game.engine.events import MitigationStarted
from game.engine.pulls import pulls
from game.faces.author.moves import failed_orders
from game.scenario.shop_model import LeverOutcome, LeverSpec
from game.shop import impact
from scoring.measures import cost
from scoring.resim import attempts, pulls_in
from scoring.timeline import timeline_of
from scoring.whatif import LeverCurve, WhatIf, to_data, what_if
from tests.engine.small import OPS, Play, started
from tests.scenario.examples import Example


def pulled(play: Play, lever: str) -> str:
    (event,) = play.give(StartMitigation(by=OPS, lever=lever))
    assert isinstance(event, MitigationStarted)
    return event.mitigation


@pytest.fixture(scope="module")
def play() -> Play:
    """Many hands on the system: pulled, aborted, undone, pulled again, failed."""
    play = started(at_s=100)
    pulled(play, "flag")
    play.until(110)
    first = pulled(play, "rollback")
    play.until(125)
    play.give(AbortMitigation(by=OPS, mitigation=first))
    play.until(190)
    again = pulled(play, "rollback")
    pulled(play, "broken")
    play.until(300)
    play.give(UndoMitigation(by=OPS, mitigation=again))
    play.until(340)
    pulled(play, "rollback")
    return play.until(420)


@pytest.fixture(scope="module")
def found(play: Play) -> WhatIf:
    return what_if(play.plan, play.state)


def curve(found: WhatIf, lever: str) -> LeverCurve:
    return next(item for item in found.levers if item.lever == lever)


def test_pulls_from_events_are_those_of_the_engine(play: Play) -> None:
    mine = pulls_in(play.plan.levers, attempts(play.events))
    theirs = pulls(play.plan, play.state)
    assert [item.lever.id for item in theirs] == ["flag", "rollback", "rollback", "rollback"]
    assert [(item.at_s, item.undone_at_s) for item in theirs[1:]] == [
        (110, 125),
        (190, 300),
        (340, None),
    ]
    assert mine == theirs


@pytest.mark.parametrize("lever", ["flag", "rollback", "broken"])
def test_at_the_actual_moment_it_is_what_happened(found: WhatIf, lever: str) -> None:
    actual = next(
        point for point in curve(found, lever).points if point.at_s == curve(found, lever).pulled_s
    )
    assert actual.loss == found.actual
    assert found.actual.failed_orders > 100


def test_what_acts_at_once_is_felt_from_the_next_second_on() -> None:
    at_once = LeverSpec.model_validate(
        {"id": "flag", "kind": "flag-off", "title": "Shiny off", "flag": "shiny"}
    )
    play = started("blocked", at_s=60)
    play.plan = replace(
        play.plan,
        levers={**play.plan.levers, "flag": at_once},
        cases={**play.plan.cases, "flag": (at_once,)},
    )
    first = pulled(play, "flag")
    play.until(90)
    play.give(UndoMitigation(by=OPS, mitigation=first))
    play.until(150)
    found = what_if(play.plan, play.state)
    actual = next(point for point in curve(found, "flag").points if point.at_s == 60)
    assert actual.loss == found.actual
    assert found.actual.failed_orders < curve(found, "flag").never.failed_orders


def test_a_bad_release_costs_more_the_longer_it_stays() -> None:
    play = started(at_s=200)
    pulled(play, "rollback")
    play.until(500)
    found = what_if(play.plan, play.state)
    rollback = curve(found, "rollback")
    costs = [point.loss.failed_orders for point in rollback.points]
    assert costs == sorted(costs)
    assert costs[0] < found.actual.failed_orders < rollback.never.failed_orders
    assert max(costs) <= rollback.never.failed_orders
    assert rollback.best == rollback.points[0]
    assert found.decisive == rollback
    assert found.saved(rollback) > 0


def test_moments_run_from_the_first_alert_to_the_end(play: Play, found: WhatIf) -> None:
    alert_s = next(item.at_s for item in play.events if type(item).__name__ == "AlertFired")
    assert (found.from_s, found.to_s, found.alerted) == (alert_s, 420, True)
    for item in found.levers:
        moments_s = [point.at_s for point in item.points]
        assert moments_s == sorted(set(moments_s))
        assert {*range(alert_s, 421, 30)} - {*moments_s} == set()


def test_levers_that_work_or_were_pulled_are_told(found: WhatIf) -> None:
    told = {item.lever: (item.outcome, item.pulled_s) for item in found.levers}
    assert told == {
        "rollback": (LeverOutcome.WORKS, 110),
        "flag": (LeverOutcome.WORKS, 100),
        "restart": (LeverOutcome.WORKS, None),
        "broken": (LeverOutcome.FAILS, 190),
    }
    assert all(point.loss == found.actual for point in curve(found, "broken").points)
    assert curve(found, "restart").never == found.actual


def test_a_refused_lever_costs_the_same_at_any_moment() -> None:
    play = started("blocked", at_s=90)
    play.give(StartMitigation(by=OPS, lever="rollback"))
    play.until(200)
    found = what_if(play.plan, play.state)
    rollback = curve(found, "rollback")
    assert rollback.outcome is LeverOutcome.REFUSED
    assert {point.loss for point in rollback.points} == {rollback.never} == {found.actual}
    assert found.decisive is not None
    assert found.decisive.lever == "flag"  # never pulled, and the one that would have helped
    assert found.decisive.pulled_s is None


def test_an_order_that_was_confirmed_and_lost_is_a_failed_one_everywhere() -> None:
    example = Example("data-integrity").until(150).pull("fail-over").until(240)
    plan, state = example.plan, example.state
    loss = impact(plan.shop, state.course.recording, 0, 240)
    turned_away = float(state.course.recording.truth_window("failed", 0, 240).sum())
    assert loss.lost_writes > 10
    assert loss.failed_orders == turned_away + loss.lost_writes
    found = what_if(plan, state)
    fail_over = curve(found, "fail-over")
    (point,) = [item for item in fail_over.points if item.at_s == fail_over.pulled_s]
    assert found.actual.failed_orders == loss.failed_orders
    assert point.loss == found.actual
    assert cost(plan, state, timeline_of(state)).failed_orders == round(loss.failed_orders, 1)
    to_the_end = failed_orders(plan, [pulls_in(plan.levers, attempts(example.events))])
    assert to_the_end[0] >= loss.failed_orders


def test_before_any_alert_moments_run_from_the_start() -> None:
    found = what_if(started(at_s=45).plan, started(at_s=45).state)
    assert (found.from_s, found.to_s, found.alerted) == (0, 45, False)


def test_the_document_has_its_fields_in_order(found: WhatIf) -> None:
    data = to_data(found)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert list(data) == [
        "format",
        "version",
        "scenario",
        "variant",
        "seed",
        "from_s",
        "to_s",
        "step_s",
        "held_fixed",
        "actual",
        "levers",
    ]
    assert (data["format"], data["version"]) == ("breakglass-whatif", 1)
    levers = data["levers"]
    assert isinstance(levers, list)
    first = levers[0]
    assert isinstance(first, dict)
    assert list(first) == ["lever", "title", "outcome", "pulled_s", "never", "points"]
    points = first["points"]
    assert isinstance(points, list)
    assert isinstance(points[0], dict)
    assert list(points[0]) == ["at_s", "failed_orders", "lost_revenue"]
