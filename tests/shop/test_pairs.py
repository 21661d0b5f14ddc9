"""Each fault with its right and its wrong levers: what a lever does in life, it does here.

All levers of one fault run in one batch, beside the course in which nobody acts.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import pytest

from game.scenario.shop_faults import OF_INSTRUMENTS
from game.scenario.shop_model import FaultKind, FaultSpec, LeverKind, LeverSpec, ShopSpec
from game.shop import Pull, Traces, simulate
from tests.shop.shops import between, calm, fault, lever, mean, shop_spec

PULLED_S = 100
END_S = 290
LAST_S = 40

Verdict = Literal["cures", "helps", "does nothing", "harms"]


def _now(kind: str, **said: str) -> tuple[FaultSpec, ...]:
    return (fault(kind, from_="0s", **said),)


FAULTS: dict[str, tuple[FaultSpec, ...]] = {
    "a bad release": _now("code-errors", share="60%", release="r"),
    "a rollout that goes on": _now("code-errors", share="90%", release="r", ramp="10m"),
    "a bad flag": _now("bad-flag", share="40%", factor="3x", flag="f"),
    "a flag that was switched off too early": _now("code-errors", share="50%", without_flag="f"),
    "payments answer slowly": _now("slow-dependency", target="payments", factor="12x"),
    "payments hang": _now("dependency-down", target="payments", hangs="true"),
    "payments refuse": _now("dependency-down", target="payments"),
    "payments' certificate has expired": _now("certificate-expiry", target="payments"),
    "the way to payments loses packets": _now("packet-loss", target="payments", share="55%"),
    "nine of ten replicas are lost": _now("capacity-loss", share="90%"),
    "checkout leaks memory": _now("memory-leak", grows_over="300"),
    "a neighbour takes the cores": _now("cpu-contention", share="98%"),
    "some queries are slow": _now("slow-query", target="database", share="10%", factor="200x"),
    "the database is six times slower": _now("slow-dependency", target="database", factor="6x"),
    "connections leak": _now("connection-leak", grows_over="20000"),
    "a transaction holds locks": _now("lock-contention", target="database", factor="40x"),
    "an index is missing": _now(
        "missing-index", target="database", factor="60x", grows_over="4000"
    ),
    "the cache was flushed": _now("cache-flush", target="inventory", until="1s"),
    "six times the customers": _now("surge", factor="6x"),
    "bots attack": _now("hostile-traffic", factor="8x"),
    "a storm of retries stays": (
        *_now("retry-storm", factor="4x"),
        *_now("capacity-loss", share="85%"),
    ),
    "a zone is lost": _now("zone-loss", zone="zone-a"),
    "a zone loses packets": _now("code-errors", share="60%", zone="zone-b"),
    "the replica stands still": _now("replication-stall", target="database"),
    "the mail consumer is stuck": _now("consumer-stuck", target="mail"),
    "the disk is full": _now("disk-full", target="database", ramp="60s"),
    "the pool was configured too small": (
        *_now("bad-config", target="database", setting="connections", factor="0.61", release="r"),
    ),
    "payments hang, and there is no other way to pay": _now(
        "dependency-down", target="payments", hangs="true"
    ),
    "payments hang, and half of the orders can be paid by invoice": _now(
        "dependency-down", target="payments", hangs="true"
    ),
    "six times the customers, of whom most only read": _now("surge", factor="6x"),
    "nothing is wrong, and most only read": (),
    "fraud check hangs": _now("dependency-down", target="fraud", hangs="true"),
    "nothing is wrong": (),
}


READERS = shop_spec("bookshop")
SHOPS: dict[str, ShopSpec] = {
    "payments hang, and there is no other way to pay": shop_spec(checkout__fallback="0%"),
    "payments hang, and half of the orders can be paid by invoice": shop_spec(
        checkout__fallback="50%", checkout__fallback_takes="300ms"
    ),
    "six times the customers, of whom most only read": READERS,
    "nothing is wrong, and most only read": READERS,
}


@dataclass(frozen=True)
class Pair:
    fault: str
    levers: tuple[LeverSpec, ...]
    verdict: Verdict
    metric: str = "success"

    def __str__(self) -> str:
        levers = " and ".join(one.id for one in self.levers)
        return f"{self.fault}: {levers} {self.verdict} ({self.metric})"


def _pair(fault_: str, verdict: Verdict, *levers: LeverSpec, on: str = "success") -> Pair:
    return Pair(fault_, levers, verdict, on)


ROLLBACK = lever("rollback", release="r", ramp="30s")
SCALE_OUT = lever("scale-out", replicas="7", ramp="30s")
RESTART = lever("restart", ramp="60s")
FALLBACK = lever("fallback")
BREAKER = lever("breaker-open")
KILL = lever("kill-queries")
SHED = lever("shed", share="70%")
FAIL_OVER = lever("fail-over", ramp="30s")
READ_ONLY = lever("read-only")
SHED_READERS = lever("shed", share="95%", segment="read")
BLOCK_APP = lever("block", segment="app")
CLEAR = lever("clear-cache", target="inventory")
MAINTENANCE = lever("maintenance")

PAIRS = (
    _pair("a bad release", "cures", ROLLBACK),
    _pair("a bad release", "does nothing", lever("rollback", release="other")),
    _pair("a bad release", "does nothing", RESTART),
    _pair("a bad release", "harms", lever("scale-out", replicas="8")),
    _pair("a bad release", "does nothing", lever("flag-off", flag="f")),
    _pair("a bad release", "harms", MAINTENANCE),
    _pair("a rollout that goes on", "helps", lever("canary-halt", release="r")),
    _pair("a rollout that goes on", "cures", ROLLBACK),
    _pair("a bad flag", "cures", lever("flag-off", flag="f")),
    _pair("a bad flag", "does nothing", ROLLBACK),
    _pair("a flag that was switched off too early", "cures", lever("flag-on", flag="f")),
    _pair("payments answer slowly", "cures", BREAKER, FALLBACK),
    _pair("payments answer slowly", "harms", BREAKER),
    _pair("payments answer slowly", "does nothing", KILL),
    _pair("payments hang", "cures", FALLBACK, BREAKER),
    _pair("payments hang, and there is no other way to pay", "does nothing", FALLBACK, BREAKER),
    _pair(
        "payments hang, and there is no other way to pay", "helps", FALLBACK, BREAKER, on="web.p95"
    ),
    _pair(
        "payments hang, and half of the orders can be paid by invoice", "helps", FALLBACK, BREAKER
    ),
    _pair("payments hang, and half of the orders can be paid by invoice", "does nothing", BREAKER),
    _pair("payments hang", "does nothing", SCALE_OUT),
    _pair("payments hang", "helps", BREAKER, on="web.p95"),
    _pair("payments hang", "does nothing", lever("raise-timeout", target="payments", factor="2x")),
    _pair("payments refuse", "cures", FALLBACK),
    _pair("payments refuse", "does nothing", RESTART),
    _pair("payments' certificate has expired", "cures", lever("repair", faults=("fault",))),
    _pair("payments' certificate has expired", "does nothing", ROLLBACK),
    _pair("the way to payments loses packets", "helps", FALLBACK),
    _pair("nine of ten replicas are lost", "cures", SCALE_OUT),
    _pair("nine of ten replicas are lost", "does nothing", FALLBACK),
    _pair("checkout leaks memory", "helps", SCALE_OUT, on="replicas.ready"),
    _pair("checkout leaks memory", "does nothing", FALLBACK),
    _pair("a neighbour takes the cores", "helps", SCALE_OUT),
    _pair("a neighbour takes the cores", "does nothing", KILL),
    _pair("some queries are slow", "does nothing", KILL),  # a minute later they are back
    _pair("some queries are slow", "cures", lever("repair", faults=("fault",))),
    _pair("the database is six times slower", "harms", SCALE_OUT),
    _pair("the database is six times slower", "cures", FAIL_OVER, on="db.latency"),
    _pair("connections leak", "helps", RESTART, on="db.connections"),
    _pair("connections leak", "helps", lever("raise-pool", connections="60")),
    _pair("a transaction holds locks", "cures", KILL),
    _pair("a transaction holds locks", "does nothing", RESTART),
    _pair("an index is missing", "cures", lever("create-index", ramp="60s"), SHED, on="db.latency"),
    _pair("an index is missing", "does nothing", ROLLBACK, on="db.latency"),
    _pair("the cache was flushed", "harms", CLEAR, on="inventory.hits"),
    _pair("six times the customers", "harms", lever("scale-out", replicas="8")),
    _pair(
        "six times the customers",
        "helps",
        lever("flag-off", flag="recommendations"),
        SHED,
        on="checkout.queue",
    ),
    _pair("bots attack", "cures", lever("block")),
    _pair("bots attack", "helps", lever("rate-limit", share="80%", collateral="2%")),
    _pair("a storm of retries stays", "helps", lever("cut-retries")),
    _pair("a zone is lost", "cures", lever("fail-over", zone="zone-a", ramp="30s")),
    _pair("a zone is lost", "does nothing", SCALE_OUT),
    _pair("a zone loses packets", "cures", lever("drain-zone", zone="zone-b")),
    _pair("a zone loses packets", "does nothing", RESTART),
    _pair("the replica stands still", "harms", FAIL_OVER, on="lost_writes"),
    _pair("the replica stands still", "does nothing", RESTART, on="db.lag"),
    _pair(
        "the mail consumer is stuck", "helps", lever("restart", target="mail"), on="mail.backlog"
    ),
    _pair("the mail consumer is stuck", "does nothing", SCALE_OUT, on="mail.backlog"),
    _pair("the disk is full", "cures", FAIL_OVER),
    _pair("the disk is full", "does nothing", RESTART),
    _pair("the pool was configured too small", "cures", ROLLBACK),
    _pair("the pool was configured too small", "cures", lever("raise-pool", connections="40")),
    _pair("fraud check hangs", "cures", lever("flag-off", flag="fraud-check")),
    _pair("nothing is wrong", "does nothing", lever("pause-consumers", target="mail")),
    _pair("nothing is wrong", "harms", lever("pause-consumers", target="mail"), on="mail.backlog"),
    _pair("nothing is wrong", "harms", lever("read-only")),
    _pair("nothing is wrong, and most only read", "harms", READ_ONLY, on="orders.rate"),
    _pair("nothing is wrong, and most only read", "harms", SHED_READERS),
    _pair("nothing is wrong, and most only read", "does nothing", SHED_READERS, on="orders.rate"),
    _pair("nothing is wrong, and most only read", "harms", BLOCK_APP, on="orders.rate"),
    _pair(
        "six times the customers, of whom most only read", "helps", SHED_READERS, on="orders.rate"
    ),
    _pair("six times the customers, of whom most only read", "harms", READ_ONLY, on="orders.rate"),
    _pair("nothing is wrong", "harms", lever("scale-in", replicas="11")),
    _pair("nothing is wrong", "does nothing", lever("breaker-close")),
)

_LOW_IS_GOOD = {
    "web.p95",
    "db.connections",
    "db.latency",
    "checkout.queue",
    "lost_writes",
    "db.lag",
    "mail.backlog",
}


@cache
def _courses(name: str) -> Traces:
    """Nobody acting, then each pair of that fault, in order."""
    pairs = [pair for pair in PAIRS if pair.fault == name]
    pulls = [[Pull(one, PULLED_S) for one in pair.levers] for pair in pairs]
    seen = name.startswith("nothing") or any("." in pair.metric for pair in pairs)
    return simulate(calm(FAULTS[name], SHOPS.get(name)), [(), *pulls], END_S, 0, observed=seen)


def _gain(pair: Pair) -> tuple[float, float]:
    """What is measured at the end without and with the lever; more is better."""
    traces = _courses(pair.fault)
    run = [other for other in PAIRS if other.fault == pair.fault].index(pair) + 1
    values = traces.metric(pair.metric) if "." in pair.metric else traces.true(pair.metric)
    if pair.metric == "lost_writes":
        without, with_ = values[0].sum(), values[run].sum()
    else:
        without, with_ = values[0, -LAST_S:].mean(), values[run, -LAST_S:].mean()
    sign = -1.0 if pair.metric in _LOW_IS_GOOD else 1.0
    return sign * float(without), sign * float(with_)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_levers_do_what_they_do_in_life(pair: Pair) -> None:
    without, with_ = _gain(pair)
    size = 0.02 * max(abs(without), 0.5)
    match pair.verdict:
        case "cures":
            well = _healthy(pair.metric)
            assert with_ >= well - 0.1 * abs(well)
            assert without < well - 0.1 * abs(well)
        case "helps":
            assert with_ > without + size
        case "does nothing":
            assert with_ == pytest.approx(without, abs=size)
        case "harms":
            assert with_ < without - size


@cache
def _healthy(metric: str) -> float:
    traces = _courses("nothing is wrong")
    values = traces.metric(metric) if "." in metric else traces.true(metric)
    value = float(values[0, -LAST_S:].mean())
    return -value if metric in _LOW_IS_GOOD else value


def test_in_read_only_mode_those_who_only_read_are_served_on() -> None:
    traces = simulate(calm((), READERS), [(Pull(READ_ONLY, 20),)], 80, 0)
    assert between(traces, "orders.rate", 60, 80).max() < 1.0
    assert mean(traces, "checkout.success.read", 60, 80) > 0.99
    assert mean(traces, "checkout.success.write", 60, 80) < 0.01
    readers = next(one.share for one in READERS.segments if one.id == "read")
    assert mean(traces, "success", 70, 80) == pytest.approx(readers, abs=0.15)


def test_every_kind_of_fault_and_of_lever_is_in_a_pair() -> None:
    faults = {one.kind for several in FAULTS.values() for one in several}
    levers = {one.kind for pair in PAIRS for one in pair.levers}
    assert faults == set(FaultKind) - OF_INSTRUMENTS
    assert levers == set(LeverKind) - {LeverKind.WAIT}
