"""Whole courses of a shop at once: what-if, forecasts and proofs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.shop.arrays import Floats, columns, widened
from game.shop.impact import FAILED_ORDERS
from game.shop.levers import Pull, programme
from game.shop.plant import TRUTH_IDS, advance, start
from game.shop.system import Shop


@dataclass(frozen=True, slots=True, eq=False)
class Traces:
    """Every second of every run."""

    metric_ids: tuple[str, ...]
    times: tuple[int, ...]
    observed: Floats  # [B, T, metric] in the order of metric_ids; no metrics if not asked for
    truth: Floats  # [B, T, quantity] in the order of TRUTH_IDS

    def metric(self, metric_id: str) -> Floats:
        """One metric of all runs, [B, T]."""
        return self.observed[:, :, self.metric_ids.index(metric_id)]

    def true(self, truth_id: str) -> Floats:
        """One true quantity of all runs, [B, T]."""
        return self.truth[:, :, TRUTH_IDS.index(truth_id)]

    def failed_orders(self, run: int, seconds: slice) -> float:
        """What one run lost in those seconds, counted as an impact counts it."""
        rows = (self.true(row)[run, seconds] for row in FAILED_ORDERS)
        return sum(float(row.sum()) for row in rows)


def simulate(
    shop: Shop,
    schedules: Sequence[Sequence[Pull]],
    seconds: int,
    from_s: int = -600,
    *,
    observed: bool = True,
) -> Traces:
    """Run `seconds` seconds after `from_s`, one run a schedule, all with the same noise.

    Without `observed` the dashboards stay empty, which makes a large batch several times faster.
    Until the first lever of any run is pulled they are one and the same, so one is run for all.
    """
    pulls, alone = programme(schedules), programme([()])
    plant = start(shop, 1, from_s)
    first_s = min((pull.at_s for schedule in schedules for pull in schedule), default=from_s)
    seen = np.empty((len(schedules), seconds, len(shop.metric_ids) if observed else 0))
    truth = np.empty((len(schedules), seconds, len(TRUTH_IDS)))
    for t in range(seconds):
        together = from_s + t + 1 < first_s
        if not together and plant.pulls is not pulls:
            plant = widened(plant, columns(len(schedules)), pulls=pulls)
        plant, sample = advance(shop, plant, alone if together else pulls, observed=observed)
        seen[:, t], truth[:, t] = sample.observed, sample.truth
    return Traces(shop.metric_ids, tuple(range(from_s + 1, from_s + seconds + 1)), seen, truth)
