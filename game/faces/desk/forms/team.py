"""Forms of every seat: tasks, decisions and answers."""

from game.engine.commands import Command, Decide, FinishTask, ProposeOption, SendMessage
from game.engine.handbook import Lever
from game.engine.state import CheckResult, InjectState
from game.engine.view import View
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.figures import mean_shown
from game.faces.desk.forms.form import Extra, Form, Note, Pick, Values, Words
from game.faces.desk.widgets import Option
from game.scenario.model import Option as Way
from game.simtime import words
from game.terms import Role


def finish_task(context: Context) -> Form:
    """Report what came out of a task."""
    key = context.with_.get("task", "")
    task = next((item for item in context.view.tasks if item.id == key), None)
    hint = context.suggestion
    suggested = hint.result if isinstance(hint, FinishTask) else ""

    def build(values: Values) -> tuple[Command, ...]:
        return (FinishTask(by=context.by, task=key, result=values["result"]),)

    return Form(
        title="Report your task",
        asks=(
            Note(task.text if task else "", "text", strong=True),
            Words("result", "What you found or did", suggested),
        ),
        submit="Report",
        build=build,
    )


def decide(context: Context) -> Form | None:
    """Settle a question: what speaks for and against each way, what is known, and a reason."""
    asked = _open_question(context)
    if asked is None:
        return None
    decision = context.handbook.decisions[asked]
    option, reason = _suggested_way(context)
    options = tuple(
        Option(way.id, way.title, _pros_and_cons(context, way), shortcut=f"alt+{number}")
        for number, way in enumerate(decision.options, 1)
    )

    def build(values: Values) -> tuple[Command, ...]:
        return (
            Decide(by=context.by, decision=asked, option=values["option"], reason=values["reason"]),
        )

    def propose(values: Values) -> tuple[Command, ...]:
        return (
            ProposeOption(
                by=context.by, decision=asked, option=values["option"], text=values["reason"]
            ),
        )

    commander = context.seat is Role.IC
    return Form(
        title=decision.question,
        asks=(
            *_cost_of_waiting(context.view),
            *_proposals(context, asked),
            Pick("option", "Ways", options, option, cards=True),
            Words("reason", "Reason (goes into the decision log)", reason, rows=2),
        ),
        submit="Decide" if commander else "Propose to the IC",
        build=build if commander else propose,
        extras=(Extra("Only propose it", propose),) if commander else (),
    )


def _suggested_way(context: Context) -> tuple[str, str]:
    match context.suggestion:
        case Decide(option=option, reason=reason) | ProposeOption(option=option, text=reason):
            return option, reason
        case _:
            return "", ""


def _open_question(context: Context) -> str | None:
    wanted = context.with_.get("decision", "")
    asked = [item.id for item in context.view.decisions]
    unsettled = [item.id for item in context.view.decisions if item.made_s is None]
    if wanted in asked:
        return wanted
    return next(iter([*unsettled, *reversed(asked)]), None)


def _cost_of_waiting(view: View) -> tuple[Note, ...]:
    """What the dashboards say a minute like this one costs, held against before it began."""
    before = mean_shown(view, "orders.rate", -180, 0)
    now = mean_shown(view, "orders.rate", view.at_s - 30, view.at_s)
    if not before - now >= 0.05 * before:
        return ()
    text = f"Each minute like this one costs about {before - now:.0f} orders."
    return (Note(text, "bad", strong=True),)


def _proposals(context: Context, asked: str) -> tuple[Note, ...]:
    state = next(item for item in context.view.decisions if item.id == asked)
    titles = {way.id: way.title for way in context.handbook.decisions[asked].options}
    settled: tuple[Note, ...] = ()
    if state.made_s is not None:
        settled = (Note(f"Decided so far: {titles[state.option]}", "info", strong=True),)
    return settled + tuple(
        Note(f"{who} proposes: {titles[option]}. {text}".strip(), "text")
        for who, option, text in state.proposals
    )


def _pros_and_cons(context: Context, way: Way) -> str:
    lines = [*(f"✓ {text}" for text in way.for_), *(f"✗ {text}" for text in way.against)]
    lever = context.handbook.levers.get(way.lever or "")
    if lever is not None:
        lines += [_question(context, lever, item.id, item.text) for item in lever.questions]
        lines.append(f"takes about {words(max(lever.full_after_s, 1))}")
    left = context.handbook.levers.get(way.undoes or "")
    if left is not None:
        lines.append(f"↶ takes back: {left.title}")
    return "\n".join(lines)


def _question(context: Context, lever: Lever, key: str, text: str) -> str:
    check = check_of(context, lever.id, key)
    if check is None:
        return f"? {text} Not checked"
    if check.done_s is None:
        return f"… {text} Being checked"
    return f"{'✓' if check.holds else '✗'} {check.finding}"


def check_of(context: Context, lever: str, key: str) -> CheckResult | None:
    """How a precondition stands; None while nobody has checked it."""
    return next(
        (item for item in context.view.checks if (item.lever, item.precondition) == (lever, key)),
        None,
    )


def reply(context: Context) -> Form | None:
    """Answer somebody who asked."""
    inject = _asking(context)
    if inject is None:
        return None
    hint = context.suggestion
    suggested = hint.text if isinstance(hint, SendMessage) else ""
    contact = context.handbook.contacts.get(inject.sender)
    name = f"{contact.name}, {contact.title}" if contact else inject.sender.capitalize()

    def build(values: Values) -> tuple[Command, ...]:
        channel = values["channel"]
        return (
            SendMessage(by=context.by, channel=channel, text=values["text"], reply_to=inject.id),
        )

    ways = (Option("direct", "Directly to them"), Option("incident", "In the incident channel"))
    return Form(
        title=f"Answer {name}",
        asks=(
            Note(f"“{inject.text}”", "text"),
            Words("text", "Your answer", suggested),
            Pick("channel", "Where", ways, "incident" if contact is None else "direct"),
        ),
        submit="Send",
        build=build,
    )


def _asking(context: Context) -> InjectState | None:
    wanted = context.with_.get("inject", "")
    asking = [item for item in context.view.injects if item.expects_s is not None]
    named = next((item for item in context.view.injects if item.id == wanted), None)
    unanswered = [item for item in asking if item.answered_s is None]
    return named or next(iter([*unanswered, *reversed(asking)]), None)
