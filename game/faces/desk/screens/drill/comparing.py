"""What a curve is held against: itself a minute ago, the usual, and its own parts."""

import math
from enum import StrEnum

import numpy as np

from game.engine.handbook import Handbook
from game.engine.readings import usual
from game.engine.view import View
from game.faces.desk.charts import Series
from game.faces.desk.theme import Tone
from game.scenario.shop_metrics import on_the_way, unit_of
from game.terms import Unit

AGO_S = 60
_TONES: tuple[Tone, ...] = ("comms", "scribe", "warn", "character", "ops", "ic")


class Compare(StrEnum):
    """What the curves are compared with."""

    NOTHING = "nothing"
    MINUTE = "minute"
    BEFORE = "before"


COMPARE_TITLES = {
    Compare.NOTHING: "Compare: nothing",
    Compare.MINUTE: "A minute ago",
    Compare.BEFORE: "Before it began",
}


def curve(view: View, metric: str, window_s: tuple[int, int], later_s: int = 0) -> Series:
    """A metric over a window as an axis counts it (shares in percent), moved on by some seconds."""
    start_s, end_s = window_s
    values = view.readings.window(metric, start_s - later_s, end_s - later_s)
    times = np.arange(end_s - len(values) + 1, end_s + 1, dtype=np.float64)
    return Series(times, values * factor(metric))


def factor(metric: str) -> float:
    """What to multiply a metric's values by, as an axis counts them."""
    return 100.0 if unit_of(metric) is Unit.RATIO else 1.0


def ghost(view: View, metric: str, window_s: tuple[int, int], compare: Compare) -> list[Series]:
    """What is drawn behind the curve to compare it with."""
    match compare:
        case Compare.NOTHING:
            return []
        case Compare.MINUTE:
            line = curve(view, metric, window_s, AGO_S)
            return [Series(line.t_s, line.values, "a minute ago", "muted")]
        case Compare.BEFORE:
            level = usual(view.readings, metric) * factor(metric)
            if math.isnan(level):
                return []
            times = np.arange(window_s[0], window_s[1] + 1, dtype=np.float64)
            return [Series(times, np.full(len(times), level), "before it began", "muted")]


def groups(handbook: Handbook, view: View, metric: str) -> tuple[str, ...]:
    """By what the customers behind a metric can be told apart, such as region."""
    names = (one.of for one in handbook.shop.segments if _part(handbook, metric, one.id))
    found = tuple(dict.fromkeys(names))
    return found if any(of_group(handbook, view, metric, name, (0, 0)) for name in found) else ()


def of_group(
    handbook: Handbook, view: View, metric: str, group: str, window_s: tuple[int, int]
) -> list[Series]:
    """The curves of the parts, each with its name; what is not measured is left out."""
    ids = [one.id for one in handbook.shop.segments if one.of == group]
    known = set(view.readings.metric_ids)
    parts = [(name, part) for name in ids if (part := _part(handbook, metric, name)) in known]
    return [_named(view, part, name, index, window_s) for index, (name, part) in enumerate(parts)]


def _named(view: View, part: str, name: str, index: int, window_s: tuple[int, int]) -> Series:
    line = curve(view, part, window_s)
    return Series(line.t_s, line.values, name, _TONES[index % len(_TONES)])


def _part(handbook: Handbook, metric: str, segment: str) -> str:
    """The metric of a part of the customers; empty where this one is not measured by parts."""
    first = on_the_way(handbook.shop)[0]
    of_all = {"checkout.success", f"{first}.success"}
    return f"{first}.success.{segment}" if metric in of_all else ""
