"""What the channel says by itself when something happens, so that nobody has to read the log."""

from game.engine.events import (
    AlertFired,
    AlertResolved,
    DecisionMade,
    Event,
    IncidentDeclared,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
    IncidentStoodDown,
    MitigationAborted,
    MitigationFailed,
    MitigationRefused,
    MitigationStarted,
    MitigationUndone,
    PaceSet,
    PersonPaged,
    PostmortemOwnerNamed,
    PostPublished,
    RoleAccepted,
    RoleAssigned,
    RoleOffered,
    SeatTaken,
    SeverityChanged,
    TaskAssigned,
    TaskConfirmed,
    TaskDone,
)
from game.engine.plan import Plan
from game.engine.state import Message, State
from game.terms import Audience, ExercisePhase, Role, Via

MONITORING = "Monitoring"
_UNDER_WAY = frozenset({ExercisePhase.RUNNING, ExercisePhase.PAUSED})


def announcement(plan: Plan, state: State, event: Event) -> Message | None:
    """The line in the incident channel that the event leaves, if it leaves one."""
    text = _text(plan, state, event)
    if not text:
        return None
    machine = event.by.role is Role.SYSTEM and not isinstance(event, RoleAccepted)
    return Message(
        id=f"event-{state.n}",
        at_s=event.at_s,
        n=state.n,
        sender=MONITORING if machine else event.by.person,
        role=event.by.role,
        channel="incident",
        to="",
        text=text,
        via=Via.MONITORING if machine else Via.CHANNEL,
    )


def _text(plan: Plan, state: State, event: Event) -> str:
    match event:
        case AlertFired():
            return event.title
        case PaceSet():
            return event.text
        case AlertResolved():
            return f"Over: {event.title}"
        case IncidentDeclared():
            return f"declared {event.severity.value.upper()}: {event.title}"
        case SeverityChanged():
            return f"changed the severity to {event.severity.value.upper()}: {event.reason}"
        case IncidentMitigated():
            return f"says that the impact has ended: {event.reason}"
        case IncidentResolved():
            return f"resolved the incident: {event.summary}"
        case IncidentStoodDown():
            return f"stood the team down: {event.reason}"
        case IncidentReopened():
            return f"reopened the incident: {event.reason}"
        case RoleAssigned():
            return f"{event.person} is {event.seat.title}"
        case SeatTaken() if state.phase in _UNDER_WAY:
            return f"{event.person} is in the seat of the {event.seat.title} now"
        case PostmortemOwnerNamed():
            return f"{event.person} writes the postmortem"
        case RoleOffered():
            return event.text
        case RoleAccepted():
            return f"I have it. I am {event.seat.title} now."
        case _:
            return _work_text(plan, state, event)


def _work_text(plan: Plan, state: State, event: Event) -> str:
    match event:
        case PersonPaged():
            return f"paged {plan.person(event.target)}. {event.note}".strip()
        case TaskAssigned():
            minutes = max(1, round(event.limit_s / 60))
            return f"{state.seats[event.to]}: {event.text} ({minutes} min, understood?)"
        case TaskConfirmed():
            return f"Understood: {state.tasks[event.task].text}"
        case TaskDone():
            return f"Done: {event.result}"
        case DecisionMade():
            options = plan.decisions[event.decision].options
            title = next(item.title for item in options if item.id == event.option)
            return f"decided: {title}. {event.reason}"
        case MitigationStarted():
            return f"started: {plan.levers[event.lever].title}"
        case MitigationRefused():
            return f"{plan.levers[event.lever].title} was refused. {event.text}"
        case MitigationFailed():
            return f"{plan.levers[event.lever].title} failed. {event.text}"
        case MitigationAborted():
            return f"stopped: {plan.levers[event.lever].title}"
        case MitigationUndone():
            return f"took back: {plan.levers[event.lever].title}"
        case PostPublished():
            where = "the status page" if event.audience is Audience.CUSTOMERS else event.audience
            return f"posted to {where}: {event.stage.value}"
        case _:
            return ""
