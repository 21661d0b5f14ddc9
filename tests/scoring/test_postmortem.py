"""The postmortem draft: blameless, honest about what is not known, and safe to open."""

import json
import re
from dataclasses import replace

import pytest

from scoring.actions import action_items
from scoring.blameless import Blameless
from scoring.lessons import known, whys
from scoring.postmortem import postmortem_json, postmortem_md
from scoring.scorecard import DecisionScore, Scorecard
from tests.engine.small import CAST, Play
from tests.scoring.sample import NASTY, busy, idle, judged

FIELDS = [
    "id",
    "title",
    "date",
    "severity",
    "incident_commander",
    "authors",
    "status",
    "summary",
    "impact",
    "timeline",
    "root_cause",
    "contributing_factors",
    "what_went_well",
    "what_went_poorly",
    "lucky_breaks",
    "five_whys",
    "action_items",
]
SECTIONS = [
    "Summary",
    "Impact",
    "Timeline (UTC)",
    "Detection",
    "Root cause",
    "Contributing factors",
    "Five whys",
    "What went well",
    "What went poorly",
    "Where we got lucky",
    "Action items",
    "Follow-up metrics",
    "Hot wash",
]


@pytest.fixture(scope="module")
def partly() -> Play:
    return busy(look=("deploys",))


@pytest.fixture(scope="module")
def fully() -> Play:
    return busy(look=("deploys", "heap"))


def written(play: Play) -> str:
    plan, card = judged(play)
    return postmortem_md(plan, play.state, card)


def test_it_has_all_sections_in_order(partly: Play) -> None:
    assert re.findall(r"^## (.*)$", written(partly), re.MULTILINE) == SECTIONS


def test_the_twin_has_exactly_its_fields(partly: Play) -> None:
    plan, card = judged(partly)
    data = json.loads(postmortem_json(plan, partly.state, card))
    assert list(data) == FIELDS
    assert list(data["impact"]) == ["duration", "users_affected", "revenue_impact", "sla_breached"]
    assert data["severity"] == "sev1"
    assert data["impact"]["revenue_impact"] == pytest.approx(card.impact.lost_revenue, abs=0.01)
    assert {frozenset(item) for item in data["timeline"]} == {frozenset(("time", "event", "actor"))}
    assert [item["time"] for item in data["timeline"]] == sorted(
        item["time"] for item in data["timeline"]
    )


@pytest.mark.parametrize("play", ["partly", "fully"])
def test_no_person_is_named(play: str, request: pytest.FixtureRequest) -> None:
    drill: Play = request.getfixturevalue(play)
    plan, card = judged(drill)
    texts = written(drill) + postmortem_json(plan, drill.state, card)
    for name in (*CAST.values(), "Sam", "Fay"):
        assert not re.search(rf"\b{name}\b", texts), name
    assert "The Incident Commander, shall we roll back?" in texts


def test_names_become_roles_and_words_stay_words() -> None:
    play = busy()
    plan = replace(play.plan, cast={**CAST, "ic": "Will Sharp", "ops": "Zoë O'Hara-Lind"})
    say = Blameless(plan, play.state)
    assert say("Will Sharp, will it roll back?") == "The Incident Commander, will it roll back?"
    assert say("Will it? A sharp drop.") == "Will it? A sharp drop."
    assert say("ask o'hara-lind") == "ask the Operations Lead"
    assert say("Zoë's idea") == "The Operations Lead's idea"


def test_the_cause_is_told_only_as_far_as_it_is_established(partly: Play, fully: Play) -> None:
    text = written(partly)
    assert "The trigger is release v2." in text
    for hidden in ("empty field", "canary", "rush hour", "Answer 3", "Question 4", "Cheap action"):
        assert hidden not in text
    assert "- Latent weakness: **To be established:**" in text
    text = written(fully)
    for told in ("release v2", "empty field", "canary", "rush hour", "Answer 5", "Few people"):
        assert told in text
    assert "**To be established" not in text.split("## Root cause")[1].split("## Contributing")[0]


def test_nothing_of_the_cause_is_in_an_idle_draft() -> None:
    play = idle()
    plan, card = judged(play)
    text = postmortem_md(plan, play.state, card)
    data = json.loads(postmortem_json(plan, play.state, card))
    assert data["severity"] is None
    assert data["root_cause"] is None
    assert data["contributing_factors"] == []
    assert {row["answer"] for row in data["five_whys"]} == {None}
    assert "never declared" in text
    assert "not over when the exercise stopped" in text
    assert "The trigger" not in text + json.dumps(data)


def test_whys_are_answered_as_deep_as_the_investigations_went(partly: Play, fully: Play) -> None:
    plan, _ = judged(partly)
    answers = [row.answer for row in whys(plan, known(plan, partly.state))]
    assert answers == ["Answer 1.", "Answer 2.", None, None, None]
    assert all(row.answer for row in whys(plan, known(plan, fully.state)))


def test_actions_are_ranked_and_nobody_owns_them() -> None:
    play = idle()
    plan, card = judged(play)
    items = action_items(plan, card, established=True)
    assert [item.weight for item in items] == sorted((item.weight for item in items), reverse=True)
    assert items[0].description == "Cheap action"
    assert any("Practise “Declare”" in item.description for item in items)
    data = json.loads(postmortem_json(plan, play.state, card))
    for item in data["action_items"]:
        assert item["owner"] is item["due_date"] is item["ticket"] is None
    assert "**To fill in:** owner" in postmortem_md(plan, play.state, card)


def test_luck_of_a_decision_is_told(partly: Play) -> None:
    plan, card = judged(partly)
    lucky = with_luck(card, -120.0)
    assert "120 failed orders better" in postmortem_md(plan, partly.state, lucky)
    unlucky = with_luck(card, 120.0)
    assert "failed orders better" not in postmortem_md(plan, partly.state, unlucky)


def with_luck(card: Scorecard, luck: float) -> Scorecard:
    found: DecisionScore = card.decisions[0]
    return replace(card, decisions=(replace(found, luck=luck),))


def test_what_people_wrote_stays_text() -> None:
    play = busy(says=NASTY)
    plan, card = judged(play)
    text = postmortem_md(plan, play.state, card)
    assert "<script" not in text
    assert "](" not in text.replace("\\](", "")
    rows = [line for line in text.splitlines() if line.startswith("| 03:")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert json.loads(postmortem_json(plan, play.state, card))["timeline"]


def test_the_same_drill_makes_the_same_bytes(partly: Play) -> None:
    again = busy(look=("deploys",))
    plan, card = judged(again)
    first_plan, first_card = judged(partly)
    assert written(again) == written(partly)
    assert postmortem_json(plan, again.state, card) == postmortem_json(
        first_plan, partly.state, first_card
    )
