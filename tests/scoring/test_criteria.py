"""Each criterion of critical tasks, judged over a handful of events."""

from collections.abc import Mapping

import pytest

from game.engine.events import (
    SYSTEM,
    EvidenceCaptured,
    InjectAnswered,
    InjectExpired,
    InjectReleased,
    SeverityChanged,
    TaskAssigned,
    TaskConfirmed,
)
from game.terms import (
    Audience,
    EntryKind,
    EvidenceKind,
    InjectKind,
    Rating,
    Role,
    Severity,
    Stage,
    Via,
)
from tests.scoring.stage import (
    IC,
    OPS,
    alert,
    completed,
    decided,
    declared,
    entry,
    judged,
    mitigated,
    post,
    pulled,
    resolved,
    task,
)

HANDS_OFF = task({"never": {"event": "mitigation_started", "where": {"by": "ic"}}})
EVIDENCE_FIRST = task(
    {"first": {"event": "evidence_captured"}, "then": {"event": "mitigation_started"}}
)
DECIDED_FIRST = task(
    {
        "first": {"event": "decision_made"},
        "then": {"event": "mitigation_started"},
        "same": "lever",
    }
)
CONFIRMED = task(
    {
        "each": {"event": "task_assigned"},
        "by": {"event": "task_confirmed"},
        "same": "task",
        "within": "2m",
    }
)
FEW = task({"at_most": 2, "of": {"event": "mitigation_started"}}, role="ops")


def snapshot(at_s: int) -> EvidenceCaptured:
    kind = EvidenceKind.DASHBOARDS
    return EvidenceCaptured(at_s=at_s, by=OPS, evidence=f"v{at_s}", kind=kind, text="")


def assigned(at_s: int) -> TaskAssigned:
    return TaskAssigned(at_s=at_s, by=IC, task=f"t{at_s}", to=Role.OPS, text="look", limit_s=60)


def confirmed(at_s: int, of: TaskAssigned) -> TaskConfirmed:
    return TaskConfirmed(at_s=at_s, by=OPS, task=of.task)


def test_never_is_performed_by_those_who_act_and_kept_from_those_who_do_not() -> None:
    kept = judged(HANDS_OFF, [declared(90), pulled(100)])
    assert (kept.rating, kept.points) == (Rating.P, 10)
    broken = judged(HANDS_OFF, [declared(90), pulled(100, by=IC)])
    assert (broken.rating, broken.events) == (Rating.U, (3,))
    assert judged(HANDS_OFF, [pulled(100)]).rating is Rating.N


@pytest.mark.parametrize(
    ("pulls", "rating"),
    [(0, Rating.N), (2, Rating.P), (3, Rating.S), (4, Rating.M), (5, Rating.U), (9, Rating.U)],
)
def test_each_lever_too_many_lowers_the_rating_by_a_band(pulls: int, rating: Rating) -> None:
    assert judged(FEW, [pulled(100 + 10 * i) for i in range(pulls)]).rating is rating


def test_none_at_all_is_few_enough_for_a_seat_that_worked() -> None:
    assert judged(FEW, [snapshot(90)]).rating is Rating.P


def test_order_is_rated_by_the_share_that_keeps_it() -> None:
    assert judged(EVIDENCE_FIRST, [snapshot(90), pulled(100)]).rating is Rating.P
    late = judged(EVIDENCE_FIRST, [pulled(100), snapshot(110), pulled(120)])
    assert (late.rating, late.events) == (Rating.M, (2, 3, 4))
    assert "missing before T+00:01:40" in late.note
    assert judged(EVIDENCE_FIRST, [snapshot(90)]).rating is Rating.N


def test_order_can_ask_for_the_same_field() -> None:
    assert judged(DECIDED_FIRST, [decided(90, "flag"), pulled(100)]).rating is Rating.U
    assert judged(DECIDED_FIRST, [decided(90), pulled(100)]).rating is Rating.P


def test_follow_up_counts_in_time_and_for_the_same_thing() -> None:
    one, two, three = assigned(100), assigned(200), assigned(1750)
    found = judged(CONFIRMED, [one, two, three, confirmed(219, one), confirmed(330, two)])
    # The third was given too shortly before the end to be judged.
    assert (found.rating, found.points) == (Rating.M, 3.5)
    assert "after 1 of 2" in found.note
    assert "missing after T+00:03:20" in found.note
    assert judged(CONFIRMED, [one, confirmed(110, one)]).rating is Rating.P
    assert judged(CONFIRMED, []).rating is Rating.N


