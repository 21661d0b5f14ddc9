"""The system under incident: a causal queueing model of a shop's checkout, one second at a time."""

from game.shop.impact import Impact, impact
from game.shop.instruments import record
from game.shop.levers import Pull
from game.shop.plant import TRUTH_IDS, Sample, start, step
from game.shop.recording import METRIC_IDS, Recording
from game.shop.standing import Plant
from game.shop.system import Shop, build
from game.shop.traces import Traces, simulate

__all__ = [
    "METRIC_IDS",
    "TRUTH_IDS",
    "Impact",
    "Plant",
    "Pull",
    "Recording",
    "Sample",
    "Shop",
    "Traces",
    "build",
    "impact",
    "record",
    "simulate",
    "start",
    "step",
]
