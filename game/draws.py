"""Keyed randomness: each draw is a pure function of seed, purpose and number, without state."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def key(seed: int, purpose: str, n: int = 0) -> int:
    """64 uniform bits for one purpose; a new purpose never shifts those of another."""
    text = f"{seed}\x1f{purpose}\x1f{n}"
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def draw(seed: int, purpose: str, n: int = 0) -> float:
    """A uniform number in [0, 1)."""
    return (key(seed, purpose, n) >> 11) * 2.0**-53


def pick(seed: int, purpose: str, items_with_weights: Sequence[tuple[T, float]], n: int = 0) -> T:
    """One of the items, each as likely as its weight says; ValueError without a usable weight."""
    total = sum(weight for _, weight in items_with_weights)
    if not total > 0 or any(weight < 0 for _, weight in items_with_weights):
        message = f"nothing to pick for {purpose!r}: weights must be positive"
        raise ValueError(message)
    left = draw(seed, purpose, n) * total
    likely = [(item, weight) for item, weight in items_with_weights if weight > 0]
    for item, weight in likely:
        if left < weight:
            return item
        left -= weight
    return likely[-1][0]  # rounding only
