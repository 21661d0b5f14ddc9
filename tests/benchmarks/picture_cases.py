"""One story for each fault of the shop: a lever that fits, and one that does not."""

from dataclasses import dataclass, field

from game.scenario.shop_model import FaultSpec, LeverSpec, ShopSpec
from tests.shop.shops import fault, lever, shop_spec


@dataclass(frozen=True)
class Hand:
    """Levers that are pulled together, and what one would call that."""

    words: str
    levers: tuple[LeverSpec, ...]
    lasts_s: int | None = None  # undone after that time


@dataclass(frozen=True)
class Case:
    """A fault with its two hands, and the metric that tells most about it."""

    title: str
    faults: tuple[FaultSpec, ...]
    right: Hand
    wrong: Hand
    telling: str
    seen: str
    spec: ShopSpec = field(default_factory=shop_spec)

    @property
    def name(self) -> str:
        return self.faults[0].kind.value


def _hand(words: str, *levers: LeverSpec, lasts_s: int | None = None) -> Hand:
    return Hand(words, levers, lasts_s)


def _now(kind: str, **said: str) -> tuple[FaultSpec, ...]:
    return (fault(kind, from_="0s", **said),)


SCALE_OUT = lever("scale-out", replicas="6", delay="20s", ramp="30s")
ROLLBACK = lever("rollback", release="r", delay="20s", ramp="60s")
RESTART = lever("restart", ramp="90s")
FALLBACK = lever("fallback", delay="10s")
BREAKER = lever("breaker-open", delay="10s")
REPAIR = lever("repair", faults=("fault",), delay="30s", ramp="30s")
FAIL_OVER = lever("fail-over", delay="15s", ramp="30s")
SHED = lever("shed", share="70%", delay="5s")
SHED_80 = lever("shed", share="80%", delay="5s")

