"""All services of one second: requests pass down from the customers, answers come back up."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.shop.arrays import TINY, Floats
from game.shop.asked import Asked, Kinds, Reply, Shaped, asked, called, to_provider
from game.shop.conditions import Conditions
from game.shop.customers import Asking
from game.shop.latency import Answers, Line, answers, kinds_of, reply_aside, reply_of
from game.shop.network import COLD_FACTOR, Base, Flow, Up, serve
from game.shop.standing import Plant
from game.shop.state import consumed, crashed, hit_share, passing
from game.shop.stations import station
from game.shop.system import Ask, Service, Shop

WARMING: Final = math.exp(-1 / 15)  # what a second leaves of a new replica's coldness
FEWEST_SERVERS: Final = 0.05  # a database without any would never answer again


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One service between the customers and checkout."""

    flow: Flow
    line: Line
    answers: Answers
    repeated: Floats  # requests a second that its caller makes again


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """Everything that went through in one second."""

    flows: tuple[Flow, ...]
    ups: tuple[Up, ...]
    ways: tuple[Way, ...]  # from the front to checkout
    load: tuple[Floats, ...]
    cold: tuple[Floats, ...]
    back: Floats | float
    replies: tuple[Reply, ...]
    asked: tuple[Asked, ...]
    calls: tuple[Floats, ...]  # of each ask
    to_provider: tuple[Floats, ...]
    misses: tuple[Floats, ...]  # of each cache
    base: Base
    in_database: Floats


def pass_through(shop: Shop, plant: Plant, now: Conditions, who: Asking) -> Pass:
    """Settle each service, callers first, and then work out its answers, callers last."""
    down = _Descent(shop, plant, now, who)
    for service in shop.services:
        down.serve(service)
    found, replies = _answers(shop, plant, now, down)
    ways = tuple(Way(down.flows[n], down.lines[n], found[n], down.repeated[n]) for n in shop.way)
    return Pass(
        flows=tuple(down.flows),
        ups=tuple(down.ups),
        ways=ways,
        load=tuple(down.load),
        cold=tuple(down.cold),
        back=down.back,
        replies=replies,
        asked=tuple(down.asked),
        calls=tuple(down.calls),
        to_provider=tuple(down.to_provider),
        misses=tuple(down.misses),
        base=down.base,
        in_database=_in_database(down),
    )


class _Descent:
    """The way down, gathered service by service."""

    def __init__(self, shop: Shop, plant: Plant, now: Conditions, who: Asking) -> None:
        self.shop, self.plant, self.now = shop, plant, now
        nothing = np.zeros_like(who.let_in)
        self.arrivals: list[Floats] = [nothing for _ in shop.services]
        self.arrivals[shop.front.n] = who.let_in
        self.repeated: list[Floats] = [nothing for _ in shop.services]
        self.repeated[shop.front.n] = who.retries
        self.flows: list[Flow] = []
        self.ups: list[Up] = []
        self.lines: list[Line] = []
        self.load: list[Floats] = []
        self.cold: list[Floats] = []
        self.asked: list[Asked] = []
        self.calls: list[Floats] = []
        self.to_provider: list[Floats] = [nothing for _ in shop.providers]
        self.misses: list[Floats] = [nothing for _ in shop.spec.caches]
        self.back: Floats | float = 0.0
        self.base = _base(shop, plant, now)

    def serve(self, service: Service) -> None:
        """Settle one service and hand its calls on."""
        n, now = service.n, self.now
        up = self._up(service)
        own = [self._ask(ask) for ask in service.asks]
        base, queries = self._database(service)
        present = self.plant.load[n] + self.arrivals[n]
        guess = self.plant.settled[n]
        flow = serve(now.services[n], up, guess, present, asks=own, base=base, queries=queries)
        stays = present - flow.served
        room = flow.checkout.servers + up.replicas * service.queue_per_replica
        load = np.minimum(stays, room)
        waiting = np.maximum(load - flow.settled.busy, 0.0)
        self.lines.append(Line(self.arrivals[n], stays - load, waiting))
        self.flows.append(flow)
        self.load.append(load)
        self.ups.append(up)
        going = flow.begun * (1.0 - up.early)
        for ask, one in zip(service.asks, own, strict=True):
            self._call(ask, one, going * one.attempts)
        for cache, times in service.lookups:
            missed = 1.0 - hit_share(self.shop, now, self.plant.slow, cache)
            self.misses[cache] = self.misses[cache] + going * times * missed

    def _call(self, ask: Ask, one: Asked, calls: Floats) -> None:
        self.asked.append(one)
        self.calls.append(calls)
        if ask.provider:
            self.to_provider[ask.to] = self.to_provider[ask.to] + calls
            return
        there = self.now.services[ask.to]
        reached = calls * (1.0 - there.unreached) * (1.0 - there.hung)
        self.arrivals[ask.to] = self.arrivals[ask.to] + reached
        again = 1.0 - ask.times / np.maximum(one.attempts, TINY) if ask.retries else 0.0
        share = self.repeated[ask.by] / np.maximum(self.arrivals[ask.by], TINY)
        share = share + (1.0 - share) * np.maximum(again, 0.0)
        self.repeated[ask.to] = self.repeated[ask.to] + reached * share

    def _ask(self, ask: Ask) -> Asked:
        """The same as in the last second, unless something about it has changed."""
        shop, plant, now = self.shop, self.plant, self.now
        before = plant.asked[ask.n]
        fixed = ask.provider and ask.breaks_at > 1.0 and shop.providers[ask.to].limit == math.inf
        if fixed and before is not None and now is plant.now:
            return before
        through = passing(shop, now, plant.slow, ask.n)
        if ask.provider:
            kinds = to_provider(now.providers[ask.to], plant.slow.over[ask.to])
            return asked(ask, now.asks[ask.n], through, kinds)
        reply = plant.replies[ask.to]
        return called(ask, now.asks[ask.n], through, now.services[ask.to], reply)

    def _up(self, service: Service) -> Up:
        n, now, before = service.n, self.now.services[service.n], self.plant.now.services[service.n]
        replicas, newcomers = now.replicas, now.entered - before.entered
        if service is self.shop.main and len(self.plant.slow.down_s):
            down = crashed(self.plant.slow)
            replicas = np.maximum(replicas - down, 0.0)
            newcomers = newcomers + np.maximum(self.plant.back - down, 0.0)
            self.back = down
        cold = self.plant.cold[n] * WARMING + np.maximum(newcomers, 0.0)
        cold = np.minimum(cold, replicas)
        self.cold.append(cold)
        early = now.early
        if service is self.shop.front:
            early = 1.0 - (1.0 - early) * (1.0 - now.unreached) * (1.0 - now.hung)
        if service.queries or service.lookups:
            early = 1.0 - (1.0 - early) * (1.0 - self.now.database.unreached)
        coldness = 1.0 + COLD_FACTOR * cold / np.maximum(replicas, 1.0)
        return Up(replicas, replicas * now.workers, coldness, early)

    def _database(self, service: Service) -> tuple[Base, Floats | None]:
        """The database as this service finds it, and its queries per request."""
        if not service.queries and not service.lookups:
            return self.base, None
        queries = np.full_like(self.base.query_s, service.queries)
        for cache, times in service.lookups:
            missed = 1.0 - hit_share(self.shop, self.now, self.plant.slow, cache)
            queries = queries + times * missed
        others = [one.n for one in self.shop.services if one is not service]
        others = [
            n for n in others if self.shop.services[n].queries or self.shop.services[n].lookups
        ]
        if not others:
            return self.base, queries
        settled = [self.plant.settled[n] for n in others]
        base = Base(
            self.base.place,
            self.base.query_s,
            self.base.query_square,
            sum((one.database_used for one in settled[1:]), settled[0].database_used),
            sum((one.in_database for one in settled[1:]), settled[0].in_database),
        )
        return base, queries


