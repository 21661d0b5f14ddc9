"""The arrays of the model: float64, runs along the last axis, and never fewer than two columns.

A reduction over a one-column array adds in another order than over many columns, so a run that
is alone is carried as two equal columns; that keeps it bit for bit what it is in a batch.
For the same reason `exp` and `log` only ever see freshly computed, contiguous arrays.
"""

from dataclasses import fields, is_dataclass
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
T = TypeVar("T")

NONE: Floats = np.array(0.0)
ONE: Floats = np.array(1.0)
TWO: Floats = np.array(2.0)
HALF: Floats = np.array(0.5)
TINY: Floats = np.array(1e-9)
"""Numbers as arrays without axes: numpy takes those up faster than Python's."""

_FURTHEST: Floats = np.array(-8.0)
_CUBE: Floats = np.array(-0.070565992)
_SLOPE: Floats = np.array(1.5976)

over_rows = np.add.reduce
"""Sum over the first axis."""


def larger(one: float | Floats, other: float | Floats) -> Floats:
    """The larger of two, column by column."""
    found: Floats = np.maximum(one, other)
    return found


def smaller(one: float | Floats, other: float | Floats) -> Floats:
    """The smaller of two, column by column."""
    found: Floats = np.minimum(one, other)
    return found


def columns(runs: int) -> int:
    """How many columns are carried for that many runs."""
    return max(runs, 2)


def normal_cdf(z: Floats) -> Floats:
    """Standard normal distribution function, by a logistic cubic (absolute error below 2e-4)."""
    bounded = np.maximum(z, _FURTHEST)
    slope = bounded * bounded
    slope *= _CUBE
    slope -= _SLOPE
    slope *= bounded
    np.exp(slope, out=slope)
    slope += ONE
    np.reciprocal(slope, out=slope)
    return slope


def widened(value: T, width: int, **changed: object) -> T:
    """A value of equal columns with more of them: arrays, in dataclasses and tuples at any depth.

    `changed` replaces fields of the outermost dataclass.
    """
    if isinstance(value, np.ndarray):
        wide = np.empty((*value.shape[:-1], width))
        wide[...] = value[..., :1]
        return wide  # type: ignore[return-value]  # an array for an array
    if isinstance(value, tuple):
        return tuple(widened(one, width) for one in value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: widened(one, width) for key, one in value.items()}  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if getattr(value, "__dataclass_params__").eq:  # noqa: B009 - values without arrays stay
        return value
    kept = {one.name: widened(getattr(value, one.name), width) for one in fields(value)}
    return type(value)(**{**kept, **changed})
