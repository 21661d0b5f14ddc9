"""What a time series chart shows: series, threshold, status; and its words for those who listen."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from game.faces.desk.charts.decimate import Floats
from game.faces.desk.charts.ranges import short_number
from game.faces.desk.charts.timeline import clock
from game.faces.desk.theme import Tone

Breach = Literal["above", "below"]

NO_FLOATS: Floats = np.empty(0, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit drawn dashed; values `above` (or `below`) it are bad."""

    value: float
    breach: Breach = "above"

    def breached_by(self, value: float) -> bool:
        """Whether a value is on the bad side."""
        return value > self.value if self.breach == "above" else value < self.value


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Samples over incident time (seconds, rising); NaN where a sample is missing."""

    t_s: Floats = field(default_factory=lambda: NO_FLOATS)
    values: Floats = field(default_factory=lambda: NO_FLOATS)
    label: str = ""
    tone: Tone = "info"

    def last(self) -> float:
        """The latest sample, NaN when there is none or it is missing."""
        return float(self.values[-1]) if len(self.values) else math.nan

    def at(self, t_s: float) -> float:
        """The sample nearest to a time; NaN when there is none."""
        if len(self.t_s) == 0:
            return math.nan
        index = int(np.searchsorted(self.t_s, t_s))
        near = [i for i in (index - 1, index) if 0 <= i < len(self.t_s)]
        return float(self.values[min(near, key=lambda i: abs(float(self.t_s[i]) - t_s))])

    def within(self, window_s: tuple[float, float]) -> Floats:
        """The samples of a window that are not missing."""
        low, high = (
            np.searchsorted(self.t_s, window_s[0]),
            np.searchsorted(self.t_s, window_s[1], "right"),
        )
        values = self.values[int(low) : int(high)]
        return values[np.isfinite(values)]


@dataclass(frozen=True, slots=True)
class Status:
    """How the current value stands: its tone and the sign that says the same."""

    tone: Tone = "good"
    sign: str = ""


def status_of(value: float, threshold: Threshold | None) -> Status:
    """Bad with ▲ or ▼ beyond the threshold, good within; ◇ when there is no data."""
    if not math.isfinite(value):
        return Status("muted", "◇")
    if threshold is None:
        return Status("info")
    if threshold.breached_by(value):
        return Status("bad", "▲" if threshold.breach == "above" else "▼")
    return Status("good")


def plain_value(unit: str = "", decimals: int | None = None) -> Callable[[float], str]:
    """A formatter: the number, with that many decimals if given, and the unit."""

    def text(value: float) -> str:
        number = short_number(value) if decimals is None else f"{value:,.{decimals}f}"
        return f"{number} {unit}".strip()

    return text


def describe_series(
    title: str,
    series: Series,
    window_s: tuple[float, float],
    threshold: Threshold | None,
    text: Callable[[float], str],
) -> str:
    """The chart in one sentence."""
    last, seen = series.last(), series.within(window_s)
    if not math.isfinite(last):
        return f"{title}: no data."
    parts = [f"{title}: {text(last)}"]
    if threshold is not None:
        parts.append(_against(threshold, series, last, text))
    if len(seen):
        parts.append(f"between {text(float(seen.min()))} and {text(float(seen.max()))} in view")
    return ", ".join(parts) + "."


def _against(
    threshold: Threshold, series: Series, last: float, text: Callable[[float], str]
) -> str:
    limit = text(threshold.value)
    if not threshold.breached_by(last):
        return f"within the limit of {limit}"
    since_s = breached_since(threshold, series)
    return f"{threshold.breach} the limit of {limit} since {clock(since_s or 0)}"


def breached_since(threshold: Threshold, series: Series) -> float | None:
    """The second since which the values have been beyond; None while the latest is not.

    A sample that is missing neither begins nor ends it.
    """
    known = np.isfinite(series.values)
    t_s, values = series.t_s[known], series.values[known]
    if len(values) == 0 or not threshold.breached_by(float(values[-1])):
        return None
    sign = 1.0 if threshold.breach == "above" else -1.0
    well = np.flatnonzero(~(sign * values > sign * threshold.value))
    return float(t_s[int(well[-1]) + 1 if len(well) else 0])


def direction(series: Series, span: float, *, back_s: float = 60, mean_s: float = 15) -> str:
    """Where the values have gone in the last minute: ↗, ↘, or → for less than 5 % of `span`.

    Means of so many seconds are compared, so that noise does not turn the arrow; empty where
    there is too little to compare.
    """
    if len(series.t_s) == 0:
        return ""
    last_s = float(series.t_s[-1])
    now = series.within((last_s - mean_s, last_s))
    then = series.within((last_s - back_s - mean_s, last_s - back_s))
    if len(now) == 0 or len(then) == 0:
        return ""
    change = float(now.mean() - then.mean())
    if abs(change) < 0.05 * span:
        return "→"
    return "↗" if change > 0 else "↘"
