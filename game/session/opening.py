"""Opening a drill: who plays which scenario, with which seed, and where its log lies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game import __version__
from game.engine.fold import initial
from game.engine.plan import Plan, make_plan
from game.engine.state import State
from game.scenario.library import Loaded
from game.session.cast import make_cast
from game.session.header import Header
from game.session.problems import SetupProblem
from game.session.roster import make_roster
from game.session.session import Session
from game.session.writer import Wall, create_log, memory_log
from game.terms import Role


@dataclass(frozen=True, slots=True)
class Setup:
    """What is chosen before a drill; bots of `policy` sit in the seats without `humans`."""

    seed: int
    variant: str | None = None
    humans: frozenset[Role] = frozenset()
    policy: str = "competent"
    names: Mapping[str, str] = field(default_factory=dict)
    """Names that people gave for seats or characters."""


def open_drill(
    loaded: Loaded, setup: Setup, path: Path, *, durable: bool = True, wall: Wall | None = None
) -> Session:
    """Begin a drill with its log at `path`, a new file.

    SetupProblem when the scenario has no such variant; OSError when the log cannot be written.
    `wall` is for drills with people in them; see `Header.wall`.
    """
    plan = _plan(loaded, setup)
    header = _header(loaded, setup, plan, wall() if wall else "")
    state = initial(plan)
    return Session(plan, state, header, create_log(path, header, durable=durable, wall=wall))


@dataclass(frozen=True, slots=True, eq=False)
class Beginning:
    """A plan with the state before anything has happened; drills that differ in people share it."""

    plan: Plan
    state: State


def beginning(loaded: Loaded, setup: Setup) -> Beginning:
    """How such drills begin; SetupProblem when there is no such variant."""
    plan = _plan(loaded, setup)
    return Beginning(plan, initial(plan))


def open_in_memory(loaded: Loaded, setup: Setup, begun: Beginning | None = None) -> Session:
    """Begin a drill that leaves nothing behind; SetupProblem when there is no such variant.

    `begun` saves the way to T+0, for a setup of the same variant, seed and names.
    """
    begun = begun or beginning(loaded, setup)
    header = _header(loaded, setup, begun.plan, "")
    return Session(begun.plan, begun.state, header, memory_log(header)[0])


def check_setup(loaded: Loaded, setup: Setup) -> None:
    """SetupProblem when the scenario has no such variant."""
    known = [variant.id for variant in loaded.scenario.variants]
    if setup.variant is not None and setup.variant not in known:
        message = (
            f"{loaded.scenario.id} has no variant {setup.variant!r}; it has {', '.join(known)}"
        )
        raise SetupProblem(message)


def _plan(loaded: Loaded, setup: Setup) -> Plan:
    check_setup(loaded, setup)
    return make_plan(
        loaded.scenario,
        loaded.runbook,
        loaded.shop,
        seed=setup.seed,
        cast=make_cast(loaded.scenario, setup.seed, setup.names),
        variant_id=setup.variant,
    )


def _header(loaded: Loaded, setup: Setup, plan: Plan, wall: str) -> Header:
    return Header(
        scenario=loaded.scenario.id,
        digest=loaded.digest,
        seed=setup.seed,
        variant=plan.variant.id,
        app=__version__,
        cast=plan.cast,
        roster=make_roster(plan.cast, setup.humans, setup.policy),
        sources=loaded.sources,
        wall=wall,
    )
