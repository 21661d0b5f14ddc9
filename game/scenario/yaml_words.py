"""What the YAML parser says, in words for people who write scenarios."""

import re
from typing import NamedTuple


class Words(NamedTuple):
    """A message, a hint, and whether it is about the beginning of the construct at hand."""

    message: str
    hint: str
    at_beginning: bool = False


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    words: Words


def _rule(pattern: str, message: str, hint: str, *, at_beginning: bool = False) -> _Rule:
    return _Rule(re.compile(pattern), Words(message, hint, at_beginning))


_RULES = (
    _rule(
        r"mapping values are not allowed",
        "a ': ' where none can be",
        "put a text that holds ': ' in quotes; begin each key on a line of its own",
    ),
    _rule(
        r"quoted scalar.*(end of stream|document separator)",
        "this quote is never closed",
        "end the text with the same quote; a quote inside single quotes is written twice",
        at_beginning=True,
    ),
    _rule(
        r"(unknown escape|Unicode character escape|hexdecimal|escape sequence)",
        "a backslash that says nothing in a double-quoted text",
        r"use single quotes, or write \\ for a backslash",
    ),
    _rule(
        r"could not find expected ':'",
        "a key without ': ' after it",
        "write it as key: value, or indent it if it belongs to the text above",
        at_beginning=True,
    ),
    _rule(
        r"while parsing a flow sequence",
        "the list that begins here with '[' is not closed",
        "separate its items with ',' and end it with ']'",
        at_beginning=True,
    ),
    _rule(
        r"while parsing a flow mapping",
        "the mapping that begins here with '{' is not closed",
        "separate its keys with ',' and end it with '}'",
        at_beginning=True,
    ),
    _rule(
        r"sequence entries are not allowed",
        "a list cannot begin here",
        "begin it on the next line, below its key",
    ),
    _rule(
        r"while parsing a block|block mapping|block collection|<block end>",
        "the indentation does not fit the lines above",
        "keys of one mapping begin in the same column, and so do the '-' of one list",
    ),
    _rule(
        r"while scanning an? (alias|anchor)",
        "a text cannot begin with '*' or '&'",
        "put the text in quotes",
    ),
    _rule(r"\btag\b", "a text cannot begin with '!'", "put the text in quotes"),
    _rule(
        r"block scalar",
        "only the text on the following lines may come after '|' or '>'",
        "begin the text on the next line, indented",
    ),
    _rule(
        r"document start",
        "more text after the end of the document",
        "is there a bracket too many?",
    ),
    _rule(r"directive|incompatible", "lines that begin with '%' are not read", "remove the line"),
)


def explain(context: str, problem: str, line: str, col: int) -> Words:
    """Words for a parser's complaint at a column (from 1) of a line."""
    if "\t" in line[: len(line) - len(line.lstrip())] or line[col - 1 : col] == "\t":
        return Words("a tab in the indentation", "indent with spaces")
    if "cannot start any token" in problem:
        hint = "put the text in quotes"
        return Words(f"a text cannot begin with {line[col - 1 : col]!r}", hint)
    said = f"{context} {problem}"
    for rule in _RULES:
        if rule.pattern.search(said):
            return rule.words
    return Words(f"not readable as YAML: {problem or context}", "check quotes and indentation")
