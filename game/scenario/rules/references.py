"""References: whatever is named must exist."""

from collections.abc import Iterator
from typing import NamedTuple

from game.scenario.conditions import EventHappened, EventMissing, LeverIs, MetricIs, VariantIs
from game.scenario.criteria import Done, EventPattern, Followed, Ordered, TimelineRecall
from game.scenario.fields import Model
from game.scenario.model import (
    Expects,
    Finding,
    Inject,
    Option,
    OtherFinding,
    Outage,
    Scenario,
    Truth,
    Variant,
)
from game.scenario.nodes import Path
from game.scenario.parts import Found, Part, Parts
from game.scenario.problems import Problem, did_you_mean, one_of, shown
from game.scenario.rules.names import Kind, Names, names_of
from game.scenario.runbook import Coaching, CriticalTask, RoleRule
from game.scenario.shop_changes import AlertChange
from game.scenario.shop_model import AlertSpec, FaultSpec, LeverSpec, MetricSpec
from game.scenario.vocabulary import ANY_EVENT_FIELDS, EVENTS

_EVERYWHERE: dict[type[Model], dict[str, Kind]] = {
    MetricIs: {"metric": Kind.METRIC},
    MetricSpec: {"id": Kind.METRIC},
    AlertSpec: {"metric": Kind.DASHBOARD},
    CriticalTask: {"role": Kind.SEAT, "objective": Kind.OBJECTIVE},
    Coaching: {"do": Kind.ACTION},
    RoleRule: {"role": Kind.SEAT},
    TimelineRecall: {"kinds": Kind.ENTRY},
}
"""Fields that refer to something, by model."""

_IN_SCENARIO: dict[type[Model], dict[str, Kind]] = {
    Scenario: {"objectives": Kind.OBJECTIVE, "without tasks": Kind.RUNBOOK_TASK},
    LeverIs: {"lever": Kind.LEVER},
    VariantIs: {"variant": Kind.VARIANT},
    CriticalTask: {"variants": Kind.VARIANT},
    FaultSpec: {
        "target": Kind.PART,
        "release": Kind.DEPLOY,
        "flag": Kind.FLAG,
        "without flag": Kind.FLAG,
        "after lever": Kind.LEVER,
        "while lever": Kind.LEVER,
        "after undo": Kind.LEVER,
        "zone": Kind.ZONE,
        "segment": Kind.SEGMENT,
    },
    LeverSpec: {
        "target": Kind.PART,
        "release": Kind.DEPLOY,
        "flag": Kind.FLAG,
        "zone": Kind.ZONE,
        "segment": Kind.SEGMENT,
        "faults": Kind.FAULT,
        "destroys": Kind.EVIDENCE,
    },
    Variant: {"levers": Kind.LEVER, "findings": Kind.INVESTIGATION},
    Finding: {"rules out": Kind.VARIANT},
    Truth: {"revealed by": Kind.INVESTIGATION},
    Inject: {"from": Kind.SENDER},
    Expects: {"role": Kind.SEAT},
    Option: {"lever": Kind.LEVER, "undoes": Kind.LEVER},
    OtherFinding: {"rules out": Kind.VARIANT},
    Outage: {"only": Kind.TOUCHED},
    AlertChange: {"metric": Kind.DASHBOARD},
}
"""The same, where a runbook is shared by many scenarios and may name what only some have."""

_FIXED_FIELDS: dict[str, Kind] = {
    "by": Kind.ROLE,
    "severity": Kind.SEVERITY,
    "was": Kind.SEVERITY,
    "seat": Kind.ROLE,
    "audience": Kind.AUDIENCE,
    "stage": Kind.STAGE,
    "via": Kind.VIA,
    "outcome": Kind.PHASE,
    "approved": Kind.TRUTH,
    "holds": Kind.TRUTH,
}
"""Fields of events whose words are the same in every scenario."""

