"""A chart of the dashboards: beside its curve it says since when, where to, and what it was."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pygame

from game.faces.desk.charts.decimate import segments
from game.faces.desk.charts.series import Series, Threshold, breached_since, direction
from game.faces.desk.charts.timeline import Mark, short_clock
from game.faces.desk.charts.timeseries import TimeSeriesChart
from game.faces.desk.theme import Tone

FLAT_BELOW = 60
"""Charts lower than so many logical pixels have their words beside the curve."""
WORDS = 0.55
"""The share of the width that words have there."""


class MetricChart(TimeSeriesChart):
    """A time series with ghosts to compare with, an alert, an arrow, and named lines.

    `ghosts` are drawn dotted behind the curve. With several series each has its name at its end.
    Enter or a press calls `on_press`.
    """

    def __init__(
        self,
        title: str,
        *,
        threshold: Threshold | None = None,
        text: Callable[[float], str] | None = None,
        low: float | None = None,
        high: float | None = None,
        on_press: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(
            title, threshold=threshold, text=text, low=low, high=high, on_press=on_press
        )
        self.ghosts: tuple[Series, ...] = ()
        self.alert = False
        self.pointed_at = False
        self._arrow = ""
        self._since_s: float | None = None

    # -- data -------------------------------------------------------------------------------

    def set_series(self, series: Sequence[Series]) -> None:
        """Show several series; the first gives the current value."""
        super().set_series(series)
        first = self.series[0]
        self._since_s = None if self.threshold is None else breached_since(self.threshold, first)
        self._arrow = direction(first, self.bounds.span)

    def set_ghosts(self, ghosts: Sequence[Series]) -> None:
        """Show what to compare with; nothing where there is none."""
        if ghosts or self.ghosts:
            self.ghosts = tuple(ghosts)
            self._fit()
            self.mark_dirty()

    def set_alert(self, firing: bool) -> None:
        """Say whether an alert on this metric fires."""
        if firing != self.alert:
            self.alert = firing
            self.mark_dirty()

    def point_at(self, pointed_at: bool) -> None:
        """Have the coach point here, or no longer."""
        if pointed_at != self.pointed_at:
            self.pointed_at = pointed_at
            self.mark_dirty()

    def _fit(self) -> None:
        lines = (*self.series, *self.ghosts)
        seen = [each for line in lines if len(each := line.within(self.window_s))]
        if not seen:
            return
        values = [float(each.min()) for each in seen] + [float(each.max()) for each in seen]
        if self.threshold is not None:
            values.append(self.threshold.value)
        self._range.fit(min(values), max(values))

    @property
    def since_s(self) -> float | None:
        """Since when the curve has been beyond its limit; None while it is not."""
        return self._since_s

    # -- words ------------------------------------------------------------------------------

    def _header(self) -> tuple[str, Tone]:
        text, tone = super()._header()
        return (text, tone) if self.crosshair_s is not None else (f"{text} {self._arrow}", tone)

    def _notes(self) -> list[tuple[str, Tone]]:
        """What stands after the title, the longest that fits."""
        if self.pointed_at:
            return [("◀ Coach: look here", "info"), ("◀ look", "info"), ("◀", "info")]
        since = "" if self._since_s is None else f"since {short_clock(self._since_s)}"
        if self.alert:
            return [(f"⚑ ALERT {since}".strip(), "bad"), ("⚑ ALERT", "bad"), ("⚑", "bad")]
        return [(since, "bad")] if since else []

    # -- geometry ---------------------------------------------------------------------------

    @property
    def flat(self) -> bool:
        """Whether it is so low that words and curve stand side by side."""
        return self.rect.h < self.skin.px(FLAT_BELOW)

    def plot_rect(self) -> pygame.Rect:
        """Where the lines are drawn, in the window."""
        if not self.flat:
            return super().plot_rect()
        pad = self.skin.px(6)
        width = round(self.rect.w * (1 - WORDS)) - pad
        top, height = self.rect.y + pad, max(0, self.rect.h - 2 * pad)
        return pygame.Rect(self.rect.right - pad - width, top, max(0, width), height)

    # -- drawing ----------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Draw everything, and a border where the eye should go."""
        super().draw(surface)
        if self.pointed_at or self.alert:
            edge = self.skin.colour("info" if self.pointed_at else "bad")
            self.skin.box(surface, self.rect, None, edge)

    def _draw_axes(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        if not self.flat:
            super()._draw_axes(surface, plot)
            return
        for y in (plot.y, plot.bottom - 1):
            surface.fill(self.skin.colour("grid"), (plot.x, y, plot.w, 1))

    def _draw_header(self, surface: pygame.Surface) -> None:
        if self.flat:
            self._draw_flat_header(surface)
            return
        skin = self.skin
        text, tone = self._header()
        right, top = self.rect.right - skin.px(9), self.rect.y + skin.px(6)
        left = right - skin.width("figure", text)
        skin.draw_text(surface, text, (left, top), "figure", tone)
        x, room = self.rect.x + skin.px(9), left - skin.px(8)
        top += (skin.line_px("figure") - skin.line_px("small")) // 2
        note, note_tone = self._note(room - x)
        note_px = skin.width("tiny", note) + skin.px(8) if note else 0
        title = skin.fonts.ellipsize("small", self.title, room - x - note_px)
        x += skin.draw_text(surface, title, (x, top), "small", "muted") + skin.px(6)
        if note:
            drop = skin.line_px("small") - skin.line_px("tiny")
            skin.draw_text(surface, note, (x, top + drop), "tiny", note_tone)

    def _note(self, room_px: int) -> tuple[str, Tone]:
        """The longest note that fits; of several the shortest, where none does."""
        notes = self._notes()
        fitting = (note for note in notes if self._fits(note[0], room_px))
        shortest: tuple[str, Tone] = notes[-1] if len(notes) > 1 else ("", "muted")
        return next(fitting, shortest)

    def _draw_flat_header(self, surface: pygame.Surface) -> None:
        """Title and value one below the other, at the left of the curve."""
        skin = self.skin
        text, tone = self._header()
        left, room = self.rect.x + skin.px(8), round(self.rect.w * WORDS) - skin.px(12)
        height = skin.line_px("small") + skin.line_px("figure")
        top = self.rect.y + max(0, (self.rect.h - height) // 2)
        title = skin.fonts.ellipsize("small", self.title, room)
        skin.draw_text(surface, title, (left, top), "small", "muted")
        said = [f"⚑ {text}" if self.alert else text, text, text.rstrip(" →↗↘")]
        text = next((each for each in said if skin.width("figure", each) <= room), said[-1])
        value = skin.fonts.ellipsize("figure", text, room)
        skin.draw_text(surface, value, (left, top + skin.line_px("small")), "figure", tone)

    def _fits(self, note: str, room_px: int) -> bool:
        """Whether a note leaves the title its room."""
        words_px = self.skin.width("small", self.title) + self.skin.width("tiny", note)
        return words_px + self.skin.px(6) <= room_px

    def _draw_marks(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        """Lines where things happened, each with its sign on a ground of its own."""
        skin, taken = self.skin, list[pygame.Rect]()
        for mark in self.marks:
            if not self.window_s[0] <= mark.at_s <= self.window_s[1]:
                continue
            x = self._x(plot, mark.at_s)
            surface.fill(skin.colour("border_strong"), (x, plot.y, 1, plot.h))
            box = self._sign_box(plot, x, mark, taken)
            taken.append(box)
            surface.fill(skin.colour("panel"), box)
            skin.draw_text(surface, mark.sign, (box.x + skin.px(2), box.y), "tiny", mark.tone)

    def _sign_box(
        self, plot: pygame.Rect, x: int, mark: Mark, taken: Sequence[pygame.Rect]
    ) -> pygame.Rect:
        """Where a sign stands: beside its line, below those that stand there already."""
        skin = self.skin
        width = skin.width("tiny", mark.sign) + skin.px(4)
        box = pygame.Rect(min(x + 1, plot.right - width), plot.y, width, skin.line_px("tiny"))
        while box.collidelist(taken) != -1 and box.bottom + box.h <= plot.bottom:
            box.y += box.h
        return box

    def _draw_threshold(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        super()._draw_threshold(surface, plot)
        for ghost in self.ghosts:
            self._draw_ghost(surface, plot, ghost)

    def _draw_ghost(self, surface: pygame.Surface, plot: pygame.Rect, ghost: Series) -> None:
        """A dotted line behind the curve."""
        skin, bounds = self.skin, self.bounds
        colour, dot = skin.colour(ghost.tone), max(1, skin.px(1.6))
        step = skin.px(5)
        for columns, values in segments(ghost.t_s, ghost.values, self.window_s, plot.w):
            first = np.flatnonzero(np.diff(columns // step, prepend=-1))
            share = np.clip((values[first] - bounds.low) / bounds.span, 0.0, 1.0)
            heights = (plot.bottom - 1 - share * (plot.h - 1)).astype(int).tolist()
            for column, y in zip(columns[first].tolist(), heights, strict=True):
                surface.fill(colour, (min(plot.x + column, plot.right - dot), y, dot, dot))

    def _draw_crosshair(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        if len(self.series) > 1:
            self._draw_names(surface, plot)
        super()._draw_crosshair(surface, plot)

    def _draw_names(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        """Each line's name at its end, moved apart where they would touch."""
        skin, line = self.skin, self.skin.line_px("tiny")
        ends = [(self._y(plot, s.last()), s) for s in self.series if math.isfinite(s.last())]
        reached = plot.y
        for y, series in sorted(ends, key=lambda end: end[0]):
            if series.label:
                top = max(reached, min(y - line, plot.bottom - line))
                reached = top + line
                width = skin.width("tiny", series.label)
                last = self._x(plot, min(float(series.t_s[-1]), self.window_s[1]))
                left = min(last - width, plot.right - width)
                surface.fill(skin.colour("panel"), (left - 2, top, width + 4, line))
                skin.draw_text(surface, series.label, (left, top), "tiny", series.tone)
