"""Observation noise: normal numbers keyed by (seed, what, second), the same for every run."""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.draws import key
from game.shop.arrays import Floats

BLOCK_S: Final = 512
LEVELS: Final = (0.5, 0.95, 0.99)
TOGETHER: Final = 8.0
"""Answers that share their moment: its line, its pauses, its neighbours. Of n answers n / TOGETHER
tell something new, so quantiles stray as far as in traces, sqrt(TOGETHER) times what chance makes
of answers that know nothing of each other."""
SHARED: Final = 0.39  # of a quantile's variance moves all of them at once, as traces show
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Noise of `BLOCK_S` seconds; columns of one second lie together."""

    counts: Floats  # [second, count]: normal
    levels: Floats  # [second, count]: the same as uniforms
    smooth: Floats  # [second, value]: normal, as noisy as a window of that many seconds


@dataclass(frozen=True, slots=True)
class Streams:
    """What is noisy, by name: counts, and values, of which the first come in threes of LEVELS."""

    counts: tuple[str, ...]
    quantiles: int  # how many of the values are quantiles
    values: tuple[str, ...]


def second(seed: int, window_s: int, streams: Streams, at_s: int) -> tuple[Floats, Floats, Floats]:
    """Noise of one second: normals and uniforms for counts, smooth normals for values; columns."""
    block = _block(seed, window_s, streams, at_s // BLOCK_S)
    row = at_s % BLOCK_S
    return block.counts[row][:, None], block.levels[row][:, None], block.smooth[row][:, None]


@lru_cache(maxsize=16)  # a drill of an hour has eight blocks
def _block(seed: int, window_s: int, streams: Streams, number: int) -> Block:
    first_s = number * BLOCK_S
    rows = [_uniform(seed, what, first_s, BLOCK_S) for what in streams.counts]
    levels = np.stack(rows, axis=1)
    counts = _normal(levels)
    values = [_moving(seed, what, first_s, window_s) for what in streams.values]
    for first in range(0, streams.quantiles, len(LEVELS)):
        _bridge(values, first)
        moment = _moving(seed, f"{streams.values[first]}/together", first_s, window_s)
        for n in range(first, first + len(LEVELS)):
            values[n] = SHARED**0.5 * moment + (1.0 - SHARED) ** 0.5 * values[n]
    return Block(counts, levels, np.stack(values, axis=1))


def _bridge(values: list[Floats], first: int) -> None:
    """Tie the quantiles' noise together as order statistics are: corr2 = p(1-q) / (q(1-p))."""
    for upper in range(1, len(LEVELS)):
        p, q = LEVELS[upper - 1], LEVELS[upper]
        tie = (p * (1 - q) / (q * (1 - p))) ** 0.5
        own = (1 - tie * tie) ** 0.5 * values[first + upper]
        values[first + upper] = tie * values[first + upper - 1] + own


def _moving(seed: int, what: str, first_s: int, window_s: int) -> Floats:
    """Sums of the last `window_s` normals, scaled back to variance 1."""
    single = _normal(_uniform(seed, what, first_s - window_s + 1, BLOCK_S + window_s - 1))
    sums: Floats = np.convolve(single, np.ones(window_s), "valid")
    return sums * (1.0 / math.sqrt(window_s))


def _normal(levels: Floats) -> Floats:
    flat = [_NORMAL.inv_cdf(level) for level in levels.ravel().tolist()]
    return np.array(flat).reshape(levels.shape)


def _uniform(seed: int, what: str, first_s: int, length: int) -> Floats:
    """Uniforms in (0, 1) from splitmix64 over the seconds: a counter, so no order matters."""
    seconds = np.arange(first_s, first_s + length, dtype=np.int64).astype(np.uint64)
    bits: NDArray[np.uint64] = seconds * np.uint64(0x9E3779B97F4A7C15)
    bits += np.uint64(key(seed, f"noise/{what}"))
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    bits = bits ^ (bits >> np.uint64(31))
    return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52


def poisson(mean: Floats, normal: Floats, level: Floats) -> Floats:
    """Counts with these means, coupled so that they rise with the mean.

    None and one with exactly their chances; from two on the Cornish-Fisher quantile.
    """
    none = np.exp(-mean)
    count = np.rint(mean + normal * np.sqrt(mean) + (normal * normal - 1.0) / 6.0)
    some = np.where(level < none * (1.0 + mean), 1.0, np.maximum(count, 2.0))
    return np.where(level < none, 0.0, some)
