"""The only door to YAML: a file's text into a tree of texts that knows where each stood.

Nothing is guessed: every scalar is text until a model says what it is. Whatever the bytes, the
answer is a document or problems, in bounded time: size, depth and expansion are limited.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import yaml

from game.scenario.decode import BEYOND_ASCII, decode, lines_of
from game.scenario.nodes import (
    Document,
    ListNode,
    MapNode,
    Node,
    Page,
    Path,
    Place,
    TextNode,
    kind_of,
)
from game.scenario.problems import Problem, shown, tidy
from game.scenario.yaml_words import explain

MAX_DEPTH = 40
MAX_NODES = 20_000

# libyaml reads about ten times faster; where it was not built in, the same in Python.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(f"[^\t\n\x20-\x7e{BEYOND_ASCII}]")


def read(file: str, data: bytes | str) -> Document | list[Problem]:
    """Reads one YAML file; `file` is its name in problems. Never raises, whatever the bytes."""
    text = decode(file, data)
    if isinstance(text, Problem):
        return [text]
    found = _read(file, text)
    return list(found) if isinstance(found, tuple) else found


Wanted = Mapping[str, Collection[str]]
"""Keys at the top of a file; each with the keys wanted of it, or of its items (none: all)."""


def read_some(file: str, data: bytes | str, wanted: Wanted) -> Mapping[str, Node] | None:
    """The values of some keys of a file, several times as fast as all of it.

    None where anything stands in the way: then `read` tells what. The rest is not looked at.
    """
    text = decode(file, data)
    if isinstance(text, Problem):
        return None
    reader = _Reader(Page(file, ("",)), yaml.parse(text, Loader=_Loader))
    try:
        found = reader.some(wanted)
    except (_UnreadableError, yaml.YAMLError, StopIteration):
        return None
    return None if reader.flaws else found


@lru_cache(maxsize=8)  # scenarios read one after another share a runbook and a few shops
def _read(file: str, text: str) -> Document | tuple[Problem, ...]:
    reader = _Reader(Page(file, lines_of(text)), yaml.parse(text, Loader=_Loader))
    try:
        root = reader.document()
    except _UnreadableError as error:
        return tuple(tidy([*reader.flaws, error.problem]))
    except yaml.YAMLError as error:
        return tuple(tidy([*reader.flaws, _syntax(reader.page, error)]))
    return Document(reader.page, text, root, tuple(tidy(reader.flaws)))


def _syntax(page: Page, error: yaml.YAMLError) -> Problem:
    """What the parser complains about, in our words, where it can be mended."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return page.problem(Place(1, 1), (), "not readable as YAML", "is it a text file?")
    end = _place(error.problem_mark)
    line = page.lines[end.line - 1] if end.line <= len(page.lines) else ""
    words = explain(error.context or "", error.problem or "", line, end.col)
    at_beginning = words.at_beginning and error.context_mark is not None
    place = _place(error.context_mark) if at_beginning else end
    return page.problem(place, (), words.message, words.hint)


