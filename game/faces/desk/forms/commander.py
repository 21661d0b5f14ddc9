"""Forms of the Incident Commander: declaring, severity, roles, tasks, people and the end."""

from game.engine.commands import (
    AcceptRole,
    AssignRole,
    AssignTask,
    ChangeSeverity,
    Command,
    Declare,
    DeclineRole,
    MarkMitigated,
    OfferRole,
    PagePerson,
    Reopen,
    Resolve,
    StandDown,
)
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Extra, Form, Line, Note, Pick, Values, Words
from game.faces.desk.widgets import Option
from game.terms import SEATS, IncidentPhase, Role, Severity

_LIMITS_S = (60, 120, 180, 300, 600)


def severities(context: Context) -> tuple[Option, ...]:
    """The severities of the runbook with the observables they go by; the one held is off."""
    held = context.view.incident.severity
    return tuple(
        Option(
            rule.id.value,
            rule.label,
            rule.says,
            shortcut=f"alt+{rule.id.rank}",
            enabled=rule.id is not held,
            reason=f"Held now. {rule.says}",
        )
        for rule in context.handbook.runbook.severities
    )


def declare(context: Context) -> Form:
    """Say that there is an incident."""
    hint = context.suggestion
    suggested = hint if isinstance(hint, Declare) else None

    def build(values: Values) -> tuple[Command, ...]:
        severity = Severity(values["severity"])
        return (Declare(by=context.by, severity=severity, title=values["title"]),)

    return Form(
        title="Declare an incident",
        asks=(
            Note("Go by what can be measured. When in doubt, take the higher one."),
            Pick(
                "severity",
                "Severity",
                severities(context),
                suggested.severity.value if suggested else "",
                cards=True,
            ),
            Line(
                "title",
                "What is wrong, as customers see it",
                suggested.title if suggested else "",
                "Checkout: orders failing",
            ),
        ),
        submit="Declare",
        build=build,
    )


def change_severity(context: Context) -> Form:
    """Correct the severity."""
    hint = context.suggestion
    suggested = hint if isinstance(hint, ChangeSeverity) else None

    def build(values: Values) -> tuple[Command, ...]:
        severity = Severity(values["severity"])
        return (ChangeSeverity(by=context.by, severity=severity, reason=values["reason"]),)

    return Form(
        title="Change the severity",
        asks=(
            Pick(
                "severity",
                "Severity",
                severities(context),
                suggested.severity.value if suggested else "",
                cards=True,
            ),
            Line("reason", "Because", suggested.reason if suggested else ""),
        ),
        submit="Change",
        build=build,
    )


def name_roles(context: Context) -> Form:
    """Say who holds which role."""
    unnamed = tuple(seat for seat in SEATS if seat not in context.view.roles)

    def build(_values: Values) -> tuple[Command, ...]:
        return tuple(AssignRole(by=context.by, seat=seat) for seat in unnamed)

    lines = tuple(
        Note(f"{seat.title}: {context.person(seat)}", "text", strong=seat in unnamed)
        for seat in SEATS
    )
    return Form(
        title="Name the roles",
        asks=(Note("At every moment it is known who does what. You say it aloud:"), *lines),
        submit="Name them all",
        build=build,
    )


def hand_over(context: Context) -> Form:
    """Offer a role in the set words."""
    seats = tuple(Option(seat.value, seat.title) for seat in SEATS)
    people = tuple(
        Option(contact.id, f"{contact.name}, {contact.title}")
        for contact in context.handbook.contacts.values()
    )
    others = tuple(
        Option(seat.value, f"{context.person(seat)}, {seat.title}")
        for seat in SEATS
        if seat is not context.seat
    )
    hint = context.suggestion
    suggested = hint if isinstance(hint, OfferRole) else None

    def build(values: Values) -> tuple[Command, ...]:
        return (OfferRole(by=context.by, seat=Role(values["seat"]), to=values["to"]),)

    return Form(
        title="Hand a role over",
        asks=(
            Pick("seat", "Role", seats, context.seat.value),
            Pick("to", "To", (*people, *others), suggested.to if suggested else ""),
            Note("They accept in so many words; until then you still hold it."),
            Note(context.handbook.runbook.handover.replace("{person}", "(name)"), "text"),
        ),
        submit="Offer it",
        build=build,
    )


def accept_role(context: Context) -> Form:
    """Take or decline an offered role."""
    seat = Role(context.with_.get("seat", Role.IC.value))

    def accept(_values: Values) -> tuple[Command, ...]:
        return (AcceptRole(by=context.by, seat=seat),)

    def decline(_values: Values) -> tuple[Command, ...]:
        return (DeclineRole(by=context.by, seat=seat),)

    return Form(
        title=f"You are offered: {seat.title}",
        asks=(Note("Accept only what you can carry now."),),
        submit="I have it",
        build=accept,
        extras=(Extra("Decline", decline),),
    )


