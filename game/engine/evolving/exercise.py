"""Events of the exercise, its monitoring and its injects."""

from dataclasses import replace
from typing import assert_never

from game.engine.agenda import InjectExpires
from game.engine.events import (
    AlertFired,
    AlertResolved,
    BriefingOpened,
    ExerciseEnded,
    ExerciseEvent,
    ExerciseExtended,
    ExercisePaused,
    ExerciseResumed,
    ExerciseStarted,
    ExerciseStopped,
    HintShown,
    HotWashAnswered,
    InjectAnswered,
    InjectDelayed,
    InjectExpired,
    InjectReleased,
    InjectSkipped,
    PaceSet,
    PageAcknowledged,
    PostmortemOwnerNamed,
    ScriptRevised,
    SeatTaken,
    TaskRated,
)
from game.engine.lifecycle import EXERCISE, INCIDENT, Trigger, after
from game.engine.plan import Plan
from game.engine.revising import revised
from game.engine.state import InjectState, Message, Page, State
from game.terms import Role, Via


def evolve_exercise(plan: Plan, state: State, event: ExerciseEvent) -> State:
    """The state after an event of the exercise itself."""
    match event:
        case BriefingOpened():
            return _phase(state, Trigger.BRIEF)
        case ExerciseStarted():
            return _phase(state, Trigger.START)
        case ExercisePaused():
            return _phase(state, Trigger.PAUSE)
        case ExerciseResumed():
            return _phase(state, Trigger.RESUME)
        case ExerciseExtended():
            return replace(state, extended_s=state.extended_s + event.by_s)
        case ExerciseStopped():
            return _phase(state, Trigger.STOP)
        case ExerciseEnded():
            return _phase(state, Trigger.END)
        case PaceSet():
            return _paced(state, event)
        case HotWashAnswered():
            answer = (event.question, event.text, event.by)
            return replace(state, hot_wash=(*state.hot_wash, answer))
        case SeatTaken():
            return _seated(state, event)
        case AlertFired():
            return _alert_fired(state, event)
        case AlertResolved():
            return replace(state, firing=state.firing - {event.alert})
        case PageAcknowledged():
            pages = tuple(_acknowledged(page, event) for page in state.pages)
            return replace(state, pages=pages)
        case InjectReleased():
            return _released(plan, state, event)
        case InjectAnswered():
            return _settled(state, event.inject, answered_s=event.at_s)
        case InjectExpired():
            return _expired(state, event)
        case InjectSkipped():
            return replace(state, skipped=state.skipped | {event.inject})
        case InjectDelayed():
            moved_s = state.delays.get(event.inject, 0) + event.delay_s
            return replace(state, delays={**state.delays, event.inject: moved_s})
        case HintShown():
            return replace(state, hints=(*state.hints, event.item))
        case TaskRated():
            return state
        case PostmortemOwnerNamed():
            return replace(state, owner=event.person)
        case ScriptRevised():
            return _rescripted(plan, state, event)
        case _:
            assert_never(event)


def _phase(state: State, trigger: Trigger) -> State:
    return replace(state, phase=after(EXERCISE, state.phase, trigger) or state.phase)


def _rescripted(plan: Plan, state: State, event: ScriptRevised) -> State:
    """ValueError when the text is none that this drill could have been given."""
    fresh = revised(plan, event.text)
    if isinstance(fresh, str):
        raise ValueError(fresh)  # noqa: TRY004 - it is the text that is wrong
    return replace(state, revised=fresh)


def _paced(state: State, event: PaceSet) -> State:
    """Whoever sets the pace by hand ends the stretch in which it ran faster."""
    if not event.stretch:
        return replace(state, pace=event.pace, stretch="")
    return replace(
        state,
        pace=event.pace,
        stretch=event.stretch,
        slow_pace=state.slow_pace if state.stretch else state.pace,
        stretched=state.stretched | {event.stretch},
    )


def _seated(state: State, event: SeatTaken) -> State:
    """A role stays with its seat: whoever held it from there, the new person holds it now."""
    holder = state.roles.get(event.seat)
    roles = state.roles
    if holder is not None and holder.person == state.seats.get(event.seat):
        roles = {**roles, event.seat: replace(holder, person=event.person)}
    return replace(state, seats={**state.seats, event.seat: event.person}, roles=roles)


def _alert_fired(state: State, event: AlertFired) -> State:
    phase = after(INCIDENT, state.incident.phase, Trigger.DETECT) or state.incident.phase
    page = () if event.page is None else (Page(event.page, event.at_s, event.title),)
    return replace(
        state,
        firing=state.firing | {event.alert},
        pages=(*state.pages, *page),
        incident=replace(state.incident, phase=phase),
    )


def _acknowledged(page: Page, event: PageAcknowledged) -> Page:
    return replace(page, acknowledged_s=event.at_s) if page.id == event.page else page


def _released(plan: Plan, state: State, event: InjectReleased) -> State:
    inject = InjectState(
        id=event.inject,
        at_s=event.at_s,
        kind=event.kind,
        sender=event.sender,
        via=event.via,
        to=event.to,
        text=event.text,
        expects_s=event.expects_s,
    )
    agenda = state.agenda
    if event.expects_s is not None:
        agenda = (*agenda, InjectExpires(event.at_s + event.expects_s, event.inject))
    return replace(
        state,
        injects={**state.injects, event.inject: inject},
        messages=(*state.messages, _as_message(plan, state, event)),
        agenda=agenda,
    )


def _as_message(plan: Plan, state: State, event: InjectReleased) -> Message:
    """An inject is also something somebody said: to all in the channel, or to one seat."""
    everyone = event.to == "all" or event.via in {Via.CHANNEL, Via.MONITORING, Via.STATUS_PAGE}
    return Message(
        id=event.inject,
        at_s=event.at_s,
        n=state.n,
        sender=plan.person(event.sender),
        role=Role.SYSTEM,
        channel="incident" if everyone else "direct",
        to="" if event.to == "all" else event.to,
        text=event.text,
        via=event.via,
    )


def _settled(state: State, inject: str, *, answered_s: int) -> State:
    settled = replace(state.injects[inject], answered_s=answered_s)
    return _no_longer_expiring(state, settled)


def _expired(state: State, event: InjectExpired) -> State:
    return _no_longer_expiring(state, replace(state.injects[event.inject], expired_s=event.at_s))


def _no_longer_expiring(state: State, inject: InjectState) -> State:
    agenda = tuple(
        item
        for item in state.agenda
        if not (isinstance(item, InjectExpires) and item.inject == inject.id)
    )
    return replace(state, injects={**state.injects, inject.id: inject}, agenda=agenda)
