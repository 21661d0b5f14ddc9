"""A drill's metrics as a file: what the dashboards showed, second by second."""

import csv
import math
from pathlib import Path

from game.engine.readings import Readings
from game.engine.state import State


def write_metrics(path: Path, state: State) -> None:
    """The dashboards as the players saw them: a row a second, empty where a value was missing."""
    readings = Readings(state.course.recording)
    first_s = state.course.recording.first_s
    names = readings.metric_ids
    columns = [readings.window(name, first_s, readings.last_s).tolist() for name in names]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("at_s", *names))
        for at_s, *values in zip(range(first_s, readings.last_s + 1), *columns, strict=True):
            writer.writerow((at_s, *map(_cell, values)))


def _cell(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.6g}"
