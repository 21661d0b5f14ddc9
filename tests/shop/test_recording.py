import pytest

from game.shop import Recording, Sample, Shop, build, impact, start, step
from tests.shop.shops import fault, shop_spec


@pytest.fixture(scope="module")
def shop() -> Shop:
    return build(shop_spec(), (fault("code-errors", share="50%", from_="0s"),), 5)


@pytest.fixture(scope="module")
def samples(shop: Shop) -> tuple[Sample, ...]:
    plant, samples = start(shop, at_s=-60), []
    for _ in range(120):
        plant, sample = step(shop, plant, [()])
        samples.append(sample)
    return tuple(samples)


def _recorded(samples: tuple[Sample, ...]) -> Recording:
    recording = Recording(metric_ids=build(shop_spec(), (), 5).metric_ids)
    for sample in samples:
        recording = recording.append(sample)
    return recording


def test_a_recording_gives_back_what_was_shown(samples: tuple[Sample, ...]) -> None:
    recording = _recorded(samples)
    assert recording.times == range(-59, 61)
    for row, metric_id in enumerate(recording.metric_ids):
        assert recording.at(metric_id, 30) == samples[89].observed[0, row]
    assert recording.truth_at("offered", 60) == 40


def test_a_window_includes_both_ends_and_only_what_was_recorded(
    samples: tuple[Sample, ...],
) -> None:
    recording = _recorded(samples)
    assert len(recording.window("orders.rate", -10, 10)) == 21
    assert len(recording.window("orders.rate", 50, 90)) == 11
    assert len(recording.window("orders.rate", -500, -60)) == 0
    assert len(recording.truth_window("good", -500, 500)) == len(recording) == 120


def test_what_was_recorded_cannot_be_changed(samples: tuple[Sample, ...]) -> None:
    with pytest.raises(ValueError, match="read-only"):
        _recorded(samples).window("orders.rate", 0, 10)[0] = 0


def test_questions_beyond_the_recording_and_unknown_names_are_answered_in_words(
    samples: tuple[Sample, ...],
) -> None:
    recording = _recorded(samples)
    with pytest.raises(LookupError, match="second 61 is not recorded"):
        recording.at("orders.rate", 61)
    with pytest.raises(LookupError, match=r"no 'orders'; .*orders\.rate"):
        recording.at("orders", 0)


def test_seconds_must_follow_each_other(samples: tuple[Sample, ...]) -> None:
    with pytest.raises(ValueError, match="second -57 cannot follow second -59"):
        _recorded(samples[:1]).append(samples[2])


def test_two_futures_of_one_past_do_not_disturb_each_other(samples: tuple[Sample, ...]) -> None:
    past = _recorded(samples[:60])
    other = Sample(1, samples[60].observed + 1, samples[60].truth + 1)
    one, two = past.append(samples[60]), past.append(other)
    assert two.at("orders.rate", 1) == one.at("orders.rate", 1) + 1
    assert one.tobytes() == _recorded(samples[:61]).tobytes()
    assert len(past) == 60


def test_impact_adds_up_the_truth(shop: Shop, samples: tuple[Sample, ...]) -> None:
    recording = _recorded(samples)
    before, during = impact(shop, recording, -59, -1), impact(shop, recording, 0, 60)
    assert before.failed_orders < 1
    assert before.minutes == 0
    assert during.minutes == pytest.approx(1, abs=0.05)
    assert during.users == pytest.approx(0.5 * 40 * 60, rel=0.05)
    assert 0.25 * 40 * 60 < during.failed_orders < during.users
    assert during.lost_revenue == pytest.approx(during.failed_orders * 62)
    assert during.error_budget_pct == pytest.approx(
        100 * recording.truth_window("bad_requests", 0, 60).sum() / (0.001 * 40 * 30 * 86400)
    )
