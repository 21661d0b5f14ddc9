"""Ratings by hand: the newest counts, both values are kept, and the log alone tells them."""

import json

import pytest

from game.engine.commands import EndExercise, PauseExercise, RateTask, StopExercise
from game.engine.events import Actor, TaskRated
from game.engine.refusals import Reason
from game.terms import Rating, Role
from scoring.judge import score
from scoring.version import RULES_VERSION
from tests.engine.small import IC, LEAD, Play, started

JUDGE = Actor("Eve", Role.EVALUATOR)


def rated(
    rating: Rating = Rating.S, note: str = "Said it aloud.", task: str = "declare"
) -> RateTask:
    return RateTask(by=JUDGE, task=task, rating=rating, note=note)


def ended() -> Play:
    play = started(at_s=200)
    play.give(StopExercise(by=LEAD, reason="enough"), EndExercise(by=LEAD))
    return play


def test_a_rating_by_hand_counts_and_both_values_are_kept() -> None:
    play = ended()
    before = score(play.plan, play.state)
    play.give(rated())
    card = score(play.plan, play.state)
    (finding,) = card.findings
    assert (before.score, card.judged_score, card.score) == (0.0, 0.0, 70.0)
    assert (finding.rating, finding.points) == (Rating.S, 3.5)
    assert finding.events[-1] == play.state.n
    assert finding.override is not None
    assert finding.override.judged_rating is Rating.U
    shown = json.loads(card.to_json())["findings"][0]["override"]
    assert shown == {
        "event": play.state.n,
        "by": "evaluator",
        "note": "Said it aloud.",
        "judged_rating": "U",
        "judged_points": 0.0,
        "judged_max_points": 5.0,
    }


def test_the_newest_rating_of_a_task_counts() -> None:
    play = ended()
    play.give(rated(Rating.P), rated(Rating.M, note="On second thoughts."))
    (finding,) = score(play.plan, play.state).findings
    assert finding.rating is Rating.M
    assert finding.override is not None
    assert finding.override.note == "On second thoughts."


def test_what_the_rules_did_not_observe_counts_once_somebody_has() -> None:
    play = started(at_s=20)
    assert score(play.plan, play.state).findings[0].rating is Rating.N
    play.give(rated(Rating.P))
    (finding,) = score(play.plan, play.state).findings
    assert (finding.points, finding.max_points) == (5, 5)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (rated(task="nothing"), Reason.UNKNOWN),
        (rated(rating=Rating.N), Reason.OUT_OF_RANGE),
        (rated(note="  "), Reason.EMPTY),
        (RateTask(by=IC, task="declare", rating=Rating.P, note="me"), Reason.WRONG_ROLE),
    ],
)
def test_what_cannot_be_rated_is_refused(command: RateTask, reason: Reason) -> None:
    assert ended().refused(command).reason is reason


def test_a_rating_can_be_given_while_the_drill_is_paused() -> None:
    play = started(at_s=20)
    play.give(PauseExercise(by=LEAD, reason="a question"))
    (event,) = play.give(rated())
    assert isinstance(event, TaskRated)


def test_the_rubric_is_told_by_version_and_digest() -> None:
    play = started(at_s=20)
    rubric = score(play.plan, play.state).rubric
    assert (rubric.runbook, rubric.version, len(rubric.digest)) == ("house", RULES_VERSION, 16)
    assert score(started("blocked", 20).plan, play.state).rubric == rubric
