"""Facts of public microservice fault traces beside what this shop does.

`python -m tests.benchmarks.facts` prints the table.
"""

from collections.abc import Callable

import numpy as np

from game.scenario.shop_model import FaultSpec
from game.shop import Traces, build, simulate
from tests.shop.shops import course, fault, mean, shop_spec

QUIET = (10, 60)
LATE = (200, 300)


def _ratio(metric: str, *faults: FaultSpec) -> float:
    return mean(course(faults), metric, *LATE) / mean(course(), metric, *QUIET)


def _quiet() -> Traces:
    """A small shop at 8.6 requests a second, looked at in windows of a minute."""
    spec = shop_spec("small-shop", traffic__base_rps="8.6").model_copy(update={"window_s": 60})
    return simulate(build(spec, (), 5), [()], 6000, 0)


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


def _slow_database(metric: str) -> Callable[[], float]:
    slow = fault("slow-query", target="database", share="3%", factor="60x", from_="0s")
    return lambda: _ratio(metric, slow)


def _slow_payments() -> float:
    return _ratio("web.p95", fault("slow-dependency", target="payments", factor="4x", from_="0s"))


def _crowded(share: str) -> Callable[[], float]:
    return lambda: _ratio("web.p95", fault("cpu-contention", share=share, from_="0s"))


def _starving(metric: str) -> Callable[[], float]:
    slow = fault("slow-dependency", target="database", factor="12x", from_="0s")
    spec = shop_spec(checkout__queue="900")
    after = course(slow, spec=spec)
    return lambda: mean(after, metric, *LATE) / mean(course(), metric, *QUIET)


FACTS: tuple[tuple[str, str, Callable[[], float]], ...] = (
    ("variation of p50, 8.6 rps, 60 s windows", "0.13", lambda: _spread("checkout.p50")),
    ("variation of p95", "0.29", lambda: _spread("checkout.p95")),
    ("variation of p99", "0.39", lambda: _spread("checkout.p99")),
    ("correlation of log p50 and log p99", "0.45", _correlation),
    ("autocorrelation of counts, one minute apart", "0", _lag_one),
    ("p99 / p50 of one page", "1.2 to 1.5", lambda: 1 / _tail()),
    ("seconds to 90 % of the onset", "59 (29 to 107)", lambda: _rise_s(60, falling=False)),
    ("seconds to 90 % of the recovery", "78 (39 to 181)", lambda: _rise_s(240, falling=True)),
    ("p50 when most requests fail fast", "below 0.5x", _failing),
    ("p50, database overload", "1.03x", _slow_database("web.p50")),
    ("p95, database overload", "5.9x", _slow_database("web.p95")),
    ("p99, database overload", "34x", _slow_database("web.p99")),
    ("p95, slow payments", "2.8 to 3.2x", _slow_payments),
    ("p95, CPU contention on checkout, plateau", "9.7x", _crowded("97%")),
    ("p50, a shared dependency starves", "44x", _starving("web.p50")),
    ("orders, a shared dependency starves", "0.24x", _starving("orders.rate")),
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
