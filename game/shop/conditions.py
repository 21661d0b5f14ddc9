"""What holds in the shop at one second: the parameters under all faults and levers."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.acting import Acting, acting
from game.shop.arrays import Floats, columns
from game.shop.draft import AskDraft, Draft, ServiceDraft, Value, blank_draft
from game.shop.faults import afflict
from game.shop.levers import Programme
from game.shop.payments import Calls, calls
from game.shop.system import Provider, Service, Shop
from game.shop.works import work

FEWEST_SERVERS: Final = 0.05  # a database without any would never answer again


@dataclass(frozen=True, slots=True, eq=False)
class ServiceNow:
    """A service's parameters, a column a run."""

    replicas: Floats  # in service
    entered: Floats  # that have come into service since the start, less those lost
    workers: Floats  # of one replica
    work_s: Floats  # own work of one request, on a warm replica
    early: Floats  # share of requests that fail early, by the code
    unreached: Floats  # share of calls that fail on the way to it
    hung: Floats  # share of calls never answered
    delay_s: Floats
    timeout_s: Floats
    leak: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ProviderNow:
    """A third party's parameters, a column a run."""

    calls: Calls
    errors: Floats
    unreached: Floats
    delay_s: Floats


@dataclass(frozen=True, slots=True, eq=False)
class DatabaseNow:
    """The database's parameters, a column a run."""

    cores: Floats
    connections: Floats  # of the pool, free for queries
    held: Floats  # connections that replicas keep to themselves, or have lost
    query_s: Floats  # mean time of one query, without waiting
    query_square: Floats  # its second moment, s2
    errors: Floats
    unreached: Floats
    contention: Floats
    stalled: Floats
    disk: Floats
    switched: Floats


@dataclass(frozen=True, slots=True, eq=False)
class CustomersNow:
    """Who arrives, a column a run."""

    fresh: Floats  # new customers a second
    hostile: Floats  # requests a second that want no order
    let_in: Floats  # share that the edge does not refuse
    hostile_in: Floats
    closed: Floats
    again: Floats  # share of failed customers who try again
    return_rate: Floats  # share of those waiting who come back in a second
    endless: Floats  # share who try again however often they have


@dataclass(frozen=True, slots=True, eq=False)
class AskNow:
    """One kind of call, a column a run."""

    made: Floats
    forced_open: Floats
    forced_shut: Floats
    fallback: Floats
    retries: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """The model's parameters at one second."""

    acting: Acting
    customers: CustomersNow
    services: tuple[ServiceNow, ...]
    providers: tuple[ProviderNow, ...]
    database: DatabaseNow
    asks: tuple[AskNow, ...]
    hits: tuple[Floats, ...]
    emptied: tuple[Floats, ...]
    consumers: tuple[Floats, ...]
    segments: dict[str, tuple[Floats, Floats]]  # spared in the segment, and over all


def conditions(
    shop: Shop, pulls: Programme, now_s: int, grown: Floats, before: Conditions | None = None
) -> Conditions:
    """All parameters at that second; `before` is returned when nothing has changed since."""
    acts = acting(shop, pulls, now_s, grown)
    if before is not None and before.acting.signature() == acts.signature():
        return before
    draft = blank_draft(shop)
    for slot, strength in acts.levers:
        work(shop, draft, slot.lever, strength)
    for fault, how in zip(shop.faults, acts.faults, strict=True):
        if isinstance(how, np.ndarray) or how > 0.0:
            afflict(shop, draft, fault, how)
    return _frozen(shop, acts, draft, np.ones(columns(pulls.runs)))


def _frozen(shop: Shop, acts: Acting, draft: Draft, ones: Floats) -> Conditions:
    services = tuple(
        _service(service, one, acts, ones)
        for service, one in zip(shop.services, draft.services, strict=True)
    )
    return Conditions(
        acting=acts,
        customers=_customers(shop, acts, draft, ones),
        services=services,
        providers=tuple(
            _provider(shop, provider, n, draft, ones) for n, provider in enumerate(shop.providers)
        ),
        database=_database(shop, draft, services[shop.main.n].replicas, ones),
        asks=tuple(
            _ask(one, ask.retries, ones) for ask, one in zip(shop.asks, draft.asks, strict=True)
        ),
        hits=tuple(ones * hit for hit in draft.hits),
        emptied=tuple(ones * part for part in draft.emptied),
        consumers=tuple(ones * part for part in draft.consumers),
        segments=_segments(shop, draft, ones),
    )


