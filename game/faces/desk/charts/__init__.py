"""Charts of the desk: live time series, and the strip of the whole drill."""

from game.faces.desk.charts.metricchart import MetricChart
from game.faces.desk.charts.series import Series, Status, Threshold, plain_value
from game.faces.desk.charts.strip import TimelineStrip
from game.faces.desk.charts.timeline import Band, Mark, clock
from game.faces.desk.charts.timeseries import CrosshairGroup, TimeSeriesChart

__all__ = [
    "Band",
    "CrosshairGroup",
    "Mark",
    "MetricChart",
    "Series",
    "Status",
    "Threshold",
    "TimeSeriesChart",
    "TimelineStrip",
    "clock",
    "plain_value",
]
