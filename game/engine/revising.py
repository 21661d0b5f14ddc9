"""The script of a running drill, changed by its author: texts and injects, and nothing else."""

from collections.abc import Mapping

from game.engine.plan import Plan, with_script
from game.scenario.model import Decision, Investigation, Scenario, Variant
from game.scenario.nodes import Document
from game.scenario.shop_model import LeverSpec
from game.scenario.source import read
from game.scenario.validate import validate

_FREE = frozenset({"title", "story", "lesson", "injects", "facts"})
"""What may change as a whole; of the rest only texts."""


def revised(plan: Plan, text: str) -> Plan | str:
    """The plan as the changed file has it, or why it cannot be taken over into a running drill."""
    document = read("scenario.yaml", text)
    scenario = validate(Scenario, document) if isinstance(document, Document) else document
    if isinstance(scenario, list):
        return f"line {scenario[0].line}: {scenario[0].message}"
    before, after = _fixed(plan.scenario), _fixed(scenario)
    for key, value in before.items():
        if after[key] != value:
            name = Scenario.model_fields[key].alias or key
            return f"{name}: this cannot be changed while a drill runs; begin a new one for it"
    known = {item.id for item in scenario.characters}
    gone = {item.id for item in plan.scenario.characters} - known
    if gone:
        return f"characters: {min(gone)} plays in this drill already and cannot leave it"
    return with_script(plan, scenario)


def _fixed(scenario: Scenario) -> Mapping[str, object]:
    """What must stay as it is, by key."""
    fixed = {key: value for key, value in dict(scenario).items() if key not in _FREE}
    del fixed["characters"]
    return {
        **fixed,
        "levers": tuple(map(_lever, scenario.levers)),
        "variants": tuple(map(_variant, scenario.variants)),
        "investigations": tuple(map(_investigation, scenario.investigations)),
        "decisions": tuple(map(_decision, scenario.decisions)),
    }


def _lever(lever: LeverSpec) -> LeverSpec:
    questions = tuple(
        item.model_copy(update={"text": "", "finding": ""}) for item in lever.preconditions
    )
    return lever.model_copy(
        update={"title": "", "explain": "", "refusal": "", "preconditions": questions}
    )


def _variant(variant: Variant) -> Variant:
    patches = {
        name: patch.model_copy(update={"refusal": None, "findings": {}})
        for name, patch in variant.levers.items()
    }
    return variant.model_copy(update={"title": "", "findings": {}, "levers": patches})


def _investigation(item: Investigation) -> Investigation:
    return item.model_copy(update={"title": "", "finding": None})


def _decision(item: Decision) -> Decision:
    options = tuple(
        option.model_copy(update={"title": "", "for_": (), "against": ()})
        for option in item.options
    )
    return item.model_copy(update={"question": "", "options": options})
