"""Commands that every seat and the Incident Commander give."""

from typing import assert_never

from game.engine.commands import (
    AcceptRole,
    AcknowledgePage,
    AssignRole,
    AssignTask,
    ChangeSeverity,
    ConfirmTask,
    Decide,
    Declare,
    DeclineRole,
    FinishTask,
    MarkMitigated,
    OfferRole,
    PagePerson,
    ProposeOption,
    Reopen,
    Resolve,
    SendMessage,
    StandDown,
    TeamCommand,
)
from game.engine.deciding.exercise import wordless
from game.engine.deciding.roles import accept, assign, decline, offer
from game.engine.events import (
    DecisionMade,
    Event,
    IncidentDeclared,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
    IncidentStoodDown,
    InjectAnswered,
    MessageSent,
    OptionProposed,
    PageAcknowledged,
    PersonPaged,
    SeverityChanged,
    TaskAssigned,
    TaskConfirmed,
    TaskDone,
)
from game.engine.lifecycle import INCIDENT, Trigger, after
from game.engine.plan import Plan
from game.engine.refusals import Reason, Refusal
from game.engine.state import DecisionState, State, Task
from game.engine.texts import clean, person_in
from game.scenario.model import Option
from game.terms import SEATS, Role

TASK_LIMITS_S = (30, 3600)
PAGE_AGAIN_S = 120
"""Paging the same person again makes sense after this long."""


def decide_team(plan: Plan, state: State, command: TeamCommand) -> tuple[Event, ...] | Refusal:
    """Events of a command of the team."""
    match command:
        case AcknowledgePage():
            return _acknowledge(state, command)
        case SendMessage():
            return _say(plan, state, command)
        case Declare():
            return _declare(state, command)
        case ChangeSeverity():
            return _severity(state, command)
        case AssignRole():
            return assign(state, command)
        case OfferRole():
            return offer(plan, state, command)
        case AcceptRole():
            return accept(state, command)
        case DeclineRole():
            return decline(state, command)
        case AssignTask():
            return _task(state, command)
        case ConfirmTask():
            return _confirm(state, command)
        case FinishTask():
            return _finish(state, command)
        case ProposeOption():
            return _propose(plan, state, command)
        case Decide():
            return _decide(plan, state, command)
        case PagePerson():
            return _page(plan, state, command)
        case MarkMitigated() | Resolve() | StandDown() | Reopen():
            return _turn(state, command)
        case _:
            assert_never(command)


def _acknowledge(state: State, command: AcknowledgePage) -> tuple[Event, ...] | Refusal:
    page = next((page for page in state.pages if page.id == command.page), None)
    if page is None:
        return Refusal(Reason.UNKNOWN, "There is no such page.")
    if page.acknowledged_s is not None:
        return Refusal(Reason.ALREADY, "That page has been acknowledged already.")
    return (PageAcknowledged(at_s=state.at_s, by=command.by, page=page.id),)


def _say(plan: Plan, state: State, command: SendMessage) -> tuple[Event, ...] | Refusal:
    inject = state.injects.get(command.reply_to)
    to = command.to or (inject.sender if inject and inject.sender in plan.characters else "")
    refusal = wordless(command.text, "your message") or _nobody_there(plan, command, to)
    if refusal is not None:
        return refusal
    said = MessageSent(
        at_s=state.at_s,
        by=command.by,
        message=f"m{state.n + 1}",
        channel=command.channel,
        to=to,
        text=clean(command.text),
        reply_to=command.reply_to,
    )
    if inject is None or not _answers(plan, state, command):
        return (said,)
    return (said, InjectAnswered(at_s=state.at_s, by=command.by, inject=inject.id))


def _nobody_there(plan: Plan, command: SendMessage, to: str) -> Refusal | None:
    if command.channel not in {"incident", "direct"}:
        return Refusal(Reason.UNKNOWN, "Write into the incident channel, or directly to somebody.")
    if command.channel == "direct" and not to:
        return Refusal(Reason.EMPTY, "Say to whom the message goes.")
    if to and to not in plan.characters and to not in set(SEATS):
        return Refusal(Reason.UNKNOWN, f"There is nobody called {to!r} in this drill.")
    return None


def _answers(plan: Plan, state: State, command: SendMessage) -> bool:
    """Whether this reply is what the inject asked for: from the right seat, or from the IC."""
    planned = plan.injects.get(command.reply_to)
    expects = planned.expects if planned else None
    if expects is None or expects.when is not None:
        return False
    unanswered = state.injects[command.reply_to].answered_s is None
    return unanswered and command.by.role in {expects.role, Role.IC}


def _declare(state: State, command: Declare) -> tuple[Event, ...] | Refusal:
    if after(INCIDENT, state.incident.phase, Trigger.DECLARE) is None:
        severity = state.incident.severity
        label = severity.value.upper() if severity else "an incident"
        text = f"It has been declared already, as {label}; the IC can change the severity."
        return Refusal(Reason.ALREADY, text)
    return wordless(command.title, "what is wrong, in a few words") or (
        IncidentDeclared(
            at_s=state.at_s, by=command.by, severity=command.severity, title=clean(command.title)
        ),
    )


def _severity(state: State, command: ChangeSeverity) -> tuple[Event, ...] | Refusal:
    was = state.incident.severity
    if was is None:
        return Refusal(Reason.NOT_YET, "Nothing has been declared yet: declare with a severity.")
    if was is command.severity:
        return Refusal(Reason.ALREADY, f"It is {was.value.upper()} already.")
    return wordless(command.reason, "the reason for the change") or (
        SeverityChanged(
            at_s=state.at_s,
            by=command.by,
            severity=command.severity,
            was=was,
            reason=clean(command.reason),
        ),
    )


