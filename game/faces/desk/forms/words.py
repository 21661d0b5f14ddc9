"""Forms of those who write: posts, approvals, the timeline and the pinned status."""

from collections.abc import Mapping

from game.engine.commands import (
    ApprovePost,
    Command,
    CorrectEntry,
    DraftPost,
    PinEntry,
    ReturnPost,
    SetStatusDoc,
    WriteEntry,
)
from game.engine.state import Draft
from game.faces.bots.posts import draft as filled_draft
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Extra, Form, Line, Note, Pick, Values, Words
from game.faces.desk.widgets import Option
from game.simtime import clock, parse_offset_s
from game.terms import Audience, EntryKind, Role, Stage
from scoring.posts.aid import what_it_lacks

_PROMISES_S = (0, 300, 600, 900, 1800, 3600)


def _promises() -> tuple[Option, ...]:
    return tuple(
        Option(str(after_s), f"within {after_s // 60} min" if after_s else "none")
        for after_s in _PROMISES_S
    )


def _closest(promise_s: int | None) -> str:
    return str(min(_PROMISES_S, key=lambda choice: abs(choice - (promise_s or 0))))


def post(context: Context) -> Form:
    """Write a post; a template gives a start, the facts must be yours."""
    hint = context.suggestion
    suggested = hint if isinstance(hint, DraftPost) else None
    runbook = context.handbook.runbook
    templates = tuple(Option(item.id, item.title) for item in runbook.templates)

    def react(key: str, value: str) -> dict[str, str]:
        return _from_template(context, value, suggested) if key == "template" else {}

    def build(values: Values) -> tuple[Command, ...]:
        return (
            DraftPost(
                by=context.by,
                audience=Audience(values["audience"]),
                stage=Stage(values["stage"]),
                text=values["text"],
                next_update_s=int(values["promise"]) or None,
            ),
        )

    audience = suggested.audience.value if suggested else context.with_.get("audience", "")
    return Form(
        title="Write a post",
        asks=(
            Pick(
                "template",
                "Start from a template",
                (Option("", "None"), *templates),
                context.with_.get("template", ""),
                needed=False,
            ),
            Pick("audience", "For", _options(Audience), audience or Audience.CUSTOMERS.value),
            Pick("stage", "Stage", _options(Stage), _stage(context, suggested)),
            Words(
                "text",
                "What they read",
                suggested.text if suggested else "",
                "What users see, who is hit, since when, what you do, when you write next.",
                rows=7,
            ),
            Pick(
                "promise",
                "Next update",
                _promises(),
                _closest(suggested.next_update_s if suggested else 900),
            ),
        ),
        submit="Hand to the IC for approval",
        build=build,
        react=react,
        advise=(lambda values: _lacking(context, values)) if context.coach else None,
    )


def _lacking(context: Context, values: Values) -> str:
    """What the coach would change in the post as it stands."""
    found = what_it_lacks(
        context.handbook,
        values["text"],
        Audience(values["audience"]),
        Stage(values["stage"]),
        int(values["promise"]) or None,
    )
    return "\n".join(f"✗ {item}" for item in found) or "✓ It says all that its readers need."


def _from_template(context: Context, key: str, suggested: DraftPost | None) -> dict[str, str]:
    """What the fields become with that template; nothing changes where none is chosen."""
    chosen = next((item for item in context.handbook.runbook.templates if item.id == key), None)
    if chosen is None:
        return {}
    filled = filled_draft(context.view, context.handbook, context.by, chosen.audience, key)
    return {
        "audience": chosen.audience.value,
        "stage": chosen.stage.value,
        "text": filled.text if filled and suggested else chosen.text,
        "promise": _closest(filled.next_update_s if filled else 900),
    }


def _stage(context: Context, suggested: DraftPost | None) -> str:
    if suggested is not None:
        return suggested.stage.value
    return (context.view.stage or Stage.INVESTIGATING).value


def _options(words: type[Audience] | type[Stage] | type[EntryKind]) -> tuple[Option, ...]:
    return tuple(Option(word.value, word.value.capitalize()) for word in words)


def approve(context: Context) -> Form | None:
    """Read a draft; approve it, or say what should change."""
    draft = _open_draft(context)
    if draft is None:
        return None

    def yes(values: Values) -> tuple[Command, ...]:
        return (ApprovePost(by=context.by, draft=draft.id, comment=values["comment"]),)

    def no(values: Values) -> tuple[Command, ...]:
        return (ReturnPost(by=context.by, draft=draft.id, comment=values["comment"]),)

    hint = context.suggestion
    comment = hint.comment if isinstance(hint, ReturnPost) else ""
    return Form(
        title=f"{draft.by} asks: may this go out?",
        asks=(
            Note(f"For {draft.audience.value}, stage {draft.stage.value}", "info", strong=True),
            Note(draft.text, "text"),
            Note("Is it true now? Plain? No repair time, no cause, nobody blamed?"),
            *(Note(f"✗ {item}") for item in _lacks(context, draft)),
            Line("comment", "Comment (needed to return it)", comment),
        ),
        submit="Approve",
        build=yes,
        extras=(Extra("Return it", no),),
    )


def _lacks(context: Context, draft: Draft) -> tuple[str, ...]:
    """What the coach would change in a draft."""
    if not context.coach:
        return ()
    promise_s = draft.next_update_s
    return what_it_lacks(context.handbook, draft.text, draft.audience, draft.stage, promise_s)


