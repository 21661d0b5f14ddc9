"""All services of one second, settled at once: who is served, who waits, who calls whom."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import HALF, NONE, ONE, TINY, Floats
from game.shop.asked import Asked
from game.shop.conditions import Conditions
from game.shop.state import Slow, consumed, crashed, hit_shares
from game.shop.stations import Station, line_spread, settle, station
from game.shop.system import Shop
from game.shop.wiring import added

ROUNDS: Final = 2  # of services and the database agreeing on how long a worker is held
EARLY: Final = 0.1  # share of its own work that a request does before a code error stops it
COLD_FACTOR: Final = 2.0  # a replica just started needs 1 + this times the work
WARMING: Final = math.exp(-1 / 15)  # what a second leaves of a new replica's coldness
SPILLING: Final = 0.01  # share refused from which on a line is known to be full
MOST_VARIABLE: Final = 50.0  # (1 + cv2) / 2 of the time a worker is held; without chance one half
FEWEST_SERVERS: Final = 0.05  # a database without any would never answer again


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Where the queues settled in one second; the next starts looking from there."""

    load: Floats  # [service, B]: requests inside, waiting or in service
    strayed: Floats  # [service, B]: variance of how many wait
    cold: Floats  # [service, B]: replicas' worth of coldness
    entered: Floats  # [service, B]: see ServicesNow
    down: Floats | float  # replicas of checkout that are away for lack of memory
    held_s: Floats  # [service, B]: mean time for which one request holds its worker
    busy_share: Floats  # [service, B]: of the workers
    busy: Floats  # [service, B]: workers held
    database_share: Floats  # [B]: of its cores or connections
    chance: Floats  # [B]: how much of an endless crowd's line can be there by chance


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Rates (a second), times (s) and lines of one second; [service, B] if not said otherwise."""

    settled: Settled
    place: Station
    arrivals: Floats
    served: Floats  # requests that leave the workers
    refused: Floats  # no room in the line
    waiting: Floats
    going: Floats  # requests that get a worker and do not fail early
    work_s: Floats  # own work, with cold replicas in it
    inside: Floats  # [2, way, B]: mean and variance of the time in there, but for calls onwards
    sound: Floats  # [way, B]: share for which these and the queries went well
    replicas: Floats
    query_s: Floats  # [B]: mean time of one query with its waiting
    query_spread: Floats  # [B]: its variance, s2
    queries: Floats  # of one request
    database_servers: Floats  # [B]
    in_database: Floats  # [B]: queries running or waiting
    missed: Floats  # [cache, B]: share of lookups


@dataclass(frozen=True, slots=True, eq=False)
class _Up:
    """What of the services is up; [service, B]."""

    replicas: Floats
    servers: Floats
    cold: Floats
    down: Floats | float
    work_s: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Base:
    """The database in one second, [B]."""

    place: Station
    query_s: Floats  # mean time of one query, without waiting
    square_s2: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Wants:
    """What one request wants of each service and of the database; [service, B]."""

    outside_s: Floats  # a worker's time outside of the database
    visits: Floats  # queries
    by: Sequence[int]  # the services that query at all


@dataclass(frozen=True, slots=True, eq=False)
class _Balance:
    """Where services and database meet."""

    held_s: Floats
    busy_share: Floats
    busy: Floats
    share: Floats  # busy share of the database
    queries_rps: Floats
    here: Floats  # queries in the database, of as many requests
    outside: Floats  # requests that hold a worker, and are not there


@dataclass(frozen=True, slots=True, eq=False)
class _DatabaseLine:
    """One query, with its wait."""

    query_s: Floats
    spread: Floats  # variance without the wait, s2
    wait_spread: Floats
    chance: Floats

    def spread_over(self, queries: Floats) -> Floats:
        """Variance of a request with so many queries: all of them find much the same line."""
        return queries * (self.spread + queries * self.wait_spread)


def serve(
    shop: Shop, now: Conditions, guess: Settled, slow: Slow, *, arrivals: Floats, asks: Asked
) -> Flow:
    """Settle the second for all requests present.

    Workers are held while they wait for others, and for the database; the services settle for a
    holding time, the database for the busy workers, and round again.
    """
    up = _up(shop, now, guess, slow)
    held = shop.wiring.asking.of(asks.held)
    aside_s, aside_spread = held[:, : len(shop.services)]
    queries, missed = _queries(shop, now, slow)
    base = _database(shop, now, guess, slow)
    whole = now.services.whole
    place, wants = _wanted(
        shop, now, up, base, aside_s=aside_s, aside_spread=aside_spread, queries=queries
    )
    present = guess.load + arrivals
    found = _balance(guess, place, base, wants, present)
    served = np.minimum(found.busy / found.held_s, present)
    stays = present - served
    load = np.minimum(stays, place.servers + up.replicas * shop.wiring.rooms)
    going = np.maximum(served + found.busy - guess.busy, NONE) * whole
    waiting = np.maximum(load - found.busy, NONE)
    line = _database_line(shop, base, found, place)
    inside = _inside(shop, up, line, held[:, len(shop.services) :], queries)
    full = stays - load
    strayed = _strayed(
        guess, place, found, arrivals=arrivals, served=served, full=full, waiting=waiting
    )
    return Flow(
        settled=Settled(
            load=load,
            strayed=strayed,
            cold=up.cold,
            entered=now.services.entered,
            down=up.down,
            held_s=found.held_s,
            busy_share=found.busy_share,
            busy=found.busy,
            database_share=found.share,
            chance=line.chance,
        ),
        place=place,
        arrivals=arrivals,
        served=served,
        refused=full,
        waiting=waiting,
        going=going,
        work_s=up.work_s,
        inside=inside,
        sound=_sound(shop, now, asks),
        replicas=up.replicas,
        query_s=line.query_s,
        query_spread=line.spread + line.wait_spread,
        queries=queries,
        database_servers=base.place.servers,
        in_database=found.here,
        missed=missed,
    )


def _inside(shop: Shop, up: _Up, line: _DatabaseLine, asked: Floats, queries: Floats) -> Floats:
    """What a request takes inside a service of the way: its time and the spread of it."""
    way = slice(shop.ways)
    asked[0] += up.work_s[way] + queries[way] * line.query_s
    asked[1] += up.work_s[way] * up.work_s[way] + line.spread_over(queries[way])
    return asked


def _wanted(
    shop: Shop,
    now: Conditions,
    up: _Up,
    base: _Base,
    *,
    aside_s: Floats,
    aside_spread: Floats,
    queries: Floats,
) -> tuple[Station, _Wants]:
    """The workers, and what one request wants of them and of the database."""
    whole, early = now.services.whole, now.services.early
    outside_s = whole * (up.work_s + aside_s) + early * (EARLY * up.work_s)
    visits = whole * queries
    mean = outside_s + visits * base.query_s
    spread = up.work_s * up.work_s + aside_spread + visits * base.square_s2
    if shop.spec.traffic.pages:
        main = shop.ways - 1
        database_s = visits[main] * base.query_s
        spread[main] += shop.pages.between_s2(up.work_s[main], database_s)
    square = whole * (spread + (mean / np.maximum(whole, 0.01)) ** 2)
    variability = square / (2.0 * mean * mean + TINY)
    place = station(up.servers, np.minimum(np.maximum(variability, HALF), MOST_VARIABLE))
    return place, _Wants(outside_s, visits, shop.wiring.querying)


def _balance(
    guess: Settled, place: Station, base: _Base, wants: _Wants, present: Floats
) -> _Balance:
    """Services and the database agree on how long a query takes.

    To the database, busy workers are a closed crowd: those who are elsewhere are gone, at its full
    rate times the time that they spend between two queries.
    """
    held_s, share, busy_share = guess.held_s, guess.database_share, guess.busy_share
    top_rps = base.place.servers / base.query_s
    for _ in range(ROUNDS):
        busy_share = settle(place, present, place.servers / held_s, busy_share)
        busy = busy_share * place.servers
        rate, crowd = busy / held_s, added(busy, wants.by)
        visits_rps = np.maximum(added(rate * wants.visits, wants.by), TINY)
        between_s = added(rate * wants.outside_s, wants.by) / visits_rps
        share = settle(base.place, crowd, top_rps * between_s, share, guess.chance)
        queries_rps = share * top_rps
        outside = queries_rps * between_s
        here = np.maximum(crowd - outside, NONE)
        held_s = wants.outside_s + wants.visits * np.maximum(here / queries_rps, base.query_s)
    return _Balance(held_s, busy_share, busy, share, queries_rps, here, outside)


def _strayed(
    guess: Settled,
    place: Station,
    found: _Balance,
    *,
    arrivals: Floats,
    served: Floats,
    full: Floats,
    waiting: Floats,
) -> Floats:
    """How far chance has made each line stray: the variance of the number ahead of a request.

    Away from its capacity, on either side, a line strays by about 1 / |1 - load|. It takes its time
    to get there, as each second adds only the chance in who comes and who is served; and it starts
    anew where a full line holds everything in place.
    """
    off_balance = np.abs(ONE - arrivals * found.held_s / place.servers)
    room = place.variability / np.maximum(off_balance, 1e-3)
    most = line_spread(place, found.busy_share, waiting, room * room)
    before = guess.strayed * (full <= SPILLING * arrivals)
    after: Floats = np.minimum(most, before + arrivals + 2.0 * place.variability * served)
    return after


def _database_line(shop: Shop, base: _Base, found: _Balance, place: Station) -> _DatabaseLine:
    running = found.share * base.place.servers
    waiting = np.maximum(found.here - running, NONE)
    room = found.outside + added(place.servers - found.busy, shop.wiring.querying)
    spread = line_spread(base.place, found.share, waiting, room)
    rate = np.maximum(found.queries_rps, TINY)
    return _DatabaseLine(
        query_s=base.query_s + waiting / rate,
        spread=base.square_s2 - base.query_s * base.query_s,
        wait_spread=spread / (rate * rate),
        chance=np.minimum(room / (waiting * waiting + TINY), ONE),
    )


def _up(shop: Shop, now: Conditions, before: Settled, slow: Slow) -> _Up:
    """Replicas that serve; those just started are cold, and warm up."""
    services, down = now.services, before.down
    replicas, servers = services.replicas, services.servers
    newcomers = np.maximum(services.entered - before.entered, NONE)
    if shop.leaks:
        main, gone = shop.ways - 1, crashed(slow)
        replicas = replicas.copy()
        replicas[main] = np.maximum(replicas[main] - gone, NONE)
        servers = replicas * services.workers
        newcomers[main] += np.maximum(down - gone, NONE)
        down = gone
    cold = np.minimum(before.cold * WARMING + newcomers, replicas)
    work_s = services.work_s * (ONE + COLD_FACTOR * cold / np.maximum(replicas, ONE))
    return _Up(replicas, servers, cold, down, work_s)


def _queries(shop: Shop, now: Conditions, slow: Slow) -> tuple[Floats, Floats]:
    """Queries of one request of each service, and the share of lookups that each cache lacks."""
    if not shop.spec.caches:
        return shop.wiring.queries, now.hits
    missed = ONE - hit_shares(shop, now, slow)
    return shop.wiring.queries + shop.wiring.lookups.of(missed), missed


def _database(shop: Shop, now: Conditions, guess: Settled, slow: Slow) -> _Base:
    """The database of this second, less what the consumers of queues take of it."""
    one = now.database
    slower = ONE + one.contention * guess.database_share
    query_s, square_s2 = one.query_s * slower, one.query_square * (slower * slower)
    servers = np.minimum(one.cores, one.connections)
    for n, queue in enumerate(shop.spec.queues):
        if queue.queries:
            rate = consumed(shop, now, n) * (slow.backlog[n] > 0.0)
            servers = servers - np.minimum(rate * queue.queries * query_s, 0.5 * servers)
    place = station(np.maximum(servers, FEWEST_SERVERS), square_s2 / (2.0 * query_s * query_s))
    return _Base(place, query_s, square_s2)


def _sound(shop: Shop, now: Conditions, asks: Asked) -> Floats:
    """Share of requests on the way whose queries and calls beside the way all go well."""
    well = shop.wiring.beside.spared(asks.spoilt)
    sound: Floats = well * (ONE - shop.wiring.queried[: shop.ways] * now.database.errors)
    return sound
