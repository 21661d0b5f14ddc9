"""The plan of one drill: scenario, runbook and shop with one variant and one seed settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from game.scenario.shop_model import LeverPatch, LeverSpec, Precondition, ShopSpec
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

    @property
    def duration_s(self) -> int:
        """Length of the exercise in incident seconds."""
        return self.scenario.exercise.duration_s

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
    return Plan(
        scenario=scenario,
        runbook=runbook,
        variant=variant,
        seed=seed,
        shop=build(spec, variant.faults, seed),
        cast=cast,
        levers=levers_in(scenario, variant),
        investigations={item.id: item for item in scenario.investigations},
        injects={item.id: item for item in scenario.injects},
        characters={item.id: item for item in scenario.characters},
        decisions={item.id: item for item in scenario.decisions},
        tasks=_tasks(scenario, runbook, variant),
        objectives=_objectives(scenario, runbook),
        truth=variant.truth or scenario.truth,
        findings=variant.findings,
    )


def levers_in(scenario: Scenario, variant: Variant) -> dict[str, LeverSpec]:
    """The scenario's levers by id, as they are in one of its variants."""
    return {lever.id: _patched(lever, variant.levers.get(lever.id)) for lever in scenario.levers}


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
    return lever.model_copy(
        update={
            "outcome": patch.outcome or lever.outcome,
            "refusal": lever.refusal if patch.refusal is None else patch.refusal,
            "preconditions": tuple(_precondition(item, patch) for item in lever.preconditions),
        }
    )


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
