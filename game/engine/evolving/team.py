"""Events of the team: talk, roles, tasks, decisions, people and the incident."""

from dataclasses import replace
from typing import assert_never

from game.engine.agenda import CharacterSpeaks, PageAnswered, Planned, RoleIsTaken
from game.engine.characters import reply_of
from game.engine.events import (
    DecisionMade,
    DecisionPrompted,
    IncidentDeclared,
    IncidentMitigated,
    IncidentReopened,
    IncidentResolved,
    IncidentStoodDown,
    MessageSent,
    OptionProposed,
    PersonAnswered,
    PersonPaged,
    RoleAccepted,
    RoleAssigned,
    RoleDeclined,
    RoleOffered,
    SeverityChanged,
    TaskAssigned,
    TaskConfirmed,
    TaskDone,
    TeamEvent,
)
from game.engine.lifecycle import HANDOVER, INCIDENT, Trigger, after
from game.engine.plan import Plan
from game.engine.state import DecisionState, Holder, Incident, Message, State, Task
from game.terms import Role


def evolve_team(plan: Plan, state: State, event: TeamEvent) -> State:
    """The state after something the team did."""
    match event:
        case MessageSent():
            return _said(plan, state, event)
        case IncidentDeclared():
            return _declared(state, event)
        case SeverityChanged():
            incident = replace(state.incident, severity=event.severity, changed_s=event.at_s)
            return replace(state, incident=incident)
        case IncidentMitigated():
            return moved(state, Trigger.MARK_MITIGATED, event.at_s)
        case IncidentResolved():
            return moved(state, Trigger.RESOLVE, event.at_s)
        case IncidentStoodDown():
            return moved(state, Trigger.STAND_DOWN, event.at_s)
        case IncidentReopened():
            return moved(state, Trigger.REOPEN, event.at_s)
        case RoleAssigned():
            return _held(state, event.seat, Holder(event.person, since_s=event.at_s))
        case RoleOffered():
            return _offered(plan, state, event)
        case RoleAccepted():
            return _accepted(state, event)
        case RoleDeclined():
            return _declined(state, event)
        case TaskAssigned():
            task = Task(
                event.task, event.at_s, event.to, event.text, event.limit_s, event.by.person
            )
            return replace(state, tasks={**state.tasks, task.id: task})
        case TaskConfirmed():
            task = replace(state.tasks[event.task], confirmed_s=event.at_s)
            return replace(state, tasks={**state.tasks, task.id: task})
        case TaskDone():
            done = replace(state.tasks[event.task], done_s=event.at_s, result=event.result)
            return replace(state, tasks={**state.tasks, done.id: done})
        case DecisionPrompted():
            asked = DecisionState(event.decision, event.at_s)
            return replace(state, decisions={**state.decisions, asked.id: asked})
        case OptionProposed():
            return _proposed(state, event)
        case DecisionMade():
            return _decided(state, event)
        case PersonPaged():
            return _paged(plan, state, event)
        case PersonAnswered():
            return _answered(plan, state, event)
        case _:
            assert_never(event)


def moved(state: State, trigger: Trigger, at_s: int) -> State:
    """The incident after a trigger; unchanged where its table has no such row."""
    phase = after(INCIDENT, state.incident.phase, trigger)
    if phase is None:
        return state
    return replace(state, incident=replace(state.incident, phase=phase, changed_s=at_s))


def _said(plan: Plan, state: State, event: MessageSent) -> State:
    message = Message(
        id=event.message,
        at_s=event.at_s,
        n=state.n,
        sender=event.by.person,
        role=event.by.role,
        channel=event.channel,
        to=event.to,
        text=event.text,
        reply_to=event.reply_to,
    )
    return replace(
        state,
        messages=(*state.messages, message),
        agenda=(
            *(item for item in state.agenda if not _is_this_answer(item, event)),
            *_answer_to(plan, state, event),
        ),
    )


def _is_this_answer(item: object, event: MessageSent) -> bool:
    return (
        event.by.role is Role.SYSTEM
        and isinstance(item, CharacterSpeaks)
        and item.reply_to == event.reply_to
        and item.at_s <= event.at_s
    )


