"""Texts: every placeholder in braces can be filled."""

import re
from collections.abc import Iterator

from game.scenario.fields import Model
from game.scenario.nodes import Path
from game.scenario.parts import Found, Part, Parts
from game.scenario.problems import Problem, did_you_mean, shown
from game.scenario.runbook import Template
from game.scenario.shop_metrics import metrics_of
from game.terms import SEATS

_PLACEHOLDER = re.compile(r"\{\s*([A-Za-z0-9_.-]+)\s*\}")
_OF_POSTS = ("since", "until", "scope", "next_update", "severity", "data")
_NO_STORY = frozenset({"command", "handover"})
_HINT = (
    "there are {checkout.p99} and the other metrics, {cast.ID}, {role.ic}, {time.utc}, "
    "{deploy.ID.version}, {flag.ID.state}, {fact.ID}, {support.tickets} and {company}"
)


def texts(parts: Parts) -> Iterator[Problem]:
    """Placeholders that nothing fills."""
    known = placeholders(parts)
    for found in parts.scenario.models():
        yield from _in_model(parts.scenario, found, known)
    for found in parts.runbook.models():
        if isinstance(found.model, Template):
            yield from _in_model(parts.runbook, found, known | set(_OF_POSTS))
    if "{person}" not in parts.runbook.model.handover:
        hint = "write {person} where the name of the next person belongs"
        yield parts.runbook.problem(("handover",), "the set words name nobody", hint)


def placeholders(parts: Parts) -> frozenset[str]:
    """All placeholders that this scenario's texts may hold, without braces."""
    scenario = parts.scenario.model
    deploys = [item.id for item in scenario.deploys]
    of_deploys = ("version", "previous", "age", "time")
    characters = [item.id for item in scenario.characters]
    return frozenset(
        {
            *metrics_of(parts.shop.model),
            *("company", "support.tickets", "time.utc", "time.clock"),
            *(f"role.{seat.value}" for seat in SEATS),
            *(f"cast.{name}" for name in characters),
            *(f"cast.{name}.title" for name in characters),
            *(f"deploy.{name}.{what}" for name in deploys for what in of_deploys),
            *(f"flag.{item.id}.state" for item in scenario.flags),
            *(f"fact.{item.id}" for item in scenario.facts),
        }
    ) | {f"{kind}.{name}" for kind in ("cast", "deploy", "flag", "fact") for name in parts.gone}


def _in_model(part: Part[Model], found: Found, known: frozenset[str]) -> Iterator[Problem]:
    for name, info in type(found.model).model_fields.items():
        if name in _NO_STORY:
            continue
        path, value = (*found.path, info.alias or name), getattr(found.model, name)
        if isinstance(value, str):
            yield from _in_text(part, path, value, known)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    yield from _in_text(part, (*path, index), item, known)


def _in_text(part: Part[Model], path: Path, text: str, known: frozenset[str]) -> Iterator[Problem]:
    for match in _PLACEHOLDER.finditer(text):
        name = match[1]
        if name not in known:
            hint = did_you_mean(name, known)
            message = f"nothing fills {shown(match[0])}"
            yield part.problem_in_text(path, match[0], message, hint or _HINT)
        elif match[0] != f"{{{name}}}":
            message = f"spaces in {shown(match[0])}"
            yield part.problem_in_text(path, match[0], message, f"write {{{name}}}")
