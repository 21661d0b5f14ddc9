"""The longer accounts of a report: decisions, posts, the Scribe's lines, and the whole log."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.events import DecisionMade, Event, InjectReleased, PostPublished
from game.engine.plan import Plan
from game.engine.state import Entry, State
from game.scenario.model import Option
from game.simtime import clock, utc
from game.terms import Role
from scoring.decisions import Hypotheses, hypotheses
from scoring.figures import grouped
from scoring.narration import actor, narrate, option_title
from scoring.scorecard import DecisionScore, OptionLoss, PostCheckResult, PostScore, Scorecard
from scoring.scribe import review
from scoring.timeline import timeline_of

CHECKS: dict[str, str] = {
    "impact": "says what people see",
    "scope": "says who is hit",
    "since": "says since when",
    "next_update": "says when the next update comes",
    "no_repair_time": "promises no time of repair",
    "no_cause": "guesses at no cause",
    "no_blame": "blames nobody",
    "plain": "is free of jargon",
    "approved": "was approved",
    "stage": "has a stage that fits",
    "true": "was true at that moment",
    "promise_kept": "kept its promise of the next update",
}
"""Check of a post -> what a post that passes it does."""

NOTHING = 0.5
"""Fewer orders than this are none."""

_HIDDEN = frozenset({"mitigation_assessed", "inject_answered", "inject_expired"})


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One way to decide, with what it was expected to cost."""

    title: str
    chosen: bool
    expected_loss: float | None
    then: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionAccount:
    """A decision with its options, its reason, and how it compares; the last three are sentences.

    They are empty where the options were not weighed.
    """

    n: int
    time: str
    question: str
    chosen: str
    reason: str
    options: tuple[OptionRow, ...]
    proposals: tuple[tuple[str, str], ...]
    verdict: str
    fortune: str
    known: str


