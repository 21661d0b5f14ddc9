"""Levers as pulled in some runs: how strongly each acts, at any second, in every run at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.scenario.shop_model import LeverKind, LeverSpec
from game.shop.arrays import Floats, columns

AWAY_S: Final = 8  # how long a replica takes to restart
NEVER: Final = 1e12


@dataclass(frozen=True, slots=True)
class Pull:
    """A lever pulled at a second, and undone at another if it was."""

    lever: LeverSpec
    at_s: int
    undone_at_s: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """The n-th use of one lever over all runs; runs without it pull it at `NEVER`."""

    lever: LeverSpec
    at_s: Floats
    undone_at_s: Floats

    def strength(self, now_s: int) -> Floats:
        """0 to 1 for each run: after the delay it ramps up, once undone it ramps back.

        Where the lever has an effect below 1, that is its full strength; where it lasts for a time,
        it wears off by itself after that time. What is done is felt from the next second on.
        """
        lever, end_s = self.lever, self.undone_at_s
        if lever.ramp_s == 0:
            if lever.lasts_s:
                end_s = np.minimum(end_s, self.begins_s + lever.lasts_s - 1)
            return np.where((now_s >= self.begins_s) & (now_s <= end_s), lever.effect, 0.0)
        if lever.lasts_s:
            end_s = np.minimum(end_s, self.at_s + lever.delay_s + lever.ramp_s + lever.lasts_s)
        rise = progress(np.minimum(end_s, now_s) - self.at_s - lever.delay_s, lever.ramp_s)
        back = progress(now_s - end_s, lever.ramp_s)
        return np.maximum(rise - back, 0.0) * lever.effect

    @property
    def begins_s(self) -> Floats:
        """The first second in which it is felt."""
        return self.at_s + max(self.lever.delay_s, 1)

    def since_s(self, now_s: int) -> Floats:
        """Seconds since it began to act, whatever was undone; negative before."""
        return now_s - self.begins_s

    def started(self, now_s: int, replicas: float) -> Floats:
        """Replicas that a rolling restart has stopped so far; it cannot be undone."""
        since_s = self.since_s(now_s)
        if self.lever.ramp_s == 0:
            return np.where(since_s >= 0, replicas, 0.0)
        one_by_one = np.floor(since_s * (replicas / self.lever.ramp_s)) + 1.0
        return np.minimum(np.maximum(one_by_one, 0.0), replicas)


def progress(elapsed_s: Floats, ramp_s: int) -> Floats:
    """0 before the start, 1 once the ramp is over, a straight line between."""
    return np.minimum(np.maximum(elapsed_s / ramp_s, 0.0), 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """All pulls of all runs, sorted by what they do."""

    schedules: tuple[tuple[Pull, ...], ...]
    slots: Mapping[LeverKind, tuple[Slot, ...]] = field(default_factory=dict)

    @property
    def runs(self) -> int:
        """How many runs it is for."""
        return len(self.schedules)

    def of(self, *kinds: LeverKind) -> tuple[Slot, ...]:
        """The slots of these kinds."""
        return tuple(slot for kind in kinds for slot in self.slots.get(kind, ()))


def programme(schedules: Sequence[Sequence[Pull]]) -> Programme:
    """Turn one schedule a run into one slot a lever, so that a second costs the same for any B."""
    runs = len(schedules)
    slots: dict[tuple[LeverSpec, int], Slot] = {}
    for run, schedule in enumerate(schedules):
        column = slice(run, run + 1) if runs > 1 else slice(None)
        seen: dict[LeverSpec, int] = {}
        for pull in schedule:
            nth = seen[pull.lever] = seen.get(pull.lever, 0) + 1
            if (pull.lever, nth) not in slots:
                slots[pull.lever, nth] = _unused(pull.lever, runs)
            _enter(slots[pull.lever, nth], pull, column)
    kinds = {slot.lever.kind for slot in slots.values()}
    by_kind = {k: tuple(s for s in slots.values() if s.lever.kind is k) for k in sorted(kinds)}
    return Programme(tuple(map(tuple, schedules)), by_kind)


def _unused(lever: LeverSpec, runs: int) -> Slot:
    never = np.full(columns(runs), NEVER)
    return Slot(lever, never, never.copy())


def _enter(slot: Slot, pull: Pull, column: slice) -> None:
    slot.at_s[column] = pull.at_s
    if pull.undone_at_s is not None:
        slot.undone_at_s[column] = pull.undone_at_s
