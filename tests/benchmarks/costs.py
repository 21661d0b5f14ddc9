"""What something costs, again and again: seconds of computing, and seconds that pass meanwhile.

Verdicts go by computing, since that is the same on a busy machine; what passes is printed beside.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of each round, shortest first."""

    computing_s: tuple[float, ...]
    passing_s: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """Of computing."""
        return 1000 * median(self.computing_s)

    @property
    def p99_ms(self) -> float:
        """Of computing: of a hundred rounds, the second longest."""
        return 1000 * _near_the_end(self.computing_s)

    @property
    def passing_ms(self) -> float:
        """The median of what passed."""
        return 1000 * median(self.passing_s)

    @property
    def passing_p99_ms(self) -> float:
        """Of what passed."""
        return 1000 * _near_the_end(self.passing_s)


def _near_the_end(seconds: tuple[float, ...]) -> float:
    return seconds[min(len(seconds) - 1, int(0.99 * len(seconds)))]


def costs(
    turn: Callable[[], object],
    rounds: int,
    *,
    many: int = 1,
    before: Callable[[], object] = lambda: None,
) -> Costs:
    """What a turn costs; with `many`, so many are timed at once; `before` each is not timed."""
    before()
    turn()
    computing: list[float] = []
    passing: list[float] = []
    for _ in range(rounds):
        before()
        used_s, began_s = time.process_time(), time.perf_counter()
        for _ in range(many):
            turn()
        computing.append((time.process_time() - used_s) / many)
        passing.append((time.perf_counter() - began_s) / many)
    return Costs(tuple(sorted(computing)), tuple(sorted(passing)))


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table; `passed` is what the clock on the wall says to the same."""

    name: str
    found: float
    unit: str
    limit: float | None = None
    passed: float | None = None

    @property
    def met(self) -> bool:
        """Whether it is within its limit, if it has one."""
        return self.limit is None or self.found <= self.limit
