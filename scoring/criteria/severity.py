"""The severity held against the runbook's observables; one too high is free."""

from dataclasses import dataclass

from game.engine.conditions import became_true_s
from game.scenario.runbook import SeverityRule
from game.simtime import clock, words
from game.terms import Rating, Severity
from scoring.bands import rate_elapsed
from scoring.cadence import Standing, severities
from scoring.case import Bout, Case, Verdict
from scoring.timeline import numbers
from scoring.wording import sentence

_SOON_S = 300


@dataclass(frozen=True, slots=True)
class _Need:
    """The severity that the observables ask for, and since when they show it."""

    severity: Severity
    since_s: int


def judge_severity(case: Case, bout: Bout) -> Verdict:
    """P held high enough in time; S within the limit or two too high; M late; U never."""
    held = severities(case.timeline)
    shown = numbers(case.timeline.of("incident_declared", "severity_changed"))
    need = _needed(case)
    if not held:
        note = "no severity was declared to hold against the observables"
        return Verdict(Rating.U if need else Rating.N, bout.events, sentence(note))
    if need is None:
        return _unneeded(case, held, shown)
    late_s = _short_for_s(held, need, max(bout.clock_s, need.since_s))
    rating, ending = _rated(case, bout, held, need, late_s)
    steps = ", then ".join(f"{item.severity.value.upper()} at {clock(item.at_s)}" for item in held)
    asked = f"the observables asked for {need.severity.value.upper()} at {clock(need.since_s)}"
    return Verdict(rating, shown, sentence(f"{steps}; {asked}{ending}"))


def _rated(
    case: Case, bout: Bout, held: tuple[Standing, ...], need: _Need, late_s: int | None
) -> tuple[Rating, str]:
    if late_s is None:
        return Rating.U, ", and it was not raised to that"
    if late_s > 0:
        return _rate_late(bout, late_s), f", and it was raised {words(late_s)} later"
    if _lowered_while_hurt(case, held, need):
        return Rating.M, ", and it was lowered below that while customers were hurt"
    if need.severity.rank - min(item.severity.rank for item in held) >= 2:
        return Rating.S, ": one too high is free, two take people from their sleep"
    return Rating.P, ""


def _rate_late(bout: Bout, late_s: int) -> Rating:
    """By the task's clock, but at least M: it was put right."""
    if not (bout.task.target_s or bout.task.limit_s):
        return Rating.S if late_s <= _SOON_S else Rating.M
    rating = rate_elapsed(bout.task, late_s)
    return Rating.M if rating is Rating.U else rating


def _needed(case: Case) -> _Need | None:
    """The worst severity whose observables were ever true while the incident was open."""
    over = case.timeline.of("incident_resolved", "incident_stood_down")
    until_s = case.end_s
    if over and not case.hurt_at_end:
        until_s = over[-1].at_s
    for rule in sorted(case.plan.runbook.severities, key=lambda item: item.id.rank):
        since_s = _first_s(case, rule)
        if since_s is not None and since_s <= until_s:
            return _Need(rule.id, since_s)
    return None


def _first_s(case: Case, rule: SeverityRule) -> int | None:
    moments = (became_true_s(case.plan, case.state, condition) for condition in rule.when)
    return min((moment for moment in moments if moment is not None), default=None)


def _unneeded(case: Case, held: tuple[Standing, ...], shown: tuple[int, ...]) -> Verdict:
    """Too short an impact for the observables, or none: while in doubt, higher is right."""
    mild = min(item.severity.rank for item in held) >= Severity.SEV3.rank
    note = f"{held[0].severity.value.upper()} was declared; no observable asked for a severity"
    rating = Rating.P if mild or case.truth.real else Rating.S
    return Verdict(rating, shown, sentence(note))


def _short_for_s(held: tuple[Standing, ...], need: _Need, from_s: int) -> int | None:
    """For how long the severity was too mild from that second on; None if to the end."""
    before = [item for item in held if item.at_s <= from_s]
    if before and before[-1].severity.rank <= need.severity.rank:
        return 0
    raised = (
        item.at_s - from_s
        for item in held
        if item.at_s > from_s and item.severity.rank <= need.severity.rank
    )
    return next(raised, None)


def _lowered_while_hurt(case: Case, held: tuple[Standing, ...], need: _Need) -> bool:
    return any(
        item.at_s > need.since_s
        and item.severity.rank > need.severity.rank
        and case.truth.hurt_at(item.at_s)
        for item in held
    )
