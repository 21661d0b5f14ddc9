"""Answers to people who ask: calm, true, and with the next update instead of a repair time."""

import re

from game.engine.handbook import Handbook
from game.engine.state import InjectState
from game.engine.view import View
from game.faces.bots.posts import cadence_s
from game.faces.bots.signs import failing, figure, impact_of, scope
from game.terms import Audience, IncidentPhase, Role

_WORKING = {
    IncidentPhase.QUIET: "we are having a look",
    IncidentPhase.DETECTED: "we are verifying it with a second look",
    IncidentPhase.DECLARED: "we check one reversible step before we take it",
    IncidentPhase.MITIGATING: "a step has been taken and we watch whether it helps",
    IncidentPhase.MONITORING: "the impact has ended and we keep watching",
    IncidentPhase.RESOLVED: "it is over and the postmortem follows",
    IncidentPhase.STOOD_DOWN: "it was a false alarm",
}

_LEADS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\b(charged|double|duplicate|data (lost|loss))", re.IGNORECASE),
        "We look that up before we answer it; please promise nothing yet.",
    ),
    (
        re.compile(r"\b(when (will|is|are|can)|how long|give me a time|eta)\b", re.IGNORECASE),
        "I cannot give you a time, and I would rather not guess one.",
    ),
    (
        re.compile(
            r"\b(shall i|i could|i can|let me|please restart|restart (it|every)|hot ?fix)",
            re.IGNORECASE,
        ),
        "Please not now: one checked step at a time, and only what was decided.",
    ),
    (
        re.compile(r"\b(offer me|hand (me|over))\b", re.IGNORECASE),
        "I hand over in the set words, and I keep command until you have accepted.",
    ),
    (
        re.compile(r"\b(tell (them|customers|everybody)|what may i)\b", re.IGNORECASE),
        "Please tell them just this.",
    ),
)
"""How to begin an answer, by what the question is about; the first that fits."""


def reply_to(view: View, handbook: Handbook, inject: InjectState, seat: Role) -> str:
    """What this seat answers to an inject."""
    name = _name(handbook, inject.sender)
    thanks = f"Thank you, {name}." if name else "Thank you."
    if seat is Role.OPS:
        shown = figure(view, "checkout.success")
        return f"{thanks} What I see: checkout success is {shown}, and {_doing(view)}."
    if seat is Role.SCRIBE:
        return f"{thanks} It stands in the timeline."
    lead = next((says for pattern, says in _LEADS if pattern.search(inject.text)), "")
    known, following = _known(view, handbook), _next(view, handbook)
    parts = (thanks, lead, known, f"Right now {_doing(view)}.", following)
    return " ".join(part for part in parts if part)


def _name(handbook: Handbook, sender: str) -> str:
    contact = handbook.contacts.get(sender)
    return contact.name.split(" ", maxsplit=1)[0] if contact else ""


def _doing(view: View) -> str:
    return _WORKING[view.incident.phase]


def _known(view: View, handbook: Handbook) -> str:
    impact = impact_of(view, handbook)
    if impact is None:
        return "So far the dashboards show nothing unusual."
    since = handbook.utc(impact.since_s)
    if impact.until_s is not None:
        until = handbook.utc(impact.until_s)
        return f"Checkout works again; {scope(impact.worst)} were hit from {since} to {until} UTC."
    return f"What we know: {scope(failing(view))} cannot complete an order since {since} UTC."


def _next(view: View, handbook: Handbook) -> str:
    if view.incident.phase in {IncidentPhase.RESOLVED, IncidentPhase.STOOD_DOWN}:
        return "If you see anything unusual, please tell us."
    next_s = view.next_update_s
    if next_s is None or next_s <= view.at_s:
        next_s = view.at_s + cadence_s(handbook, view.incident.severity, Audience.CUSTOMERS)
    return f"The next update comes by {handbook.utc(next_s)} UTC; we do not guess before that."
