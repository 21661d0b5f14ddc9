"""When a task's clock begins, when it counts, and what becomes of what was never tried."""

import pytest

from game.engine.events import (
    HotWashAnswered,
    IncidentStoodDown,
    MitigationRefused,
    PageAcknowledged,
    RoleOffered,
)
from game.terms import Audience, Rating, Role
from scoring.case import open_case
from scoring.rubric import judge_task
from tests.scoring.stage import (
    END_S,
    IC,
    LEAD,
    OPS,
    alert,
    completed,
    decided,
    declared,
    judged,
    mitigated,
    plan_with,
    post,
    pulled,
    resolved,
    state_of,
    task,
)

DECLARE = task(
    {"event": "incident_declared"}, start={"event": "alert_fired"}, target="3m", limit="6m"
)
AFTER_DECLARING = task(
    {"event": "post_published"}, start={"event": "incident_declared"}, target="5m", limit="8m"
)


@pytest.mark.parametrize(
    ("at_s", "rating", "points"),
    [
        (90 + 180, Rating.P, 10),
        (90 + 181, Rating.S, 7),
        (90 + 361, Rating.M, 3.5),
        (90 + 721, Rating.U, 0),
    ],
)
def test_the_sooner_after_the_start_the_more_points(
    at_s: int, rating: Rating, points: float
) -> None:
    finding = judged(DECLARE, [alert(90), declared(at_s)])
    assert (finding.rating, finding.points, finding.max_points) == (rating, points, 10)
    assert finding.events == (2, 3)


def test_a_note_tells_moment_delay_and_clock() -> None:
    finding = judged(DECLARE, [alert(65), declared(190)])
    assert finding.note == (
        "The incident was declared at T+00:03:10, 2 min 5 s after an alert was raised; "
        "target 3 min, limit 6 min."
    )


def test_what_was_not_done_cites_the_start_and_the_end() -> None:
    finding = judged(DECLARE, [alert(90)])
    assert (finding.rating, finding.points, finding.events) == (Rating.U, 0, (2, 3))
    assert "not declared by T+00:30:00" in finding.note


def test_quicker_than_the_alert_is_no_fault() -> None:
    finding = judged(DECLARE, [declared(70), alert(90)])
    assert (finding.rating, finding.events) == (Rating.P, (2, 3))


def test_what_an_act_starts_must_come_after_it() -> None:
    finding = judged(AFTER_DECLARING, [post(70), declared(90)])
    assert finding.rating is Rating.U


def test_time_that_the_exercise_did_not_give_is_not_counted() -> None:
    finding = judged(DECLARE, [alert(END_S - 100)], spells=[(END_S - 200, END_S - 90)])
    assert (finding.rating, finding.max_points) == (Rating.N, 0)


def test_ending_early_while_customers_are_hurt_excuses_nothing() -> None:
    finding = judged(DECLARE, [alert(90)], spells=[(60, 9999)], end_s=150)
    assert finding.rating is Rating.U


def test_closing_before_it_is_done_ends_ones_own_time() -> None:
    events = [alert(90), declared(100), resolved(250)]
    one = task(
        {"event": "role_assigned"}, start={"event": "incident_declared"}, target="5m", limit="8m"
    )
    assert judged(one, events, [(60, 200)], end_s=370).rating is Rating.U
    after = task({"event": "task_assigned"}, start={"event": "incident_resolved"}, target="5m")
    assert judged(after, events, [(60, 200)], end_s=370).rating is Rating.N


@pytest.mark.parametrize(
    "start",
    [
        {"event": "incident_declared"},
        {"event": "post_published", "where": {"audience": "customers"}},
        {"all": [{"event": "incident_mitigated"}, {"metric": "checkout.success", "above": "97%"}]},
        {
            "any": [
                {"event": "incident_declared", "where": {"severity": "sev1"}},
                {"event": "severity_changed", "where": {"severity": "sev1"}},
            ]
        },
        {
            "any": [
                {"event": "decision_made", "where": {"lever": "rollback"}},
                {"event": "decision_made", "where": {"lever": "flag"}},
            ]
        },
        {"event": "mitigation_started"},
    ],
)
def test_leaving_undone_what_everybody_does_loses_what_follows_from_it(start: object) -> None:
    finding = judged(task({"event": "entry_written"}, start=start), [alert(90)], [(60, 9999)])
    assert (finding.rating, finding.max_points) == (Rating.U, 10)
    assert finding.events == (1, 3)


def test_a_word_to_others_does_not_stand_for_one_to_customers() -> None:
    start = {"event": "post_published", "where": {"audience": "customers"}}
    one = task({"post_check": "plain", "audience": "customers"}, start=start)
    inside = post(300, audience=Audience.EXECUTIVES)
    assert judged(one, [declared(100), inside]).rating is Rating.U