def _task(state: State, command: AssignTask) -> tuple[Event, ...] | Refusal:
    low, high = TASK_LIMITS_S
    if command.to not in SEATS:
        return Refusal(Reason.UNKNOWN, "Give the task to one of the four seats, by name.")
    if not low <= command.limit_s <= high:
        return Refusal(Reason.OUT_OF_RANGE, "Set a time limit between 30 seconds and one hour.")
    return wordless(command.text, "what is to be done") or (
        TaskAssigned(
            at_s=state.at_s,
            by=command.by,
            task=f"task-{state.n + 1}",
            to=command.to,
            text=clean(command.text),
            limit_s=command.limit_s,
        ),
    )


def _own_task(state: State, command: ConfirmTask | FinishTask) -> Task | Refusal:
    task = state.tasks.get(command.task)
    if task is None:
        return Refusal(Reason.UNKNOWN, "There is no such task.")
    if task.to is not command.by.role:
        return Refusal(Reason.WRONG_ROLE, f"This task is for {person_in(state, task.to)}.")
    if task.done_s is not None:
        return Refusal(Reason.ALREADY, "That task is done already.")
    return task


def _confirm(state: State, command: ConfirmTask) -> tuple[Event, ...] | Refusal:
    task = _own_task(state, command)
    if isinstance(task, Refusal):
        return task
    if task.confirmed_s is not None:
        return Refusal(Reason.ALREADY, "You have confirmed that task already.")
    return (TaskConfirmed(at_s=state.at_s, by=command.by, task=task.id),)


def _finish(state: State, command: FinishTask) -> tuple[Event, ...] | Refusal:
    task = _own_task(state, command)
    if isinstance(task, Refusal):
        return task
    return wordless(command.result, "what came out of it") or (
        TaskDone(at_s=state.at_s, by=command.by, task=task.id, result=clean(command.result)),
    )


def _open_question(
    plan: Plan, state: State, command: ProposeOption | Decide
) -> tuple[DecisionState, Option] | Refusal:
    asked = state.decisions.get(command.decision)
    if asked is None:
        return Refusal(Reason.UNKNOWN, "That question is not on the table.")
    options = plan.decisions[asked.id].options
    option = next((item for item in options if item.id == command.option), None)
    if option is None:
        names = ", ".join(item.title for item in options)
        return Refusal(Reason.UNKNOWN, f"Choose one of: {names}.")
    return asked, option


def _propose(plan: Plan, state: State, command: ProposeOption) -> tuple[Event, ...] | Refusal:
    question = _open_question(plan, state, command)
    if isinstance(question, Refusal):
        return question
    asked, option = question
    return (
        OptionProposed(
            at_s=state.at_s,
            by=command.by,
            decision=asked.id,
            option=option.id,
            text=clean(command.text),
        ),
    )


def _decide(plan: Plan, state: State, command: Decide) -> tuple[Event, ...] | Refusal:
    question = _open_question(plan, state, command)
    if isinstance(question, Refusal):
        return question
    asked, option = question
    if asked.option == option.id:
        return Refusal(Reason.ALREADY, "That is what you have decided already.")
    return wordless(command.reason, "why you decide so: it goes into the decision log") or (
        DecisionMade(
            at_s=state.at_s,
            by=command.by,
            decision=asked.id,
            option=option.id,
            lever=option.lever or "",
            reason=clean(command.reason),
        ),
    )


def _page(plan: Plan, state: State, command: PagePerson) -> tuple[Event, ...] | Refusal:
    if command.target not in plan.characters:
        return Refusal(Reason.UNKNOWN, f"Nobody called {command.target!r} is on the call list.")
    last_s = state.paged.get(command.target)
    name = plan.person(command.target)
    if last_s is not None and state.at_s - last_s < PAGE_AGAIN_S:
        return Refusal(Reason.ALREADY, f"{name} has just been paged; give them two minutes.")
    return (
        PersonPaged(
            at_s=state.at_s, by=command.by, target=command.target, note=clean(command.note)
        ),
    )


def _turn(
    state: State, command: MarkMitigated | Resolve | StandDown | Reopen
) -> tuple[Event, ...] | Refusal:
    now, by = state.at_s, command.by
    match command:
        case MarkMitigated():
            trigger, text = Trigger.MARK_MITIGATED, command.reason
            event: Event = IncidentMitigated(at_s=now, by=by, reason=clean(text))
        case Resolve():
            trigger, text = Trigger.RESOLVE, command.summary
            event = IncidentResolved(at_s=now, by=by, summary=clean(text))
        case StandDown():
            trigger, text = Trigger.STAND_DOWN, command.reason
            event = IncidentStoodDown(at_s=now, by=by, reason=clean(text))
        case Reopen():
            trigger, text = Trigger.REOPEN, command.reason
            event = IncidentReopened(at_s=now, by=by, reason=clean(text))
        case _:
            assert_never(command)
    return _no_way(state, trigger) or wordless(text, "how you know") or (event,)


def _no_way(state: State, trigger: Trigger) -> Refusal | None:
    if after(INCIDENT, state.incident.phase, trigger) is not None:
        return None
    phase = state.incident.phase.value.replace("_", " ")
    if state.incident.declared_s is None:
        return Refusal(Reason.NOT_YET, "No incident has been declared yet.")
    return Refusal(Reason.WRONG_PHASE, f"The incident is {phase}; that does not follow from it.")
