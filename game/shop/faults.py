"""What each kind of fault does to the parameters of the shop."""

from typing import Final, assert_never

import numpy as np

from game.scenario.shop_faults import FaultKind, FaultSpec, Setting
from game.shop.acting import Strength, replicas_of
from game.shop.arrays import larger
from game.shop.draft import DatabaseDraft, Draft, ProviderDraft, ServiceDraft, Value
from game.shop.system import DATABASE, Shop

HUNG: Final = 1e4  # so much slower that no timeout is met
RESENT_S: Final = 0.4  # what one lost packet costs: the retransmission timer, doubled at times
TRIES: Final = 3  # so many losses in a row fail a call


def afflict(shop: Shop, draft: Draft, fault: FaultSpec, strength: Strength) -> None:
    """Write one fault, acting that strongly, into the parameters."""
    target = _target(shop, draft, fault.target)
    share = strength * fault.share * _part_hit(shop, draft, fault)
    worse = 1.0 + strength * (max(fault.factor, 0.01) - 1.0)
    match fault.kind:
        case FaultKind.CODE_ERRORS:
            _fail(target, share)
        case FaultKind.BAD_FLAG:
            _fail(target, share)
            _slow(target, strength * 1.0, worse)
        case FaultKind.SLOW_DEPENDENCY | FaultKind.SLOW_QUERY:
            _slow(target, share, worse)
        case FaultKind.CPU_CONTENTION:
            _contend(target, share)
        case FaultKind.DEPENDENCY_DOWN:
            _go_down(target, share, hangs=fault.hangs)
        case FaultKind.CERTIFICATE_EXPIRY:
            _refuse(target, share)
        case FaultKind.CAPACITY_LOSS:
            _lose(shop, draft, fault, share)
        case FaultKind.ZONE_LOSS:
            _lose_zone(shop, draft, fault, strength)
        case FaultKind.PACKET_LOSS:
            _lose_packets(target, share)
        case FaultKind.BAD_CONFIG:
            _misconfigure(shop, draft, fault, target, worse)
        case FaultKind.SURGE:
            draft.customers.arrivals = draft.customers.arrivals * worse
        case FaultKind.HOSTILE_TRAFFIC:
            draft.customers.hostile = draft.customers.hostile + strength * fault.factor
        case FaultKind.RETRY_STORM:
            draft.customers.retrying = larger(draft.customers.retrying, share)
            draft.customers.hurry = draft.customers.hurry * worse
            draft.customers.more = draft.customers.more + strength
        case FaultKind.CACHE_FLUSH:
            _each_cache(shop, draft.emptied, fault.target, share)
        case FaultKind.CONSUMER_STUCK:
            for n, queue in enumerate(shop.spec.queues):
                if queue.id == fault.target:
                    draft.consumers[n] = draft.consumers[n] * (1.0 - share)
        case FaultKind.MEMORY_LEAK:
            if isinstance(target, ServiceDraft):
                target.leak = target.leak + share / max(fault.grows_over, 1)
        case FaultKind.METRIC_MISSING | FaultKind.METRIC_FROZEN | FaultKind.METRIC_WRONG:
            return  # the instruments are wrong, not the shop
        case _:
            _in_database(draft.database, fault.kind, strength, share, worse)
    if fault.segment is not None:
        draft.spare(fault.segment, 1.0 - strength * fault.share)


def _in_database(
    database: DatabaseDraft, kind: FaultKind, strength: Strength, share: Value, worse: Value
) -> None:
    match kind:
        case FaultKind.CONNECTION_LEAK:
            database.leaked = 1.0 - (1.0 - database.leaked) * (1.0 - share)
        case FaultKind.LOCK_CONTENTION:
            database.contention = database.contention + (worse - 1.0)
        case FaultKind.MISSING_INDEX:
            database.slower.append((share, worse))
        case FaultKind.REPLICATION_STALL:
            database.stalled = larger(database.stalled, np.ceil(share))
        case FaultKind.DISK_FULL:
            database.filling = larger(database.filling, strength)
            database.sound = database.sound * np.where(strength >= 1.0, 0.0, 1.0)
        case _:
            message = f"no effect is known of {kind}"
            raise AssertionError(message)


Target = ServiceDraft | ProviderDraft | DatabaseDraft | None