@dataclass(frozen=True, slots=True)
class PostAccount:
    """A post with its checks."""

    n: int
    time: str
    audience: str
    stage: str
    text: str
    checks: tuple[tuple[str, PostCheckResult], ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the Scribe's timeline."""

    time: str
    who: str
    kind: str
    text: str
    pinned: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class ToldRow:
    """Something that mattered, and the event of the entry that tells of it (None: none does)."""

    n: int
    time: str
    text: str
    entry: int | None
    error_s: int | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the log."""

    n: int
    time: str
    clock: str
    actor: str
    person: str
    type: str
    text: str


def decisions(plan: Plan, state: State, card: Scorecard) -> tuple[DecisionAccount, ...]:
    """Every decision that the scorecard judged."""
    found = ((_event(state, item.event), item) for item in card.decisions)
    return tuple(
        _decision(plan, state, event, item)
        for event, item in found
        if isinstance(event, DecisionMade)
    )


def _event(state: State, n: int) -> Event | None:
    return state.history.events[n - 1] if 0 < n <= state.n else None


def _decision(
    plan: Plan, state: State, event: DecisionMade, score: DecisionScore
) -> DecisionAccount:
    asked = plan.decisions.get(event.decision)
    known = {option.id: option for option in asked.options} if asked else {}
    put = state.decisions.get(event.decision)
    return DecisionAccount(
        n=score.event,
        time=_time(plan, event.at_s),
        question=asked.question if asked else event.decision,
        chosen=option_title(plan, event.decision, event.option),
        reason=event.reason,
        options=tuple(_option(plan, item, known.get(item.option), event) for item in score.options),
        proposals=tuple(
            (option_title(plan, event.decision, option), text)
            for _, option, text in (put.proposals if put else ())
        ),
        verdict=_verdict(score, known),
        fortune=_fortune(score),
        known=_known(hypotheses(plan, state.history.events[: score.event - 1]), plan),
    )


def _verdict(score: DecisionScore, options: Mapping[str, Option]) -> str:
    """How the choice compares with the best option on what was known then."""
    losses = {item.option: item.expected_loss for item in score.options}
    known = {key: loss for key, loss in losses.items() if loss is not None}
    if score.regret is None or not known:
        return ""
    if score.regret < NOTHING:
        return "The best option on what was known then."
    best = min(known, key=lambda key: known[key])
    title = options[best].title if best in options else best
    more = grouped(score.regret)
    return f"On what was known then, expected to cost {more} more failed orders than “{title}”."


def _fortune(score: DecisionScore) -> str:
    if score.luck is None:
        return ""
    if abs(score.luck) < NOTHING:
        return "Luck had no part in it."
    sort = "bad" if score.luck > 0 else "good"
    return f"{grouped(abs(score.luck))} orders of {sort} luck."


def _known(found: Hypotheses, plan: Plan) -> str:
    titles = "; ".join(variant.title for variant in found.open)
    if found.contradicted:
        return f"What was told contradicts itself, so no hypothesis was left out: {titles}."
    of = f"{len(found.open)} of {len(plan.scenario.variants)}"
    return f"Hypotheses still open at that moment ({of}): {titles}."


def _option(plan: Plan, loss: OptionLoss, option: Option | None, event: DecisionMade) -> OptionRow:
    return OptionRow(
        title=option.title if option else loss.option,
        chosen=loss.option == event.option,
        expected_loss=loss.expected_loss,
        then=_then(plan, loss.then),
        speaks_for=option.for_ if option else (),
        speaks_against=option.against if option else (),
    )


def _then(plan: Plan, course: str) -> str:
    """What the figure supposes to follow the option, by title; empty where it is kept."""
    options = (option for asked in plan.scenario.decisions for option in asked.options)
    titles = {f"then {option.id}": f"then: {option.title}" for option in options}
    return titles.get(course, course)


def posts(plan: Plan, state: State, card: Scorecard) -> tuple[PostAccount, ...]:
    """Every post that the scorecard checked."""
    found = ((_event(state, item.event), item) for item in card.posts)
    return tuple(
        _post(plan, event, item) for event, item in found if isinstance(event, PostPublished)
    )


def _post(plan: Plan, event: PostPublished, score: PostScore) -> PostAccount:
    return PostAccount(
        n=score.event,
        time=_time(plan, event.at_s),
        audience=event.audience.value,
        stage=event.stage.value,
        text=event.text,
        checks=tuple((CHECKS.get(item.check, item.check), item) for item in score.checks),
    )


def entries(plan: Plan, state: State) -> tuple[EntryRow, ...]:
    """The Scribe's timeline by the times it gives."""
    written = sorted(state.entries.values(), key=lambda item: item.time_s)
    return tuple(_entry(plan, item) for item in written)


def _entry(plan: Plan, entry: Entry) -> EntryRow:
    return EntryRow(
        time=_time(plan, entry.time_s),
        who=entry.who,
        kind=entry.kind.value,
        text=entry.text,
        pinned=entry.pinned,
        corrected=entry.corrected,
    )


def told(plan: Plan, state: State) -> tuple[ToldRow, ...]:
    """What mattered, held against the Scribe's timeline."""
    timeline = timeline_of(state)
    return tuple(
        ToldRow(
            item.fact.n,
            _time(plan, item.fact.at_s),
            narrate(plan, state, timeline.all[item.fact.n - 1].event),
            item.entry,
            item.error_s,
        )
        for item in review(plan, timeline).items
    )


def event_rows(plan: Plan, state: State) -> tuple[EventRow, ...]:
    """The whole log, one row an event."""
    return tuple(
        EventRow(
            n=item.n,
            time=_time(plan, item.at_s),
            clock=clock(item.at_s),
            actor=actor(plan, state, item.event),
            person=_person(item.event),
            type=item.type.replace("_", " "),
            text=narrate(plan, state, item.event),
        )
        for item in timeline_of(state).all
    )


def transcript(rows: tuple[EventRow, ...]) -> str:
    """The drill as plain text: what was to be seen and heard in the room, line by line."""
    hidden = {name.replace("_", " ") for name in _HIDDEN}
    return "\n".join(_line(row) for row in rows if row.type not in hidden)


def _line(row: EventRow) -> str:
    speaker = f"{row.actor} ({row.person})" if row.person else row.actor
    return f"{row.clock}  {row.time}  {speaker}: {' '.join(row.text.split())}"


def _person(event: Event) -> str:
    """The person in the seat; an inject is said by a character, whoever released it."""
    speaks_itself = event.by.role is Role.SYSTEM or isinstance(event, InjectReleased)
    return "" if speaks_itself else event.by.person


def _time(plan: Plan, at_s: int) -> str:
    return utc(plan.scenario.exercise.start, at_s)
