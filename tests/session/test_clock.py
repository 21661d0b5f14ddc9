from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.events import (
    SYSTEM,
    ExercisePaused,
    ExerciseResumed,
    ExerciseStarted,
    ExerciseStopped,
    PaceSet,
)
from game.session.clock import Clock, Manual, Scaled, Wall, heed


class Monotonic:
    """Real time that a test lets pass."""

    def __init__(self) -> None:
        self.now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


def scaled() -> tuple[Clock, Callable[[float], None]]:
    clock = Scaled()
    return clock, clock.feed


def wall() -> tuple[Clock, Callable[[float], None]]:
    monotonic = Monotonic()

    def let_pass(real_s: float) -> None:
        monotonic.now_s += real_s

    return Wall(monotonic=monotonic), let_pass


@pytest.mark.parametrize("make", [scaled, wall])
def test_a_clock_stands_still_until_it_is_resumed(
    make: Callable[[], tuple[Clock, Callable[[float], None]]],
) -> None:
    clock, let_pass = make()
    let_pass(30)
    assert clock.now_s() == 0
    clock.resume()
    let_pass(30)
    assert clock.now_s() == 30


@pytest.mark.parametrize("make", [scaled, wall])
def test_a_change_of_pace_keeps_what_has_passed(
    make: Callable[[], tuple[Clock, Callable[[float], None]]],
) -> None:
    clock, let_pass = make()
    clock.resume()
    let_pass(10)
    clock.set_pace(5)
    assert clock.now_s() == 10
    let_pass(2)
    assert clock.now_s() == 20
    clock.set_pace(0.5)
    let_pass(10)
    assert clock.now_s() == 25


@pytest.mark.parametrize("make", [scaled, wall])
def test_a_pause_costs_no_incident_time(
    make: Callable[[], tuple[Clock, Callable[[float], None]]],
) -> None:
    clock, let_pass = make()
    clock.resume()
    let_pass(7.5)
    clock.pause()
    let_pass(3_600)
    clock.resume()
    let_pass(0.5)
    assert clock.now_s() == 8


def test_frames_of_a_sixtieth_of_a_second_add_up() -> None:
    clock = Scaled()
    clock.resume()
    for _ in range(60 * 60):
        clock.feed(1 / 60)
    assert clock.now_s() == 60


def test_a_manual_clock_moves_by_hand_only() -> None:
    clock = Manual()
    clock.move(5)
    assert clock.now_s() == 0
    clock.resume()
    clock.set_pace(10)
    clock.move(5)
    clock.pause()
    clock.move(5)
    assert clock.now_s() == 5


@pytest.mark.parametrize("pace", [0, -1, float("inf"), float("nan")])
def test_a_pace_that_is_no_pace_is_an_error(pace: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Scaled().set_pace(pace)


def test_the_clock_heeds_the_exercise() -> None:
    clock = Scaled()
    heed(clock, ExerciseStarted(at_s=0, by=SYSTEM))
    clock.feed(1)
    heed(clock, PaceSet(at_s=1, by=SYSTEM, pace=10))
    clock.feed(1)
    heed(clock, ExercisePaused(at_s=11, by=SYSTEM, reason="coffee"))
    clock.feed(60)
    heed(clock, ExerciseResumed(at_s=11, by=SYSTEM))
    clock.feed(1)
    stopped = ExerciseStopped(
        at_s=21,
        by=SYSTEM,
        reason="time is up",
        failed_orders=0,
        lost_revenue=0,
        minutes=0,
        users=0,
        error_budget_pct=0,
    )
    heed(clock, stopped)
    clock.feed(60)
    assert clock.now_s() == 21


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), st.floats(0, 1_000)),
        st.tuples(st.just("pace"), st.floats(0.1, 120)),
        st.tuples(st.just("pause"), st.just(0.0)),
        st.tuples(st.just("resume"), st.just(0.0)),
    ),
    max_size=30,
)


@given(STEPS)
def test_time_never_goes_back_and_wall_agrees_with_scaled(steps: list[tuple[str, float]]) -> None:
    monotonic = Monotonic()
    fed, reading = Scaled(), Wall(monotonic=monotonic)
    last_s = 0
    for what, number in steps:
        for clock in (fed, reading):
            match what:
                case "pace":
                    clock.set_pace(number)
                case "pause":
                    clock.pause()
                case "resume":
                    clock.resume()
                case _:
                    pass
        if what == "pass":
            fed.feed(number)
            monotonic.now_s += number
        assert abs(fed.now_s() - reading.now_s()) <= 1  # sums are rounded differently
        assert reading.now_s() >= last_s
        last_s = reading.now_s()
