"""Decision quality apart from luck: what each option was to cost on what was known then.

A variant is a hypothesis. Those that fit everything the team had been told when it decided are
left open, and each option is run again in all of them: the levers as they were pulled up to the
decision, the option's steps `HAND_OVER_S` after it, and nothing that the team did later. Failed
orders are counted over the next `HORIZON_S`, at most to the planned end of the exercise.

An option need not be kept for so long. It counts as what the best of its courses costs (see
`courses`: kept, taken back after a while, or followed by the question that it leads to), where a
course is judged by its mean over the open hypotheses, by their weights, and is the same in all of
them: nobody may know which one is true. That mean is the option's expected loss. Regret is the
chosen option's minus the best one's. What was at stake is the worst option, if kept, minus the
best one: regret is held against it. Luck is what the chosen option's same course costs in the
variant that was true, minus what it was expected to cost. Only regret says anything about the
decision.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.engine.events import (
    DecisionMade,
    Event,
    InvestigationFinished,
    MitigationCompleted,
    MitigationFailed,
    MitigationRefused,
    MitigationStarted,
    PreconditionChecked,
)
from game.engine.plan import Plan, faults_in, levers_in
from game.engine.state import State
from game.scenario.model import Option, Variant
from game.scenario.shop_model import LeverOutcome, LeverSpec
from game.shop import Shop, build
from scoring.courses import HAND_OVER_S, KEPT, Course, Moment, courses
from scoring.resim import Loss, Run, attempts, losses, pulls_in
from scoring.scorecard import DecisionScore, OptionLoss
from scoring.timeline import Timeline

__all__ = [
    "HAND_OVER_S",
    "HORIZON_S",
    "Hypotheses",
    "Weighing",
    "decision_scores",
    "hypotheses",
    "unweighed",
    "weigh",
]

HORIZON_S = 900
"""So long after the decision its cost is counted."""

_DECIMALS = 1

Losses = Mapping[tuple[int, str, str, str], float]
"""Failed orders by (number of the decision's event, option, course, variant)."""


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """The variants that the facts left open; all of them where the facts contradict each other."""

    open: tuple[Variant, ...]
    contradicted: bool = False

    def mean(self, of: Mapping[str, float]) -> float:
        """The mean of a figure by variant, weighted as the scenario weights its variants."""
        total = sum(variant.weight for variant in self.open)
        if total == 0:  # only variants that no seed would play are left
            return sum(of[variant.id] for variant in self.open) / len(self.open)
        return sum(of[variant.id] * variant.weight for variant in self.open) / total


@dataclass(frozen=True, slots=True)
class _Case:
    """A decision with the hypotheses that were open, and each option's courses."""

    n: int
    event: DecisionMade
    hypotheses: Hypotheses
    options: Mapping[str, tuple[Course, ...]]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The decisions of a drill before their options have been simulated.

    `runs` are those that they need, by variant: one where it was true, or open to some decision.
    """

    plan: Plan
    cases: tuple[_Case, ...]

    def shop(self, variant: str) -> Shop:
        """The shop as that variant has it."""
        if variant == self.plan.variant.id:
            return self.plan.shop
        plan, found = self.plan, _variant(self.plan, variant)
        return build(plan.shop.spec, faults_in(plan.scenario, found), plan.seed)

    def runs(self, variant: str) -> tuple[Run, ...]:
        """The courses whose losses are wanted there, in the order in which `scores` wants them."""
        if variant == self.plan.variant.id:
            levers = self.plan.levers
        else:
            levers = levers_in(self.plan.scenario, _variant(self.plan, variant))
        return tuple(
            _run(self.plan, levers, case.event.at_s, course)
            for case, _, course in self._wanted(variant)
        )

    def _wanted(self, variant: str) -> Iterator[tuple[_Case, str, Course]]:
        for case in self.cases:
            open_there = any(item.id == variant for item in case.hypotheses.open)
            if open_there or variant == self.plan.variant.id:
                for option, possible in case.options.items():
                    yield from ((case, option, course) for course in possible)

    def scores(self, found: Mapping[str, Sequence[Loss]]) -> tuple[DecisionScore, ...]:
        """Each decision, once it is known what each run of each variant costs."""
        costs = {
            (case.n, option, course.then, variant): loss.failed_orders
            for variant, those in found.items()
            for (case, option, course), loss in zip(self._wanted(variant), those, strict=True)
        }
        return tuple(_score(self.plan, case, costs) for case in self.cases)


def decision_scores(plan: Plan, state: State, timeline: Timeline) -> tuple[DecisionScore, ...]:
    """Each decision with its options' expected losses, its regret and its luck."""
    weighing = weigh(plan, state, timeline)
    variants = [variant.id for variant in plan.scenario.variants]
    runs = {key: weighing.runs(key) for key in variants}
    return weighing.scores(
        {key: losses(weighing.shop(key), wanted) for key, wanted in runs.items() if wanted}
    )


def weigh(plan: Plan, state: State, timeline: Timeline) -> Weighing:
    """The same, laid out so that its courses can be simulated together with others."""
    return Weighing(plan, _cases(plan, state, timeline))


def unweighed(plan: Plan, timeline: Timeline) -> tuple[DecisionScore, ...]:
    """The decisions without losses, where the time for running them again is not worth it."""
    return tuple(
        DecisionScore(item.n, item.event.option, _without_losses(_ids(plan, item.event)))
        for item in timeline.of("decision_made")
        if isinstance(item.event, DecisionMade)
    )


def hypotheses(plan: Plan, told: Iterable[Event]) -> Hypotheses:
    """The variants that fit all that these events told the team."""
    facts = tuple(told)
    variants = plan.scenario.variants
    fitting = tuple(item for item in variants if _fits_all(plan, item, facts))
    return Hypotheses(fitting) if fitting else Hypotheses(variants, contradicted=True)


def _fits_all(plan: Plan, variant: Variant, facts: Iterable[Event]) -> bool:
    levers = levers_in(plan.scenario, variant)
    return all(_fits(plan, variant, levers, event) for event in facts)


def _fits(plan: Plan, variant: Variant, levers: Mapping[str, LeverSpec], event: Event) -> bool:
    """Whether this could have been told in that variant."""
    match event:
        case InvestigationFinished():
            return variant.id not in event.rules_out
        case PreconditionChecked():
            return _answer(levers, event) == (event.holds, _answer(plan.levers, event)[1])
        case MitigationStarted():
            return LeverOutcome.REFUSED not in _outcomes(levers, event.lever, only=True)
        case MitigationRefused():
            return LeverOutcome.REFUSED in _outcomes(levers, event.lever)
        case MitigationFailed():
            return LeverOutcome.FAILS in _outcomes(levers, event.lever)
        case MitigationCompleted():
            return LeverOutcome.WORKS in _outcomes(levers, event.lever)
        case _:
            return True


def _answer(levers: Mapping[str, LeverSpec], event: PreconditionChecked) -> tuple[bool, str]:
    """What the check tells where the levers are like that, before placeholders are filled in."""
    lever = levers.get(event.lever)
    known = {item.id: item for item in lever.preconditions} if lever else {}
    item = known.get(event.precondition)
    return (item.holds, item.finding) if item else (event.holds, "")


def _outcomes(
    levers: Mapping[str, LeverSpec], lever: str, *, only: bool = False
) -> frozenset[LeverOutcome]:
    """What can become of a lever there; with `only`, nothing unless it is always the same."""
    if lever not in levers:
        return frozenset()
    spec = levers[lever]
    found = frozenset({spec.outcome, *(case.outcome for case in spec.cases)})
    return frozenset() if only and len(found) > 1 else found


def _cases(plan: Plan, state: State, timeline: Timeline) -> tuple[_Case, ...]:
    return tuple(
        _case(plan, item.n, item.event, state.history.events[: item.n - 1])
        for item in timeline.of("decision_made")
        if isinstance(item.event, DecisionMade)
    )


def _case(plan: Plan, n: int, event: DecisionMade, before: Sequence[Event]) -> _Case:
    settled = frozenset(item.decision for item in before if isinstance(item, DecisionMade))
    moment = Moment(event.decision, event.at_s, attempts(before), settled)
    found = {option.id: courses(plan, moment, option) for option in _options(plan, event)}
    return _Case(n, event, hypotheses(plan, before), found)


def _options(plan: Plan, event: DecisionMade) -> tuple[Option, ...]:
    decision = plan.decisions.get(event.decision)
    return decision.options if decision else ()


def _ids(plan: Plan, event: DecisionMade) -> Iterable[str]:
    return (option.id for option in _options(plan, event))


def _variant(plan: Plan, variant: str) -> Variant:
    return next(item for item in plan.scenario.variants if item.id == variant)


def _run(plan: Plan, levers: Mapping[str, LeverSpec], now_s: int, course: Course) -> Run:
    to_s = min(now_s + HORIZON_S, max(plan.duration_s, now_s))
    return Run(pulls_in(levers, course.tried), now_s + 1, to_s)


def _score(plan: Plan, case: _Case, found: Losses) -> DecisionScore:
    chosen = case.event.option
    if chosen not in case.options:
        return DecisionScore(case.n, chosen, _without_losses(case.options))
    expected = {option: _expected(case, option, found) for option in case.options}
    values = {option: min(costs.values()) for option, costs in expected.items()}
    then = {option: _best(costs) for option, costs in expected.items()}
    actual = found[case.n, chosen, then[chosen], plan.variant.id]
    best = min(values.values())
    return DecisionScore(
        event=case.n,
        chosen=chosen,
        options=tuple(OptionLoss(key, _rounded(values[key]), then[key]) for key in values),
        regret=_rounded(values[chosen] - best),
        luck=_rounded(actual - values[chosen]),
        stake=_rounded(max(costs[KEPT] for costs in expected.values()) - best),
    )


def _expected(case: _Case, option: str, found: Losses) -> dict[str, float]:
    """The mean over the open hypotheses of each course that the option may take."""
    open_to = case.hypotheses
    return {
        course.then: open_to.mean(
            {item.id: found[case.n, option, course.then, item.id] for item in open_to.open}
        )
        for course in case.options[option]
    }


def _best(costs: Mapping[str, float]) -> str:
    """The course that costs least, the earliest of several: kept, where nothing is better."""
    return min(costs, key=lambda then: costs[then])


def _rounded(value: float) -> float:
    return round(value, _DECIMALS) + 0.0  # never -0.0


def _without_losses(options: Iterable[str]) -> tuple[OptionLoss, ...]:
    return tuple(OptionLoss(option) for option in options)
