"""Levers, faults and variants: each can act, and no variant contradicts itself."""

from collections.abc import Iterator, Sequence

from game.scenario.conditions import TimeIs
from game.scenario.model import Scenario, Tool, Variant
from game.scenario.nodes import Path
from game.scenario.parts import Part, Parts
from game.scenario.problems import Problem, did_you_mean, shown
from game.scenario.rules.references import pattern_of
from game.scenario.shop_faults import OF_INSTRUMENTS
from game.scenario.shop_metrics import measured_in
from game.scenario.shop_model import (
    FaultKind,
    FaultSpec,
    LeverCase,
    LeverKind,
    LeverOutcome,
    LeverPatch,
    LeverSpec,
)

_NEEDS: dict[str, frozenset[LeverKind]] = {
    "release": frozenset({LeverKind.ROLLBACK, LeverKind.CANARY_HALT}),
    "flag": frozenset({LeverKind.FLAG_OFF, LeverKind.FLAG_ON}),
    "replicas": frozenset({LeverKind.SCALE_OUT, LeverKind.SCALE_IN}),
    "connections": frozenset({LeverKind.RAISE_POOL}),
    "faults": frozenset({LeverKind.REPAIR}),
}
"""The kinds of lever that need a key; the others have no use for it."""

_SLOWS = frozenset({FaultKind.SLOW_DEPENDENCY, FaultKind.SLOW_QUERY})
_SCALES = frozenset({FaultKind.SURGE, FaultKind.MISSING_INDEX, FaultKind.LOCK_CONTENTION})
_GROWS = frozenset({FaultKind.MEMORY_LEAK, FaultKind.CONNECTION_LEAK, FaultKind.MISSING_INDEX})


def levers(parts: Parts) -> Iterator[Problem]:
    """Levers and faults without effect, and variants that cannot be."""
    part = parts.scenario
    for index, lever in enumerate(part.model.levers):
        yield from _lever(part, ("levers", index), lever)
    yield from _reachable(parts)
    yield from _undone(parts)
    if sum(variant.weight for variant in part.model.variants) <= 0 and not parts.gone:
        hint = "give at least one variant a weight above zero"
        yield part.problem(("variants",), "every variant has the weight 0", hint)
    for index, variant in enumerate(part.model.variants):
        path: Path = ("variants", index)
        yield from _patches(part, path, variant, parts.gone)
        yield from _findings(part, path, variant)
        for number, fault in enumerate(variant.faults):
            yield from _fault(part, (*path, "faults", number), fault)


def _reachable(parts: Parts) -> Iterator[Problem]:
    """A line of the console means one thing, and no tool is away from beginning to end."""
    scenario = parts.scenario.model
    means: dict[str, str] = {}
    lines: list[tuple[Path, str, str]] = [
        (("levers", n), item.id, item.command) for n, item in enumerate(scenario.levers)
    ]
    lines += [
        (("investigations", n), item.id, item.command)
        for n, item in enumerate(scenario.investigations)
    ]
    for path, name, command in lines:
        line = " ".join(command.split()).lower()
        other = means.setdefault(line, name) if line else name
        if other != name:
            message = f"the console takes this line for {shown(other)}: nobody can reach it"
            hint = "give each a line of its own"
            yield parts.scenario.problem((*path, "command"), message, hint)
    for index, outage in enumerate(scenario.outages):
        always = isinstance(outage.when, TimeIs) and outage.when.time_s <= 0
        if always and outage.of is Tool.LEVERS:
            message = "no seat can ever reach a lever that is away from the start to the end"
            hint = "say when it ends: {not: {time: 5m}}, or use outcome: refused"
            yield parts.scenario.problem(("outages", index, "when"), message, hint)


def _undone(parts: Parts) -> Iterator[Problem]:
    """Nothing may wait until a lever is undone that cannot be undone."""
    fixed = {lever.id for lever in parts.scenario.model.levers if not lever.undo}
    for found in parts.scenario.models():
        pattern = pattern_of(found.model)
        if pattern is None or pattern.event != "mitigation_undone":
            continue
        lever = pattern.where.get("lever", "")
        if lever in fixed:
            message = f"the lever {shown(lever)} cannot be undone"
            hint = "remove its undo: false, or wait for something else"
            yield parts.scenario.problem((*found.path, "where", "lever"), message, hint)


