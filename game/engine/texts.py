"""Texts filled from the exercise at that moment, so that the story never contradicts the shop."""

import math
import re

from game.engine.conditions import holds
from game.engine.plan import Plan
from game.engine.pulls import pulls
from game.engine.state import State
from game.scenario.shop_metrics import unit_of
from game.shop import impact
from game.simtime import clock, utc, words
from game.terms import Role, Unit

_PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.-]+)\}")
_TICKETS_PER_FAILED_ORDER = 0.03
_KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    """The text without control characters and broken code points, trimmed."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in whole if c.isprintable() or c in _KEPT_CONTROLS).strip()


def show(metric: str, value: float) -> str:
    """A metric's value as people read it: 38.6 %, 640 ms, 2.4 s, 121 /s, 24."""
    if math.isnan(value):
        return "no data"
    match unit_of(metric):
        case Unit.RATIO:
            percent = value * 100
            return f"{percent:.1f} %" if percent < 99.95 else "100 %"
        case Unit.MILLISECONDS:
            return f"{value:.0f} ms" if value < 1000 else f"{value / 1000:.1f} s"
        case Unit.PER_SECOND:
            return f"{value:.1f} /s" if value < 100 else f"{value:.0f} /s"
        case Unit.PER_MINUTE | Unit.COUNT:
            return f"{value:.0f}"


def render(plan: Plan, state: State, text: str) -> str:
    """The text with every placeholder filled; an unknown one stays as it stands."""
    return _PLACEHOLDER.sub(lambda match: _fill(plan, state, match[1], match[0]), text)


def _fill(plan: Plan, state: State, name: str, raw: str) -> str:
    if name in plan.shop.metric_ids:
        return show(name, state.course.recording.at(name, state.at_s))
    head, _, rest = name.partition(".")
    match head:
        case "cast":
            return _cast(plan, rest, raw)
        case "role":
            return _role(state, rest, raw)
        case "time":
            return _time(plan, state, rest, raw)
        case "deploy":
            return _deploy(plan, state, rest, raw)
        case "fact":
            return _fact(plan, state, rest, raw)
        case "flag":
            return _flag(plan, state, rest, raw)
        case "support" if rest == "tickets":
            return str(tickets(plan, state))
        case "company":
            return plan.shop.spec.name or plan.shop.spec.title
        case _:
            return raw


def _cast(plan: Plan, rest: str, raw: str) -> str:
    key, _, wanted = rest.partition(".")
    character = plan.characters.get(key)
    if character is None:
        return raw
    return character.title if wanted == "title" else character.name or plan.person(key)


def _role(state: State, rest: str, raw: str) -> str:
    if rest not in set(Role):
        return raw
    return person_in(state, Role(rest))


def person_in(state: State, role: Role) -> str:
    """Who holds the role, or sits in its seat while it has not been given."""
    holder = state.roles.get(role)
    return holder.person if holder else state.seats.get(role, role.value)


def _time(plan: Plan, state: State, rest: str, raw: str) -> str:
    if rest == "utc":
        return utc(plan.scenario.exercise.start, state.at_s)[:5] + " UTC"
    return clock(state.at_s) if rest == "clock" else raw


def _deploy(plan: Plan, state: State, rest: str, raw: str) -> str:
    key, _, wanted = rest.rpartition(".")
    deploy = next((item for item in plan.scenario.deploys if item.id == key), None)
    if deploy is None:
        return raw
    values = {
        "version": deploy.version,
        "previous": deploy.previous,
        "age": words(max(0, state.at_s - deploy.at_s) // 60 * 60),
        "time": utc(plan.scenario.exercise.start, deploy.at_s)[:5] + " UTC",
    }
    return values.get(wanted, raw)


def _fact(plan: Plan, state: State, key: str, raw: str) -> str:
    fact = next((item for item in plan.scenario.facts if item.id == key), None)
    if fact is None:
        return raw
    other = next((item for item in fact.instead if holds(plan, state, item.when)), None)
    return fact.text if other is None else other.text


def _flag(plan: Plan, state: State, rest: str, raw: str) -> str:
    key, _, wanted = rest.rpartition(".")
    flag = next((item for item in plan.scenario.flags if item.id == key), None)
    if flag is None or wanted != "state":
        return raw
    turned_off = any(
        plan.levers[pull.lever.id].flag == key and pull.undone_at_s is None
        for pull in pulls(plan, state)
    )
    return "on" if flag.on and not turned_off else "off"


def tickets(plan: Plan, state: State) -> int:
    """Customer tickets so far: a fixed share of the orders that failed since T+0."""
    failed = impact(plan.shop, state.course.recording, 0, state.at_s).failed_orders
    return round(failed * _TICKETS_PER_FAILED_ORDER)
