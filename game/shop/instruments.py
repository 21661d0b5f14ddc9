"""What the instruments make of a second: series that are missing, stand still or are wrong."""

import numpy as np

from game.scenario.shop_faults import OF_INSTRUMENTS, FaultKind, FaultSpec
from game.shop.acting import fault_course
from game.shop.arrays import Floats
from game.shop.plant import Sample
from game.shop.recording import Recording
from game.shop.system import Shop


def record(shop: Shop, recording: Recording, sample: Sample) -> Recording:
    """The history and one more second, as the instruments show it."""
    wrong = [
        fault
        for fault in shop.faults
        if fault.kind in OF_INSTRUMENTS and fault.target in shop.metric_ids
    ]
    acting = [fault for fault in wrong if fault_course(fault, sample.at_s) > 0.0]
    if not acting:
        return recording.append(sample)
    shown = sample.observed[0].copy()
    for fault in acting:
        column = shop.metric_ids.index(fault.target)
        shown[column] = _shown(fault, recording, shown, column, sample.at_s)
    return recording.append(sample, shown)


def _shown(fault: FaultSpec, recording: Recording, shown: Floats, column: int, at_s: int) -> float:
    match fault.kind:
        case FaultKind.METRIC_MISSING:
            return float(np.nan)
        case FaultKind.METRIC_FROZEN if len(recording):
            since_s = max(fault.from_s - 1, recording.first_s)
            return recording.at(fault.target, min(since_s, at_s - 1))
        case FaultKind.METRIC_WRONG:
            return float(shown[column]) * fault.factor
        case _:
            return float(shown[column])
