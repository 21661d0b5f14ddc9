"""Every capability that the scenario language promises, seen in the example named after it."""

import math

import pytest

from game.engine.commands import (
    CheckPrecondition,
    Decide,
    Declare,
    DraftPost,
    Investigate,
    MarkMitigated,
    PagePerson,
    PublishPost,
    Resolve,
    SendMessage,
    StartMitigation,
    UndoMitigation,
)
from game.engine.events import (
    AlertFired,
    AlertResolved,
    DecisionPrompted,
    InvestigationFinished,
    MessageSent,
    MitigationAssessed,
    MitigationFailed,
    MitigationRefused,
    PaceSet,
    PersonAnswered,
    PostDrafted,
    PreconditionChecked,
)
from game.scenario.library import check, scenario_ids
from game.scenario.model import FastForward
from game.shop import Pull, simulate
from game.terms import Audience, ExercisePhase, MitigationPhase, Severity, Stage
from tests.scenario.examples import COMMS, FOLDER, IC, OPS, Example, example_names, loaded


def declared(example: Example) -> Example:
    return example.give(Declare(by=IC, severity=Severity.SEV1, title="Checkout fails"))


def finding(example: Example) -> str:
    return example.of(InvestigationFinished)[-1].finding


def undo(example: Example) -> Example:
    return example.give(UndoMitigation(by=OPS, mitigation=[*example.state.mitigations][-1]))


def phases(example: Example) -> list[MitigationPhase]:
    return [item.phase for item in example.state.mitigations.values()]


@pytest.mark.parametrize("name", example_names())
def test_the_examples_have_no_problems_and_a_test_each(name: str) -> None:
    assert loaded(name).scenario.id == name
    assert f"test_{name.replace('-', '_')}" in globals()


def test_the_examples_are_no_part_of_the_library_and_are_checked_with_it() -> None:
    assert not set(scenario_ids()) & {"_examples", *example_names()}
    assert check(FOLDER) == []


def test_late_effect() -> None:
    example = Example("late-effect")
    early_ms, late_ms, mended_ms = (simulated_latency(example, at_s) for at_s in (60, 600, 800))
    assert late_ms > 5 * early_ms
    assert mended_ms < late_ms / 3


def simulated_latency(example: Example, at_s: int) -> float:
    """The provider's latency some time after the lever was pulled, which acts after ten minutes."""
    pull = Pull(example.plan.levers["second-line"], 20)
    traces = simulate(example.plan.shop, [(pull,)], 40, at_s)
    return float(traces.metric("payments.latency")[0, -1])


def test_own_lever() -> None:
    example = Example("own-lever").until(60)
    assert example.success() < 0.6
    assert example.pull("load-taxes").until(115).success() > 0.98


def test_segments() -> None:
    example = Example("segments").until(90)
    assert example.shows("checkout.success.wallet") < 0.5
    assert example.shows("checkout.success.card") > 0.9
    assert "who-is-hit" in example.injects()


def test_harmful_side_effect() -> None:
    example = Example("harmful-side-effect").until(50)
    assert example.shows("checkout.success.us") == pytest.approx(0.5, abs=0.2)
    example.pull("block").until(90)
    assert example.shows("checkout.success.us") < 0.3
    assert example.shows("checkout.success.eu") > 0.9
    assert undo(example).until(130).shows("checkout.success.us") > 0.3


def test_partial_mitigation() -> None:
    example = Example("partial-mitigation").until(50)
    example.pull("half").until(125)
    assessed = example.of(MitigationAssessed)[0]
    assert assessed.outcome is MitigationPhase.PARTIAL


def test_growing_scope() -> None:
    example = Example("growing-scope").until(110)
    europe, america = "checkout.success.eu", "checkout.success.us"
    assert example.shows(europe) < 0.4
    assert example.shows(america) > 0.95
    example.until(180)
    assert example.shows(america) < 0.4
    assert example.injects()["now-america"] > 120


