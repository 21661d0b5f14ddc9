"""The tree of texts that a file is before any model speaks: values that know where they stood."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from game.scenario.problems import Problem, shown

Path = tuple[str | int, ...]
"""Way from the top of a file to a value: keys and indexes."""


class Place(NamedTuple):
    """A line and a column, counted in characters from 1."""

    line: int
    col: int


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar: always text."""

    place: Place
    text: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list; `labels` are the indexes that its items had in the file."""

    place: Place
    items: tuple["Node", ...]
    labels: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping in the order of the file, with the places of its keys."""

    place: Place
    keys: Mapping[str, Place]
    values: Mapping[str, "Node"]
    size: int


Node = TextNode | ListNode | MapNode


class Page(NamedTuple):
    """The name of a file and its lines: enough to show where a problem is."""

    file: str
    lines: tuple[str, ...]

    def problem(self, place: Place, path: Path, message: str, hint: str = "") -> Problem:
        """A problem at a place, with its line; a place past the end becomes the end."""
        line = min(place.line, len(self.lines))
        excerpt = self.lines[line - 1]
        col = place.col if line == place.line else len(excerpt) + 1
        col = min(col, len(excerpt) + 1)
        return Problem(self.file, line, col, path_text(path), message, hint, excerpt)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read; `flaws` are what is wrong with its writing all the same."""

    page: Page
    text: str
    root: MapNode
    flaws: tuple[Problem, ...] = ()


def path_text(path: Path) -> str:
    """A path as people read it: injects[2].when.above."""
    text = ""
    for step in path:
        match step:
            case int():
                text += f"[{step}]"
            case str():
                name = shown(step) if step.strip() != step or len(step) > 40 else step
                text += f".{name}" if text else name
    return text


def kind_of(node: Node) -> str:
    """What a node is, in words for messages."""
    match node:
        case TextNode():
            return f"the text {shown(node.text)}"
        case ListNode():
            return "a list"
        case MapNode():
            return "a mapping of keys"


def plain(node: Node) -> object:
    """The node as lists, dicts and texts; what is shared by an alias stays shared."""
    return _plain(node, {})


def _plain(node: Node, done: dict[int, object]) -> object:
    if isinstance(node, TextNode):
        return node.text
    if id(node) not in done:
        done[id(node)] = (
            [_plain(item, done) for item in node.items]
            if isinstance(node, ListNode)
            else {key: _plain(value, done) for key, value in node.values.items()}
        )
    return done[id(node)]
