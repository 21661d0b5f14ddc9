"""From an action's name to what it opens: a form, or commands that need no filling in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from game.engine.commands import AcknowledgePage, Command, ConfirmTask, PublishPost
from game.engine.view import View
from game.faces.desk.forms import commander, operations, team, words
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Form
from game.terms import SEATS, EntryKind, IncidentPhase, Role

Opened = Form | tuple[Command, ...] | None
"""A form to fill in; commands to give at once; None when there is nothing to do."""


def _acknowledge(context: Context) -> Opened:
    ringing = [page.id for page in context.view.pages if page.acknowledged_s is None]
    return tuple(AcknowledgePage(by=context.by, page=key) for key in ringing) or None


def _confirm(context: Context) -> Opened:
    wanted = context.with_.get("task", "")
    mine = [
        task.id
        for task in context.view.tasks
        if task.to is context.seat and task.confirmed_s is None
    ]
    key = wanted if wanted in mine else next(iter(mine), None)
    return None if key is None else (ConfirmTask(by=context.by, task=key),)


def _publish(context: Context) -> Opened:
    wanted = context.with_.get("draft", "")
    ready = [
        draft.id
        for draft in context.view.drafts
        if draft.published_s is None and draft.returned_s is None
    ]
    key = wanted if wanted in ready else next(iter(ready), None)
    return None if key is None else (PublishPost(by=context.by, draft=key),)


def _nothing(_context: Context) -> Opened:
    return None


OPENERS: dict[str, Callable[[Context], Opened]] = {
    "acknowledge": _acknowledge,
    "declare": commander.declare,
    "change-severity": commander.change_severity,
    "name-roles": commander.name_roles,
    "hand-over": commander.hand_over,
    "accept-role": commander.accept_role,
    "assign-task": commander.assign_task,
    "confirm-task": _confirm,
    "finish-task": team.finish_task,
    "decide": team.decide,
    "page": commander.page,
    "approve": words.approve,
    "mark-mitigated": commander.mark_mitigated,
    "resolve": commander.resolve,
    "stand-down": commander.stand_down,
    "check": operations.check,
    "investigate": operations.investigate,
    "mitigate": operations.mitigate,
    "undo": operations.take_back,
    "snapshot": operations.snapshot,
    "post": words.post,
    "publish": _publish,
    "write-entry": words.write_entry,
    "pin": words.pin,
    "status-doc": words.status_doc,
    "reply": team.reply,
    "watch": _nothing,
}


Relevant = Callable[[View], bool]


def _always(_view: View) -> bool:
    return True


def _declared(view: View) -> bool:
    return view.incident.declared_s is not None


def _undeclared(view: View) -> bool:
    return not _declared(view)


def _open(view: View) -> bool:
    return view.incident.phase in _OPEN


def _unmitigated(view: View) -> bool:
    return view.incident.phase in {IncidentPhase.DECLARED, IncidentPhase.MITIGATING}


def _unnamed(view: View) -> bool:
    return _declared(view) and any(seat not in view.roles for seat in SEATS)


def _asked(view: View) -> bool:
    return bool(view.decisions)


def _waiting(view: View) -> bool:
    return any(
        draft.published_s is None and draft.approved_s is None and draft.returned_s is None
        for draft in view.drafts
    )


def _drafted(view: View) -> bool:
    return any(draft.published_s is None and draft.returned_s is None for draft in view.drafts)


def _acted(view: View) -> bool:
    return bool(view.mitigations)


def _written(view: View) -> bool:
    return bool(view.entries)


def _addressed(view: View) -> bool:
    return any(item.expects_s is not None for item in view.injects)


_OPEN = frozenset({IncidentPhase.DECLARED, IncidentPhase.MITIGATING, IncidentPhase.MONITORING})


@dataclass(frozen=True, slots=True)
class SeatAction:
    """A button of a seat's panel, shown while there is something to do with it."""

    action: str
    text: str
    key: str
    relevant: Relevant = _always
    about: Mapping[str, str] = field(default_factory=dict)
    """What its form has chosen in it already."""


def _jot(text: str, key: str, kind: EntryKind) -> SeatAction:
    """One key for a line of the timeline, as of the moment at which it is pressed."""
    return SeatAction("write-entry", text, key, about={"kind": kind.value})


SEAT_ACTIONS: dict[Role, tuple[SeatAction, ...]] = {
    Role.IC: (
        SeatAction("declare", "Declare…", "i", _undeclared),
        SeatAction("decide", "Decide…", "d", _asked),
        SeatAction("name-roles", "Name roles…", "r", _unnamed),
        SeatAction("approve", "Approve a post…", "a", _waiting),
        SeatAction("assign-task", "Give a task…", "t"),
        SeatAction("page", "Page…", "p"),
        SeatAction("status-doc", "Pinned status…", "s"),
        SeatAction("change-severity", "Severity…", "v", _open),
        SeatAction("hand-over", "Hand over…", "h", _declared),
        SeatAction("mark-mitigated", "Mitigated…", "m", _unmitigated),
        SeatAction("resolve", "Resolve…", "e", _open),
        SeatAction("stand-down", "Stand down…", "b", _declared),
    ),
    Role.OPS: (
        SeatAction("investigate", "Look into…", "l"),
        SeatAction("check", "Check first…", "c"),
        SeatAction("snapshot", "Save evidence…", "s"),
        SeatAction("mitigate", "Change system…", "m"),
        SeatAction("undo", "Take back…", "u", _acted),
        SeatAction("decide", "Propose…", "d", _asked),
        SeatAction("page", "Page…", "p"),
    ),
    Role.COMMS: (
        SeatAction("post", "Write a post…", "w"),
        SeatAction("publish", "Publish", "p", _drafted),
        SeatAction("reply", "Answer…", "a", _addressed),
        SeatAction("page", "Page…", "g"),
    ),
    Role.SCRIBE: (
        SeatAction("write-entry", "Write a line…", "w"),
        _jot("Alert…", "1", EntryKind.DETECTED),
        _jot("Seen…", "2", EntryKind.OBSERVED),
        _jot("Decided…", "3", EntryKind.DECIDED),
        _jot("Done…", "4", EntryKind.ACTED),
        _jot("Said…", "5", EntryKind.SAID),
        _jot("Effect…", "6", EntryKind.EFFECT),
        SeatAction("pin", "Pin a line…", "p", _written),
        SeatAction("status-doc", "Pinned status…", "s"),
        SeatAction("snapshot", "Save evidence…", "e"),
    ),
}
