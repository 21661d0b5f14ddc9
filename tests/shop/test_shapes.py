"""Requests that differ: pages that want more than others, and those that meet a slow query."""

from dataclasses import dataclass

import numpy as np
import pytest

from game.scenario.shop_model import FaultSpec, PageSpec, ShopSpec
from game.shop.shapes import pages, shapes
from tests.shop.reference import Reference, summary
from tests.shop.shops import course, fault, mean, shop_spec

PAGES = (
    PageSpec.model_validate({"id": "a", "share": "70%", "queries": "2"}),
    PageSpec.model_validate({"id": "b", "share": "22%", "work": "4", "queries": "6"}),
    PageSpec.model_validate({"id": "c", "share": "8%", "work": "20", "queries": "16"}),
)


def _paged() -> ShopSpec:
    spec = shop_spec()
    traffic = spec.traffic.model_copy(update={"pages": PAGES})
    return spec.model_copy(update={"traffic": traffic})


@dataclass(frozen=True)
class Mixed:
    spec: ShopSpec
    faults: tuple[FaultSpec, ...]


END_S = 140
MIXED = {
    "pages": Mixed(_paged(), ()),
    "slow queries": Mixed(
        shop_spec(),
        (fault("slow-query", target="database", factor="60x", share="3%", from_="-1h"),),
    ),
}


@pytest.mark.parametrize("name", MIXED)
def test_their_tail_is_that_of_the_request_level_simulation(name: str) -> None:
    one = MIXED[name]
    reference = Reference(one.spec, one.faults, 7)
    reference.run(END_S)
    found = summary([reference], 40, END_S)
    traces = course(one.faults, spec=one.spec, seconds=END_S)
    for quantile, theirs, within in zip(
        ("p50", "p95", "p99"), found.latencies_s, (0.08, 0.15, 0.2), strict=True
    ):
        ours = mean(traces, f"web.{quantile}", 40, END_S) / 1000
        assert ours == pytest.approx(theirs, rel=within), quantile


def test_pages_leave_the_means_as_they_are() -> None:
    found = pages(PAGES)
    for factor in (found.work, found.queries):
        assert (found.share * factor).sum() == pytest.approx(1.0)
    assert (pages(()).share == 1).all()


def test_shapes_share_all_requests_and_leave_their_mean_time() -> None:
    slow, ones = np.array([0.0, 0.2, 1.0]), np.ones(3)
    found = shapes(pages(PAGES), 4.0, slow, 30.0 * ones, 0.01 * ones, some_slow=True)
    assert found.weight.sum(axis=0) == pytest.approx(ones)
    assert (found.weight >= 0).all()
    assert (found.weight * found.more_s).sum(axis=0) == pytest.approx(0 * ones, abs=1e-9)
