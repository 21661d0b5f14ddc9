"""Nodes into models: every error of the validation at its place in the file."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.scenario.nodes import Document, ListNode, MapNode, Path, Place, plain
from game.scenario.problems import Problem, tidy
from game.scenario.shape import Spot, spot_of
from game.scenario.wording import Fault, say

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Document) -> M | list[Problem]:
    """The model that the document describes, or all that is wrong with it."""
    try:
        return model.model_validate(plain(document.root), by_alias=True, by_name=False)
    except ValidationError as error:
        return _problems(model, document, error)


def _problems(model: type[BaseModel], document: Document, error: ValidationError) -> list[Problem]:
    found = (_problem(model, document, one) for one in error.errors(include_url=False))
    return tidy(problem for problem in found if problem is not None)


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem | None:
    """The problem, or None for an error that only follows from another."""
    loc = error["loc"]
    match error["type"]:
        case "extra_forbidden":
            return _at_key(document, spot_of(model, document.root, loc[:-1]), error, str(loc[-1]))
        case "missing":
            spot = spot_of(model, document.root, loc)
            return _at(document, spot, error, spot.place, (*spot.path, str(loc[-1])))
    if loc and loc[-1] == "[key]":
        return _at_key(document, spot_of(model, document.root, loc[:-2]), error, str(loc[-2]))
    spot = spot_of(model, document.root, loc)
    return None if _only_follows(spot, error) else _at(document, spot, error, spot.place, spot.path)


def _at_key(document: Document, spot: Spot, error: ErrorDetails, key: str) -> Problem:
    keys = spot.node.keys if isinstance(spot.node, MapNode) else {}
    return _at(document, spot, error, keys.get(key, spot.place), (*spot.path, key))


def _at(document: Document, spot: Spot, error: ErrorDetails, place: Place, path: Path) -> Problem:
    said = say(Fault(spot, error))
    return document.page.problem(place, path, said.message, said.hint)


def _only_follows(spot: Spot, error: ErrorDetails) -> bool:
    """A list is called too short when its entries failed, which is told already."""
    if error["type"] != "too_short" or not isinstance(spot.node, ListNode):
        return False
    least = error.get("ctx", {}).get("min_length", 1)
    return len(spot.node.items) >= int(least)
