"""Action items over all drills: which are open, overdue or closed, and how well they are kept."""

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


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