def _segments(shop: Shop, draft: Draft, ones: Floats) -> dict[str, tuple[Floats, Floats]]:
    """What is spared in each segment, and among all customers that are divided as it is."""
    over_all: dict[str, Floats] = {}
    for one in shop.spec.segments:
        hit = one.share * (1.0 - ones * draft.segments.get(one.id, 1.0))
        over_all[one.of] = over_all.get(one.of, ones) * (1.0 - hit)
    return {
        one.id: (ones * draft.segments.get(one.id, 1.0), over_all[one.of])
        for one in shop.spec.segments
    }


def _customers(shop: Shop, acts: Acting, draft: Draft, ones: Floats) -> CustomersNow:
    one, traffic = draft.customers, shop.spec.traffic
    again = traffic.retry_share + (1.0 - traffic.retry_share) * one.retrying
    return CustomersNow(
        fresh=ones * (shop.base_rps * acts.daily) * one.arrivals,
        hostile=ones * shop.base_rps * one.hostile,
        let_in=ones * (1.0 - one.shed) * (1.0 - one.collateral),
        hostile_in=ones * (1.0 - one.shed) * (1.0 - one.blocked),
        closed=ones * one.closed,
        again=ones * again * (1.0 - one.calm),
        return_rate=1.0 - (1.0 - shop.return_rate) ** np.maximum(ones * one.hurry, 0.0),
        endless=np.minimum(ones * one.more, 0.95) * (1.0 - one.calm),
    )


def _service(service: Service, one: ServiceDraft, acts: Acting, ones: Floats) -> ServiceNow:
    away, back = acts.away.get(service.n, 0.0), acts.back.get(service.n, 0.0)
    lost = one.lost + one.zone_lost
    return ServiceNow(
        replicas=np.maximum(ones * one.replicas - lost - away, 0.0) + one.added,
        entered=ones * one.added + back - lost + (one.replicas - service.replicas),
        workers=ones * one.workers,
        work_s=ones * service.work_s * one.work / np.maximum(1.0 - one.busy_cores, 0.02),
        early=1.0 - ones * one.sound,
        unreached=1.0 - ones * one.reached,
        hung=ones * one.hung,
        delay_s=ones * one.delay_s,
        timeout_s=np.maximum(ones * service.timeout_s * one.timeout, 0.05),
        leak=ones * one.leak,
    )


def _provider(shop: Shop, provider: Provider, n: int, draft: Draft, ones: Floats) -> ProviderNow:
    one = draft.providers[n]
    shares, factors, left = [], [ones], ones
    slow = one.branches + [(0.0, 1.0)] * (len(provider.branches) - len(one.branches))
    for share, factor in slow:
        shares.append(left * share)
        factors.append(np.maximum(ones * factor, 0.001))
        left = left * (1.0 - share)
    timeout_s = np.maximum(ones * provider.timeout_s * one.timeout, 0.05)
    return ProviderNow(
        calls=calls(shop, provider, timeout_s, np.stack([left, *shares]), np.stack(factors)),
        errors=1.0 - ones * one.sound,
        unreached=1.0 - ones * one.reached,
        delay_s=ones * one.delay_s,
    )


def _database(shop: Shop, draft: Draft, replicas: Floats, ones: Floats) -> DatabaseNow:
    one, spec = draft.database, shop.spec.database
    pool = ones * one.connections
    held = np.minimum(replicas * spec.held + pool * one.leaked, pool - 1.0)
    query_s, query_square = _queries(shop, one.slower, one.everything, ones)
    return DatabaseNow(
        cores=ones * one.cores,
        connections=pool - held,
        held=held,
        query_s=query_s,
        query_square=query_square,
        errors=1.0 - ones * one.sound,
        unreached=1.0 - ones * one.reached,
        contention=ones * one.contention,
        stalled=ones * one.stalled,
        disk=spec.disk + (1.0 - spec.disk) * ones * one.filling,
        switched=ones * one.switched,
    )


def _queries(
    shop: Shop, slower: list[tuple[Value, Value]], everything: Value, ones: Floats
) -> tuple[Floats, Floats]:
    """First two moments of a query's time: exponential, with the slow share so much longer."""
    mean, square = ones, ones
    for share, factor in slower:
        mean = mean + share * (factor - 1.0)
        square = square + share * (factor * factor - 1.0)
    mean = np.maximum(mean, 0.01) * everything
    square = np.maximum(square * everything * everything, mean * mean)
    return mean * shop.query_s, square * (2.0 * shop.query_s**2)


def _ask(one: AskDraft, retries: int, ones: Floats) -> AskNow:
    return AskNow(
        made=ones * one.made,
        forced_open=ones * one.forced_open,
        forced_shut=ones * one.forced_shut,
        fallback=ones * one.fallback,
        retries=ones * one.retries * retries,
    )
