"""The live chart of a metric."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pygame

from game.faces.desk.charts.decimate import Floats, segments
from game.faces.desk.charts.ranges import Bounds, StableRange, short_number
from game.faces.desk.charts.series import (
    Series,
    Status,
    Threshold,
    describe_series,
    plain_value,
    status_of,
)
from game.faces.desk.charts.strokes import dashed_line, dashes, draw_points, draw_sample, stroke
from game.faces.desk.charts.timeline import Mark, clock, minutes, ticks
from game.faces.desk.theme import Colour, ColourName, Tone
from game.faces.desk.widgets.base import Widget

SAMPLE = 26
"""Room for a piece of a line before its name, in logical pixels."""


class TimeSeriesChart(Widget):
    """Title, current value, lines over a window of incident time, threshold and event marks.

    `low` and `high` fix an end of the range; `text` formats values. The status (tone and sign of
    the current value) follows the threshold unless `set_status` says otherwise.
    """

    focusable = True
    hoverable = True

    def __init__(
        self,
        title: str,
        *,
        threshold: Threshold | None = None,
        text: Callable[[float], str] | None = None,
        low: float | None = None,
        high: float | None = None,
        on_hover: Callable[[float | None], object] | None = None,
        on_press: Callable[[], object] | None = None,
        name: str = "",
    ) -> None:
        super().__init__(name=name)
        self.title, self.threshold = title, threshold
        self.text = text or plain_value()
        self.on_hover, self.on_press = on_hover, on_press
        self.series: tuple[Series, ...] = (Series(),)
        self.window_s = (0.0, 600.0)
        self.marks: tuple[Mark, ...] = ()
        self.crosshair_s: float | None = None
        self._status: Status | None = None
        self._range = StableRange(low=low, high=high)
        self._dashes: tuple[tuple[int, int, Colour], pygame.Surface] | None = None

    # -- data -------------------------------------------------------------------------------

    def set_data(self, t_s: Floats, values: Floats) -> None:
        """Show one series; both arrays are kept, not copied."""
        self.set_series([Series(t_s, values)])

    def set_series(self, series: Sequence[Series]) -> None:
        """Show several series; the first gives the current value."""
        self.series = tuple(series) or (Series(),)
        self._fit()
        self.mark_dirty()

    def set_window(self, start_s: float, end_s: float) -> None:
        """Show that stretch of incident time."""
        if (start_s, end_s) != self.window_s:
            self.window_s = (start_s, end_s)
            self._fit()
            self.mark_dirty()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Draw a line where things happened."""
        if tuple(marks) != self.marks:
            self.marks = tuple(marks)
            self.mark_dirty()

    def set_status(self, status: Status | None) -> None:
        """Say how the value stands; None lets the threshold say it."""
        if status != self._status:
            self._status = status
            self.mark_dirty()

    def set_crosshair(self, at_s: float | None) -> None:
        """Point at a time, or no longer."""
        if at_s != self.crosshair_s:
            self.crosshair_s = at_s
            self.mark_dirty()

    @property
    def status(self) -> Status:
        """How the current value stands."""
        return self._status or status_of(self.series[0].last(), self.threshold)

    @property
    def bounds(self) -> Bounds:
        """The range the chart shows now, in the metric's unit."""
        return self._range.bounds

    def _fit(self) -> None:
        seen = [each for s in self.series if len(each := s.within(self.window_s))]
        if not seen:
            return
        low, high = min(float(s.min()) for s in seen), max(float(s.max()) for s in seen)
        if self.threshold is not None:
            low, high = min(low, self.threshold.value), max(high, self.threshold.value)
        self._range.fit(low, high)

    def describe(self) -> str:
        """The chart in one sentence, for the transcript and for those who do not see it."""
        return describe_series(self.title, self.series[0], self.window_s, self.threshold, self.text)

    def tooltip_text(self) -> str:
        """The chart in one sentence, when focus rests on it."""
        return "" if self.hovered else self.describe()

    # -- geometry ---------------------------------------------------------------------------

    def natural_width(self) -> int:
        """A small chart."""
        return self.skin.px(220)

    def natural_height(self, width_px: int) -> int:
        """A small chart."""
        del width_px
        return self.skin.px(130)

    def plot_rect(self) -> pygame.Rect:
        """Where the lines are drawn, in the window."""
        skin, pad = self.skin, self.skin.px(8)
        top = self.rect.y + skin.px(6) + skin.line_px("figure") + skin.px(4)
        bottom = self.rect.bottom - (skin.line_px("tiny") + skin.px(4) if self._roomy() else pad)
        left = self.rect.x + self._gutter()
        return pygame.Rect(left, top, max(0, self.rect.right - pad - left), max(0, bottom - top))

    def _roomy(self) -> bool:
        return self.rect.h >= self.skin.px(96)

    def _labels(self) -> tuple[str, str]:
        return short_number(self.bounds.low), short_number(self.bounds.high)

    def _gutter(self) -> int:
        widest = max(self.skin.width("tiny", label) for label in self._labels())
        return max(self.skin.px(36), widest + self.skin.px(12))

    def _x(self, plot: pygame.Rect, at_s: float) -> int:
        start, end = self.window_s
        return plot.x + round((at_s - start) / max(1e-9, end - start) * (plot.w - 1))

    def _y(self, plot: pygame.Rect, value: float) -> int:
        share = (value - self.bounds.low) / self.bounds.span
        return plot.bottom - 1 - round(min(1.0, max(0.0, share)) * (plot.h - 1))

    # -- events -----------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> bool:
        """Point at times with the mouse, or with the arrows while it has focus."""
        match event.type:
            case pygame.MOUSEMOTION:
                self._point(self._time_at(event.pos))
                return False
            case pygame.MOUSEBUTTONDOWN if event.button == 1 and self.on_press:
                self.on_press()
                return True
            case pygame.KEYDOWN if event.key in {pygame.K_LEFT, pygame.K_RIGHT}:
                self._step(1 if event.key == pygame.K_RIGHT else -1)
                return True
            case pygame.KEYDOWN if event.key == pygame.K_RETURN and self.on_press:
                self.on_press()
                return True
            case _:
                return False

    def pointer_left(self) -> None:
        """Point at no time any more."""
        self._point(None)

    def focus_changed(self) -> None:
        """Point at no time any more."""
        if not self.focused:
            self._point(None)
        super().focus_changed()

    def _time_at(self, pos: tuple[int, int]) -> float | None:
        plot = self.plot_rect()
        if not plot.collidepoint(pos):
            return None
        start, end = self.window_s
        return start + (pos[0] - plot.x) / max(1, plot.w - 1) * (end - start)

    def _step(self, by: int) -> None:
        start, end = self.window_s
        now = end if self.crosshair_s is None else self.crosshair_s
        self._point(min(end, max(start, now + by * (end - start) / 60)))

    def _point(self, at_s: float | None) -> None:
        if at_s == self.crosshair_s:
            return
        self.set_crosshair(at_s)
        if self.on_hover is not None:
            self.on_hover(at_s)

    # -- drawing ----------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Draw everything, the lines last but for the crosshair."""
        skin = self.skin
        edge: ColourName = "border_strong" if self.hovered and self.on_press else "border"
        skin.box(surface, self.rect, skin.colour("panel"), skin.colour(edge))
        self._draw_header(surface)
        plot = self.plot_rect()
        if plot.w < 8 or plot.h < 8:
            return
        self._draw_axes(surface, plot)
        self._draw_marks(surface, plot)
        self._draw_threshold(surface, plot)
        for index in range(len(self.series)):
            self._draw_line(surface, plot, index)
        self._draw_crosshair(surface, plot)

    def _header(self) -> tuple[str, Tone]:
        if self.crosshair_s is not None:
            value = self.series[0].at(self.crosshair_s)
            shown = self.text(value) if math.isfinite(value) else "no data"
            return f"{clock(self.crosshair_s)}  {shown}", "text"
        value, status = self.series[0].last(), self.status
        shown = self.text(value) if math.isfinite(value) else "no data"
        return f"{status.sign} {shown}".strip(), status.tone

    def _draw_header(self, surface: pygame.Surface) -> None:
        skin = self.skin
        text, tone = self._header()
        right, top = self.rect.right - skin.px(9), self.rect.y + skin.px(6)
        left = right - skin.width("figure", text)
        skin.draw_text(surface, text, (left, top), "figure", tone)
        x, room = self.rect.x + skin.px(9), left - skin.px(8)
        top += (skin.line_px("figure") - skin.line_px("small")) // 2
        title = skin.fonts.ellipsize("small", self.title, room - x)
        x += skin.draw_text(surface, title, (x, top), "small", "muted") + skin.px(8)
        sample, line = skin.px(SAMPLE), skin.line_px("small")
        for index, series in enumerate(self.series):
            label = series.label
            if label and x + sample + skin.width("tiny", label) <= room:
                box = pygame.Rect(x, top, sample - skin.px(4), line)
                draw_sample(surface, box, skin.colour(series.tone), self._dash(index))
                at = (x + sample, top)
                x += sample + skin.draw_text(surface, label, at, "tiny", series.tone) + skin.px(6)

    def _dash(self, index: int) -> tuple[int, ...]:
        return tuple(self.skin.px(each) for each in stroke(index))

    def _draw_axes(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        skin, grid = self.skin, self.skin.colour("grid")
        for share, label in zip((1.0, 0.0), self._labels(), strict=True):
            y = plot.y + round(share * (plot.h - 1))
            surface.fill(grid, (plot.x, y, plot.w, 1))
            x = plot.x - skin.px(4) - skin.width("tiny", label)
            line = skin.line_px("tiny")
            skin.draw_text(
                surface, label, (x, y - round(line * (0.2 + 0.6 * share))), "tiny", "muted"
            )
        surface.fill(grid, (plot.x, plot.centery, plot.w, 1))
        if self._roomy():
            self._draw_time_axis(surface, plot)

    def _draw_time_axis(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        skin, free = self.skin, plot.x
        for at_s in ticks(*self.window_s, most=max(2, plot.w // skin.px(46))):
            label = minutes(at_s)
            width, x = skin.width("tiny", label), self._x(plot, at_s)
            surface.fill(skin.colour("grid"), (x, plot.bottom, 1, skin.px(3)))
            left = min(max(plot.x, x - width // 2), plot.right - width)
            if left >= free:  # a label that has no room is left out; its tick stays
                skin.draw_text(surface, label, (left, plot.bottom + skin.px(2)), "tiny", "muted")
                free = left + width + skin.px(4)

    def _draw_marks(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        skin = self.skin
        for mark in self.marks:
            if not self.window_s[0] <= mark.at_s <= self.window_s[1]:
                continue
            x = self._x(plot, mark.at_s)
            surface.fill(skin.colour("muted"), (x, plot.y, 1, plot.h))
            left = min(x + skin.px(3), plot.right - skin.width("tiny", mark.sign))
            skin.draw_text(surface, mark.sign, (left, plot.y), "tiny", mark.tone)

    def _draw_threshold(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        if self.threshold is None:
            return
        key = (plot.w, self.skin.px(5), self.skin.colour("warn"))
        if self._dashes is None or self._dashes[0] != key:
            self._dashes = (key, dashed_line(*key))
        surface.blit(self._dashes[1], (plot.x, self._y(plot, self.threshold.value)))

    def _draw_line(self, surface: pygame.Surface, plot: pygame.Rect, index: int) -> None:
        series = self.series[index]
        tone: Tone = "bad" if index == 0 and self.status.tone == "bad" else series.tone
        clip = surface.get_clip()
        surface.set_clip(clip.clip(plot.inflate(0, 4)))
        colour, bounds, width = self.skin.colour(tone), self.bounds, max(1, self.skin.px(1.3))
        lines = segments(series.t_s, series.values, self.window_s, plot.w)
        for columns, values in (
            part for line in lines for part in dashes(*line, self._dash(index))
        ):
            share = np.clip((values - bounds.low) / bounds.span, 0.0, 1.0)
            points = np.stack((plot.x + columns, plot.bottom - 1 - share * (plot.h - 1)), axis=1)
            draw_points(surface, colour, points.tolist(), width)
        surface.set_clip(clip)

    def _draw_crosshair(self, surface: pygame.Surface, plot: pygame.Rect) -> None:
        at_s = self.crosshair_s
        if at_s is None or not self.window_s[0] <= at_s <= self.window_s[1]:
            return
        x = self._x(plot, at_s)
        surface.fill(self.skin.colour("text"), (x, plot.y, 1, plot.h))
        value = self.series[0].at(at_s)
        if math.isfinite(value):
            centre = (x, self._y(plot, value))
            pygame.draw.circle(surface, self.skin.colour("text"), centre, self.skin.px(3))


class CrosshairGroup:
    """Charts that point at the same time."""

    def __init__(self, charts: Sequence[TimeSeriesChart]) -> None:
        self.charts = tuple(charts)
        for chart in self.charts:
            chart.on_hover = self.point

    def point(self, at_s: float | None) -> None:
        """Have all charts point at a time, or at none."""
        for chart in self.charts:
            chart.set_crosshair(at_s)