HEALTHY = task({"healthy_at": {"event": "incident_resolved"}, "for": "4m"})


@pytest.mark.parametrize(
    ("at_s", "rating"), [(840, Rating.P), (720, Rating.S), (660, Rating.M), (610, Rating.U)]
)
def test_a_claim_of_health_is_held_against_the_truth(at_s: int, rating: Rating) -> None:
    finding = judged(HEALTHY, [resolved(at_s)])
    assert (finding.rating, finding.events) == (rating, (2,))


def test_hurt_at_that_moment_is_the_worst_that_a_claim_can_be() -> None:
    assert judged(HEALTHY, [resolved(300)]).rating is Rating.U


def test_the_worst_of_several_claims_counts() -> None:
    finding = judged(HEALTHY, [resolved(300), resolved(900)])
    assert finding.rating is Rating.U
    assert "only 30% of checkouts succeeded" in finding.note


RECOVERS = task({"recovers": "checkout"}, start={"event": "alert_fired"}, target="8m", limit="15m")


@pytest.mark.parametrize(
    ("until_s", "rating"), [(500, Rating.P), (800, Rating.S), (1100, Rating.M), (9999, Rating.U)]
)
def test_recovery_is_read_from_the_truth(until_s: int, rating: Rating) -> None:
    events = [alert(90), declared(100), pulled(200)]
    assert judged(RECOVERS, events, [(60, until_s)]).rating is rating


def test_a_relapse_moves_the_recovery() -> None:
    events = [alert(90), declared(100), pulled(200)]
    assert judged(RECOVERS, events, [(60, 300), (700, 900)]).rating is Rating.S


def test_what_ended_by_itself_before_anybody_moved_is_nobodys_merit() -> None:
    assert judged(RECOVERS, [alert(90)], [(60, 300)]).rating is Rating.N
    assert judged(RECOVERS, [alert(90), declared(100)], []).rating is Rating.N


def changed(at_s: int, severity: Severity, was: Severity) -> SeverityChanged:
    return SeverityChanged(at_s=at_s, by=IC, severity=severity, was=was, reason="figures")


SEVERITY = task(
    {"severity_fits": "observables"},
    start={"event": "incident_declared"},
    target="3m",
    limit="6m",
)


@pytest.mark.parametrize(
    ("raised_s", "rating"),
    [(300, Rating.P), (400, Rating.S), (1000, Rating.M), (None, Rating.U)],
)
def test_too_mild_a_severity_must_be_raised_in_time(raised_s: int | None, rating: Rating) -> None:
    # Observables ask for SEV1 at T+00:02:00, a minute into the impact.
    later = [] if raised_s is None else [changed(raised_s, Severity.SEV1, Severity.SEV2)]
    assert judged(SEVERITY, [declared(150, Severity.SEV2), *later]).rating is rating


def test_the_right_severity_and_one_too_high_are_free() -> None:
    assert judged(SEVERITY, [declared(100)]).rating is Rating.P
    lowered = [declared(100), changed(700, Severity.SEV2, Severity.SEV1)]
    assert judged(SEVERITY, lowered).rating is Rating.P


def test_lowering_it_while_customers_are_hurt_costs() -> None:
    lowered = [declared(100), changed(400, Severity.SEV2, Severity.SEV1)]
    assert judged(SEVERITY, lowered).rating is Rating.M


def test_without_observables_a_mild_severity_fits_a_false_alarm() -> None:
    assert judged(SEVERITY, [declared(100, Severity.SEV3)], spells=[]).rating is Rating.P
    assert judged(SEVERITY, [declared(100)], spells=[]).rating is Rating.S
    quick = judged(SEVERITY, [declared(80)], [(60, 100)])
    assert quick.rating is Rating.P


def check(name: str, which: str = "every") -> Mapping[str, object]:
    return {"post_check": name, "audience": "customers", "which": which}


