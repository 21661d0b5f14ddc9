"""Log lines and traces agree with the metrics of their second."""

import pytest

from game.shop import Recording, Shop, build, record, start, step
from game.shop.lines import log_lines, spans
from tests.shop.shops import fault, shop_spec

MANY = 600
AT_S = 25


@pytest.fixture(scope="module", params=["code-errors", "dependency-down"])
def seen(request: pytest.FixtureRequest) -> tuple[Shop, Recording]:
    target = "payments" if request.param == "dependency-down" else "checkout"
    fault_ = fault(request.param, target=target, share="60%", from_="0s")
    shop = build(shop_spec(), (fault_,), 8)
    plant, recording = start(shop, 1, 0), Recording(metric_ids=shop.metric_ids)
    for _ in range(AT_S):
        plant, sample = step(shop, plant, [()])
        recording = record(shop, recording, sample)
    return shop, recording


def test_as_many_lines_are_errors_as_requests_fail(seen: tuple[Shop, Recording]) -> None:
    shop, recording = seen
    lines = log_lines(shop, recording, AT_S, MANY)
    bad = sum(bool(line.error) for line in lines) / MANY
    assert bad == pytest.approx(1 - recording.at("checkout.success", AT_S), abs=0.06)


def test_errors_name_the_part_that_fails(seen: tuple[Shop, Recording]) -> None:
    shop, recording = seen
    errors = [line.error for line in log_lines(shop, recording, AT_S, MANY) if line.error]
    blamed = sum(error.startswith("payments") for error in errors) / len(errors)
    assert blamed > 0.9 if recording.at("payments.errors", AT_S) > 0.5 else blamed < 0.1


def test_the_spans_of_a_trace_add_up_to_its_time(seen: tuple[Shop, Recording]) -> None:
    shop, recording = seen
    for line in log_lines(shop, recording, AT_S, 40):
        parts = dict(spans(shop, recording, line))
        assert sum(parts.values()) == pytest.approx(line.took_ms)
        assert min(parts.values()) >= 0


def test_the_same_second_gives_the_same_lines(seen: tuple[Shop, Recording]) -> None:
    shop, recording = seen
    assert log_lines(shop, recording, AT_S) == log_lines(shop, recording, AT_S)
    assert len({line.trace for line in log_lines(shop, recording, AT_S, 50)}) == 50
