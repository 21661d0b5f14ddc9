"""A shop as compiled from its description: the constants the model needs, worked out once."""

import math
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.scenario.shop_model import FaultKind, FaultSpec, ShopSpec
from game.shop.arrays import TINY, Floats

LATENCY_GRID_POINTS: Final = 96
SHORTEST_MS: Final = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Shop:
    """One shop with its faults and its seed; immutable, and cheap to keep around."""

    spec: ShopSpec
    faults: tuple[FaultSpec, ...]
    seed: int
    noise: bool = True
    base_rps: float = field(init=False)
    workers: float = field(init=False)
    queue_per_replica: float = field(init=False)
    timeout_s: float = field(init=False)
    work_s: float = field(init=False)
    query_s: float = field(init=False)
    payment_sigma: float = field(init=False)
    payment_log_s: float = field(init=False)
    query_sigma: float = field(init=False)
    return_rate: float = field(init=False)
    slow_payments: tuple[FaultSpec, ...] = field(init=False)
    log_grid: Floats = field(init=False)
    window_s: int = field(init=False)

    def __post_init__(self) -> None:
        for name, value in _constants(self.spec, self.faults).items():
            object.__setattr__(self, name, value)

    @property
    def components(self) -> int:
        """How many kinds of answer the latency is mixed from: rejected, failed fast, paid."""
        return 3 + len(self.slow_payments)


def build(spec: ShopSpec, faults: tuple[FaultSpec, ...], seed: int, *, noise: bool = True) -> Shop:
    """Compile a shop; without noise the dashboards show expectations."""
    return Shop(spec, tuple(faults), seed, noise)


def _constants(spec: ShopSpec, faults: tuple[FaultSpec, ...]) -> dict[str, object]:
    checkout, payments, traffic = spec.checkout, spec.payments, spec.traffic
    timeout_s = float(max(checkout.timeout_s, 1))
    return {
        "base_rps": max(traffic.base_rps, TINY),
        "workers": float(checkout.workers),
        "queue_per_replica": checkout.queue / max(checkout.replicas, 1),
        "timeout_s": timeout_s,
        "work_s": _seconds(checkout.work_ms.value),
        "query_s": _seconds(spec.database.query.value),
        "payment_sigma": max(payments.spread, 0.01),
        "payment_log_s": math.log(_seconds(payments.latency.value)),
        "query_sigma": max(spec.database.queries, 0.01) ** -0.5,  # of a request's mean query
        # Reservoir emptied exponentially, sampled once a second.
        "return_rate": 1.0 - math.exp(-1.0 / max(traffic.retry_after_s, 1)),
        "slow_payments": tuple(fault for fault in faults if _slows_payments(fault)),
        "log_grid": np.linspace(
            math.log(SHORTEST_MS / 1000), math.log(timeout_s), LATENCY_GRID_POINTS
        ),
        "window_s": max(spec.window_s, 1),
    }


def _seconds(milliseconds: float) -> float:
    return max(milliseconds, 0.001) / 1000


def _slows_payments(fault: FaultSpec) -> bool:
    return fault.kind is FaultKind.SLOW_DEPENDENCY and fault.target == "payments"