class _Mark(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def _place(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


class _UnreadableError(Exception):
    """Reading has to stop at this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Reader:
    """Builds nodes from the parser's events, and notes the flaws on its way."""

    page: Page
    events: Iterator[yaml.Event]
    flaws: list[Problem] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    nodes: int = 0

    def document(self) -> MapNode:
        """The mapping at the top of the only document."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise self._stop(Place(1, 1), (), "the file is empty", "breakglass new ID writes one")
        root = self._node(next(self.events), (), 1)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            place = _place(after.start_mark)
            raise self._stop(place, (), "a second document in one file", "remove the line '---'")
        if not isinstance(root, MapNode):
            message = f"expected keys with values, found {kind_of(root)}"
            raise self._stop(root.place, (), message, "begin with a line such as: id: my-scenario")
        return root

    def some(self, wanted: Wanted) -> Mapping[str, Node]:
        """The values of the wanted keys of the only document."""
        while not isinstance(event := next(self.events), yaml.MappingStartEvent):
            if isinstance(event, yaml.NodeEvent):
                raise self._stop(_place(event.start_mark), (), "expected keys with values")
        return dict(self._chosen(wanted))

    def _chosen(self, wanted: Wanted) -> Iterator[tuple[str, Node]]:
        while isinstance(event := next(self.events), yaml.ScalarEvent):
            key: str = event.value
            if key in wanted:
                yield key, self._part(next(self.events), (key,), wanted[key])
            else:
                self._skip(next(self.events))
        if not isinstance(event, yaml.MappingEndEvent):
            raise self._stop(_place(event.start_mark), (), "a key must be a text")

    def _part(self, event: yaml.Event, path: Path, keys: Collection[str]) -> Node:
        """A node with these keys only, or a list of such nodes."""
        place = _place(event.start_mark)
        match event:
            case yaml.SequenceStartEvent() if keys:
                items: list[Node] = []
                while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                    items.append(self._part(event, path, keys))
                return ListNode(place, tuple(items), tuple(range(len(items))), 1 + len(items))
            case yaml.MappingStartEvent() if keys:
                values = dict(self._chosen(dict.fromkeys(keys, ())))
                return MapNode(place, dict.fromkeys(values, place), values, 1 + len(values))
            case _:
                return self._node(event, path, 2)

    def _skip(self, event: yaml.Event) -> None:
        """Leave out the node that begins with this event."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            event = next(self.events)

    def _stop(self, place: Place, path: Path, message: str, hint: str = "") -> _UnreadableError:
        return _UnreadableError(self.page.problem(place, path, message, hint))

    def _flaw(self, place: Place, path: Path, message: str, hint: str = "") -> None:
        self.flaws.append(self.page.problem(place, path, message, hint))

    def _node(self, event: yaml.Event, path: Path, depth: int) -> Node:
        """The node that begins with this event."""
        place = _place(event.start_mark)
        if depth > MAX_DEPTH:
            raise self._stop(place, path[:4], f"nested deeper than {MAX_DEPTH} levels")
        self._count(1, place)
        node: Node
        match event:
            case yaml.AliasEvent():
                return self._alias(event.anchor or "", place, path)
            case yaml.ScalarEvent():
                node = self._text(event, place, path)
            case yaml.SequenceStartEvent():
                node = self._list(place, path, depth)
            case yaml.MappingStartEvent():
                node = self._map(place, path, depth)
            case _:
                raise self._stop(place, path, "not readable as YAML")
        if event.tag is not None:
            message = f"the tag {shown(event.tag)} is not read"
            self._flaw(place, path, message, "plain texts, lists and mappings are enough")
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _count(self, nodes: int, place: Place) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            message = f"the file has over {MAX_NODES} values (aliases written out)"
            raise self._stop(place, (), message, "use fewer aliases (*name), or say less")

    def _alias(self, name: str, place: Place, path: Path) -> Node:
        node = self.anchors.get(name)
        if node is None:
            message = f"the alias {shown('*' + name)} has no anchor '&' before it"
            self._flaw(place, path, message, "put a text that begins with * in quotes")
            return TextNode(place, f"*{name}")
        self._count(node.size, place)
        return node

    def _text(self, event: yaml.ScalarEvent, place: Place, path: Path) -> TextNode:
        text: str = event.value
        strange = _UNPRINTABLE.search(text)
        if strange is not None:
            message = f"the text holds the control character U+{ord(strange.group()):04X}"
            self._flaw(place, path, message, "remove the escape for it")
        if not text and not event.style:
            hint = 'write it after the colon or dash, "" for an empty text, or delete the line'
            self._flaw(place, path, "the value is missing", hint)
        return TextNode(place, text)

    def _list(self, place: Place, path: Path, depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), depth + 1))
        size = 1 + sum(item.size for item in items)
        return ListNode(place, tuple(items), tuple(range(len(items))), size)

    def _map(self, place: Place, path: Path, depth: int) -> MapNode:
        keys: dict[str, Place] = {}
        values: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key_place = _place(event.start_mark)
            key = self._key(event, path, depth)
            value = self._node(next(self.events), (*path, key or "?"), depth + 1)
            if key in keys:
                message = f"the key {shown(key)} is here twice: first in line {keys[key].line}"
                self._flaw(key_place, (*path, key), message, "keep one of the two")
            elif key is not None:
                keys[key], values[key] = key_place, value
        return MapNode(place, keys, values, 1 + sum(value.size for value in values.values()))

    def _key(self, event: yaml.Event, path: Path, depth: int) -> str | None:
        """The key's text; None, with a flaw, when it is no plain text."""
        node = self._node(event, (*path, "?"), depth + 1)
        if not isinstance(node, TextNode) or isinstance(event, yaml.AliasEvent):
            self._flaw(_place(event.start_mark), path, "a key must be a text", "put it in quotes")
            return None
        if node.text == "<<":
            self._flaw(node.place, path, "merge keys (<<) are not read", "write the keys out")
            return None
        return node.text
