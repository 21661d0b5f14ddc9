"""Settings of exercise and shop that would leave nothing to play."""

from collections.abc import Iterator

from game.scenario.parts import Parts
from game.scenario.problems import Problem


def settings(parts: Parts) -> Iterator[Problem]:
    """Zeros where something must be, and a target that leaves no error budget."""
    yield from _exercise(parts)
    yield from _shop(parts)


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


def _shop(parts: Parts) -> Iterator[Problem]:
    shop = parts.shop.model
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
            yield parts.shop.problem(path, "the shop cannot work with 0 here")
    if not 0 < shop.slo < 1:
        hint = "a target such as 99.9% leaves an error budget"
        yield parts.shop.problem(("slo",), "it must lie between 0% and 100%", hint)
    if not shop.metrics:
        yield parts.shop.problem(("metrics",), "the dashboards show nothing")
