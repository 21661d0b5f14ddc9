"""The MSEL: injects that can come, to people who can answer, and decisions worth making."""

from collections.abc import Iterator

from game.scenario.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    EventHappened,
    EventMissing,
    LeverIs,
)
from game.scenario.model import Decision, Expects, Inject, Option, Scenario
from game.scenario.nodes import Path
from game.scenario.parts import Part, Parts
from game.scenario.problems import Problem, shown
from game.scenario.rules.names import names_of
from game.scenario.rules.reach import Reach, reach_of
from game.simtime import words

MOST_WORDS = 50
"""An inject is read aloud: longer ones are not listened to."""

_NEVER = "it waits for itself, for what never happens, or for after the end"


def msel(parts: Parts) -> Iterator[Problem]:
    """Injects and decisions that cannot come, or ask for what nobody can do."""
    scenario = parts.scenario
    reach = reach_of(scenario.model, names_of(parts), parts.gone)
    for index, inject in enumerate(scenario.model.injects):
        path: Path = ("injects", index)
        yield from _release(scenario, path, inject, reach)
        yield from _length(scenario, path, inject)
        if inject.expects is not None:
            yield from _expects(scenario, path, inject, inject.expects, reach)
    for index, decision in enumerate(scenario.model.decisions):
        yield from _decision(scenario, ("decisions", index), decision, reach)
    end = scenario.model.end_when
    if end is not None and not reach.can_be(end):
        yield scenario.problem(("end when",), "this can never become true", _NEVER)


def _release(
    scenario: Part[Scenario], path: Path, inject: Inject, reach: Reach
) -> Iterator[Problem]:
    """Both `at` and `when` are possible: then it waits for the condition from that moment on."""
    end_s = scenario.model.exercise.duration_s
    if inject.at_s is None and inject.when is None:
        hint = "add at: for a moment, or when: for a condition"
        yield scenario.problem(path, "neither at nor when: nobody knows when it comes", hint)
    if inject.at_s is not None and inject.at_s < 0:
        yield scenario.problem((*path, "at"), "it never comes: this is before the start")
    if inject.at_s is not None and inject.at_s >= end_s:
        message = f"it never comes: the exercise ends after {words(end_s)}"
        yield scenario.problem((*path, "at"), message, "make it earlier, or the exercise longer")
    if not reach.can_come(inject):
        message = "it never comes: this cannot become true"
        yield scenario.problem((*path, "when"), message, _NEVER)


def _length(scenario: Part[Scenario], path: Path, inject: Inject) -> Iterator[Problem]:
    count = len(inject.text.split())
    if count > MOST_WORDS:
        message = f"the text has {count} words; an inject has at most {MOST_WORDS}"
        yield scenario.problem((*path, "text"), message, "say less, or make two injects of it")


def _expects(
    scenario: Part[Scenario], path: Path, inject: Inject, expects: Expects, reach: Reach
) -> Iterator[Problem]:
    path = (*path, "expects")
    if expects.within_s == 0:
        yield scenario.problem((*path, "within"), "nobody can answer within no time")
    if inject.to not in {"all", expects.role}:
        message = f"{expects.role.value} should answer, but only {inject.to} receives it"
        yield scenario.problem((*path, "role"), message, f"send it to {expects.role.value} or all")
    if expects.when is not None and not reach.can_be(expects.when):
        yield scenario.problem((*path, "when"), "this can never become true", _NEVER)


def _decision(
    scenario: Part[Scenario], path: Path, decision: Decision, reach: Reach
) -> Iterator[Problem]:
    if not reach.can_come(decision):
        message = "it is never asked: this cannot become true"
        yield scenario.problem((*path, "when"), message, _NEVER)
    means = {option.lever for option in decision.options if option.lever is not None}
    late = _pulled_before(decision.when) & means
    if late:
        message = f"it is asked after its option {shown(min(late))} has been pulled"
        yield scenario.problem((*path, "when"), message, "ask it before anybody can have acted")
    if decision.within_s == 0:
        yield scenario.problem((*path, "within"), "nobody can decide within no time")
    seen: dict[tuple[str | None, str | None], str] = {}
    for index, option in enumerate(decision.options):
        here = (*path, "options", index)
        yield from _taken_back(scenario, here, option)
        other = seen.setdefault((option.lever, option.undoes), option.id)
        if other == option.id:
            continue
        if option.lever is None and option.undoes is None:
            message = f"no lever, as {shown(other)}: only one option can mean to wait"
            yield scenario.problem(here, message, "add lever:, the id of what it does")
        else:
            key = "undoes" if option.lever is None else "lever"
            message = f"the same lever as {shown(other)}: the choice makes no difference"
            yield scenario.problem((*here, key), message)


def _taken_back(scenario: Part[Scenario], path: Path, option: Option) -> Iterator[Problem]:
    """An option takes back what can be taken back, and not what it does itself."""
    here = (*path, "undoes")
    if option.undoes is not None and option.undoes == option.lever:
        yield scenario.problem(here, "it takes back the lever that it pulls", "name another one")
    fixed = {lever.id for lever in scenario.model.levers if not lever.undo}
    if option.undoes in fixed:
        message = f"the lever {shown(option.undoes)} cannot be undone"
        yield scenario.problem(here, message, "remove its undo: false, or name another one")


def _pulled_before(when: AnyCondition) -> frozenset[str]:
    """The levers that must have been pulled before the condition can be true."""
    match when:
        case LeverIs(lever=lever):
            return frozenset({lever})
        case EventHappened(event=event, where=where) if event.startswith("mitigation_"):
            return frozenset({where["lever"]}) if "lever" in where else frozenset()
        case EventMissing(after=after) if after is not None:
            return _pulled_before(after)
        case AllOf(all_=needed):
            return frozenset[str]().union(*map(_pulled_before, needed))
        case AnyOf(any_=enough):
            return frozenset.intersection(*map(_pulled_before, enough))
        case _:
            return frozenset()
