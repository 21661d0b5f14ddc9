"""What bots say in the channel: short, warm, true at that moment, and never twice the same way."""

from collections.abc import Mapping

from game import draws
from game.engine.commands import (
    AcknowledgePage,
    ApprovePost,
    CaptureEvidence,
    CheckPrecondition,
    Command,
    Decide,
    Declare,
    DraftPost,
    Investigate,
    MarkMitigated,
    Resolve,
    ReturnPost,
    StartMitigation,
)
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.posts import holder_of
from game.faces.bots.signs import figure
from game.terms import Role

_LINES: Mapping[str, tuple[str, ...]] = {
    "acknowledge": (
        "Got the page. Checkout success is {success}, looking now.",
        "I have it. First glance: success {success}, p95 {p95}.",
        "On it. The dashboards say {success} of checkouts go through.",
    ),
    "declare": (
        "I take command until I hand it over. Everything goes through this channel, please.",
        "One channel, one commander: that is me for now. Tell me what you see.",
        "Better one too many than one too late. I have command; names and tasks follow.",
    ),
    "investigate": (
        "Looking into it, about {takes} s: {what}",
        "Give me {takes} s: {what}",
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
    "capture-after": (
        "Saved the {kind} once more, to lay beside the picture from before.",
        "Captured the {kind} after the step, too.",
    ),
    "decide": (
        "I asked for strong objections and heard none. {ops}, over to you.",
        "That is the decision. If the figures say otherwise, we change course.",
    ),
    "mitigate": (
        "Hands off everything else, please; success is {success} now.",
        "For comparison, before it acts: success {success}, {orders} orders a minute.",
    ),
    "mitigated": (
        "Mitigated, not resolved: we keep watching.",
        "Well done so far. Nobody goes to bed yet.",
    ),
    "resolve": (
        "Thank you all, that was calm and quick. The postmortem is next.",
        "Thank you, everyone. What we learned goes into the postmortem.",
    ),
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
        "ic": _first_name(view, Role.IC),
        "ops": _first_name(view, Role.OPS),
        "minutes": str(view.at_s // 60),
        **more,
    }


def _first_name(view: View, role: Role) -> str:
    return holder_of(view, role).split(" ", maxsplit=1)[0]


def remark(command: Command, view: View, handbook: Handbook) -> tuple[str, dict[str, str]] | None:
    """What goes with a command in the channel: an occasion and its facts; None for silence.

    What the channel announces by itself is not said twice.
    """
    match command:
        case AcknowledgePage():
            return "acknowledge", facts_of(view)
        case Declare():
            return "declare", facts_of(view)
        case Decide():
            return "decide", facts_of(view)
        case MarkMitigated():
            return "mitigated", facts_of(view)
        case Resolve():
            return "resolve", facts_of(view)
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
            after = any(item.completed_s is not None for item in view.mitigations)
            occasion = "capture-after" if after else "capture"
            return occasion, facts_of(view, kind=command.kind.value)
        case StartMitigation():
            return "mitigate", facts_of(view)
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
        case _:
            return None
