"""The monitoring's rules: which fire, and which clear, at one second."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.scenario.shop_model import AlertSpec
from game.shop.arrays import Floats
from game.shop.recording import Recording


@dataclass(frozen=True, slots=True)
class AlertChange:
    """An alert that starts or stops firing."""

    alert_id: str
    firing: bool


def alert_changes(
    specs: Sequence[AlertSpec], recording: Recording, firing: Iterable[str], at_s: int
) -> tuple[AlertChange, ...]:
    """What changes at that second, in the order of the rules.

    A quiet rule fires once its limit has been crossed for its whole time; a firing one clears
    once the metric has been well again for its whole time. Seconds that were not recorded keep a
    rule from firing, and do not keep it from clearing.
    """
    firing = frozenset(firing)
    changed = (spec for spec in specs if _changes(spec, recording, spec.id in firing, at_s))
    return tuple(AlertChange(spec.id, spec.id not in firing) for spec in changed)


def alert_states(specs: Sequence[AlertSpec], recording: Recording, at_s: int) -> frozenset[str]:
    """Which alerts fire at that second, from the beginning of the recording."""
    firing: frozenset[str] = frozenset()
    for second in range(recording.first_s, at_s + 1):
        changes = alert_changes(specs, recording, firing, second)
        firing = firing.symmetric_difference(change.alert_id for change in changes)
    return firing


def _changes(spec: AlertSpec, recording: Recording, firing: bool, at_s: int) -> bool:
    lasts_s = max(spec.clears_after_s if firing else spec.for_s, 1)
    if _crossed(spec, recording.window(spec.metric, at_s, at_s)).all() == firing:
        return False  # the last second alone shows that it stays as it is
    crossed = _crossed(spec, recording.window(spec.metric, at_s - lasts_s + 1, at_s))
    if firing:
        return not crossed.any()
    return len(crossed) == lasts_s and bool(crossed.all())


def _crossed(spec: AlertSpec, values: Floats) -> NDArray[np.bool_]:
    crossed = np.zeros(len(values), dtype=bool)
    if spec.above is not None:
        crossed |= values > spec.above.value
    if spec.below is not None:
        crossed |= values < spec.below.value
    return crossed
