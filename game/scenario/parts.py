"""The three files of a drill as models beside their nodes, so that meaning has a place too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from game.scenario.fields import Model
from game.scenario.model import Scenario
from game.scenario.nodes import Document, ListNode, MapNode, Node, Path, Place
from game.scenario.problems import Problem
from game.scenario.runbook import Runbook
from game.scenario.shop_model import ShopSpec

M_co = TypeVar("M_co", bound=Model, covariant=True)

_LONGEST_TEXT = 60
"""So many lines of a text are searched for the words that a problem is about."""


class Found(NamedTuple):
    """A model inside a file, and the way to it."""

    path: Path
    model: Model


@dataclass(frozen=True, slots=True)
class Part(Generic[M_co]):
    """One file: what it says and where."""

    model: M_co
    document: Document

    def problem(self, path: Path, message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """A problem with the value at a path; with `at_key`, with the key itself."""
        place, labels = _locate(self.document.root, path, at_key=at_key)
        return self.document.page.problem(place, labels, message, hint)

    def problem_in_text(self, path: Path, words: str, message: str, hint: str) -> Problem:
        """A problem with some words of the text at a path."""
        place, labels = _locate(self.document.root, path, at_key=False)
        lines = self.document.page.lines
        for number in range(place.line, min(place.line + _LONGEST_TEXT, len(lines)) + 1):
            start = place.col - 1 if number == place.line else 0
            col = lines[number - 1].find(words, start)
            if col >= 0:
                place = Place(number, col + 1)
                break
        return self.document.page.problem(place, labels, message, hint)

    def line(self, path: Path) -> int:
        """The line where the value at a path begins, from 1."""
        return _locate(self.document.root, path, at_key=False)[0].line

    def models(self) -> Iterator[Found]:
        """Every model of the file, outer before inner, in order."""
        return walk(self.model)


@dataclass(frozen=True, slots=True)
class Parts:
    """All files of a drill; `gone` are ids of entries that could not be read."""

    scenario: Part[Scenario]
    runbook: Part[Runbook]
    shop: Part[ShopSpec]
    gone: frozenset[str] = field(default_factory=frozenset)


def walk(value: object, path: Path = ()) -> Iterator[Found]:
    """The models in a value, each with the keys and indexes that lead to it."""
    match value:
        case Model():
            yield Found(path, value)
            for name, key in _keys(type(value)):
                inside = getattr(value, name)
                if not isinstance(inside, _LEAVES):
                    yield from walk(inside, (*path, key))
        case tuple() if not hasattr(value, "_fields"):
            for index, item in enumerate(value):
                yield from walk(item, (*path, index))
        case dict():
            for key, item in value.items():
                yield from walk(item, (*path, str(key)))
        case _:
            pass


_LEAVES = (str, int, float, type(None))
"""What most fields hold, and what no model is inside of; asked first, as there are so many."""


@cache
def _keys(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, each with its key in the file."""
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())


def _locate(root: Node, path: Path, *, at_key: bool) -> tuple[Place, Path]:
    """Place of the value (or the nearest one around it), and the path in the file's own indexes."""
    node, place, labels = root, root.place, path
    for depth, step in enumerate(path):
        match node, step:
            case MapNode(keys=keys, values=values), str() if step in values:
                last = depth == len(path) - 1
                node, place = values[step], keys[step]
                place = place if at_key and last else node.place
            case ListNode(items=items, labels=numbers), int() if step < len(items):
                labels = (*labels[:depth], numbers[step], *labels[depth + 1 :])
                node = items[step]
                place = node.place
            case _:
                break
    return place, labels