def _base(shop: Shop, plant: Plant, now: Conditions) -> Base:
    """The database of this second, less what the consumers of queues take of it."""
    one = now.database
    query_s, square = one.query_s, one.query_square
    if plant.now.database.contention.any() or one.contention.any():
        slower = 1.0 + one.contention * plant.settled[shop.main.n].database_share
        query_s, square = query_s * slower, square * (slower * slower)
    servers = np.minimum(one.cores, one.connections)
    for n, queue in enumerate(shop.spec.queues):
        if queue.queries:
            busy = plant.slow.backlog[n] > 0.0
            rate = np.where(busy, consumed(shop, now, n), plant.settled[shop.main.n].busy * 0.0)
            servers = servers - np.minimum(rate * queue.queries * query_s, 0.5 * servers)
    place = station(np.maximum(servers, FEWEST_SERVERS), square / (2.0 * query_s * query_s))
    nothing = np.zeros_like(query_s)
    return Base(place, query_s, square, nothing, nothing)


def _in_database(down: _Descent) -> Floats:
    """Queries running or waiting, of all services."""
    found = [flow.settled.in_database for flow in down.flows]
    return sum(found[1:], found[0])


def _answers(
    shop: Shop, plant: Plant, now: Conditions, down: _Descent
) -> tuple[dict[int, Answers], tuple[Reply, ...]]:
    """Answers of the services on the way, and what callers get from each service."""
    replies = list(plant.replies)
    for n in range(len(shop.services)):
        if n not in shop.way:
            replies[n] = reply_aside(
                now.services[n], down.flows[n], down.lines[n], plant.replies[n]
            )
    found: dict[int, Answers] = {}
    for n in reversed(shop.way):
        service = shop.services[n]
        main, others = _main_call(shop, plant, now, service, down=down, found=found)
        errors = now.database.errors if service.queries else 0.0
        found[n] = answers(
            now.services[n],
            down.flows[n],
            down.lines[n],
            main=main,
            others=others,
            query_errors=errors,
        )
        if n != shop.front.n:
            replies[n] = reply_of(now.services[n], found[n], plant.replies[n])
    return found, tuple(replies)


def _main_call(
    shop: Shop,
    plant: Plant,
    now: Conditions,
    service: Service,
    *,
    down: _Descent,
    found: dict[int, Answers],
) -> tuple[Kinds, Sequence[Asked]]:
    """The call that gives a service's answers their shape, and the others."""
    own = [down.asked[ask.n] for ask in service.asks]
    if service is shop.main:
        paying = own[0]
        if not isinstance(paying, Shaped):
            message = "checkout asks payments first"
            raise AssertionError(message)
        return paying.kinds, own[1:]
    onward = shop.way[shop.way.index(service.n) + 1]
    place = next(i for i, a in enumerate(service.asks) if not a.provider and a.to == onward)
    ask = service.asks[place]
    kinds = kinds_of(now.services[onward], found[onward])
    through = passing(shop, now, plant.slow, ask.n)
    return asked(ask, now.asks[ask.n], through, kinds).kinds, own[:place] + own[place + 1 :]
