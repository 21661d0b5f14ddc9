"""Values as they are written into a scenario file: on one line, or as an entry of a list."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping

from game.scenario.nodes import ListNode, MapNode, Node, TextNode

WIDTH = 100
_FLOW_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_+%./-]|:(?=\S)| (?=[A-Za-z0-9]))*")
_BLOCK_SAFE = re.compile(r"[A-Za-z0-9](?:[^\s:#]|:(?=[^\s:#])| (?=[^\s#]))*")
_FOLDS = re.compile(r"[^\s\x85\u2028\u2029]+(?: [^\s\x85\u2028\u2029]+)*")
_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x7f\x85\u2028\u2029\ufeff"}

Entry = Mapping[str, "Node | Entry"]
"""Keys with what stands behind them; what is nested goes on its own lines."""


def quoted(text: str) -> str:
    """The text in double quotes, with whatever YAML would not take as it stands escaped."""
    return json.dumps(text, ensure_ascii=False).translate(_BREAKS)


def flow(node: Node) -> str:
    """The value on one line, as `{event: post_published, where: {audience: customers}}`."""
    match node:
        case TextNode(text=text):
            return text if _FLOW_SAFE.fullmatch(text) else quoted(text)
        case ListNode(items=items):
            return f"[{', '.join(map(flow, items))}]"
        case MapNode(values=values):
            return (
                f"{{{', '.join(f'{_key(key)}: {flow(value)}' for key, value in values.items())}}}"
            )


def _key(key: str) -> str:
    return key if _FLOW_SAFE.fullmatch(key) else quoted(key)


def entry(values: Entry, indent: int) -> str:
    """The lines of an entry of a list, with its dash so far from the margin."""
    text = "".join(f"{line}\n" for line in _lines(values, indent + 2))
    return f"{' ' * indent}- {text[indent + 2 :]}"


def _lines(values: Entry, indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in values.items():
        match value:
            case TextNode(text=text):
                yield from _text(f"{margin}{_key(key)}:", text, indent + 2)
            case ListNode() | MapNode():
                yield f"{margin}{_key(key)}: {flow(value)}"
            case _:
                yield f"{margin}{_key(key)}:"
                yield from _lines(value, indent + 2)


def _text(key: str, text: str, indent: int) -> Iterator[str]:
    """A text behind its key, or folded below it where it is long."""
    if _BLOCK_SAFE.fullmatch(text) and len(key) + 1 + len(text) <= WIDTH:
        yield f"{key} {text}"
    elif len(key) + 3 + len(text) > WIDTH and _FOLDS.fullmatch(text):
        yield f"{key} >-"
        yield from textwrap.wrap(
            text,
            WIDTH,
            initial_indent=" " * indent,
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{key} {quoted(text)}"
