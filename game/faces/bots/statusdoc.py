"""The pinned status: one short text that whoever joins reads first."""

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.choices import open_decisions
from game.faces.bots.posts import holder_of
from game.faces.bots.signs import impact_of, scope
from game.terms import SEATS, IncidentPhase, Role

_NOW = {
    IncidentPhase.DECLARED: "We look at what changed and check the first reversible step.",
    IncidentPhase.MITIGATING: "A step is being carried out; we watch whether it helps.",
    IncidentPhase.MONITORING: "The impact has ended; we watch until the exit criteria are met.",
    IncidentPhase.RESOLVED: "It is over. The postmortem follows within five business days.",
    IncidentPhase.STOOD_DOWN: "It was a false alarm. Thank you for being there so quickly.",
}


def status_text(view: View, handbook: Handbook) -> str:
    """The status as it should read now; it changes only when what it says has changed."""
    incident = view.incident
    label = incident.severity.value.upper() if incident.severity else "Not declared"
    lines = [f"{label}: {incident.title or 'checkout'} ({incident.phase.value.replace('_', ' ')})"]
    impact = impact_of(view, handbook)
    if impact is not None:
        until = "" if impact.until_s is None else f" until {handbook.utc(impact.until_s)} UTC"
        since = handbook.utc(impact.since_s)
        lines.append(f"Impact: {scope(impact.worst)} hit since {since} UTC{until}.")
    seats = (f"{seat.title} {holder_of(view, seat)}" for seat in SEATS if seat in view.roles)
    lines.append("Roles: " + (", ".join(seats) or f"{Role.IC.title} {holder_of(view, Role.IC)}"))
    lines.append(f"Now: {_now(view, handbook)}")
    return "\n".join(lines)


def _now(view: View, handbook: Handbook) -> str:
    asked = open_decisions(view)
    if asked and asked[0].id in handbook.decisions:
        return f"To be decided: {handbook.decisions[asked[0].id].question}"
    return _NOW.get(view.incident.phase, "We confirm what customers see.")
