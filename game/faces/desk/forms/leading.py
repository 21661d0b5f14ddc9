"""From a command that the coach has in mind to the form that makes it, and what its button says."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.commands import (
    AcceptRole,
    AcknowledgePage,
    ApprovePost,
    AssignRole,
    AssignTask,
    CaptureEvidence,
    ChangeSeverity,
    CheckPrecondition,
    Command,
    ConfirmTask,
    Decide,
    Declare,
    DraftPost,
    FinishTask,
    Investigate,
    MarkMitigated,
    OfferRole,
    PagePerson,
    PinEntry,
    ProposeOption,
    PublishPost,
    Reopen,
    Resolve,
    ReturnPost,
    SendMessage,
    SetStatusDoc,
    StandDown,
    StartMitigation,
    UndoMitigation,
    WriteEntry,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The action that makes a command, the words on the coach's button, and what it is about."""

    action: str
    verb: str
    about: Mapping[str, str]


_PLAIN: Mapping[type[Command], tuple[str, str]] = {
    AcknowledgePage: ("acknowledge", "Acknowledge"),
    Declare: ("declare", "Declare"),
    ChangeSeverity: ("change-severity", "Correct the severity"),
    AssignRole: ("name-roles", "Name the roles"),
    OfferRole: ("hand-over", "Hand over"),
    AssignTask: ("assign-task", "Give the task"),
    PagePerson: ("page", "Page them"),
    MarkMitigated: ("mark-mitigated", "Mark as mitigated"),
    Resolve: ("resolve", "Resolve"),
    StandDown: ("stand-down", "Stand down"),
    Reopen: ("stand-down", "Reopen"),
    Investigate: ("investigate", "Look into it"),
    CheckPrecondition: ("check", "Check it"),
    CaptureEvidence: ("snapshot", "Save evidence"),
    StartMitigation: ("mitigate", "Change the system"),
    UndoMitigation: ("undo", "Take it back"),
    DraftPost: ("post", "Write the post"),
    WriteEntry: ("write-entry", "Write it down"),
    SetStatusDoc: ("status-doc", "Pin the status"),
}


def lead(command: Command) -> Lead | None:
    """Where to go for a command; None for those that no form of a seat makes."""
    match command:
        case AcceptRole(seat=seat):
            return Lead("accept-role", "Answer the offer", {"seat": seat.value})
        case ConfirmTask(task=task):
            return Lead("confirm-task", "Confirm", {"task": task})
        case FinishTask(task=task):
            return Lead("finish-task", "Report", {"task": task})
        case Decide(decision=decision):
            return Lead("decide", "Decide", {"decision": decision})
        case ProposeOption(decision=decision):
            return Lead("decide", "Propose", {"decision": decision})
        case ApprovePost(draft=draft) | ReturnPost(draft=draft):
            return Lead("approve", "Read the draft", {"draft": draft})
        case PublishPost(draft=draft):
            return Lead("publish", "Publish", {"draft": draft})
        case PinEntry(entry=entry):
            return Lead("pin", "Pin it", {"entry": entry})
        case SendMessage(reply_to=inject) if inject:
            return Lead("reply", "Answer", {"inject": inject})
        case _:
            plain = _PLAIN.get(type(command))
            return None if plain is None else Lead(*plain, {})
