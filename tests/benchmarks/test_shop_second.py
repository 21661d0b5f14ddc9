"""What a second of the shop costs: one run for the screen, a thousand for what-if.

Aims: 0.7 ms for one run with its dashboards; 2.7 ms for a thousand where only the truth is wanted.
Run with `pytest tests/benchmarks --benchmark-enable`; nothing here fails for being slow.
"""

from pytest_benchmark.fixture import BenchmarkFixture

from game.shop import Plant, Pull, Sample, build, simulate, start, step
from tests.shop.shops import fault, lever, shop_spec

RELEASE = fault("code-errors", share="60%", release="r", from_="0s")
SHOP = build(shop_spec(), (RELEASE,), 1)
ROLLBACK = lever("rollback", release="r", delay="20s", ramp="60s")


def test_one_second_of_one_run(benchmark: BenchmarkFixture) -> None:
    plant, schedules = start(SHOP, at_s=60), [(Pull(ROLLBACK, 0),)]

    def one_second() -> tuple[Plant, Sample]:
        return step(SHOP, plant, schedules)

    after, sample = benchmark(one_second)
    assert after.at_s == sample.at_s == 61


def test_a_thousand_what_ifs(benchmark: BenchmarkFixture) -> None:
    schedules = [(Pull(ROLLBACK, at_s),) for at_s in range(1000)]
    traces = benchmark(simulate, SHOP, schedules, 20, 0, observed=False)
    assert traces.truth.shape[:2] == (1000, 20)