def test_post_checks_are_rated_by_the_share_that_passes() -> None:
    bad = post(400, "We expect the fix in 20 minutes.")
    one = task(check("no_repair_time"))
    assert judged(one, [post(100)]).rating is Rating.P
    finding = judged(one, [post(100), bad])
    assert (finding.rating, finding.events) == (Rating.M, (2, 3))
    assert "fix in 20 minutes" in finding.note
    assert judged(task(check("no_repair_time", "first")), [post(100), bad]).rating is Rating.P
    assert judged(task(check("no_repair_time", "last")), [post(100), bad]).rating is Rating.U


def test_silence_passes_no_check() -> None:
    assert judged(task(check("no_repair_time")), [alert(90)]).rating is Rating.U
    assert judged(task(check("no_repair_time")), [alert(90)], spells=[]).rating is Rating.N


def test_a_check_without_occasion_is_not_observed() -> None:
    final = post(700, "Checkout works again.", Stage.RESOLVED)
    assert judged(task(check("promise_kept")), [final]).rating is Rating.N


CADENCE = task({"cadence": "customers"}, start={"event": "incident_declared"})


def test_cadence_is_rated_by_the_posts_that_came_in_time() -> None:
    final = post(1700, "Checkout works again.", Stage.RESOLVED)
    kept = judged(CADENCE, [declared(100), post(300), post(1100), final])
    assert (kept.rating, kept.events) == (Rating.P, (2, 3, 4, 5))
    silent = judged(CADENCE, [declared(100), post(300)])
    assert silent.rating is Rating.M
    assert "1 of 2 posts due to customers came in time" in silent.note
    assert judged(CADENCE, [declared(100)]).rating is Rating.U


def test_recall_is_rated_against_the_share_asked_for() -> None:
    one = task({"timeline_recall": "100%"})
    events = [alert(90), declared(100), decided(150), pulled(160)]
    lines = [
        entry(95, EntryKind.DETECTED, "Alert: checkout is failing"),
        entry(105, EntryKind.DECIDED, "Declared SEV1"),
        entry(155, EntryKind.DECIDED, "Roll back, after the deploy"),
    ]
    assert judged(one, [*events, *lines]).rating is Rating.S
    assert judged(one, [*events, lines[0]]).rating is Rating.U
    both = judged(task({"timeline_recall": "90%", "kinds": ["decided"]}), [*events, *lines])
    assert both.rating is Rating.P
    assert judged(one, []).rating is Rating.N


def released(at_s: int) -> InjectReleased:
    return InjectReleased(
        at_s=at_s,
        by=SYSTEM,
        inject="ask",
        kind=InjectKind.INJECT,
        sender="boss",
        via=Via.PHONE,
        to="comms",
        text="How long?",
        expects_s=60,
    )


def test_answers_count_only_in_time() -> None:
    one = task({"answers": "comms"}, role="comms")
    answer = InjectAnswered(at_s=130, by=SYSTEM, inject="ask")
    expired = InjectExpired(at_s=160, by=SYSTEM, inject="ask")
    assert judged(one, [released(100), answer]).rating is Rating.P
    assert judged(one, [released(100), expired]).rating is Rating.U
    assert judged(one, [released(100)]).rating is Rating.N
    assert judged(task({"answers": "ic"}), [released(100), expired]).rating is Rating.N


def test_every_finding_cites_events_and_says_something() -> None:
    events = [alert(90), declared(100), decided(150), pulled(160), completed(200), mitigated(700)]
    criteria: list[Mapping[str, object]] = [
        {"event": "incident_declared"},
        {"event": "role_offered"},
        {"never": {"event": "mitigation_failed"}},
        {"first": {"event": "decision_made"}, "then": {"event": "mitigation_started"}},
        {"at_most": 0, "of": {"event": "mitigation_started"}},
        {"cadence": "customers"},
        {"severity_fits": "observables"},
        {"healthy_at": {"event": "incident_mitigated"}, "for": "1m"},
        {"recovers": "checkout"},
        {"timeline_recall": "70%"},
    ]
    for done in criteria:
        finding = judged(task(done, role="ops"), events)
        assert finding.events, done
        assert finding.note.endswith("."), done
        assert list(finding.events) == list(dict.fromkeys(finding.events)), done
    assert Audience.CUSTOMERS.value in judged(task({"cadence": "customers"}), events).note
