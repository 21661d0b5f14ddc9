"""Commands of Comms, Ops and the Scribe."""

from typing import assert_never

from game.engine.commands import (
    AbortMitigation,
    ApprovePost,
    CaptureEvidence,
    CheckPrecondition,
    CorrectEntry,
    DraftPost,
    Investigate,
    PinEntry,
    PublishPost,
    ReturnPost,
    SetStatusDoc,
    StartMitigation,
    UndoMitigation,
    WorkCommand,
    WriteEntry,
)
from game.engine.deciding.exercise import wordless
from game.engine.deciding.hands import (
    abort,
    capture,
    check,
    investigate,
    start_mitigation,
    undo,
)
from game.engine.events import (
    EntryCorrected,
    EntryPinned,
    EntryWritten,
    Event,
    PostApproved,
    PostDrafted,
    PostPublished,
    PostReturned,
    StatusDocSet,
)
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.state import Draft, State
from game.engine.texts import clean

PROMISES_S = (60, 4 * 3600)


def decide_work(plan: Plan, state: State, command: WorkCommand) -> tuple[Event, ...] | Refusal:
    """Events of a command of Comms, Ops or the Scribe."""
    match command:
        case DraftPost():
            return _draft(state, command)
        case ApprovePost():
            return _approve(state, command)
        case ReturnPost():
            return _return(state, command)
        case PublishPost():
            return _publish(state, command)
        case CheckPrecondition():
            return check(plan, state, command)
        case Investigate():
            return investigate(plan, state, command)
        case StartMitigation():
            return start_mitigation(plan, state, command)
        case UndoMitigation():
            return undo(plan, state, command)
        case AbortMitigation():
            return abort(state, command)
        case CaptureEvidence():
            return capture(plan, state, command)
        case WriteEntry() | CorrectEntry():
            return _entry(state, command)
        case PinEntry():
            return _pin(state, command)
        case SetStatusDoc():
            return wordless(command.text, "the status") or (
                StatusDocSet(at_s=state.at_s, by=command.by, text=clean(command.text)),
            )
        case _:
            assert_never(command)


def _draft(state: State, command: DraftPost) -> tuple[Event, ...] | Refusal:
    low, high = PROMISES_S
    promise_s = command.next_update_s
    if promise_s is not None and not low <= promise_s <= high:
        return Refusal(Reason.OUT_OF_RANGE, "Promise the next update within 1 minute to 4 hours.")
    return wordless(command.text, "the post") or (
        PostDrafted(
            at_s=state.at_s,
            by=command.by,
            draft=f"draft-{state.n + 1}",
            audience=command.audience,
            stage=command.stage,
            text=clean(command.text),
            next_update_s=promise_s,
        ),
    )


def _open_draft(state: State, key: str) -> Draft | Refusal:
    draft = state.drafts.get(key)
    if draft is None:
        return Refusal(Reason.UNKNOWN, "There is no such draft.")
    if draft.published_s is not None:
        return Refusal(Reason.ALREADY, "That draft is out already.")
    return draft


def _approve(state: State, command: ApprovePost) -> tuple[Event, ...] | Refusal:
    draft = _open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    if draft.approved_s is not None:
        return Refusal(Reason.ALREADY, "That draft is approved already.")
    return (
        PostApproved(
            at_s=state.at_s, by=command.by, draft=draft.id, comment=clean(command.comment)
        ),
    )


def _return(state: State, command: ReturnPost) -> tuple[Event, ...] | Refusal:
    draft = _open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    return wordless(command.comment, "what should change") or (
        PostReturned(
            at_s=state.at_s, by=command.by, draft=draft.id, comment=clean(command.comment)
        ),
    )


def _publish(state: State, command: PublishPost) -> tuple[Event, ...] | Refusal:
    draft = _open_draft(state, command.draft)
    if isinstance(draft, Refusal):
        return draft
    if draft.returned_s is not None:
        text = f"The IC returned this draft: {draft.comment}. Write it anew."
        return Refusal(Reason.NOT_YET, text)
    promise_s = draft.next_update_s
    return (
        PostPublished(
            at_s=state.at_s,
            by=command.by,
            post=f"post-{state.n + 1}",
            draft=draft.id,
            audience=draft.audience,
            stage=draft.stage,
            text=draft.text,
            next_update_at_s=None if promise_s is None else state.at_s + promise_s,
            approved=draft.approved_s is not None,
        ),
    )


def _entry(state: State, command: WriteEntry | CorrectEntry) -> tuple[Event, ...] | Refusal:
    refusal = wordless(command.text, "what happened")
    if refusal is None and command.time_s > state.at_s:
        refusal = Refusal(Reason.OUT_OF_RANGE, "That time has not come yet.")
    if refusal is None and command.time_s < -24 * 3600:
        refusal = Refusal(Reason.OUT_OF_RANGE, "That is more than a day before the start.")
    if refusal is not None:
        return refusal
    if isinstance(command, CorrectEntry):
        return _corrected(state, command)
    return (
        EntryWritten(
            at_s=state.at_s,
            by=command.by,
            entry=f"entry-{state.n + 1}",
            time_s=command.time_s,
            who=clean(command.who),
            kind=command.kind,
            text=clean(command.text),
        ),
    )


def _corrected(state: State, command: CorrectEntry) -> tuple[Event, ...] | Refusal:
    if command.entry not in state.entries:
        return Refusal(Reason.UNKNOWN, "There is no such entry.")
    return (
        EntryCorrected(
            at_s=state.at_s,
            by=command.by,
            entry=command.entry,
            time_s=command.time_s,
            who=clean(command.who),
            kind=command.kind,
            text=clean(command.text),
        ),
    )


def _pin(state: State, command: PinEntry) -> tuple[Event, ...] | Refusal:
    entry = state.entries.get(command.entry)
    if entry is None:
        return Refusal(Reason.UNKNOWN, "There is no such entry.")
    if entry.pinned:
        return Refusal(Reason.ALREADY, "That entry is pinned already.")
    return (EntryPinned(at_s=state.at_s, by=command.by, entry=entry.id),)
