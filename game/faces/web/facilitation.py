"""What the facilitator sees beyond the players: the events list, the truth, and what may come."""

from collections.abc import Iterator

from game.engine.events import TaskRated
from game.engine.plan import Plan
from game.engine.state import InjectState, State
from game.engine.texts import render
from game.scenario.model import Inject
from scoring.judge import score
from scoring.resim import Run, attempts, losses, pulls_in
from scoring.scorecard import Scorecard

AHEAD_S = 600


def msel(plan: Plan, state: State) -> list[dict[str, object]]:
    """Every planned inject with what became of it; those to come with their text of this moment."""
    return [_line(plan, state, inject) for inject in plan.scenario.injects]


def _line(plan: Plan, state: State, inject: Inject) -> dict[str, object]:
    out = state.injects.get(inject.id)
    at_s = None if inject.at_s is None else inject.at_s + state.delays.get(inject.id, 0)
    return {
        "id": inject.id,
        "kind": inject.kind,
        "at_s": at_s,
        "conditional": inject.when is not None,
        "from": plan.person(inject.sender),
        "to": inject.to,
        "via": inject.via,
        "text": render(plan, state, inject.text) if out is None else out.text,
        "expects": inject.expects.text if inject.expects else "",
        "expects_of": inject.expects.role if inject.expects else None,
        "prompt": inject.prompt,
        "status": _status(state, inject, out),
        "released_s": out.at_s if out else None,
    }


def _status(state: State, inject: Inject, out: InjectState | None) -> str:
    if out is None:
        return "skipped" if inject.id in state.skipped else "waiting"
    if out.answered_s is not None:
        return "answered"
    if out.expired_s is not None:
        return "expired"
    return "open" if out.expects_s is not None else "out"


def truth(plan: Plan) -> dict[str, object]:
    """What is really the matter in this drill."""
    told = plan.truth
    return {
        "variant": plan.variant.id,
        "title": plan.variant.title,
        "summary": told.summary,
        "trigger": told.trigger,
        "weakness": told.weakness,
        "guardrail": told.guardrail,
        "lesson": plan.scenario.lesson,
        "characters": dict(_characters(plan)),
    }


def _characters(plan: Plan) -> Iterator[tuple[str, str]]:
    for character in plan.scenario.characters:
        yield character.id, f"{plan.person(character.id)}, {character.title}"


def tasks(plan: Plan) -> list[dict[str, object]]:
    """The critical tasks, for the evaluator to rate."""
    return [
        {"id": task.id, "title": task.title, "role": task.role, "points": task.points}
        for task in plan.tasks
    ]


def ratings(state: State) -> dict[str, object]:
    """The evaluator's newest rating of each task, with its note."""
    return {
        event.task: {"rating": event.rating, "note": event.note}
        for event in state.history.of("task_rated")
        if isinstance(event, TaskRated)
    }


def score_so_far(plan: Plan, state: State) -> dict[str, object]:
    """The score as it stands, by objective; it changes until the end."""
    card: Scorecard = score(plan, state, weighed=False)
    return {
        "score": card.score,
        "objectives": [
            {"id": item.id, "rating": item.rating, "points": item.points, "of": item.max_points}
            for item in card.objectives
        ],
    }


def forecast(plan: Plan, state: State) -> dict[str, object]:
    """Orders lost in the next ten minutes if nobody does anything more."""
    pulls = pulls_in(plan.levers, attempts(state.history.events))
    (loss,) = losses(plan.shop, [Run(pulls, state.at_s + 1, state.at_s + AHEAD_S)])
    return {
        "ahead_s": AHEAD_S,
        "failed_orders": round(loss.failed_orders),
        "lost_revenue": round(loss.lost_revenue),
    }
