"""Facts of public microservice fault traces beside what this shop does.

`python -m tests.benchmarks.facts` prints the table.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from game.scenario.shop_model import FaultSpec, PageSpec, ShopSpec
from game.shop import Traces, build, simulate
from tests.shop.shops import calm, course, fault, mean, shop_spec

FRONT = "checkout.p"
QUIET = (10, 60)
LATE = (200, 300)


def _ratio(metric: str, *faults: FaultSpec) -> float:
    return mean(course(faults), metric, *LATE) / mean(course(), metric, *QUIET)


PAGES = (("browse", "50%", "1"), ("search", "38%", "3"), ("buy", "12%", "9"))


def _mixed() -> ShopSpec:
    """A small shop of three pages at 8.6 requests a second, in windows of a minute."""
    spec = shop_spec("small-shop", payments__latency="25ms")
    pages = tuple(
        PageSpec.model_validate({"id": name, "share": share, "work": much, "queries": much})
        for name, share, much in PAGES
    )
    traffic = spec.traffic.model_copy(update={"base_rps": 8.6, "pages": pages})
    return spec.model_copy(update={"window_s": 60, "traffic": traffic})


@cache
def _quiet() -> Traces:
    return simulate(build(_mixed(), (), 5), [()], 6000, 0)


def _spread(metric: str) -> float:
    values = _quiet().metric(metric)[0, 60::60]
    return float(values.std() / values.mean())


def _correlation() -> float:
    traces = _quiet()
    p50, p99 = (np.log(traces.metric(f"checkout.{q}")[0, 60::60]) for q in ("p50", "p99"))
    return float(np.corrcoef(p50, p99)[0, 1])


def _lag_one() -> float:
    rates = _quiet().metric("orders.rate")[0, 60::60]
    return float(np.corrcoef(rates[:-1], rates[1:])[0, 1])


def _free_of_errors() -> float:
    return float((_quiet().metric("checkout.success")[0, 60::60] == 1).mean())


def _beyond_the_median(quantile: str) -> float:
    traces = course(spec=_mixed(), seconds=90)
    return mean(traces, f"checkout.{quantile}", 60, 90) / mean(traces, "checkout.p50", 60, 90)


def _rise_s(from_s: int, *, falling: bool) -> float:
    """Seconds until nine tenths of the step in p95 have been made, in windows of a minute."""
    spec = shop_spec().model_copy(update={"window_s": 60})
    slow = fault("slow-dependency", target="payments", factor="4x", from_="60s", until="240s")
    p95 = course(slow, spec=spec, seconds=420).metric("web.p95")[0]
    high, low = p95[200:235].mean(), p95[20:55].mean()
    edge = low + (0.1 if falling else 0.9) * (high - low)
    after = p95[from_s:]
    return float(np.argmax(after < edge if falling else after > edge))


def _failing() -> float:
    return _ratio("web.p50", fault("code-errors", share="80%", from_="0s"))


@cache
def _hot_rows(metric: str) -> float:
    """Few queries hit hot rows and take ten seconds; nobody gives up before a minute."""
    patient = shop_spec(
        "small-shop",
        checkout__timeout="60s",
        checkout__replicas="12",
        database__cores="24",
        database__connections="90",
    )
    hot = fault("slow-query", target="database", share="2%", factor="750x", from_="0s")
    after = mean(course(hot, spec=patient), metric, *LATE)
    return after / mean(course(spec=patient), metric, *QUIET)


def _slow_payments() -> float:
    return _ratio("web.p95", fault("slow-dependency", target="payments", factor="4x", from_="0s"))


def _crowded(share: str) -> Callable[[], float]:
    return lambda: _ratio("web.p95", fault("cpu-contention", share=share, from_="0s"))


def _starving(metric: str) -> float:
    """The database can do two thirds of what is asked, and the line is long."""
    slow = fault("slow-dependency", target="database", factor="10.5x", from_="0s")
    spec = shop_spec(
        "small-shop",
        traffic__base_rps="25",
        traffic__retry_share="0%",
        checkout__queue="220",
        checkout__timeout="60s",
    )
    after = course(slow, spec=spec)
    return mean(after, metric, *LATE) / mean(course(spec=spec), metric, *QUIET)


@cache
def _many() -> tuple[Traces, ...]:
    """Faults of many kinds and sizes, each for three minutes."""
    said = [
        ("slow-dependency", {"target": "payments", "factor": f"{n}x"}) for n in (2, 4, 8, 11, 14)
    ]
    said += [("slow-dependency", {"target": "database", "factor": f"{n}x"}) for n in (3, 6, 8, 10)]
    said += [("cpu-contention", {"share": f"{n}%"}) for n in (60, 80, 90, 94, 96)]
    said += [
        ("slow-query", {"target": "database", "share": f"{n}%", "factor": "60x"}) for n in (2, 5)
    ]
    said += [("lock-contention", {"target": "database", "factor": f"{n}x"}) for n in (5, 15, 40)]
    said += [("code-errors", {"share": f"{n}%"}) for n in (5, 15, 30, 50, 80)]
    said += [("code-errors", {"target": "payments", "share": f"{n}%"}) for n in (10, 30, 60)]
    said += [("packet-loss", {"target": "payments", "share": f"{n}%"}) for n in (10, 30)]
    said += [("capacity-loss", {"share": f"{n}%"}) for n in (50, 75)]
    said += [("certificate-expiry", {"target": "payments"})]
    return tuple(
        course(fault(kind, from_="60s", until="240s", **more), seconds=300) for kind, more in said
    )


def _ranked(values: list[float]) -> NDArray[np.float64]:
    return np.argsort(np.argsort(np.array(values))).astype(float)


def _over_many(one: str, other: str) -> float:
    """Rank correlation of two metrics over all those faults."""
    ours, theirs = (
        _ranked([mean(t, metric, 180, 240) for t in _many()]) for metric in (one, other)
    )
    return float(np.corrcoef(ours, theirs)[0, 1])


def _during(one: str, other: str) -> float:
    """Median over the faults that move it of the correlation in time, with the usual noise."""
    slow = fault("slow-dependency", target="database", factor="8x", from_="60s", until="240s")
    found = []
    for seed in range(5):
        traces = simulate(build(shop_spec(), (slow,), seed), [()], 300, 0)
        ours, theirs = (traces.metric(metric)[0, 60:260] for metric in (one, other))
        found.append(float(np.corrcoef(ours, theirs)[0, 1]))
    return float(np.median(found))


def _overshooting() -> float:
    """Share of the faults that make p95 at least half as large again, whose peak is double that."""
    slow, over = 0, 0
    for traces in _many():
        plateau = mean(traces, "web.p95", 180, 240)
        if plateau > 1.5 * mean(traces, "web.p95", 30, 60):
            slow += 1
            over += float(traces.metric("web.p95")[0].max()) > 2 * plateau
    return over / slow


def _daily(factor: str) -> float:
    spec = shop_spec("small-shop", traffic__daily=factor)
    shop = calm((), spec)
    peak, trough = (
        float(simulate(shop, [()], 5, at_s, observed=False).true("offered").mean())
        for at_s in (0, 43200)
    )
    return peak / trough


FACTS: tuple[tuple[str, str, Callable[[], float]], ...] = (
    ("variation of p50: three pages, 8.6 rps, 60 s windows", "0.13", lambda: _spread(f"{FRONT}50")),
    ("variation of p95", "0.29", lambda: _spread(f"{FRONT}95")),
    ("variation of p99", "0.39", lambda: _spread(f"{FRONT}99")),
    ("correlation of log p50 and log p99", "0.45", _correlation),
    ("autocorrelation of counts, one minute apart", "0", _lag_one),
    ("share of minutes without an error, no fault", "most", _free_of_errors),
    ("p95 / p50 of a mix of pages", "4.6", lambda: _beyond_the_median("p95")),
    ("p99 / p50 of a mix of pages", "6.7", lambda: _beyond_the_median("p99")),
    ("p99 / p50 of one page", "1.2 to 1.5", lambda: 1 / _tail()),
    ("seconds to 90 % of the onset", "59 (29 to 107)", lambda: _rise_s(60, falling=False)),
    ("seconds to 90 % of the recovery", "78 (39 to 181)", lambda: _rise_s(240, falling=True)),
    ("p50 when most requests fail fast", "below 0.5x", _failing),
    ("p50, database overload (hot rows)", "1.03x", lambda: _hot_rows(f"{FRONT}50")),
    ("p95, database overload (hot rows)", "5.9x", lambda: _hot_rows(f"{FRONT}95")),
    ("p99, database overload (hot rows)", "34x", lambda: _hot_rows(f"{FRONT}99")),
    ("p95, slow payments", "2.8 to 3.2x", _slow_payments),
    ("p95, CPU contention on checkout, plateau", "9.7x", _crowded("95%")),
    ("p50, a shared dependency starves", "44x", lambda: _starving(f"{FRONT}50")),
    ("requests, a shared dependency starves", "0.24x", lambda: _starving("orders.rate")),
    ("share of slow faults that overshoot to 2x", "0.27", _overshooting),
    ("p95 against requests during a fault", "-0.42", lambda: _during("web.p95", "web.requests")),
    (
        "p95 against success, over faults (rank)",
        "+0.15",
        lambda: _over_many("web.p95", "web.success"),
    ),
    ("daily peak over trough, shop", "2.3", lambda: _daily("2.3x")),
    ("daily peak over trough, purchases", "27 to 36", lambda: _daily("30x")),
)


def _tail() -> float:
    traces = course()
    return mean(traces, "web.p50", *QUIET) / mean(traces, "web.p99", *QUIET)


def main() -> None:
    """Print the table."""
    print("| fact | measured elsewhere | here |\n|---|---|---|")  # noqa: T201
    for name, measured, ours in FACTS:
        print(f"| {name} | {measured} | {ours():.2f} |")  # noqa: T201


if __name__ == "__main__":
    main()
