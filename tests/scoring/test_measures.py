"""Response times from the true beginning of the impact, its cost, and the help that was given."""

from game.engine.events import (
    SYSTEM,
    HintShown,
    IncidentReopened,
    InjectReleased,
    InjectSkipped,
    PageAcknowledged,
)
from game.terms import Audience, InjectKind, Via
from scoring.measures import assistance, cost, measure
from scoring.scorecard import Impact, Measures
from scoring.timeline import timeline_of
from scoring.truth import truth_of
from tests.engine.small import started
from tests.scoring.stage import (
    IC,
    LEAD,
    OPS,
    alert,
    declared,
    plan_with,
    post,
    resolved,
    state_of,
    task,
)


def ticket(at_s: int, via: Via = Via.TICKET, by: object = SYSTEM) -> InjectReleased:
    return InjectReleased(
        at_s=at_s,
        by=LEAD if by is LEAD else SYSTEM,
        inject="ask",
        kind=InjectKind.INJECT,
        sender="boss",
        via=via,
        to="all",
        text="Nobody can buy.",
        expects_s=None,
    )


def measured(*events: object, hurt: bool = True) -> Measures:
    spells = [(60, 600)] if hurt else []
    state = state_of(events, spells)  # type: ignore[arg-type]
    return measure(timeline_of(state), truth_of(state))


def test_every_time_counts_from_the_true_beginning() -> None:
    seen = PageAcknowledged(at_s=100, by=OPS, page="p")
    inside = post(120, audience=Audience.EXECUTIVES)
    found = measured(alert(90), seen, declared(110), inside, post(300), resolved(1300))
    assert found == Measures(
        detect_s=30,
        acknowledge_s=40,
        declare_s=50,
        first_post_s=240,
        mitigate_s=540,
        resolve_s=1240,
    )


def test_what_was_not_reached_is_none() -> None:
    assert measured() == Measures(mitigate_s=540)
    assert measured(alert(90), declared(100), hurt=False) == Measures()


def test_a_customer_may_report_before_the_alert() -> None:
    assert measured(ticket(70), alert(90)).detect_s == 10
    assert measured(ticket(70, Via.PHONE), alert(90)).detect_s == 30


def test_what_came_back_was_not_resolved() -> None:
    again = IncidentReopened(at_s=1400, by=IC, reason="it is back")
    assert measured(resolved(1300), again).resolve_s is None
    assert measured(resolved(1300), again, resolved(1500)).resolve_s == 1440


def test_the_cost_is_what_endex_told() -> None:
    state = state_of([])
    found = cost(plan_with(), state, timeline_of(state))
    assert found == Impact(12.34567, 600.0, 9.0, 20.0, 1.5)


def test_without_endex_the_cost_is_read_from_the_shop() -> None:
    play = started(at_s=120)
    found = cost(play.plan, play.state, timeline_of(play.state))
    assert found.failed_orders > 0
    assert 1.4 < found.minutes < 1.6


def test_help_is_counted() -> None:
    hint = HintShown(at_s=100, by=SYSTEM, item="declare", text="Declare.")
    skipped = InjectSkipped(at_s=200, by=LEAD, inject="late", reason="no time")
    state = state_of([hint, hint, skipped, ticket(210, by=LEAD), ticket(220)])
    found = assistance(plan_with((task({"event": "incident_declared"}, id="declare"),)), state)
    assert (found.hints, found.interventions) == (2, 2)
    assert [(act.event, act.kind, act.task) for act in found.acts] == [
        (2, "hint", "declare"),
        (3, "hint", "declare"),
        (4, "intervention", ""),
        (5, "intervention", ""),
    ]
    assert "left out: no time" in found.acts[2].text
