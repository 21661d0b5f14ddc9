"""Times of day, dates and spans as posts write them, and what they mean in seconds."""

import re
from datetime import datetime

_DAY_S = 86400
_HALF_DAY_H = 12

_NAMED = {"noon": 12, "midday": 12, "midnight": 0}
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?"
    r"|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:UTC|GMT|hours|hrs))"
    r"|noon|midday|midnight)"
)
"""A time of day: 14:32, 2.30pm, 9 a.m., 0915 UTC, midday."""

ZONE = (
    r"(?:UTC\b|GMT\b|Z\b|CES?T\b|EES?T\b|WES?T\b|BST\b|IST\b|JST\b|KST\b|SGT\b|HKT\b|MSK\b|BRT\b|"
    r"SAST\b|A[CEW][SD]?T\b|NZ[SD]?T\b|AK[SD]T\b|HST\b|[ECMP][SD]?T\b|[+-]\d\d:?\d\d\b|US/\w+|"
    r"(?:Pacific|Eastern|Central|Mountain|local|UK|US)\b(?: (?:standard|daylight|"
    r"summer))?(?: time)?|"
    r"(?-i:[A-Z][a-z]+) time\b)"
)
"""A time zone behind a time of day."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
DATE = (
    r"(?:\d{4}[-/]\d\d[-/]\d\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|"
    r"\d{1,2}(?:st|nd|rd|th)?\s+" + _MONTH + r"|" + _MONTH + r"\s+\d{1,2}(?:st|nd|rd|th)?\b|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
)
"""A day: 14 June, March 3rd, 2024-03-11, Monday."""

_COUNTS = {
    "a": 1.0, "an": 1.0, "the": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0,
    "five": 5.0, "six": 6.0, "ten": 10.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
    "forty": 40.0, "forty-five": 45.0, "sixty": 60.0, "ninety": 90.0, "half an": 0.5,
    "half": 0.5, "half a": 0.5, "a couple of": 2.0, "couple of": 2.0,
}  # fmt: skip
_UNITS = {"m": 60, "h": 3600, "d": _DAY_S}
_UNIT = r"(?:more\s+)?(?:minutes?|mins?|hours?|hrs?|days?)\b"
SPAN = (
    rf"(?:\d+(?:[.,]\d+)?[\s-]*(?:{_UNIT}|[mh]\b)|(?:"
    + "|".join(sorted(_COUNTS, key=lambda word: -len(word)))
    + rf")[\s-]+{_UNIT}|(?<=every )(?:hour|day|minute)\b)"
)
"""A span of time: 30 minutes, an hour, half an hour."""

_SPAN_PARTS = re.compile(
    r"(?P<count>.*?)[\s-]*(?:more\s+)?(?P<unit>m|h|d)(?:in\w*|(?:ou)?rs?|ays?)?", re.DOTALL
)
_CLOCK_PARTS = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::\d\d)?(?:\s?(?P<half>[ap])\.?m\.?)?",
    re.IGNORECASE,
)


def span_s(text: str) -> int | None:
    """A span in seconds; None where the words are none."""
    parts = _SPAN_PARTS.fullmatch(text.strip().lower())
    if parts is None:
        return None
    words = parts["count"].strip()
    count = _COUNTS.get(words, 1.0 if not words else None) or _number(words)
    return None if count is None else round(count * _UNITS[parts["unit"]])


def _number(words: str) -> float | None:
    try:
        return float(words.replace(",", "."))
    except ValueError:
        return None


def clock_to_s(start: datetime, text: str, near_s: int) -> int | None:
    """A time of day in UTC as seconds after `start`, on the day nearest to `near_s`."""
    of_day_s = _of_day_s(text.strip().lower())
    if of_day_s is None:
        return None
    at_s = of_day_s - (start.hour * 3600 + start.minute * 60 + start.second)
    return at_s + round((near_s - at_s) / _DAY_S) * _DAY_S


def _of_day_s(text: str) -> int | None:
    if text in _NAMED:
        return _NAMED[text] * 3600
    if re.fullmatch(r"\d{4}", text):
        text = f"{text[:2]}:{text[2:]}"
    parts = _CLOCK_PARTS.fullmatch(text)
    if parts is None:
        return None
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    if parts["half"]:
        hour = hour % _HALF_DAY_H + (_HALF_DAY_H if parts["half"] == "p" else 0)
    return hour * 3600 + minute * 60
