import contextlib
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import simtime


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("90 s", 90),
        ("12m", 720),
        (" 12 min ", 720),
        ("1h 30m", 5400),
        ("1h30m", 5400),
        ("2.3m", 138),
        ("0.5h", 1800),
        ("1d", 86400),
        ("0s", 0),
    ],
)
def test_durations_are_read_in_their_units(text: str, seconds: int) -> None:
    assert simtime.parse_duration_s(text) == seconds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("12", "'12' has no unit: write 12s or 12m"),
        ("12:30", "could be minutes or hours: write 12m 30s, or T+00:12:30"),
        ("1:12:30", "could be minutes or hours"),
        ("soon", "is not a duration"),
        ("", "is not a duration"),
        ("-5m", "is not a duration"),
        ("5 parsecs", "unknown unit 'parsecs'"),
        ("0.1s", "is not a whole number of seconds"),
        ("9" * 400 + "s", "is not a duration"),
    ],
)
def test_what_is_no_duration_is_told_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        simtime.parse_duration_s(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("T+00:12:30", 750),
        ("T-00:02:00", -120),
        ("12m", 720),
        ("-2m", -120),
        ("T+100:00:00", 360000),
    ],
)
def test_offsets_may_lie_before_the_start(text: str, seconds: int) -> None:
    assert simtime.parse_offset_s(text) == seconds


def test_a_start_needs_its_time_zone_and_a_year_of_our_time() -> None:
    assert simtime.parse_start("2026-03-14T03:00:00Z") == datetime(2026, 3, 14, 3, tzinfo=UTC)
    assert simtime.parse_start("2026-03-14T04:00:00+01:00").hour == 3
    for text, says in (
        ("2026-03-14T03:00:00", "no time zone"),
        ("tomorrow", "not a date and time"),
        ("0001-01-01T00:00:00+23:59", "not in a year"),
        ("9999-12-31T23:59:59-01:00", "not in a year"),
    ):
        with pytest.raises(ValueError, match=says):
            simtime.parse_start(text)


def test_times_are_printed_as_people_read_them() -> None:
    assert simtime.clock(750) == "T+00:12:30"
    assert simtime.clock(-120) == "T-00:02:00"
    assert simtime.utc(datetime(2026, 3, 14, 23, 59, tzinfo=UTC), 90) == "00:00:30"
    assert [simtime.words(s) for s in (45, 720, 150, 3900)] == [
        "45 s",
        "12 min",
        "2 min 30 s",
        "1 h 05 min",
    ]
    assert simtime.countdown(130) == "02:10"
    assert simtime.countdown(-40) == "-00:40"


@given(st.integers(min_value=-30 * 86400, max_value=999 * 3600))
def test_a_printed_clock_reads_back_as_the_same_second(at_s: int) -> None:
    assert simtime.parse_offset_s(simtime.clock(at_s)) == at_s


@given(st.integers(min_value=0, max_value=7 * 86400))
def test_printed_words_read_back_as_the_same_minute(duration_s: int) -> None:
    read_s = simtime.parse_duration_s(simtime.words(duration_s))
    assert read_s == (duration_s if duration_s < 3600 else duration_s // 60 * 60)


@given(st.text(max_size=40))
def test_no_text_raises_anything_but_value_error(text: str) -> None:
    for parse in (simtime.parse_duration_s, simtime.parse_offset_s, simtime.parse_start):
        with contextlib.suppress(ValueError):
            assert parse(text) is not None
