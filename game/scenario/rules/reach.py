"""What can happen at all: injects and decisions that some drill could bring."""

from dataclasses import dataclass

from game.scenario.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    EventHappened,
    EventMissing,
    LeverIs,
    MetricIs,
    Not,
    TimeIs,
)
from game.scenario.model import Inject, Scenario
from game.scenario.rules.names import Kind, Names
from game.scenario.rules.references import kind_of_field
from game.scenario.vocabulary import EVENTS
from game.terms import InjectKind

_OF_INJECTS = frozenset({"inject_released", "inject_answered", "inject_expired"})
_ANSWERED = frozenset({"inject_answered", "inject_expired"})
_OF_DECISIONS = frozenset({"decision_prompted", "option_proposed", "decision_made"})


@dataclass(frozen=True, slots=True)
class Reach:
    """Injects and decisions that can come before the end, as ids."""

    scenario: Scenario
    names: Names
    injects: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()

    def can_be(self, condition: AnyCondition) -> bool:
        """Whether the condition can become true, as far as the plan tells."""
        end_s = self.scenario.exercise.duration_s
        match condition:
            case MetricIs():
                return condition.metric in self.names[Kind.METRIC] and condition.for_s < end_s
            case EventHappened():
                return self.event_can_be(condition.event, condition.where)
            case EventMissing():
                after = condition.after
                return condition.within_s < end_s and (after is None or self.can_be(after))
            case LeverIs():
                return condition.lever in self.names[Kind.LEVER]
            case TimeIs():
                return condition.time_s < end_s
            case AllOf():
                return all(self.can_be(part) for part in condition.all_)
            case AnyOf():
                return any(self.can_be(part) for part in condition.any_)
            case Not():
                return True

    def event_can_be(self, event: str, where: dict[str, str]) -> bool:
        """Whether such an event can happen: the things it names exist and can come."""
        if event not in EVENTS:
            return False
        for name, value in where.items():
            kind = kind_of_field(event, name)
            if kind is not None and value.lower() not in {
                word.lower() for word in self.names[kind]
            }:
                return False
        if event in _OF_INJECTS and "inject" in where:
            return self._inject_event(event, where["inject"])
        if event in _OF_DECISIONS and "decision" in where:
            return where["decision"] in self.decisions
        return True

    def _exists(self, event: str, name: str, value: str) -> bool:
        kind = kind_of_field(event, name)
        return kind is None or value.lower() in {word.lower() for word in self.names[kind]}

    def _inject_event(self, event: str, inject_id: str) -> bool:
        if inject_id not in self.injects:
            return False
        known = {inject.id: inject for inject in self.scenario.injects}
        inject = known.get(inject_id)
        return event not in _ANSWERED or inject is None or inject.expects is not None

    def inject_can_come(self, inject: Inject) -> bool:
        """Whether time, a condition or (for contingencies) the facilitator can release it."""
        if inject.at_s is not None:
            return 0 <= inject.at_s < self.scenario.exercise.duration_s
        if inject.when is None:
            return inject.kind is not InjectKind.INJECT
        return self.can_be(inject.when)


def reach_of(scenario: Scenario, names: Names, gone: frozenset[str]) -> Reach:
    """The least set of injects and decisions that is closed under "this can now come"."""
    reach = Reach(scenario, names, gone, gone)
    while True:
        injects = gone | {item.id for item in scenario.injects if reach.inject_can_come(item)}
        decisions = gone | {item.id for item in scenario.decisions if reach.can_be(item.when)}
        if injects == reach.injects and decisions == reach.decisions:
            return reach
        reach = Reach(scenario, names, injects, decisions)