@pytest.mark.parametrize(("variant", "other"), [("release", "coupon"), ("coupon", "release")])
def test_costly_investigation(variant: str, other: str) -> None:
    example = Example("costly-investigation", variant).until(30)
    example.give(Investigate(by=OPS, investigation="replay-order"))
    assert "to go" in example.refused(Investigate(by=OPS, investigation="replay-order"))
    assert not example.until(209).of(InvestigationFinished)
    found = example.until(210).of(InvestigationFinished)[0]
    assert found.rules_out == (other,)


def test_clock_compression() -> None:
    example = Example("clock-compression").until(80)
    declared(example).until(200)
    first = example.of(PaceSet)[0]
    assert (first.at_s, first.pace, first.stretch) == (180, 60.0, "crews-work")
    assert "posts are still due" in example.state.messages[-1].text
    assert example.plan.duration_s == 3 * 3600
    assert (example.state.pace, example.state.slow_pace) == (60.0, 1.0)


def test_a_quiet_stretch_ends_by_its_condition_and_the_pace_is_as_before() -> None:
    short = FastForward.model_validate(
        {"id": "s", "when": {"time": "30s"}, "until": {"time": "50s"}, "pace": "30"}
    )
    paces = [
        (event.at_s, event.pace, event.stretch)
        for event in Example("clock-compression", fast_forward=short).until(70).of(PaceSet)
    ]
    assert paces == [(30, 30.0, "s"), (50, 1.0, "")]


def test_blocked_mitigation() -> None:
    example = Example("blocked-mitigation").until(30)
    for lever in ("edge-rule", "console", "hand-made"):
        example.pull(lever)
    said = [event.text for event in example.of(MitigationRefused)]
    assert [text.split()[-2:] for text in said] == [
        ["was", "changed."],
        ["is", "broken."],
        ["write", "it."],
    ]
    example.give(PagePerson(by=IC, target="security", note="May we block a network?"))
    example.give(Investigate(by=OPS, investigation="write-script")).until(121)
    example.pull("hand-made").pull("edge-rule").until(140)
    assert example.success() > 0.98
    assert len(example.of(MitigationRefused)) == 3


def test_ordered_actions() -> None:
    example = Example("ordered-actions").until(40)
    example.pull("switch-over").until(51)
    failed = example.of(MitigationFailed)[0]
    assert "still takes writes" in failed.text
    example.pull("clear-sessions").until(70)
    assert example.success() < 0.6, "it does nothing before the switch"
    example.pull("stop-writes").until(72)
    example.pull("switch-over").until(84)
    assert len(example.of(MitigationFailed)) == 1


def test_fails_once() -> None:
    example = Example("fails-once").until(30)
    example.pull("resize").until(41)
    assert len(example.of(MitigationFailed)) == 1
    example.pull("resize").until(75)
    assert len(example.of(MitigationFailed)) == 1
    assert example.success() > 0.98


def test_own_status_page() -> None:
    example = Example("own-status-page").until(60)
    example.give(Investigate(by=OPS, investigation="read-our-page")).until(70)
    assert "All systems operational" in finding(example)
    post = DraftPost(by=COMMS, audience=Audience.CUSTOMERS, stage=Stage.INVESTIGATING, text="Hm.")
    draft = example.give(post).of(PostDrafted)[0]
    publish = PublishPost(by=COMMS, draft=draft.draft)
    assert "login" in example.refused(publish)
    example.until(240).give(publish)
    assert "why-green" not in example.until(241).injects()


def test_a_silent_status_page_is_asked_about() -> None:
    example = Example("own-status-page").until(450)
    assert "All systems operational" in example.state.injects["why-green"].text


@pytest.mark.parametrize(
    ("variant", "becomes"),
    [
        ("refused", MitigationPhase.REFUSED),
        ("fails", MitigationPhase.FAILED),
        ("does-nothing", MitigationPhase.INEFFECTIVE),
    ],
)
def test_rollback_fails(variant: str, becomes: MitigationPhase) -> None:
    example = Example("rollback-fails", variant).until(30).pull("rollback").until(155)
    assert phases(example) == [becomes]


def test_undo_later() -> None:
    example = Example("undo-later").until(60).pull("turn-away").until(425)
    assert example.injects()["still-closed"] == 420
    shed = example.shows("orders.rate")
    undo(example).until(460)
    assert example.shows("orders.rate") > 1.2 * shed
    assert example.state.injects["still-closed"].answered_s is not None