@pytest.mark.parametrize(
    "start",
    [
        {"event": "incident_declared"},
        {"event": "incident_resolved"},
        {"event": "mitigation_started"},
    ],
)
def test_where_nobody_was_hurt_there_was_nothing_to_do(start: object) -> None:
    finding = judged(task({"event": "entry_written"}, start=start), [alert(90)], spells=[])
    assert (finding.rating, finding.max_points) == (Rating.N, 0)


@pytest.mark.parametrize(
    "start",
    [
        {"event": "role_offered"},
        {"event": "inject_released", "where": {"inject": "ask"}},
        {"event": "mitigation_started", "where": {"lever": "restart"}},
        {"event": "incident_declared", "where": {"severity": "sev2"}},
        {"any": [{"event": "role_offered"}, {"event": "role_declined"}]},
    ],
)
def test_an_occasion_that_did_not_come_counts_for_nothing(start: object) -> None:
    events = [alert(90), declared(100)]
    finding = judged(task({"event": "entry_written"}, start=start), events, [(60, 9999)])
    assert (finding.rating, finding.max_points) == (Rating.N, 0)


def test_nobody_need_pull_a_lever_when_waiting_was_decided_and_right() -> None:
    one = task({"event": "entry_written"}, start={"event": "mitigation_started"})
    waited = judged(one, [alert(90), declared(100), decided(120, lever="", option="wait")])
    assert waited.rating is Rating.N
    idle = judged(one, [alert(90), declared(100)])
    assert idle.rating is Rating.U


RESOLVE = task(
    {"event": "incident_resolved"},
    start={"event": "incident_mitigated"},
    unless={"event": "incident_stood_down"},
    target="3m",
)


def test_an_excuse_before_the_thing_was_due_takes_the_task_out() -> None:
    down = IncidentStoodDown(at_s=100, by=IC, reason="a probe was broken")
    finding = judged(RESOLVE, [declared(90), down, mitigated(700)])
    # Standing down at 100 s was not true: customers were hurt from 60 s on.
    assert finding.rating is Rating.U
    later = IncidentStoodDown(at_s=690, by=IC, reason="it is gone")
    finding = judged(RESOLVE, [declared(90), later, mitigated(700)])
    assert (finding.rating, finding.events) == (Rating.N, (4, 3))


def test_doing_the_thing_is_no_excuse_from_it() -> None:
    one = task(
        {"event": "incident_mitigated"},
        start={"event": "mitigation_completed"},
        unless={"event": "incident_mitigated"},
        target="2m",
    )
    assert judged(one, [completed(610), mitigated(700)]).rating is Rating.P
    early = judged(one, [mitigated(605), completed(610)])
    assert early.rating is Rating.N
    untrue = judged(one, [mitigated(300), completed(610)])
    assert untrue.rating is Rating.U


def test_variants_of_a_start_cite_the_event_that_came() -> None:
    start = {"any": [{"event": "mitigation_refused"}, {"event": "mitigation_started"}]}
    refused = MitigationRefused(at_s=140, by=OPS, mitigation="m", lever="rollback", text="no")
    one = task({"event": "decision_made"}, start=start, target="1m")
    finding = judged(one, [refused, decided(150, "flag")])
    assert finding.events == (2, 3)


def test_the_hot_wash_counts_after_endex() -> None:
    one = task({"event": "hot_wash_answered"}, start={"event": "exercise_stopped"}, target="5m")
    answer = HotWashAnswered(at_s=END_S, by=LEAD, question=0, text="we listened")
    assert judged(one, []).rating is Rating.U
    assert judged(one, [answer]).rating is Rating.P


def test_bands_of_a_task_set_its_points() -> None:
    one = task(
        {"event": "page_acknowledged"},
        start={"event": "alert_fired"},
        target="1m",
        limit="2m",
        bands={"P": "100%", "S": "50%", "M": "10%"},
    )
    seen = PageAcknowledged(at_s=90 + 61, by=OPS, page="p")
    assert judged(one, [alert(90), seen]).points == 5


def test_resolved_and_reopened_events_keep_their_numbers() -> None:
    offered = RoleOffered(at_s=80, by=IC, seat=Role.IC, to="next", text="I am handing over")
    finding = judged(DECLARE, [offered, alert(90), pulled(95), declared(100), resolved(700)])
    assert finding.events == (3, 5)


def test_a_late_step_leaves_no_more_time_for_the_next() -> None:
    """The post is due 2 min after the declaration, and that 3 min after the alert."""
    told = task(
        {"event": "post_published"}, id="told", start={"event": "incident_declared"}, target="2m"
    )
    plan = plan_with((DECLARE.model_copy(update={"id": "declare"}), told))

    def rated(declared_s: int, post_s: int) -> Rating:
        events = [alert(90), declared(declared_s), post(post_s)]
        return judge_task(open_case(plan, state_of(events)), told).rating

    assert rated(100, 390) is Rating.P
    assert rated(260, 390) is Rating.P
    assert rated(100, 391) is Rating.S
    assert rated(380, 391) is Rating.S
    assert judged(told, [alert(90), declared(380), post(391)]).rating is Rating.P
