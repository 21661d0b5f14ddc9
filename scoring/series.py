"""The metrics of a drill as its dashboards showed them, for pictures, tables and sentences."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.plan import Plan
from game.engine.state import State
from game.engine.texts import show
from game.scenario.shop_model import MetricSpec
from game.simtime import words
from scoring.timeline import timeline_of

LEAD_S = 120
PANELS = 6


@dataclass(frozen=True, slots=True)
class Series:
    """One metric as it was shown, from `from_s` on; None where the dashboards had nothing."""

    spec: MetricSpec
    from_s: int
    values: tuple[float | None, ...]

    @property
    def known(self) -> tuple[float, ...]:
        """The values that were shown."""
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, slots=True)
class Span:
    """The time that is drawn."""

    from_s: int
    to_s: int


def span_of(state: State) -> Span:
    """Two minutes before T+0 up to EndEx, and never less than ten minutes in all."""
    end_s = timeline_of(state).end_s
    from_s = max(-LEAD_S, state.course.recording.first_s)
    return Span(from_s, max(end_s, from_s + 600))


def series_of(plan: Plan, state: State) -> tuple[Series, ...]:
    """The first charted metrics of the shop that have a threshold, then the others."""
    charted = [spec for spec in plan.shop.spec.metrics if spec.chart]
    chosen = sorted(charted, key=lambda spec: spec.threshold is None)[:PANELS]
    span = span_of(state)
    end_s = min(span.to_s, timeline_of(state).end_s)
    recording = state.course.recording
    return tuple(
        Series(spec, span.from_s, _values(recording.window(spec.id, span.from_s, end_s).tolist()))
        for spec in chosen
    )


def _values(shown: Sequence[float]) -> tuple[float | None, ...]:
    return tuple(value if math.isfinite(value) else None for value in shown)


def summary(series: Series) -> str:
    """A metric's course in a sentence, for those who do not see the picture."""
    known = series.known
    if not known:
        return "No data."
    name = series.spec.id
    text = (
        f"Between {show(name, min(known))} and {show(name, max(known))}, "
        f"{show(name, known[-1])} at the end"
    )
    limit = series.spec.threshold
    if limit is None:
        return text + "."
    high = series.spec.better == "high"
    beyond_s = sum((value < limit.value) == high and value != limit.value for value in known)
    side = "below" if high else "above"
    lasting = f"for {words(beyond_s)} in all" if beyond_s else "never"
    return f"{text}; {lasting} {side} its limit of {show(name, limit.value)}."
