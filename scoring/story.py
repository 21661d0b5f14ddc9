"""How an incident went, in sentences that the model backs: for report and postmortem alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from game.engine.events import MitigationAssessed, RoleAccepted, RoleAssigned
from game.engine.plan import Plan
from game.engine.state import State
from game.shop import impact
from game.simtime import parse_offset_s, utc, words
from game.terms import MitigationPhase, Role
from scoring.figures import grouped
from scoring.glance import Figure
from scoring.narration import lever_title
from scoring.scorecard import Impact, Scorecard
from scoring.timeline import timeline_of
from scoring.truth import CALM_S, Truth, truth_of

_LEAST_TOLD = 0.5
_CLOCK = re.compile(r"\bT[+-]\d\d:\d\d:\d\d\b")
_HELPED = frozenset({MitigationPhase.EFFECTIVE, MitigationPhase.PARTIAL})


@dataclass(frozen=True, slots=True)
class DataLoss:
    """What became of orders, in the model: confirmed ones that got lost, and double ones."""

    lost: float
    doubled: float

    @property
    def any_lost(self) -> bool:
        """Whether an order that had been confirmed is gone."""
        return self.lost >= _LEAST_TOLD

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both as people read them."""
        lost = f"{grouped(self.lost)}, when the database was failed over"
        doubled = f"about {grouped(self.doubled)}"
        return (
            Figure("Confirmed orders lost", lost if self.any_lost else "none"),
            Figure("Orders made twice", doubled if self.doubled >= _LEAST_TOLD else "none"),
        )

    @property
    def noted(self) -> tuple[Figure, ...]:
        """The loss, and double orders only where there were some."""
        lost, doubled = self.figures
        return (lost, doubled) if self.doubled >= _LEAST_TOLD else (lost,)

    @property
    def sentence(self) -> str:
        """Whether data was lost, for readers outside."""
        twice = (
            f" About {grouped(self.doubled)} orders were made twice, since customers tried again."
            if self.doubled >= _LEAST_TOLD
            else ""
        )
        if self.any_lost:
            many = f"{grouped(self.lost)} orders that had been confirmed were lost"
            return f"{many} when the database was failed over.{twice}"
        return f"No order that had been confirmed was lost.{twice}"


def data_loss(plan: Plan, state: State) -> DataLoss:
    """What the model says about confirmed and doubled orders, from StartEx to EndEx."""
    loss = impact(plan.shop, state.course.recording, 0, timeline_of(state).end_s)
    return DataLoss(loss.lost_writes, loss.duplicates)


def headline(state: State, card: Scorecard) -> str:
    """How the incident ended and what it cost, in a sentence."""
    truth = truth_of(state)
    cost = f"{grouped(card.impact.failed_orders)} orders failed, {money(card.impact)} were lost"
    if not truth.real:
        return "Customers were not hit while the exercise lasted."
    return f"{_hit(truth)}; {cost}."


def money(cost: Impact) -> str:
    """Lost revenue as people read it."""
    return f"{grouped(cost.lost_revenue)} €"


def _hit(truth: Truth) -> str:
    if truth.end_s is not None and truth.start_s is not None:
        spells = len(truth.spells)
        again = f" in all, {_times(spells)} with calm between" if spells > 1 else ""
        return f"Customers were hit for {words(hit_s(truth))}{again}"
    if still_hit(truth):
        return "Customers were still hit when the exercise stopped"
    return f"Customers had been well for less than {words(CALM_S)} when the exercise stopped"


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def hit_s(truth: Truth) -> int:
    """Seconds within spells of impact."""
    return sum(spell.end_s - spell.start_s for spell in truth.spells)


def still_hit(truth: Truth) -> bool:
    """Whether customers were hit in the last second that is known."""
    return truth.hurt_at(truth.last_s)


def summary(plan: Plan, state: State, card: Scorecard) -> str:
    """One paragraph for people outside: what they saw, how many, how it was noticed and ended."""
    truth = truth_of(state)
    day = f"{plan.scenario.exercise.start:%-d %B %Y}"
    if truth.start_s is None:
        return f"On {day} an exercise was held. {' '.join(_nothing_hit(plan, state))}"
    hit = f"{grouped(card.impact.users)} customers could not check out at the first attempt"
    lost = f"{grouped(card.impact.failed_orders)} orders failed for good"
    parts = (
        f"On {day}, from {moment(plan, truth.start_s):%H:%M} UTC on, {hit}, and {lost}.",
        _noticed(card),
        *_ended(plan, truth, state),
        data_loss(plan, state).sentence,
    )
    return " ".join(parts)


