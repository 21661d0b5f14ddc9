"""What one run has shown so far: an append-only history whose older values stay valid."""

from dataclasses import dataclass, field

import numpy as np

from game.scenario.shop_metrics import METRICS
from game.shop.arrays import Floats
from game.shop.plant import TRUTH_IDS, Sample

METRIC_IDS = tuple(METRICS)
"""What every shop measures, in order; a shop of more parts has more."""


class _Buffer:
    """Rows shared by recordings; a row once written is never changed."""

    __slots__ = ("observed", "rows", "truth")

    def __init__(self, capacity: int, metrics: int) -> None:
        self.observed = np.empty((capacity, metrics))
        self.truth = np.empty((capacity, len(TRUTH_IDS)))
        self.rows = 0

    def grown(self, rows: int) -> "_Buffer":
        """A copy of the first rows, with room for as many again."""
        larger = _Buffer(max(1024, 2 * rows), self.observed.shape[1])
        larger.observed[:rows] = self.observed[:rows]
        larger.truth[:rows] = self.truth[:rows]
        larger.rows = rows
        return larger


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """The first `length` seconds of a run, from `first_s` on, without gaps.

    Appending shares the buffer with what came before, in constant time; a second appended to an
    older value (another future) gets a copy of its own.
    """

    first_s: int = 0
    length: int = 0
    metric_ids: tuple[str, ...] = METRIC_IDS
    _buffer: _Buffer | None = field(default=None, repr=False)

    def append(self, sample: Sample, shown: Floats | None = None) -> "Recording":
        """This history and one more second, of the sample's first run.

        `shown` is what the instruments show instead of what they should; NaN is a missing value.
        """
        if self.length and sample.at_s != self.last_s + 1:
            message = f"second {sample.at_s} cannot follow second {self.last_s}"
            raise ValueError(message)
        buffer = self._rows_so_far
        if buffer.rows != self.length or buffer.rows == len(buffer.truth):
            buffer = buffer.grown(self.length)
        buffer.observed[self.length] = sample.observed[0] if shown is None else shown
        buffer.truth[self.length] = sample.truth[0]
        buffer.rows += 1
        first_s = self.first_s if self.length else sample.at_s
        return Recording(first_s, self.length + 1, self.metric_ids, buffer)

    @property
    def _rows_so_far(self) -> _Buffer:
        return self._buffer or _Buffer(0, len(self.metric_ids))

    def __len__(self) -> int:
        return self.length

    @property
    def last_s(self) -> int:
        """The last second recorded."""
        return self.first_s + self.length - 1

    @property
    def times(self) -> range:
        """The seconds recorded."""
        return range(self.first_s, self.first_s + self.length)

    def at(self, metric_id: str, at_s: int) -> float:
        """A metric at one second; LookupError when it was not recorded."""
        return float(
            self._rows_so_far.observed[self._row(at_s), _column(self.metric_ids, metric_id)]
        )

    def truth_at(self, truth_id: str, at_s: int) -> float:
        """A true quantity at one second; LookupError when it was not recorded."""
        return float(self._rows_so_far.truth[self._row(at_s), _column(TRUTH_IDS, truth_id)])

    def window(self, metric_id: str, from_s: int, to_s: int) -> Floats:
        """A metric from one second to another, both included; only what was recorded of it."""
        column = _column(self.metric_ids, metric_id)
        return _read_only(self._rows_so_far.observed[self._rows(from_s, to_s), column])

    def first_held_s(
        self,
        metric_id: str,
        from_s: int,
        for_s: int,
        *,
        above: float | None = None,
        below: float | None = None,
    ) -> int | None:
        """The first second from `from_s` on that ends `for_s` seconds beyond the limits in a row.

        None where there is none up to the last second recorded.
        """
        start_s = max(from_s - for_s, self.first_s)
        values = self.window(metric_id, start_s, self.last_s)
        beyond = np.isfinite(values)
        if above is not None:
            beyond &= values > above
        if below is not None:
            beyond &= values < below
        seconds = np.arange(start_s, start_s + len(values))
        broken_s = np.maximum.accumulate(np.where(beyond, start_s - 1, seconds))
        held = beyond & (seconds - broken_s > for_s) & (seconds >= from_s)
        return int(seconds[held.argmax()]) if held.any() else None

    def truth_window(self, truth_id: str, from_s: int, to_s: int) -> Floats:
        """A true quantity over those seconds, both included; only what was recorded of it."""
        column = _column(TRUTH_IDS, truth_id)
        return _read_only(self._rows_so_far.truth[self._rows(from_s, to_s), column])

    def tobytes(self) -> bytes:
        """All that was recorded, for telling two recordings apart."""
        rows = slice(self.length)
        return self._rows_so_far.observed[rows].tobytes() + self._rows_so_far.truth[rows].tobytes()

    def _row(self, at_s: int) -> int:
        row = at_s - self.first_s
        if not 0 <= row < self.length:
            message = f"second {at_s} is not recorded"
            raise LookupError(message)
        return row

    def _rows(self, from_s: int, to_s: int) -> slice:
        first = max(from_s - self.first_s, 0)
        return slice(first, max(min(to_s - self.first_s + 1, self.length), first))


def _column(columns: tuple[str, ...], name: str) -> int:
    if name not in columns:
        message = f"there is no {name!r}; there are {', '.join(columns)}"
        raise LookupError(message)
    return columns.index(name)


def _read_only(view: Floats) -> Floats:
    view.flags.writeable = False
    return view
