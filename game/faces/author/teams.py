"""Teams of bots that play a scenario to its end, and what their drills showed."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.engine.conditions import became_true_s
from game.engine.events import DecisionMade, InjectReleased, MitigationStarted
from game.engine.handbook import Handbook, handbook_of
from game.faces.author.explorer import Explorer
from game.faces.bots.policies import make_player
from game.scenario.library import Loaded
from game.session.folder import DrillFolder, own_folder
from game.session.opening import Beginning, Setup, beginning, open_drill, open_in_memory
from game.session.session import Player, Session, run_headless
from game.terms import SEATS, Role
from scoring.judge import score
from scoring.truth import truth_of

EXPLORER = "explorer:"
"""Begins the policy of a team by the book that tries one lever: `explorer:rollback`."""

ABSENT = "absent:"
"""Begins the policy of a team by the book in which one seat does nothing: `absent:comms`."""

KEPT = 8
"""So many beginnings are remembered."""

Progress = Callable[[int, int], None]
"""Is told drills played, and in all."""


@dataclass(frozen=True, slots=True, order=True)
class Drill:
    """Who plays what."""

    policy: str
    variant: str
    seed: int

    @property
    def name(self) -> str:
        """A name for its folder."""
        return f"{self.policy}-{self.variant}-{self.seed}".replace(":", "-")


@dataclass(frozen=True, slots=True)
class Earned:
    """What a team got for one critical task; `most` is 0 where there was no occasion for it."""

    task: str
    points: float
    most: float
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a drill showed."""

    drill: Drill
    score: float
    earned: tuple[Earned, ...]
    injects: tuple[tuple[str, int], ...]
    """Released injects with their moments in incident seconds."""
    decided_s: int | None
    """When the first decision was made, or the first lever pulled."""
    hurt: bool
    """Whether customers were hurt at all."""
    recovered: bool
    """Whether they can buy again at the end."""
    failed_orders: float
    ended_s: int


def play(loaded: Loaded, drill: Drill) -> Outcome:
    """Let a team play a drill that leaves nothing behind."""
    session = open_in_memory(loaded, _setup(drill), _beginning(loaded, drill))
    _to_the_end(session, drill)
    return _outcome(session, drill)


_begun: dict[tuple[str, str, int], Beginning] = {}
"""How the drills of a variant begin: the shop's first five minutes are the same for all teams."""


def _beginning(loaded: Loaded, drill: Drill) -> Beginning:
    key = (loaded.digest, drill.variant, drill.seed)
    if key not in _begun:
        if len(_begun) >= KEPT:
            _begun.pop(next(iter(_begun)))
        _begun[key] = beginning(loaded, _setup(drill))
    return _begun[key]


def keep(loaded: Loaded, drill: Drill, folder: Path) -> Path:
    """Play the same drill again and keep its log in that folder; OSError when it cannot be."""
    place: DrillFolder = own_folder(folder)
    session = open_drill(loaded, _setup(drill), place.log, durable=False)
    try:
        _to_the_end(session, drill)
    finally:
        session.close()
    return place.log


def _setup(drill: Drill) -> Setup:
    return Setup(drill.seed, variant=drill.variant, policy=drill.policy)


def _to_the_end(session: Session, drill: Drill) -> None:
    handbook = handbook_of(session.plan)
    for role in SEATS:
        session.seat(role, _player(drill, handbook, role))
    run_headless(session)


def _player(drill: Drill, handbook: Handbook, role: Role) -> Player:
    policy, seed = drill.policy, drill.seed
    if policy.startswith(ABSENT):
        gone = role.value == policy.removeprefix(ABSENT)
        return make_player("idle" if gone else "by-the-book", handbook, role, seed)
    if not policy.startswith(EXPLORER):
        return make_player(policy, handbook, role, seed)
    if role is Role.OPS:
        return Explorer(handbook, seed, policy.removeprefix(EXPLORER))
    return make_player("by-the-book", handbook, role, seed)


def _outcome(session: Session, drill: Drill) -> Outcome:
    state, card = session.state, score(session.plan, session.state)
    began = _begun_tasks(session)
    truth, events = truth_of(state), state.history.events
    return Outcome(
        drill=drill,
        score=card.score,
        earned=tuple(
            Earned(
                item.task, item.points, item.max_points if item.task in began else 0.0, item.note
            )
            for item in card.findings
        ),
        injects=tuple(
            (event.inject, event.at_s) for event in events if isinstance(event, InjectReleased)
        ),
        decided_s=next(
            (event.at_s for event in events if isinstance(event, DecisionMade | MitigationStarted)),
            None,
        ),
        hurt=truth.real,
        recovered=not truth.real or truth.end_s is not None,
        failed_orders=card.impact.failed_orders,
        ended_s=state.at_s,
    )


def _begun_tasks(session: Session) -> set[str]:
    """Tasks that there was an occasion for; a score may ask for more where somebody was hurt."""
    plan, state = session.plan, session.state
    return {
        task.id
        for task in plan.tasks
        if task.start is None or became_true_s(plan, state, task.start) is not None
    }


def cores() -> int:
    """How many processes can work at once here."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
