"""A small drill for the engine's tests: one bad release, four seats, everything that can happen."""

from collections.abc import Iterable
from functools import cache

from game.engine.commands import AdvanceTo, Command, StartExercise
from game.engine.decide import decide
from game.engine.events import SYSTEM, Actor, Event
from game.engine.evolve import evolve, initial, lapse
from game.engine.plan import Plan, make_plan
from game.engine.refusals import Refusal
from game.engine.state import State
from game.scenario.model import Scenario
from game.scenario.runbook import Runbook
from game.scenario.shop_model import ShopSpec
from game.terms import Role

CAST = {
    "ic": "Priya",
    "ops": "Marek",
    "comms": "Ana",
    "scribe": "Jo",
    "boss": "Vera",
    "next": "Tomas",
}
IC = Actor(CAST["ic"], Role.IC)
OPS = Actor(CAST["ops"], Role.OPS)
COMMS = Actor(CAST["comms"], Role.COMMS)
SCRIBE = Actor(CAST["scribe"], Role.SCRIBE)
LEAD = Actor("Fay", Role.FACILITATOR)

SHOP = {
    "id": "corner-shop",
    "title": "Corner Shop",
    "traffic": {"base_rps": "10"},
    "checkout": {"replicas": "4", "workers": "8", "queue": "40", "work": "50ms"},
    "payments": {"latency": "120ms"},
    "database": {"connections": "40", "queries": "3", "query": "5ms"},
    "metrics": [
        {"id": "checkout.success", "title": "success", "better": "high", "threshold": "95%"},
        {"id": "orders.rate", "title": "orders / min", "better": "high"},
    ],
    "alerts": [
        {
            "id": "failing",
            "title": "Checkout is failing",
            "metric": "checkout.success",
            "below": "90%",
            "for": "30s",
        }
    ],
}

TASK = {
    "id": "declare",
    "role": "ic",
    "objective": "command",
    "title": "Declare",
    "start": {"event": "alert_fired"},
    "target": "2m",
    "limit": "5m",
    "done": {"event": "incident_declared"},
    "points": "5",
    "source": "incident command",
    "coach": {"say": "Declare: success is {checkout.success}", "do": "declare"},
}

RUNBOOK = {
    "id": "house",
    "title": "House rules",
    "severities": [
        {
            "id": "sev1",
            "label": "SEV1",
            "says": "half of checkout fails",
            "when": [{"metric": "checkout.success", "below": "50%", "for": "60s"}],
            "cadence": {"customers": "15m"},
        },
        {"id": "sev2", "label": "SEV2", "says": "some fail", "cadence": {"customers": "30m"}},
    ],
    "roles": [],
    "handover": "I am handing over command to {person}.",
    "checklist": [],
    "mitigations": [],
    "evidence": [],
    "exit": [],
    "escalation": [],
    "stakeholders": [],
    "templates": [],
    "objectives": [{"id": "command", "title": "Take command"}],
    "tasks": [TASK],
    "hot wash": ["What went well?"],
}

