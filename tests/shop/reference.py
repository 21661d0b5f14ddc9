"""The same shop request by request (SimPy): slow, and simple enough to be believed."""

import math
import random
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import numpy as np
import simpy

from game.scenario.shop_model import CallSpec, CheckoutSpec, FaultKind, FaultSpec, ShopSpec

EARLY = 0.1
COLD = 2.0
WARMING_S = 15.0
DOWN_S = 20.0
QUICK_S = 0.02
Steps = Generator[simpy.Event, object, None]
Asking = Generator[simpy.Event, object, bool]


@dataclass
class Answer:
    at_s: float
    good: bool
    latency_s: float


@dataclass(frozen=True)
class Hands:
    """What Ops does, by the second: shares shed, breakers held open, replicas added."""

    shed: tuple[tuple[float, float, float], ...] = ()  # from, to, share
    added_replicas: int = 0


@dataclass
class Place:
    """A service's workers, and the line before them."""

    spec: CheckoutSpec
    workers: simpy.PriorityResource
    room: float


@dataclass
class Breaker:
    """Half-open once its time is up: one call in ten goes through until the first one answers."""

    results: deque[tuple[float, bool]] = field(default_factory=deque)
    open_until_s: float = -math.inf
    half_open: bool = False

    def lets_through(self, now_s: float, luck: float) -> bool:
        if now_s < self.open_until_s:
            return False
        return not self.half_open or luck < 0.1

    def learn(self, now_s: float, good: bool, call: CallSpec) -> None:
        if call.breaks_at is None or now_s < self.open_until_s:
            return
        if self.half_open:
            self.half_open = not good
            self.open_until_s = now_s if good else now_s + call.open_s
            return
        self.results.append((now_s, good))
        while self.results and self.results[0][0] < now_s - 10:
            self.results.popleft()
        bad = sum(not good for _, good in self.results)
        if len(self.results) >= 50 and bad > call.breaks_at * len(self.results):
            self.open_until_s, self.half_open = now_s + call.open_s, True
            self.results.clear()


