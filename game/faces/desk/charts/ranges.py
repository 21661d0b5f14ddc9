"""The vertical range of a chart: round bounds that do not jump about."""

import math
from dataclasses import dataclass

ROOM = 0.08
"""Share of the range left free above and below the data."""

SHRINK_BELOW = 0.4
"""The range shrinks only when the data fill less than this share of it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bottom and top of a chart, in the metric's unit."""

    low: float
    high: float

    @property
    def span(self) -> float:
        """How far they are apart."""
        return self.high - self.low

    def contains(self, low: float, high: float) -> bool:
        """Whether both values lie inside."""
        return self.low <= low and high <= self.high


def nice_step(span: float, ticks: int = 4) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that makes at most that many ticks."""
    raw = max(span, 1e-12) / ticks
    power = 10.0 ** math.floor(math.log10(raw))
    return next(s * power for s in (1, 2, 2.5, 5, 10, 20) if s * power >= raw * (1 - 1e-9))


def nice_bounds(low: float, high: float) -> Bounds:
    """Round bounds around values, with a little room; never below nought for values above it."""
    if high - low < 1e-9 * max(1.0, abs(high)):
        pad = max(abs(high) * 0.5, 0.5)
        low, high = (low - pad if low < 0 else max(0.0, low - pad)), high + pad
    room = (high - low) * ROOM
    padded_low = low - room if low < 0 else max(0.0, low - room)
    step = nice_step(high + room - padded_low)
    bottom = math.floor(padded_low / step + 1e-9) * step
    return Bounds(bottom, math.ceil((high + room) / step - 1e-9) * step)


class StableRange:
    """Bounds that grow at once and shrink only when much too wide; may have fixed ends."""

    def __init__(self, *, low: float | None = None, high: float | None = None) -> None:
        self.low, self.high = low, high
        self.bounds = self._fixed(Bounds(0.0, 1.0))
        self._empty = True

    def fit(self, low: float, high: float) -> Bounds:
        """The bounds for data between two values; NaN or infinite values change nothing."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return self.bounds
        wanted = nice_bounds(low, high)
        too_wide = wanted.span < SHRINK_BELOW * self.bounds.span
        if self._empty or too_wide or not self.bounds.contains(low, high):
            self.bounds, self._empty = self._fixed(wanted), False
        return self.bounds

    def _fixed(self, bounds: Bounds) -> Bounds:
        low = bounds.low if self.low is None else self.low
        high = bounds.high if self.high is None else self.high
        return Bounds(low, high if high > low else low + 1.0)


def short_number(value: float) -> str:
    """A number as an axis shows it: 0.5, 12, 1.2k, 3M."""
    size = abs(value)
    for limit, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if size >= limit:
            unit = 1e3 if letter == "k" else limit
            return f"{value / unit:.3g}{letter}"
    return f"{value:.0f}" if size >= 100 or value == int(value) else f"{value:.3g}"
