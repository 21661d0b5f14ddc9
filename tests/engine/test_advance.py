from game.engine.commands import (
    AdHocInject,
    AdvanceTo,
    Declare,
    DelayInject,
    ReleaseInject,
    Resolve,
    SkipInject,
)
from game.engine.events import (
    SYSTEM,
    AlertFired,
    AlertResolved,
    DecisionPrompted,
    ExerciseStopped,
    InjectExpired,
    InjectReleased,
)
from game.terms import ExercisePhase, Severity, Via
from tests.engine.small import IC, LEAD, Play, started

DECLARE = Declare(by=IC, severity=Severity.SEV1, title="Checkout fails")


def times(play: Play, kind: type) -> list[int]:
    return [event.at_s for event in play.events if isinstance(event, kind)]


def test_an_alert_fires_once_after_its_time_and_pages() -> None:
    play = started(at_s=200)
    (fired,) = [event for event in play.events if isinstance(event, AlertFired)]
    assert 30 + 30 <= fired.at_s <= 30 + 30 + 20
    assert fired.page == play.state.pages[0].id
    assert not times(play, AlertResolved)


def test_a_timed_inject_comes_at_its_second_with_figures_of_that_second() -> None:
    play = started(at_s=60)
    (released,) = [event for event in play.events if isinstance(event, InjectReleased)]
    shown = play.state.course.recording.at("checkout.success", 60) * 100
    assert (released.at_s, released.text) == (60, f"How long? Success is {shown:.1f} %.")


def test_a_conditional_inject_waits_for_what_did_not_happen() -> None:
    play = started(at_s=300)
    (alert,) = times(play, AlertFired)
    released = {e.inject: e.at_s for e in play.events if isinstance(e, InjectReleased)}
    assert released["undeclared"] == alert + 60
    calm = started(at_s=90)
    calm.give(DECLARE)
    calm.until(300)
    assert "undeclared" not in calm.state.injects


def test_an_expected_act_answers_its_inject_and_silence_lets_it_expire() -> None:
    play = started(at_s=160)
    assert play.state.injects["ask"].expired_s == 120
    play.give(DECLARE)
    play.until(161)
    assert play.state.injects["undeclared"].answered_s == 161
    assert times(play, InjectExpired) == [120]


def test_the_facilitator_releases_skips_delays_and_speaks() -> None:
    play = started(at_s=10)
    play.give(DelayInject(by=LEAD, inject="ask", delay_s=30))
    play.give(SkipInject(by=LEAD, inject="undeclared", reason="they know"))
    play.give(ReleaseInject(by=LEAD, inject="late"))
    play.give(AdHocInject(by=LEAD, sender="boss", via=Via.DIRECT, to="ic", text="At {time.clock}?"))
    play.until(200)
    released = {e.inject: e.at_s for e in play.events if isinstance(e, InjectReleased)}
    assert (released["ask"], released["late"], "undeclared" in released) == (90, 10, False)
    assert play.state.messages[1].text == "At T+00:00:10?"
    assert play.refused(ReleaseInject(by=LEAD, inject="late")).text
    assert play.refused(ReleaseInject(by=LEAD, inject="nope")).text


def test_a_question_is_put_once_when_its_time_has_come() -> None:
    play = started(at_s=100)
    play.give(DECLARE)
    play.until(150)
    assert times(play, DecisionPrompted) == [101]


def test_the_exercise_ends_when_time_is_up_and_tells_the_impact() -> None:
    play = started(at_s=600)
    (stopped,) = [event for event in play.events if isinstance(event, ExerciseStopped)]
    assert (stopped.at_s, stopped.reason) == (600, "time is up")
    assert 0.7 * 600 * 10 * 0.4 < stopped.failed_orders < 600 * 10
    assert stopped.lost_revenue > stopped.failed_orders


def test_the_exercise_ends_two_minutes_after_the_incident() -> None:
    play = started(at_s=100)
    play.give(DECLARE, Resolve(by=IC, summary="done"))
    play.until(400)
    assert times(play, ExerciseStopped) == [220]
    assert play.state.phase is ExercisePhase.HOT_WASH


def test_time_does_not_run_backwards() -> None:
    assert started(at_s=50).refused(AdvanceTo(by=SYSTEM, at_s=40)).text


def test_one_long_step_and_many_short_ones_are_the_same() -> None:
    long, short = started(), started()
    long.until(250)
    for second in range(1, 251):
        short.until(second)
    assert long.events == short.events
