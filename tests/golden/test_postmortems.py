"""Postmortems of whole drills in every scenario: nobody is named, and every blank is flagged."""

import json
import re
from collections.abc import Iterator
from itertools import product

import pytest

from game.session.session import Session
from scoring.blameless import _WORDS
from scoring.postmortem import postmortem_json, postmortem_md
from tests.golden.drills import card, scenarios, session_of

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


def test_a_false_alarm_asks_for_no_severity_and_says_what_rang() -> None:
    _, text, _ = drafted("false-alarm", "by-the-book")
    assert "none: checked, and stood down as a false alarm" in text
    assert "although customers were not affected" in text
    assert "which severity would have fitted" not in text
