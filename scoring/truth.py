"""When customers were truly hurt, read from the shop's truth and not from its dashboards.

A second is bad while fewer than 97 % of the checkouts answered in it succeed. Bad seconds less
than a minute apart belong to one spell, and a spell of less than 15 s is a hiccup that counts for
nothing. The impact has ended when a full minute without a bad second has followed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.state import State

WELL_FROM = 0.97
CALM_S = 60
HICCUP_S = 15


@dataclass(frozen=True, slots=True)
class Spell:
    """Seconds in which customers were hurt: from `start_s` up to, not including, `end_s`."""

    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True)
class Truth:
    """The share of checkouts that truly succeeded, second by second, and the spells of impact."""

    first_s: int
    success: tuple[float, ...]
    spells: tuple[Spell, ...]

    @property
    def last_s(self) -> int:
        """The last second that is known."""
        return self.first_s + len(self.success) - 1

    @property
    def start_s(self) -> int | None:
        """When the impact began; None if there was none."""
        return self.spells[0].start_s if self.spells else None

    @property
    def end_s(self) -> int | None:
        """When the impact ended for good; None if it did not, or if there was none."""
        if not self.spells or self.last_s - self.spells[-1].end_s + 1 < CALM_S:
            return None
        return self.spells[-1].end_s

    @property
    def real(self) -> bool:
        """Whether customers were hurt at all."""
        return bool(self.spells)

    def share(self, from_s: int, to_s: int) -> list[float]:
        """The success shares from `from_s` up to and including `to_s`, as far as known."""
        low = max(0, from_s - self.first_s)
        return list(self.success[low : max(low, to_s - self.first_s + 1)])

    def hurt_at(self, at_s: int) -> bool:
        """Whether that second lies within a spell of impact."""
        return any(spell.start_s <= at_s < spell.end_s for spell in self.spells)

    def well_for_s(self, at_s: int) -> int:
        """For how long customers had been well at that second; 0 within a spell."""
        if self.hurt_at(at_s):
            return 0
        ends = [spell.end_s for spell in self.spells if spell.end_s <= at_s]
        return at_s - (max(ends) if ends else self.first_s)


def truth_of(state: State) -> Truth:
    """The truth of a drill, from the first second that was recorded."""
    recording = state.course.recording
    first_s = recording.first_s
    values = tuple(recording.truth_window("success", first_s, recording.last_s).tolist())
    return Truth(first_s, values, spells_in(values, first_s))


def spells_in(success: Sequence[float], first_s: int) -> tuple[Spell, ...]:
    """The spells of impact in a series that begins at `first_s`."""
    spells: list[Spell] = []
    for at_s, share in enumerate(success, first_s):
        if not share < WELL_FROM:
            continue
        if spells and at_s - spells[-1].end_s < CALM_S:
            spells[-1] = Spell(spells[-1].start_s, at_s + 1)
        else:
            spells.append(Spell(at_s, at_s + 1))
    return tuple(spell for spell in spells if spell.end_s - spell.start_s >= HICCUP_S)
