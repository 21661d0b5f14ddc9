"""The same shop request by request (SimPy): slow, and simple enough to be believed."""

import math
import random
from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np
import simpy

from game.scenario.shop_model import FaultKind, FaultSpec, ShopSpec

EARLY = 0.1
Steps = Generator[simpy.Event, object, None]


@dataclass
class Answer:
    at_s: float
    good: bool
    latency_s: float


@dataclass
class Reference:
    """One shop with its faults at full strength; run it, then read the answers."""

    spec: ShopSpec
    faults: tuple[FaultSpec, ...] = ()
    seed: int = 1
    added_replicas: int = 0
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        spec = self.spec
        self.env = simpy.Environment()
        self.random = random.Random(self.seed)  # noqa: S311 (a simulation)
        lost = sum(f.share for f in self.faults if f.kind is FaultKind.CAPACITY_LOSS)
        base = spec.checkout.replicas
        replicas = base - round(base * lost) + self.added_replicas
        free = spec.database.connections - spec.database.held * replicas
        self.workers = simpy.Resource(self.env, max(1, replicas * spec.checkout.workers))
        self.room = spec.checkout.queue * replicas / base
        self.database = simpy.Resource(self.env, max(1, min(spec.database.cores, free)))

    def run(self, seconds: float) -> None:
        self.env.process(self._arrivals())
        self.env.run(until=seconds)

    def _arrivals(self) -> Steps:
        while True:
            yield self.env.timeout(self.random.expovariate(self.spec.traffic.base_rps))
            self.env.process(self._customer())

    def _customer(self) -> Steps:
        traffic, timeout_s = self.spec.traffic, self.spec.checkout.timeout_s
        for _ in range(traffic.retries_max + 1):
            begun_s = self.env.now
            request = self.env.process(self._request())
            yield request | self.env.timeout(timeout_s)
            in_time = bool(request.triggered)
            good = in_time and bool(request.value)
            self.answers.append(Answer(self.env.now, good, self.env.now - begun_s))
            if good or self.random.random() >= traffic.retry_share:
                return
            yield self.env.timeout(self.random.expovariate(1 / traffic.retry_after_s))

    def _request(self) -> Generator[simpy.Event, object, bool]:
        if len(self.workers.queue) >= self.room:
            yield self.env.timeout(0.005)
            return False
        with self.workers.request() as worker:
            yield worker
            work_s = self.random.expovariate(1000 / self.spec.checkout.work_ms.value)
            if self._hit(FaultKind.CODE_ERRORS, "checkout"):
                yield self.env.timeout(EARLY * work_s)
                return False
            yield self.env.timeout(work_s)
            for _ in range(round(self.spec.database.queries)):
                with self.database.request() as connection:
                    yield connection
                    yield self.env.timeout(self._query_s())
            call_s = self._call_s()
            yield self.env.timeout(min(call_s, self.spec.checkout.timeout_s))
            if self._hit(FaultKind.CODE_ERRORS, "payments"):
                return False
            return self.random.random() >= self.spec.payments.errors

    def _query_s(self) -> float:
        mean_s = self.spec.database.query.value / 1000
        return self.random.expovariate(1 / mean_s) * self._slower("database")

    def _call_s(self) -> float:
        payments = self.spec.payments
        median_s = payments.latency.value / 1000 * self._slower("payments")
        return median_s * self.random.lognormvariate(0, payments.spread)

    def _slower(self, target: str) -> float:
        for fault in self.faults:
            if (
                fault.kind is FaultKind.SLOW_DEPENDENCY
                and fault.target == target
                and self._on(fault)
            ):
                return fault.factor if self.random.random() < fault.share else 1.0
        return 1.0

    def _on(self, fault: FaultSpec) -> bool:
        until_s = math.inf if fault.until_s is None else fault.until_s
        return fault.from_s <= self.env.now < until_s

    def _hit(self, kind: FaultKind, target: str) -> bool:
        return any(
            self.random.random() < fault.share
            for fault in self.faults
            if fault.kind is kind and fault.target == target and self._on(fault)
        )


@dataclass(frozen=True)
class Summary:
    orders_rps: float
    error_share: float
    latencies_s: tuple[float, float, float]


def summary(reference: Reference, from_s: float, to_s: float) -> Summary:
    answers = [a for a in reference.answers if from_s <= a.at_s < to_s]
    good = sum(a.good for a in answers)
    p50, p95, p99 = np.quantile([a.latency_s for a in answers], [0.5, 0.95, 0.99])
    return Summary(good / (to_s - from_s), 1 - good / len(answers), (p50, p95, p99))
