"""Variants: each can be won, and none shows which one it is before anybody has looked."""

from collections.abc import Iterator

from game.scenario.conditions import AllOf, AnyCondition, AnyOf, TimeIs, VariantIs
from game.scenario.model import Scenario, Variant
from game.scenario.nodes import Path
from game.scenario.parts import Parts
from game.scenario.problems import Problem, shown
from game.scenario.shop_faults import OF_INSTRUMENTS, FaultKind, FaultSpec
from game.scenario.shop_levers import LeverKind, LeverOutcome, LeverPatch, LeverSpec

LATE_S = 60
"""What comes this soon after T+0 is seen before anybody can have looked into anything."""

_NOTICED = 0.05
"""A fault that hits a smaller share than this at T+0 is not seen by looking at the dashboards."""

_AT_ONCE = frozenset(
    {
        FaultKind.CODE_ERRORS,
        FaultKind.BAD_FLAG,
        FaultKind.SLOW_DEPENDENCY,
        FaultKind.DEPENDENCY_DOWN,
        FaultKind.CERTIFICATE_EXPIRY,
        FaultKind.PACKET_LOSS,
        FaultKind.ZONE_LOSS,
        FaultKind.SURGE,
        FaultKind.HOSTILE_TRAFFIC,
    }
)
"""Faults that customers feel in the second in which they act."""

_BY_FACTOR = frozenset({FaultKind.SLOW_DEPENDENCY, FaultKind.SURGE, FaultKind.HOSTILE_TRAFFIC})
"""Faults that do nothing without a factor."""

_ONLY_AGAINST: dict[LeverKind, frozenset[FaultKind]] = {
    LeverKind.CREATE_INDEX: frozenset({FaultKind.MISSING_INDEX}),
    LeverKind.KILL_QUERIES: frozenset({FaultKind.SLOW_QUERY, FaultKind.LOCK_CONTENTION}),
}
"""Levers that do nothing about any other fault."""


def variants(parts: Parts) -> Iterator[Problem]:
    """Variants without a way out, and variants that can be told apart at T+0."""
    scenario = parts.scenario.model
    if parts.gone:
        return
    for index, variant in enumerate(scenario.variants):
        if not _can_be_won(scenario, variant):
            message = f"{shown(variant.id)} cannot be won: no lever that works ends what is wrong"
            hint = "let a lever work against one of its faults, or let them end with until:"
            yield parts.scenario.problem(("variants", index), message, hint)
    yield from _alike(parts)
    for index, inject in enumerate(scenario.injects):
        if inject.when is not None and _tells_at_once(inject.when, inject.at_s):
            message = "it comes at once and in one variant only: the variants can be told apart"
            path: Path = ("injects", index, "when")
            yield parts.scenario.problem(path, message, f"let it come after {LATE_S} s")


def _can_be_won(scenario: Scenario, variant: Variant) -> bool:
    end_s = scenario.exercise.duration_s
    if any(_names_unknown(scenario, fault) for fault in variant.faults):
        return True  # that is told elsewhere, and to be mended first
    lasting = [fault for fault in variant.faults if _lasts(fault, end_s)]
    return not lasting or any(
        _works(lever, variant.levers.get(lever.id)) and _helps(lever, fault)
        for lever in scenario.levers
        for fault in lasting
    )


def _names_unknown(scenario: Scenario, fault: FaultSpec) -> bool:
    flags, deploys = {flag.id for flag in scenario.flags}, {item.id for item in scenario.deploys}
    named = {fault.flag, fault.without_flag} - {None}
    return not named <= flags or (fault.release is not None and fault.release not in deploys)


def _lasts(fault: FaultSpec, end_s: int) -> bool:
    """Whether it is there until the end, whatever nobody does."""
    if fault.kind in OF_INSTRUMENTS or fault.caused_by or fault.every_s:
        return False
    return fault.until_s is None or fault.until_s >= end_s


def _works(lever: LeverSpec, patch: LeverPatch | None) -> bool:
    outcome = patch.outcome if patch is not None and patch.outcome else lever.outcome
    cases = lever.cases if patch is None or patch.cases is None else patch.cases
    return LeverOutcome.WORKS in {outcome, *(case.outcome for case in cases)}


def _helps(lever: LeverSpec, fault: FaultSpec) -> bool:
    """Whether it might do something about the fault, as far as the plan tells."""
    match lever.kind:
        case LeverKind.WAIT | LeverKind.MAINTENANCE:
            return False
        case LeverKind.ROLLBACK | LeverKind.CANARY_HALT:
            return lever.release is None or fault.release == lever.release
        case LeverKind.FLAG_OFF:
            return lever.flag is None or fault.flag == lever.flag
        case LeverKind.FLAG_ON:
            return lever.flag is None or fault.without_flag == lever.flag
        case LeverKind.REPAIR:
            return not lever.faults or fault.id in lever.faults
        case _:
            against = _ONLY_AGAINST.get(lever.kind)
            return against is None or fault.kind in against


def _alike(parts: Parts) -> Iterator[Problem]:
    """Before T+0 all variants are as well, or as ill, as the others."""
    scenario = parts.scenario.model
    ill = [any(_felt_at_start(fault) for fault in item.faults) for item in scenario.variants]
    if len(set(ill)) < 2:
        return
    for index, variant in enumerate(scenario.variants):
        for number, fault in enumerate(variant.faults):
            if _felt_at_start(fault):
                message = "it acts at T+0, and other variants are well then: they are told apart"
                path: Path = ("variants", index, "faults", number, "from")
                hint = "let the first symptoms of all variants come at the same time"
                yield parts.scenario.problem(path, message, hint)


def _felt_at_start(fault: FaultSpec) -> bool:
    waits = bool(fault.caused_by) or fault.without_flag is not None or bool(fault.grows_over)
    if fault.kind not in _AT_ONCE | OF_INSTRUMENTS or waits or fault.from_s > 0:
        return False
    over = fault.until_s is not None and fault.until_s <= 0
    if over or (fault.kind in _BY_FACTOR and fault.factor == 1):
        return False
    grown = min(1.0, -fault.from_s / fault.ramp_s) if fault.ramp_s else 1.0
    return grown * fault.share >= _NOTICED


def _tells_at_once(when: AnyCondition, at_s: int | None) -> bool:
    """Whether it waits for nothing but a variant and a moment that has almost come."""
    if at_s is not None and at_s > LATE_S:
        return False
    match when:
        case VariantIs():
            return True
        case AllOf(all_=needed):
            early = [part for part in needed if isinstance(part, TimeIs) and part.time_s <= LATE_S]
            asks = [part for part in needed if isinstance(part, VariantIs)]
            return bool(asks) and len(early) + len(asks) == len(needed)
        case AnyOf(any_=enough):
            return any(_tells_at_once(part, at_s) for part in enough)
        case _:
            return False
