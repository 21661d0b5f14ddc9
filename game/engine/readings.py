"""The metrics as the dashboards show them: the recording without its truth."""

import math
from typing import TYPE_CHECKING, Protocol

from game.scenario.conditions import Limits, MetricIs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


USUAL_S = 300
"""What is usual is the mean of so many seconds before T+0."""


class Curves(Protocol):
    """Metrics over time, with their truth or without."""

    def window(self, metric: str, from_s: int, to_s: int, /) -> "NDArray[np.float64]":
        """The values from `from_s` up to and including `to_s`."""
        ...


class Samples(Curves, Protocol):
    """What was measured second by second, without gaps."""

    @property
    def metric_ids(self) -> tuple[str, ...]:
        """What is measured."""
        ...

    @property
    def first_s(self) -> int:
        """The second of the oldest sample."""
        ...

    @property
    def last_s(self) -> int:
        """The second of the newest sample."""
        ...

    def at(self, metric: str, at_s: int, /) -> float:
        """The value at that second; LookupError when it was not recorded."""
        ...


def usual(curves: Curves, metric: str) -> float:
    """What the metric was before T+0, on average (NaN when it was missing)."""
    known = [value for value in curves.window(metric, -USUAL_S, 0).tolist() if value == value]  # noqa: PLR0124
    return math.fsum(known) / len(known) if known else math.nan


def limits_of(curves: Curves, condition: MetricIs) -> Limits:
    """Between which values the condition is false."""
    return condition.limits(usual(curves, condition.metric) if condition.relative else math.nan)


class Readings:
    """Observed metrics up to now; the truth of the recording stays out of reach of the faces."""

    __slots__ = ("__recording",)

    def __init__(self, recording: Samples) -> None:
        self.__recording = recording

    @property
    def metric_ids(self) -> tuple[str, ...]:
        """What this shop measures."""
        return self.__recording.metric_ids

    @property
    def first_s(self) -> int:
        """The second of the oldest sample."""
        return self.__recording.first_s

    @property
    def last_s(self) -> int:
        """The second of the newest sample."""
        return self.__recording.last_s

    def at(self, metric: str, at_s: int) -> float:
        """The value shown at that second (NaN when missing)."""
        if not self.__recording.first_s <= at_s <= self.last_s:
            return math.nan
        return self.__recording.at(metric, at_s)

    def window(self, metric: str, from_s: int, to_s: int) -> "NDArray[np.float64]":
        """The values shown from `from_s` up to and including `to_s`."""
        return self.__recording.window(metric, from_s, to_s)
