"""What a command leads to: the first half of the engine's heart."""

from game.engine.commands import Command, ExerciseCommand, TeamCommand
from game.engine.deciding.authority import objection
from game.engine.deciding.exercise import decide_exercise
from game.engine.deciding.outages import outage
from game.engine.deciding.team import decide_team
from game.engine.deciding.work import decide_work
from game.engine.events import Event
from game.engine.plan import Plan
from game.engine.refusals import Refusal
from game.engine.state import State


def decide(plan: Plan, state: State, command: Command) -> tuple[Event, ...] | Refusal:
    """The events that the command leads to, or why it does not happen."""
    plan = state.revised or plan
    refusal = objection(state, command) or outage(plan, state, command)
    if refusal is not None:
        return refusal
    if isinstance(command, ExerciseCommand):
        return decide_exercise(plan, state, command)
    if isinstance(command, TeamCommand):
        return decide_team(plan, state, command)
    return decide_work(plan, state, command)
