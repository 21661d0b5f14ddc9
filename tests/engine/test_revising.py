"""Texts and injects that change while a drill runs, and what may not change."""

import pytest
import yaml

from game.engine.commands import NamePostmortemOwner, ReviseScript
from game.engine.events import PostmortemOwnerNamed, ScriptRevised
from game.engine.fold import fingerprint, fold, fold_until
from game.engine.handbook import handbook_of
from tests.engine.small import IC, LEAD, SCENARIO, Play, started


def script(old: str = "", new: str = "") -> str:
    text = yaml.safe_dump(SCENARIO, sort_keys=False)
    assert old in text
    return text.replace(old, new, 1)


def revise(play: Play, text: str) -> Play:
    assert isinstance(play.give(ReviseScript(by=LEAD, text=text))[0], ScriptRevised)
    return play


def test_a_changed_text_is_what_comes() -> None:
    play = revise(started(at_s=10), script("How long? Success", "Tell me. Success")).until(61)
    assert play.state.injects["ask"].text.startswith("Tell me. Success is")
    assert play.plan.injects["ask"].text.startswith("How long?"), "the plan itself stays"


def test_an_inject_can_be_added_and_taken_away() -> None:
    fresh = script("injects:\n", "injects:\n- {id: new, at: 30s, from: boss, text: Hm}\n")
    play = revise(started(at_s=10), fresh).until(31)
    assert "new" in play.state.injects
    without = {**SCENARIO, "injects": []}
    revise(play, yaml.safe_dump(without)).until(61)
    assert set(play.state.injects) == {"new"}


def test_a_revised_drill_is_the_same_when_its_events_are_folded() -> None:
    play = revise(started(at_s=10), script("Still there?", "Are you?")).until(65)
    folded = fold_until(play.plan, play.events, 65)
    assert fingerprint(folded) == fingerprint(play.state)
    again = fold(play.plan, play.events)
    assert again.revised is not None
    assert again.revised.injects["late"].text == "Are you?"
    assert handbook_of(again.revised).title == play.plan.scenario.title


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("duration: 10m", "duration: 20m", "exercise: this cannot be changed"),
        ("share: 70%", "share: 71%", "variants: this cannot be changed"),
        ("delay: 10s", "delay: 11s", "levers: this cannot be changed"),
        ("takes: 25s", "takes: 26s", "investigations: this cannot be changed"),
        ("lever: rollback\n", "lever: flag\n", "decisions: this cannot be changed"),
        ("trigger: t", "trigger: other", "truth: this cannot be changed"),
        ("- id: silent\n", "- id: quiet\n", "silent plays in this drill already"),
        ("lesson: Look", "leson: Look", "line 1: missing key 'lesson'"),
        ("title: A small incident", "title: [", "line"),
    ],
)
def test_what_cannot_change_is_refused_with_a_sentence(old: str, new: str, says: str) -> None:
    play = started(at_s=10)
    assert says in play.refused(ReviseScript(by=LEAD, text=script(old, new))).text
    assert play.state.revised is None


def test_a_log_with_a_script_that_does_not_fit_is_refused() -> None:
    play = started(at_s=10)
    with pytest.raises(ValueError, match="cannot be changed"):
        fold(
            play.plan,
            [*play.events, ScriptRevised(at_s=10, by=LEAD, text=script("10m", "20m"))],
        )


def test_somebody_is_named_to_write_the_postmortem() -> None:
    play = started(at_s=10)
    named = play.give(NamePostmortemOwner(by=IC, person="  Ana "))[0]
    assert isinstance(named, PostmortemOwnerNamed)
    assert play.state.owner == "Ana"
    assert "Ana writes the postmortem" in play.state.messages[-1].text
    assert "a name" in play.refused(NamePostmortemOwner(by=IC, person=" ")).text
