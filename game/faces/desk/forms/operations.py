"""Forms of the Operations Lead: looking, checking, saving evidence, and the levers."""

from game.engine.commands import (
    AbortMitigation,
    CaptureEvidence,
    CheckPrecondition,
    Command,
    Investigate,
    StartMitigation,
    UndoMitigation,
)
from game.engine.handbook import Lever
from game.engine.state import Inquiry, Mitigation
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Extra, Form, Note, Pick, Values
from game.faces.desk.forms.team import check_of
from game.faces.desk.widgets import Option
from game.scenario.shop_model import LeverKind
from game.simtime import words
from game.terms import EvidenceKind, MitigationPhase

_GONE = frozenset({MitigationPhase.UNDONE, MitigationPhase.ABORTED, MitigationPhase.REFUSED})
_EVIDENCE = {
    EvidenceKind.DASHBOARDS: "all figures of this moment",
    EvidenceKind.LOGS: "the last quarter of an hour",
    EvidenceKind.HEAP: "memory and threads; gone after a restart",
    EvidenceKind.QUERIES: "what the database is doing",
    EvidenceKind.DEPLOYS: "what was released and switched",
    EvidenceKind.PROVIDER: "the provider's status page",
}


def investigate(context: Context) -> Form:
    """Look into something: it costs time."""
    options = tuple(
        Option(
            item.id,
            item.title,
            _looked(_inquiry(context, item.id)) or f"takes {words(item.takes_s)}",
            enabled=_inquiry(context, item.id) is None,
        )
        for item in context.handbook.lookups.values()
    )

    def build(values: Values) -> tuple[Command, ...]:
        return (Investigate(by=context.by, investigation=values["what"]),)

    hint = context.suggestion
    suggested = hint.investigation if isinstance(hint, Investigate) else ""
    return Form(
        title="Look into something",
        asks=(
            Note("One thing at a time. Stopping the damage comes before understanding it."),
            Pick(
                "what",
                "What to look into",
                options,
                suggested or context.with_.get("investigation", ""),
                cards=True,
            ),
        ),
        submit="Look",
        build=build,
    )


def _inquiry(context: Context, key: str) -> Inquiry | None:
    return next((item for item in context.view.inquiries if item.id == key), None)


def _looked(inquiry: Inquiry | None) -> str:
    if inquiry is None:
        return ""
    return f"✓ {inquiry.finding}" if inquiry.done_s is not None else "… being looked into"


def check(context: Context) -> Form:
    """Check whether a lever is safe to pull."""
    options = tuple(
        Option(
            f"{lever.id}/{question.id}",
            question.text,
            _checked(context, lever.id, question.id)
            or f"before: {lever.title}; takes {words(question.takes_s)}",
            enabled=check_of(context, lever.id, question.id) is None,
        )
        for lever in context.handbook.levers.values()
        for question in lever.questions
    )
    hint = context.suggestion
    wanted = f"{hint.lever}/{hint.precondition}" if isinstance(hint, CheckPrecondition) else ""

    def build(values: Values) -> tuple[Command, ...]:
        lever, _, question = values["what"].partition("/")
        return (CheckPrecondition(by=context.by, lever=lever, precondition=question),)

    return Form(
        title="Check before you pull",
        asks=(
            Note("A lever that is pulled blindly can make it worse, or refuse."),
            Pick("what", "What to check", options, wanted, cards=True),
        ),
        submit="Check",
        build=build,
    )


def _checked(context: Context, lever: str, question: str) -> str:
    done = check_of(context, lever, question)
    if done is None:
        return ""
    if done.done_s is None:
        return "… being checked"
    return f"{'✓' if done.holds else '✗'} {done.finding}"


def snapshot(context: Context) -> Form:
    """Save something before it is gone."""
    hint = context.suggestion
    suggested = hint.kind.value if isinstance(hint, CaptureEvidence) else ""
    options = tuple(
        Option(kind.value, kind.value.capitalize(), note) for kind, note in _EVIDENCE.items()
    )

    def build(values: Values) -> tuple[Command, ...]:
        return (CaptureEvidence(by=context.by, kind=EvidenceKind(values["kind"])),)

    return Form(
        title="Save evidence",
        asks=(
            Note("Before and after each change; before a restart above all."),
            Pick("kind", "What to save", options, suggested or "dashboards", cards=True),
        ),
        submit="Save",
        build=build,
    )


def mitigate(context: Context) -> Form:
    """Pull a lever."""
    hint = context.suggestion
    suggested = hint.lever if isinstance(hint, StartMitigation) else ""
    options = tuple(
        Option(lever.id, lever.title, _about(context, lever))
        for lever in context.handbook.levers.values()
        if lever.kind is not LeverKind.WAIT
    )

    def build(values: Values) -> tuple[Command, ...]:
        return (StartMitigation(by=context.by, lever=values["lever"]),)

    return Form(
        title="Change the system",
        asks=(
            Note("The IC decides, you do it, and then you both look at the charts."),
            Pick(
                "lever", "Lever", options, suggested or context.with_.get("lever", ""), cards=True
            ),
        ),
        submit="Do it",
        build=build,
        danger=True,
    )


def _about(context: Context, lever: Lever) -> str:
    lines = [lever.explain] if lever.explain else []
    for question in lever.questions:
        found = _checked(context, lever.id, question.id)
        lines.append(found or f"? {question.text} Not checked")
    if lever.destroys:
        lines.append(f"✗ destroys: {', '.join(lever.destroys)}")
    return "\n".join(lines)


def take_back(context: Context) -> Form | None:
    """Undo or stop a mitigation."""
    items = [item for item in context.view.mitigations if item.phase not in _GONE]
    if not items:
        return None
    titles = {item.id: context.handbook.levers[item.lever].title for item in items}
    options = tuple(Option(item.id, titles[item.id], _progress(item)) for item in items)

    def undo(values: Values) -> tuple[Command, ...]:
        return (UndoMitigation(by=context.by, mitigation=values["what"]),)

    def abort(values: Values) -> tuple[Command, ...]:
        return (AbortMitigation(by=context.by, mitigation=values["what"]),)

    return Form(
        title="Take something back",
        asks=(Pick("what", "Which", options, _wanted(context, items), cards=True),),
        submit="Undo it",
        build=undo,
        extras=(Extra("Stop it while it runs", abort),),
        danger=True,
    )


def _wanted(context: Context, items: list[Mitigation]) -> str:
    """The one that was pointed at, or that the coach means; else the newest."""
    hint = context.suggestion
    meant = hint.mitigation if isinstance(hint, UndoMitigation) else context.with_.get("what", "")
    return meant if meant in {item.id for item in items} else items[-1].id


def _progress(item: Mitigation) -> str:
    return "done" if item.completed_s is not None else item.phase.value
