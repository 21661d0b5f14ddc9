"""What an event makes true: the other half of the engine's heart."""

from dataclasses import replace

from game.engine.announcements import announcement
from game.engine.codec import event_type
from game.engine.course import first_course
from game.engine.events import Event, ExerciseEvent, TeamEvent
from game.engine.evolving.exercise import evolve_exercise
from game.engine.evolving.team import evolve_team
from game.engine.evolving.work import evolve_work
from game.engine.plan import Plan, seat_people
from game.engine.pulls import pulls
from game.engine.state import History, State


def initial(plan: Plan) -> State:
    """The state before anything has happened; the shop has run for five healthy minutes."""
    return State(at_s=0, course=first_course(plan.shop), seats=seat_people(plan))


def lapse(plan: Plan, state: State, at_s: int) -> State:
    """Let time pass without an event, the shop second by second."""
    if at_s <= state.at_s:
        return state
    schedule = pulls(plan, state)
    course = state.course
    for _ in range(at_s - state.at_s):
        course = course.after(plan.shop, schedule)
    return replace(state, at_s=at_s, course=course)


def evolve(plan: Plan, state: State, event: Event) -> State:
    """The state after the event; time passes up to it first."""
    plan = state.revised or plan
    state = _remembered(lapse(plan, state, event.at_s), event)
    line = announcement(plan, state, event)
    state = _applied(plan, state, event)
    return state if line is None else replace(state, messages=(*state.messages, line))


def _applied(plan: Plan, state: State, event: Event) -> State:
    if isinstance(event, ExerciseEvent):
        return evolve_exercise(plan, state, event)
    if isinstance(event, TeamEvent):
        return evolve_team(plan, state, event)
    return evolve_work(plan, state, event)


def _remembered(state: State, event: Event) -> State:
    name = event_type(type(event))
    past = state.history
    by_type = {**past.by_type, name: (*past.of(name), event)}
    return replace(state, history=History((*past.events, event), by_type))
