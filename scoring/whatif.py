"""What if a lever had been pulled at another moment: the cost of waiting, in orders and in euro.

One lever is moved at a time. Held fixed is everything else: the other levers at the moments at
which they were pulled and taken back, customers and chance, and when the exercise stopped. A
lever that was taken back is taken back as long after its moved pull as it was. Where a lever was
pulled more than once, its first pull is moved. Losses are counted from T+0 to EndEx, as in the
scorecard, so at the actual moment the what-if is what happened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from game.engine.plan import Plan
from game.engine.state import State
from game.scenario.shop_model import LeverKind, LeverOutcome, LeverSpec
from game.shop import impact
from scoring.resim import Attempt, Loss, Run, attempts, losses, pulls_in
from scoring.timeline import timeline_of

FORMAT = "breakglass-whatif"
VERSION = 1
STEP_S = 30
HELD_FIXED = (
    "The other levers as they were pulled, customers and chance, and the end of the exercise."
)

Data = str | int | float | None | list["Data"] | dict[str, "Data"]
"""What the JSON document holds."""


@dataclass(frozen=True, slots=True)
class Point:
    """The loss of the whole drill, had the lever been pulled at that second."""

    at_s: int
    loss: Loss


@dataclass(frozen=True, slots=True)
class LeverCurve:
    """The loss as a function of when one lever is pulled; `pulled_s` is the actual moment."""

    lever: str
    title: str
    outcome: LeverOutcome
    pulled_s: int | None
    points: tuple[Point, ...]
    never: Loss

    @property
    def best(self) -> Point | None:
        """The moment with the smallest loss, the earliest of several."""
        return min(self.points, key=lambda point: point.loss.failed_orders, default=None)

    @property
    def gain(self) -> float:
        """Failed orders between never pulling it and the best moment."""
        best = self.best
        return self.never.failed_orders - best.loss.failed_orders if best else 0.0


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All levers of a drill, each moved alone; moments run from the first alert to EndEx.

    Where no alert fired (`alerted` is false) they run from T+0.
    """

    scenario: str
    variant: str
    seed: int
    alerted: bool
    from_s: int
    to_s: int
    step_s: int
    actual: Loss
    levers: tuple[LeverCurve, ...]

    @property
    def decisive(self) -> LeverCurve | None:
        """The pulled lever that did most, good or bad, else the one that would have helped most.

        None where no lever makes a difference of an order.
        """
        pulled = [item for item in self.levers if item.pulled_s is not None]
        did = [item for item in pulled if abs(self.saved(item)) >= 1]
        if did:
            return max(did, key=lambda item: abs(self.saved(item)))
        helpful = [item for item in self.levers if item.gain >= 1]
        return max(helpful, key=lambda item: item.gain, default=None)

    def saved(self, item: LeverCurve) -> float:
        """Orders that failed less than if the lever had never been pulled; negative for harm."""
        return item.never.failed_orders - self.actual.failed_orders


@dataclass(frozen=True, slots=True)
class _Moves:
    """A lever with the courses that are wanted of it: one a moment, then one without it."""

    lever: LeverSpec
    pulled_s: int | None
    moments_s: tuple[int, ...]
    tried: tuple[tuple[Attempt, ...], ...]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A what-if before its courses have been simulated: `runs` are those that it needs.

    What never reaches the shop costs the same at any moment, and needs none.
    """

    plan: Plan
    blank: WhatIf
    moves: tuple[_Moves, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All courses in the true variant's shop, in the order in which `answered` wants them."""
        return tuple(
            Run(pulls_in(self.plan.levers, tried), 0, self.blank.to_s)
            for item in self.moves
            if _works(item)
            for tried in item.tried
        )

    def answered(self, found: Iterable[Loss]) -> WhatIf:
        """The what-if, once it is known what each of its runs costs."""
        costs, actual = iter(found), self.blank.actual
        curves = (
            _curve(item, [next(costs) if _works(item) else actual for _ in item.tried])
            for item in self.moves
        )
        return replace(self.blank, levers=tuple(curves))