def _target(shop: Shop, draft: Draft, name: str) -> Target:
    if name == DATABASE:
        return draft.database
    for n, provider in enumerate(shop.providers):
        if provider.id == name:
            return draft.providers[n]
    service = shop.service(name)
    return None if service is None else draft.services[service.n]


def _part_hit(shop: Shop, draft: Draft, fault: FaultSpec) -> float:
    """Share of all that stands in the fault's zone and belongs to its segment."""
    part = draft.zone_share(shop, fault.zone)
    if fault.segment is None:
        return part
    return part * next((s.share for s in shop.spec.segments if s.id == fault.segment), 0.0)


def _fail(target: Target, share: Value) -> None:
    if target is not None:
        target.sound = target.sound * (1.0 - share)


def _refuse(target: Target, share: Value) -> None:
    if target is not None:
        target.reached = target.reached * (1.0 - share)


def _slow(target: Target, share: Value, worse: Value) -> None:
    match target:
        case ServiceDraft():
            target.work = larger(target.work + share * (worse - 1.0), 0.01)
        case ProviderDraft():
            target.branches.append((share, worse))
        case DatabaseDraft():
            target.slower.append((share, worse))
        case None:
            pass
        case _ as never:
            assert_never(never)


def _contend(target: Target, share: Value) -> None:
    """Somebody else takes a share of the cores."""
    match target:
        case ServiceDraft():
            target.busy_cores = 1.0 - (1.0 - target.busy_cores) * (1.0 - share)
        case DatabaseDraft():
            target.cores = target.cores * (1.0 - share)
        case _:
            pass


def _go_down(target: Target, share: Value, *, hangs: bool) -> None:
    match target:
        case ProviderDraft() if hangs:
            target.branches.append((share, HUNG))
        case ServiceDraft() if hangs:
            target.hung = 1.0 - (1.0 - target.hung) * (1.0 - share)
        case DatabaseDraft() if hangs:
            target.slower.append((share, 200.0))
        case _:
            _refuse(target, share)


def _lose(shop: Shop, draft: Draft, fault: FaultSpec, share: Value) -> None:
    """Replicas of a service, cores of the database, or all of a provider's answers."""
    target = _target(shop, draft, fault.target)
    service = shop.service(fault.target)
    match target:
        case ServiceDraft() if service is not None:
            target.lost = target.lost + replicas_of(service, share)
        case DatabaseDraft():
            target.cores = target.cores * (1.0 - share)
        case _:
            _fail(target, share)


def _lose_zone(shop: Shop, draft: Draft, fault: FaultSpec, strength: Strength) -> None:
    gone = strength * (1.0 - draft.moved) * draft.zone_share(shop, fault.zone or "")
    for service, one in zip(shop.services, draft.services, strict=True):
        one.zone_lost = larger(one.zone_lost, replicas_of(service, gone))
    if shop.spec.database.zone is not None and shop.spec.database.zone == fault.zone:
        lost = strength * (1.0 - draft.database.switched)
        draft.database.reached = draft.database.reached * (1.0 - lost)


def _lose_packets(target: Target, share: Value) -> None:
    lost = np.minimum(share, 0.95)
    match target:
        case ServiceDraft() | ProviderDraft():
            target.delay_s = target.delay_s + RESENT_S * lost / (1.0 - lost)
            target.reached = target.reached * (1.0 - lost**TRIES)
        case DatabaseDraft():
            target.reached = target.reached * (1.0 - lost**TRIES)
            target.everything = target.everything * (1.0 + 10.0 * lost / (1.0 - lost))
        case _:
            pass


def _misconfigure(
    shop: Shop, draft: Draft, fault: FaultSpec, target: Target, factor: Value
) -> None:
    match fault.setting:
        case Setting.CONNECTIONS:
            draft.database.connections = larger(draft.database.connections * factor, 1.0)
        case Setting.WORKERS if isinstance(target, ServiceDraft):
            target.workers = larger(np.rint(target.workers * factor), 1.0)
        case Setting.TIMEOUT if isinstance(target, ServiceDraft | ProviderDraft):
            target.timeout = target.timeout * factor
        case Setting.RETRIES:
            for ask, one in zip(shop.asks, draft.asks, strict=True):
                if ask.name == fault.target:
                    one.retries = one.retries * factor
        case _:
            pass


def _each_cache(shop: Shop, of: list[Value], name: str, share: Value) -> None:
    for n, cache in enumerate(shop.spec.caches):
        if name == cache.id:
            of[n] = larger(of[n], share)
