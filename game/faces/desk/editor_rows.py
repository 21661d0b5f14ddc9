"""Where an edited text's characters lie on the screen: rows, offsets and pixels."""

from bisect import bisect_right
from dataclasses import dataclass

from game.faces.desk.text import Measure, Span, Wrapped, fitting, wrap_spans


@dataclass(frozen=True, slots=True)
class EditorRows:
    """A text wrapped for editing; offsets count code points, x is in pixels from the left."""

    text: str
    spans: tuple[Span, ...]
    measure: Measure

    @classmethod
    def of(cls, text: str, measure: Measure, width_px: int) -> "EditorRows":
        """Wrap a text to a width."""
        return cls(text, tuple(wrap_spans(text, measure, max(1, width_px))), measure)

    def edited(self, text: str, width_px: int) -> "EditorRows":
        """Another text wrapped to the same width: fast where little has changed."""
        before = Wrapped(self.text, self.spans)
        after = before.edited(text, self.measure, max(1, width_px))
        return EditorRows(text, after.spans, self.measure)

    def row_of(self, at: int) -> int:
        """The row an offset is shown on; between two rows, the start of the later one."""
        return bisect_right(self.spans, at, key=lambda span: span.start) - 1

    def x_of(self, at: int) -> int:
        """How far from the left an offset lies on its row."""
        span = self.spans[self.row_of(at)]
        return self.measure(self.text[span.start : at])

    def line(self, row: int) -> str:
        """The text of a row."""
        span = self.spans[row]
        return self.text[span.start : span.end]

    def offset_at(self, row: int, x_px: int) -> int:
        """The offset nearest to a distance from the left on a row."""
        span = self.spans[min(max(0, row), len(self.spans) - 1)]
        last = self.row_end(row)
        at = min(fitting(self.text, span.start, span.end, self.measure, max(0, x_px)), last)
        if at < last:
            before = self.measure(self.text[span.start : at])
            after = self.measure(self.text[span.start : at + 1])
            at += x_px - before > after - x_px
        return at

    def row_start(self, row: int) -> int:
        """The first offset of a row."""
        return self.spans[min(max(0, row), len(self.spans) - 1)].start

    def row_end(self, row: int) -> int:
        """The last offset that is shown on a row."""
        row = min(max(0, row), len(self.spans) - 1)
        span = self.spans[row]
        if span.hard or row == len(self.spans) - 1:
            return span.end
        return max(span.start, span.end - 1)
