"""The metrics as the dashboards show them: the recording without its truth."""

import math
from typing import TYPE_CHECKING

from game.shop import Recording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Readings:
    """Observed metrics up to now; the truth of the recording stays out of reach of the faces."""

    __slots__ = ("__recording",)

    def __init__(self, recording: Recording) -> None:
        self.__recording = recording

    @property
    def metric_ids(self) -> tuple[str, ...]:
        """What this shop measures."""
        return self.__recording.metric_ids

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
