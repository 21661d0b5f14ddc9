"""What a scenario will bring: nobody acts, or one lever is pulled early, later or late."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.engine.plan import Plan, as_pulled
from game.faces.author.claims import BOOK
from game.faces.author.crew import Crew
from game.faces.author.moves import BEFORE_S, plan_of
from game.faces.author.teams import Drill, Outcome, Progress
from game.scenario.library import Loaded
from game.scenario.shop_model import LeverKind, LeverOutcome, LeverSpec, MetricSpec
from game.shop import Pull, Traces, build, simulate

FORMAT = "breakglass-forecast"
VERSION = 1
PULLED_S = (180, 360, 720)
"""When each lever is pulled: early, later, late."""

STEP_S = 15
"""A curve has a value for every so many seconds."""

_KEY_METRICS = ("checkout.success", "orders.rate", "checkout.p95")


@dataclass(frozen=True, slots=True)
class Case:
    """One course of the shop; without a lever nobody acts.

    A lever that is refused or fails never reaches the shop, so its course is that of nobody acting.
    """

    lever: str | None
    at_s: int | None
    outcome: LeverOutcome
    failed_orders: float
    lost_revenue: float
    curves: Mapping[str, tuple[float, ...]]
    """Values of each key metric, every `STEP_S` from T+0 on."""


@dataclass(frozen=True, slots=True)
class Release:
    """An inject, and when it comes: as planned, if nobody acts, and to a team by the book."""

    inject: str
    kind: str
    planned_s: int | None
    idle_s: int | None
    book_s: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one variant brings."""

    variant: str
    title: str
    cases: tuple[Case, ...]
    msel: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the scenario brings."""

    loaded: Loaded
    metrics: tuple[MetricSpec, ...]
    times_s: tuple[int, ...]
    outlooks: tuple[Outlook, ...]

    @property
    def duration_s(self) -> int:
        """Length of the exercise in incident seconds."""
        return self.loaded.scenario.exercise.duration_s

    @property
    def levers(self) -> tuple[LeverSpec, ...]:
        """The levers that can be pulled, in the order of the file."""
        return pullable(self.loaded)


def pullable(loaded: Loaded) -> tuple[LeverSpec, ...]:
    """All levers but waiting, which is the same as nobody acting."""
    return tuple(item for item in loaded.scenario.levers if item.kind is not LeverKind.WAIT)


def forecast(loaded: Loaded, progress: Progress, workers: int) -> Forecast:
    """Simulate every case, and let two teams play each variant to see which injects come."""
    scenario = loaded.scenario
    times_s = tuple(at_s for at_s in PULLED_S if at_s < scenario.exercise.duration_s)
    metrics = key_metrics(loaded.shop.metrics)
    drills = [
        Drill(policy, variant.id, 1) for variant in scenario.variants for policy in ("idle", BOOK)
    ]
    with Crew([loaded], min(workers, len(drills))) as crew:
        played = {item.drill: item for item in crew.play(loaded, drills, progress)}
    outlooks = tuple(
        Outlook(
            variant.id,
            variant.title,
            _cases(plan_of(loaded, variant.id), metrics, times_s),
            _msel(loaded, played[Drill("idle", variant.id, 1)], played[Drill(BOOK, variant.id, 1)]),
        )
        for variant in scenario.variants
    )
    return Forecast(loaded, metrics, times_s, outlooks)


def key_metrics(metrics: Sequence[MetricSpec]) -> tuple[MetricSpec, ...]:
    """The three that tell most, or the shop's first three where it lacks one of those."""
    known = {item.id: item for item in metrics}
    if all(name in known for name in _KEY_METRICS):
        return tuple(known[name] for name in _KEY_METRICS)
    return tuple(metrics[:3])


def _cases(plan: Plan, metrics: Sequence[MetricSpec], times_s: Sequence[int]) -> tuple[Case, ...]:
    wanted: list[tuple[LeverSpec | None, int | None]] = [(None, None)]
    wanted += [
        (lever, at_s)
        for lever in plan.levers.values()
        if lever.kind is not LeverKind.WAIT
        for at_s in times_s
    ]
    schedules = [_pulls(lever, at_s) for lever, at_s in wanted]
    shop = build(plan.shop.spec, plan.shop.faults, plan.seed, noise=False)
    traces = simulate(shop, schedules, BEFORE_S + plan.duration_s, -BEFORE_S)
    return tuple(
        Case(
            lever=None if lever is None else lever.id,
            at_s=at_s,
            outcome=LeverOutcome.WORKS if lever is None else lever.outcome,
            failed_orders=traces.failed_orders(run, slice(BEFORE_S - 1, None)),
            lost_revenue=_total(traces, "lost_revenue", run),
            curves={item.id: _curve(traces, item.id, run) for item in metrics},
        )
        for run, (lever, at_s) in enumerate(wanted)
    )


def _pulls(lever: LeverSpec | None, at_s: int | None) -> tuple[Pull, ...]:
    if lever is None or at_s is None or lever.outcome is not LeverOutcome.WORKS:
        return ()
    return (Pull(as_pulled(lever), at_s),)


def _total(traces: Traces, truth_id: str, run: int) -> float:
    """Sum of a true quantity from T+0 on."""
    return float(traces.true(truth_id)[run, BEFORE_S - 1 :].sum())


def _curve(traces: Traces, metric_id: str, run: int) -> tuple[float, ...]:
    values = traces.metric(metric_id)[run, BEFORE_S - 1 :: STEP_S]
    return tuple(values.tolist())


def _msel(loaded: Loaded, idle: Outcome, book: Outcome) -> tuple[Release, ...]:
    without, practised = dict(idle.injects), dict(book.injects)
    return tuple(
        Release(
            inject.id,
            inject.kind.value,
            inject.at_s,
            without.get(inject.id),
            practised.get(inject.id),
        )
        for inject in loaded.scenario.injects
    )


def to_data(found: Forecast) -> dict[str, object]:
    """The forecast as plain data; see the author's guide for the meaning of each key."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "scenario": found.loaded.scenario.id,
        "digest": found.loaded.digest,
        "duration_s": found.duration_s,
        "step_s": STEP_S,
        "metrics": [item.id for item in found.metrics],
        "variants": [
            {
                "variant": outlook.variant,
                "cases": [_case_data(case) for case in outlook.cases],
                "msel": [
                    {
                        "inject": item.inject,
                        "kind": item.kind,
                        "planned_s": item.planned_s,
                        "nobody_acts_s": item.idle_s,
                        "by_the_book_s": item.book_s,
                    }
                    for item in outlook.msel
                ],
            }
            for outlook in found.outlooks
        ],
    }


def _case_data(case: Case) -> dict[str, object]:
    return {
        "lever": case.lever,
        "at_s": case.at_s,
        "outcome": case.outcome.value,
        "failed_orders": round(case.failed_orders, 1),
        "lost_revenue": round(case.lost_revenue, 2),
        "curves": {
            name: [round(value, 4) if math.isfinite(value) else None for value in values]
            for name, values in case.curves.items()
        },
    }
