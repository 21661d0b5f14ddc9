"""Text made ready to draw: cleaned, wrapped by bisection, shortened; knows no font itself."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[str], int]
"""Width of a text in pixels."""

ELLIPSIS = "…"

_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Span:
    """One drawn line as offsets into the text; `hard` when a line break follows it."""

    start: int
    end: int
    hard: bool = False


def clean(text: str, *, multiline: bool = True) -> str:
    """The text without control characters, direction overrides and lone surrogates.

    Tabs become four spaces; line breaks stay, or become spaces where there is one line only.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    if not multiline:
        text = text.replace("\n", " ")
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char in text if char == "\n" or _drawable(char))


def _drawable(char: str) -> bool:
    return char not in _BIDI and unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Zl", "Zp"}


def fitting(text: str, start: int, stop: int, measure: Measure, width_px: int) -> int:
    """The largest end such that text[start:end] fits the width; found by bisection."""
    low, reach = start, 32
    high = min(stop, start + reach)
    while high < stop and measure(text[start:high]) <= width_px:
        low, reach = high, reach * 2
        high = min(stop, start + reach)
    if measure(text[start:high]) <= width_px:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if measure(text[start:middle]) <= width_px:
            low = middle
        else:
            high = middle
    return low


def wrap_spans(text: str, measure: Measure, width_px: int) -> list[Span]:
    """The lines a text wraps to, as offsets; spaces that end a line hang over its edge.

    Every character is in exactly one span, save the line breaks themselves.
    """
    spans: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        stop = start + len(paragraph)
        spans += _wrap_paragraph(text, (start, stop), measure, width_px)
        if stop < len(text):
            last = spans[-1]
            spans[-1] = Span(last.start, last.end, hard=True)
        start = stop + 1
    return spans


def _wrap_paragraph(
    text: str, whole: tuple[int, int], measure: Measure, width_px: int
) -> list[Span]:
    start, stop = whole
    spans: list[Span] = []
    while True:
        end = line_end(text, start, stop, measure, width_px)
        spans.append(Span(start, end))
        if end >= stop:
            return spans
        start = end


def line_end(text: str, start: int, stop: int, measure: Measure, width_px: int) -> int:
    """Where the line that begins at start ends: after a space, or inside a word too long."""
    fits = fitting(text, start, stop, measure, width_px)
    if fits >= stop:
        return stop
    space = text.rfind(" ", start, fits + 1)
    if space < 0:
        return max(fits, start + 1)
    end = space + 1
    while end < stop and text[end] == " ":
        end += 1
    return end


def wrap(text: str, measure: Measure, width_px: int) -> list[str]:
    """The lines of a cleaned text, without the spaces that hang over."""
    text = clean(text)
    spans = wrap_spans(text, measure, max(1, width_px))
    return [text[span.start : span.end].rstrip(" ") for span in spans]


def ellipsize(text: str, measure: Measure, width_px: int) -> str:
    """The text on one line, shortened with … when it does not fit."""
    text = clean(text, multiline=False)
    if measure(text) <= width_px:
        return text
    room = width_px - measure(ELLIPSIS)
    if room <= 0:
        return ELLIPSIS if measure(ELLIPSIS) <= width_px else ""
    return text[: fitting(text, 0, len(text), measure, room)].rstrip(" ") + ELLIPSIS
