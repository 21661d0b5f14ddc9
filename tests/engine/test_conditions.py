import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.engine.commands import Declare
from game.engine.conditions import became_true_s, holds
from game.engine.readings import usual as usual_of
from game.scenario.conditions import AllOf, EventHappened, MetricIs, Not, TimeIs, VariantIs
from game.scenario.fields import QuantityValue
from game.shop import METRIC_IDS, TRUTH_IDS, Recording, Sample
from game.terms import Severity, Unit
from tests.engine.small import IC, started

SUCCESS = METRIC_IDS.index("checkout.success")


def recorded(values: list[float], first_s: int) -> Recording:
    recording = Recording()
    for at_s, value in enumerate(values, first_s):
        row = np.zeros((1, len(METRIC_IDS)))
        row[0, SUCCESS] = value
        recording = recording.append(Sample(at_s, row, np.zeros((1, len(TRUTH_IDS)))))
    return recording


@given(
    values=st.lists(st.sampled_from([0.1, 0.5, 0.9, math.nan]), min_size=1, max_size=40),
    from_s=st.integers(-5, 30),
    for_s=st.integers(0, 6),
)
def test_the_first_second_held_is_what_a_careful_reader_finds(
    values: list[float], from_s: int, for_s: int
) -> None:
    recording = recorded(values, -8)
    expected = None
    run = 0
    for at_s, value in enumerate(values, -8):
        run = run + 1 if value < 0.6 and at_s >= from_s - for_s else 0
        if run > for_s and at_s >= from_s:
            expected = at_s
            break
    assert recording.first_held_s("checkout.success", from_s, for_s, below=0.6) == expected


def test_what_held_before_does_not_count_for_what_must_hold_together() -> None:
    play = started(at_s=120)
    well = MetricIs(metric="checkout.success", above=QuantityValue(0.9, Unit.RATIO))
    late = TimeIs(time_s=100)
    assert became_true_s(play.plan, play.state, well) == 0
    assert became_true_s(play.plan, play.state, AllOf(all_=(well, late))) is None


def test_an_event_counts_from_its_second_and_its_opposite_until_then() -> None:
    play = started(at_s=100)
    declared = EventHappened(event="incident_declared", where={"severity": "sev1"})
    assert not holds(play.plan, play.state, declared)
    assert holds(play.plan, play.state, Not(not_=declared))
    play.give(Declare(by=IC, severity=Severity.SEV1, title="x"))
    play.until(130)
    assert became_true_s(play.plan, play.state, declared) == 100
    assert not holds(
        play.plan, play.state, EventHappened(event="incident_declared", where={"by": "ops"})
    )


def test_a_limit_can_be_relative_to_what_is_usual() -> None:
    play = started(at_s=200)
    usual = usual_of(play.state.course.recording, "orders.rate")
    now = play.state.course.recording.at("orders.rate", 200)
    half, tenth = (MetricIs(metric="orders.rate", down=share) for share in (0.5, 0.01))
    assert holds(play.plan, play.state, half) == (now < usual / 2)
    assert holds(play.plan, play.state, tenth) == (now < usual * 0.99)
    assert half.limits(600.0) == (None, 300.0)
    assert MetricIs(metric="orders.rate", up=3.0).limits(20.0) == (60.0, None)


def test_a_condition_can_ask_which_variant_is_played() -> None:
    play = started(at_s=1)
    mine, other = VariantIs(variant=play.plan.variant.id), VariantIs(variant="another")
    assert holds(play.plan, play.state, mine)
    assert not holds(play.plan, play.state, other)
    assert became_true_s(play.plan, play.state, mine, 7) == 7
    assert became_true_s(play.plan, play.state, other) is None
