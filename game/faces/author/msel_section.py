"""The section `injects` in the text of a scenario's file: replaced, and nothing else touched.

An inject whose row was not changed keeps its lines as they are, and a changed one keeps the
comments above it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from game.faces.author.files import AuthorProblem
from game.faces.author.written import Entry, entry
from game.scenario.nodes import Document, ListNode, MapNode, Node, Place, TextNode


def injects_of(document: Document) -> ListNode | None:
    """The list of injects in a file, if it has one."""
    node = document.root.values.get("injects")
    return node if isinstance(node, ListNode) else None


Row = Callable[[Node], tuple[str, ...]]
"""Tells an inject as a row of the table: equal rows need no new lines."""


def with_section(document: Document, entries: Sequence[Entry], row: Row) -> str:
    """The file's text with these injects in the place of its own.

    AuthorProblem when the file is not written with its keys at the margin, a line each.
    """
    lines = re.findall(r"[^\n]*\n|[^\n]+\Z", document.text)
    start, end = _section(document, lines)
    kept = _kept_blocks(document, lines, end, row)
    indent = min((block.indent for block in kept.values()), default=2)
    head = lines[start] if kept else "injects:\n"
    if not entries:
        return "".join([*lines[:start], "injects: []\n", *lines[end:]])
    body = (_block(values, kept, indent, row) for values in entries)
    before, after = _ended("".join(lines[:start])), "".join(lines[end:])
    if start == len(lines):
        before += "\n"
    return before + head + "".join(map(_ended, body)) + after


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """An inject's lines in the file, with the comments above it."""

    comments: str
    lines: str
    indent: int
    row: tuple[str, ...]


def _block(values: Entry, kept: Mapping[str, _Block], indent: int, row: Row) -> str:
    name = values.get("id")
    old = kept.get(name.text) if isinstance(name, TextNode) else None
    if old is None:
        return entry(values, indent)
    if old.row == row(_as_node(values)):
        return old.comments + old.lines
    return old.comments + entry(values, indent)


def _as_node(values: Entry) -> MapNode:
    """The entry as if it had been read."""
    place = Place(1, 1)
    nodes: dict[str, Node] = {
        key: value if isinstance(value, TextNode | ListNode | MapNode) else _as_node(value)
        for key, value in values.items()
    }
    return MapNode(place, dict.fromkeys(nodes, place), nodes, 1)


def _section(document: Document, lines: Sequence[str]) -> tuple[int, int]:
    """First and last line of the section, the last not included; both the end where it is none."""
    keys, text = document.root.keys, document.text
    odd_breaks = text.count("\n") + 1 != len(document.page.lines)
    if odd_breaks or any(place.col != 1 for place in keys.values()):
        message = "the scenario's keys do not begin at the margin, a line each; nothing was changed"
        raise AuthorProblem(message)
    if "injects" not in keys:
        return len(lines), len(lines)
    start = keys["injects"].line - 1
    later = [place.line - 1 for place in keys.values() if place.line - 1 > start]
    end = min(later, default=len(lines))
    while end > start + 1 and _is_between(lines[end - 1]):
        end -= 1
    return start, end


def _is_between(line: str) -> bool:
    """Whether a line at the end of a section belongs to what follows: blank, or a comment there."""
    return not line.strip() or line.startswith(("#", "..."))


def _kept_blocks(document: Document, lines: Sequence[str], end: int, row: Row) -> dict[str, _Block]:
    """The lines of each inject by its id; empty where they are not written one below the other."""
    injects = injects_of(document)
    if injects is None or not injects.items or not _is_block(lines, injects.place):
        return {}
    dashes = [_dash(lines, item.place.line - 1) for item in injects.items]
    heads = [_head(lines, dash) for dash in dashes]
    blocks: dict[str, _Block] = {}
    for item, head, dash, after in zip(
        injects.items, heads, dashes, [*heads[1:], end], strict=True
    ):
        name = item.values.get("id") if isinstance(item, MapNode) else None
        if isinstance(name, TextNode):
            own = "".join(lines[dash:after])
            comments = "".join(lines[head:dash])
            blocks[name.text] = _Block(comments, own, _indent(lines[dash]), row(item))
    return blocks


def _is_block(lines: Sequence[str], place: Place) -> bool:
    return lines[place.line - 1][place.col - 1 :].startswith("-")


def _dash(lines: Sequence[str], number: int) -> int:
    """The line with the dash of an entry whose first key stands in that line."""
    while not lines[number].lstrip().startswith("-"):
        number -= 1
    return number


def _head(lines: Sequence[str], dash: int) -> int:
    """The first of the comments and blank lines that stand right above an entry."""
    number = dash
    while _is_above(lines[number - 1], _indent(lines[dash])):
        number -= 1
    return number


def _is_above(line: str, indent: int) -> bool:
    """Whether it is blank, or a comment no further right than the dash: part of no text."""
    return not line.strip() or (line.lstrip().startswith("#") and _indent(line) <= indent)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
