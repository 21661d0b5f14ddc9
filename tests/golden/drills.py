"""Whole drills of bots, scored: what each sort of team must earn, and in which order."""

import os
from functools import cache

from game.faces.headless import seat_bots
from game.scenario.library import Loaded, load, scenario_ids
from game.session.opening import Setup, open_in_memory
from game.session.session import Session, run_headless
from scoring.judge import score
from scoring.scorecard import Scorecard

FIRST_SEED = 7

BANDS: dict[str, tuple[float, float]] = {
    "by-the-book": (90, 100),
    "competent": (65, 88),
    "novice": (35, 65),
    "careless": (0, 45),
    "spammer": (0, 45),
    "idle": (0, 15),
}
"""Policy -> least and most median score."""


def scenarios() -> tuple[str, ...]:
    """The library's scenarios that have no problems."""
    return tuple(name for name in scenario_ids() if isinstance(load(name), Loaded))


def seeds() -> range:
    """One seed by default; `BREAKGLASS_SEEDS=20` plays as many as the bands were set for."""
    return range(FIRST_SEED, FIRST_SEED + int(os.environ.get("BREAKGLASS_SEEDS", "1")))


def played(scenario: str, policy: str, seed: int) -> Session:
    """A drill of bots, played to its end in memory."""
    loaded = load(scenario)
    assert isinstance(loaded, Loaded), scenario
    session = open_in_memory(loaded, Setup(seed, policy=policy))
    seat_bots(session)
    run_headless(session)
    return session


@cache
def session_of(scenario: str, policy: str, seed: int = FIRST_SEED) -> Session:
    """The same drill for every test that only reads it."""
    return played(scenario, policy, seed)


@cache
def card(scenario: str, policy: str, seed: int = FIRST_SEED) -> Scorecard:
    """Its scorecard, without the losses of decisions: they take longer than the drill."""
    session = session_of(scenario, policy, seed)
    return score(session.plan, session.state, weighed=False)


def in_order(by_policy: dict[str, float]) -> bool:
    """Whether the better team has the better score; careless and spammer are equally bad."""
    best, good, new, careless, spammer, idle = (by_policy[name] for name in BANDS)
    return best > good > new > max(careless, spammer) and min(careless, spammer) > idle
