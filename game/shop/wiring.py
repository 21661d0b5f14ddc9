"""Who asks whom: the parts of a shop as numbered rows, and the matrices that add them up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.scenario.shop_model import FaultSpec
from game.shop.arrays import ONE, Floats


@dataclass(frozen=True, slots=True)
class Ask:
    """One service asking another, or a provider."""

    n: int  # its place among all of them
    by: int  # the service that asks
    name: str
    to: int  # place among the services, and after them the providers
    times: float
    retries: int
    backoff_s: float
    optional: bool
    flag: str | None
    breaks_at: float  # above 1: it has no breaker
    open_s: float
    helped: float  # share of failures that its fallback can answer
    helps_s: float  # mean time of that


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


Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Which rows add up to each place: the n-th of them, and its weight; as many terms as needed.

    A place with fewer rows has terms of weight 0. That is far less work than a matrix.
    """

    places: int
    terms: tuple[tuple[Rows, Floats], ...]  # [place], [place, 1]

    def of(self, rows: Floats) -> Floats:
        """Rows added up where they belong: [..., row, B] becomes [..., place, B]."""
        if not self.terms:
            return np.zeros((*rows.shape[:-2], self.places, rows.shape[-1]))
        (which, weight), *others = self.terms
        total: Floats = rows.take(which, axis=-2) * weight
        for which, weight in others:
            total += rows.take(which, axis=-2) * weight
        return total

    def spared(self, rows: Floats) -> Floats:
        """What all rows of a place together leave, if each takes its share; from 1 on."""
        left = ONE
        for which, weight in self.terms:
            left = left * (ONE - rows.take(which, axis=0) * weight)
        return left


@dataclass(frozen=True, slots=True, eq=False)
class Wiring:
    """The same as arrays; the last axis is that of the runs."""

    by: Rows  # [ask]: the service that asks
    to: Rows  # [ask]: who is asked, services before providers
    asking: Sums  # of asks, to the services that ask; then those on the way, without their links
    asked: Sums  # of asks, to the services that are asked
    providing: Sums  # the same of the providers
    links: Rows  # [service on the way]: its ask that leads on, in the end to payments
    beside: Sums  # of asks, to services on the way that ask somebody else as well
    needed: Floats  # [ask, 1]: 0 where a request can do without an answer
    times: Floats  # [ask, 1]
    retries: Floats  # [ask, 1]
    backoff_s: Floats  # [ask, 1]
    helped: Floats  # [ask, 1]: share of failures that its fallback can answer
    helps_s: Floats  # [ask, 1]: mean time of that
    breaks: tuple[int, ...]  # asks with a breaker
    limited: tuple[int, ...]  # providers with a rate limit
    queries: Floats  # [service, 1]
    querying: tuple[int, ...]  # services that query the database at all
    queried: Floats  # [service, 1]: 1 for those
    lookups: Sums  # of caches, to the services that look up there
    looked_up: Sums  # of services, to the caches
    rooms: Floats  # [service, 1]: requests that may wait for each replica
    repeats: bool  # whether any failed call is made again
    helping: bool  # whether any fallback takes time
    fans_out: bool  # whether a call that leads on is made several times


def wired(
    services: Sequence[Service],
    ways: int,
    asks: Sequence[Ask],
    *,
    caches: int,
    providers: Sequence[Provider],
) -> Wiring:
    """Lay the parts out as rows."""
    by, to = (
        np.array([getattr(ask, name) for ask in asks], dtype=np.intp) for name in ("by", "to")
    )
    onward = [n + 1 if n + 1 < ways else len(services) for n in range(ways)]
    links = [
        next(ask.n for ask in services[n].asks if ask.to == following)
        for n, following in enumerate(onward)
    ]
    places = np.arange(len(services) + len(providers))
    asking, asked = ((row == places[:, None]).astype(float) for row in (by, to))
    beside = asking[:ways].copy()
    beside[np.arange(ways), links] = 0.0
    lookups = np.zeros((len(services), caches))
    for service in services:
        for cache, times in service.lookups:
            lookups[service.n, cache] += times
    queries = _column(service.queries for service in services)
    querying = tuple(one.n for one in services if one.queries or one.lookups) or (ways - 1,)
    return Wiring(
        by=by,
        to=to,
        asking=_sums(np.concatenate((asking[: len(services)], beside))),
        asked=_sums(asked[: len(services)]),
        providing=_sums(asked[len(services) :]),
        links=np.array(links, dtype=np.intp),
        beside=_sums(beside),
        needed=_column(not ask.optional for ask in asks),
        times=_column(ask.times for ask in asks),
        retries=_column(ask.retries for ask in asks),
        backoff_s=_column(ask.backoff_s for ask in asks),
        helped=_column(ask.helped for ask in asks),
        helps_s=_column(ask.helps_s for ask in asks),
        breaks=tuple(ask.n for ask in asks if ask.breaks_at <= 1.0),
        limited=tuple(n for n, one in enumerate(providers) if one.limit != np.inf),
        queries=queries,
        querying=querying,
        queried=_column(service.n in querying for service in services),
        lookups=_sums(lookups),
        looked_up=_sums(lookups.T),
        repeats=any(ask.retries for ask in asks),
        helping=any(ask.helps_s for ask in asks),
        fans_out=any(asks[n].times != 1.0 for n in links),
        rooms=_column(service.queue_per_replica for service in services),
    )


def _sums(matrix: Floats) -> Sums:
    """From weights as a matrix, [place, row]."""
    found = [np.flatnonzero(weights) for weights in matrix]
    terms = []
    for n in range(max(map(len, found), default=0)):
        which = np.array([rows[n] if n < len(rows) else 0 for rows in found], dtype=np.intp)
        there = np.array([[float(n < len(rows))] for rows in found]).reshape(-1, 1)
        terms.append((which, there * matrix[np.arange(len(matrix)), which][:, None]))
    return Sums(len(matrix), tuple(terms))


def added(rows: Floats, which: Sequence[int]) -> Floats:
    """Some rows added up."""
    total: Floats = rows[which[0]]
    for n in which[1:]:
        total = total + rows[n]
    return total


def _column(values: Iterable[float]) -> Floats:
    return np.array([float(value) for value in values])[:, None]