def what_if(plan: Plan, state: State, step_s: int = STEP_S) -> WhatIf:
    """Every lever that was pulled or works, at every `step_s` from the first alert to the end."""
    inquiry = inquire(plan, state, step_s)
    return inquiry.answered(losses(plan.shop, inquiry.runs))


def inquire(plan: Plan, state: State, step_s: int) -> Inquiry:
    """The same, laid out so that its courses can be simulated together with others."""
    timeline = timeline_of(state)
    alert = timeline.first("alert_fired")
    from_s = max(alert.at_s, 0) if alert else 0
    every_s = range(from_s, timeline.end_s + 1, step_s)
    tried = attempts(state.history.events)
    loss = impact(plan.shop, state.course.recording, 0, timeline.end_s)
    blank = WhatIf(
        scenario=plan.scenario.id,
        variant=plan.variant.id,
        seed=plan.seed,
        alerted=alert is not None,
        from_s=from_s,
        to_s=timeline.end_s,
        step_s=step_s,
        actual=Loss(loss.failed_orders, loss.lost_revenue),
        levers=(),
    )
    moves = tuple(_moves(lever, tried, every_s) for lever in _levers(plan, tried))
    return Inquiry(plan, blank, moves)


def _works(item: _Moves) -> bool:
    return item.lever.outcome is LeverOutcome.WORKS


def _levers(plan: Plan, tried: Sequence[Attempt]) -> tuple[LeverSpec, ...]:
    pulled = {item.lever for item in tried}
    return tuple(
        lever
        for lever in plan.levers.values()
        if lever.kind is not LeverKind.WAIT
        and (lever.id in pulled or lever.outcome is LeverOutcome.WORKS)
    )


def _moves(lever: LeverSpec, tried: Sequence[Attempt], every_s: Sequence[int]) -> _Moves:
    pull = next((item for item in tried if item.lever == lever.id), None)
    others = tuple(item for item in tried if item is not pull)
    moved = pull or Attempt("", lever.id, 0)
    pulled_s = (pull.at_s,) if pull else ()
    moments_s = tuple(sorted({*every_s, *pulled_s}))
    return _Moves(
        lever,
        pull.at_s if pull else None,
        moments_s,
        (*((*others, moved.moved(at_s)) for at_s in moments_s), others),
    )


def _curve(item: _Moves, found: Sequence[Loss]) -> LeverCurve:
    *costs, never = found
    points = tuple(Point(at_s, loss) for at_s, loss in zip(item.moments_s, costs, strict=True))
    lever = item.lever
    return LeverCurve(lever.id, lever.title, lever.outcome, item.pulled_s, points, never)


def to_data(found: WhatIf) -> dict[str, Data]:
    """The document of `breakglass whatif --json`.

    `format`, `version`, `scenario`, `variant`, `seed`; `from_s` (the first alert, or T+0), `to_s`
    (EndEx) and `step_s`; `held_fixed`; `actual` {failed_orders, lost_revenue}; and `levers`, each
    with `lever`, `title`, `outcome` (works, refused or fails in this variant), `pulled_s` (null if
    it never was), `never` (the loss without it) and `points` [{at_s, failed_orders, lost_revenue}],
    oldest first, the actual moment among them.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "scenario": found.scenario,
        "variant": found.variant,
        "seed": found.seed,
        "from_s": found.from_s,
        "to_s": found.to_s,
        "step_s": found.step_s,
        "held_fixed": HELD_FIXED,
        "actual": _loss(found.actual),
        "levers": [_lever(item) for item in found.levers],
    }


def _lever(item: LeverCurve) -> Data:
    return {
        "lever": item.lever,
        "title": item.title,
        "outcome": item.outcome.value,
        "pulled_s": item.pulled_s,
        "never": _loss(item.never),
        "points": [{"at_s": point.at_s, **_loss(point.loss)} for point in item.points],
    }


def _loss(loss: Loss) -> dict[str, Data]:
    """Rounded as the scorecard's impact is, and never -0.0."""
    return {
        "failed_orders": round(loss.failed_orders, 1) + 0.0,
        "lost_revenue": round(loss.lost_revenue, 2) + 0.0,
    }
