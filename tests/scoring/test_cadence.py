"""What was due when, by the severity in force and by promises."""

from game.engine.events import Happening, IncidentStoodDown, SeverityChanged
from game.terms import Audience, Severity, Stage
from scoring.cadence import Gap, gaps
from scoring.timeline import timeline_of
from tests.scoring.stage import END_S, IC, declared, plan_with, post, state_of

MIN = 60


def found(*events: Happening, end_s: int = END_S) -> list[Gap]:
    timeline = timeline_of(state_of(events, end_s=end_s))
    return list(gaps(plan_with(), timeline, Audience.CUSTOMERS))


def shown(gap: Gap) -> tuple[int, int, int, int]:
    return gap.from_s // MIN, gap.due_s // MIN, gap.closed_s // MIN, gap.missed


def changed(at_s: int, severity: Severity, was: Severity) -> SeverityChanged:
    return SeverityChanged(at_s=at_s, by=IC, severity=severity, was=was, reason="")


def test_each_post_sets_the_clock_anew() -> None:
    done = found(declared(2 * MIN), post(5 * MIN), post(18 * MIN), end_s=25 * MIN)
    assert [shown(gap) for gap in done] == [(2, 17, 5, 0), (5, 20, 18, 0)]
    assert [(gap.from_event, gap.closed_event) for gap in done] == [(2, 3), (3, 4)]


def test_a_late_post_is_one_missed() -> None:
    done = found(declared(2 * MIN), post(5 * MIN), post(22 * MIN), end_s=25 * MIN)
    assert [gap.missed for gap in done] == [0, 1]
    assert not done[1].kept
    assert done[1].length_s == 17 * MIN


def test_half_a_minute_is_forgiven() -> None:
    assert found(declared(0), post(15 * MIN + 30), end_s=16 * MIN)[0].kept
    assert not found(declared(0), post(15 * MIN + 31), end_s=16 * MIN)[0].kept


def test_silence_to_the_end_misses_every_interval() -> None:
    assert [shown(gap) for gap in found(declared(0), end_s=50 * MIN)] == [(0, 15, 50, 3)]


def test_a_promise_sooner_than_the_cadence_is_due_first() -> None:
    done = found(declared(0), post(5 * MIN, next_s=10 * MIN), post(12 * MIN), end_s=13 * MIN)
    assert shown(done[1]) == (5, 10, 12, 1)
    assert done[1].promised


def test_a_promise_later_than_the_cadence_buys_no_time() -> None:
    done = found(declared(0), post(5 * MIN, next_s=50 * MIN), post(25 * MIN))
    assert not done[1].promised
    assert done[1].missed == 1


def test_a_final_post_owes_nothing() -> None:
    final = post(10 * MIN, stage=Stage.RESOLVED)
    assert [shown(gap) for gap in found(declared(0), final, end_s=60 * MIN)] == [(0, 15, 10, 0)]


def test_a_stand_down_owes_nothing_more() -> None:
    down = IncidentStoodDown(at_s=10 * MIN, by=IC, reason="a broken probe")
    assert found(declared(0), down, end_s=60 * MIN) == []


def test_raising_the_severity_leaves_five_minutes_at_least() -> None:
    events = [
        declared(0, Severity.SEV2),
        post(2 * MIN),
        changed(16 * MIN, Severity.SEV1, Severity.SEV2),
    ]
    done = found(*events, post(20 * MIN), end_s=21 * MIN)
    assert shown(done[1]) == (2, 21, 20, 0)


def test_lowering_it_gives_more_time() -> None:
    lowered = changed(4 * MIN, Severity.SEV2, Severity.SEV1)
    done = found(declared(0), post(2 * MIN), lowered, post(31 * MIN), end_s=32 * MIN)
    assert shown(done[1]) == (2, 32, 31, 0)


def test_lowering_it_after_it_was_due_mends_nothing() -> None:
    lowered = changed(20 * MIN, Severity.SEV2, Severity.SEV1)
    done = found(declared(0), post(2 * MIN), lowered, post(25 * MIN), end_s=26 * MIN)
    assert shown(done[1]) == (2, 17, 25, 1)


def test_without_a_declaration_or_a_cadence_nothing_is_due() -> None:
    assert found(post(5 * MIN)) == []
    timeline = timeline_of(state_of([declared(0)]))
    assert gaps(plan_with(), timeline, Audience.ENGINEERING) == ()
