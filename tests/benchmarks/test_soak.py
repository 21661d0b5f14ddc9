"""The soak finds growth where there is some, and plays real drills to find it."""

from collections import Counter

import pytest

from tests.benchmarks.soak import Sample, play_at_the_desk, settled, slope, verdict


def samples(mib_per_hour: float, objects_per_hour: int = 0) -> list[Sample]:
    """Six hours with a jump at the start, as things are loaded."""
    found = [Sample(0.5, 40.0, 1000)]
    for hour in range(1, 7):
        objects = 5000 + objects_per_hour * hour
        kinds = Counter({"Widget": objects})
        found.append(Sample(float(hour), 100 + mib_per_hour * hour, objects, kinds))
    return found


def test_the_slope_is_that_of_the_straight_line() -> None:
    assert slope([(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]) == pytest.approx(2.0)
    assert slope([(0.0, 1.0), (1.0, 3.0), (2.0, 1.0)]) == pytest.approx(0.0)
    assert slope([(1.0, 3.0)]) == 0.0
    assert slope([]) == 0.0


def test_growth_is_told_with_what_grows() -> None:
    told = verdict(samples(5.0, 70))
    assert "+5.00 MB and +70 objects per hour: it grows" in told
    assert "Widget +210" in told


def test_what_is_loaded_at_the_start_is_no_growth() -> None:
    assert len(settled(samples(0.0))) == 4
    assert "no growth" in verdict(samples(0.0))


def test_real_drills_are_played_from_menu_to_menu() -> None:
    (only,) = play_at_the_desk(0.01, 60)
    assert only.hours > 0.05
    assert only.mib > 0
    assert only.kinds["MenuScreen"] == 1
