"""Figures that the dashboards have shown, averaged so that noise does not speak."""

import math
from statistics import fmean

from game.engine.view import View


def mean_shown(view: View, metric: str, from_s: int, to_s: int) -> float:
    """The mean of what was shown in that stretch, in canonical units; NaN when nothing was."""
    values = view.readings.window(metric, from_s, to_s).tolist()
    known = [value for value in values if not math.isnan(value)]
    return fmean(known) if known else math.nan