def in_utc(plan: Plan, text: str) -> str:
    """The text with the times of the exercise's clock in the time of the story: one clock only."""
    start = plan.scenario.exercise.start
    return _CLOCK.sub(lambda found: utc(start, parse_offset_s(found[0])), text)


def moment(plan: Plan, at_s: int) -> datetime:
    """A second of the drill in the time of its story."""
    return plan.scenario.exercise.start + timedelta(seconds=at_s)


def _nothing_hit(plan: Plan, state: State) -> Iterator[str]:
    """A false alarm, or an exercise that stopped before anything happened."""
    timeline = timeline_of(state)
    alert = timeline.first("alert_fired")
    yield "Customers were not hit while it lasted."
    if alert is not None:
        yield f"An alert fired at {moment(plan, alert.at_s):%H:%M} UTC."
    down = timeline.of("incident_stood_down")
    if down:
        at = f"{moment(plan, down[-1].at_s):%H:%M} UTC"
        yield f"It was checked, and stood down as a false alarm at {at}."


def _noticed(card: Scorecard) -> str:
    found_s = card.measures.detect_s
    if found_s is None:
        return "No sign of it was seen while the exercise lasted."
    first = f"The first sign of it came {words(found_s)} after it began"
    post_s = card.measures.first_post_s
    if post_s is not None:
        return f"{first}, and the first public post {words(post_s)} after it began."
    responded = card.measures.acknowledge_s is not None or card.measures.declare_s is not None
    rest = "customers were not told" if responded else "no response followed"
    return f"{first}; {rest} while the exercise lasted."


def _ended(plan: Plan, truth: Truth, state: State) -> Iterator[str]:
    if len(truth.spells) > 1:
        calm = ", ".join(f"{moment(plan, spell.start_s):%H:%M} UTC" for spell in truth.spells[1:])
        yield f"In between it was well, and it came back at {calm}."
    if truth.end_s is None or truth.start_s is None:
        still = "had not ended" if still_hit(truth) else f"had ended less than {words(CALM_S)} ago"
        yield f"The impact {still} when the exercise stopped."
        return
    lasted = words(truth.end_s - truth.start_s)
    how = _ended_by(plan, state, truth.end_s)
    yield f"It ended at {moment(plan, truth.end_s):%H:%M} UTC, {lasted} after it began, {how}."


def _ended_by(plan: Plan, state: State, end_s: int) -> str:
    """Which steps had helped by then, as their effect was measured; nothing is credited unseen."""
    timeline = timeline_of(state)
    if not any(item.at_s < end_s for item in timeline.of("mitigation_started")):
        return "without a step of the team"
    begun = {item.value("mitigation"): item.at_s for item in timeline.of("mitigation_started")}
    helped = [
        lever_title(plan, item.event.lever)
        for item in timeline.of("mitigation_assessed")
        if isinstance(item.event, MitigationAssessed)
        and item.event.outcome in _HELPED
        and begun.get(item.value("mitigation"), end_s) < end_s
    ]
    if not helped:
        return "though no step of the team was found to have helped"
    return "after " + " and ".join(f"“{title}”" for title in dict.fromkeys(helped))


def commander(state: State) -> str:
    """The role, and how often it changed hands; never a name."""
    role = Role.IC.title
    timeline = timeline_of(state)
    holders = [
        item.event.person
        for item in timeline.of("role_assigned", "role_accepted")
        if isinstance(item.event, RoleAssigned | RoleAccepted) and item.event.seat is Role.IC
    ]
    if not timeline.of("incident_declared"):
        return f"{role} (no incident was declared)"
    if not holders:
        return f"{role} (nobody was named)"
    handed = sum(before != after for before, after in pairwise(holders))
    if not handed:
        return f"{role} (held by one person from when it was given)"
    return f"{role} (handed over {'once' if handed == 1 else _times(handed)})"
