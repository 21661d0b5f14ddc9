"""What holds in the shop at one second: the parameters under all faults and levers."""

from dataclasses import dataclass

from game.shop.acting import Acting
from game.shop.arrays import Floats
from game.shop.draft import Draft
from game.shop.payments import Calls
from game.shop.shapes import Shapes


@dataclass(frozen=True, slots=True, eq=False)
class ServicesNow:
    """All services' parameters, [service, B]."""

    replicas: Floats  # in service
    entered: Floats  # that have come into service since the start, less those lost
    workers: Floats  # of one replica
    servers: Floats
    work_s: Floats  # own work of one request, on a warm replica
    early: Floats  # share of requests that fail before they ask anybody
    whole: Floats  # all others
    timeout_s: Floats
    log_timeout: Floats
    leak: Floats
    reached: Floats  # share of calls that come to it and are answered some time
    unreached: Floats  # share of calls that fail on the way to it
    delay_s: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ProvidersNow:
    """All third parties' parameters, [provider, B]."""

    calls: tuple[Calls, ...]
    replies: Floats  # [3, provider, B]: failed, mean time and its square, as of a Reply
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
    replaced: Floats  # 1 once a failover is complete
    shapes: Shapes  # how requests differ in what they want of it


@dataclass(frozen=True, slots=True, eq=False)
class CustomersNow:
    """Who arrives, a column a run."""

    fresh: Floats  # new customers a second
    closed_out: Floats  # those of them who see the maintenance page
    asking: Floats  # those who do not
    hostile: Floats  # requests a second that want no order, and are let in
    let_in: Floats  # share that the edge does not refuse
    sent_away: Floats  # share refused as one of a group: they do not try again
    again: Floats  # share of failed customers who try again
    returning: Floats  # share of those waiting who come back in a second
    staying: Floats  # share of them who do not
    endless: Floats  # share who try again however often they have


@dataclass(frozen=True, slots=True, eq=False)
class AsksNow:
    """All kinds of calls, [ask, B]."""

    made: Floats
    kept_open: Floats  # share held back by hand
    kept_shut: Floats  # share let through by hand, whatever its breaker says
    passing: Floats  # share let through while its breaker is shut
    fallback: Floats  # share of failures that something else answers
    unaided: Floats  # share of them that spoil the request
    retries: Floats
    answered: Floats  # share of attempts that come to the other side and back
    lost_s: Floats  # mean time that the others take, over all attempts
    lost_square_s2: Floats
    delay_s: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Conditions:
    """The model's parameters at one second."""

    acting: Acting
    draft: Draft  # what it was made of
    customers: CustomersNow
    services: ServicesNow
    providers: ProvidersNow
    paying: Floats  # [4, kind, B]: how a call to payments can go, as one of Kinds
    database: DatabaseNow
    asks: AsksNow
    hits: Floats  # [cache, B]
    emptied: Floats  # [cache, B]
    consumers: Floats  # [queue, B]
    segments: Floats  # [segment, B]: share spared there, beside the share of all customers
