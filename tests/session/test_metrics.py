import csv
import io
import math
from pathlib import Path

import pytest

from game.session.metrics import write_metrics
from game.shop import METRIC_IDS
from tests.session.drill import fresh


def test_metrics_are_what_the_dashboards_showed(tmp_path: Path) -> None:
    session = fresh()
    session.begin()
    session.advance(20)
    write_metrics(tmp_path / "metrics.csv", session.state)
    text = (tmp_path / "metrics.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    recording = session.state.course.recording
    assert [int(row["at_s"]) for row in rows] == list(recording.times)
    assert rows[-1]["at_s"] == "20"
    for name in METRIC_IDS:
        shown = recording.at(name, 20)
        cell = rows[-1][name]
        assert (cell == "") == math.isnan(shown)
        assert cell == "" or float(cell) == pytest.approx(shown, rel=1e-5)
