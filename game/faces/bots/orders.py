"""From an item that is due to the commands that do it; empty while it has to wait."""

from collections.abc import Callable, Mapping

from game.engine.commands import Command, ConfirmTask, FinishTask
from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots import orders_ops as ops
from game.faces.bots import orders_team as team
from game.faces.bots import orders_words as written
from game.faces.bots.acting import Orders, actor
from game.faces.bots.tasks import result_of, work_for

Builder = Callable[[DueItem, View, Handbook], Orders]


def commands_for(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """The commands that do this item now, in order; empty when it must wait for something."""
    if item.action == "finish-task":
        return _finish_task(item, view, handbook)
    builder = BUILDERS.get(item.action)
    return builder(item, view, handbook) if builder else ()


def command_for(item: DueItem, view: View, handbook: Handbook) -> Command | None:
    """The first command that the item means; None while it has to wait."""
    return next(iter(commands_for(item, view, handbook)), None)


def _finish_task(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Confirm the task, do what it asks, and once that is done, report it."""
    task = next((task for task in view.tasks if task.id == item.with_.get("task")), None)
    if task is None or task.done_s is not None:
        return ()
    if task.confirmed_s is None:
        return (ConfirmTask(by=actor(view, item.seat), task=task.id),)
    work = work_for(task, view, handbook)
    if work is not None:
        return commands_for(work, view, handbook)
    result = result_of(task, view, handbook)
    if result is None:
        return ()
    return (FinishTask(by=actor(view, item.seat), task=task.id, result=result),)


BUILDERS: Mapping[str, Builder] = {
    "acknowledge": team.acknowledge,
    "declare": team.declare,
    "change-severity": team.change_severity,
    "name-roles": team.name_roles,
    "hand-over": team.hand_over,
    "accept-role": team.accept_role,
    "assign-task": team.assign_task,
    "confirm-task": team.confirm_task,
    "decide": team.decide,
    "page": team.page,
    "mark-mitigated": team.mark_mitigated,
    "resolve": team.resolve,
    "stand-down": team.stand_down,
    "check": ops.check,
    "investigate": ops.investigate,
    "mitigate": ops.mitigate,
    "undo": ops.undo,
    "snapshot": ops.snapshot,
    "approve": written.approve,
    "post": written.post,
    "publish": written.publish,
    "write-entry": written.write_entry,
    "pin": written.pin,
    "status-doc": written.status_doc,
    "reply": written.reply,
}
"""For each action on the screen, the commands that it means."""
