"""The way of a request through a service's workers and the database, settled for one second."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats
from game.shop.asked import Asked
from game.shop.conditions import ServiceNow
from game.shop.stations import Station, line_spread, settle, station

ROUNDS: Final = 2  # of a service and the database agreeing on how long a worker is held
EARLY: Final = 0.1  # share of its own work that a request does before a code error stops it
COLD_FACTOR: Final = 2.0  # a replica just started needs 1 + this times the work


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Where a service's queues settled in one second; the next starts looking from there."""

    held_s: Floats  # mean time for which one request holds its worker
    busy_share: Floats  # of the workers
    database_share: Floats  # busy share of the database
    chance: Floats  # see _DatabaseLine
    busy: Floats  # workers held
    in_database: Floats  # its queries there, running or waiting
    database_used: Floats  # its own part of the busy share


@dataclass(frozen=True, slots=True, eq=False)
class Up:
    """What of a service is up in one second."""

    replicas: Floats
    servers: Floats
    coldness: Floats  # factor on the work
    early: Floats  # share of requests that fail before they ask anybody


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """The database in one second."""

    place: Station
    query_s: Floats
    query_square: Floats
    elsewhere_used: Floats  # busy share due to other services
    elsewhere: Floats  # queries of other services in it


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Rates (a second), times (s) and lines of one service in one second."""

    settled: Settled
    checkout: Station
    served: Floats  # requests that leave the workers
    begun: Floats  # requests that get a worker
    query_s: Floats  # mean time of one query with its waiting
    database_s: Floats  # mean time of a request in the database
    database_spread: Floats  # its variance, s2
    work_s: Floats  # own work, with cold replicas in it
    early: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _DatabaseLine:
    """Requests at the database: they hold a worker, and are not elsewhere."""

    running: Floats
    waiting: Floats
    room: Floats  # most that the variance of their number can be, with so few workers

    @property
    def chance(self) -> Floats:
        """How much of an endless crowd's line the workers can make up by chance alone."""
        return np.minimum(self.room / (self.waiting * self.waiting + TINY), 1.0)


def serve(
    now: ServiceNow,
    up: Up,
    guess: Settled,
    present: Floats,
    *,
    asks: Sequence[Asked],
    base: Base,
    queries: Floats | None,
) -> Flow:
    """Settle the second for all requests present.

    Workers are held while they wait for others, and for the database; the service settles for a
    holding time, the database for the busy workers, and round again.
    """
    whole = 1.0 - up.early
    work_s = now.work_s * up.coldness
    outside_s = whole * work_s + up.early * (EARLY * work_s)
    spread = work_s * work_s
    for one in asks:
        outside_s = outside_s + whole * one.held_s
        spread = spread + one.variance_s2
    if queries is None:
        mean, square = outside_s, whole * (spread + (outside_s / np.maximum(whole, 0.01)) ** 2)
        place = _workers(up, mean, square)
        return _alone(up, place, guess, present=present, held_s=outside_s, work_s=work_s)
    visits = np.maximum(whole * queries, TINY)
    mean = outside_s + visits * base.query_s
    spread = spread + visits * base.query_square
    place = _workers(up, mean, whole * (spread + (mean / np.maximum(whole, 0.01)) ** 2))
    return _with_database(
        up,
        place,
        guess,
        present=present,
        outside_s=outside_s,
        work_s=work_s,
        base=base,
        visits=visits,
        queries=queries,
    )


def _workers(up: Up, mean: Floats, square: Floats) -> Station:
    return station(up.servers, np.minimum(square / (2.0 * mean * mean + TINY), 50.0))


def _alone(
    up: Up,
    place: Station,
    guess: Settled,
    *,
    present: Floats,
    held_s: Floats,
    work_s: Floats,
) -> Flow:
    busy_share = settle(place, present, place.servers / held_s, guess.busy_share)
    busy = busy_share * place.servers
    served = np.minimum(busy / held_s, present)
    nothing = np.zeros_like(busy)
    settled = Settled(
        held_s, busy_share, guess.database_share, guess.chance, busy, nothing, nothing
    )
    begun = np.maximum(served + busy - guess.busy, 0.0)
    return Flow(settled, place, served, begun, nothing, nothing, nothing, work_s, up.early)


def _with_database(
    up: Up,
    place: Station,
    guess: Settled,
    *,
    present: Floats,
    outside_s: Floats,
    work_s: Floats,
    base: Base,
    visits: Floats,
    queries: Floats,
) -> Flow:
    limit_rps = base.place.servers / (visits * base.query_s)
    elsewhere = limit_rps * outside_s
    others, used = base.elsewhere, base.elsewhere_used
    held_s, busy_share, database_share = guess.held_s, guess.busy_share, guess.database_share
    for _ in range(ROUNDS):
        leaving = place.servers / held_s
        busy_share = settle(place, present, leaving, busy_share)
        busy = busy_share * place.servers
        crowd = busy + others + used * elsewhere
        database_share = settle(base.place, crowd, elsewhere, database_share, guess.chance)
        own = np.maximum(database_share - used, TINY)
        served = np.minimum(own * limit_rps, present)
        held_s = np.maximum(busy / np.maximum(served, TINY), outside_s)
    outside = served * outside_s
    running = database_share * base.place.servers
    line = _DatabaseLine(
        running=running,
        waiting=np.maximum(busy + others - outside - running, 0.0),
        room=outside + (place.servers - busy),
    )
    here = np.maximum(busy - outside, 0.0)
    settled = Settled(held_s, busy_share, database_share, line.chance, busy, here, own)
    made = np.maximum(served * visits + used * limit_rps * visits, TINY)
    spread = line_spread(base.place, database_share, line.waiting, line.room)
    one_s = base.query_s + line.waiting / made
    one_spread = base.query_square - base.query_s * base.query_s + spread / (made * made)
    return Flow(
        settled=settled,
        checkout=place,
        served=served,
        begun=np.maximum(served + busy - guess.busy, 0.0),
        query_s=one_s,
        database_s=queries * one_s,
        database_spread=queries * one_spread,
        work_s=work_s,
        early=up.early,
    )
