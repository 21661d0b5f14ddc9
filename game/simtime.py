"""Incident time in whole seconds since T+0: reading and printing it."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

_UNITS_S = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
_DURATION = re.compile(r"\s*(?:\d{1,9}(?:\.\d{1,9})?\s*[a-z]+\s*)+", re.ASCII)
_CLOCK = re.compile(r"T([+-])(\d{1,3}):([0-5]\d):([0-5]\d)")


def parse_duration_s(text: str) -> int:
    """Seconds in "90s", "12 m", "1h 30m"; ValueError with a sentence when it is not a duration."""
    if not _DURATION.fullmatch(text):
        raise ValueError(_explain(text))
    total = Decimal(0)
    for number, unit in _PART.findall(text):
        if unit not in _UNITS_S:
            message = f"unknown unit {unit!r}: use s, m, h or d, as in 90s or 12m"
            raise ValueError(message)
        total += Decimal(number) * _UNITS_S[unit]
    if total != int(total):
        message = f"{text!r} is not a whole number of seconds"
        raise ValueError(message)
    return int(total)


def _explain(text: str) -> str:
    if re.fullmatch(r"\s*\d+(\.\d+)?\s*", text):
        return f"{text.strip()!r} has no unit: write {text.strip()}s or {text.strip()}m"
    if re.fullmatch(r"\s*\d+:\d+(:\d+)?\s*", text):
        return f"{text.strip()!r} could be minutes or hours: write 12m 30s, or T+00:12:30"
    return f"{text!r} is not a duration: write it as 90s, 12m or 1h 30m"


def parse_offset_s(text: str) -> int:
    """Seconds from T+0 in "T+00:12:30", "T-00:02:00", "12m" or "-2m"; ValueError otherwise."""
    clock = _CLOCK.fullmatch(text.strip())
    if clock:
        sign, hours, minutes, seconds = clock.groups()
        value = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        return -value if sign == "-" else value
    stripped = text.strip()
    if stripped.startswith("-"):
        return -parse_duration_s(stripped[1:])
    return parse_duration_s(stripped)


def parse_start(text: str) -> datetime:
    """A UTC moment such as 2026-03-14T03:00:00Z; ValueError otherwise."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        message = f"{text!r} is not a date and time: write 2026-03-14T03:00:00Z"
        raise ValueError(message) from None
    if moment.tzinfo is None:
        message = f"{text!r} has no time zone: end it with Z for UTC"
        raise ValueError(message)
    if not 1970 < moment.year < 2200:
        message = f"{text!r} is not in a year between 1971 and 2199"
        raise ValueError(message)
    return moment.astimezone(UTC)


def clock(at_s: int) -> str:
    """Incident time as T+00:12:30 (T-00:02:00 before the start)."""
    sign, rest = ("-", -at_s) if at_s < 0 else ("+", at_s)
    return f"T{sign}{rest // 3600:02d}:{rest % 3600 // 60:02d}:{rest % 60:02d}"


def utc(start: datetime, at_s: int) -> str:
    """Wall time of the story at that second, as 14:02:30."""
    return f"{start + timedelta(seconds=at_s):%H:%M:%S}"


def words(duration_s: int) -> str:
    """A duration as people say it: 45 s, 12 min, 2 min 30 s, 1 h 05 min."""
    if duration_s < 60:
        return f"{duration_s} s"
    if duration_s >= 3600:
        return f"{duration_s // 3600} h {duration_s % 3600 // 60:02d} min"
    minutes, seconds = divmod(duration_s, 60)
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def countdown(left_s: int) -> str:
    """Time left as 02:10, or over as -00:40."""
    sign, rest = ("-", -left_s) if left_s < 0 else ("", left_s)
    return f"{sign}{rest // 60:02d}:{rest % 60:02d}"
