"""Which metrics a shop has: they follow from its parts, as `<part>.<measure>`."""

from typing import NamedTuple

from game.scenario.shop_model import ShopSpec
from game.terms import Unit


class MetricFacts(NamedTuple):
    """Unit and meaning of a metric that the plant can compute."""

    unit: Unit
    text: str


_WHOLE = {
    "orders.rate": MetricFacts(Unit.PER_MINUTE, "orders completed per minute"),
    "replicas.ready": MetricFacts(Unit.COUNT, "checkout replicas in service"),
    "budget.burn": MetricFacts(
        Unit.COUNT, "error budget spent, in times of what the target allows"
    ),
}
_ON_THE_WAY = {
    "requests": MetricFacts(Unit.PER_SECOND, "requests per second"),
    "success": MetricFacts(Unit.RATIO, "share of requests answered"),
    "p50": MetricFacts(Unit.MILLISECONDS, "median latency"),
    "p95": MetricFacts(Unit.MILLISECONDS, "95th percentile of latency"),
    "p99": MetricFacts(Unit.MILLISECONDS, "99th percentile of latency"),
    "queue": MetricFacts(Unit.COUNT, "requests waiting for a worker"),
    "utilisation": MetricFacts(Unit.RATIO, "share of workers or cores busy"),
    "retries": MetricFacts(Unit.PER_SECOND, "requests per second that are made again"),
}
_ASIDE = {
    "latency": MetricFacts(Unit.MILLISECONDS, "time of an answer, median or mean"),
    "errors": MetricFacts(Unit.RATIO, "share of calls that fail"),
    "utilisation": _ON_THE_WAY["utilisation"],
}
_PROVIDER = {
    "errors": MetricFacts(Unit.RATIO, "share of calls that fail"),
    "latency": MetricFacts(Unit.MILLISECONDS, "time of an answer, median or mean"),
}
_DATABASE = {
    "connections": MetricFacts(Unit.COUNT, "connections of the pool in use"),
    "latency": MetricFacts(Unit.MILLISECONDS, "time of an answer, median or mean"),
    "utilisation": _ON_THE_WAY["utilisation"],
    "lag": MetricFacts(Unit.MILLISECONDS, "how far the replica is behind"),
    "disk": MetricFacts(Unit.RATIO, "how full the disk is"),
}
_CACHE = {"hits": MetricFacts(Unit.RATIO, "share of lookups answered from the cache")}
_QUEUE = {"backlog": MetricFacts(Unit.COUNT, "messages that wait to be worked on")}
_SEGMENT = MetricFacts(Unit.RATIO, "share of this group's requests answered")
_MEASURES = _WHOLE | {
    measure: facts
    for table in (_ASIDE, _ON_THE_WAY, _PROVIDER, _DATABASE, _CACHE, _QUEUE)
    for measure, facts in table.items()
}

DATABASE = "db"
"""How metrics call the database."""


def on_the_way(spec: ShopSpec) -> tuple[str, ...]:
    """The services between the customers and checkout, both ends included, in that order."""
    by_id = {service.id: service for service in spec.services}
    way = [spec.traffic.enters]
    while way[-1] != "checkout" and way[-1] in by_id:
        onward = [call.to for call in by_id[way[-1]].calls if not call.optional]
        following = next((name for name in onward if name == "checkout" or name in by_id), None)
        if following is None or following in way:
            return ("checkout",)
        way.append(following)
    return tuple(way) if way[-1] == "checkout" else ("checkout",)


def parts_of(spec: ShopSpec) -> set[str]:
    """Everything that can be called, can go wrong, or can be worked on."""
    lists = (spec.services, spec.providers, spec.caches, spec.queues)
    return {"checkout", "payments", "database"} | {one.id for several in lists for one in several}


def metrics_of(spec: ShopSpec) -> dict[str, MetricFacts]:
    """All metrics of a shop, in the order in which they are recorded."""
    way = on_the_way(spec)
    known = dict(_WHOLE)
    for part in way:
        known |= _of(part, _ON_THE_WAY)
    for service in spec.services:
        if service.id not in way:
            known |= _of(service.id, _ASIDE)
    for part in ("payments", *(provider.id for provider in spec.providers)):
        known |= _of(part, _PROVIDER)
    known |= _of(DATABASE, _DATABASE)
    for cache in spec.caches:
        known |= _of(cache.id, _CACHE)
    for queue in spec.queues:
        known |= _of(queue.id, _QUEUE)
    for segment in spec.segments:
        known[f"{way[0]}.success.{segment.id}"] = _SEGMENT
    return known


def facts_of(metric_id: str) -> MetricFacts:
    """Unit and meaning of a metric, by its name; KeyError for what no shop measures."""
    if metric_id in _WHOLE:
        return _WHOLE[metric_id]
    _part, _, measure = metric_id.partition(".")
    return _MEASURES[measure.partition(".")[0]]


def unit_of(metric_id: str) -> Unit:
    """What a metric is measured in; KeyError for what no shop measures."""
    return facts_of(metric_id).unit


def measured_in(metric_id: str) -> Unit | None:
    """The same; None for what no shop measures."""
    try:
        return unit_of(metric_id)
    except KeyError:
        return None


def _of(part: str, table: dict[str, MetricFacts]) -> dict[str, MetricFacts]:
    return {f"{part}.{measure}": facts for measure, facts in table.items()}


METRICS = _WHOLE | {
    f"{part}.{measure}": facts
    for part, table in (
        ("checkout", _ON_THE_WAY),
        ("payments", _PROVIDER),
        (DATABASE, _DATABASE),
    )
    for measure, facts in table.items()
}
"""The metrics that every shop has."""
