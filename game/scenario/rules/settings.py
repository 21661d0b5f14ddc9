"""Settings of exercise and shop that would leave nothing to play."""

from collections.abc import Iterator

from game.scenario.nodes import Path
from game.scenario.parts import Part, Parts
from game.scenario.problems import Problem, did_you_mean, shown
from game.scenario.shop_metrics import on_the_way, parts_of
from game.scenario.shop_model import CallSpec, ShopSpec


def settings(parts: Parts) -> Iterator[Problem]:
    """Zeros where something must be, and a target that leaves no error budget."""
    yield from _exercise(parts)
    yield from shop_of(parts.shop)


def _exercise(parts: Parts) -> Iterator[Problem]:
    exercise = parts.scenario.model.exercise
    if exercise.duration_s < 60:
        hint = "a drill has 20 to 40 minutes: write 30m"
        yield parts.scenario.problem(("exercise", "duration"), "under a minute", hint)
    if exercise.pace <= 0:
        hint = "write 1 for real time, 2 for twice as fast"
        yield parts.scenario.problem(("exercise", "pace"), "time would stand still", hint)
    if not parts.scenario.model.objectives:
        hint = "list the objectives of the runbook that it trains"
        yield parts.scenario.problem(("objectives",), "the drill has no objective", hint)


def shop_of(part: Part[ShopSpec]) -> Iterator[Problem]:
    """The same for a shop alone, and its parts that do not fit together."""
    shop = part.model
    traffic, checkout, database = shop.traffic, shop.checkout, shop.database
    for path, value in (
        (("traffic", "base_rps"), traffic.base_rps),
        (("traffic", "order_value"), traffic.order_value),
        (("checkout", "replicas"), checkout.replicas),
        (("checkout", "workers"), checkout.workers),
        (("checkout", "timeout"), checkout.timeout_s),
        (("database", "connections"), database.connections),
        (("database", "queries"), database.queries),
        (("database", "cores"), database.cores),
        (("window",), shop.window_s),
    ):
        if value <= 0:
            yield part.problem(path, "the shop cannot work with 0 here")
    if not 0 < shop.slo < 1:
        hint = "a target such as 99.9% leaves an error budget"
        yield part.problem(("slo",), "it must lie between 0% and 100%", hint)
    if not shop.metrics:
        yield part.problem(("metrics",), "the dashboards show nothing")
    yield from _services(part)
    yield from _calls(part)
    yield from _shares(part)


def _services(part: Part[ShopSpec]) -> Iterator[Problem]:
    for n, service in enumerate(part.model.services):
        for key, value in (
            ("replicas", service.replicas),
            ("workers", service.workers),
            ("timeout", service.timeout_s),
        ):
            if value <= 0:
                yield part.problem(("services", n, key), "the shop cannot work with 0 here")
    for n, queue in enumerate(part.model.queues):
        if queue.consumers <= 0:
            yield part.problem(("queues", n, "consumers"), "nobody would ever work on it")
    shop = part.model
    if shop.traffic.enters != "checkout" and on_the_way(shop) == ("checkout",):
        hint = "let each service on the way call the next one, the last of them checkout"
        message = "no way leads from here to checkout"
        yield part.problem(("traffic", "enters"), message, hint)


def _calls(part: Part[ShopSpec]) -> Iterator[Problem]:
    """Calls to what is not there, and in a circle."""
    shop = part.model
    known = parts_of(shop) - {"payments"}
    beyond: dict[str, set[str]] = {}
    callers: list[tuple[str, Path, tuple[CallSpec, ...]]] = [
        ("checkout", ("checkout",), shop.checkout.calls)
    ]
    callers += [(s.id, ("services", n), s.calls) for n, s in enumerate(shop.services)]
    for name, place, calls in callers:
        beyond[name] = {call.to for call in calls}
        for n, call in enumerate(calls):
            path: Path = (*place, "calls", n, "to")
            if call.to not in known:
                hint = did_you_mean(call.to, known)
                yield part.problem(path, f"the shop has no {shown(call.to)} to call", hint)
            elif name in _reached(call.to, beyond):
                yield part.problem(path, f"{call.to} calls {name} in turn: this is a circle")


def _reached(name: str, beyond: dict[str, set[str]]) -> set[str]:
    found, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(beyond.get(one, ()))
    return found


def _shares(part: Part[ShopSpec]) -> Iterator[Problem]:
    """Zones hold all replicas, and so do the segments of one kind all customers."""
    shop = part.model
    groups = {"zones": [zone.share for zone in shop.zones]}
    for kind in {segment.of for segment in shop.segments}:
        groups[f"segments of {kind}"] = [s.share for s in shop.segments if s.of == kind]
    for name, shares in sorted(groups.items()):
        if sum(shares) > 1.0 + 1e-9:
            message = f"the {name} hold {sum(shares):.0%} together"
            yield part.problem((name.partition(" ")[0],), message, "make it 100% at most")