def _lever(part: Part[Scenario], path: Path, lever: LeverSpec) -> Iterator[Problem]:
    kind = lever.kind
    for key, kinds in _NEEDS.items():
        given = bool(getattr(lever, key))
        if kind in kinds and not given:
            yield part.problem(path, f"a {kind.value} lever needs {key}:", f"add {key}:")
        elif kind not in kinds and given:
            message = f"a {kind.value} lever has no use for {key}"
            hint = f"{key} belongs to {' and '.join(sorted(one.value for one in kinds))}"
            yield part.problem((*path, key), message, hint, at_key=True)
    if kind is LeverKind.DRAIN_ZONE and lever.zone is None:
        yield part.problem(path, "a drain-zone lever needs zone:", "add zone:")
    yield from _says_something(part, path, lever.outcome, lever.refusal)
    yield from _cases(part, path, lever.cases)


def _says_something(
    part: Part[Scenario], path: Path, outcome: LeverOutcome, refusal: str
) -> Iterator[Problem]:
    if outcome is not LeverOutcome.WORKS and not refusal:
        message = f"it {_does(outcome)}, but says nothing"
        yield part.problem((*path, "outcome"), message, "add refusal: what the tool answers")


def _cases(part: Part[Scenario], path: Path, cases: Sequence[LeverCase]) -> Iterator[Problem]:
    for number, case in enumerate(cases):
        here = (*path, "cases", number)
        yield from _says_something(part, here, case.outcome, case.refusal)
        changed = (case.effect, case.delay_s, case.ramp_s)
        if case.outcome is LeverOutcome.WORKS and all(value is None for value in changed):
            hint = "add outcome: refused or fails, or effect:, delay: or ramp:"
            yield part.problem(here, "it makes no difference in this case", hint)


def _does(outcome: LeverOutcome) -> str:
    return "is refused" if outcome is LeverOutcome.REFUSED else outcome.value


def _patches(
    part: Part[Scenario], path: Path, variant: Variant, gone: frozenset[str]
) -> Iterator[Problem]:
    known = {lever.id: lever for lever in part.model.levers}
    for name, patch in variant.levers.items():
        lever = known.get(name)
        if lever is not None:
            yield from _patch(part, (*path, "levers", name), lever, patch, gone)


def _patch(
    part: Part[Scenario], path: Path, lever: LeverSpec, patch: LeverPatch, gone: frozenset[str]
) -> Iterator[Problem]:
    preconditions = {item.id for item in lever.preconditions} | gone
    for key, names in (("holds", patch.holds), ("findings", patch.findings)):
        for name in names:
            if name not in preconditions:
                message = f"the lever {lever.id} has no precondition {shown(name)}"
                hint = did_you_mean(name, preconditions)
                yield part.problem((*path, key, name), message, hint, at_key=True)
    outcome, refusal = patch.outcome or LeverOutcome.WORKS, patch.refusal or lever.refusal
    yield from _says_something(part, path, outcome, refusal)
    yield from _cases(part, path, patch.cases or ())


def _findings(part: Part[Scenario], path: Path, variant: Variant) -> Iterator[Problem]:
    """No investigation may rule out the variant in which it is made."""
    for number, item in enumerate(part.model.investigations):
        own = variant.findings.get(item.id)
        finding = own or item.finding
        if variant.id in finding.rules_out:
            where = (*path, "findings", item.id) if own else ("investigations", number, "finding")
            index = finding.rules_out.index(variant.id)
            message = f"it rules out {shown(variant.id)}, and is found in that variant"
            hint = f"give {variant.id} a finding of its own, or leave it out here"
            yield part.problem((*where, "rules out", index), message, hint)
        where = (*path, "findings", item.id) if own else ("investigations", number, "finding")
        for place, other in enumerate(finding.instead if own else ()):
            if variant.id in other.rules_out:
                message = f"it rules out {shown(variant.id)}, and is found in that variant"
                yield part.problem((*where, "instead", place, "rules out"), message)


