"""Log lines and traces of single requests, drawn from the state of a second."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from game import draws
from game.shop.system import MAIN, Shop

FULL: Final = 0.9  # of a pool, on dashboards that stray, is as good as all of it
CROWDED: Final = 0.5  # of a line; it is bounded, so on average it is well below that
GIVEN_UP: Final = 0.9  # of the timeout; slower than that, and many have given up
NO_CONNECTION: Final = "timed out waiting for a database connection"
GAVE_UP: Final = "504, gave up waiting"
_LASTS: Final = frozenset({NO_CONNECTION, GAVE_UP})
_TAIL: Final = 0.9  # whoever waited in vain is among the slowest
_LEVELS: Final = ((0.5, "p50"), (0.95, "p95"), (0.99, "p99"))


class Shown(Protocol):
    """Metrics as the dashboards show them: a recording, or what a seat may see of it."""

    def at(self, metric_id: str, at_s: int, /) -> float:
        """A metric at one second."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One request as checkout wrote it down."""

    at_s: int
    order: str
    trace: str
    took_ms: float
    error: str  # empty for a request that went well

    def __str__(self) -> str:
        level = "ERROR" if self.error else "INFO "
        what = self.error or "order placed"
        took = f"{self.took_ms:.0f} ms"
        return f"{level} checkout order={self.order} trace={self.trace} took={took} {what}"


def log_lines(shop: Shop, recording: Shown, at_s: int, many: int = 8) -> tuple[Line, ...]:
    """Some requests of that second; as many fail, and take as long, as its metrics say."""
    return tuple(_line(shop, recording, at_s, n) for n in range(many))


def spans(shop: Shop, recording: Shown, line: Line) -> Iterator[tuple[str, float]]:
    """Where the time of one request went: parts and milliseconds that add up to it.

    The database's and the provider's parts are their own metrics; the rest is waiting and work.
    """

    def now(metric: str) -> float:
        return recording.at(metric, line.at_s)

    spec = shop.spec
    paid = not line.error or line.error.startswith("payments")
    queries = spec.database.queries * now("db.latency")
    wanted = [("checkout: own work", spec.checkout.work_ms.value)]
    wanted.append((f"database: {spec.database.queries:g} queries", queries))
    if paid:
        wanted.append(("payments: authorise", now("payments.latency")))
    total = sum(ms for _, ms in wanted)
    scale = min(1.0, line.took_ms / max(total, 1e-9))
    for name, ms in wanted:
        yield name, ms * scale
    yield "waiting", max(line.took_ms - total * scale, 0.0)


def _line(shop: Shop, recording: Shown, at_s: int, n: int) -> Line:
    purpose = f"log/{at_s}"

    def luck(what: str) -> float:
        return draws.draw(shop.seed, f"{purpose}/{what}", n)

    failed = luck("fails") >= recording.at(f"{MAIN}.success", at_s)
    error, share = _error(shop, recording, at_s, luck("why")) if failed else ("", 1.0)
    code = draws.key(shop.seed, purpose, n)
    level = luck("took")
    if error in _LASTS:
        level = _TAIL + (1.0 - _TAIL) * level
    took_ms = max(_quantile(recording, at_s, level) * share, 1.0)
    return Line(at_s, f"{code % 900_000 + 100_000}", f"{code:016x}"[:12], took_ms, error)


def _quantile(recording: Shown, at_s: int, level: float) -> float:
    """Milliseconds at a level, between the quantiles on the dashboards."""
    low, low_ms = 0.0, 0.5 * recording.at(f"{MAIN}.p50", at_s)
    for high, name in _LEVELS:
        high_ms = recording.at(f"{MAIN}.{name}", at_s)
        if level <= high:
            return low_ms + (high_ms - low_ms) * (level - low) / (high - low)
        low, low_ms = high, high_ms
    return low_ms


def _error(shop: Shop, recording: Shown, at_s: int, luck: float) -> tuple[str, float]:
    """Why a request failed, by what is wrong at that second, and its share of a usual time."""

    def now(metric: str) -> float:
        return recording.at(metric, at_s)

    spec = shop.spec
    causes: list[tuple[tuple[str, float], float]] = []
    causes.append((("payments: no usable answer from the provider", 1.0), now("payments.errors")))
    if now("db.connections") >= FULL * spec.database.connections:
        causes.append(((NO_CONNECTION, 1.0), 0.5))
    if now(f"{MAIN}.queue") >= CROWDED * spec.checkout.queue:
        causes.append((("503, too many requests are waiting", 0.02), 0.5))
    if now(f"{MAIN}.p95") >= GIVEN_UP * 1000.0 * spec.checkout.timeout_s:
        causes.append(((GAVE_UP, 1.0), 0.5))
    causes.append((("500, unexpected error while the order was handled", 0.4), 0.02))
    mark = luck * sum(weight for _, weight in causes)
    for cause, weight in causes:
        mark -= weight
        if mark < 0:
            return cause
    return causes[-1][0]
