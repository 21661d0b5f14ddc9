"""The arrays of the model: float64, runs along the last axis, and never fewer than two columns.

A reduction over a one-column array adds in another order than over many columns, so a run that
is alone is carried as two equal columns; that keeps it bit for bit what it is in a batch.
For the same reason `exp` and `log` only ever see freshly computed, contiguous arrays.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

TINY = 1e-9


def columns(runs: int) -> int:
    """How many columns are carried for that many runs."""
    return max(runs, 2)


def normal_cdf(z: Floats) -> Floats:
    """Standard normal distribution function, by a logistic cubic (absolute error below 2e-4)."""
    bounded = np.minimum(np.maximum(z, -8.0), 8.0)
    slope = bounded * bounded
    slope *= 0.070565992
    slope += 1.5976
    slope *= bounded
    return 1.0 / (1.0 + np.exp(-slope))  # type: ignore[no-any-return]
