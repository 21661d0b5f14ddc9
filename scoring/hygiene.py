"""Action items over all drills: which are open, overdue or closed, and how well they are kept."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActionStatus(StrEnum):
    """Where an action item stands."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def closed(self) -> bool:
        """Whether nothing more is expected of it."""
        return self in {ActionStatus.DONE, ActionStatus.DROPPED}


@dataclass(frozen=True, slots=True)
class TrackedAction:
    """An action item of a drill; `id` stays the same for the same words of the same drill."""

    id: str
    drill: str
    description: str
    type: str
    priority: str
    owner: str | None
    due: date | None
    ticket: str | None
    status: ActionStatus
    since: date | None = None
    """The day of the drill that it comes from."""
    closed: date | None = None
    """The day on which it was done or dropped."""

    def overdue(self, today: date) -> bool:
        """Whether it should have been done by now."""
        return self.due is not None and self.due < today and not self.status.closed


@dataclass(frozen=True, slots=True)
class Hygiene:
    """How action items are kept; shares are of all items, 0 to 1, and 0 where there are none."""

    total: int
    open: int
    overdue: int
    done: int
    dropped: int
    completion: float
    owned: float
    dated: float


def hygiene(items: Sequence[TrackedAction], today: date) -> Hygiene:
    """The figures on a day."""
    count = {status: sum(item.status is status for item in items) for status in ActionStatus}
    total = len(items)
    done, dropped = count[ActionStatus.DONE], count[ActionStatus.DROPPED]
    return Hygiene(
        total=total,
        open=total - done - dropped,
        overdue=sum(item.overdue(today) for item in items),
        done=done,
        dropped=dropped,
        completion=_share(done, total - dropped),
        owned=_share(sum(item.owner is not None for item in items), total),
        dated=_share(sum(item.due is not None for item in items), total),
    )


@dataclass(frozen=True, slots=True)
class Month:
    """The items that come from the drills of a month (2026-03; empty where nobody knows when).

    `completion` is the done part of those not dropped; `days` the median from drill to done, None
    where nothing is done yet or no day is known.
    """

    month: str
    total: int
    open: int
    done: int
    dropped: int
    completion: float
    days: float | None


def by_month(items: Sequence[TrackedAction]) -> tuple[Month, ...]:
    """How items were kept, month by month, oldest first: the trend of completion."""
    months: dict[str, list[TrackedAction]] = {}
    for item in items:
        months.setdefault(f"{item.since:%Y-%m}" if item.since else "", []).append(item)
    return tuple(_month(key, months[key]) for key in sorted(months))


def _month(key: str, items: Sequence[TrackedAction]) -> Month:
    done = [item for item in items if item.status is ActionStatus.DONE]
    dropped = sum(item.status is ActionStatus.DROPPED for item in items)
    days = [
        (item.closed - item.since).days
        for item in done
        if item.closed is not None and item.since is not None
    ]
    return Month(
        month=key,
        total=len(items),
        open=len(items) - len(done) - dropped,
        done=len(done),
        dropped=dropped,
        completion=_share(len(done), len(items) - dropped),
        days=statistics.median(days) if days else None,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
