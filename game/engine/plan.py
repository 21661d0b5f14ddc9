"""The plan of one drill: scenario, runbook and shop with one variant and one seed settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from game import draws
from game.scenario.model import (
    Character,
    Decision,
    Finding,
    Inject,
    Investigation,
    Scenario,
    Truth,
    Variant,
)
from game.scenario.runbook import CriticalTask, Objective, Runbook
from game.scenario.shop_model import (
    FaultSpec,
    LeverKind,
    LeverPatch,
    LeverSpec,
    Precondition,
    ShopSpec,
)
from game.shop import Shop, build
from game.terms import SEATS, Role


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """All that stays the same while a drill is played."""

    scenario: Scenario
    runbook: Runbook
    variant: Variant
    seed: int
    shop: Shop
    cast: Mapping[str, str]
    levers: Mapping[str, LeverSpec]
    investigations: Mapping[str, Investigation]
    injects: Mapping[str, Inject]
    characters: Mapping[str, Character]
    decisions: Mapping[str, Decision]
    tasks: tuple[CriticalTask, ...]
    objectives: tuple[Objective, ...]
    truth: Truth
    findings: Mapping[str, Finding] = field(default_factory=dict)
    cases: Mapping[str, tuple[LeverSpec, ...]] = field(default_factory=dict)
    """Each lever as it is pulled: in no case, and in each of its cases."""

    @property
    def duration_s(self) -> int:
        """Length of the exercise in incident seconds."""
        return self.scenario.exercise.duration_s

    def lever(self, key: str, case: int = 0) -> LeverSpec:
        """A lever as it was pulled: in its n-th case, or (0) as it is."""
        return self.cases[key][case]

    def undoes(self, decision: str, option: str) -> str | None:
        """The lever that an option of a decision takes back; None where it takes back none."""
        asked = self.decisions.get(decision)
        options = asked.options if asked else ()
        return next((item.undoes for item in options if item.id == option), None)

    def person(self, key: str) -> str:
        """Name of a seat's person or of a character; the key as a word if it has none."""
        character = self.characters.get(key)
        if character is not None and character.name is not None:
            return character.name
        return self.cast.get(key, key.capitalize())


def pick_variant(scenario: Scenario, seed: int) -> Variant:
    """The variant that this seed plays, by weight."""
    total = sum(variant.weight for variant in scenario.variants)
    mark = draws.draw(seed, "variant") * total
    for variant in scenario.variants:
        mark -= variant.weight
        if mark < 0:
            return variant
    return scenario.variants[-1]


def make_plan(
    scenario: Scenario,
    runbook: Runbook,
    spec: ShopSpec,
    *,
    seed: int,
    cast: Mapping[str, str],
    variant_id: str | None = None,
) -> Plan:
    """Settle variant and seed; ValueError when the scenario has no variant of that name."""
    variant = _variant(scenario, seed, variant_id)
    shop = build(spec, faults_in(scenario, variant), seed)
    return _laid_out(scenario, runbook, variant, seed, shop, cast)


def with_script(plan: Plan, scenario: Scenario) -> Plan:
    """The plan with the texts and injects of another version of its scenario.

    The shop stays, and so does what the drill is judged by.
    """
    variant = _variant(scenario, plan.seed, plan.variant.id)
    revised = _laid_out(scenario, plan.runbook, variant, plan.seed, plan.shop, plan.cast)
    return replace(revised, tasks=plan.tasks, objectives=plan.objectives, truth=plan.truth)


def _laid_out(  # noqa: PLR0917 - all that a plan is made of
    scenario: Scenario,
    runbook: Runbook,
    variant: Variant,
    seed: int,
    shop: Shop,
    cast: Mapping[str, str],
) -> Plan:
    levers = levers_in(scenario, variant)
    return Plan(
        scenario=scenario,
        runbook=runbook,
        variant=variant,
        seed=seed,
        shop=shop,
        cast=cast,
        levers=levers,
        cases=_cases(levers),
        investigations={item.id: item for item in scenario.investigations},
        injects={item.id: item for item in scenario.injects},
        characters={item.id: item for item in scenario.characters},
        decisions={item.id: item for item in scenario.decisions},
        tasks=_tasks(scenario, runbook, variant),
        objectives=_objectives(scenario, runbook),
        truth=variant.truth or scenario.truth,
        findings=variant.findings,
    )


