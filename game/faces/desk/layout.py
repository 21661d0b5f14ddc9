"""How a length is shared out among rows or columns; plain arithmetic in whole pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Want:
    """What one child asks for: `px`, or a `flex` share of what is left, `least_px` at least.

    When there is too little, children with `shrink` give way first, down to `least_px`; then
    flexible ones, which scroll or scale; and only then all others.
    """

    px: int = 0
    flex: float = 0.0
    least_px: int = 0
    shrink: bool = False

    @property
    def base_px(self) -> int:
        """What it gets before shares are dealt out."""
        return self.least_px if self.flex > 0 else max(0, self.px)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a child lies along the axis."""

    start: int
    length: int

    @property
    def end(self) -> int:
        """The first pixel after it."""
        return self.start + self.length


def share(total_px: int, wants: Sequence[Want], gap_px: int = 0) -> list[Slot]:
    """Slots in order, never overlapping, never past the total, gaps between them."""
    if not wants:
        return []
    gaps = len(wants) - 1
    gap_px = min(gap_px, max(0, total_px) // gaps) if gaps else 0
    room = max(0, total_px - gap_px * gaps)
    lengths = [want.base_px for want in wants]
    spare = room - sum(lengths)
    lengths = _shrink(lengths, wants, -spare) if spare < 0 else _grow(lengths, wants, room)
    return _place(lengths, gap_px)


def split(total_px: int, weights: Sequence[float]) -> list[int]:
    """Whole pixels in proportion to the weights; they sum to the total if any weight is > 0."""
    whole = sum(weights)
    if whole <= 0:
        return [0] * len(weights)
    edges, reached = [0], 0.0
    for weight in weights:
        reached += weight
        edges.append(round(total_px * (reached / whole)))
    return [after - before for before, after in pairwise(edges)]


def _grow(lengths: list[int], wants: Sequence[Want], room_px: int) -> list[int]:
    """Deal out shares by weight; a child whose share is below its least keeps the least."""
    flexible = {index for index, want in enumerate(wants) if want.flex > 0}
    while flexible:
        left = room_px - sum(px for index, px in enumerate(lengths) if index not in flexible)
        weights = [w.flex if i in flexible else 0.0 for i, w in enumerate(wants)]
        shares = split(left, weights)
        short = {index for index in flexible if shares[index] < wants[index].least_px}
        if not short:
            return [shares[i] if i in flexible else px for i, px in enumerate(lengths)]
        flexible -= short
    return lengths


def _shrink(lengths: list[int], wants: Sequence[Want], lack_px: int) -> list[int]:
    pairs = [*zip(lengths, wants, strict=True)]
    shrinking = [max(0, px - want.least_px) if want.shrink else 0 for px, want in pairs]
    flexible = [px if want.flex > 0 else 0 for px, want in pairs]
    for yielding in (shrinking, flexible, None):
        lengths, lack_px = _take(lengths, lengths if yielding is None else yielding, lack_px)
    return lengths


def _take(lengths: list[int], yielding: list[int], lack_px: int) -> tuple[list[int], int]:
    """The lengths after some have yielded what they can, and what is lacking still."""
    taken = min(lack_px, sum(yielding))
    cuts = split(taken, [float(px) for px in yielding])
    left = [max(0, px - cut) for px, cut in zip(lengths, cuts, strict=True)]
    return left, lack_px - taken


def _place(lengths: list[int], gap_px: int) -> list[Slot]:
    slots: list[Slot] = []
    at = 0
    for length in lengths:
        slots.append(Slot(at, length))
        at += length + gap_px
    return slots


def columns_that_fit(total_px: int, least_px: int, gap_px: int, most: int) -> int:
    """How many columns of at least that width fit side by side, 1 to `most`."""
    if least_px + gap_px <= 0:
        return most
    return max(1, min(most, (total_px + gap_px) // (least_px + gap_px)))
