"""What a seat has to do, the most urgent first: what is due, and the craft between."""

from collections.abc import Callable, Iterator, Mapping

from game.engine.duties import DueItem
from game.engine.view import View
from game.faces.bots.choices import (
    Standing,
    decided_lever,
    lever_standing,
    must_decide_anew,
    newest_pull,
    open_decisions,
    suspicion_order,
    unchecked,
    verdicts,
)
from game.faces.bots.handbook import Handbook
from game.faces.bots.notes import unwritten
from game.faces.bots.posts import contradicts, stage_now
from game.faces.bots.signs import failing, fits_severity, helped, well_for_s
from game.faces.bots.statusdoc import status_text
from game.terms import Audience, EntryKind, EvidenceKind, IncidentPhase, Role, Stage

_OPEN = frozenset({IncidentPhase.DECLARED, IncidentPhase.MITIGATING, IncidentPhase.MONITORING})
_BROKEN = frozenset({IncidentPhase.DECLARED, IncidentPhase.MITIGATING})
_WELL_S = 90
_OUT_OF_THE_WOOD_S = 600
_RELAPSE = 0.10
_PINNED_KINDS = frozenset({EntryKind.DECIDED, EntryKind.EFFECT})
_SCRIBE_SOON_S = 60
_LATER_S = 240


def agenda(view: View, role: Role, handbook: Handbook) -> tuple[DueItem, ...]:
    """Open items of a seat, the most urgent first; some may have to wait for others."""
    due = [item for item in view.due if item.seat is role and item.done_s is None]
    standing = _STANDING.get(role)
    if standing is not None:
        due += standing(view, handbook)
    return tuple(sorted(due, key=_urgency))


def _urgency(item: DueItem) -> tuple[int, int, str]:
    due_s = item.due_s if item.due_s is not None else item.since_s + _LATER_S
    return due_s, item.since_s, item.id


def _item(
    view: View,
    seat: Role,
    key: str,
    action: str,
    *,
    text: str,
    why: str,
    within_s: int,
    with_: Mapping[str, str] | None = None,
) -> DueItem:
    return DueItem(
        id=key,
        seat=seat,
        text=text,
        say=text,
        why=why,
        action=action,
        with_=with_ or {},
        since_s=view.at_s,
        due_s=view.at_s + within_s,
    )


def _of_ic(view: View, handbook: Handbook) -> Iterator[DueItem]:
    yield from _severity_again(view, handbook)
    again = must_decide_anew(view, handbook)
    if again is not None:
        yield _item(
            view,
            Role.IC,
            f"again:{again.id}:{again.option}",
            "decide",
            text="What was decided does not help. Decide what comes next.",
            why="Changing course on what was seen is no weakness; waiting for a miracle is.",
            within_s=30,
            with_={"decision": again.id},
        )
    yield from _turns(view)
    for draft in view.drafts:
        loose = draft.published_s is None and draft.returned_s is None
        if loose and draft.approved_s is not None and contradicts(view, draft.stage):
            yield _item(
                view,
                Role.IC,
                f"return:{draft.id}",
                "approve",
                text="Return the draft: the dashboards say something else by now.",
                why="A status page that lies is worse than none.",
                within_s=20,
                with_={"draft": draft.id},
            )


def _severity_again(view: View, handbook: Handbook) -> Iterator[DueItem]:
    held = view.incident.severity
    fitting = fits_severity(view, handbook)
    if held is None or fitting is None or view.incident.phase not in _BROKEN:
        return
    if fitting.rank < held.rank:
        yield _item(
            view,
            Role.IC,
            f"severity:{fitting.value}",
            "change-severity",
            text=f"The figures ask for {fitting.value.upper()}: raise the severity.",
            why="Severity is read off the table, not debated.",
            within_s=30,
            with_={"severity": fitting.value},
        )


def _turns(view: View) -> Iterator[DueItem]:
    """The incident's own turns, where no critical task has put them on the list."""
    phase, well_s = view.incident.phase, well_for_s(view)
    pulled = any(item.completed_s is not None for item in view.mitigations)
    if phase in _BROKEN and pulled and well_s >= _WELL_S:
        yield _item(
            view,
            Role.IC,
            "turn:mitigated",
            "mark-mitigated",
            text="Checkout has been well for a while. Mark the incident as mitigated.",
            why="Mitigated means that customers are no longer hurt.",
            within_s=60,
        )
    if phase is IncidentPhase.MONITORING and well_s >= _OUT_OF_THE_WOOD_S:
        yield _item(
            view,
            Role.IC,
            "turn:resolved",
            "resolve",
            text="The exit criteria are met. Resolve the incident.",
            why="People wait for your word before they go back to their work.",
            within_s=60,
        )
    if phase in {IncidentPhase.MONITORING, IncidentPhase.RESOLVED} and failing(view) > _RELAPSE:
        yield _item(
            view,
            Role.IC,
            "turn:reopened",
            "declare",
            text="It is back. Reopen the incident.",
            why="Going back is honest, and the sooner the better.",
            within_s=20,
        )


def _of_ops(view: View, handbook: Handbook) -> Iterator[DueItem]:
    if view.incident.phase not in _OPEN:
        return
    yield from _proposals(view, handbook)
    if view.incident.phase in _BROKEN:
        yield from _next_hands(view, handbook)
    yield from _picture_after(view)


def _next_hands(view: View, handbook: Handbook) -> Iterator[DueItem]:
    decided = decided_lever(view, handbook)
    if decided is not None:
        yield _item(
            view,
            Role.OPS,
            f"pull:{decided.id}:{len(view.mitigations)}",
            "mitigate",
            text=f"Carry out what was decided: {decided.title}.",
            why="One change at a time, and then look.",
            within_s=30,
            with_={"lever": decided.id},
        )
        return
    if any(pull_is_hopeful(view, item.lever) for item in view.mitigations):
        return
    yield from _checks(view, handbook)
    yield from _lookups(view, handbook)


