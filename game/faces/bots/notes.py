"""What is worth a line in the timeline, read off the view: who, when, which kind, what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.engine.handbook import Handbook
from game.engine.state import Entry, Mitigation
from game.engine.texts import show
from game.engine.view import View
from game.faces.bots.posts import holder_of
from game.faces.bots.signs import SUCCESS, impact_of
from game.terms import EntryKind, IncidentPhase, MitigationPhase, Role

_NEAR_S = 60
_SEVERITY_CHANGED = "changed the severity to "
"""So the channel announces a change of the severity."""
_SHOWS_AFTER_S = 40
"""The dashboards need a window of 20 s, and a line about an effect a little more."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line that the Scribe could write."""

    time_s: int
    who: str
    kind: EntryKind
    text: str
    weight: int = 1
    """2 for what a postmortem cannot do without."""


def notes(view: View, handbook: Handbook) -> tuple[Note, ...]:
    """Everything worth a line so far, oldest first."""
    found = [
        *_of_detection(view, handbook),
        *_of_incident(view),
        *_of_decisions(view, handbook),
        *_of_findings(view, handbook),
        *_of_hands(view, handbook),
        *_of_words(view, handbook),
    ]
    return tuple(sorted(found, key=lambda note: (note.time_s, note.kind, note.text)))


def unwritten(view: View, handbook: Handbook) -> tuple[Note, ...]:
    """Notes that no line of the timeline covers yet, oldest first; a line covers one note."""
    found = notes(view, handbook)
    texts = {note.text for note in found}
    word_for_word = {entry.text for entry in view.entries} & texts
    left = [entry for entry in view.entries if entry.text not in texts]
    missing: list[Note] = []
    for note in found:
        if note.text in word_for_word:
            continue
        near = _nearest(note, left)
        if near is None:
            missing.append(note)
        else:
            left.remove(near)
    return tuple(missing)


def _nearest(note: Note, entries: Sequence[Entry]) -> Entry | None:
    """A line in other words that must mean the same: of its kind, and within a minute of it."""
    near = [
        item
        for item in entries
        if item.kind is note.kind and abs(item.time_s - note.time_s) <= _NEAR_S
    ]
    return min(near, key=lambda item: abs(item.time_s - note.time_s), default=None)


def _of_detection(view: View, handbook: Handbook) -> Iterator[Note]:
    impact = impact_of(view, handbook)
    if impact is not None and impact.until_s is not None:
        text = f"Checkout is back inside its target at {handbook.utc(impact.until_s)} UTC."
        yield Note(impact.until_s, "dashboards", EntryKind.EFFECT, text, 2)
    for page in view.pages:
        yield Note(page.at_s, "monitoring", EntryKind.DETECTED, f"Alert: {page.text}", 2)
        if page.acknowledged_s is not None:
            who = holder_of(view, Role.OPS)
            text = f"{who} acknowledges the page: {page.text}"
            yield Note(page.acknowledged_s, who, EntryKind.ACTED, text)


def _of_incident(view: View) -> Iterator[Note]:
    incident, who = view.incident, holder_of(view, Role.IC)
    if incident.declared_s is not None and incident.severity is not None:
        text = f"Incident declared: {incident.title}"
        yield Note(incident.declared_s, who, EntryKind.DECIDED, text, 2)
    for message in view.messages:
        if message.id.startswith("event-") and message.text.startswith(_SEVERITY_CHANGED):
            text = f"Severity: {message.text.removeprefix(_SEVERITY_CHANGED)}"
            yield Note(message.at_s, message.sender, EntryKind.DECIDED, text, 2)
    if view.roles:
        named_s = min(holder.since_s for holder in view.roles.values())
        text = "Roles: " + ", ".join(
            f"{holder.person} {seat.title}" for seat, holder in view.roles.items()
        )
        yield Note(named_s, who, EntryKind.DECIDED, text)
    turned = {
        IncidentPhase.MONITORING: "Impact has ended; the incident is mitigated.",
        IncidentPhase.RESOLVED: "The incident is resolved.",
        IncidentPhase.STOOD_DOWN: "False alarm; the team stands down.",
    }
    if incident.phase in turned and incident.changed_s is not None:
        yield Note(incident.changed_s, who, EntryKind.DECIDED, turned[incident.phase], 2)


