"""What bots say in the channel: short, warm, true at that moment, and never twice the same way."""

from collections.abc import Mapping

from game import draws
from game.engine.commands import (
    AcknowledgePage,
    ApprovePost,
    AssignRole,
    CaptureEvidence,
    CheckPrecondition,
    Command,
    Decide,
    Declare,
    DraftPost,
    FinishTask,
    Investigate,
    MarkMitigated,
    PublishPost,
    Reopen,
    Resolve,
    ReturnPost,
    StartMitigation,
)
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.posts import holder_of
from game.faces.bots.signs import figure
from game.terms import SEATS

_LINES: Mapping[str, tuple[str, ...]] = {
    "acknowledge": (
        "Got the page. Checkout success is {success}, looking now.",
        "I have it. First glance: success {success}, p95 {p95}.",
        "On it. The dashboards say {success} of checkouts go through.",
    ),
    "declare": (
        "Declaring {severity}: {title}. I take command; everything goes through this channel.",
        "This is {severity}: {title}. I am Incident Commander until I hand over.",
        "We have an incident, {severity}: {title}. Better one too many than one too late.",
    ),
    "roles": ("Roles: {roles}. Shout if you cannot take yours.", "Who does what: {roles}."),
    "investigate": (
        "Looking into it: {what}. About {takes} s.",
        "Give me {takes} s: {what}.",
        "Next I look at this: {what}",
    ),
    "check": (
        "Before anybody pulls it, I check: {what}",
        "Checking for “{lever}”: {what}",
    ),
    "capture": (
        "Saved the {kind} before anything changes.",
        "Captured: {kind}. Now we can compare later.",
    ),
    "decide": (
        "Any strong objections? None heard. We go for “{option}”: {reason}",
        "Decision: “{option}”. {reason}",
    ),
    "mitigate": (
        "Starting: {lever}. Hands off everything else, please; success is {success} now.",
        "Doing it now: {lever}. Before: success {success}, orders {orders} a minute.",
    ),
    "mitigated": (
        "Success is {success} and stays there. I call it mitigated; not resolved yet.",
        "Customers can buy again: {success}. We keep watching.",
    ),
    "resolve": (
        "Resolved. Thank you all, that was calm and quick. The postmortem is next.",
        "We close it here: success {success}, nothing is growing. Thank you, everyone.",
    ),
    "reopen": ("It is back: success {success}. We are on it again.",),
    "draft": (
        "Draft for {audience} is up. {ic}, your eyes please.",
        "{ic}, a post for {audience} waits for your approval.",
    ),
    "approve": (
        "Approved, please send it.",
        "Reads well and is true. Go.",
        "Good to go, thank you.",
    ),
    "return": ("I send the draft back: {comment}", "Not like this, please: {comment}"),
    "publish": ("It is out.", "Published.", "Sent."),
    "finish": ("Done: {result}", "Here is what I have: {result}"),
    "verified": (
        "After “{lever}”: success {success}, p95 {p95}.",
        "Figures after “{lever}”: {success} succeed, {orders} orders a minute.",
    ),
    "no-effect": (
        "“{lever}” is done and I see no change: success is still {success}. We need another way.",
        "No luck with “{lever}”, success stays at {success}. {ic}, what next?",
    ),
    "refused": (
        "“{lever}” was refused: {note} {ic}, we need another way.",
        "The system would not do “{lever}”: {note}",
    ),
    "clock": (
        "Time check: {minutes} min in. Success is {success}. Anything that blocks you?",
        "{minutes} minutes. We stand at {success}. Whoever needs something, say so now.",
    ),
    "undecided": (
        "{ic}, the decision is still open, and success is {success}. What shall we do?",
        "Everything for the decision is here, {ic}. Your call.",
    ),
}


def line(occasion: str, seed: int, n: int, facts: Mapping[str, str]) -> str:
    """One of the ways to say it, the same for the same seed and number."""
    choices = [(text, 1.0) for text in _LINES[occasion]]
    return draws.pick(seed, f"speech/{occasion}", choices, n).format_map(facts)


def facts_of(view: View, **more: str) -> dict[str, str]:
    """What every line may name, and what this one is about."""
    return {
        "success": figure(view, "checkout.success"),
        "p95": figure(view, "checkout.p95"),
        "orders": figure(view, "orders.rate"),
        "ic": holder_of(view, SEATS[0]).split(" ", maxsplit=1)[0],
        "minutes": str(view.at_s // 60),
        **more,
    }


def remark(command: Command, view: View, handbook: Handbook) -> tuple[str, dict[str, str]] | None:
    """What goes with a command in the channel: an occasion and its facts; None for silence."""
    match command:
        case AcknowledgePage():
            return "acknowledge", facts_of(view)
        case Declare():
            return "declare", facts_of(
                view, severity=command.severity.value.upper(), title=command.title
            )
        case Reopen():
            return "reopen", facts_of(view)
        case AssignRole():
            return ("roles", facts_of(view, roles=_roles(view))) if not view.roles else None
        case Decide():
            return "decide", facts_of(
                view, option=_option(handbook, command), reason=command.reason
            )
        case MarkMitigated():
            return "mitigated", facts_of(view)
        case Resolve():
            return "resolve", facts_of(view)
        case FinishTask():
            return "finish", facts_of(view, result=command.result)
        case _:
            return _of_hands(command, view, handbook) or _of_posts(command, view)


def _of_hands(
    command: Command, view: View, handbook: Handbook
) -> tuple[str, dict[str, str]] | None:
    match command:
        case Investigate():
            lookup = handbook.lookups[command.investigation]
            return "investigate", facts_of(view, what=lookup.title, takes=str(lookup.takes_s))
        case CheckPrecondition():
            lever = handbook.levers[command.lever]
            what = next(q.text for q in lever.questions if q.id == command.precondition)
            return "check", facts_of(view, what=what, lever=lever.title)
        case CaptureEvidence():
            return "capture", facts_of(view, kind=command.kind.value)
        case StartMitigation():
            return "mitigate", facts_of(view, lever=handbook.levers[command.lever].title)
        case _:
            return None


def _of_posts(command: Command, view: View) -> tuple[str, dict[str, str]] | None:
    match command:
        case DraftPost():
            return "draft", facts_of(view, audience=command.audience.value)
        case ApprovePost():
            return "approve", facts_of(view)
        case ReturnPost():
            return "return", facts_of(view, comment=command.comment)
        case PublishPost():
            return "publish", facts_of(view)
        case _:
            return None


def _roles(view: View) -> str:
    return ", ".join(f"{person} is {seat.title}" for seat, person in view.seats.items())


def _option(handbook: Handbook, command: Decide) -> str:
    options = handbook.decisions[command.decision].options
    return next((item.title for item in options if item.id == command.option), command.option)