def pull_is_hopeful(view: View, lever: str) -> bool:
    """Whether the newest pull of a lever is still at work, or has helped."""
    pull = newest_pull(view, lever)
    if pull is None or pull.ended_s is not None:
        return False
    return pull.completed_s is None or helped(view, pull.at_s) or view.at_s < pull.completed_s + 45


def _checks(view: View, handbook: Handbook) -> Iterator[DueItem]:
    """The questions of the most suspicious lever; the next one once it is out of the question."""
    for name in suspicion_order(view, handbook):
        lever = handbook.levers[name]
        standing, _ = lever_standing(view, lever)
        if standing is Standing.READY:
            return
        question = next(unchecked(view, lever), None)
        if standing is Standing.UNCHECKED and question is not None:
            text = next(item.text for item in lever.questions if item.id == question)
            yield _item(
                view,
                Role.OPS,
                f"check:{name}:{question}",
                "check",
                text=f"Check for “{lever.title}”: {text}",
                why="Half a minute of checking saves the quarter of an hour of a wrong step.",
                within_s=120,
                with_={"lever": name, "precondition": question},
            )
            return


def _lookups(view: View, handbook: Handbook) -> Iterator[DueItem]:
    begun = {inquiry.id for inquiry in view.inquiries}
    left = next((item for item in handbook.lookups.values() if item.id not in begun), None)
    if left is not None:
        yield _item(
            view,
            Role.OPS,
            f"look:{left.id}",
            "investigate",
            text=f"Look into it: {left.title}",
            why="Every fact makes the decision easier.",
            within_s=_LATER_S,
            with_={"investigation": left.id},
        )


def _proposals(view: View, handbook: Handbook) -> Iterator[DueItem]:
    me = view.seats.get(Role.OPS, "")
    for asked in open_decisions(view):
        if asked.id not in handbook.decisions:
            continue
        best = verdicts(view, handbook, asked.id)[0]
        proposed = any(who == me for who, _, _ in asked.proposals)
        if best.standing is Standing.READY and not proposed:
            yield _item(
                view,
                Role.OPS,
                f"propose:{asked.id}",
                "reply",
                text=f"Propose to the Incident Commander: {best.option.title}",
                why="You have seen it, the commander decides on it.",
                within_s=30,
                with_={"decision": asked.id, "option": best.option.id, "text": best.why},
            )


def _picture_after(view: View) -> Iterator[DueItem]:
    done_s = max((item.completed_s or 0 for item in view.mitigations), default=0)
    if not done_s or view.at_s < done_s + 60:
        return
    kinds = [p for p in view.evidence if p.kind is EvidenceKind.DASHBOARDS and p.at_s >= done_s]
    if not kinds:
        yield _item(
            view,
            Role.OPS,
            f"picture:{done_s}",
            "snapshot",
            text="Take a snapshot of the dashboards after the step.",
            why="Before and after, side by side, are the proof of what it did.",
            within_s=120,
            with_={"kind": EvidenceKind.DASHBOARDS.value},
        )


def _of_comms(view: View, _handbook: Handbook) -> Iterator[DueItem]:
    mine = [post for post in view.posts if post.audience is Audience.CUSTOMERS]
    stage = stage_now(view)
    if not mine or mine[-1].stage is stage or stage is Stage.IDENTIFIED:
        return
    yield _item(
        view,
        Role.COMMS,
        f"stage:{stage.value}",
        "post",
        text=f"Tell customers what has changed: {stage.value}.",
        why="A change of impact is news, whatever the clock says.",
        within_s=60,
        with_={"audience": Audience.CUSTOMERS.value},
    )


def _of_scribe(view: View, handbook: Handbook) -> Iterator[DueItem]:
    if view.incident.declared_s is None:
        return
    for note in unwritten(view, handbook):
        yield DueItem(
            id=f"note:{note.time_s}:{note.kind.value}:{note.text[:40]}",
            seat=Role.SCRIBE,
            text=f"Write down: {note.text}",
            say=f"Write it down, as {note.kind.value}: {note.text}",
            why="The postmortem is only as good as the timeline.",
            action="write-entry",
            with_={"kind": note.kind.value, "text": note.text},
            since_s=note.time_s,
            due_s=note.time_s + _SCRIBE_SOON_S * (4 - note.weight),
        )
    yield from _pins(view)
    if view.status_doc and view.status_doc != status_text(view, handbook):
        yield _item(
            view,
            Role.SCRIBE,
            f"status:{view.incident.phase.value}",
            "status-doc",
            text="The pinned status is out of date. Say what is known now.",
            why="Whoever joins reads it, instead of asking those who work.",
            within_s=120,
        )


def _pins(view: View) -> Iterator[DueItem]:
    for entry in view.entries:
        if entry.kind in _PINNED_KINDS and not entry.pinned:
            yield _item(
                view,
                Role.SCRIBE,
                f"pin:{entry.id}",
                "pin",
                text=f"Pin the line: {entry.text}",
                why="Some lines carry the story; mark them while you know which.",
                within_s=_LATER_S,
                with_={"entry": entry.id},
            )
            return


_STANDING: Mapping[Role, Callable[[View, Handbook], Iterator[DueItem]]] = {
    Role.IC: _of_ic,
    Role.OPS: _of_ops,
    Role.COMMS: _of_comms,
    Role.SCRIBE: _of_scribe,
}