def test_undo_later_by_a_decision() -> None:
    example = Example("undo-later").until(60).pull("turn-away").until(250)
    asked = example.of(DecisionPrompted)
    assert [item.decision for item in asked] == ["open-or-not"]
    example.give(Decide(by=IC, decision="open-or-not", option="open", reason="errors are over"))
    assert example.plan.undoes("open-or-not", "open") == "turn-away"
    assert example.plan.undoes("open-or-not", "leave") is None


def test_two_faults() -> None:
    example = Example("two-faults").until(90)
    assert example.success() < 0.5
    assert example.pull("old-config").until(115).success() < 0.8
    assert example.pull("other-provider").until(140).success() > 0.98


def test_positive_feedback() -> None:
    example = Example("positive-feedback").until(100)
    assert example.shows("checkout.requests") > 1.5 * example.shows("checkout.requests", 0)
    assert "storm" in example.injects()


def test_misleading_telemetry() -> None:
    example = Example("misleading-telemetry").until(90)
    assert math.isnan(example.shows("checkout.success"))
    assert example.shows("payments.errors") < 0.05
    assert example.success() < 0.6
    example.give(Investigate(by=OPS, investigation="health")).until(100)
    assert "200" in finding(example)
    assert not example.of(AlertFired)


def test_latent_cause() -> None:
    example = Example("latent-cause").until(60)
    assert example.shows("db.disk", 0) > 0.95
    assert example.success() > 0.98
    assert example.until(150).success() < 0.5


def test_alerting() -> None:
    example = Example("alerting").until(100)
    alerts = [event.alert for event in example.of(AlertFired)]
    assert alerts == ["payments-odd"], "early, and about something harmless"
    assert example.success() < 0.75
    assert "customers-first" in example.injects()
    example.until(430)
    late = [event.at_s for event in example.of(AlertFired)][1]
    assert late >= 270
    over = [event.alert for event in example.of(AlertResolved)]
    assert "checkout-failing" in over, "it resolves by itself once its metric is lost"
    assert example.success() < 0.75


def test_orders_headline() -> None:
    example = Example("orders-headline").until(130)
    assert example.shows("checkout.success") > 0.98
    assert "half-the-orders" in example.injects()
    alerts = [event.alert for event in example.of(AlertFired)]
    assert alerts == ["orders-low"]


def test_thundering_herd() -> None:
    example = Example("thundering-herd").until(40).pull("close").until(130)
    undo(example).until(170)
    assert example.shows("checkout.requests") > 5 * example.shows("checkout.requests", 0)
    assert example.success() < 0.9


def test_long_tail() -> None:
    example = Example("long-tail").until(100)
    worst = example.success()
    tail = example.until(300).success()
    assert worst + 0.05 < tail < 0.8


def test_false_recovery() -> None:
    pulses = Example("false-recovery", "pulses").until(75)
    assert pulses.success() < 0.6
    assert pulses.until(125).success() > 0.97
    assert pulses.until(190).success() < 0.6
    restarted = Example("false-recovery", "wears-off").until(30).pull("restart").until(85)
    assert restarted.success() > 0.97
    assert restarted.until(125).success() < 0.6


def test_data_integrity() -> None:
    example = Example("data-integrity").until(80)
    assert example.of(DecisionPrompted)
    behind = CheckPrecondition(by=OPS, lever="fail-over", precondition="caught-up")
    example.give(behind).until(101)
    example.until(250).give(behind).until(271)
    assert [check.holds for check in example.of(PreconditionChecked)] == [False, True]
    assert example.success() < 0.7
    assert example.pull("fail-over").until(310).success() > 0.9


def test_red_herring() -> None:
    example = Example("red-herring").until(70)
    assert "v3" in example.state.injects["it-was-us"].text
    example.pull("rollback").until(165)
    assert phases(example) == [MitigationPhase.INEFFECTIVE]


