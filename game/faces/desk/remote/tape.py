"""What was measured, as the room has told it: second by second, with gaps where it told nothing."""

import math
from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Told = Sequence[float | None]


class Tape:
    """The metrics up to now; each has a value for every second, NaN where there is none."""

    def __init__(self, metric_ids: tuple[str, ...]) -> None:
        self._ids = metric_ids
        self._first_s, self._last_s = 0, -1
        self._columns: dict[str, array[float]] = {key: array("d") for key in metric_ids}

    @property
    def metric_ids(self) -> tuple[str, ...]:
        """What is measured."""
        return self._ids

    @property
    def first_s(self) -> int:
        """The second of the oldest sample."""
        return self._first_s

    @property
    def last_s(self) -> int:
        """The second of the newest sample."""
        return self._last_s

    def begin(self, from_s: int, to_s: int, series: Mapping[str, Told]) -> tuple[str, ...]:
        """Take over what is told of the past; returns the metrics of which nothing was told."""
        self._first_s, self._last_s = from_s, to_s
        length = to_s - from_s + 1
        for column in self._columns.values():
            del column[length:]
            column.extend([math.nan] * (length - len(column)))
        for key, values in series.items():
            self.fill(key, from_s, values)
        return tuple(key for key in self._ids if key not in series)

    def fill(self, metric: str, from_s: int, values: Told) -> None:
        """One metric's values from that second on; what is not on the tape yet is left out."""
        column = self._columns.get(metric)
        if column is None:
            return
        for row, value in enumerate(values, from_s - self._first_s):
            if 0 <= row < len(column):
                column[row] = _number(value)

    def append(self, from_s: int, rows: Sequence[Told]) -> bool:
        """The next seconds; False where one was missed between."""
        if from_s != self._last_s + 1:
            return False
        for row in rows:
            for key, value in zip(self._ids, row, strict=True):
                self._columns[key].append(_number(value))
        self._last_s += len(rows)
        return True

    def at(self, metric: str, at_s: int) -> float:
        """The value at that second; LookupError when there is no such metric or second."""
        row = at_s - self._first_s
        if row < 0:
            message = f"second {at_s} is not recorded"
            raise LookupError(message)
        return self._columns[metric][row]

    def window(self, metric: str, from_s: int, to_s: int) -> "NDArray[np.float64]":
        """The values from one second to another, both included; only what is on the tape."""
        first = max(from_s - self._first_s, 0)
        last = max(min(to_s, self._last_s) - self._first_s + 1, first)
        return np.array(self._columns[metric][first:last], dtype=np.float64)


def _number(value: float | None) -> float:
    return math.nan if value is None else value
