"""The forecast as a picture: metrics by variant, and the MSEL as a strip beneath.

The only module here that brings matplotlib; it is imported when something is drawn.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from game.faces.author.forecast import STEP_S, Case, Forecast, Outlook
from game.scenario.shop_metrics import unit_of
from game.scenario.shop_model import LeverOutcome, MetricSpec
from game.simtime import clock
from game.terms import Unit

Dash = Literal["-", "--", "-.", ":"]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe and Ito's, which colour-blind people can tell apart; dashes differ as well."""

DASHES: tuple[Dash, ...] = ("-", "--", "-.", ":")
MARKS = {"inject": "o", "help": "^", "pressure": "s", "redirect": "D"}
_IDLE = "#333333"
_WIDTH_IN, _METRIC_IN, _ROW_IN = 6.4, 2.2, 0.2


def draw(forecast: Forecast, path: Path) -> None:
    """Write the picture; the ending of the name says the format. OSError when it cannot be."""
    columns, rows = len(forecast.outlooks), len(forecast.metrics)
    strip_in = 0.5 + _ROW_IN * max(1, len(forecast.loaded.scenario.injects))
    heights = [_METRIC_IN] * rows + [strip_in]
    figure = Figure(figsize=(_WIDTH_IN * max(columns, 2), sum(heights) + 1.4), layout="constrained")
    figure.suptitle(f"{forecast.loaded.scenario.title}: what it brings", fontweight="bold")
    axes = figure.subplots(
        rows + 1, columns, squeeze=False, sharex=True, sharey="row", height_ratios=heights
    )
    for column, outlook in enumerate(forecast.outlooks):
        axes[0, column].set_title(_heading(outlook), fontsize=9)
        for row, metric in enumerate(forecast.metrics):
            _metric(axes[row, column], forecast, outlook, metric)
        _strip(axes[rows, column], forecast, outlook)
    figure.legend(handles=_legend(forecast), loc="outside lower center", ncols=4, fontsize=8)
    figure.savefig(path, dpi=110)


def _heading(outlook: Outlook) -> str:
    """The variant, and which levers never reach the shop there."""
    shut = {
        case.lever: case.outcome.value
        for case in outlook.cases
        if case.outcome is not LeverOutcome.WORKS
    }
    told = ", ".join(f"{lever} {outcome}" for lever, outcome in shut.items())
    return f"{outlook.variant}\n{told}" if told else outlook.variant


def _style(forecast: Forecast, lever: str | None) -> tuple[str, Dash]:
    if lever is None:
        return _IDLE, "-"
    number = [item.id for item in forecast.levers].index(lever)
    return COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]


def _metric(axes: Axes, forecast: Forecast, outlook: Outlook, metric: MetricSpec) -> None:
    unit = unit_of(metric.id)
    scale = 100 if unit is Unit.RATIO else 1
    for case in reversed(outlook.cases):
        if case.outcome is LeverOutcome.WORKS:
            _course(axes, forecast, case, [scale * value for value in case.curves[metric.id]])
    if metric.threshold is not None:
        axes.axhline(scale * metric.threshold.value, color="#888888", linewidth=0.8, dashes=(2, 3))
    axes.set_ylabel(f"{metric.title}\n{unit.value}".strip(), fontsize=8)
    axes.set_ylim(bottom=0)
    axes.tick_params(labelsize=8)
    axes.grid(alpha=0.25)


def _course(axes: Axes, forecast: Forecast, case: Case, values: Sequence[float]) -> None:
    colour, dash = _style(forecast, case.lever)
    minutes = [STEP_S * number / 60 for number in range(len(values))]
    start = 0 if case.at_s is None else case.at_s // STEP_S
    width = 1.8 if case.lever is None else 1.2
    axes.plot(minutes[start:], values[start:], color=colour, linestyle=dash, linewidth=width)
    if case.at_s is not None and start < len(values):
        axes.plot(minutes[start], values[start], marker="v", markersize=5, color=colour)


def _strip(axes: Axes, forecast: Forecast, outlook: Outlook) -> None:
    """A row for each inject: filled where nobody acts, hollow for a team by the book."""
    for row, item in enumerate(outlook.msel):
        mark = MARKS[item.kind]
        if item.idle_s is not None:
            axes.plot(item.idle_s / 60, row, mark, color=_IDLE, markersize=6)
        if item.book_s is not None:
            axes.plot(
                item.book_s / 60, row, mark, color=COLOURS[0], markersize=10, fillstyle="none"
            )
    axes.set_yticks(range(len(outlook.msel)), [item.inject for item in outlook.msel], fontsize=7)
    axes.set_ylim(len(outlook.msel) - 0.5, -0.5)
    axes.set_xlim(0, forecast.duration_s / 60)
    axes.set_xlabel("minutes since T+0", fontsize=8)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(alpha=0.25)


def _legend(forecast: Forecast) -> list[Line2D]:
    moments = ", ".join(clock(at_s) for at_s in forecast.times_s)
    handles = [Line2D([], [], color=_IDLE, linewidth=1.8, label="nobody acts")]
    for lever in forecast.levers:
        colour, dash = _style(forecast, lever.id)
        handles.append(Line2D([], [], color=colour, linestyle=dash, label=f"{lever.id} pulled"))
    handles.append(Line2D([], [], color=_IDLE, marker="v", linestyle="", label=f"at {moments}"))
    handles += [
        Line2D([], [], color=_IDLE, marker=mark, linestyle="", label=kind)
        for kind, mark in MARKS.items()
    ]
    handles.append(Line2D([], [], color=_IDLE, marker="o", linestyle="", label="if nobody acts"))
    hollow = Line2D([], [], color=COLOURS[0], marker="o", linestyle="", fillstyle="none")
    hollow.set(markersize=9, label="to a team by the book")
    return [*handles, hollow]