def _open_draft(context: Context) -> Draft | None:
    wanted = context.with_.get("draft", "")
    loose = [
        item for item in context.view.drafts if item.published_s is None and item.returned_s is None
    ]
    waiting = (item for item in loose if item.approved_s is None)
    return next((item for item in loose if item.id == wanted), next(waiting, None))


def write_entry(context: Context) -> Form:
    """A line of the timeline: when, who, what kind, what; what led here may say some of it."""
    hint, about = context.suggestion, context.with_
    suggested = hint if isinstance(hint, WriteEntry) else None

    def build(values: Values) -> tuple[Command, ...]:
        return (
            WriteEntry(
                by=context.by,
                time_s=time_of(values["time"], context.view.at_s),
                who=values["who"],
                kind=EntryKind(values["kind"]),
                text=values["text"],
            ),
        )

    return Form(
        title="Write into the timeline",
        asks=(
            _what(suggested.text if suggested else about.get("text", ""), jotted=_jotted(about)),
            Pick(
                "kind",
                "Kind",
                _options(EntryKind),
                suggested.kind.value if suggested else about.get("kind", EntryKind.OBSERVED.value),
            ),
            Line(
                "who",
                "Who",
                suggested.who if suggested else about.get("who", _usual_speaker(context)),
                "Priya, or monitoring",
            ),
            Line("time", "When", _suggested_time(context, suggested)),
        ),
        submit="Write it down",
        build=build,
    )


def _jotted(about: Mapping[str, str]) -> bool:
    """Whether it is a line of one key, which Enter writes down."""
    return "kind" in about and "text" not in about


def _what(text: str, *, jotted: bool) -> Line | Words:
    if jotted:
        return Line("text", "What happened (Enter writes it down)", text)
    return Words("text", "What happened", text, rows=3)


_SPEAKERS = {
    EntryKind.OBSERVED: Role.OPS,
    EntryKind.DECIDED: Role.IC,
    EntryKind.ACTED: Role.OPS,
    EntryKind.SAID: Role.COMMS,
    EntryKind.EFFECT: Role.OPS,
}


def _usual_speaker(context: Context) -> str:
    """Whom such a line is about most often; the Scribe may write another name."""
    if not _jotted(context.with_):
        return ""
    seat = _SPEAKERS.get(EntryKind(context.with_["kind"]))
    return "Monitoring" if seat is None else context.person(seat)


def _suggested_time(context: Context, suggested: WriteEntry | None) -> str:
    """When it happened, as the field shows it: as said, or now."""
    if suggested is not None:
        return clock(suggested.time_s)
    return clock(int(context.with_.get("time", context.view.at_s)))


def time_of(text: str, now_s: int) -> int:
    """The second somebody typed; now where it cannot be read."""
    try:
        return min(parse_offset_s(text), now_s)
    except ValueError:
        return now_s


def correct_entry(context: Context, key: str) -> Form | None:
    """Change a line of the timeline, or pin it; the old one stays in the log."""
    entry = next((item for item in context.view.entries if item.id == key), None)
    if entry is None:
        return None

    def build(values: Values) -> tuple[Command, ...]:
        return (
            CorrectEntry(
                by=context.by,
                entry=entry.id,
                time_s=time_of(values["time"], context.view.at_s),
                who=values["who"],
                kind=EntryKind(values["kind"]),
                text=values["text"],
            ),
        )

    def pin(_values: Values) -> tuple[Command, ...]:
        return (PinEntry(by=context.by, entry=entry.id),)

    return Form(
        title="Correct this line",
        asks=(
            Line("time", "When", clock(entry.time_s)),
            Line("who", "Who", entry.who),
            Pick("kind", "Kind", _options(EntryKind), entry.kind.value),
            Words("text", "What happened", entry.text, rows=3),
        ),
        submit="Correct it",
        build=build,
        extras=() if entry.pinned else (Extra("⚑ Pin it", pin),),
    )


def pin(context: Context) -> Form | None:
    """Mark the line that matters most."""
    entries = [item for item in context.view.entries if not item.pinned]
    if not entries:
        return None
    options = tuple(Option(item.id, f"{clock(item.time_s)} {item.text}") for item in entries)
    hint = context.suggestion
    wanted = hint.entry if isinstance(hint, PinEntry) else ""

    def build(values: Values) -> tuple[Command, ...]:
        return (PinEntry(by=context.by, entry=values["entry"]),)

    return Form(
        title="Pin a line",
        asks=(Pick("entry", "Which one matters", options, wanted, cards=True),),
        submit="⚑ Pin it",
        build=build,
    )


def status_doc(context: Context) -> Form:
    """The one place where everybody reads how it stands."""
    hint = context.suggestion
    suggested = hint.text if isinstance(hint, SetStatusDoc) else context.view.status_doc

    def build(values: Values) -> tuple[Command, ...]:
        return (SetStatusDoc(by=context.by, text=values["text"]),)

    return Form(
        title="The pinned status",
        asks=(
            Note("Severity, since when, who is hit, who is who, what is next. Four lines."),
            Words("text", "Status", suggested, rows=6),
        ),
        submit="Pin it",
        build=build,
    )
