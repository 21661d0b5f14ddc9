"""What each kind of lever does to the parameters of the shop."""

from typing import Final

import numpy as np

from game.scenario.shop_levers import LeverKind, LeverSpec
from game.shop.arrays import Floats, larger
from game.shop.draft import Draft
from game.shop.system import DATABASE, PAYMENTS, Shop

BUILDING: Final = 0.3  # of the database's cores are taken while an index is built


def work(shop: Shop, draft: Draft, lever: LeverSpec, strength: Floats) -> None:
    """Write one lever, having come that far, into the parameters."""
    customers, share = draft.customers, strength * lever.share
    match lever.kind:
        case LeverKind.SCALE_OUT | LeverKind.SCALE_IN:
            _scale(shop, draft, lever, strength)
        case LeverKind.FLAG_OFF:
            for ask, one in zip(shop.asks, draft.asks, strict=True):
                if ask.flag is not None and ask.flag == lever.flag:
                    one.made = one.made * (1.0 - strength)
        case LeverKind.BREAKER_OPEN | LeverKind.BREAKER_CLOSE | LeverKind.FALLBACK:
            _on_calls(shop, draft, lever, share)
        case LeverKind.SHED | LeverKind.RATE_LIMIT | LeverKind.BLOCK if lever.segment is not None:
            draft.refuse(lever.segment, share)
        case LeverKind.SHED:
            customers.shed = 1.0 - (1.0 - customers.shed) * (1.0 - share)
        case LeverKind.RATE_LIMIT | LeverKind.BLOCK:
            customers.blocked = 1.0 - (1.0 - customers.blocked) * (1.0 - share)
            spared = (1.0 - customers.collateral) * (1.0 - strength * lever.collateral)
            customers.collateral = 1.0 - spared
        case LeverKind.CREATE_INDEX:
            building = np.where((strength > 0.0) & (strength < 1.0), 1.0, 0.0)
            draft.database.cores = draft.database.cores * (1.0 - BUILDING * building)
        case LeverKind.RAISE_POOL:
            added = np.floor(strength * lever.connections)
            draft.database.connections = draft.database.connections + added
        case LeverKind.FAIL_OVER if lever.target in {None, DATABASE}:
            switching = np.where((strength > 0.0) & (strength < 1.0), 1.0, 0.0)
            draft.database.reached = draft.database.reached * (1.0 - switching)
            draft.database.switched = larger(draft.database.switched, strength)
            if lever.zone is not None:
                draft.moved = larger(draft.moved, strength)
        case LeverKind.DRAIN_ZONE:
            _drain(shop, draft, lever, strength)
        case LeverKind.PAUSE_CONSUMERS:
            for n, queue in enumerate(shop.spec.queues):
                if queue.id == lever.target:
                    draft.consumers[n] = draft.consumers[n] * (1.0 - strength)
        case LeverKind.RAISE_TIMEOUT:
            _lengthen(shop, draft, lever, strength)
        case LeverKind.CUT_RETRIES:
            customers.calm = 1.0 - (1.0 - customers.calm) * (1.0 - share)
            for one in draft.asks:
                one.retries = one.retries * (1.0 - share)
        case LeverKind.READ_ONLY:
            _stop_writes(shop, draft, strength)
        case LeverKind.MAINTENANCE:
            customers.closed = 1.0 - (1.0 - customers.closed) * (1.0 - share)
        case _:
            pass  # it works on a fault, on state, or on nothing: see acting and state


def _stop_writes(shop: Shop, draft: Draft, strength: Floats) -> None:
    """Customers who only read are served on; where none do, everybody wants to write."""
    main = draft.services[shop.main.n]
    main.sound = main.sound * (1.0 - strength * shop.ordering)
    if shop.writers is not None:
        draft.spare(shop.spec.segments[shop.writers].id, 1.0 - strength)


def _scale(shop: Shop, draft: Draft, lever: LeverSpec, strength: Floats) -> None:
    service = shop.service(lever.target)
    if service is None:
        return
    one, many = draft.services[service.n], np.floor(strength * lever.replicas)
    if lever.kind is LeverKind.SCALE_OUT:
        one.added = one.added + many
    else:
        one.replicas = larger(one.replicas - many, 1.0)


def _on_calls(shop: Shop, draft: Draft, lever: LeverSpec, share: Floats) -> None:
    for ask, one in zip(shop.asks, draft.asks, strict=True):
        if ask.name != (lever.target or PAYMENTS):
            continue
        match lever.kind:
            case LeverKind.BREAKER_OPEN:
                one.forced_open = larger(one.forced_open, share)
            case LeverKind.BREAKER_CLOSE:
                one.forced_shut = larger(one.forced_shut, share)
            case _:
                one.fallback = larger(one.fallback, share)


def _drain(shop: Shop, draft: Draft, lever: LeverSpec, strength: Floats) -> None:
    """The replicas of a zone stand idle; what is lost there already is not lost again."""
    share = draft.zone_share(shop, lever.zone or "")
    for service, one in zip(shop.services, draft.services, strict=True):
        one.zone_lost = larger(one.zone_lost, np.rint(service.replicas * share * strength))


def _lengthen(shop: Shop, draft: Draft, lever: LeverSpec, strength: Floats) -> None:
    longer = 1.0 + strength * (max(lever.factor, 0.1) - 1.0)
    for n, provider in enumerate(shop.providers):
        if provider.id == (lever.target or PAYMENTS):
            draft.providers[n].timeout = draft.providers[n].timeout * longer
    service = shop.service(lever.target) if lever.target else None
    if service is not None and service is not shop.front:
        draft.services[service.n].timeout = draft.services[service.n].timeout * longer
