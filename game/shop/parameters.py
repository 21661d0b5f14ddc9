"""From faults and levers to parameters: a draft is written, and laid out as arrays."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from game.shop.acting import Acting, acting
from game.shop.arrays import TINY, Floats, columns, over_rows
from game.shop.conditions import (
    AsksNow,
    Conditions,
    CustomersNow,
    DatabaseNow,
    ProvidersNow,
    ServicesNow,
)
from game.shop.draft import Draft, ProviderDraft, Value, alike, blank_draft
from game.shop.faults import afflict
from game.shop.levers import Programme
from game.shop.mixtures import OWN_ROWS
from game.shop.payments import Calls, calls
from game.shop.shapes import Shapes, shapes
from game.shop.system import Shop
from game.shop.wiring import Provider
from game.shop.works import work

QUICK_S: Final = 0.02  # a refusal or a broken connection is noticed at once


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
    return _frozen(shop, acts, draft, np.ones(columns(pulls.runs)), before)


def _frozen(
    shop: Shop, acts: Acting, draft: Draft, ones: Floats, before: Conditions | None
) -> Conditions:
    """The draft as arrays; parts that are as before are taken over."""
    old = before or _everything(shop, acts, draft, ones)
    was, then = old.draft, old.acting
    services, providers, database, asks = old.services, old.providers, old.database, old.asks
    if not alike(
        (was.services, was.database.reached, then.away, then.back),
        (draft.services, draft.database.reached, acts.away, acts.back),
    ):
        services = _services(shop, draft, acts, ones)
    if not alike(was.providers, draft.providers):
        providers = _providers(shop, draft, ones)
    if services is not old.services or not alike(was.database, draft.database):
        database = _database(shop, draft, services.replicas[shop.ways - 1], ones)
    there = services is old.services and providers is old.providers
    if not there or not alike(was.asks, draft.asks):
        asks = _asks(shop, draft, services, providers, ones)
    paid = providers is old.providers and (database is old.database or shop.shapes == 1)
    rest = alike(
        (was.hits, was.emptied, was.consumers, was.segments, was.refused),
        (draft.hits, draft.emptied, draft.consumers, draft.segments, draft.refused),
    )
    who = then.daily == acts.daily and alike(
        (was.customers, was.refused), (draft.customers, draft.refused)
    )
    return Conditions(
        acting=acts,
        draft=draft,
        customers=old.customers if who else _customers(shop, acts, draft, ones),
        services=services,
        providers=providers,
        paying=old.paying if paid else _paying(shop, providers, database.shapes),
        database=database,
        asks=asks,
        hits=old.hits if rest else _rows(draft.hits, ones),
        emptied=old.emptied if rest else _rows(draft.emptied, ones),
        consumers=old.consumers if rest else _rows(draft.consumers, ones),
        segments=old.segments if rest else _segments(shop, draft, ones),
    )


def _everything(shop: Shop, acts: Acting, draft: Draft, ones: Floats) -> Conditions:
    services = _services(shop, draft, acts, ones)
    providers = _providers(shop, draft, ones)
    database = _database(shop, draft, services.replicas[shop.ways - 1], ones)
    return Conditions(
        acting=acts,
        draft=draft,
        customers=_customers(shop, acts, draft, ones),
        services=services,
        providers=providers,
        paying=_paying(shop, providers, database.shapes),
        database=database,
        asks=_asks(shop, draft, services, providers, ones),
        hits=_rows(draft.hits, ones),
        emptied=_rows(draft.emptied, ones),
        consumers=_rows(draft.consumers, ones),
        segments=_segments(shop, draft, ones),
    )


def _rows(values: Iterable[Value], ones: Floats) -> Floats:
    """One row a value, whether it is one number or differs from run to run."""
    several = tuple(values)
    rows = np.empty((len(several), ones.size))
    if any(isinstance(value, np.ndarray) for value in several):
        for n, value in enumerate(several):
            rows[n] = value
    else:
        rows[:] = np.array(several).reshape(-1, 1)
    return rows


def _segments(shop: Shop, draft: Draft, ones: Floats) -> Floats:
    """What is spared in each segment, by what is among all customers that are divided as it is."""
    segments = shop.spec.segments
    spared = _rows((draft.segments.get(one.id, 1.0) for one in segments), ones)
    spared *= 1.0 - _rows((draft.refused.get(one.id, 0.0) for one in segments), ones)
    over_all: dict[str, Floats] = {}
    for one, row in zip(segments, spared, strict=True):
        over_all[one.of] = over_all.get(one.of, ones) * (1.0 - one.share * (1.0 - row))
    return spared / np.maximum(_rows((over_all[one.of] for one in segments), ones), TINY)


def _entering(shop: Shop, draft: Draft, ones: Floats) -> Floats:
    """Share of customers whose groups, however they are divided, are not refused at the edge."""
    refused: dict[str, Floats] = {}
    for one in shop.spec.segments:
        share = one.share * draft.refused.get(one.id, 0.0)
        refused[one.of] = refused.get(one.of, 0.0 * ones) + share
    entering = ones
    for share in refused.values():
        entering = entering * (1.0 - share)
    return entering


def _customers(shop: Shop, acts: Acting, draft: Draft, ones: Floats) -> CustomersNow:
    one, traffic = draft.customers, shop.spec.traffic
    entering = _entering(shop, draft, ones)
    again = traffic.retry_share + (1.0 - traffic.retry_share) * one.retrying
    fresh, open_ = ones * (shop.base_rps * acts.daily) * one.arrivals, 1.0 - ones * one.closed
    hostile = shop.base_rps * one.hostile * (1.0 - one.shed) * (1.0 - one.blocked)
    returning = 1.0 - (1.0 - shop.return_rate) ** np.maximum(ones * one.hurry, 0.0)
    return CustomersNow(
        fresh=fresh,
        closed_out=fresh * (1.0 - open_),
        asking=fresh * open_,
        hostile=hostile * open_,
        let_in=entering * (1.0 - one.shed) * (1.0 - one.collateral),
        sent_away=1.0 - entering,
        again=ones * again * (1.0 - one.calm),
        returning=returning * open_,
        staying=1.0 - returning * open_,
        endless=np.minimum(ones * one.more, 0.95) * (1.0 - one.calm),
    )


def _services(shop: Shop, draft: Draft, acts: Acting, ones: Floats) -> ServicesNow:
    each = list(zip(shop.services, draft.services, strict=True))
    away = [acts.away.get(service.n, 0.0) for service in shop.services]
    back = [acts.back.get(service.n, 0.0) for service in shop.services]
    planned = _rows((one.replicas for one in draft.services), ones)
    lost = _rows((one.lost + one.zone_lost for one in draft.services), ones)
    added = _rows((one.added for one in draft.services), ones)
    replicas = np.maximum(planned - lost - _rows(away, ones), 0.0) + added
    usual = _rows((service.replicas for service in shop.services), ones)
    workers = _rows((one.workers for one in draft.services), ones)
    sound = _rows((one.sound for one in draft.services), ones)
    reached = _rows((one.reached for one in draft.services), ones)
    answering = reached * (1.0 - _rows((one.hung for one in draft.services), ones))
    sound[0] *= answering[0]
    whole = sound * (1.0 - shop.wiring.queried * (1.0 - ones * draft.database.reached))
    busy = _rows((one.busy_cores for one in draft.services), ones)
    work_s = _rows((service.work_s * one.work for service, one in each), ones)
    timeout_s = _rows((service.timeout_s * one.timeout for service, one in each), ones)
    timeout_s = np.maximum(timeout_s, 0.05)
    return ServicesNow(
        replicas=replicas,
        entered=added + _rows(back, ones) - lost + (planned - usual),
        workers=workers,
        servers=replicas * workers,
        work_s=work_s / np.maximum(1.0 - busy, 0.02),
        early=1.0 - whole,
        whole=whole,
        timeout_s=timeout_s,
        log_timeout=np.log(timeout_s),
        leak=_rows((one.leak for one in draft.services), ones),
        reached=answering,
        unreached=1.0 - reached,
        delay_s=_rows((one.delay_s for one in draft.services), ones),
    )


def _providers(shop: Shop, draft: Draft, ones: Floats) -> ProvidersNow:
    found = tuple(
        _calls(shop, provider, one, ones)
        for provider, one in zip(shop.providers, draft.providers, strict=True)
    )
    errors = 1.0 - _rows((one.sound for one in draft.providers), ones)
    replies = np.empty((3, len(found), ones.size))
    for n, one in enumerate(found):
        answered = one.shares * one.within
        square = one.variance_s2 + one.mean_s * one.mean_s
        replies[0, n] = 1.0 - over_rows(answered) * (1.0 - errors[n])
        replies[1, n] = over_rows(answered * one.mean_s) + one.given_up * one.timeout_s
        replies[2, n] = over_rows(answered * square) + one.given_up * one.timeout_s**2
    return ProvidersNow(
        calls=found,
        replies=np.maximum(replies, 0.0),
        errors=errors,
        unreached=1.0 - _rows((one.reached for one in draft.providers), ones),
        delay_s=_rows((one.delay_s for one in draft.providers), ones),
    )


def _calls(shop: Shop, provider: Provider, one: ProviderDraft, ones: Floats) -> Calls:
    shares, factors, left = [], [ones], ones
    slow = one.branches + [(0.0, 1.0)] * (len(provider.branches) - len(one.branches))
    for share, factor in slow:
        shares.append(left * share)
        factors.append(np.maximum(ones * factor, 0.001))
        left = left * (1.0 - share)
    timeout_s = np.maximum(ones * provider.timeout_s * one.timeout, 0.05)
    return calls(shop, provider, timeout_s, np.stack([left, *shares]), np.stack(factors))


def _paying(shop: Shop, providers: ProvidersNow, of: Shapes) -> Floats:
    """Refused at once, given up, then answered by each branch, for requests of each shape.

    See `mixtures` for the rows.
    """
    one, unreached, delay_s = providers.calls[0], providers.unreached[0], providers.delay_s[0]
    refused = OWN_ROWS * shop.ways - 2
    answered = ((1.0 - unreached) * one.shares * one.within)[:, None, :] * of.weight
    table = np.zeros((4, refused + 2 + len(one.shares) * shop.shapes, unreached.size))
    weight, mean, variance, good = table
    mean[:refused] = variance[:refused] = 1.0  # nobody's
    weight[refused], weight[refused + 1] = unreached, (1.0 - unreached) * one.given_up
    weight[refused + 2 :] = answered.reshape(-1, unreached.size)
    mean[refused], mean[refused + 1] = QUICK_S, one.timeout_s
    mean[refused + 2 :] = np.repeat(one.mean_s + delay_s, shop.shapes, axis=0)
    variance[refused], variance[refused + 1] = QUICK_S**2, (0.02 * one.timeout_s) ** 2
    variance[refused + 2 :] = np.repeat(one.variance_s2 + delay_s, shop.shapes, axis=0)
    good[refused + 2 :] = 1.0 - providers.errors[0]
    return table


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
        replaced=(ones * one.switched >= 1.0).astype(float),
        shapes=_shapes(shop, draft, ones),
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


def _shapes(shop: Shop, draft: Draft, ones: Floats) -> Shapes:
    """How requests differ; slow queries of several faults count as one, of their mean time."""
    slow, extra = 0.0 * ones, 0.0 * ones
    for share, factor in draft.database.slower:
        slow = 1.0 - (1.0 - slow) * (1.0 - share)
        extra = extra + share * (factor - 1.0)
    return shapes(
        shop.pages,
        shop.spec.database.queries,
        slow,
        1.0 + extra / np.maximum(slow, TINY),
        shop.query_s * draft.database.everything * ones,
        some_slow=shop.some_slow,
    )


def _asks(
    shop: Shop, draft: Draft, services: ServicesNow, providers: ProvidersNow, ones: Floats
) -> AsksNow:
    wiring = shop.wiring

    def there(of_services: Floats, of_providers: Floats) -> Floats:
        found: Floats = np.concatenate((of_services, of_providers)).take(wiring.to, axis=0)
        return found

    unreached = there(services.unreached, providers.unreached)
    answered = there(services.reached, 1.0 - providers.unreached)
    given_up_s = np.stack([one.timeout_s for one in providers.calls])
    timeout_s = there(services.timeout_s, given_up_s)
    lost_s = unreached * QUICK_S + (1.0 - unreached - answered) * timeout_s
    fallback = _rows((one.fallback for one in draft.asks), ones) * wiring.helped
    opened = _rows((one.forced_open for one in draft.asks), ones)
    shut = _rows((one.forced_shut for one in draft.asks), ones)
    return AsksNow(
        made=_rows((one.made for one in draft.asks), ones),
        kept_open=opened,
        kept_shut=shut,
        passing=np.maximum(1.0 - opened, shut),
        fallback=fallback,
        unaided=(1.0 - fallback) * wiring.needed,
        retries=_rows((one.retries for one in draft.asks), ones) * wiring.retries,
        answered=answered,
        lost_s=lost_s,
        lost_square_s2=lost_s * timeout_s,
        delay_s=there(services.delay_s, providers.delay_s),
    )
