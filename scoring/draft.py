"""A postmortem draft as values: everything that is known, and None wherever people must fill in."""

from dataclasses import dataclass
from datetime import datetime

from game.engine.events import IncidentDeclared, SeverityChanged
from game.engine.plan import Plan
from game.engine.state import State
from game.simtime import words
from game.terms import IncidentPhase, Severity
from scoring.actions import ActionItem, action_items
from scoring.blameless import Blameless
from scoring.figures import grouped
from scoring.lessons import (
    Claim,
    WhyRow,
    factors,
    known,
    lucky,
    root_cause,
    went_poorly,
    went_well,
    whys,
)
from scoring.moments import Moment, moments
from scoring.prompts import prompts
from scoring.scorecard import Scorecard
from scoring.series import Series, series_of
from scoring.series import summary as course_of
from scoring.story import commander, data_loss, hit_s, in_utc, moment, money, summary
from scoring.timeline import timeline_of
from scoring.truth import Truth, truth_of

AUTHORS = ("Incident Commander", "Scribe")
STATUS = "draft"
DUE = "within 5 business days"
_BREACHED_PCT = 100.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline in UTC."""

    time: datetime
    actor: str
    text: str
    n: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the hot wash."""

    question: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All sections of the postmortem; names of people appear nowhere."""

    title: str
    id: str
    date: str
    start: datetime
    began: datetime | None
    origin: str
    duration_s: int | None
    over: bool
    severity: Severity | None
    severities: tuple[str, ...]
    stood_down: bool
    commander: str
    summary: str
    impact: tuple[tuple[str, str], ...]
    failed_orders: int
    users: int
    revenue: float
    breached: bool
    timeline: tuple[Line, ...]
    detection: tuple[str, ...]
    cause: tuple[Claim, ...]
    factors: tuple[tuple[str, tuple[str, ...]], ...]
    whys: tuple[WhyRow, ...]
    well: tuple[str, ...]
    poorly: tuple[str, ...]
    prompts: tuple[str, ...]
    lucky: tuple[str, ...]
    actions: tuple[ActionItem, ...]
    follow_up: tuple[str, ...]
    hot_wash: tuple[Answer, ...]


def draft(plan: Plan, state: State, card: Scorecard, origin: str = "") -> Draft:
    """The draft of one drill; `origin` says of a fork where it goes on from."""
    say = Blameless(plan, state)
    truth = truth_of(state)
    how = known(plan, state)
    duration_s = _duration_s(truth)
    start = plan.scenario.exercise.start
    return Draft(
        title=plan.scenario.title,
        id=f"PM-{start:%Y-%m-%d}-{plan.scenario.id}-{plan.seed}",
        date=f"{start:%Y-%m-%d}",
        start=start,
        began=None if truth.start_s is None else moment(plan, truth.start_s),
        origin=origin,
        duration_s=duration_s,
        over=truth.end_s is not None,
        severity=state.incident.severity,
        severities=tuple(_severities(plan, state)),
        stood_down=state.incident.phase is IncidentPhase.STOOD_DOWN,
        commander=commander(state),
        summary=summary(plan, state, card),
        impact=_impact(plan, state, card, truth),
        failed_orders=round(card.impact.failed_orders),
        users=round(card.impact.users),
        revenue=round(card.impact.lost_revenue, 2),
        breached=card.impact.error_budget_pct >= _BREACHED_PCT,
        timeline=tuple(_line(plan, say, item) for item in moments(plan, state)),
        detection=tuple(_detection(plan, state, card, say)),
        cause=root_cause(plan, how),
        factors=factors(plan, how),
        whys=whys(plan, how),
        well=tuple(say(in_utc(plan, text)) for text in went_well(plan, card)),
        poorly=tuple(say(in_utc(plan, text)) for text in went_poorly(plan, card)),
        prompts=tuple(say(text) for text in prompts(plan, state)),
        lucky=lucky(plan, card, how),
        actions=action_items(plan, card, established=how.all),
        follow_up=_follow_up(plan, state),
        hot_wash=_hot_wash(plan, state, say),
    )


def _duration_s(truth: Truth) -> int | None:
    """From the first customer hit to the last, or to the end of the drill; None without impact."""
    if truth.start_s is None:
        return None
    end_s = truth.last_s if truth.end_s is None else truth.end_s
    return end_s - truth.start_s


def _severities(plan: Plan, state: State) -> list[str]:
    found: list[str] = []
    names = ("incident_declared", "severity_changed", "incident_stood_down")
    for item in timeline_of(state).of(*names):
        time = f"{moment(plan, item.at_s):%H:%M:%S} UTC"
        if isinstance(item.event, IncidentDeclared | SeverityChanged):
            found.append(f"{item.event.severity.upper()} from {time}")
        elif found:
            found.append(f"stood down as a false alarm at {time}")
    return found


def _impact(plan: Plan, state: State, card: Scorecard, truth: Truth) -> tuple[tuple[str, str], ...]:
    cost = card.impact
    share = cost.error_budget_pct
    slo = f"{plan.shop.spec.slo * 100:g} %"
    broken = "breached" if share >= _BREACHED_PCT else "not breached"
    single = "" if truth.real else " (single failures, and no stretch of impact)"
    return (
        ("Duration", _lasted(truth)),
        ("Below the target", f"{cost.minutes:.1f} min with less than {slo} good checkouts"),
        ("Customers hit", grouped(cost.users) + single),
        ("Failed orders", grouped(cost.failed_orders) + single),
        ("Lost revenue", money(cost)),
        *((figure.name, figure.value) for figure in data_loss(plan, state).figures),
        ("Error budget of 30 days", f"{share:.1f} % used by this incident"),
        (
            "Service agreement",
            f"{broken} by this incident alone, read as {slo} good checkouts over 30 days",
        ),
    )


def _lasted(truth: Truth) -> str:
    duration_s = _duration_s(truth)
    if duration_s is None:
        return "no impact"
    still = "" if truth.end_s is not None else " (not over at the end)"
    apart = f", {words(hit_s(truth))} of it with impact" if len(truth.spells) > 1 else ""
    return f"{words(duration_s)}{apart}{still}"


def _line(plan: Plan, say: Blameless, told: Moment) -> Line:
    return Line(moment(plan, told.at_s), told.actor, say(told.text), told.n)


def _detection(plan: Plan, state: State, card: Scorecard, say: Blameless) -> list[str]:
    found_s = card.measures.detect_s
    if found_s is None:
        alerts = state.history.of("alert_fired")
        if truth_of(state).start_s is None and alerts:
            when = f"{moment(plan, alerts[0].at_s):%H:%M:%S} UTC"
            return [f"An alert fired at {when}, although customers were not affected."]
        return ["Nothing detected it while the exercise lasted."]
    at_s = (truth_of(state).start_s or 0) + found_s
    first = next((item for item in moments(plan, state) if item.n and item.at_s == at_s), None)
    lines = [f"Gap between the beginning of the impact and its first sign: {words(found_s)}."]
    if first is not None:
        lines.insert(0, f"First sign, from {first.actor}: {say(first.text)}")
    answered_s = card.measures.acknowledge_s
    if answered_s is not None:
        gap = words(max(answered_s - found_s, 0))
        lines.append(f"Gap between the first sign and the first response: {gap}.")
    return lines


def _follow_up(plan: Plan, state: State) -> tuple[str, ...]:
    """The metrics that left their limits: they should stay inside for 30 days."""
    drawn = [series for series in series_of(plan, state) if _left(series)]
    return tuple(
        f"{series.spec.title} (in this incident: {_lower(course_of(series))})" for series in drawn
    )


def _left(series: Series) -> bool:
    limit = series.spec.threshold
    if limit is None:
        return False
    high = series.spec.better == "high"
    return any((value < limit.value) if high else (value > limit.value) for value in series.known)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def _hot_wash(plan: Plan, state: State, say: Blameless) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            question,
            tuple(
                (by.role.title, say(text)) for number, text, by in state.hot_wash if number == asked
            ),
        )
        for asked, question in enumerate(plan.runbook.hot_wash)
    )
