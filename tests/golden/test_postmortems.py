"""Postmortems of whole drills in every scenario: nobody is named, and every blank is flagged."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from game.engine.events import MitigationAssessed, PostPublished, RoleAccepted, RoleAssigned
from game.faces.headless import seat_bots
from game.scenario.library import Loaded, load
from game.session.opening import Setup, open_in_memory
from game.session.session import Session, run_headless
from game.terms import MitigationPhase, Role
from scoring.blameless import _WORDS
from scoring.judge import score
from scoring.postmortem import postmortem_json, postmortem_md
from scoring.posts.claims import Moment, check_true
from scoring.scorecard import PostCheckResult
from scoring.story import data_loss
from scoring.timeline import timeline_of
from scoring.truth import truth_of
from tests.golden.drills import card, scenarios, session_of

HELPED = {MitigationPhase.EFFECTIVE, MitigationPhase.PARTIAL}
BLANK = ("**To fill in:**", "**To be established:**")
PLAYED = list(product(scenarios(), ("by-the-book", "careless")))


def drafted(scenario: str, policy: str) -> tuple[Session, str, str]:
    session, judged = session_of(scenario, policy), card(scenario, policy)
    plan, state = session.plan, session.state
    return session, postmortem_md(plan, state, judged), postmortem_json(plan, state, judged)


def names(session: Session) -> Iterator[str]:
    """Everybody's names, whole and in parts, but for parts that are ordinary words."""
    characters = (item.name for item in session.plan.characters.values() if item.name)
    for name in {*session.plan.cast.values(), *characters}:
        yield name
        parts = name.split()
        for part in parts if len(parts) > 1 else ():
            if len(part) >= 3 and part.lower().strip(".") not in _WORDS:
                yield part


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_nobody_is_named(scenario: str, policy: str) -> None:
    session, text, twin = drafted(scenario, policy)
    for name in names(session):
        found = re.search(rf"(?<!\\w){re.escape(name)}(?!\\w)", text + twin)
        assert found is None, (name, (text + twin)[found.start() - 60 : found.end() + 20])


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_every_blank_is_flagged(scenario: str, policy: str) -> None:
    _, text, twin = drafted(scenario, policy)
    data = json.loads(twin)
    for row in (line for line in text.splitlines() if line.startswith("| ") and "÷" in line):
        assert row.count(BLANK[0]) in {0, 3}, row
    assert all(item["owner"] is item["due_date"] is None for item in data["action_items"])
    unknown = [row for row in data["five_whys"] if row["answer"] is None]
    assert text.split("## Five whys")[1].split("## What")[0].count(BLANK[1]) == len(unknown)
    if data["root_cause"] is None:
        assert text.split("## Root cause")[1].split("## Contributing")[0].count(BLANK[1]) == 3


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_figures_are_those_of_the_scorecard(scenario: str, policy: str) -> None:
    _, _, twin = drafted(scenario, policy)
    impact, judged = json.loads(twin)["impact"], card(scenario, policy).impact
    assert impact["users_affected"] == round(judged.users)
    assert impact["revenue_impact"] == pytest.approx(judged.lost_revenue, abs=0.01)


@pytest.mark.parametrize(("scenario", "policy"), PLAYED)
def test_nothing_is_claimed_that_the_drill_does_not_bear_out(scenario: str, policy: str) -> None:
    session, text, _ = drafted(scenario, policy)
    state = session.state
    truth, steps = truth_of(state), state.history.of("mitigation_assessed")
    summary = text.split("## Summary")[1].split("## Impact")[0].replace("\\", "")
    assert ("Customers were not hit" in summary) == (not truth.real)
    assert summary.count("it came back at") == (len(truth.spells) > 1)
    assert ("It ended at" in summary) == (truth.end_s is not None)
    assert ("had not ended" in summary) == (truth.real and truth.hurt_at(truth.last_s))
    helped = {
        session.plan.levers[event.lever].title
        for event in steps
        if isinstance(event, MitigationAssessed) and event.outcome in HELPED
    }
    assert set(re.findall("“(.*?)”", summary)) <= helped
    in_command = [
        event
        for event in state.history.of("role_assigned") + state.history.of("role_accepted")
        if isinstance(event, RoleAssigned | RoleAccepted) and event.seat is Role.IC
    ]
    declared = bool(state.history.of("incident_declared"))
    assert ("(nobody was named)" in text) == (declared and not in_command)
    lost = data_loss(session.plan, state)
    assert ("No order that had been confirmed was lost" in summary) == (
        truth.real and not lost.any_lost
    )


def test_orders_that_the_database_lost_are_told_and_may_not_be_denied() -> None:
    loaded = load("zone-loss")
    assert isinstance(loaded, Loaded)
    session = open_in_memory(loaded, Setup(7, variant="power-returns", policy="novice"))
    seat_bots(session)
    run_headless(session)
    plan, state = session.plan, session.state
    lost = data_loss(plan, state)
    assert lost.any_lost
    judged = score(plan, state, weighed=False)
    text = postmortem_md(plan, state, judged)
    assert f"{lost.lost:,.0f} orders that had been confirmed were lost".replace(",", " ") in text
    post = state.history.of("post_published")[-1]
    assert isinstance(post, PostPublished)
    assert "may be missing" in post.text

    def said(words: str) -> PostCheckResult:
        timeline = timeline_of(state)
        told = replace(post, text=words)
        return check_true(Moment(plan, state, timeline, truth_of(state), told))

    denied = said("It works again. No data was lost.")
    assert not denied.passed
    assert denied.quotes == ("No data was lost",)
    assert said("It works again. We compare what may have been lost.").passed


def test_a_false_alarm_asks_for_no_severity_and_says_what_rang() -> None:
    _, text, _ = drafted("false-alarm", "by-the-book")
    assert "none: checked, and stood down as a false alarm" in text
    assert "although customers were not affected" in text
    assert "which severity would have fitted" not in text