def _fault(part: Part[Scenario], path: Path, fault: FaultSpec) -> Iterator[Problem]:
    end_s = part.model.exercise.duration_s
    if fault.until_s is not None and fault.until_s <= fault.from_s:
        yield part.problem((*path, "until"), "it ends before it begins")
    if fault.from_s >= end_s:
        yield part.problem((*path, "from"), "it never begins: the exercise is over by then")
    if fault.until_s is not None and fault.until_s <= 0 and not fault.caused_by:
        yield part.problem((*path, "until"), "it is over before the exercise begins")
    if fault.share == 0 or (fault.release is not None and fault.replicas == 0):
        key = "share" if fault.share == 0 else "replicas"
        yield part.problem((*path, key), "it hits nothing", f"write a {key} above 0%")
    if fault.kind in _SLOWS and fault.factor == 1:
        hint = "add factor: how many times slower it gets, as 5x"
        yield part.problem(path, "it slows nothing down", hint)
    yield from _lacks(part, path, fault)
    yield from _caused(part, path, fault)
    flag = next((item for item in part.model.flags if item.id == fault.flag), None)
    if flag is not None and not flag.on and not _turned(part.model, flag.id, LeverKind.FLAG_ON):
        message = f"the flag {shown(flag.id)} is off from the start: the fault never acts"
        yield part.problem((*path, "flag"), message, "write on: true at the flag")


def _turned(scenario: Scenario, flag: str, kind: LeverKind) -> bool:
    return any(lever.kind is kind and lever.flag == flag for lever in scenario.levers)


def _caused(part: Part[Scenario], path: Path, fault: FaultSpec) -> Iterator[Problem]:
    """Faults that wait for a lever."""
    if len(fault.caused_by) > 1:
        hint = "keep one of after lever, while lever and after undo"
        yield part.problem(path, "it waits for several levers at once", hint)
    if fault.caused_by and fault.kind in OF_INSTRUMENTS:
        yield part.problem(path, f"a {fault.kind.value} does not wait for a lever")
    if fault.caused_by and fault.grows_over:
        yield part.problem(
            (*path, "grows over"), "it grows with time once a lever acts", "use ramp:"
        )
    for lever in part.model.levers:
        if lever.id == fault.after_undo and not lever.undo:
            message = f"the lever {lever.id} cannot be undone: the fault never begins"
            yield part.problem((*path, "after undo"), message, "remove its undo: false")
    if fault.fade_s and fault.until_s is None:
        yield part.problem((*path, "fade"), "it never begins to fade", "add until:")


def _lacks(part: Part[Scenario], path: Path, fault: FaultSpec) -> Iterator[Problem]:
    """What a kind of fault cannot do without."""
    kind = fault.kind
    if kind in _SCALES and fault.factor == 1:
        yield part.problem(path, "it changes nothing", "add factor: how many times, as 5x")
    if kind in _GROWS and not fault.grows_over:
        hint = "add grows over: the requests that it takes to full strength"
        yield part.problem(path, f"a {kind.value} grows with requests", hint)
    if (kind in OF_INSTRUMENTS) != (measured_in(fault.target) is not None):
        what = "a metric" if kind in OF_INSTRUMENTS else "a part of the shop"
        yield part.problem((*path, "target"), f"a {kind.value} needs {what} as its target")
    if kind is FaultKind.ZONE_LOSS and fault.zone is None:
        yield part.problem(path, "no zone is lost", "add zone:")
    if kind is FaultKind.BAD_CONFIG and fault.setting is None:
        hint = "add setting: connections, workers, timeout or retries"
        yield part.problem(path, "nothing is set wrong", hint)
    if kind is FaultKind.BAD_FLAG and fault.flag is None:
        yield part.problem(path, "no flag is bad", "add flag:")