def assign_task(context: Context) -> Form:
    """Give somebody something to do, by name and with a limit."""
    hint = context.suggestion
    suggested = hint if isinstance(hint, AssignTask) else None
    to = tuple(
        Option(seat.value, f"{context.person(seat)}, {seat.title}")
        for seat in SEATS
        if seat is not context.seat
    )
    limits = tuple(Option(str(limit), f"{limit // 60} min") for limit in _LIMITS_S)

    def build(values: Values) -> tuple[Command, ...]:
        return (
            AssignTask(
                by=context.by,
                to=Role(values["to"]),
                text=values["text"],
                limit_s=int(values["limit"]),
            ),
        )

    return Form(
        title="Give a task",
        asks=(
            Pick("to", "Who", to, suggested.to.value if suggested else ""),
            Words(
                "text",
                "What is to be done",
                suggested.text if suggested else "",
                "Look up what was released in the last hour, and tell me.",
            ),
            Pick("limit", "Report back within", limits, _limit(suggested)),
            Note("They confirm that they have understood."),
        ),
        submit="Give the task",
        build=build,
    )


def _limit(suggested: AssignTask | None) -> str:
    wanted = suggested.limit_s if suggested else 180
    return str(min(_LIMITS_S, key=lambda limit: abs(limit - wanted)))


def page(context: Context) -> Form:
    """Call somebody in."""
    hint = context.suggestion
    suggested = hint if isinstance(hint, PagePerson) else None
    people = tuple(
        Option(contact.id, contact.name, contact.title)
        for contact in context.handbook.contacts.values()
    )

    def build(values: Values) -> tuple[Command, ...]:
        return (PagePerson(by=context.by, target=values["target"], note=values["note"]),)

    return Form(
        title="Page somebody",
        asks=(
            Pick("target", "Who", people, suggested.target if suggested else ""),
            Line("note", "What for", suggested.note if suggested else "", "Checkout is down; join"),
        ),
        submit="Page them",
        build=build,
    )


def mark_mitigated(context: Context) -> Form:
    """Say that the impact has ended."""
    hint = context.suggestion
    suggested = hint if isinstance(hint, MarkMitigated) else None

    def build(values: Values) -> tuple[Command, ...]:
        return (MarkMitigated(by=context.by, reason=values["reason"]),)

    return Form(
        title="The impact has ended",
        asks=(
            Note("Mitigated means that customers can buy again. The cause may still be there."),
            Note("Look at the charts first: are they back to normal, and do they stay so?"),
            Words("reason", "How you know", suggested.reason if suggested else "", rows=2),
        ),
        submit="Mark as mitigated",
        build=build,
    )


def resolve(context: Context) -> Form:
    """Say that it is over for good."""
    hint = context.suggestion
    suggested = hint if isinstance(hint, Resolve) else None
    exits = tuple(
        Note(f"◇ {criterion.text}", "text") for criterion in context.handbook.runbook.exit_criteria
    )

    def build(values: Values) -> tuple[Command, ...]:
        return (Resolve(by=context.by, summary=values["summary"]),)

    return Form(
        title="Resolve the incident",
        asks=(
            Note("Only when all of this holds:"),
            *exits,
            Words("summary", "How you know", suggested.summary if suggested else "", rows=2),
        ),
        submit="Resolve",
        build=build,
    )


def stand_down(context: Context) -> Form:
    """Say that it was a false alarm, or that it is back."""
    hint = context.suggestion
    over = context.view.incident.phase in {IncidentPhase.RESOLVED, IncidentPhase.MONITORING}

    def build(values: Values) -> tuple[Command, ...]:
        return (StandDown(by=context.by, reason=values["reason"]),)

    def reopen(values: Values) -> tuple[Command, ...]:
        return (Reopen(by=context.by, reason=values["reason"]),)

    if isinstance(hint, Reopen):
        return Form(
            title="It is back",
            asks=(
                Note("Going back is honest. Customers must hear it too."),
                Words("reason", "How you know", hint.reason, rows=2),
            ),
            submit="Reopen the incident",
            build=reopen,
        )
    return Form(
        title="Stand down, or reopen",
        asks=(
            Note("A false alarm that was verified costs nothing. What comes back is reopened."),
            Words(
                "reason", "How you know", hint.reason if isinstance(hint, StandDown) else "", rows=2
            ),
        ),
        submit="It was a false alarm",
        build=build,
        extras=(Extra("It is back: reopen", reopen),) if over else (),
    )
