"""What readers of a scorecard see: titles, as players had them before their eyes, and no ids."""

import re
from collections.abc import Iterator

import pytest

from game.engine.plan import Plan
from tests.golden.drills import card, session_of

SCENARIOS = ("bad-release", "false-alarm", "memory-leak")
DETAIL = re.compile(r"(?:precondition|investigation|decision|option|mitigation) \(([^“)]+)\)")


def ids(plan: Plan) -> Iterator[tuple[str, str]]:
    """What is known by an id, with its title."""
    for key, lever in plan.levers.items():
        yield key, lever.title
        yield from ((item.id, item.text) for item in lever.preconditions)
    yield from ((key, item.title) for key, item in plan.investigations.items())
    for key, asked in plan.decisions.items():
        yield key, asked.question
        yield from ((item.id, item.title) for item in asked.options)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_notes_speak_of_titles(scenario: str) -> None:
    plan = session_of(scenario, "novice").plan
    known = {key.replace("-", " ") for key, _title in ids(plan)}
    for finding in card(scenario, "novice").findings:
        for detail in DETAIL.findall(finding.note):
            assert not known & set(detail.split(", ")), f"{finding.task}: {finding.note}"


def test_a_lever_an_investigation_and_a_decision_are_named() -> None:
    notes = " ".join(finding.note for finding in card("bad-release", "novice").findings)
    for title in ("Roll back to v2.13.4", "Read the error log", "Do we roll back checkout"):
        assert f"“{title}" in notes