def _cases(levers: Mapping[str, LeverSpec]) -> dict[str, tuple[LeverSpec, ...]]:
    return {
        key: tuple(as_pulled(lever, number) for number in range(len(lever.cases) + 1))
        for key, lever in levers.items()
    }


def levers_in(scenario: Scenario, variant: Variant) -> dict[str, LeverSpec]:
    """The scenario's levers by id, as they are in one of its variants."""
    return {lever.id: _patched(lever, variant.levers.get(lever.id)) for lever in scenario.levers}


def faults_in(scenario: Scenario, variant: Variant) -> tuple[FaultSpec, ...]:
    """The faults of a variant; those that follow a flag follow the lever that turns it.

    The shop knows no flags, only levers: a fault without a flag that is on from the start begins
    with the lever that turns it off, and one with a flag that is off with the one that turns it on.
    """
    return tuple(_following_flags(scenario, fault) for fault in variant.faults)


def _following_flags(scenario: Scenario, fault: FaultSpec) -> FaultSpec:
    on = {flag.id: flag.on for flag in scenario.flags}
    kind, flag, gone = LeverKind.FLAG_OFF, fault.without_flag, "without_flag"
    if flag is None or not on.get(flag, False):
        kind, flag, gone = LeverKind.FLAG_ON, fault.flag, "flag"
    if flag is None or on.get(flag, True) is (kind is LeverKind.FLAG_ON) or fault.caused_by:
        return fault
    turning = [item.id for item in scenario.levers if item.kind is kind and item.flag == flag]
    if not turning:
        return fault
    return fault.model_copy(update={"while_lever": turning[0], gone: None})


def _variant(scenario: Scenario, seed: int, variant_id: str | None) -> Variant:
    if variant_id is None:
        return pick_variant(scenario, seed)
    found = next((item for item in scenario.variants if item.id == variant_id), None)
    if found is None:
        names = ", ".join(item.id for item in scenario.variants)
        message = f"{scenario.id} has no variant {variant_id!r}; it has {names}"
        raise ValueError(message)
    return found


def _patched(lever: LeverSpec, patch: LeverPatch | None) -> LeverSpec:
    if patch is None:
        return lever
    changed = {
        name: value
        for name in ("outcome", "refusal", "effect", "lasts_s", "delay_s", "ramp_s", "cases")
        if (value := getattr(patch, name)) is not None
    }
    preconditions = tuple(_precondition(item, patch) for item in lever.preconditions)
    return lever.model_copy(update={**changed, "preconditions": preconditions})


def as_pulled(lever: LeverSpec, number: int = 0) -> LeverSpec:
    """The lever as it is once it is pulled in one of its cases, from 1 (0: as it is); no cases."""
    if not lever.cases:
        return lever
    case = lever.cases[number - 1] if 0 < number <= len(lever.cases) else None
    changed = {
        name: value
        for name in ("outcome", "refusal", "effect", "delay_s", "ramp_s")
        if (value := getattr(case, name, None)) is not None
    }
    return lever.model_copy(update={**changed, "cases": ()})


def _precondition(item: Precondition, patch: LeverPatch) -> Precondition:
    return item.model_copy(
        update={
            "holds": patch.holds.get(item.id, item.holds),
            "finding": patch.findings.get(item.id, item.finding),
        }
    )


def _tasks(scenario: Scenario, runbook: Runbook, variant: Variant) -> tuple[CriticalTask, ...]:
    from_runbook = tuple(task for task in runbook.tasks if task.id not in scenario.without_tasks)
    return tuple(
        task
        for task in (*scenario.tasks, *from_runbook)
        if not task.variants or variant.id in task.variants
    )


def _objectives(scenario: Scenario, runbook: Runbook) -> tuple[Objective, ...]:
    known = {item.id: item for item in (*runbook.objectives, *scenario.own_objectives)}
    return tuple(known[name] for name in scenario.objectives if name in known)


def seat_people(plan: Plan) -> dict[Role, str]:
    """Who sits in which seat at the start."""
    return {role: plan.person(role.value) for role in SEATS}
