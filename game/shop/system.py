"""A shop as compiled from its description: the constants the model needs, worked out once."""

import math
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Final

import numpy as np

from game.draws import draw
from game.scenario.shop_metrics import metrics_of, on_the_way
from game.scenario.shop_model import (
    CallSpec,
    CheckoutSpec,
    FaultKind,
    FaultSpec,
    PaymentsSpec,
    ShopSpec,
)
from game.shop.arrays import TINY, Floats
from game.shop.noise import Streams
from game.shop.shapes import Pages, pages
from game.shop.wiring import Ask, Provider, Service, Wiring, wired

LATENCY_GRID_POINTS: Final = 96
SHORTEST_MS: Final = 1.0
MOST_LUCK: Final = 0.3  # of the memory, where a few requests fill it
LIVES: Final = 32  # of a replica that leaks, before its luck comes round again
MAIN: Final = "checkout"
PAYMENTS: Final = "payments"
DATABASE: Final = "database"
WRITE: Final = ("access", "write")  # the group of customers who do more than read
_BRANCHES: Final = frozenset(
    {
        FaultKind.SLOW_DEPENDENCY,
        FaultKind.DEPENDENCY_DOWN,
        FaultKind.SLOW_QUERY,
        FaultKind.BAD_FLAG,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Shop:
    """One shop with its faults and its seed; immutable, and cheap to keep around."""

    spec: ShopSpec
    faults: tuple[FaultSpec, ...]
    seed: int
    noise: bool = True
    metric_ids: tuple[str, ...] = field(init=False)
    services: tuple[Service, ...] = field(init=False)  # from the customers to checkout, then others
    ways: int = field(init=False)  # how many of them lie on the way to checkout
    wiring: Wiring = field(init=False)
    asks: tuple[Ask, ...] = field(init=False)
    providers: tuple[Provider, ...] = field(init=False)  # payments first
    base_rps: float = field(init=False)
    timeout_s: float = field(init=False)  # how long customers wait
    query_s: float = field(init=False)
    usual_hits: Floats = field(init=False)  # [cache, 1]
    warming: Floats = field(init=False)  # [cache, 1]: what a miss takes of a cold cache, negative
    consumed_rps: Floats = field(init=False)  # [queue, 1]: messages that all consumers work off
    leaks: bool = field(init=False)  # whether checkout ever runs out of memory
    luck: Floats = field(init=False)  # [replica that may leak, life]: see `state`
    return_rate: float = field(init=False)
    log_grid: Floats = field(init=False)
    window_s: int = field(init=False)
    streams: Streams = field(init=False)
    late: tuple[tuple[int, tuple[int, ...]], ...] = field(init=False)
    """Seconds by which series come late, and which; none where all come at once."""
    pages: Pages = field(init=False)
    some_slow: bool = field(init=False)  # whether a fault slows some queries, and not others
    shapes: int = field(init=False)  # of requests
    writers: int | None = field(init=False)  # the segment of those who order, if others only read
    ordering: float = field(init=False)  # share of customers who order
    of_all: Floats = field(init=False)  # [segment, 1]: its share of all answers

    def __post_init__(self) -> None:
        for name, value in _constants(self.spec, self.faults, self.seed).items():
            object.__setattr__(self, name, value)

    @property
    def front(self) -> Service:
        """The service that customers reach."""
        return self.services[0]

    @property
    def main(self) -> Service:
        """The checkout."""
        return self.services[self.ways - 1]

    def service(self, name: str | None) -> Service | None:
        """A service by its name; checkout when none is said."""
        return next((one for one in self.services if one.id == (name or MAIN)), None)


def build(spec: ShopSpec, faults: tuple[FaultSpec, ...], seed: int, *, noise: bool = True) -> Shop:
    """Compile a shop; without noise the dashboards show expectations."""
    return Shop(spec, tuple(faults), seed, noise)


def _constants(spec: ShopSpec, faults: tuple[FaultSpec, ...], seed: int) -> dict[str, object]:
    traffic = spec.traffic
    providers = _providers(spec, faults)
    services = _services(spec, [provider.id for provider in providers])
    ways = len(on_the_way(spec))
    some_slow = any(
        fault.target == DATABASE and fault.kind in _BRANCHES and fault.share < 1.0
        for fault in faults
    )
    asks = tuple(ask for service in services for ask in service.asks)
    writers = next((n for n, s in enumerate(spec.segments) if (s.of, s.id) == WRITE), None)
    luck = _luck(int(services[ways - 1].replicas), faults, seed)
    return {
        "late": _late(spec),
        "pages": pages(traffic.pages),
        "some_slow": some_slow,
        "shapes": max(len(traffic.pages), 1) * (2 if some_slow else 1),
        "writers": writers,
        "ordering": 1.0 if writers is None else spec.segments[writers].share,
        "metric_ids": tuple(metrics_of(spec)),
        "services": services,
        "ways": ways,
        "wiring": wired(services, ways, asks, caches=len(spec.caches), providers=providers),
        "asks": asks,
        "providers": providers,
        "base_rps": max(traffic.base_rps, TINY),
        "timeout_s": services[0].timeout_s,
        "query_s": seconds(spec.database.query.value),
        "usual_hits": np.array([[cache.hits] for cache in spec.caches]).reshape(-1, 1),
        "warming": np.array([[-1.0 / max(one.keys, 1.0)] for one in spec.caches]).reshape(-1, 1),
        "consumed_rps": np.array(
            [[queue.consumers / seconds(queue.takes.value)] for queue in spec.queues]
        ).reshape(-1, 1),
        "leaks": len(luck) > 0,
        "luck": luck,
        # Reservoir emptied exponentially, sampled once a second.
        "return_rate": 1.0 - math.exp(-1.0 / max(traffic.retry_after_s, 1)),
        "log_grid": np.linspace(
            math.log(SHORTEST_MS / 1000),
            math.log(max(one.timeout_s for one in services[:ways])),
            LATENCY_GRID_POINTS,
        ),
        "window_s": max(spec.window_s, 1),
        "of_all": np.array([[one.share] for one in spec.segments]).reshape(-1, 1),
        "streams": _streams(spec, services[:ways], providers),
    }


def _luck(replicas: int, faults: tuple[FaultSpec, ...], seed: int) -> Floats:
    """By how much each life of a replica starts above or below empty; no rows without a leak."""
    leaks = [f.share / max(f.grows_over, 1) for f in faults if f.kind is FaultKind.MEMORY_LEAK]
    normal = NormalDist()
    spread = min(sum(leaks) ** 0.5, MOST_LUCK)
    lots = [
        normal.inv_cdf(draw(seed, f"memory/{replica}", life) * 0.98 + 0.01) * spread
        for replica in range(replicas if leaks else 0)
        for life in range(LIVES)
    ]
    return np.array(lots).reshape(-1, LIVES)


def _late(spec: ShopSpec) -> tuple[tuple[int, tuple[int, ...]], ...]:
    more_s = {metric.id: metric.delay_s for metric in spec.metrics}
    delays_s = [spec.delay_s + more_s.get(metric_id, 0) for metric_id in metrics_of(spec)]
    return tuple(
        (late_s, tuple(row for row, delay_s in enumerate(delays_s) if delay_s == late_s))
        for late_s in sorted(set(delays_s))
        if late_s
    )


def _streams(
    spec: ShopSpec, on_way: tuple[Service, ...], providers: tuple[Provider, ...]
) -> Streams:
    """Names of all noise of a shop."""
    way, paid = [one.id for one in on_way], [one.id for one in providers]
    counts = [f"{name}.{what}" for name in way for what in ("good", "failed", "retries")]
    counts += [f"{name}.errors" for name in paid]
    quantiles = [f"{name}.{what}" for name in way for what in ("p50", "p95", "p99")]
    gauges = [f"{name}.{what}" for name in way for what in ("queue", "busy")]
    gauges += [f"{name}.latency" for name in paid]
    gauges += [f"{one.of}.{one.id}.success" for one in spec.segments]
    values = (*quantiles, *gauges, "db.query", "db.connections")
    return Streams(tuple(counts), len(quantiles), values)


def _providers(spec: ShopSpec, faults: tuple[FaultSpec, ...]) -> tuple[Provider, ...]:
    named: list[tuple[str, PaymentsSpec]] = [(PAYMENTS, spec.payments)]
    named += [(one.id, one) for one in spec.providers]
    return tuple(
        Provider(
            id=name,
            log_s=math.log(seconds(one.latency.value)),
            sigma=max(one.spread, 0.01),
            errors=one.errors,
            timeout_s=float(max(one.timeout_s or spec.checkout.timeout_s, 1)),
            limit=one.limit or math.inf,
            branches=tuple(f for f in faults if f.target == name and f.kind in _BRANCHES),
        )
        for name, one in named
    )


def _services(spec: ShopSpec, providers: list[str]) -> tuple[Service, ...]:
    """All services: those between the customers and checkout, then the others."""
    known: dict[str, CheckoutSpec] = {one.id: one for one in spec.services}
    known[MAIN] = spec.checkout
    way = on_the_way(spec)
    ordered = [*way, *(name for name in known if name not in way)]
    numbers = {name: n for n, name in enumerate((*ordered, *providers))}
    asked, services = 0, []
    for name in ordered:
        services.append(_service(spec, known[name], name, numbers=numbers, asked=asked))
        asked += len(services[-1].asks)
    return tuple(services)


def _service(
    spec: ShopSpec, one: CheckoutSpec, name: str, *, numbers: dict[str, int], asked: int
) -> Service:
    calls = [call for call in one.calls if call.to != name]
    if name == MAIN:
        paying = CallSpec(
            to=PAYMENTS,
            retries=one.retries,
            breaks_at=one.breaks_at,
            fallback=one.fallback,
            fallback_takes=one.fallback_takes,
        )
        calls = [paying, *(call for call in calls if call.to != PAYMENTS)]
    caches = [cache.id for cache in spec.caches]
    queues = [queue.id for queue in spec.queues]
    asking = [call for call in calls if call.to in numbers]
    return Service(
        id=name,
        n=numbers[name],
        replicas=float(one.replicas),
        workers=float(one.workers),
        queue_per_replica=one.queue / max(one.replicas, 1),
        timeout_s=float(max(one.timeout_s, 1)),
        work_s=seconds(one.work_ms.value) + _looking_up(spec, calls),
        queries=spec.database.queries if name == MAIN else _times(one, DATABASE),
        lookups=tuple((caches.index(c.to), c.times) for c in calls if c.to in caches),
        posts=tuple((queues.index(c.to), c.times) for c in calls if c.to in queues),
        asks=tuple(
            Ask(
                n=asked + n,
                by=numbers[name],
                name=call.to,
                to=numbers[call.to],
                times=call.times,
                retries=call.retries,
                backoff_s=seconds(call.backoff.value),
                optional=call.optional,
                flag=call.flag,
                breaks_at=2.0 if call.breaks_at is None else call.breaks_at,
                open_s=float(max(call.open_s, 1)),
                helped=call.fallback,
                helps_s=call.fallback_takes.value / 1000,
            )
            for n, call in enumerate(asking)
        ),
    )


def _looking_up(spec: ShopSpec, calls: list[CallSpec]) -> float:
    """Time of a request's lookups in caches."""
    takes_s = {cache.id: seconds(cache.lookup.value) for cache in spec.caches}
    return sum(call.times * takes_s.get(call.to, 0.0) for call in calls)


def _times(one: CheckoutSpec, name: str) -> float:
    return sum(call.times for call in one.calls if call.to == name)


def seconds(milliseconds: float) -> float:
    """Seconds, and never none at all."""
    return max(milliseconds, 0.001) / 1000
