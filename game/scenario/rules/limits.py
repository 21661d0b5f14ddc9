"""Limits: quantities in the unit of their metric, and such that they can be crossed."""

from collections.abc import Iterator

from game.scenario.conditions import MetricIs
from game.scenario.fields import Model, QuantityValue
from game.scenario.nodes import Path
from game.scenario.parts import Found, Part, Parts
from game.scenario.problems import Problem
from game.scenario.shop_changes import AlertChange
from game.scenario.shop_metrics import measured_in
from game.scenario.shop_model import (
    AlertSpec,
    CacheSpec,
    CallSpec,
    CheckoutSpec,
    DatabaseSpec,
    MetricSpec,
    PaymentsSpec,
    QueueSpec,
)
from game.terms import Unit

_EXAMPLES = {
    Unit.RATIO: "95%",
    Unit.MILLISECONDS: "800ms or 2s",
    Unit.PER_SECOND: "30/s",
    Unit.PER_MINUTE: "120/min",
    Unit.COUNT: "20",
}


def limits(parts: Parts) -> Iterator[Problem]:
    """Limits in a wrong unit, and limits that nothing or everything is beyond."""
    for part in (parts.shop, parts.runbook, parts.scenario):
        yield from limits_of(part)


def limits_of(part: Part[Model]) -> Iterator[Problem]:
    """The same for one file."""
    for found in part.models():
        yield from _units(part, found)
        yield from _possible(part, found)


def _units(part: Part[Model], found: Found) -> Iterator[Problem]:
    """Every quantity of the model, against the unit it should have."""
    match found.model:
        case MetricIs(metric=metric, above=above, below=below):
            pass
        case AlertSpec(metric=metric, above=above, below=below):
            pass
        case AlertChange(metric=str() as metric, above=above, below=below):
            pass
        case MetricSpec(id=metric, threshold=threshold):
            yield from _metric_unit(part, (*found.path, "threshold"), metric, threshold)
            return
        case _:
            yield from _times(part, found)
            return
    yield from _metric_unit(part, (*found.path, "above"), metric, above)
    yield from _metric_unit(part, (*found.path, "below"), metric, below)


def _times(part: Part[Model], found: Found) -> Iterator[Problem]:
    """Quantities of a shop's parts that are times."""
    match found.model:
        case CheckoutSpec(work_ms=time):
            key = "work"
        case PaymentsSpec(latency=time):
            key = "latency"
        case DatabaseSpec(query=time):
            key = "query"
        case CacheSpec(lookup=time):
            key = "lookup"
        case QueueSpec(takes=time):
            key = "takes"
        case CallSpec(backoff=time):
            key = "backoff"
        case _:
            return
    yield from _time(part, (*found.path, key), time)


def _metric_unit(
    part: Part[Model], path: Path, metric: str, value: QuantityValue | None
) -> Iterator[Problem]:
    unit = measured_in(metric)
    if value is None or unit is None or value.unit is unit:
        return
    message = f"{metric} is {_measured(unit)}, and this is {_measured(value.unit)}"
    yield part.problem(path, message, f"write it as {_EXAMPLES[unit]}")


def _measured(unit: Unit) -> str:
    return "a count" if unit is Unit.COUNT else f"measured in {unit.value}"


def _time(part: Part[Model], path: Path, value: QuantityValue) -> Iterator[Problem]:
    if value.unit is not Unit.MILLISECONDS or value.value <= 0:
        yield part.problem(path, "expected a time above zero", "write it as 800ms or 2s")


def _possible(part: Part[Model], found: Found) -> Iterator[Problem]:
    relative = False
    match found.model:
        case MetricIs(metric=metric, above=above, below=below):
            relative = found.model.relative
        case AlertSpec(metric=metric, above=above, below=below):
            pass
        case _:
            return
    if above is None and below is None and not relative:
        hint = "add above: or below:, with a unit"
        yield part.problem(found.path, "neither above nor below: it has no limit", hint)
    if above is not None and below is not None and above.value >= below.value:
        message = "nothing is above the one and below the other limit"
        yield part.problem((*found.path, "above"), message, "use any: for one or the other")
    if below is not None and below.value <= 0:
        yield part.problem((*found.path, "below"), f"{metric} is never below zero")
    if above is not None and above.unit is Unit.RATIO and above.value >= 1:
        yield part.problem((*found.path, "above"), f"{metric} is never above 100%")
