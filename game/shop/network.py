"""The way of a request through workers, database and payments provider, settled for one second."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats
from game.shop.conditions import Conditions
from game.shop.stations import Station, line_spread, settle, station
from game.shop.system import Shop

ROUNDS: Final = 2  # of checkout and database agreeing on how long a worker is held
EARLY: Final = 0.1  # share of its own work that a request does before a code error stops it
COLD_FACTOR: Final = 2.0  # a replica just started needs 1 + this times the work


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Where the queues settled in one second; the next second starts looking from there."""

    held_s: Floats  # mean time for which one request holds its worker
    busy_share: Floats  # of the workers
    database_share: Floats  # busy share of the database
    chance: Floats  # see _DatabaseLine


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Rates (a second), times (s) and lines of one second."""

    settled: Settled
    checkout: Station
    served: Floats  # requests that leave the workers
    busy: Floats  # workers held
    in_database: Floats  # queries running, or waiting for a connection
    query_s: Floats  # mean time of one query with its waiting
    database_s: Floats  # mean time of a request in the database
    database_spread: Floats  # its variance, s2
    work_s: Floats  # own work, with cold replicas in it


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """What one request takes from each station while all replicas are warm, on average."""

    checkout: Station
    database: Station
    own_s: Floats  # own work, with those that fail early in it
    call_s: Floats
    visits: Floats  # queries, with those that fail early in them
    queries: float  # of a request that does not
    limit_rps: Floats  # requests a second that keep the database just busy


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


def serve(now: Conditions, needs: Needs, cold: Floats, guess: Settled, present: Floats) -> Flow:
    """Settle the second for all requests present.

    Workers are held while they wait for the database, so the two stations bound each other:
    the checkout settles for a holding time, the database for the busy workers, and round again.
    """
    coldness = 1.0 + COLD_FACTOR * cold / np.maximum(now.replicas, 1.0)
    outside_s = needs.call_s + needs.own_s * coldness
    held_s, busy_share, database_share = guess.held_s, guess.busy_share, guess.database_share
    elsewhere = needs.limit_rps * outside_s
    for _ in range(ROUNDS):
        leaving = needs.checkout.servers / held_s
        busy_share = settle(needs.checkout, present, leaving, busy_share)
        busy = busy_share * needs.checkout.servers
        database_share = settle(needs.database, busy, elsewhere, database_share, guess.chance)
        served = np.minimum(database_share * needs.limit_rps, present)
        held_s = np.maximum(busy / np.maximum(served, TINY), outside_s)
    outside = served * outside_s
    line = _DatabaseLine(
        running=database_share * needs.database.servers,
        waiting=np.maximum(busy - outside - database_share * needs.database.servers, 0.0),
        room=outside + (needs.checkout.servers - busy),
    )
    settled = Settled(held_s, busy_share, database_share, line.chance)
    return _flow(now, needs, settled, line=line, served=served, work_s=now.work_s * coldness)


def needs_of(shop: Shop, now: Conditions) -> Needs:
    """Means and variability of one request's needs, with those that fail early in them."""
    work_s = now.work_s
    whole = 1.0 - now.code_errors
    call_s, call_square = now.calls.held_s, now.calls.held_square
    visits = np.maximum(whole * shop.spec.database.queries, TINY)
    database = station(now.database_servers, now.query_square / (2.0 * now.query_s * now.query_s))
    own_s = whole * work_s + now.code_errors * (EARLY * work_s)
    mean = own_s + whole * call_s + visits * now.query_s
    spread = work_s * work_s + call_square - call_s * call_s + visits * now.query_square
    square = whole * (spread + (mean / np.maximum(whole, 0.01)) ** 2)
    return Needs(
        checkout=station(now.replicas * shop.workers, np.minimum(square / (2 * mean * mean), 50.0)),
        database=database,
        own_s=own_s,
        call_s=whole * call_s,
        visits=visits,
        queries=shop.spec.database.queries,
        limit_rps=database.servers / (visits * now.query_s),
    )


def _flow(
    now: Conditions,
    needs: Needs,
    settled: Settled,
    *,
    line: _DatabaseLine,
    served: Floats,
    work_s: Floats,
) -> Flow:
    """Times in the database by Little's law."""
    queries = np.maximum(served * needs.visits, TINY)
    spread = line_spread(needs.database, settled.database_share, line.waiting, line.room)
    one_s = now.query_s + line.waiting / queries
    one_spread = now.query_square - now.query_s * now.query_s + spread / (queries * queries)
    return Flow(
        settled=settled,
        checkout=needs.checkout,
        served=served,
        busy=settled.busy_share * needs.checkout.servers,
        in_database=line.running + line.waiting,
        query_s=one_s,
        database_s=needs.queries * one_s,
        database_spread=needs.queries * one_spread,
        work_s=work_s,
    )
