"""The examples of the scenario language, played without a session around them."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from game.engine.commands import AdvanceTo, Command, StartExercise, StartMitigation
from game.engine.decide import decide
from game.engine.events import SYSTEM, Actor, Event, Happening
from game.engine.evolve import evolve, initial, lapse
from game.engine.plan import Plan, make_plan
from game.engine.refusals import Refusal
from game.engine.state import State
from game.paths import scenarios_dir
from game.scenario.library import Loaded, load
from game.scenario.model import FastForward
from game.session.cast import make_cast
from game.terms import Role

FOLDER = scenarios_dir() / "_examples"
SHARED = frozenset({"runbook.yaml", "shop.yaml"})

IC, OPS, COMMS = (Actor(role.value, role) for role in (Role.IC, Role.OPS, Role.COMMS))
LEAD = Actor("lead", Role.FACILITATOR)
E = TypeVar("E", bound=Happening)


def example_names() -> list[str]:
    """The capabilities, as the files are named."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml") if path.name not in SHARED)


@cache
def loaded(name: str) -> Loaded:
    """An example without problems."""
    found = load(Path(FOLDER, f"{name}.yaml"))
    assert isinstance(found, Loaded), found
    return found


@cache
def _beginning(
    name: str, variant: str | None, fast_forward: FastForward | None
) -> tuple[Plan, State]:
    whole = loaded(name)
    scenario = whole.scenario
    if fast_forward is not None:
        scenario = scenario.model_copy(update={"fast_forward": (fast_forward,)})
    plan = make_plan(
        scenario,
        whole.runbook,
        whole.shop,
        seed=5,
        cast=make_cast(whole.scenario, 5),
        variant_id=variant,
    )
    return plan, initial(plan)


class Example:
    """A drill of an example that has been started, in one of its variants."""

    def __init__(
        self, name: str, variant: str | None = None, fast_forward: FastForward | None = None
    ) -> None:
        variant = variant or loaded(name).scenario.variants[0].id
        self.plan, self.state = _beginning(name, variant, fast_forward)
        self.events: list[Event] = []
        self.give(StartExercise(by=LEAD))

    def give(self, *commands: Command) -> "Example":
        """Give commands that must be taken."""
        for command in commands:
            result = decide(self.plan, self.state, command)
            assert not isinstance(result, Refusal), result
            for event in result:
                self.state = evolve(self.plan, self.state, event)
                self.events.append(event)
        return self

    def refused(self, command: Command) -> str:
        """Give a command that must be refused; what it says."""
        result = decide(self.plan, self.state, command)
        assert isinstance(result, Refusal), result
        return result.text

    def until(self, at_s: int) -> "Example":
        """Let time pass."""
        self.give(AdvanceTo(by=SYSTEM, at_s=at_s))
        self.state = lapse(self.plan, self.state, at_s)
        return self

    def pull(self, lever: str) -> "Example":
        """Ops pulls a lever, and whatever becomes of it is an event."""
        return self.give(StartMitigation(by=OPS, lever=lever))

    def of(self, kind: type[E]) -> list[E]:
        """The events of one sort so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def shows(self, metric: str, at_s: int | None = None) -> float:
        """What the dashboards show (now, if no second is said)."""
        return self.state.course.recording.at(metric, self.state.at_s if at_s is None else at_s)

    def success(self, seconds: int = 15) -> float:
        """The true share of good checkouts in the last seconds."""
        recording, now_s = self.state.course.recording, self.state.at_s
        good = recording.truth_window("good", now_s - seconds + 1, now_s).sum()
        offered = recording.truth_window("offered", now_s - seconds + 1, now_s).sum()
        return float(good / max(offered, 1))

    def injects(self) -> dict[str, int]:
        """The injects that have come, with their moments."""
        return {key: item.at_s for key, item in self.state.injects.items()}
