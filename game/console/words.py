"""Lines as words: tidied, compared, and the nearest known one found."""

import difflib
from collections.abc import Iterable

LINE_MAX = 400


def tidy(line: str) -> str:
    """The line with single spaces, without a prompt or anything that cannot be printed."""
    printable = "".join(c if c.isprintable() else " " for c in line)
    return " ".join(printable.split()).removeprefix("$ ").strip()


def same(line: str, command: str) -> bool:
    """Whether a typed line is that command, spaces and capitals aside."""
    return tidy(line).casefold() == tidy(command).casefold()


def same_but_options(line: str, command: str) -> bool:
    """Whether both have the same words once options such as --since=15m are left out."""
    words, known = _bare(line), _bare(command)
    return len(words) > 1 and words == known


def has_options_of(line: str, command: str) -> bool:
    """Whether the line has every option of the command, such as --replicas=20."""
    return _options(command) <= _options(line)


def _options(text: str) -> set[str]:
    return {word.casefold() for word in tidy(text).split() if word.startswith("-")}


def _bare(text: str) -> list[str]:
    return [word.casefold() for word in tidy(text).split() if not word.startswith("-")]


def nearest(line: str, known: Iterable[str]) -> str | None:
    """The known line most like the typed one, if any is close."""
    by_folded = {item.casefold(): item for item in known}
    found = difflib.get_close_matches(line.casefold()[:120], sorted(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def table(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Rows as lines with aligned columns."""
    kept = [tuple(row) for row in rows]
    if not kept:
        return ()
    widths = [max(len(row[i]) for row in kept) for i in range(len(kept[0]))]
    return tuple(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in kept
    )
