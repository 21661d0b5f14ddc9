import numpy as np
import pytest

from game.scenario.shop_changes import AlertChange as ScenarioAlert
from game.scenario.shop_changes import ShopChanges, changed
from game.scenario.shop_model import AlertSpec
from game.shop import METRIC_IDS, TRUTH_IDS, Recording, Sample
from game.shop.alerts import AlertChange, alert_changes, alert_states
from tests.shop.shops import shop_spec

FAILING = AlertSpec.model_validate(
    {"id": "failing", "title": "x", "metric": "checkout.success", "below": "90%", "for": "3s"}
    | {"clears after": "5s"}
)
SLOW = AlertSpec.model_validate(
    {"id": "slow", "title": "x", "metric": "checkout.p95", "above": "1s", "for": "0s"}
)


def _recording(success: list[float], p95_ms: float = 0.0) -> Recording:
    recording = Recording()
    for at_s, value in enumerate(success):
        observed = np.zeros((1, len(METRIC_IDS)))
        observed[0, METRIC_IDS.index("checkout.success")] = value
        observed[0, METRIC_IDS.index("checkout.p95")] = p95_ms
        recording = recording.append(Sample(at_s, observed, np.zeros((1, len(TRUTH_IDS)))))
    return recording


def _changes(success: list[float]) -> list[tuple[int, bool]]:
    recording, firing = _recording(success), frozenset[str]()
    seen = []
    for at_s in recording.times:
        for change in alert_changes([FAILING], recording, firing, at_s):
            firing = firing ^ {change.alert_id}
            seen.append((at_s, change.firing))
    return seen


def test_an_alert_fires_once_its_limit_was_crossed_for_its_whole_time() -> None:
    assert _changes([1, 1, 0.8, 0.8, 0.8, 0.8]) == [(4, True)]
    assert _changes([1, 0.8, 0.8, 1, 0.8, 0.8]) == []


def test_it_clears_only_after_it_has_been_well_again_for_a_while() -> None:
    flapping = [0.8] * 3 + [1, 1, 1, 1, 0.8] + [1] * 5
    assert _changes(flapping) == [(2, True), (12, False)]


def test_an_alert_that_clears_at_once_flaps_with_the_metric() -> None:
    hasty = FAILING.model_copy(update={"for_s": 1, "clears_after_s": 1})
    recording, firing, changes = _recording([0.8, 1, 0.8, 1, 0.8]), frozenset[str](), []
    for at_s in recording.times:
        for change in alert_changes([hasty], recording, firing, at_s):
            firing = firing ^ {change.alert_id}
            changes.append(change.firing)
    assert changes == [True, False, True, False, True]


def test_a_series_that_is_missing_lets_a_firing_alert_resolve_itself() -> None:
    gone = float("nan")
    assert _changes([0.8] * 3 + [gone] * 5) == [(2, True), (7, False)]
    assert _changes([gone] * 6) == []


def test_a_rule_that_the_scenario_lacks_never_fires() -> None:
    silent = changed(shop_spec(), ShopChanges(alerts=(_lacking("checkout-failing"),)))
    recording = _recording([0.1] * 400)
    fired = alert_states(silent.alerts, recording, 399)
    assert "checkout-failing" not in {alert.id for alert in silent.alerts}
    assert "checkout-failing" in alert_states(shop_spec().alerts, recording, 399)
    assert "checkout-failing" not in fired


def _lacking(alert: str) -> ScenarioAlert:
    return ScenarioAlert.model_validate({"id": alert, "missing": "true"})


def test_a_limit_that_is_only_touched_is_not_crossed() -> None:
    assert _changes([0.9] * 5) == []


def test_it_does_not_fire_before_enough_was_recorded() -> None:
    assert _changes([0.8, 0.8]) == []


def test_several_rules_change_in_their_own_order() -> None:
    recording = _recording([0.8] * 3, p95_ms=1001)
    changes = alert_changes([SLOW, FAILING], recording, (), 2)
    assert changes == (AlertChange("slow", firing=True), AlertChange("failing", firing=True))


def test_states_follow_from_the_recording_alone() -> None:
    recording = _recording([0.8] * 3 + [1] * 5)
    assert alert_states([FAILING], recording, 1) == frozenset()
    assert alert_states([FAILING], recording, 6) == {"failing"}
    assert alert_states([FAILING], recording, 7) == frozenset()


@pytest.mark.parametrize("at_s", [-1, 8])
def test_seconds_that_were_not_recorded_change_nothing(at_s: int) -> None:
    assert alert_changes([FAILING], _recording([0.8] * 8), (), at_s) == ()
