"""The observed metrics of the drills for a team's own Prometheus; never the hidden truth."""

import math
from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from game.faces.web.room import Room
from game.scenario.shop_metrics import facts_of
from game.terms import Role, Unit

CONTENT_TYPE = CONTENT_TYPE_LATEST
PREFIX = "breakglass_"
_BASE_UNITS = {
    Unit.RATIO: ("_ratio", 1.0),
    Unit.MILLISECONDS: ("_seconds", 0.001),
    Unit.PER_SECOND: ("_per_second", 1.0),
    Unit.PER_MINUTE: ("_per_minute", 1.0),
    Unit.COUNT: ("", 1.0),
}


def exposition(rooms: Iterable[Room]) -> bytes:
    """All metrics of all rooms in the text exposition format, a label `drill` for each room."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Drills(tuple(rooms)))
    return generate_latest(registry)


class _Drills(Collector):
    def __init__(self, rooms: tuple[Room, ...]) -> None:
        self._rooms = rooms

    def collect(self) -> Iterator[GaugeMetricFamily]:
        families: dict[str, GaugeMetricFamily] = {}
        for room in self._rooms:
            view = room.session.view(Role.OBSERVER)
            for metric in view.readings.metric_ids:
                name, factor = series_name(metric)
                family = families.get(name)
                if family is None:
                    text = facts_of(metric).text
                    family = GaugeMetricFamily(name, text, labels=("drill", "scenario"))
                    families[name] = family
                value = view.readings.at(metric, view.readings.last_s)
                if not math.isnan(value):  # a series that the monitoring has lost is absent
                    labels = (room.code, room.session.header.scenario)
                    family.add_metric(labels, value * factor)
        yield from families.values()


def series_name(metric: str) -> tuple[str, float]:
    """checkout.p95 -> breakglass_checkout_p95_seconds, and the factor to the base unit."""
    suffix, factor = _BASE_UNITS[facts_of(metric).unit]
    return PREFIX + metric.replace(".", "_").replace("-", "_") + suffix, factor
