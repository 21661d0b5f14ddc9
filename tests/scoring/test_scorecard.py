"""The scorecard as a file: rounded, ordered, and the same for the same values."""

import json
from dataclasses import replace

from game.terms import Audience, Rating, Role
from scoring.scorecard import (
    Assistance,
    DecisionScore,
    Impact,
    Measures,
    ObjectiveScore,
    OptionLoss,
    PostCheckResult,
    PostScore,
    RubricVersion,
    Scorecard,
    ScribeScore,
    TaskFinding,
)

CARD = Scorecard(
    scenario="small",
    variant="works",
    seed=3,
    score=66.66666,
    rating=Rating.S,
    objectives=(ObjectiveScore("command", Rating.S, 2 / 3, 1.0),),
    findings=(
        TaskFinding("declare", Role.IC, "command", 0.7 * 3, 3.0, Rating.S, (2, 5), "Späte Tat."),
    ),
    measures=Measures(detect_s=30),
    impact=Impact(failed_orders=-0.0, lost_revenue=0.1 + 0.2),
    decisions=(DecisionScore(4, "back", (OptionLoss("back"),)),),
    posts=(PostScore(9, Audience.CUSTOMERS, (PostCheckResult("plain", passed=False),)),),
    scribe=ScribeScore(1 / 3, 2, 4.5),
    assistance=Assistance(1, 0),
    rubric=RubricVersion("house", 2, "0123"),
    judged_score=60.0,
)


def test_numbers_are_rounded_and_never_minus_zero() -> None:
    data = json.loads(CARD.to_json())
    assert data["score"] == 66.6667
    assert data["findings"][0]["points"] == 2.1
    assert data["impact"]["lost_revenue"] == 0.3
    assert "-0.0" not in CARD.to_json()


def test_what_was_not_reached_is_null() -> None:
    measures = json.loads(CARD.to_json())["measures"]
    assert measures["detect_s"] == 30
    assert measures["resolve_s"] is None


def test_equal_values_make_equal_bytes() -> None:
    assert replace(CARD).to_json() == CARD.to_json()
    assert "Späte" in CARD.to_json()


def test_checks_are_written_as_pass_or_fail() -> None:
    assert json.loads(CARD.to_json())["posts"] == [
        {"event": 9, "audience": "customers", "checks": {"plain": False}}
    ]
