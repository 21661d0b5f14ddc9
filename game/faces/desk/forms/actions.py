"""From an action's name to what it opens: a form, or commands that need no filling in."""

from collections.abc import Callable
from dataclasses import dataclass

from game.engine.commands import AcknowledgePage, Command, ConfirmTask, PublishPost
from game.faces.desk.forms import commander, operations, team, words
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Form
from game.terms import Role

Opened = Form | tuple[Command, ...] | None
"""A form to fill in; commands to give at once; None when there is nothing to do."""


def _acknowledge(context: Context) -> Opened:
    wanted = context.with_.get("page", "")
    ringing = [page.id for page in context.view.pages if page.acknowledged_s is None]
    key = wanted if wanted in ringing else next(iter(ringing), None)
    return None if key is None else (AcknowledgePage(by=context.by, page=key),)


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


@dataclass(frozen=True, slots=True)
class SeatAction:
    """A button of a seat's panel."""

    action: str
    text: str
    key: str


SEAT_ACTIONS: dict[Role, tuple[SeatAction, ...]] = {
    Role.IC: (
        SeatAction("decide", "Decide…", "d"),
        SeatAction("assign-task", "Give a task…", "t"),
        SeatAction("declare", "Declare…", "i"),
        SeatAction("change-severity", "Severity…", "v"),
        SeatAction("name-roles", "Name roles…", "r"),
        SeatAction("hand-over", "Hand over…", "h"),
        SeatAction("approve", "Approve a post…", "a"),
        SeatAction("page", "Page somebody…", "p"),
        SeatAction("mark-mitigated", "Mitigated…", "m"),
        SeatAction("resolve", "Resolve…", "e"),
        SeatAction("status-doc", "Pinned status…", "s"),
        SeatAction("stand-down", "Stand down…", "b"),
    ),
    Role.OPS: (
        SeatAction("investigate", "Look into…", "l"),
        SeatAction("check", "Check first…", "c"),
        SeatAction("snapshot", "Save evidence…", "s"),
        SeatAction("mitigate", "Change system…", "m"),
        SeatAction("undo", "Take back…", "u"),
        SeatAction("page", "Page somebody…", "p"),
    ),
    Role.COMMS: (
        SeatAction("post", "Write a post…", "w"),
        SeatAction("publish", "Publish", "p"),
        SeatAction("reply", "Answer…", "a"),
        SeatAction("page", "Page somebody…", "g"),
    ),
    Role.SCRIBE: (
        SeatAction("write-entry", "Write a line…", "w"),
        SeatAction("pin", "Pin a line…", "p"),
        SeatAction("status-doc", "Pinned status…", "s"),
        SeatAction("snapshot", "Save evidence…", "e"),
    ),
}