def _of_decisions(view: View, handbook: Handbook) -> Iterator[Note]:
    who = holder_of(view, Role.IC)
    for item in view.decisions:
        planned = handbook.decisions.get(item.id)
        if item.made_s is None or planned is None:
            continue
        title = next((o.title for o in planned.options if o.id == item.option), item.option)
        yield Note(item.made_s, who, EntryKind.DECIDED, f"{title}. Reason: {item.reason}", 2)


def _of_findings(view: View, handbook: Handbook) -> Iterator[Note]:
    who = holder_of(view, Role.OPS)
    for item in view.inquiries:
        lookup = handbook.lookups.get(item.id)
        if item.done_s is not None and lookup is not None:
            colon = "" if lookup.title.endswith("?") else ":"
            text = f"{lookup.title}{colon} {_first_sentences(item.finding)}"
            yield Note(item.done_s, who, EntryKind.OBSERVED, text)
    for check in view.checks:
        if check.done_s is not None and check.lever in handbook.levers:
            title = handbook.levers[check.lever].title
            text = f"Checked for “{title}”: {_first_sentences(check.finding)}"
            yield Note(check.done_s, who, EntryKind.OBSERVED, text)


def _first_sentences(text: str, limit: int = 160) -> str:
    if len(text) <= limit:
        return text
    cut = text[:limit].rpartition(". ")[0]
    return f"{cut}." if cut else text[:limit].rpartition(" ")[0] + " …"


def _of_hands(view: View, handbook: Handbook) -> Iterator[Note]:
    for piece in view.evidence:
        text = f"Captured: {piece.kind.value}"
        yield Note(piece.at_s, piece.by, EntryKind.ACTED, text)
    for item in view.mitigations:
        lever = handbook.levers.get(item.lever)
        if lever is not None:
            yield from _of_mitigation(view, item, lever.title)


def _of_mitigation(view: View, item: Mitigation, title: str) -> Iterator[Note]:
    who = item.by or holder_of(view, Role.OPS)
    match item.phase:
        case MitigationPhase.REFUSED:
            yield Note(item.at_s, who, EntryKind.ACTED, f"{title}: refused. {item.note}", 2)
            return
        case MitigationPhase.FAILED:
            text = f"{title}: tried, failed. {item.note}"
            yield Note(item.ended_s or item.at_s, who, EntryKind.EFFECT, text, 2)
        case MitigationPhase.UNDONE | MitigationPhase.ABORTED:
            text = f"{title}: taken back"
            yield Note(item.ended_s or item.at_s, who, EntryKind.ACTED, text, 2)
        case _:
            pass
    yield Note(item.at_s, who, EntryKind.ACTED, f"{title}: started", 2)
    if item.completed_s is not None and view.at_s >= item.completed_s + _SHOWS_AFTER_S:
        yield Note(item.completed_s, who, EntryKind.EFFECT, _effect(view, item, title), 2)


def _effect(view: View, item: Mitigation, title: str) -> str:
    shown_s = (item.completed_s or item.at_s) + _SHOWS_AFTER_S
    before = show(SUCCESS, view.readings.at(SUCCESS, item.at_s))
    after = show(SUCCESS, view.readings.at(SUCCESS, shown_s))
    return f"{title}: done. Checkout success {before} before, {after} after."


def _of_words(view: View, handbook: Handbook) -> Iterator[Note]:
    for post in view.posts:
        text = f"Post for {post.audience.value} published ({post.stage.value})"
        yield Note(post.at_s, post.by, EntryKind.SAID, text, 2)
    for inject in view.injects:
        contact = handbook.contacts.get(inject.sender)
        title = contact.title if contact else inject.sender
        who = contact.name if contact else inject.sender
        text = f"{title}: {_first_sentences(inject.text, 100)}"
        yield Note(inject.at_s, who, EntryKind.SAID, text)
