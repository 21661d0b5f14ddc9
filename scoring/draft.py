"""A postmortem draft as values: everything that is known, and None wherever people must fill in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from game.engine.events import IncidentDeclared, SeverityChanged
from game.engine.plan import Plan
from game.engine.state import State
from game.simtime import clock, words
from game.terms import IncidentPhase, Severity
from scoring.actions import ActionItem, action_items
from scoring.blameless import Blameless
from scoring.glance import grouped
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
from scoring.series import Series, series_of, summary
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
    began: datetime
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


def draft(plan: Plan, state: State, card: Scorecard) -> Draft:
    """The draft of one drill."""
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
        began=start + timedelta(seconds=truth.start_s or 0),
        duration_s=duration_s,
        over=truth.end_s is not None,
        severity=state.incident.severity,
        severities=tuple(_severities(plan, state)),
        stood_down=state.incident.phase is IncidentPhase.STOOD_DOWN,
        commander=_commander(state),
        summary=_summary(plan, state, card, truth),
        impact=_impact(plan, card, truth),
        failed_orders=round(card.impact.failed_orders),
        users=round(card.impact.users),
        revenue=round(card.impact.lost_revenue, 2),
        breached=card.impact.error_budget_pct >= _BREACHED_PCT,
        timeline=tuple(_line(plan, say, item) for item in moments(plan, state)),
        detection=tuple(_detection(plan, state, card, say)),
        cause=root_cause(plan, how),
        factors=factors(plan, how),
        whys=whys(plan, how),
        well=tuple(say(text) for text in went_well(plan, card)),
        poorly=tuple(say(text) for text in went_poorly(plan, card)),
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
    for item in timeline_of(state).of("incident_declared", "severity_changed"):
        if isinstance(item.event, IncidentDeclared | SeverityChanged):
            time = _moment(plan, item.at_s)
            found.append(f"{item.event.severity.upper()} from {time:%H:%M:%S} UTC")
    return found


def _commander(state: State) -> str:
    """The role, and how often it changed hands; never a name."""
    timeline = timeline_of(state)
    handed = len(timeline.matching("role_accepted", {"seat": "ic"}))
    if not timeline.of("incident_declared"):
        return "Incident Commander (no incident was declared)"
    times = {0: "held by one person throughout", 1: "handed over once"}
    return f"Incident Commander ({times.get(handed, f'handed over {handed} times')})"


def _summary(plan: Plan, state: State, card: Scorecard, truth: Truth) -> str:
    """One paragraph for people outside: what they saw, how many, how it was noticed and ended."""
    day = f"{plan.scenario.exercise.start:%-d %B %Y}"
    if truth.start_s is None:
        return f"On {day} an exercise was held in which customers were not affected."
    hit = f"{grouped(card.impact.users)} customers could not check out at the first attempt"
    lost = f"{grouped(card.impact.failed_orders)} orders were lost"
    parts = [
        f"On {day}, from {_moment(plan, truth.start_s):%H:%M} UTC on, {hit}, and {lost}.",
        _noticed(card),
        _ended(plan, truth, state),
    ]
    return " ".join(part for part in parts if part)


def _noticed(card: Scorecard) -> str:
    found_s = card.measures.detect_s
    if found_s is None:
        return "No sign of it was seen while the exercise lasted."
    first = f"The first sign of it came {words(found_s)}"
    post_s = card.measures.first_post_s
    if post_s is not None:
        return f"{first} after it began, and customers were told after {words(post_s)}."
    responded = card.measures.acknowledge_s is not None or card.measures.declare_s is not None
    rest = "customers were not told" if responded else "no response followed"
    return f"{first} after it began; {rest} while the exercise lasted."


def _ended(plan: Plan, truth: Truth, state: State) -> str:
    if truth.end_s is None or truth.start_s is None:
        return "The impact had not ended when the exercise stopped."
    lasted = words(truth.end_s - truth.start_s)
    steps = timeline_of(state).of("mitigation_started")
    how = "with a mitigation in place" if steps else "without a mitigation"
    return f"It ended at {_moment(plan, truth.end_s):%H:%M} UTC, {lasted} later, {how}."


def _impact(plan: Plan, card: Scorecard, truth: Truth) -> tuple[tuple[str, str], ...]:
    cost = card.impact
    share = cost.error_budget_pct
    slo = f"{plan.shop.spec.slo * 100:g} %"
    duration_s = _duration_s(truth)
    broken = "breached" if share >= _BREACHED_PCT else "not breached"
    still = "" if truth.end_s is not None or duration_s is None else " (not over at the end)"
    return (
        ("Duration", f"{words(duration_s)}{still}" if duration_s is not None else "no impact"),
        ("Below the target", f"{cost.minutes:.1f} min with less than {slo} good checkouts"),
        ("Customers hit", grouped(cost.users)),
        ("Failed orders", grouped(cost.failed_orders)),
        ("Lost revenue", f"{grouped(cost.lost_revenue)} €"),
        ("Error budget of 30 days", f"{share:.1f} % used by this incident"),
        (
            "Service agreement",
            f"{broken} by this incident alone, read as {slo} good checkouts over 30 days",
        ),
    )


def _line(plan: Plan, say: Blameless, moment: Moment) -> Line:
    return Line(_moment(plan, moment.at_s), moment.actor, say(moment.text), moment.n)


def _detection(plan: Plan, state: State, card: Scorecard, say: Blameless) -> list[str]:
    found_s = card.measures.detect_s
    if found_s is None:
        alerts = state.history.of("alert_fired")
        if truth_of(state).start_s is None and alerts:
            when = clock(alerts[0].at_s)
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
        f"{series.spec.title} (in this incident: {_lower(summary(series))})" for series in drawn
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


def _moment(plan: Plan, at_s: int) -> datetime:
    return plan.scenario.exercise.start + timedelta(seconds=at_s)
