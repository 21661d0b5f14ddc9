"""What can happen at all: injects and decisions that some drill could bring."""

from dataclasses import dataclass, replace

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
    VariantIs,
)
from game.scenario.model import Decision, Inject, Scenario
from game.scenario.rules.names import Kind, Names
from game.scenario.rules.references import kind_of_field

_OF_INJECTS = frozenset({"inject_released", "inject_answered", "inject_expired"})
_ANSWERED = frozenset({"inject_answered", "inject_expired"})
_OF_DECISIONS = frozenset({"decision_prompted", "option_proposed", "decision_made"})


@dataclass(frozen=True, slots=True)
class Reach:
    """Injects and decisions that can come before the end, as ids.

    `expecting` are the injects that want an answer. A name that does not exist is a problem told
    elsewhere; only when `strict` is it a reason why something cannot happen.
    """

    scenario: Scenario
    names: Names
    injects: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()
    expecting: frozenset[str] = frozenset()
    strict: bool = False

    def can_be(self, condition: AnyCondition) -> bool:
        """Whether the condition can become true, as far as the plan tells."""
        end_s = self.scenario.exercise.duration_s
        match condition:
            case MetricIs():
                return condition.for_s < end_s
            case EventHappened():
                return self.event_can_be(condition.event, condition.where)
            case EventMissing():
                after = condition.after
                return condition.within_s < end_s and (after is None or self.can_be(after))
            case LeverIs():
                return not self.strict or condition.lever in self.names[Kind.LEVER]
            case TimeIs():
                return condition.time_s < end_s
            case VariantIs():
                return not self.strict or condition.variant in self.names[Kind.VARIANT]
            case AllOf():
                return all(self.can_be(part) for part in condition.all_)
            case AnyOf():
                return any(self.can_be(part) for part in condition.any_)
            case Not():
                return True

    def event_can_be(self, event: str, where: dict[str, str]) -> bool:
        """Whether such an event can happen: the things it names exist and can come."""
        if not all(self._exists(event, name, value) for name, value in where.items()):
            return False
        if event in _OF_INJECTS and "inject" in where:
            return self._inject_event(event, where["inject"])
        if event in _OF_DECISIONS and "decision" in where:
            return self._decision_event(where["decision"])
        return event != "person_answered" or "target" not in where or self._answers(where["target"])

    def _answers(self, name: str) -> bool:
        """Whether the character ever answers a page."""
        known = next((item for item in self.scenario.characters if item.id == name), None)
        if known is None:
            return True
        by_rule = any(rule.on == "page" and rule.text is not None for rule in known.rules)
        return known.on_page is not None or by_rule

    def _exists(self, event: str, name: str, value: str) -> bool:
        kind = kind_of_field(event, name)
        if not self.strict or kind is None:
            return True
        return value.lower() in {word.lower() for word in self.names[kind]}

    def _inject_event(self, event: str, name: str) -> bool:
        if name not in self.names[Kind.INJECT]:
            return True
        return name in self.injects and (event not in _ANSWERED or name in self.expecting)

    def _decision_event(self, name: str) -> bool:
        return name in self.decisions or name not in self.names[Kind.DECISION]

    def can_come(self, item: Inject | Decision) -> bool:
        """Whether its condition can become true; wrong moments are told elsewhere."""
        return item.when is None or self.can_be(item.when)


def reach_of(scenario: Scenario, names: Names, gone: frozenset[str]) -> Reach:
    """The least set of injects and decisions that is closed under "this can now come"."""
    expecting = gone | {item.id for item in scenario.injects if item.expects is not None}
    reach = Reach(scenario, names, gone, gone, expecting)
    waiting: list[Inject | Decision] = [*scenario.injects, *scenario.decisions]
    while True:
        still: list[Inject | Decision] = []
        for item in waiting:
            if not reach.can_come(item):
                still.append(item)
            elif isinstance(item, Inject):
                reach = replace(reach, injects=reach.injects | {item.id})
            else:
                reach = replace(reach, decisions=reach.decisions | {item.id})
        if len(still) == len(waiting):
            return reach
        # Whoever waits for a later entry is better asked from the end.
        waiting = still[::-1]


def reach_of_tasks(reach: Reach, *, strict: bool) -> Reach:
    """What a task may wait for: every inject and decision, even one that is told to be wrong."""
    injects, decisions = reach.names[Kind.INJECT], reach.names[Kind.DECISION]
    return replace(reach, injects=injects, decisions=decisions, strict=strict)
