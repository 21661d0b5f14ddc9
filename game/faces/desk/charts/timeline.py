"""Marks and ticks on an axis of incident time."""

import math
from dataclasses import dataclass

from game.faces.desk.theme import Tone

STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: a sign or letter at an incident time, with a tone and a label."""

    at_s: float
    sign: str
    label: str
    tone: Tone = "text"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of incident time with a tone and a label, such as the impact."""

    start_s: float
    end_s: float
    label: str = ""
    tone: Tone = "bad"


def ticks(start_s: float, end_s: float, most: int) -> list[int]:
    """Round times within a stretch, at most that many (but two steps at least)."""
    span = max(1.0, end_s - start_s)
    step = next((s for s in STEPS_S if span / s <= max(2, most)), STEPS_S[-1])
    first = math.ceil(start_s / step) * step
    return list(range(first, math.floor(end_s) + 1, step))


def minutes(at_s: int) -> str:
    """A tick's label: whole minutes since T+0, with seconds only where the tick has some."""
    sign, whole = ("\u2212" if at_s < 0 else ""), abs(at_s)
    if whole % 60:
        return f"{sign}{whole // 60}:{whole % 60:02}"
    return f"{sign}{whole // 60} min" if whole else "T+0"


def short_clock(at_s: float) -> str:
    """Incident time where room is short: 12:30 for T+12:30, −0:40 for T-00:40."""
    sign, whole = ("−" if at_s < 0 else ""), abs(round(at_s))
    return f"{sign}{whole // 60}:{whole % 60:02}"


def clock(at_s: float) -> str:
    """Incident time as minutes and seconds, `T+12:30`; hours where needed."""
    whole = round(at_s)
    sign, whole = ("-" if whole < 0 else "+"), abs(whole)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"T{sign}{hours}:{minutes:02}:{seconds:02}"
        if hours
        else f"T{sign}{minutes:02}:{seconds:02}"
    )
