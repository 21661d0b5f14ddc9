"""What each sort of team earns: the score must tell a practised team from a lucky or a loud one.

A few seeds by default; `BREAKGLASS_SEEDS=20` plays as many as the thresholds were set for.
"""

import os
from functools import cache
from statistics import median

import pytest

from game.faces.headless import seat_bots
from game.scenario.library import Loaded, load
from game.session.opening import Setup, open_in_memory
from game.session.session import run_headless
from scoring.judge import score
from scoring.scorecard import Scorecard

SCENARIOS = ("hamster-wheel", "bad-release")
FIRST_SEED = 7
FEW = {"hamster-wheel": 3, "bad-release": 1}


def seeds(scenario: str) -> range:
    return range(FIRST_SEED, FIRST_SEED + int(os.environ.get("BREAKGLASS_SEEDS", FEW[scenario])))


@cache
def card(scenario: str, policy: str, seed: int) -> Scorecard:
    loaded = load(scenario)
    assert isinstance(loaded, Loaded)
    session = open_in_memory(loaded, Setup(seed, policy=policy))
    seat_bots(session)
    run_headless(session)
    return score(session.plan, session.state)


def typical(scenario: str, policy: str) -> float:
    return median(card(scenario, policy, seed).score for seed in seeds(scenario))


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    ("policy", "least", "most"),
    [
        ("by-the-book", 90, 100),
        ("coached", 85, 100),
        ("novice", 35, 70),
        ("spammer", 0, 40),
        ("idle", 0, 15),
    ],
)
def test_a_team_earns_what_it_deserves(
    scenario: str, policy: str, least: float, most: float
) -> None:
    assert least <= typical(scenario, policy) <= most


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_carelessness_costs_at_least_twenty_points(scenario: str) -> None:
    assert typical(scenario, "careless") <= typical(scenario, "by-the-book") - 20


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("policy", ["by-the-book", "careless"])
def test_every_point_cites_events_that_exist(scenario: str, policy: str) -> None:
    judged = card(scenario, policy, FIRST_SEED)
    assert judged.findings
    for finding in judged.findings:
        assert finding.note
        assert list(finding.events) == sorted(set(finding.events))
        assert all(number >= 1 for number in finding.events)
        assert finding.events or finding.points == 0
