"""The moments that matter: what report and postmortem tell of a drill, oldest first."""

from dataclasses import dataclass
from enum import StrEnum

from game.engine.plan import Plan
from game.engine.state import State
from scoring.narration import NAMELESS, actor, narrate
from scoring.timeline import timeline_of
from scoring.truth import truth_of


class MomentKind(StrEnum):
    """What sort of moment it is."""

    IMPACT = "impact"
    ALERT = "alert"
    INJECT = "inject"
    INCIDENT = "incident"
    DECISION = "decision"
    MITIGATION = "mitigation"
    POST = "post"
    FINDING = "finding"
    TEAM = "team"
    EVIDENCE = "evidence"


_KINDS: dict[str, MomentKind] = {
    "alert_fired": MomentKind.ALERT,
    "alert_resolved": MomentKind.ALERT,
    "page_acknowledged": MomentKind.TEAM,
    "inject_released": MomentKind.INJECT,
    "incident_declared": MomentKind.INCIDENT,
    "severity_changed": MomentKind.INCIDENT,
    "incident_mitigated": MomentKind.INCIDENT,
    "incident_resolved": MomentKind.INCIDENT,
    "incident_stood_down": MomentKind.INCIDENT,
    "incident_reopened": MomentKind.INCIDENT,
    "role_assigned": MomentKind.TEAM,
    "role_accepted": MomentKind.TEAM,
    "decision_made": MomentKind.DECISION,
    "person_paged": MomentKind.TEAM,
    "person_answered": MomentKind.TEAM,
    "post_published": MomentKind.POST,
    "precondition_checked": MomentKind.FINDING,
    "investigation_finished": MomentKind.FINDING,
    "mitigation_started": MomentKind.MITIGATION,
    "mitigation_refused": MomentKind.MITIGATION,
    "mitigation_failed": MomentKind.MITIGATION,
    "mitigation_completed": MomentKind.MITIGATION,
    "mitigation_assessed": MomentKind.MITIGATION,
    "mitigation_aborted": MomentKind.MITIGATION,
    "mitigation_undone": MomentKind.MITIGATION,
    "evidence_captured": MomentKind.EVIDENCE,
}

_MARKED = frozenset(
    {
        "alert_fired",
        "inject_released",
        "incident_declared",
        "severity_changed",
        "incident_mitigated",
        "incident_resolved",
        "incident_stood_down",
        "incident_reopened",
        "decision_made",
        "post_published",
        "mitigation_started",
        "mitigation_refused",
        "mitigation_failed",
        "mitigation_undone",
    }
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: `n` is the event's number in the log, None for what only the shop knew.

    `actor` is a seat or a character's title; `marked` says whether it is drawn over the metrics.
    """

    n: int | None
    at_s: int
    kind: MomentKind
    actor: str
    text: str
    marked: bool = False


def moments(plan: Plan, state: State) -> tuple[Moment, ...]:
    """The moments of a drill, with when customers were truly hit, oldest first."""
    told = [
        Moment(
            item.n,
            item.at_s,
            _KINDS[item.type],
            actor(plan, state, item.event),
            narrate(plan, state, item.event, NAMELESS),
            item.type in _MARKED,
        )
        for item in timeline_of(state).of(*_KINDS)
    ]
    return tuple(sorted([*_impact(state), *told], key=lambda item: (item.at_s, item.n or 0)))


def _impact(state: State) -> list[Moment]:
    found: list[Moment] = []
    truth = truth_of(state)
    for spell in truth.spells:
        found.append(_edge(spell.start_s, "Customers began to be hit (known afterwards)."))
        if spell.end_s <= truth.last_s:
            found.append(_edge(spell.end_s, "Customers could check out again (known afterwards)."))
    return found


def _edge(at_s: int, text: str) -> Moment:
    return Moment(None, at_s, MomentKind.IMPACT, "System", text)