def test_own_tools_hit() -> None:
    example = Example("own-tools-hit").until(30)
    aloud = SendMessage(by=IC, channel="incident", text="Who is here?")
    assert "chat is down" in example.refused(aloud)
    example.give(SendMessage(by=IC, channel="direct", to="boss", text="The chat is down."))
    assert "pager" in example.refused(PagePerson(by=IC, target="boss", note="Come"))
    assert "cannot be reached" in example.refused(StartMitigation(by=OPS, lever="mend"))
    assert "log store" in example.refused(Investigate(by=OPS, investigation="logs"))
    example.give(Investigate(by=OPS, investigation="curl"))
    assert example.until(185).give(aloud)


def test_calling_in() -> None:
    example = Example("calling-in").until(30).pull("repair-index")
    assert example.of(MitigationRefused)
    example.give(PagePerson(by=OPS, target="expert", note="Slow")).until(71)
    assert example.of(PersonAnswered)

    def asked(text: str) -> str | None:
        before = len(example.of(MessageSent))
        example.give(SendMessage(by=OPS, channel="direct", to="expert", text=text))
        example.until(example.state.at_s + 12)
        answers = example.of(MessageSent)[before + 1 :]
        return answers[0].text if answers else None

    assert asked("What shall we do?") == "Tell me which query is slow."
    assert asked("The Index of orders is not used") == (
        "Then it is the index. I can rebuild it in half a minute."
    )
    assert asked("Thanks!") is None
    example.pull("repair-index").until(example.state.at_s + 32)
    assert asked("And now?") == "It is rebuilt. Have a look."
    assert example.success() > 0.98


def test_silent_on_call() -> None:
    example = Example("silent-on-call").until(20)
    example.give(PagePerson(by=IC, target="primary", note="Come"))
    example.give(PagePerson(by=IC, target="secondary", note="Come")).until(205)
    assert not example.of(PersonAnswered)
    assert example.injects()["nobody-came"] == 200
    example.give(PagePerson(by=IC, target="secondary", note="Again")).until(230)
    answered = [event.target for event in example.of(PersonAnswered)]
    assert answered == ["secondary"]


def test_monitoring_open() -> None:
    example = declared(Example("monitoring-open").until(60)).until(290)
    assert "close-it" in example.injects()
    example.give(MarkMitigated(by=IC, reason="Green"), Resolve(by=IC, summary="Green")).until(420)
    assert example.state.phase is ExercisePhase.RUNNING, "two minutes after it was closed early"
    assert example.until(560).state.phase is ExercisePhase.HOT_WASH


def test_backlog_drain() -> None:
    example = Example("backlog-drain").until(90)
    stuck = example.shows("receipts.backlog")
    assert stuck > 200
    assert example.success() > 0.98
    example.pull("restart-worker").until(110)
    assert 50 < example.shows("receipts.backlog") < 1.1 * stuck, "it does not vanish"
    assert example.until(260).shows("receipts.backlog") < 20


def test_third_party_clock() -> None:
    example = Example("third-party-clock").until(60)
    look = Investigate(by=OPS, investigation="provider-page")
    example.give(look).until(71)
    assert "All systems operational" in finding(example)
    example.until(190).give(look).until(201)
    assert finding(example).startswith("They say now: We are investigating")
    assert example.injects()["they-know"] == 180
    assert "investigating" in example.state.injects["they-know"].text


def test_daily_curve() -> None:
    plan = Example("daily-curve").plan
    arrivals = [
        float(simulate(plan.shop, [()], 60, at_s).true("offered").sum()) for at_s in (0, 6 * 3600)
    ]
    assert arrivals[1] > 1.3 * arrivals[0]


def test_missed_eta() -> None:
    example = Example("missed-eta").until(100)
    assert "13:04" in example.state.injects["promise"].text
    assert example.until(245).injects()["missed"] == 240
    quicker = Example("missed-eta").until(100).pull("other-provider").until(245)
    assert "missed" not in quicker.injects()


def test_variants_once() -> None:
    needed = Example("variants-once", "needed").until(40).pull("flag-off").until(75)
    assert needed.success() < 0.3, "off takes more down"
    assert "basket-empty" in needed.injects()
    guilty = Example("variants-once", "guilty").until(40).pull("flag-off").until(75)
    assert guilty.success() > 0.98
    assert "basket-empty" not in guilty.injects()