CASES = (
    Case(
        "A bad release fails six checkouts in ten",
        _now("code-errors", share="60%", release="r"),
        _hand("roll back", ROLLBACK),
        _hand("six more replicas", SCALE_OUT),
        "web.p50",
        "Requests that fail at once pull the median down while orders vanish; the rollback works "
        "replica by replica. More replicas only run the same code.",
    ),
    Case(
        "Payments answer twelve times more slowly",
        _now("slow-dependency", target="payments", factor="12x"),
        _hand("pay later, breaker open", FALLBACK, BREAKER),
        _hand("breaker open, no fallback", BREAKER),
        "checkout.queue",
        "Workers are held while they wait for payments, so the line grows although no core is "
        "busy. A breaker empties the line, but only with a fallback behind it are there orders.",
    ),
    Case(
        "Payments hang",
        _now("dependency-down", target="payments", hangs="true"),
        _hand("pay later, breaker open", FALLBACK, BREAKER),
        _hand("six more replicas", SCALE_OUT),
        "checkout.utilisation",
        "Every worker waits out its five seconds. New replicas wait as well; an answer from "
        "elsewhere frees them all.",
    ),
    Case(
        "Nine of ten checkout replicas are lost",
        _now("capacity-loss", share="90%"),
        _hand("eight more replicas", lever("scale-out", replicas="8", delay="20s", ramp="30s")),
        _hand("restart what is left", lever("restart", ramp="20s")),
        "replicas.ready",
        "What is left is full at once, refuses the rest, and customers who come again add to it. "
        "New replicas start cold and warm up; restarting takes away the last one.",
    ),
    Case(
        "A neighbour takes nearly all cores of checkout",
        _now("cpu-contention", share="95%", ramp="30s"),
        _hand("six more replicas", SCALE_OUT),
        _hand("kill queries", lever("kill-queries")),
        "checkout.utilisation",
        "Each request needs twenty times its work, so workers are held for seconds. Replicas "
        "beside it share the load; the database was never the matter.",
    ),
    Case(
        "Checkout leaks memory",
        (fault("memory-leak", grows_over="150", release="r", from_="0s"),),
        _hand("roll back", ROLLBACK),
        _hand("rolling restart", RESTART),
        "replicas.ready",
        "Replicas fill with each request, die, come back cold and fill again. A rolling restart "
        "only spreads that out; taking the release out ends it.",
        shop_spec(checkout__workers="2"),
    ),
    Case(
        "One query in ten lost its plan",
        _now("slow-query", target="database", share="10%", factor="200x"),
        _hand("restore the plan", REPAIR),
        _hand("kill the queries", lever("kill-queries", delay="5s")),
        "db.connections",
        "A few slow queries hold all cores and then all connections. Killed ones are back "
        "within a minute, because the same page asks for them again.",
    ),
    Case(
        "Connections are not given back",
        _now("connection-leak", grows_over="7000", release="r"),
        _hand("restart, then roll back", RESTART, lever("rollback", release="r", delay="90s")),
        _hand("six more replicas", SCALE_OUT),
        "db.connections",
        "Nothing shows until the pool is nearly gone, then everything at once. A restart gives "
        "the leaked ones back; new replicas take five each from what is left.",
    ),
    Case(
        "A transaction holds locks",
        _now("lock-contention", target="database", factor="40x"),
        _hand("kill the transaction", lever("kill-queries", delay="10s")),
        _hand("rolling restart", RESTART),
        "db.latency",
        "Queries wait for each other, the more the busier the database is. The one that holds "
        "the lock must go; restarting checkout does not touch it.",
    ),
    Case(
        "An index is missing as the table grows",
        _now("missing-index", target="database", factor="60x", grows_over="6000"),
        _hand("shed, create the index", lever("create-index", ramp="90s"), SHED, lasts_s=150),
        _hand("roll back", ROLLBACK),
        "db.utilisation",
        "Queries grow with the table until the cores are full. Building the index takes three "
        "tenths of them, so load is shed meanwhile; no release is to blame.",
    ),
    Case(
        "The inventory cache was flushed",
        (fault("cache-flush", target="inventory", from_="0s", until="1s"),),
        _hand("leave it alone", lever("wait")),
        _hand("clear it once more", lever("clear-cache", target="inventory")),
        "inventory.hits",
        "Each miss is a query, and the database has no room for so many. What is asked fills the "
        "cache again, so it heals by itself; clearing it once more starts from nothing.",
        shop_spec(database__cores="3", traffic__base_rps="46"),
    ),
    Case(
        "Four and a half times the customers",
        _now("surge", factor="4.5x", ramp="60s"),
        _hand("three more replicas", lever("scale-out", replicas="3", delay="20s", ramp="30s")),
        _hand("eight more replicas", lever("scale-out", replicas="8", delay="20s", ramp="30s")),
        "db.connections",
        "A few more replicas are what it takes. Many more keep the last connections of the pool "
        "to themselves, and then there are no orders at all.",
    ),
    Case(
        "Bots ask eight times as much as customers do",
        _now("hostile-traffic", factor="8x"),
        _hand("block them", lever("block", delay="15s")),
        _hand("six more replicas", SCALE_OUT),
        "web.requests",
        "Requests soar, orders do not. Serving bots faster helps bots.",
    ),
    Case(
        "Clients try again and again",
        (
            *_now("retry-storm", factor="3x"),
            fault("slow-dependency", target="database", factor="25x", from_="0s", until="30s"),
        ),
        _hand("cut retries, shed 80 %", lever("cut-retries", delay="10s"), SHED_80, lasts_s=120),
        _hand("rolling restart", RESTART),
        "checkout.retries",
        "The database is well again after half a minute; the retries alone keep the line longer "
        "than anybody's patience. Fewer retries and two minutes of shedding let it run dry; a "
        "restart takes workers away.",
        shop_spec("small-shop", traffic__base_rps="42", checkout__queue="400"),
    ),
    Case(
        "The way to payments loses packets",
        _now("packet-loss", target="payments", share="55%"),
        _hand("pay later", FALLBACK),
        _hand("double the timeout", lever("raise-timeout", target="payments", factor="2x")),
        "payments.latency",
        "Some calls are sent again and come late, some never arrive. Waiting longer for them "
        "helps none of those.",
    ),
    Case(
        "A zone is lost, with the database in it",
        _now("zone-loss", zone="zone-a"),
        _hand("fail over to zone b", lever("fail-over", zone="zone-a", delay="15s", ramp="30s")),
        _hand("six more replicas", SCALE_OUT),
        "replicas.ready",
        "Half the replicas are gone, but it is the database that takes every order with it.",
    ),
    Case(
        "The database's replica stands still",
        _now("replication-stall", target="database"),
        _hand("start replication again", REPAIR),
        _hand("fail over to it", FAIL_OVER),
        "db.lag",
        "No customer notices, until somebody fails over: an outage of half a minute, and every "
        "order that the replica had not seen is lost.",
    ),
    Case(
        "Payments' certificate has expired",
        _now("certificate-expiry", target="payments"),
        _hand("renew it", REPAIR),
        _hand("rolling restart", RESTART),
        "payments.errors",
        "Every call fails at once, so the shop is fast and sells nothing.",
    ),
    Case(
        "The mail consumers are stuck",
        _now("consumer-stuck", target="mail"),
        _hand("restart the consumers", lever("restart", target="mail", delay="10s")),
        _hand("six more checkout replicas", SCALE_OUT),
        "mail.backlog",
        "The dashboards stay green and the backlog grows; afterwards it drains at the rate that "
        "consumers can spare.",
    ),
    Case(
        "The database's disk fills up",
        _now("disk-full", target="database", ramp="90s"),
        _hand("fail over", FAIL_OVER),
        _hand("rolling restart", RESTART),
        "db.disk",
        "All is well up to the last byte, then no order can be written.",
    ),
    Case(
        "A flag turns on slow, faulty code",
        _now("bad-flag", share="40%", factor="3x", flag="f"),
        _hand("turn the flag off", lever("flag-off", flag="f", delay="10s")),
        _hand("roll back the release", lever("rollback", release="other", ramp="60s")),
        "web.retries",
        "The code is in every release of late; only its switch ends it.",
    ),
    Case(
        "A release makes the pool too small",
        _now("bad-config", target="database", setting="connections", factor="0.61", release="r"),
        _hand("roll back", ROLLBACK),
        _hand("six more replicas", SCALE_OUT),
        "db.latency",
        "Queries wait for a connection while the cores idle. Each new replica takes five "
        "connections more.",
    ),
)
