"""The parameters of one second while faults and levers are written into them."""

from dataclasses import dataclass, field, fields, is_dataclass

from game.shop.arrays import Floats
from game.shop.system import Shop

Value = float | Floats


@dataclass(slots=True)
class Customers:
    """Who arrives."""

    arrivals: Value = 1.0  # factor on the base rate
    hostile: Value = 0.0  # hostile requests, as a factor on the base rate
    retrying: Value = 0.0  # from the usual share of customers who try again to all of them
    hurry: Value = 1.0  # factor on how soon they do
    more: Value = 0.0  # times they try more than usual, as a factor
    shed: Value = 0.0  # share refused at the edge
    blocked: Value = 0.0  # share of hostile requests refused there
    collateral: Value = 0.0  # share of real customers refused with them
    closed: Value = 0.0  # share that sees the maintenance page
    calm: Value = 0.0  # share of retries that the client is told to leave out


@dataclass(slots=True)
class ServiceDraft:
    """One service."""

    replicas: Value
    workers: Value
    work: Value = 1.0  # factor on its own work
    sound: Value = 1.0  # share spared by code errors
    reached: Value = 1.0  # share of calls that reach it
    hung: Value = 0.0  # share of calls that are never answered
    delay_s: Value = 0.0  # added on the network, mean
    timeout: Value = 1.0
    busy_cores: Value = 0.0  # share of its cores that somebody else takes
    lost: Value = 0.0
    zone_lost: Value = 0.0
    added: Value = 0.0
    leak: Value = 0.0  # memory that a replica loses with a request, as a share of all


@dataclass(slots=True)
class ProviderDraft:
    """One third party."""

    sound: Value = 1.0
    reached: Value = 1.0
    delay_s: Value = 0.0
    timeout: Value = 1.0
    branches: list[tuple[Value, Value]] = field(default_factory=list)  # share, slowness


@dataclass(slots=True)
class DatabaseDraft:
    """The database and its pool."""

    cores: Value
    connections: Value
    slower: list[tuple[Value, Value]] = field(default_factory=list)  # share, slowness
    everything: Value = 1.0  # factor on every query
    sound: Value = 1.0
    reached: Value = 1.0
    contention: Value = 0.0  # factor added on queries when all cores are busy
    leaked: Value = 0.0  # share of the connections
    stalled: Value = 0.0  # whether the replica stands still
    filling: Value = 0.0  # how far the disk has filled up, of what was free
    switched: Value = 0.0  # how far a failover has come


@dataclass(slots=True)
class AskDraft:
    """One kind of call."""

    made: Value = 1.0  # share of requests that make it (behind a flag)
    forced_open: Value = 0.0
    forced_shut: Value = 0.0
    fallback: Value = 0.0  # share of failures that something else answers
    retries: Value = 1.0  # factor on how often it is repeated


@dataclass(slots=True)
class Draft:
    """All parameters, as numbers or as arrays with a column a run."""

    customers: Customers
    services: list[ServiceDraft]
    providers: list[ProviderDraft]
    database: DatabaseDraft
    asks: list[AskDraft]
    hits: list[Value]  # of each cache, as a factor
    emptied: list[Value]  # share of each cache that is empty while this lasts
    consumers: list[Value]  # of each queue, as a factor
    moved: Value  # how far a lost zone has been replaced elsewhere
    segments: dict[str, Value]  # share spared in a segment, of what hits it alone
    refused: dict[str, Value]  # share of a segment that is refused at the edge

    def spare(self, segment: str, share: Value) -> None:
        """Let only that share of a segment be spared."""
        self.segments[segment] = self.segments.get(segment, 1.0) * share

    def refuse(self, segment: str, share: Value) -> None:
        """Refuse that share of a segment at the edge, of those who are not refused already."""
        refused = self.refused.get(segment, 0.0)
        self.refused[segment] = 1.0 - (1.0 - refused) * (1.0 - share)

    def zone_share(self, shop: Shop, zone: str | None) -> float:
        """Share of the replicas that stand in a zone; all without a name."""
        if zone is None:
            return 1.0
        return next((one.share for one in shop.spec.zones if one.id == zone), 0.0)


def blank_draft(shop: Shop) -> Draft:
    """The shop as it is on a good day."""
    database = shop.spec.database
    return Draft(
        customers=Customers(),
        services=[ServiceDraft(one.replicas, one.workers) for one in shop.services],
        providers=[ProviderDraft(1.0 - one.errors) for one in shop.providers],
        database=DatabaseDraft(float(database.cores), float(max(database.connections, 1))),
        asks=[AskDraft() for _ in shop.asks],
        hits=[1.0 for _ in shop.spec.caches],
        emptied=[0.0 for _ in shop.spec.caches],
        consumers=[1.0 for _ in shop.spec.queues],
        moved=0.0,
        segments={},
        refused={},
    )


def alike(one: object, other: object) -> bool:
    """Whether two drafts, or parts of them, say the same; arrays are alike only to themselves."""
    if one is other:
        return True
    match one:
        case float() | int():
            return isinstance(other, float | int) and one == other
        case list() | tuple():
            if not isinstance(other, list | tuple) or len(one) != len(other):
                return False
            return all(map(alike, one, other))
        case dict():
            return (
                isinstance(other, dict)
                and one.keys() == other.keys()
                and all(alike(value, other[key]) for key, value in one.items())
            )
        case _:
            if type(one) is not type(other) or not is_dataclass(one):
                return False
            names = [each.name for each in fields(one)]
            return all(alike(getattr(one, name), getattr(other, name)) for name in names)
