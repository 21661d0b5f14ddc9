"""A drill run again in the shop's model: the same customers, levers pulled at other moments.

Only the truth is computed, so a batch of a hundred courses costs hardly more than one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from game.engine.events import (
    Event,
    MitigationAborted,
    MitigationRefused,
    MitigationStarted,
    MitigationUndone,
)
from game.engine.plan import as_pulled
from game.scenario.shop_model import LeverOutcome, LeverSpec
from game.shop import Pull, Shop, Traces, simulate

FROM_S = -300
"""Every course begins here, in good health, as each drill does."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody pulled a lever, whatever became of it, and took it back at `undone_s` if ever."""

    mitigation: str
    lever: str
    at_s: int
    undone_s: int | None = None
    case: int = 0
    """Which of the lever's cases held at that moment, from 1; 0 for none."""

    def moved(self, at_s: int) -> "Attempt":
        """The same at another moment; what was taken back is taken back as long after it."""
        undone_s = None if self.undone_s is None else self.undone_s + at_s - self.at_s
        return replace(self, at_s=at_s, undone_s=undone_s)


@dataclass(frozen=True, slots=True)
class Loss:
    """What a stretch of time truly cost."""

    failed_orders: float
    lost_revenue: float


@dataclass(frozen=True, slots=True)
class Run:
    """One course: its levers, and the seconds (both included) whose loss is wanted."""

    pulls: tuple[Pull, ...]
    from_s: int
    to_s: int


def attempts(events: Iterable[Event]) -> tuple[Attempt, ...]:
    """All attempts that these events tell of, oldest first."""
    found: dict[str, Attempt] = {}
    for event in events:
        match event:
            case MitigationStarted() | MitigationRefused():
                found[event.mitigation] = Attempt(
                    event.mitigation, event.lever, event.at_s, case=event.case
                )
            case MitigationAborted() | MitigationUndone() if event.mitigation in found:
                taken_back = replace(found[event.mitigation], undone_s=event.at_s)
                found[event.mitigation] = taken_back
            case _:
                pass
    return tuple(found.values())


def pulls_in(levers: Mapping[str, LeverSpec], tried: Iterable[Attempt]) -> tuple[Pull, ...]:
    """The attempts that reach the shop where the levers are like that: refused ones never do."""
    known = [item for item in tried if item.lever in levers]
    pulled = [(as_pulled(levers[item.lever], item.case), item) for item in known]
    return tuple(
        Pull(lever, item.at_s, item.undone_s)
        for lever, item in pulled
        if lever.outcome is LeverOutcome.WORKS
    )


def losses(shop: Shop, runs: Sequence[Run]) -> tuple[Loss, ...]:
    """What each of the runs costs; one batch, so all of them share customers and chance.

    Runs with the same pulls are one course, of which each takes its own stretch.
    """
    if not runs:
        return ()
    rows = {pulls: row for row, pulls in enumerate(dict.fromkeys(run.pulls for run in runs))}
    seconds = max(max(run.to_s for run in runs) - FROM_S, 1)
    traces = simulate(shop, list(rows), seconds, FROM_S, observed=False)
    return tuple(_loss(traces, rows[run.pulls], run) for run in runs)


def _loss(traces: Traces, row: int, run: Run) -> Loss:
    window = slice(run.from_s - FROM_S - 1, run.to_s - FROM_S)
    revenue = float(traces.true("lost_revenue")[row, window].sum())
    return Loss(traces.failed_orders(row, window), revenue)
