"""Orders of words: posts, replies, the timeline and the pinned status."""

from game.engine.commands import (
    ApprovePost,
    PinEntry,
    ProposeOption,
    PublishPost,
    ReturnPost,
    SendMessage,
    SetStatusDoc,
    WriteEntry,
)
from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import Orders, actor
from game.faces.bots.notes import Note, unwritten
from game.faces.bots.posts import contradicts, draft, objection_to
from game.faces.bots.replies import reply_to
from game.faces.bots.statusdoc import status_text
from game.terms import Audience, EntryKind


def post(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Draft the next post for an audience, unless one is waiting already."""
    wanted = item.with_.get("audience", "")
    audience = Audience(wanted) if wanted in set(Audience) else Audience.CUSTOMERS
    by = actor(view, item.seat)
    pending = [
        d
        for d in view.drafts
        if d.audience is audience and d.published_s is None and d.returned_s is None
    ]
    if any(not contradicts(view, d.stage) for d in pending):
        return ()
    made = draft(view, handbook, by, audience, item.with_.get("template", ""))
    return () if made is None or contradicts(view, made.stage) else (made,)


def approve(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Approve a draft, or return it with what should change."""
    wanted = item.with_.get("draft")
    waiting = (
        d
        for d in view.drafts
        if d.published_s is None and d.returned_s is None and wanted in {None, d.id}
    )
    found = next(waiting, None)
    if found is None:
        return ()
    by = actor(view, item.seat)
    objection = objection_to(view, found)
    if objection:
        return (ReturnPost(by=by, draft=found.id, comment=objection),)
    if found.approved_s is not None:
        return ()
    return (ApprovePost(by=by, draft=found.id, comment="True and plain. Please send it."),)


def publish(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Send out what was approved and is still true."""
    wanted = item.with_.get("draft")
    ready = (
        d
        for d in view.drafts
        if d.approved_s is not None
        and d.published_s is None
        and d.returned_s is None
        and wanted in {None, d.id}
    )
    found = next((d for d in ready if not contradicts(view, d.stage)), None)
    return () if found is None else (PublishPost(by=actor(view, item.seat), draft=found.id),)


def write_entry(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Write the next line that is missing, of the kind asked for if there is one."""
    missing = unwritten(view, handbook)
    kind = item.with_.get("kind", "")
    wanted = EntryKind(kind) if kind in set(EntryKind) else None
    text = item.with_.get("text")
    note = next((note for note in missing if text == note.text), None) or _of_kind(missing, wanted)
    if note is None:
        return ()
    return (
        WriteEntry(
            by=actor(view, item.seat),
            time_s=note.time_s,
            who=note.who,
            kind=note.kind,
            text=note.text,
        ),
    )


def _of_kind(missing: tuple[Note, ...], kind: EntryKind | None) -> Note | None:
    fitting = [note for note in missing if kind is None or note.kind is kind]
    return max(fitting, key=lambda note: (note.weight, -note.time_s), default=None)


def pin(item: DueItem, view: View, _handbook: Handbook) -> Orders:
    """Mark a line of the timeline as one that matters."""
    wanted = item.with_.get("entry")
    loose = [entry.id for entry in view.entries if not entry.pinned]
    key = wanted if wanted in loose else next(iter(loose), None)
    return () if key is None else (PinEntry(by=actor(view, item.seat), entry=key),)


def status_doc(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Say in the pinned status what is known now, unless it says so already."""
    text = status_text(view, handbook)
    return () if text == view.status_doc else (SetStatusDoc(by=actor(view, item.seat), text=text),)


def reply(item: DueItem, view: View, handbook: Handbook) -> Orders:
    """Answer somebody, or propose an option to the Incident Commander."""
    by = actor(view, item.seat)
    option, decision = item.with_.get("option"), item.with_.get("decision")
    if option and decision:
        text = item.with_.get("text", item.text)
        return (ProposeOption(by=by, decision=decision, option=option, text=text),)
    inject = next((i for i in view.injects if i.id == item.with_.get("inject")), None)
    if inject is None or answered_by(view, item, inject.id):
        return ()
    text = reply_to(view, handbook, inject, item.seat)
    return (SendMessage(by=by, channel="incident", text=text, reply_to=inject.id),)


def answered_by(view: View, item: DueItem, inject: str) -> bool:
    """Whether this seat has answered the inject already."""
    return any(m.reply_to == inject and m.role is item.seat for m in view.messages)