_NAMED_FIELDS: dict[str, Kind] = {
    "lever": Kind.LEVER,
    "alert": Kind.ALERT,
    "inject": Kind.INJECT,
    "decision": Kind.DECISION,
    "option": Kind.OPTION,
    "investigation": Kind.INVESTIGATION,
    "precondition": Kind.PRECONDITION,
    "target": Kind.CHARACTER,
    "sender": Kind.SENDER,
    "stretch": Kind.STRETCH,
}
"""Fields of events that hold an id of the scenario."""

_BY_EVENT: dict[tuple[str, str], Kind] = {
    ("inject_released", "kind"): Kind.INJECT_KIND,
    ("evidence_captured", "kind"): Kind.EVIDENCE,
    ("entry_written", "kind"): Kind.ENTRY,
    ("entry_corrected", "kind"): Kind.ENTRY,
    ("task_assigned", "to"): Kind.ROLE,
}


class Pattern(NamedTuple):
    """Events of a type with equal fields, as conditions and criteria name them."""

    key: str
    event: str
    where: dict[str, str]


def pattern_of(model: Model) -> Pattern | None:
    """The events that a model names, if it is one that does."""
    match model:
        case EventHappened(event=event, where=where):
            return Pattern("event", event, where)
        case EventMissing(no_event=event, where=where):
            return Pattern("no_event", event, where)
        case EventPattern(event=event, where=where) | Done(event=event, where=where):
            return Pattern("event", event, where)
        case _:
            return None


def kind_of_field(event: str, name: str) -> Kind | None:
    """What a field of an event holds, where its words are known before a drill."""
    return _BY_EVENT.get((event, name)) or _FIXED_FIELDS.get(name) or _NAMED_FIELDS.get(name)


def references(parts: Parts) -> Iterator[Problem]:
    """Names of things that do not exist."""
    yield from _other_files(parts)
    names = names_of(parts)
    yield from _people(parts, names[Kind.CHARACTER])
    yield from references_in(parts.shop, names, shared=True)
    yield from references_in(parts.runbook, names, shared=True)
    yield from references_in(parts.scenario, names, shared=False)


def references_in(part: Part[Model], names: Names, *, shared: bool) -> Iterator[Problem]:
    """The same for one file; what is shared may name what only some scenarios have."""
    for found in part.models():
        yield from _fields(part, found, names, shared=shared)
        yield from _patterns(part, found, names, shared=shared)
        yield from _same_field(part, found)


def _fields(part: Part[Model], found: Found, names: Names, *, shared: bool) -> Iterator[Problem]:
    tables = (_EVERYWHERE,) if shared else (_EVERYWHERE, _IN_SCENARIO)
    for table in tables:
        for key, kind in table.get(type(found.model), {}).items():
            for named in _named(found, key):
                yield from _unknown(part, named, names[kind], kind)


def _other_files(parts: Parts) -> Iterator[Problem]:
    """The runbook and the shop are those that the scenario asks for."""
    exercise = parts.scenario.model.exercise
    for word, wanted, part in (
        ("runbook", exercise.runbook, parts.runbook),
        ("shop", exercise.shop, parts.shop),
    ):
        if part.model.id != wanted:
            message = f"the {word} in {part.document.page.file} is called {shown(part.model.id)}"
            yield parts.scenario.problem(("exercise", word), message, "give both the same id")


def _people(parts: Parts, known: frozenset[str]) -> Iterator[Problem]:
    """Whom the runbook calls in must be somebody in this scenario."""
    runbook = parts.runbook.model
    called: list[tuple[Path, str | None]] = [
        (("severities", number, "pages", index), name)
        for number, rule in enumerate(runbook.severities)
        for index, name in enumerate(rule.pages)
    ]
    called += [(("roles", i, "alternate"), rule.alternate) for i, rule in enumerate(runbook.roles)]
    called += [(("escalation", i, "to"), item.to) for i, item in enumerate(runbook.escalation)]
    for path, name in called:
        if name is not None and name not in known:
            message = f"the scenario {parts.scenario.model.id} has no character {shown(name)}"
            hint = did_you_mean(name, known) if known else "add the characters it needs"
            yield parts.runbook.problem(path, message, hint)


