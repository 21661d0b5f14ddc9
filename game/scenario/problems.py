"""Problems in files people write: where, what, and how to put it right."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_EXCERPT_COLUMNS = 100
_SHOWN_CHARACTERS = 48
_LISTED_WORDS = 14

MOST_PROBLEMS = 100
"""So many are told of one file; the rest is counted."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file; lines and columns count characters from 1."""

    file: str
    line: int
    col: int
    path: str
    message: str
    hint: str = ""
    excerpt: str = ""


def tidy(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order of the files, each said once per place."""
    once: dict[tuple[str, int, int, str], Problem] = {}
    for problem in sorted(problems):
        once.setdefault((problem.file, problem.line, problem.col, problem.message), problem)
    return list(once.values())


def at_most(problems: list[Problem]) -> list[Problem]:
    """The same in order, but of each file only the first ones and how many more there are."""
    kept: list[Problem] = []
    for file in sorted({problem.file for problem in problems}):
        own = [problem for problem in tidy(problems) if problem.file == file]
        kept += own[:MOST_PROBLEMS]
        if len(own) > MOST_PROBLEMS:
            last, more = own[-1], len(own) - MOST_PROBLEMS
            kept.append(Problem(file, last.line, last.col, "", f"and {more} more problems"))
    return kept


def render(problem: Problem) -> str:
    """`file:line:col: path: message`, then the line with a caret, then the hint."""
    where = f"{problem.file}:{problem.line}:{problem.col}: {problem.path or '(file)'}"
    lines = [f"{where}: {problem.message}"]
    lines += pointed_at(problem)
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(lines)


def pointed_at(problem: Problem, columns: int = _EXCERPT_COLUMNS) -> list[str]:
    """The source line, cut to so many columns, and a caret below it; nothing where there is none.

    Both lines begin with four spaces.
    """
    return _caret(problem.excerpt, problem.col, columns) if problem.excerpt.strip() else []


def to_json(problem: Problem) -> dict[str, str | int]:
    """The problem as plain data: file, line, column, path, message, hint."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.col,
        "path": problem.path,
        "message": problem.message,
        "hint": problem.hint,
    }


def _caret(excerpt: str, col: int, columns: int) -> list[str]:
    """The source line, cut to a window around the column, and a caret below it."""
    start = max(0, col - 1 - columns * 2 // 3)
    before, after = excerpt[start : col - 1], excerpt[col - 1 : start + columns]
    lead = "…" if start else ""
    shown = f"{lead}{before}{after}".replace("\t", " ").rstrip()
    return [f"    {shown}", f"    {' ' * _width(lead + before)}^"]


def _width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def shown(value: object) -> str:
    """A value of the file as it is quoted in messages, cut when it is long."""
    text = str(value)
    short = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
    return repr(short)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest of the known words, or with all when they are few."""
    options = {option.casefold(): str(option) for option in known}
    near = difflib.get_close_matches(word[:64].casefold(), sorted(options), n=1, cutoff=0.6)
    if near:
        return f"did you mean {options[near[0]]!r}?"
    return one_of(sorted(options.values())) if len(options) <= _LISTED_WORDS else ""


def one_of(words: Sequence[str]) -> str:
    """A hint that lists what is possible; empty when nothing is."""
    if not words:
        return ""
    said = ", ".join(str(word) for word in words)
    return f"use {said}" if len(words) == 1 else f"use one of {said}"
