"""The master scenario events list in play: what is released, answered and asked, each second."""

from collections.abc import Iterator

from game.engine.conditions import holds
from game.engine.events import (
    SYSTEM,
    Actor,
    DecisionPrompted,
    Event,
    InjectAnswered,
    InjectReleased,
    PaceSet,
)
from game.engine.plan import Plan
from game.engine.state import InjectState, State
from game.engine.texts import render
from game.scenario.model import Inject


def due_injects(plan: Plan, state: State) -> Iterator[Inject]:
    """Injects whose moment or condition has come, in file order."""
    for inject in plan.scenario.injects:
        pending = inject.id not in state.injects and inject.id not in state.skipped
        if pending and _is_due(plan, state, inject):
            yield inject


def _is_due(plan: Plan, state: State, inject: Inject) -> bool:
    if inject.at_s is not None and state.at_s < inject.at_s + state.delays.get(inject.id, 0):
        return False
    return inject.when is None or holds(plan, state, inject.when)


def release(
    plan: Plan, state: State, inject: Inject, by: Actor = SYSTEM, note: str = ""
) -> InjectReleased:
    """The event of this inject going out now, its text filled from this moment."""
    return InjectReleased(
        at_s=state.at_s,
        by=by,
        inject=inject.id,
        kind=inject.kind,
        sender=inject.sender,
        via=inject.via,
        to=inject.to,
        text=render(plan, state, inject.text),
        expects_s=None if inject.expects is None else inject.expects.within_s,
        note=note,
    )


def met_expectations(plan: Plan, state: State) -> Iterator[Event]:
    """Injects whose expected act, given as a condition, has now been done."""
    for item in state.injects.values():
        if is_open(item) and _act_is_done(plan, state, item.id):
            yield InjectAnswered(at_s=state.at_s, by=SYSTEM, inject=item.id)


def is_open(item: InjectState) -> bool:
    """Whether the inject still waits for its answer (a late one is an answer too)."""
    return item.expects_s is not None and item.answered_s is None


def _act_is_done(plan: Plan, state: State, key: str) -> bool:
    planned = plan.injects.get(key)
    expects = planned.expects if planned else None
    return expects is not None and expects.when is not None and holds(plan, state, expects.when)


def due_decisions(plan: Plan, state: State) -> Iterator[Event]:
    """Questions that it is now time to put to the IC."""
    for decision in plan.scenario.decisions:
        if decision.id not in state.decisions and holds(plan, state, decision.when):
            yield DecisionPrompted(
                at_s=state.at_s,
                by=SYSTEM,
                decision=decision.id,
                question=render(plan, state, decision.question),
            )


def due_pace(plan: Plan, state: State) -> Iterator[Event]:
    """Quiet stretches that begin or end now; what begins while another lasts takes its place."""
    stretches = {item.id: item for item in plan.scenario.fast_forward}
    now = stretches.get(state.stretch)
    if now is not None and holds(plan, state, now.until):
        yield PaceSet(at_s=state.at_s, by=SYSTEM, pace=state.slow_pace)
    for item in stretches.values():
        if item.id not in state.stretched and holds(plan, state, item.when):
            if not holds(plan, state, item.until):
                yield PaceSet(
                    at_s=state.at_s,
                    by=SYSTEM,
                    pace=item.pace,
                    stretch=item.id,
                    text=render(plan, state, item.says),
                )
            return
