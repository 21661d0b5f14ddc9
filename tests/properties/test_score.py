"""What holds for every score: its evidence shows it, waiting does not pay, nor does noise."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.codec import event_type
from game.engine.events import (
    EntryWritten,
    Event,
    IncidentDeclared,
    IncidentMitigated,
    IncidentResolved,
    MessageSent,
    PostPublished,
)
from game.engine.state import History, State
from game.scenario.criteria import (
    Cadence,
    Checked,
    ExitHeld,
    Followed,
    HealthyAt,
    Ordered,
    StateKept,
    TimeCalls,
    TimelineRecall,
)
from game.session.session import Session
from game.terms import SEATS, Audience, EntryKind, Severity
from scoring.judge import score
from scoring.scorecard import Scorecard, TaskFinding
from tests.golden.drills import card, scenarios, session_of
from tests.scoring.evidence import named_by, objections

WHOLE = "BREAKGLASS_SEEDS" in os.environ
LIBRARY = scenarios() if WHOLE else ("hamster-wheel", "bad-release")
POLICIES = ("by-the-book", "competent", "novice", "careless", "spammer", "idle")
PLAYED = [
    (scenario, policy)
    for scenario, policy in product(LIBRARY, POLICIES)
    if WHOLE or scenario == "hamster-wheel" or policy in {"by-the-book", "novice", "careless"}
]
TUTORIAL = "hamster-wheel"
"""It asks for fewer things, so some tricks cost nothing there; they still gain nothing."""
DELAYS_S = (20, 90, 300, 900)


def with_events(state: State, events: Iterable[Event]) -> State:
    """The same course of the shop under another log."""
    ordered = tuple(sorted(events, key=lambda event: event.at_s))
    by_type: dict[str, tuple[Event, ...]] = {}
    for event in ordered:
        name = event_type(type(event))
        by_type[name] = (*by_type.get(name, ()), event)
    return replace(state, history=History(ordered, by_type))


def rescored(session: Session, events: Iterable[Event]) -> Scorecard:
    """The scorecard of a drill whose log reads otherwise."""
    return score(session.plan, with_events(session.state, events), weighed=False)


@pytest.mark.parametrize(
    ("scenario", "policy"),
    PLAYED if WHOLE else [*product(scenarios(), ("by-the-book", "novice", "careless"))],
)
def test_the_events_that_a_finding_cites_show_it(scenario: str, policy: str) -> None:
    """For every task of every scenario; the same drills are played for the bands of the teams."""
    session = session_of(scenario, policy)
    judged = card(scenario, policy)
    assert {item.task for item in judged.findings} == {task.id for task in session.plan.tasks}
    found = [
        text
        for finding in judged.findings
        for text in objections(session.plan, session.state, finding)
    ]
    assert not found


@cache
def required(scenario: str, policy: str) -> tuple[int, ...]:
    """The acts that show what some task asks for: the places in the log of all that are cited."""
    session = session_of(scenario, policy)
    earned = (item for item in card(scenario, policy).findings if item.points > 0)
    cited = {n - 1 for finding in earned for n in finding.events}
    events = session.state.history.events
    return tuple(sorted(place for place in cited if events[place].by.role in SEATS))


@pytest.mark.parametrize(
    ("scenario", "policy"),
    [pair for pair in PLAYED if pair[1] in {"by-the-book", "competent", "novice"}],
)
def test_delaying_a_required_act_never_raises_the_score(scenario: str, policy: str) -> None:
    """Of all criteria, order, cadence and posts among them, with three exceptions that are right.

    A delay may raise the rating of a task where it is not only a delay: where it carries the act
    into the time of a task that it came too early for, past another act that ought to come before
    it, or, of acts that keep a rhythm, from a stretch that had another one into one that had none.
    """
    session, before = session_of(scenario, policy), card(scenario, policy)
    for place in required(scenario, policy):
        for by_s in DELAYS_S if WHOLE else DELAYS_S[place % len(DELAYS_S) :][:1]:
            judged = rescored(session, delayed(session, place, by_s))
            if judged.score <= before.score:
                continue
            raised = [
                (old, new)
                for old, new in zip(before.findings, judged.findings, strict=True)
                if _share(new) > _share(old) and not _is_right(session, place, by_s, old)
            ]
            assert not raised, (session.state.history.events[place], by_s, raised)


def _share(finding: TaskFinding) -> float:
    """What the finding is worth of what it counts; what does not count costs nothing."""
    return finding.points / finding.max_points if finding.max_points else 1.0


def _is_right(session: Session, place: int, by_s: int, old: TaskFinding) -> bool:
    """Whether the delay did something that the task asks for, beside delaying."""
    task = next(item for item in session.plan.tasks if item.id == old.task)
    events = session.state.history.events
    act, until_s = events[place], events[place].at_s + by_s
    match task.done:
        case TimeCalls() | Cadence():
            return True  # one more in an empty stretch: see the next test
        case Ordered() | Followed() | Checked() | StateKept() | ExitHeld() | HealthyAt():
            return any(event.at_s <= until_s for event in events[place + 1 :])
        case _:
            began_s = max((events[n - 1].at_s for n in old.events), default=0)
            return act.at_s < began_s <= until_s and place + 1 not in old.events


@pytest.mark.parametrize("scenario", LIBRARY)
def test_without_one_of_its_acts_no_rhythm_is_kept_better(scenario: str) -> None:
    """Delayed beyond the end, which is the longest delay, an act fills no other stretch."""
    for policy in ("by-the-book", "novice"):
        session, before = session_of(scenario, policy), card(scenario, policy)
        rhythms = {t.id for t in session.plan.tasks if isinstance(t.done, TimeCalls | Cadence)}
        cited = {n - 1 for old in before.findings if old.task in rhythms for n in old.events}
        events = session.state.history.events
        for place in sorted(cited):
            if not isinstance(events[place], MessageSent | PostPublished):
                continue
            judged = rescored(session, [*events[:place], *events[place + 1 :]])
            for old, new in zip(before.findings, judged.findings, strict=True):
                assert new.task not in rhythms or _share(new) <= _share(old), (old, new)


def delayed(session: Session, index: int, by_s: int) -> list[Event]:
    """The log with one act done later, at the latest when the exercise stopped."""
    events = list(session.state.history.events)
    stop_s = session.state.history.of("exercise_stopped")[-1].at_s
    act = events.pop(index)
    later = replace(act, at_s=max(act.at_s, min(act.at_s + by_s, stop_s)))
    position = next(
        (k for k in range(index, len(events)) if _comes_after(events[k], later)), len(events)
    )
    events.insert(position, later)
    return events


def _comes_after(event: Event, later: Event) -> bool:
    return event.at_s > later.at_s or event_type(type(event)) == "exercise_stopped"


@pytest.mark.parametrize("scenario", LIBRARY)
def test_an_omission_costs_no_more_than_what_hangs_on_it(scenario: str) -> None:
    session = session_of(scenario, "by-the-book")
    whole = card(scenario, "by-the-book")
    events = session.state.history.events
    tasks = {task.id: task for task in session.plan.tasks}
    for index, event in enumerate(events):
        if event.by.role not in SEATS:
            continue
        name = event_type(type(event))
        judged = rescored(session, [*events[:index], *events[index + 1 :]])
        mine = {key for key, task in tasks.items() if name in named_by(task)}
        mine |= {key for key, task in tasks.items() if isinstance(task.done, TimelineRecall)}
        weight = sum(
            max(new.max_points, old.max_points)
            for new, old in zip(judged.findings, whole.findings, strict=True)
            if new.task in mine
        )
        for new, old in zip(judged.findings, whole.findings, strict=True):
            assert new.rating is old.rating or new.task in mine, (event, new, old)
        most = sum(item.max_points for item in judged.findings)
        assert abs(judged.score - whole.score) <= 100 * weight / most + 0.1


def noisy(events: tuple[Event, ...], more: Iterable[Event]) -> list[Event]:
    """The log with more of something, none of it after EndEx."""
    stop = next(e for e in events if event_type(type(e)) == "exercise_stopped")
    added = [event for event in more if event.at_s < stop.at_s]
    return [*added, *events]


def posts_every_minute(events: tuple[Event, ...]) -> list[Event]:
    """A public post a minute, each a copy of the first."""
    posts = [e for e in events if isinstance(e, PostPublished)]
    first = next((e for e in posts if e.audience is Audience.CUSTOMERS), None)
    if first is None:
        return list(events)
    return noisy(
        events,
        (replace(first, at_s=s, post=f"x{s}") for s in range(first.at_s + 60, 1800, 60)),
    )


def lines_every_second(events: tuple[Event, ...]) -> list[Event]:
    """A line of the timeline a second, of each kind in turn, with all words there are."""
    first = next(e for e in events if isinstance(e, EntryWritten))
    kinds = tuple(EntryKind)
    text = (
        "Alert fired, incident declared, severity sev1, decision decided to roll back, mitigation "
        "started, completed, post published, mitigated and resolved."
    )
    return noisy(
        [event for event in events if not isinstance(event, EntryWritten)],  # type: ignore[arg-type]
        (
            replace(first, at_s=s, time_s=s, entry=f"x{s}", kind=kinds[s % len(kinds)], text=text)
            for s in range(first.at_s, 1800)
        ),
    )


def unfilled(events: tuple[Event, ...]) -> list[Event]:
    """Posts that are the bare template."""
    text = (
        "Since {since} UTC, {scope} cannot complete an order in our shop: checkout ends with an "
        "error. Next update by {next_update} UTC."
    )
    return [replace(e, text=text) if isinstance(e, PostPublished) else e for e in events]


def always_sev1(events: tuple[Event, ...]) -> list[Event]:
    """The worst severity, whatever the dashboards say, and never changed."""
    kept = [e for e in events if event_type(type(e)) != "severity_changed"]
    worst = Severity.SEV1
    return [replace(e, severity=worst) if isinstance(e, IncidentDeclared) else e for e in kept]


def resolved_at_once(events: tuple[Event, ...]) -> list[Event]:
    """Resolved half a minute after it was called mitigated."""
    mitigated = next(e for e in events if isinstance(e, IncidentMitigated))
    at_s = mitigated.at_s + 30
    return [replace(e, at_s=at_s) if isinstance(e, IncidentResolved) else e for e in events]


@pytest.mark.parametrize(
    ("trick", "costs"),
    [
        (posts_every_minute, 2.0),
        (lines_every_second, 0.0),
        (unfilled, 2.0),
        (always_sev1, 0.0),
        (resolved_at_once, 1.0),
    ],
)
@pytest.mark.parametrize("scenario", LIBRARY)
def test_tricks_do_not_pay(
    scenario: str, trick: Callable[[tuple[Event, ...]], list[Event]], costs: float
) -> None:
    session = session_of(scenario, "by-the-book")
    if not session.state.history.of("incident_mitigated"):
        pytest.skip("nothing was hurt here")
    honest = card(scenario, "by-the-book").score
    tricked = rescored(session, trick(session.state.history.events)).score
    assert tricked <= (honest if scenario == TUTORIAL else honest - costs)


@pytest.mark.parametrize("scenario", LIBRARY)
def test_tricks_do_not_pay_for_a_poor_team_either(scenario: str) -> None:
    session = session_of(scenario, "novice")
    honest = card(scenario, "novice").score
    for trick in (posts_every_minute, lines_every_second, unfilled):
        events = session.state.history.events
        if any(isinstance(e, PostPublished) for e in events):
            assert rescored(session, trick(events)).score <= honest + 1.0, trick


@settings(max_examples=10, deadline=None)
@given(
    keep=st.sets(st.integers(0, 10_000), max_size=400),
    policy=st.sampled_from(("by-the-book", "novice")),
)
def test_any_part_of_a_log_has_a_score(keep: set[int], policy: str) -> None:
    session = session_of("hamster-wheel", policy)
    events = session.state.history.events
    kept = [
        event
        for index, event in enumerate(events)
        if event.by.role not in SEATS or index in keep or index % 3 == 0
    ]
    judged = rescored(session, kept)
    assert 0 <= judged.score <= 100
    assert all(0 <= item.points <= item.max_points for item in judged.findings)