class Reference:
    """One shop with its faults; run it, then read the answers."""

    def __init__(
        self,
        spec: ShopSpec,
        faults: tuple[FaultSpec, ...] = (),
        seed: int = 1,
        hands: Hands | None = None,
    ) -> None:
        self.spec, self.faults, self.hands = spec, faults, hands or Hands()
        self.answers: list[Answer] = []
        self.env = simpy.Environment()
        self.random = random.Random(seed)  # noqa: S311 (a simulation)
        self.breakers: dict[tuple[str, str], Breaker] = {}
        self.places = {one.id: self._place(one, 0) for one in spec.services}
        self.places["checkout"] = self._place(spec.checkout, self.hands.added_replicas)
        replicas = self._replicas(spec.checkout, "checkout") + self.hands.added_replicas
        free = spec.database.connections - spec.database.held * replicas
        self.database = simpy.Resource(self.env, max(1, min(spec.database.cores, free)))
        self.missing = {cache.id: 0.0 for cache in spec.caches}
        self.memory = [0.6 * n / max(replicas, 1) for n in range(replicas)]
        self.back_s: deque[float] = deque(maxlen=replicas)
        for fault in self._of(FaultKind.CACHE_FLUSH):
            self.env.process(self._flush(fault))

    def _replicas(self, spec: CheckoutSpec, name: str) -> int:
        lost = sum(f.share for f in self._of(FaultKind.CAPACITY_LOSS) if f.target == name)
        return spec.replicas - round(spec.replicas * lost)

    def _place(self, spec: CheckoutSpec, added: int) -> Place:
        replicas = self._replicas(spec, getattr(spec, "id", "checkout")) + added
        workers = simpy.PriorityResource(self.env, max(1, replicas * spec.workers))
        return Place(spec, workers, spec.queue * replicas / spec.replicas)

    def run(self, seconds: float) -> None:
        self.env.process(self._arrivals())
        self.env.run(until=seconds)

    def _arrivals(self) -> Steps:
        while True:
            yield self.env.timeout(self.random.expovariate(self.spec.traffic.base_rps))
            self.env.process(self._customer())

    def _customer(self) -> Steps:
        traffic = self.spec.traffic
        timeout_s = self.places[traffic.enters].spec.timeout_s
        for _ in range(traffic.retries_max + 1):
            begun_s, good = self.env.now, False
            if not self._shed():
                request = self.env.process(self._request(traffic.enters))
                yield request | self.env.timeout(timeout_s)
                good = bool(request.triggered) and bool(request.value)
            self.answers.append(Answer(self.env.now, good, self.env.now - begun_s))
            if good or self.random.random() >= traffic.retry_share:
                return
            yield self.env.timeout(self.random.expovariate(1 / traffic.retry_after_s))

    def _shed(self) -> bool:
        shares = (s for begin, end, s in self.hands.shed if begin <= self.env.now < end)
        return any(self.random.random() < share for share in shares)

    def _request(self, name: str) -> Asking:
        place = self.places[name]
        if len(place.workers.queue) >= place.room:
            yield self.env.timeout(0.005)
            return False
        with place.workers.request(priority=0) as worker:
            yield worker
            work_s = self.random.expovariate(1000 / place.spec.work_ms.value)
            page = self._page(name)
            work_s *= (
                page[0] * self._slower(name) * (self._coldness() if name == "checkout" else 1.0)
            )
            if self._hit(FaultKind.CODE_ERRORS, name):
                yield self.env.timeout(EARLY * work_s)
                return False
            if name == "checkout" and self._leaks():
                yield self.env.timeout(EARLY * work_s)
                return False
            yield self.env.timeout(work_s)
            good = True
            for call in place.spec.calls:
                if call.to in self.missing:
                    yield from self._look_up(call)
            if name == "checkout":
                for _ in range(round(self.spec.database.queries * page[1])):
                    yield from self._query()
            for call in place.spec.calls:
                if call.to in self.places and not (yield from self._call(name, call)):
                    good = good and call.optional
            if name == "checkout":
                paying = CallSpec(
                    to="payments",
                    retries=place.spec.retries,
                    breaks_at=place.spec.breaks_at,
                )
                good = (yield from self._call(name, paying)) and good
            return good

    def _page(self, name: str) -> tuple[float, float]:
        """Factors on work and queries of what this request is for; their means are 1."""
        pages = self.spec.traffic.pages
        if name != "checkout" or not pages:
            return 1.0, 1.0
        shares = [page.share for page in pages]
        one = self.random.choices(pages, shares)[0]
        work = sum(page.share * page.work for page in pages) / sum(shares)
        queries = sum(page.share * page.queries for page in pages) / sum(shares)
        return one.work / work, one.queries / queries

    def _leaks(self) -> bool:
        """A request leaks on one replica, which dies when it is full."""
        for fault in self._of(FaultKind.MEMORY_LEAK):
            if not self._on(fault):
                continue
            up = [n for n, used in enumerate(self.memory) if used < 1]
            if not up:
                return True
            n = self.random.choice(up)
            self.memory[n] += 1 / fault.grows_over
            if self.memory[n] >= 1:
                self.env.process(self._crash(n))
        return False

    def _coldness(self) -> float:
        """Replicas that have just come back work slower, and warm up."""
        ages = (self.env.now - back_s for back_s in self.back_s)
        cold = sum(math.exp(-age / WARMING_S) for age in ages)
        return 1.0 + COLD * cold / max(len(self.memory), 1)

    def _crash(self, n: int) -> Steps:
        """Its workers and its part of the line are gone at once, and back, cold, after a while."""
        place = self.places["checkout"]
        workers, part = place.workers, place.spec.queue / place.spec.replicas
        place.room -= part
        held = [workers.request(priority=-1) for _ in range(self.spec.checkout.workers)]
        yield self.env.timeout(DOWN_S)
        for request in held:
            workers.release(request) if request.triggered else request.cancel()
        place.room += part
        self.memory[n] = 0.0
        self.back_s.append(self.env.now)

    def _look_up(self, call: CallSpec) -> Asking:
        cache = next(cache for cache in self.spec.caches if cache.id == call.to)
        for _ in range(round(call.times)):
            yield self.env.timeout(cache.lookup.value / 1000)
            hit = cache.hits * (1 - self.missing[cache.id])
            if self.random.random() >= hit:
                self.missing[cache.id] *= 1 - 1 / cache.keys
                yield from self._query()
        return True

    def _flush(self, fault: FaultSpec) -> Steps:
        yield self.env.timeout(max(fault.from_s, 0))
        self.missing[fault.target] = fault.share

    def _query(self) -> Asking:
        with self.database.request() as connection:
            yield connection
            mean_s = self.spec.database.query.value / 1000
            slower = self._slower("database")
            yield self.env.timeout(self.random.expovariate(1 / mean_s) * slower)
        return True

    def _call(self, by: str, call: CallSpec) -> Asking:
        breaker = self.breakers.setdefault((by, call.to), Breaker())
        if not breaker.lets_through(self.env.now, self.random.random()):
            return False
        for attempt in range(call.retries + 1):
            if attempt:
                yield self.env.timeout(call.backoff.value / 1000)
            good = yield from self._attempt(call)
            breaker.learn(self.env.now, good, call)
            if good:
                return True
        return False

    def _attempt(self, call: CallSpec) -> Asking:
        if call.to in self.places:
            request = self.env.process(self._request(call.to))
            yield request | self.env.timeout(self.places[call.to].spec.timeout_s)
            return bool(request.triggered) and bool(request.value)
        payments = self.spec.payments
        timeout_s = payments.timeout_s or self.spec.checkout.timeout_s
        if self._hit(FaultKind.DEPENDENCY_DOWN, "payments", hangs=False):
            yield self.env.timeout(QUICK_S)
            return False
        median_s = payments.latency.value / 1000 * self._slower("payments")
        call_s = median_s * self.random.lognormvariate(0, payments.spread)
        if self._hit(FaultKind.DEPENDENCY_DOWN, "payments", hangs=True):
            call_s = math.inf
        yield self.env.timeout(min(call_s, timeout_s))
        if call_s > timeout_s or self._hit(FaultKind.CODE_ERRORS, "payments"):
            return False
        return self.random.random() >= payments.errors

    def _slower(self, target: str) -> float:
        for kind in (FaultKind.SLOW_DEPENDENCY, FaultKind.SLOW_QUERY):
            for fault in self._of(kind):
                if fault.target == target and self._on(fault):
                    return fault.factor if self.random.random() < fault.share else 1.0
        return 1.0

    def _of(self, kind: FaultKind) -> Iterator[FaultSpec]:
        return (fault for fault in self.faults if fault.kind is kind)

    def _on(self, fault: FaultSpec) -> bool:
        until_s = math.inf if fault.until_s is None else fault.until_s
        return fault.from_s <= self.env.now < until_s

    def _hit(self, kind: FaultKind, target: str, *, hangs: bool = False) -> bool:
        return any(
            self.random.random() < fault.share
            for fault in self._of(kind)
            if fault.target == target and fault.hangs is hangs and self._on(fault)
        )


@dataclass(frozen=True)
class Summary:
    orders_rps: float
    error_share: float
    latencies_s: tuple[float, float, float]


def summary(references: list[Reference], from_s: float, to_s: float) -> Summary:
    answers = [a for one in references for a in one.answers if from_s <= a.at_s < to_s]
    good = sum(a.good for a in answers)
    p50, p95, p99 = np.quantile([a.latency_s for a in answers], [0.5, 0.95, 0.99])
    seconds = (to_s - from_s) * len(references)
    return Summary(good / seconds, 1 - good / len(answers), (p50, p95, p99))
