"""Where an outage begins to outlive its cause: in the same place in both models.

`python -m tests.benchmarks.boundary` looks for that boundary along three ways; here each side of
it is tried once in each model.
"""

from dataclasses import replace

import pytest

from tests.benchmarks.boundary import SMALL, Judge, Storm, recovers, recovers_by_requests

STORM = Storm(SMALL)


def _once(storm: Storm) -> bool:
    return recovers_by_requests(storm, seeds=1)


BOTH = pytest.mark.parametrize("judge", [recovers, _once], ids=["model", "requests"])


@BOTH
def test_only_a_shop_that_is_busy_enough_stays_down(judge: Judge) -> None:
    longer = replace(STORM, lasts_s=60)
    assert judge(longer.at(6.2))
    assert not judge(longer.at(7.2))


@BOTH
def test_only_shedding_enough_brings_it_back(judge: Judge) -> None:
    assert judge(replace(STORM, shed=0.46))
    assert not judge(replace(STORM, shed=0.34))
