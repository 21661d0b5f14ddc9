"""Many samples made few: the least and greatest of each pixel column, so that no spike is lost."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def segments(
    t_s: Floats, values: Floats, window_s: tuple[float, float], width_px: int
) -> list[tuple[NDArray[np.int64], Floats]]:
    """Pixel columns and values of the lines to draw, broken at gaps (NaN).

    Of a column with more than two samples the least and the greatest are kept, the least first
    where the values rise; `t_s` must not fall. Samples outside the window are left out, save one
    neighbour each side.
    """
    start, end = window_s
    if width_px <= 0 or end <= start or len(t_s) == 0:
        return []
    low = max(0, int(np.searchsorted(t_s, start)) - 1)
    high = min(len(t_s), int(np.searchsorted(t_s, end, side="right")) + 1)
    values = np.asarray(values[low:high], dtype=np.float64)
    scaled = (t_s[low:high] - start) * ((width_px - 1) / (end - start))
    columns = np.floor(scaled + 0.5).astype(np.int64)
    return [_decimated(columns[a:b], values[a:b]) for a, b in _unbroken(np.isfinite(values))]


def _unbroken(finite: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], finite, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _decimated(columns: NDArray[np.int64], values: Floats) -> tuple[NDArray[np.int64], Floats]:
    starts = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
    if len(values) <= 2 * len(starts):
        return columns, values
    ends = np.append(starts[1:], len(columns)) - 1
    least = np.minimum.reduceat(values, starts)
    greatest = np.maximum.reduceat(values, starts)
    rising = values[ends] >= values[starts]
    entry, leave = np.where(rising, least, greatest), np.where(rising, greatest, least)
    return np.repeat(columns[starts], 2), np.stack((entry, leave), axis=1).reshape(-1)