class _Named(NamedTuple):
    path: Path
    name: str
    is_key: bool = False


def _named(found: Found, key: str) -> Iterator[_Named]:
    """The names in a field, which may be one, a list, or the keys of a mapping."""
    fields = type(found.model).model_fields
    attribute = next(name for name, info in fields.items() if (info.alias or name) == key)
    value, path = getattr(found.model, attribute), (*found.path, key)
    match value:
        case str():
            yield _Named(path, value)
        case tuple():
            yield from (_Named((*path, index), str(item)) for index, item in enumerate(value))
        case dict():
            yield from (_Named((*path, str(item)), str(item), is_key=True) for item in value)
        case _:
            pass


def _unknown(
    part: Part[Model], named: _Named, known: frozenset[str], kind: Kind
) -> Iterator[Problem]:
    if named.name not in known:
        hint = did_you_mean(named.name, known) if known else f"there is no {kind} yet"
        message = f"unknown {kind} {shown(named.name)}"
        yield part.problem(named.path, message, hint, at_key=named.is_key)


def _patterns(part: Part[Model], found: Found, names: Names, *, shared: bool) -> Iterator[Problem]:
    pattern = pattern_of(found.model)
    if pattern is None:
        return
    if isinstance(found.model, EventPattern):
        yield from _others(part, found, found.model, names)
    if pattern.event not in EVENTS:
        named = _Named((*found.path, pattern.key), pattern.event)
        yield from _unknown(part, named, names[Kind.EVENT], Kind.EVENT)
        return
    for name, value in pattern.where.items():
        path = (*found.path, "where", name)
        if name not in fields_of(pattern.event):
            yield _no_such_field(part, path, pattern.event, name)
            continue
        kind = kind_of_field(pattern.event, name)
        if kind is not None and not (shared and name in _NAMED_FIELDS):
            known = frozenset(word.lower() for word in names[kind])
            if value.lower() not in known:
                message = f"unknown {kind} {shown(value)}"
                yield part.problem(path, message, did_you_mean(value, names[kind]))


def _others(
    part: Part[Model], found: Found, pattern: EventPattern, names: Names
) -> Iterator[Problem]:
    """The other events beside the first: they exist, and have the same fields."""
    for index, event in enumerate(pattern.or_):
        path = (*found.path, "or", index)
        if event not in EVENTS:
            yield from _unknown(part, _Named(path, event), names[Kind.EVENT], Kind.EVENT)
            continue
        for name in pattern.where:
            if name not in fields_of(event):
                message = f"{event} has no field {shown(name)}"
                yield part.problem(path, message, did_you_mean(name, fields_of(event)))


def fields_of(event: str) -> tuple[str, ...]:
    """The fields of an event that can be compared."""
    return (*EVENTS.get(event, ()), *ANY_EVENT_FIELDS)


def _no_such_field(part: Part[Model], path: Path, event: str, name: str) -> Problem:
    fields = fields_of(event)
    hint = did_you_mean(name, fields)
    return part.problem(path, f"{event} has no field {shown(name)}", hint, at_key=True)


def _same_field(part: Part[Model], found: Found) -> Iterator[Problem]:
    """`same` must be a field of both events."""
    match found.model:
        case Ordered(first=first, then=second, same=str() as same):
            pass
        case Followed(each=first, by=second, same=str() as same):
            pass
        case _:
            return
    both = [name for name in fields_of(first.event) if name in fields_of(second.event)]
    if same not in both:
        message = f"{shown(same)} is not a field of both {first.event} and {second.event}"
        yield part.problem((*found.path, "same"), message, one_of(both))
