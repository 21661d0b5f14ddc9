"""What can still be judged when some entries of a file are wrong.

A wrong entry of a list is left out, with everything it names remembered as gone, so that one
mistake does not hide the others, and does not make up new ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.scenario.nodes import Document, ListNode, MapNode, Node, Path, TextNode, plain
from game.scenario.shape import spot_of

_ROUNDS = 6
_LONGEST_NAME = 64

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[M]):
    """What is left: the model, its document with the places as they were, and the names cut."""

    model: M
    document: Document
    gone: frozenset[str]


def salvage(model: type[M], document: Document) -> Salvaged[M] | None:
    """The model of the entries that are right; None when too much is wrong."""
    gone: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            whole = model.model_validate(plain(document.root), by_alias=True, by_name=False)
            return Salvaged(whole, document, frozenset(gone))
        except ValidationError as error:
            cuts = {_cut(model, document.root, one) for one in error.errors(include_url=False)}
        if () in cuts:
            return None
        for path in cuts:
            gone.update(_names(_at(document.root, path)))
        root = _without(document.root, (), cuts)
        if not isinstance(root, MapNode):
            return None
        document = replace(document, root=root)
    return None


def _cut(model: type[BaseModel], root: MapNode, error: ErrorDetails) -> Path:
    """What has to go because of an error: the list entry around it, or an optional value."""
    loc = error["loc"]
    spot = spot_of(model, root, loc)
    if spot.cut:
        return spot.cut
    optional = spot.field is None or not spot.field.is_required()
    return spot.steps if len(spot.steps) == 1 and optional else ()


def _at(node: Node, path: Path) -> Node:
    for step in path:
        match node, step:
            case ListNode(items=items), int():
                node = items[step]
            case MapNode(values=values), str():
                node = values[step]
            case _:
                break
    return node


def _names(node: Node) -> Iterator[str]:
    """Every short text in what is cut: others may refer to it."""
    match node:
        case TextNode(text=text) if len(text) <= _LONGEST_NAME:
            yield text
        case ListNode(items=items):
            for item in items:
                yield from _names(item)
        case MapNode(values=values):
            for value in values.values():
                yield from _names(value)
        case _:
            pass


def _without(node: Node, path: Path, cuts: set[Path]) -> Node:
    match node:
        case ListNode(items=items):
            kept = [i for i in range(len(items)) if (*path, i) not in cuts]
            left = tuple(_without(items[i], (*path, i), cuts) for i in kept)
            return replace(node, items=left, labels=tuple(node.labels[i] for i in kept))
        case MapNode(values=values):
            rest = {
                key: _without(value, (*path, key), cuts)
                for key, value in values.items()
                if (*path, key) not in cuts
            }
            return replace(node, values=rest)
        case _:
            return node
