"""A shop as compiled from its description: the constants the model needs, worked out once."""

import math
from dataclasses import dataclass, field
from typing import Final

import numpy as np

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

LATENCY_GRID_POINTS: Final = 96
SHORTEST_MS: Final = 1.0
MAIN: Final = "checkout"
PAYMENTS: Final = "payments"
DATABASE: Final = "database"
_BRANCHES: Final = frozenset(
    {
        FaultKind.SLOW_DEPENDENCY,
        FaultKind.DEPENDENCY_DOWN,
        FaultKind.SLOW_QUERY,
        FaultKind.BAD_FLAG,
    }
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One service asking another, or a provider."""

    n: int  # its place among all of them
    by: int  # the service that asks
    name: str
    to: int  # place among services, or among providers
    provider: bool
    times: float
    retries: int
    backoff_s: float
    optional: bool
    flag: str | None
    breaks_at: float  # above 1: it has no breaker
    open_s: float


@dataclass(frozen=True, slots=True)
class Service:
    """Replicas x workers behind one bounded queue."""

    id: str
    n: int
    replicas: float
    workers: float
    queue_per_replica: float
    timeout_s: float
    work_s: float
    queries: float
    lookups: tuple[tuple[int, float], ...]  # cache and lookups per request
    posts: tuple[tuple[int, float], ...]  # queue and messages per good request
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """A third party: as many calls at once as one likes, up to its rate limit."""

    id: str
    log_s: float
    sigma: float
    errors: float
    timeout_s: float
    limit: float  # calls a second
    branches: tuple[FaultSpec, ...]  # faults that give its times another hump


@dataclass(frozen=True, slots=True, eq=False)
class Shop:
    """One shop with its faults and its seed; immutable, and cheap to keep around."""

    spec: ShopSpec
    faults: tuple[FaultSpec, ...]
    seed: int
    noise: bool = True
    metric_ids: tuple[str, ...] = field(init=False)
    services: tuple[Service, ...] = field(init=False)  # callers before those they call
    way: tuple[int, ...] = field(init=False)  # from the customers to checkout
    asks: tuple[Ask, ...] = field(init=False)
    providers: tuple[Provider, ...] = field(init=False)  # payments first
    base_rps: float = field(init=False)
    timeout_s: float = field(init=False)  # how long customers wait
    query_s: float = field(init=False)
    return_rate: float = field(init=False)
    log_grid: Floats = field(init=False)
    window_s: int = field(init=False)
    streams: Streams = field(init=False)

    def __post_init__(self) -> None:
        for name, value in _constants(self.spec, self.faults).items():
            object.__setattr__(self, name, value)

    @property
    def front(self) -> Service:
        """The service that customers reach."""
        return self.services[self.way[0]]

    @property
    def main(self) -> Service:
        """The checkout."""
        return self.services[self.way[-1]]

    def service(self, name: str | None) -> Service | None:
        """A service by its name; checkout when none is said."""
        return next((one for one in self.services if one.id == (name or MAIN)), None)


def build(spec: ShopSpec, faults: tuple[FaultSpec, ...], seed: int, *, noise: bool = True) -> Shop:
    """Compile a shop; without noise the dashboards show expectations."""
    return Shop(spec, tuple(faults), seed, noise)


def _constants(spec: ShopSpec, faults: tuple[FaultSpec, ...]) -> dict[str, object]:
    traffic = spec.traffic
    providers = _providers(spec, faults)
    services = _services(spec, [provider.id for provider in providers])
    places = {service.id: service.n for service in services}
    way = tuple(places[name] for name in on_the_way(spec))
    timeout_s = services[way[0]].timeout_s
    return {
        "metric_ids": tuple(metrics_of(spec)),
        "services": services,
        "way": way,
        "asks": tuple(sorted((ask for s in services for ask in s.asks), key=lambda ask: ask.n)),
        "providers": providers,
        "base_rps": max(traffic.base_rps, TINY),
        "timeout_s": timeout_s,
        "query_s": seconds(spec.database.query.value),
        # Reservoir emptied exponentially, sampled once a second.
        "return_rate": 1.0 - math.exp(-1.0 / max(traffic.retry_after_s, 1)),
        "log_grid": np.linspace(
            math.log(SHORTEST_MS / 1000),
            math.log(max(services[n].timeout_s for n in way)),
            LATENCY_GRID_POINTS,
        ),
        "window_s": max(spec.window_s, 1),
        "streams": _streams([services[n].id for n in way], [one.id for one in providers]),
    }


def _streams(way: list[str], providers: list[str]) -> Streams:
    """Names of all noise of a shop."""
    counts = [f"{name}.{what}" for name in way for what in ("good", "failed", "retries")]
    counts += [f"{name}.errors" for name in providers]
    quantiles = [f"{name}.{what}" for name in way for what in ("p50", "p95", "p99")]
    gauges = [f"{name}.{what}" for name in way for what in ("queue", "busy")]
    gauges += [f"{name}.latency" for name in providers]
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
    """All services, callers first; calls in a circle are left out."""
    known: dict[str, CheckoutSpec] = {one.id: one for one in spec.services}
    known[MAIN] = spec.checkout
    ordered: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        for call in known[name].calls:
            if call.to in known and call.to not in (*above, name):
                visit(call.to, (*above, name))
        if name not in ordered:
            ordered.insert(0, name)

    for name in (MAIN, *known, spec.traffic.enters):
        if name in known:
            visit(name, ())
    numbers = {name: n for n, name in enumerate(ordered)}
    asked = 0
    services = []
    for name in ordered:
        service = _service(
            spec,
            known[name],
            name,
            numbers=numbers,
            providers=providers,
            asked=asked,
        )
        asked += len(service.asks)
        services.append(service)
    return tuple(services)


def _service(
    spec: ShopSpec,
    one: CheckoutSpec,
    name: str,
    *,
    numbers: dict[str, int],
    providers: list[str],
    asked: int,
) -> Service:
    calls = [call for call in one.calls if numbers.get(call.to, 1 << 30) > numbers[name]]
    if name == MAIN:
        paying = CallSpec(to=PAYMENTS, retries=one.retries, breaks_at=one.breaks_at)
        calls = [paying, *(call for call in calls if call.to != PAYMENTS)]
    caches = [cache.id for cache in spec.caches]
    queues = [queue.id for queue in spec.queues]
    asking = [call for call in calls if call.to in numbers or call.to in providers]
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
                to=providers.index(call.to) if call.to in providers else numbers[call.to],
                provider=call.to in providers,
                times=call.times,
                retries=call.retries,
                backoff_s=seconds(call.backoff.value),
                optional=call.optional,
                flag=call.flag,
                breaks_at=2.0 if call.breaks_at is None else call.breaks_at,
                open_s=float(max(call.open_s, 1)),
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
