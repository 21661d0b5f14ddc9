"""The postmortem draft: blameless, honest about what is not known, and safe to open."""

import json
import re
from dataclasses import replace
from html import unescape as html_unescape

import pytest

from game.engine.commands import Declare, StopExercise
from game.engine.events import MitigationAssessed
from game.terms import MitigationPhase, Severity
from scoring.actions import action_items
from scoring.blameless import Blameless
from scoring.lessons import known, whys
from scoring.postmortem import postmortem_html, postmortem_json, postmortem_md
from scoring.scorecard import DecisionScore, Scorecard
from scoring.story import DataLoss
from tests.engine.small import CAST, IC, LEAD, Play, started
from tests.scoring.sample import NASTY, busy, idle, judged, with_truth
from tests.scoring.test_report import Page

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


def paged(play: Play) -> Page:
    plan, card = judged(play)
    return Page(postmortem_html(plan, play.state, card))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_the_page_holds_what_the_markdown_holds(partly: Play) -> None:
    on_page = words_of(" ".join(paged(partly).text))
    text = re.sub(r"\\([\\`*_\[\]#|~])", r"\1", html_unescape(written(partly)))
    told = words_of(re.sub(r"^\d\. ", "", text, flags=re.MULTILINE))
    assert len(told) > 400
    assert set(told) <= set(on_page)


def test_each_prompt_of_the_page_is_marked(partly: Play, fully: Play) -> None:
    for play in (partly, fully, idle()):
        plan, card = judged(play)
        html = postmortem_html(plan, play.state, card)
        marked = len(re.findall(r"<mark><b>To (?:fill in|be established):</b> ", html))
        assert marked == len(re.findall(r"\*\*To (?:fill in|be established):\*\*", written(play)))
        assert marked > 5


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    page = paged(busy(says=NASTY))
    tags = {tag for tag, _, _ in page.attributes}
    assert not tags & {"script", "img", "iframe", "object", "form"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert page.links == ["data:,"]
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert "<script>alert('x')</script>" in "".join(page.text)


def test_nobody_is_said_to_command_who_was_never_named() -> None:
    play = with_truth(started(at_s=90))
    play.give(Declare(by=IC, severity=Severity.SEV2, title="Checkout fails."))
    play.give(StopExercise(by=LEAD, reason="early"))
    assert "Incident Commander (nobody was named)" in written(play)


def test_an_exercise_that_stopped_before_the_impact_claims_none() -> None:
    play = with_truth(started()).until(10)
    play.give(StopExercise(by=LEAD, reason="early"))
    text = written(play)
    assert "Customers were not hit while it lasted." in text
    assert "| Began | never: customers were not hit |" in text
    assert "single failures, and no stretch of impact" in text
    assert "which severity" not in text


def test_no_step_is_credited_that_was_not_found_to_help() -> None:
    idle_text, acted = written(idle()), written(busy())
    assert "had not ended when the exercise stopped" in idle_text
    assert "after “Roll back”." in acted
    play = busy()
    assessed = (
        replace(event, outcome=MitigationPhase.INEFFECTIVE)
        if isinstance(event, MitigationAssessed)
        else event
        for event in play.state.history.events
    )
    history = replace(play.state.history, events=tuple(assessed))
    play.state = replace(play.state, history=history)
    assert "though no step of the team was found to have helped" in written(play)


def test_what_became_of_orders_is_what_the_model_says() -> None:
    assert "No order that had been confirmed was lost." in written(busy())
    assert DataLoss(0.2, 0.4).sentence == "No order that had been confirmed was lost."
    lost = DataLoss(15000.0, 21.0)
    assert lost.any_lost
    assert lost.sentence.startswith("15\u202f000 orders that had been confirmed were lost")
    assert "About 21 orders were made twice" in lost.sentence
    assert [figure.value for figure in DataLoss(0.0, 0.0).figures] == ["none", "none"]
