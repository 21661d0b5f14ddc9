"""A drill built by hand for the scoring's tests: chosen events over a chosen course of the shop."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import cast

import numpy as np

from game.engine.codec import event_type
from game.engine.course import Course
from game.engine.events import (
    SYSTEM,
    Actor,
    AlertFired,
    DecisionMade,
    EntryWritten,
    Event,
    ExerciseStarted,
    ExerciseStopped,
    Happening,
    IncidentDeclared,
    IncidentMitigated,
    IncidentResolved,
    MitigationCompleted,
    MitigationStarted,
    PostPublished,
)
from game.engine.fold import initial
from game.engine.plan import Plan, make_plan
from game.engine.state import History, State
from game.scenario.model import Scenario
from game.scenario.runbook import CriticalTask, Runbook
from game.scenario.shop_model import ShopSpec
from game.shop import METRIC_IDS, TRUTH_IDS, Recording, Sample
from game.terms import Audience, EntryKind, Role, Severity, Stage
from scoring.case import open_case
from scoring.rubric import judge_task
from scoring.scorecard import TaskFinding
from tests.engine.small import CAST, RUNBOOK, SCENARIO, SHOP

IC = Actor(CAST["ic"], Role.IC)
OPS = Actor(CAST["ops"], Role.OPS)
COMMS = Actor(CAST["comms"], Role.COMMS)
SCRIBE = Actor(CAST["scribe"], Role.SCRIBE)
LEAD = Actor("Fay", Role.FACILITATOR)

HURT_FROM_S = 60
HURT_TO_S = 600
END_S = 1800

GOOD_POST = (
    "Since 03:01 UTC, most customers cannot complete an order: checkout ends with an error. "
    "We are working on it. Next update by 03:25 UTC."
)


@cache
def _plan() -> Plan:
    scenario = Scenario.model_validate(SCENARIO)
    exercise = scenario.exercise.model_copy(update={"duration_s": END_S})
    return make_plan(
        scenario.model_copy(update={"exercise": exercise}),
        Runbook.model_validate(RUNBOOK),
        ShopSpec.model_validate(SHOP),
        seed=3,
        cast={**CAST, "ic": "Priya Raman"},
        variant_id="works",
    )


def plan_with(tasks: tuple[CriticalTask, ...] = ()) -> Plan:
    """The small drill, half an hour long, with these critical tasks instead of its own."""
    return replace(_plan(), tasks=tasks)


def task(done: Mapping[str, object], **fields: object) -> CriticalTask:
    """A critical task with this criterion."""
    raw = {
        "id": "it",
        "role": "ic",
        "objective": "command",
        "title": "It",
        "points": "10",
        "source": "practice",
        "done": done,
        **fields,
    }
    return CriticalTask.model_validate(raw)


@cache
def _base() -> State:
    return initial(plan_with())


@cache
def recorded(spells: tuple[tuple[int, int], ...], share: float, to_s: int) -> Course:
    """A course in which only `share` of the checkouts succeed within the spells."""
    recording = Recording()
    for at_s in range(-600, to_s + 1):
        sick = any(start_s <= at_s < end_s for start_s, end_s in spells)
        recording = recording.append(_sample(at_s, share if sick else 0.999))
    return Course(_base().course.plant, recording)


def _sample(at_s: int, success: float) -> Sample:
    observed = np.ones((1, len(METRIC_IDS)))
    observed[0, METRIC_IDS.index("checkout.success")] = success
    truth = np.zeros((1, len(TRUTH_IDS)))
    for name, value in (("success", success), ("good", 10 * success), ("offered", 10.0)):
        truth[0, TRUTH_IDS.index(name)] = value
    return Sample(at_s, observed, truth)


def state_of(
    events: Iterable[Happening],
    spells: Sequence[tuple[int, int]] = ((HURT_FROM_S, HURT_TO_S),),
    share: float = 0.3,
    end_s: int = END_S,
) -> State:
    """The state after these events, with StartEx before and EndEx after them."""
    inner = sorted(events, key=lambda event: event.at_s)
    whole = (ExerciseStarted(at_s=0, by=LEAD), *inner, stopped(end_s))
    everything = cast("tuple[Event, ...]", whole)
    by_type: dict[str, tuple[Event, ...]] = {}
    for event in everything:
        name = event_type(type(event))
        by_type[name] = (*by_type.get(name, ()), event)
    return replace(
        _base(),
        at_s=end_s,
        course=recorded(tuple(spells), share, end_s),
        history=History(everything, by_type),
    )


def judged(
    one: CriticalTask,
    events: Iterable[Happening],
    spells: Sequence[tuple[int, int]] = ((HURT_FROM_S, HURT_TO_S),),
    share: float = 0.3,
    end_s: int = END_S,
) -> TaskFinding:
    """The finding of one task over these events; StartEx is event 1."""
    plan = plan_with((one,))
    return judge_task(open_case(plan, state_of(events, spells, share, end_s)), one)


def stopped(at_s: int) -> ExerciseStopped:
    return ExerciseStopped(
        at_s=at_s,
        by=SYSTEM,
        reason="time is up",
        failed_orders=12.34567,
        lost_revenue=600.0,
        minutes=9.0,
        users=20.0,
        error_budget_pct=1.5,
    )


def alert(at_s: int) -> AlertFired:
    return AlertFired(at_s=at_s, by=SYSTEM, alert="failing", title="Checkout is failing", page="p")


def declared(at_s: int, severity: Severity = Severity.SEV1) -> IncidentDeclared:
    return IncidentDeclared(at_s=at_s, by=IC, severity=severity, title="Checkout is failing")


def decided(at_s: int, lever: str = "rollback", option: str = "back") -> DecisionMade:
    return DecisionMade(
        at_s=at_s, by=IC, decision="way", option=option, lever=lever, reason="after the deploy"
    )


def pulled(at_s: int, lever: str = "rollback", by: Actor = OPS) -> MitigationStarted:
    return MitigationStarted(at_s=at_s, by=by, mitigation=f"m{at_s}", lever=lever)


def completed(at_s: int, lever: str = "rollback") -> MitigationCompleted:
    return MitigationCompleted(at_s=at_s, by=SYSTEM, mitigation="m", lever=lever)


def mitigated(at_s: int) -> IncidentMitigated:
    return IncidentMitigated(at_s=at_s, by=IC, reason="success is back")


def resolved(at_s: int) -> IncidentResolved:
    return IncidentResolved(at_s=at_s, by=IC, summary="it stayed well")


def post(
    at_s: int,
    text: str = GOOD_POST,
    stage: Stage = Stage.INVESTIGATING,
    audience: Audience = Audience.CUSTOMERS,
    next_s: int | None = None,
    *,
    approved: bool = True,
) -> PostPublished:
    return PostPublished(
        at_s=at_s,
        by=COMMS,
        post=f"post-{at_s}",
        draft="d",
        audience=audience,
        stage=stage,
        text=text,
        next_update_at_s=next_s,
        approved=approved,
    )


def entry(at_s: int, kind: EntryKind, text: str, time_s: int | None = None) -> EntryWritten:
    return EntryWritten(
        at_s=at_s,
        by=SCRIBE,
        entry=f"e{at_s}",
        time_s=at_s if time_s is None else time_s,
        who="Jo",
        kind=kind,
        text=text,
    )
