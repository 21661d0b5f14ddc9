"""Around the shop: answers on a condition, own tools, quiet stretches, and its monitoring."""

from collections.abc import Iterator

from game.scenario.fields import Model
from game.scenario.model import FastForward, OtherFact, OtherFinding, Outage, Reaction, Tool
from game.scenario.nodes import Path
from game.scenario.parts import Part, Parts
from game.scenario.problems import Problem, did_you_mean, shown
from game.scenario.rules.names import names_of
from game.scenario.rules.reach import reach_of
from game.scenario.shop_levers import LeverCase, OtherAnswer
from game.scenario.shop_model import AlertSpec

FASTEST = 120.0
"""Incident seconds per real second that people can still follow."""

_SELECTIVE = frozenset({Tool.LEVERS, Tool.LOOKUPS})
_ASKED = (LeverCase, OtherAnswer, OtherFact, OtherFinding, Outage, Reaction, FastForward)
"""What counts only on a condition."""


def surroundings(parts: Parts) -> Iterator[Problem]:
    """Cases that never come, tools that cannot fail in part, paces nobody can follow."""
    reach = reach_of(parts.scenario.model, names_of(parts), parts.gone)
    for found in parts.scenario.models():
        if isinstance(found.model, _ASKED):
            for key, condition in (
                ("when", found.model.when),
                ("until", found.model.until if isinstance(found.model, FastForward) else None),
            ):
                if condition is not None and not reach.can_be(condition):
                    message = "this can never become true"
                    yield parts.scenario.problem((*found.path, key), message)
            yield from _one(parts.scenario, found.path, found.model)
    yield from _alerts(parts)
    traffic = parts.scenario.model.shop_changes.traffic
    for key, value in (("base_rps", traffic.base_rps), ("order_value", traffic.order_value)):
        if value == 0:
            path: Path = ("shop changes", "traffic", key)
            yield parts.scenario.problem(path, "the shop cannot work with 0 here")


def _one(part: Part[Model], path: Path, model: Model) -> Iterator[Problem]:
    match model:
        case Outage(of=tool, only=only) if only and tool not in _SELECTIVE:
            message = f"{tool.value} fails as a whole, not for some"
            yield part.problem((*path, "only"), message, "only goes with levers and lookups")
        case FastForward(pace=pace) if not 1 < pace <= FASTEST:
            message = f"a pace of {pace:g} is no fast forward that people can follow"
            yield part.problem((*path, "pace"), message, f"write 2 to {FASTEST:.0f}")
        case Reaction(text=None, after_s=after_s) if after_s:
            message = "whoever stays silent does not need a time"
            yield part.problem((*path, "after"), message, "add text:, or remove after:")
        case _:
            pass


def _alerts(parts: Parts) -> Iterator[Problem]:
    """Rules of the monitoring that are new must be whole; those that are missing must be known."""
    known: dict[str, AlertSpec] = {alert.id: alert for alert in parts.shop.model.alerts}
    for number, change in enumerate(parts.scenario.model.shop_changes.alerts):
        path: Path = ("shop changes", "alerts", number)
        if change.id in known or change.id in parts.gone:
            continue
        if change.missing:
            message = f"the shop has no alert {shown(change.id)} that could be missing"
            yield parts.scenario.problem((*path, "id"), message, did_you_mean(change.id, known))
        elif change.metric is None or (change.above is None and change.below is None):
            message = f"{shown(change.id)} is a new alert, and does not say when it fires"
            hint = did_you_mean(change.id, known)
            hint = hint if hint.startswith("did") else "add metric:, and above: or below:"
            yield parts.scenario.problem((*path, "id"), message, hint)
