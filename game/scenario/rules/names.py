"""What can be named: every id that a file may refer to, by kind."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from game.scenario.fields import Model
from game.scenario.parts import Parts
from game.scenario.runbook import Runbook
from game.scenario.shop_metrics import METRICS, metrics_of, parts_of
from game.scenario.shop_model import ShopSpec
from game.scenario.vocabulary import ACTIONS, EVENTS
from game.terms import (
    SEATS,
    Audience,
    EntryKind,
    EvidenceKind,
    InjectKind,
    MitigationPhase,
    Role,
    Severity,
    Stage,
    Via,
)

MONITORING = "monitoring"
"""The sender of an inject that no character sends."""


class Kind(StrEnum):
    """Kinds of things with names; the value is what messages call them."""

    METRIC = "metric"
    FACT = "fact"
    STRETCH = "quiet stretch"
    TOUCHED = "lever or investigation"
    DASHBOARD = "metric of this shop"
    ALERT = "alert"
    LEVER = "lever"
    PRECONDITION = "precondition"
    PART = "part of the shop"
    ZONE = "zone"
    SEGMENT = "segment"
    FAULT = "fault"
    DEPLOY = "release"
    FLAG = "flag"
    VARIANT = "variant"
    INVESTIGATION = "investigation"
    CHARACTER = "character"
    SENDER = "sender"
    INJECT = "inject"
    DECISION = "decision"
    OPTION = "option"
    OBJECTIVE = "objective"
    RUNBOOK_TASK = "task of the runbook"
    EVENT = "event"
    ACTION = "action"
    SEAT = "seat"
    ROLE = "role"
    SEVERITY = "severity"
    AUDIENCE = "audience"
    STAGE = "stage"
    VIA = "way"
    INJECT_KIND = "kind of inject"
    EVIDENCE = "kind of evidence"
    ENTRY = "kind of entry"
    PHASE = "phase of a mitigation"
    TRUTH = "answer (true or false)"


Names = Mapping[Kind, frozenset[str]]
"""The known names of each kind."""

_WORDS: dict[Kind, frozenset[str]] = {
    Kind.METRIC: frozenset(METRICS),
    Kind.EVENT: frozenset(EVENTS),
    Kind.ACTION: frozenset(ACTIONS),
    Kind.SEAT: frozenset(SEATS),
    Kind.ROLE: frozenset(Role),
    Kind.SEVERITY: frozenset(Severity),
    Kind.AUDIENCE: frozenset(Audience),
    Kind.STAGE: frozenset(Stage),
    Kind.VIA: frozenset(Via),
    Kind.INJECT_KIND: frozenset(InjectKind),
    Kind.EVIDENCE: frozenset(EvidenceKind),
    Kind.ENTRY: frozenset(EntryKind),
    Kind.PHASE: frozenset(MitigationPhase),
    Kind.TRUTH: frozenset(("true", "false")),
}


def names_of(parts: Parts) -> Names:
    """Everything that this scenario, its runbook and its shop name."""
    scenario, gone = parts.scenario.model, parts.gone
    characters = {item.id for item in scenario.characters}
    own: dict[Kind, Iterable[str]] = {
        Kind.METRIC: metrics_of(parts.shop.model),
        Kind.DASHBOARD: (item.id for item in parts.shop.model.metrics),
        Kind.PART: {*parts_of(parts.shop.model), *metrics_of(parts.shop.model)},
        Kind.ZONE: (item.id for item in parts.shop.model.zones),
        Kind.SEGMENT: (item.id for item in parts.shop.model.segments),
        Kind.FAULT: (part.id for item in scenario.variants for part in item.faults),
        Kind.ALERT: _alerts(parts),
        Kind.FACT: (item.id for item in scenario.facts),
        Kind.STRETCH: (item.id for item in scenario.fast_forward),
        Kind.TOUCHED: {
            *(item.id for item in scenario.levers),
            *(item.id for item in scenario.investigations),
        },
        Kind.LEVER: (item.id for item in scenario.levers),
        Kind.PRECONDITION: (part.id for item in scenario.levers for part in item.preconditions),
        Kind.DEPLOY: (item.id for item in scenario.deploys),
        Kind.FLAG: (item.id for item in scenario.flags),
        Kind.VARIANT: (item.id for item in scenario.variants),
        Kind.INVESTIGATION: (item.id for item in scenario.investigations),
        Kind.CHARACTER: characters,
        Kind.SENDER: characters | {MONITORING},
        Kind.INJECT: (item.id for item in scenario.injects),
        Kind.DECISION: (item.id for item in scenario.decisions),
        Kind.OPTION: (part.id for item in scenario.decisions for part in item.options),
        Kind.OBJECTIVE: _objectives(parts),
        Kind.RUNBOOK_TASK: (item.id for item in parts.runbook.model.tasks),
    }
    return _WORDS | {kind: frozenset(ids) | gone for kind, ids in own.items()}


def names_alone(model: Model, gone: frozenset[str]) -> Names:
    """What a runbook or a shop can name by itself."""
    match model:
        case Runbook():
            return _WORDS | {Kind.OBJECTIVE: gone | {item.id for item in model.objectives}}
        case ShopSpec():
            dashboards = gone | {item.id for item in model.metrics}
            return _WORDS | {Kind.METRIC: frozenset(metrics_of(model)), Kind.DASHBOARD: dashboards}
        case _:
            return _WORDS


def _alerts(parts: Parts) -> Iterable[str]:
    changes = parts.scenario.model.shop_changes.alerts
    missing = {change.id for change in changes if change.missing}
    shop = {item.id for item in parts.shop.model.alerts}
    return (shop | {change.id for change in changes}) - missing


def _objectives(parts: Parts) -> Iterable[str]:
    own, shared = parts.scenario.model.own_objectives, parts.runbook.model.objectives
    return (item.id for item in (*own, *shared))
