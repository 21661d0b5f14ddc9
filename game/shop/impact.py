"""What an incident cost, from the model's expectation, not from the dashboards."""

from dataclasses import dataclass
from typing import Final

from game.shop.recording import Recording
from game.shop.system import Shop

BUDGET_PERIOD_S: Final = 30 * 86400
FAILED_ORDERS: Final = ("failed", "lost_writes")
"""The true quantities that make up failed orders: an order that was confirmed and lost is one."""


@dataclass(frozen=True, slots=True)
class Impact:
    """Losses over a stretch of time."""

    failed_orders: float  # customers who never got through, and orders lost after all
    lost_revenue: float  # euro
    minutes: float  # with the share of good checkouts below the target
    users: float  # customers whose first attempt failed
    error_budget_pct: float  # of the budget of 30 days, in percent
    duplicates: float = 0.0  # orders made twice, because the first answer came too late
    lost_writes: float = 0.0  # of the failed orders: confirmed, and lost at a failover


def impact(shop: Shop, recording: Recording, from_s: int, to_s: int) -> Impact:
    """Losses from one second to another, both included."""

    def total(truth_id: str) -> float:
        return float(recording.truth_window(truth_id, from_s, to_s).sum())

    success = recording.truth_window("success", from_s, to_s)
    budget = max((1.0 - shop.spec.slo) * shop.base_rps * BUDGET_PERIOD_S, 1.0)
    return Impact(
        failed_orders=sum(total(row) for row in FAILED_ORDERS),
        lost_revenue=total("lost_revenue"),
        minutes=float((success < shop.spec.slo).sum()) / 60,
        users=total("hit"),
        error_budget_pct=100 * total("bad_requests") / budget,
        duplicates=total("duplicates"),
        lost_writes=total("lost_writes"),
    )
