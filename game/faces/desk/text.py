"""Text made ready to draw: cleaned, wrapped by bisection, shortened; knows no font itself."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
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
    spans = [_next_span(text, 0, measure, width_px)]
    while not _is_last(spans[-1], text):
        spans.append(_next_span(text, _after(spans[-1]), measure, width_px))
    return spans


def _next_span(text: str, start: int, measure: Measure, width_px: int) -> Span:
    """The line that begins there."""
    found = text.find("\n", start)
    stop = len(text) if found < 0 else found
    end = line_end(text, start, stop, measure, width_px)
    return Span(start, end, hard=end == found)


def _after(span: Span) -> int:
    """Where the line after this one begins."""
    return span.end + span.hard


def _is_last(span: Span, text: str) -> bool:
    return span.end == len(text) and not span.hard


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text and its lines, from which an edited text is wrapped again around the edit alone."""

    text: str
    spans: tuple[Span, ...]

    def edited(self, text: str, measure: Measure, width_px: int) -> "Wrapped":
        """The lines of another text, as `wrap_spans` finds them at the width of these."""
        same = _common(self.text, text)
        shift = len(text) - len(self.text)
        # A line ends where the next word did not fit: two lines before the edit are done again.
        first = max(0, bisect_left(self.spans, same, key=_end_of) - 2)
        spans = list(self.spans[:first])
        tail = len(text) - _common(self.text[same:][::-1], text[same:][::-1])
        while True:
            start = _after(spans[-1]) if spans else 0
            if start >= tail and (kept := self._from(start - shift)) is not None:
                moved = (Span(span.start + shift, span.end + shift, span.hard) for span in kept)
                return Wrapped(text, (*spans, *moved))
            spans.append(_next_span(text, start, measure, width_px))
            if _is_last(spans[-1], text):
                return Wrapped(text, tuple(spans))

    def _from(self, start: int) -> Sequence[Span] | None:
        """The lines from the one that begins there on; None where none does."""
        index = bisect_left(self.spans, start, key=_start_of)
        if index < len(self.spans) and self.spans[index].start == start:
            return self.spans[index:]
        return None


def _start_of(span: Span) -> int:
    return span.start


def _end_of(span: Span) -> int:
    return span.end


def _common(one: str, other: str) -> int:
    """How many characters both begin with; by bisection, as comparing is fast and counting not."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


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