SCENARIO = {
    "id": "small",
    "title": "A small incident",
    "story": "It is late.",
    "difficulty": "tutorial",
    "lesson": "Look first.",
    "objectives": ["command"],
    "exercise": {
        "duration": "10m",
        "start": "2026-03-14T03:00:00Z",
        "runbook": "house",
        "shop": "corner-shop",
    },
    "deploys": [
        {
            "id": "bad",
            "service": "checkout",
            "version": "v2",
            "previous": "v1",
            "at": "-5m",
            "title": "New checkout",
        }
    ],
    "flags": [{"id": "shiny", "on": "true", "changed": "-1d", "title": "Shiny"}],
    "variants": [
        {
            "id": "works",
            "title": "Rolling back works",
            "faults": [
                {"id": "bug", "kind": "code-errors", "share": "70%", "from": "30s", "release": "v2"}
            ],
        },
        {
            "id": "blocked",
            "title": "Rolling back is refused",
            "weight": "0",
            "faults": [
                {"id": "bug", "kind": "code-errors", "share": "70%", "from": "30s", "flag": "shiny"}
            ],
            "levers": {
                "rollback": {
                    "outcome": "refused",
                    "refusal": "The migration of {deploy.bad.version} blocks it.",
                    "holds": {"no-migration": "false"},
                    "findings": {"no-migration": "There is one."},
                }
            },
            "findings": {"deploys": {"text": "Look again.", "rules out": ["works"]}},
        },
    ],
    "levers": [
        {
            "id": "rollback",
            "kind": "rollback",
            "title": "Roll back",
            "release": "v2",
            "delay": "10s",
            "ramp": "30s",
            "preconditions": [
                {
                    "id": "no-migration",
                    "text": "No migration since?",
                    "finding": "None since {deploy.bad.version}.",
                    "takes": "20s",
                }
            ],
        },
        {
            "id": "flag",
            "kind": "flag-off",
            "title": "Shiny off",
            "flag": "shiny",
            "delay": "5s",
            "undo": "false",
        },
        {
            "id": "restart",
            "kind": "restart",
            "title": "Restart",
            "ramp": "40s",
            "destroys": ["heap"],
        },
        {"id": "wait", "kind": "wait", "title": "Wait"},
        {
            "id": "broken",
            "kind": "scale-out",
            "title": "Scale out",
            "replicas": "2",
            "delay": "10s",
            "outcome": "fails",
            "refusal": "No capacity.",
        },
    ],
    "investigations": [
        {
            "id": "deploys",
            "title": "What was released?",
            "takes": "25s",
            "finding": {"text": "{deploy.bad.version} went out.", "rules out": ["blocked"]},
        },
        {
            "id": "heap",
            "title": "Read the heap",
            "takes": "10s",
            "evidence": "heap",
            "finding": {"text": "Full of hamsters.", "rules out": ["blocked"]},
        },
    ],
    "characters": [
        {
            "id": "boss",
            "title": "VP",
            "on page": {"after": "40s", "text": "On my way, {role.ic}."},
            "on message": {"after": "15s", "text": "Thank you."},
        },
        {"id": "next", "title": "Alternate", "takes role after": "20s"},
        {"id": "silent", "title": "On leave", "name": "Sam"},
    ],
    "injects": [
        {
            "id": "ask",
            "at": "1m",
            "from": "boss",
            "to": "ic",
            "via": "phone",
            "text": "How long? Success is {checkout.success}.",
            "expects": {"text": "no repair time", "within": "60s", "role": "comms"},
        },
        {
            "id": "undeclared",
            "when": {
                "no_event": "incident_declared",
                "within": "60s",
                "after": {"event": "alert_fired"},
            },
            "kind": "help",
            "from": "boss",
            "text": "Should somebody declare?",
            "expects": {
                "text": "declare",
                "within": "60s",
                "role": "ic",
                "when": {"event": "incident_declared"},
            },
        },
        {"id": "late", "at": "9m", "from": "boss", "text": "Still there?"},
    ],
    "decisions": [
        {
            "id": "way",
            "question": "Roll back or wait?",
            "when": {"event": "incident_declared"},
            "options": [
                {"id": "back", "title": "Roll back", "lever": "rollback"},
                {"id": "wait", "title": "Wait"},
            ],
        }
    ],
    "truth": {"summary": "s", "trigger": "t", "weakness": "w", "guardrail": "g"},
}


@cache
def small_plan(variant: str = "works", seed: int = 3) -> Plan:
    """The drill with one of its two variants."""
    return make_plan(
        Scenario.model_validate(SCENARIO),
        Runbook.model_validate(RUNBOOK),
        ShopSpec.model_validate(SHOP),
        seed=seed,
        cast=CAST,
        variant_id=variant,
    )


@cache
def _beginning(variant: str) -> State:
    """A state is a value: every test may start from the same one."""
    return initial(small_plan(variant))


class Play:
    """A drill in play, without a session around it."""

    def __init__(self, variant: str = "works") -> None:
        self.plan = small_plan(variant)
        self.state: State = _beginning(variant)
        self.events: list[Event] = []

    def give(self, *commands: Command) -> tuple[Event, ...]:
        """Give commands that must be taken."""
        events = [event for command in commands for event in self._taken(command)]
        return tuple(events)

    def _taken(self, command: Command) -> Iterable[Event]:
        result = decide(self.plan, self.state, command)
        assert not isinstance(result, Refusal), result
        for event in result:
            self.state = evolve(self.plan, self.state, event)
            self.events.append(event)
        return result

    def refused(self, command: Command) -> Refusal:
        """Give a command that must be refused."""
        result = decide(self.plan, self.state, command)
        assert isinstance(result, Refusal), result
        return result

    def until(self, at_s: int) -> "Play":
        """Let time pass."""
        self.give(AdvanceTo(by=SYSTEM, at_s=at_s))
        self.state = lapse(self.plan, self.state, at_s)
        return self


def started(variant: str = "works", at_s: int = 0) -> Play:
    """A drill after StartEx, at that second."""
    play = Play(variant)
    play.state, events = _started(variant, at_s)
    play.events = list(events)
    return play


@cache
def _started(variant: str, at_s: int) -> tuple[State, tuple[Event, ...]]:
    play = Play(variant)
    play.give(StartExercise(by=LEAD))
    play.until(at_s)
    return play.state, tuple(play.events)
