"""Whole drills judged: the same bytes for the same log, and nothing for doing nothing."""

import json
from dataclasses import replace

import pytest

from game.engine.commands import (
    AcknowledgePage,
    ApprovePost,
    CaptureEvidence,
    CheckPrecondition,
    Decide,
    Declare,
    DraftPost,
    MarkMitigated,
    PublishPost,
    StartMitigation,
    WriteEntry,
)
from game.engine.fold import fold
from game.scenario.library import Loaded, load
from game.session.opening import Setup, open_in_memory
from game.session.session import run_headless
from game.terms import Audience, EntryKind, EvidenceKind, Rating, Severity, Stage
from scoring.judge import overall, score
from scoring.scorecard import Scorecard
from tests.engine.small import COMMS, IC, OPS, SCRIBE, Play, started
from tests.scoring.stage import GOOD_POST, judged, task


def handled() -> Play:
    """The small drill, played as a practised team plays it."""
    play = started(at_s=75)
    page = play.state.pages[0].id
    play.give(AcknowledgePage(by=OPS, page=page))
    play.give(Declare(by=IC, severity=Severity.SEV1, title="Checkout fails"))
    play.give(
        WriteEntry(by=SCRIBE, time_s=75, who="Priya", kind=EntryKind.DECIDED, text="SEV1 declared")
    )
    play.give(CaptureEvidence(by=OPS, kind=EvidenceKind.DASHBOARDS))
    play.give(CheckPrecondition(by=OPS, lever="rollback", precondition="no-migration"))
    play.until(100)
    play.give(Decide(by=IC, decision="way", option="back", reason="it followed the deploy"))
    play.give(StartMitigation(by=OPS, lever="rollback"))
    play.give(
        DraftPost(
            by=COMMS,
            audience=Audience.CUSTOMERS,
            stage=Stage.INVESTIGATING,
            text=GOOD_POST,
            next_update_s=900,
        )
    )
    draft = next(iter(play.state.drafts))
    play.give(ApprovePost(by=IC, draft=draft), PublishPost(by=COMMS, draft=draft))
    play.until(300)
    play.give(MarkMitigated(by=IC, reason="success is back"))
    return play.until(600)


@pytest.fixture(scope="module")
def play() -> Play:
    return handled()


@pytest.fixture(scope="module")
def card(play: Play) -> Scorecard:
    return score(play.plan, play.state)


def test_a_drill_folded_from_its_log_has_the_same_scorecard(play: Play, card: Scorecard) -> None:
    again = score(play.plan, fold(play.plan, play.events))
    assert again.to_json() == card.to_json()


def test_a_practised_team_gets_its_points(card: Scorecard) -> None:
    assert (card.score, card.rating) == (100, Rating.P)
    assert [finding.rating for finding in card.findings] == [Rating.P]
    assert [item.rating for item in card.objectives] == [Rating.P]


def test_measures_and_impact_come_from_the_shop(card: Scorecard) -> None:
    assert card.measures.declare_s == 45
    assert card.measures.mitigate_s is not None
    assert 60 < card.measures.mitigate_s < 150
    assert card.impact.failed_orders > 0


def test_every_cited_event_is_in_the_log(play: Play, card: Scorecard) -> None:
    cited = [n for finding in card.findings for n in finding.events]
    cited += [item.event for item in card.decisions]
    cited += [item.event for item in card.posts]
    assert cited
    assert all(1 <= n <= play.state.n for n in cited)


def test_decisions_are_weighed(card: Scorecard) -> None:
    (decision,) = card.decisions
    assert decision.chosen == "back"
    assert [item.option for item in decision.options] == ["back", "wait"]
    back, wait = (item.expected_loss for item in decision.options)
    assert back is not None
    assert wait is not None
    assert back < wait
    assert (decision.regret, decision.luck) == (0, 0)


def test_points_do_not_hang_on_the_weighing(play: Play, card: Scorecard) -> None:
    quick = score(play.plan, play.state, weighed=False)
    (decision,) = quick.decisions
    assert [(item.option, item.expected_loss) for item in decision.options] == [
        ("back", None),
        ("wait", None),
    ]
    assert (decision.regret, decision.luck) == (None, None)
    assert replace(quick, decisions=card.decisions) == card


def test_the_json_has_the_contracts_fields_in_order(card: Scorecard) -> None:
    text = card.to_json()
    data = json.loads(text)
    assert text.endswith("}\n")
    assert list(data) == [
        "format",
        "version",
        "scenario",
        "variant",
        "seed",
        "score",
        "rating",
        "objectives",
        "findings",
        "measures",
        "impact",
        "decisions",
        "posts",
        "scribe",
        "assistance",
        "judged_score",
        "rubric",
    ]
    assert (data["format"], data["version"]) == ("breakglass-scorecard", 1)
    assert list(data["findings"][0]) == [
        "task",
        "role",
        "objective",
        "points",
        "max_points",
        "rating",
        "events",
        "note",
        "override",
        "hints",
    ]
    assert data["posts"][0]["checks"]["approved"] is True


def test_doing_nothing_earns_nothing() -> None:
    loaded = load("hamster-wheel")
    assert isinstance(loaded, Loaded)
    session = open_in_memory(loaded, Setup(seed=1))
    run_headless(session)
    card = score(session.plan, session.state)
    assert card.score == 0
    assert card.rating is Rating.U
    assert sum(finding.max_points for finding in card.findings) >= 50


def test_without_anything_observed_there_is_no_rating() -> None:
    finding = judged(task({"answers": "ic"}), [])
    assert overall([finding]) == (0, Rating.N)