def _answer_to(plan: Plan, state: State, event: MessageSent) -> tuple[CharacterSpeaks, ...]:
    character = plan.characters.get(event.to)
    if event.by.role is Role.SYSTEM or character is None:
        return ()
    reply = reply_of(plan, state, character, "message", event.text)
    if reply is None:
        return ()
    speaks = CharacterSpeaks(
        at_s=event.at_s + reply.after_s,
        character=character.id,
        channel=event.channel,
        to=event.by.role.value,
        reply_to=event.message,
        rule=reply.rule,
    )
    return (speaks,)


def _declared(state: State, event: IncidentDeclared) -> State:
    phase = after(INCIDENT, state.incident.phase, Trigger.DECLARE) or state.incident.phase
    incident = Incident(phase, event.severity, event.title, event.at_s, event.at_s)
    return replace(state, incident=incident)


def _held(state: State, seat: Role, holder: Holder) -> State:
    return replace(state, roles={**state.roles, seat: holder})


def _offered(plan: Plan, state: State, event: RoleOffered) -> State:
    holder = state.roles.get(event.seat) or Holder(state.seats.get(event.seat, ""))
    phase = after(HANDOVER, holder.phase, Trigger.OFFER) or holder.phase
    offered = replace(holder, phase=phase, offered_to=event.to, since_s=event.at_s)
    character = plan.characters.get(event.to)
    agenda = state.agenda
    if character is not None and character.takes_role_after_s is not None:
        at_s = event.at_s + character.takes_role_after_s
        agenda = (*agenda, RoleIsTaken(at_s, event.seat, event.to))
    return replace(_held(state, event.seat, offered), agenda=agenda)


def _accepted(state: State, event: RoleAccepted) -> State:
    holder = state.roles[event.seat]
    phase = after(HANDOVER, holder.phase, Trigger.ACCEPT) or holder.phase
    accepted = Holder(event.person, phase, since_s=event.at_s)
    return replace(
        _held(state, event.seat, accepted),
        seats={**state.seats, event.seat: event.person},
        agenda=_nobody_taking(state),
    )


def _declined(state: State, event: RoleDeclined) -> State:
    holder = state.roles[event.seat]
    phase = after(HANDOVER, holder.phase, Trigger.DECLINE) or holder.phase
    declined = _held(state, event.seat, replace(holder, phase=phase, offered_to=""))
    return replace(declined, agenda=_nobody_taking(state))


def _nobody_taking(state: State) -> tuple[Planned, ...]:
    return tuple(item for item in state.agenda if not isinstance(item, RoleIsTaken))


def _proposed(state: State, event: OptionProposed) -> State:
    asked = state.decisions[event.decision]
    proposal = (event.by.person, event.option, event.text)
    asked = replace(asked, proposals=(*asked.proposals, proposal))
    return replace(state, decisions={**state.decisions, asked.id: asked})


def _decided(state: State, event: DecisionMade) -> State:
    asked = state.decisions[event.decision]
    asked = replace(asked, option=event.option, reason=event.reason, made_s=event.at_s)
    return replace(state, decisions={**state.decisions, asked.id: asked})


def _paged(plan: Plan, state: State, event: PersonPaged) -> State:
    paged = {**state.paged, event.target: event.at_s}
    reply = reply_of(plan, state, plan.characters[event.target], "page", event.note)
    agenda = state.agenda
    if reply is not None:
        agenda = (*agenda, PageAnswered(event.at_s + reply.after_s, event.target, reply.rule))
    return replace(state, paged=paged, agenda=agenda)


def _answered(plan: Plan, state: State, event: PersonAnswered) -> State:
    message = Message(
        id=f"answer-{state.n}",
        at_s=event.at_s,
        n=state.n,
        sender=plan.person(event.target),
        role=Role.SYSTEM,
        channel="incident",
        to="",
        text=event.text,
    )
    return replace(
        state,
        messages=(*state.messages, message),
        answered_page=state.answered_page | {event.target},
        agenda=tuple(
            item
            for item in state.agenda
            if not (isinstance(item, PageAnswered) and item.target == event.target)
        ),
    )
