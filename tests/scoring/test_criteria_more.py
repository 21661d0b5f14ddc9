"""The criteria of hands, command and closing, judged over a handful of events."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from game.engine.events import (
    SYSTEM,
    CheckStarted,
    DecisionPrompted,
    EvidenceCaptured,
    Happening,
    InvestigationStarted,
    MessageSent,
    MitigationRefused,
    MitigationUndone,
    OptionProposed,
    PreconditionChecked,
    RoleAccepted,
    RoleAssigned,
    TaskAssigned,
)
from game.scenario.model import Option
from game.scenario.runbook import CriticalTask, ExitCriterion
from game.terms import EvidenceKind, Rating, Role, Stage
from scoring.case import open_case
from scoring.rubric import judge_task
from scoring.scorecard import DecisionScore, OptionLoss
from tests.scoring.stage import (
    IC,
    OPS,
    alert,
    completed,
    decided,
    declared,
    judged,
    mitigated,
    plan_with,
    post,
    pulled,
    resolved,
    state_of,
    task,
)

PULL = {"any": [{"event": "mitigation_started"}, {"event": "mitigation_refused"}]}


def refused(at_s: int, lever: str = "rollback") -> MitigationRefused:
    return MitigationRefused(at_s=at_s, by=OPS, mitigation=f"m{at_s}", lever=lever, text="no")


def checked(at_s: int, *, holds: bool = True) -> PreconditionChecked:
    return PreconditionChecked(
        at_s=at_s, by=SYSTEM, lever="rollback", precondition="no-migration", holds=holds, finding=""
    )


def captured(at_s: int, kind: EvidenceKind = EvidenceKind.HEAP) -> EvidenceCaptured:
    return EvidenceCaptured(at_s=at_s, by=OPS, evidence=f"e{at_s}", kind=kind, text="")


def said(at_s: int, text: str, by: object = IC) -> MessageSent:
    assert by is IC or by is OPS
    actor = IC if by is IC else OPS
    return MessageSent(
        at_s=at_s, by=actor, message=f"m{at_s}", channel="incident", to="", text=text
    )


def given(at_s: int, text: str) -> TaskAssigned:
    return TaskAssigned(at_s=at_s, by=IC, task=f"t{at_s}", to=Role.SCRIBE, text=text, limit_s=600)


def asked(at_s: int) -> DecisionPrompted:
    return DecisionPrompted(at_s=at_s, by=SYSTEM, decision="way", question="Which way?")


def named(at_s: int, person: str = "Priya Raman") -> RoleAssigned:
    return RoleAssigned(at_s=at_s, by=IC, seat=Role.IC, person=person)


CHECKED = task({"preconditions": "checked"}, start=PULL)
KEPT = task({"destroyed": "captured"}, start={"event": "mitigation_started"})
CARRIED = task(
    {"carried_out": "decisions"}, start={"event": "decision_made"}, target="5m", limit="9m"
)
PUT_BACK = task({"put_back": ["flag-off"]}, start={"event": "incident_resolved"})
COMMANDER = task(
    {"commander": "one"}, start={"event": "incident_declared"}, target="2m", limit="4m"
)
CALLS = task({"time_calls": "5m"}, start={"event": "incident_declared"})
NAMED = task({"talk": "named_tasks", "from": ["ic"]})
NO_BLAME = task({"talk": "no_blame"})
REASONED = task({"reasoned": "3"}, start={"event": "decision_made"})
ABOUT = task({"task_about": ["postmortem"]}, start={"event": "incident_resolved"}, target="3m")
EXIT = task({"exit": "held", "grace": "3m"}, start={"event": "incident_resolved"})


@pytest.mark.parametrize(
    ("one", "events", "rating", "shown"),
    [
        (CHECKED, [checked(100), pulled(120)], Rating.P, (2, 3)),
        (CHECKED, [pulled(120), checked(130)], Rating.U, (2,)),
        (CHECKED, [checked(100, holds=False), pulled(120)], Rating.U, (2, 3)),
        (CHECKED, [refused(120)], Rating.U, (2,)),
        (CHECKED, [checked(100), refused(120), pulled(200, "flag")], Rating.P, (2, 3)),
        (CHECKED, [pulled(120, "flag")], Rating.N, (2,)),
        (KEPT, [captured(100), pulled(120, "restart")], Rating.P, (2, 3)),
        (KEPT, [captured(100, EvidenceKind.LOGS), pulled(120, "restart")], Rating.U, (3,)),
        (KEPT, [pulled(120)], Rating.N, (2,)),
        (CARRIED, [asked(100), decided(150), pulled(300)], Rating.P, (3, 4)),
        (CARRIED, [asked(100), decided(150), refused(500)], Rating.S, (3, 4)),
        (CARRIED, [asked(100), decided(150)], Rating.U, (3,)),
        (CARRIED, [asked(100), decided(150), decided(160, "", "wait")], Rating.N, (3,)),
        (CARRIED, [pulled(120), asked(140), decided(150)], Rating.N, (4,)),
        (PUT_BACK, [completed(300, "flag"), resolved(1300)], Rating.U, (2,)),
        (PUT_BACK, [completed(300), resolved(1300)], Rating.N, (3,)),
        (
            PUT_BACK,
            [completed(300, "flag"), given(900, "Own it: shiny off, put it back"), resolved(1300)],
            Rating.P,
            (2, 3),
        ),
        (
            PUT_BACK,
            [
                completed(300, "flag"),
                MitigationUndone(at_s=900, by=OPS, mitigation="m", lever="flag"),
                resolved(1300),
            ],
            Rating.P,
            (2, 3),
        ),
        (COMMANDER, [declared(100), named(150)], Rating.P, (2, 3)),
        (COMMANDER, [declared(100), named(300)], Rating.S, (2, 3)),
        (COMMANDER, [declared(100)], Rating.U, (2, 3)),
        (COMMANDER, [declared(100), named(150), named(400, "Vera")], Rating.S, (2, 3, 4)),
        (
            COMMANDER,
            [
                declared(100),
                named(150),
                RoleAccepted(at_s=400, by=SYSTEM, seat=Role.IC, person="Tomas"),
            ],
            Rating.P,
            (2, 3, 4),
        ),
        (CALLS, [declared(100), mitigated(300)], Rating.N, (2,)),
        (CALLS, [declared(100), mitigated(900)], Rating.U, (2, 4)),
        (
            CALLS,
            [declared(100), said(400, "Five minutes in."), said(700, "03:12 UTC."), mitigated(900)],
            Rating.P,
            (3, 4),
        ),
        (NAMED, [said(100, "Can somebody look at the deploys?")], Rating.S, (2,)),
        (NAMED, [said(100, "Marek, look at the deploys, 4 minutes.")], Rating.P, (2,)),
        (NAMED, [said(100, "Can someone look?", OPS)], Rating.N, (1,)),
        (NO_BLAME, [said(100, "It is the fault of the developers.", OPS)], Rating.S, (2,)),
        (REASONED, [decided(100)], Rating.U, (2,)),
        (
            REASONED,
            [
                replace(
                    decided(100), reason="Errors began with release v2; its predecessor ran well."
                )
            ],
            Rating.P,
            (2,),
        ),
        (REASONED, [replace(decided(100), reason="Roll back, roll back!")], Rating.U, (2,)),
        (ABOUT, [given(500, "Own the postmortem."), resolved(1300)], Rating.P, (2, 3)),
        (ABOUT, [resolved(1300), given(1350, "Own the Postmortem")], Rating.P, (2, 3)),
        (ABOUT, [resolved(1300), given(1600, "Own the postmortem.")], Rating.S, (2, 3)),
        (ABOUT, [given(500, "Look at the logs."), resolved(1300)], Rating.U, (3, 4)),
    ],
)
def test_what_it_says_of_these_events(
    one: CriticalTask, events: list[Happening], rating: Rating, shown: tuple[int, ...]
) -> None:
    finding = judged(one, events)
    assert (finding.rating, finding.events) == (rating, shown), finding.note


def test_exit_criteria_are_held_against_the_moment_of_resolving() -> None:
    raw: list[Mapping[str, object]] = [
        {
            "id": "well",
            "text": "Well.",
            "when": {"metric": "checkout.success", "above": "97%", "for": "5m"},
        },
        {
            "id": "words",
            "text": "Told.",
            "when": {"event": "post_published", "where": {"stage": "resolved"}},
        },
        {"id": "owned", "text": "Owned."},
    ]
    criteria = tuple(ExitCriterion.model_validate(item) for item in raw)
    plan = plan_with((EXIT,))
    plan = replace(plan, runbook=plan.runbook.model_copy(update={"exit_criteria": criteria}))

    def rated(events: list[Happening]) -> tuple[Rating, str]:
        finding = judge_task(open_case(plan, state_of(events)), EXIT)
        return finding.rating, finding.note

    final = post(1310, stage=Stage.RESOLVED)
    assert rated([resolved(1300), final])[0] is Rating.P
    assert rated([resolved(1300)])[0] is Rating.M
    early, note = rated([resolved(700), replace(final, at_s=1000)])
    assert early is Rating.U
    assert "not: Well. Told." in note


def test_a_decision_that_takes_a_lever_back_is_carried_out_by_undoing_it() -> None:
    plan = plan_with((CARRIED,))
    (asked_is,) = plan.scenario.decisions
    options = (*asked_is.options, Option(id="undo", title="Take it back", undoes="rollback"))
    plan = replace(plan, decisions={"way": asked_is.model_copy(update={"options": options})})
    undone = MitigationUndone(at_s=380, by=OPS, mitigation="m", lever="rollback")

    def rated(*events: Happening) -> Rating:
        return judge_task(open_case(plan, state_of(events)), CARRIED).rating

    chosen = decided(300, "", "undo")
    assert rated(pulled(100), asked(280), chosen, undone) is Rating.P
    assert rated(pulled(100), asked(280), chosen, replace(undone, at_s=700)) is Rating.S
    assert rated(pulled(100), asked(280), chosen) is Rating.U
    assert rated(asked(280), chosen) is Rating.N
    assert rated(pulled(100), undone, replace(chosen, at_s=400)) is Rating.N


def regretted(*found: DecisionScore) -> tuple[Rating, str]:
    one = task({"regret": "10%"}, start={"event": "decision_made"})
    state = state_of([decided(100), decided(200, option="wait")])
    case = replace(open_case(plan_with((one,)), state), decisions=found)
    finding = judge_task(case, one)
    return finding.rating, finding.note


def weighed(n: int, chosen: float, best: float, worst: float) -> DecisionScore:
    options = (OptionLoss("back", best), OptionLoss("wait", worst))
    return DecisionScore(n, "back", options, regret=chosen - best, luck=999.0, stake=worst - best)


@pytest.mark.parametrize(
    ("chosen", "rating"),
    [(100, Rating.P), (110, Rating.P), (130, Rating.S), (160, Rating.M), (200, Rating.U)],
)
def test_regret_is_held_against_what_could_be_lost(chosen: float, rating: Rating) -> None:
    assert regretted(weighed(2, chosen, 100, 200))[0] is rating


def test_where_options_make_no_difference_there_is_nothing_to_regret() -> None:
    assert regretted(weighed(2, 104, 100, 104))[0] is Rating.N
    assert regretted()[0] is Rating.N
    assert regretted(weighed(2, 100, 100, 200), weighed(3, 200, 100, 200))[0] is Rating.M


def test_what_is_looked_into_before_the_first_lever_counts_while_customers_are_hurt() -> None:
    one = task(
        {
            "at_most": "1",
            "of": {"event": "investigation_started"},
            "before": {"event": "mitigation_started", "or": ["mitigation_refused"]},
        }
    )
    looks = [InvestigationStarted(at_s=s, by=OPS, investigation=f"i{s}") for s in (100, 150, 700)]
    assert judged(one, [looks[0], refused(140), looks[1]]).rating is Rating.P
    assert judged(one, [looks[0], looks[1], pulled(200)]).rating is Rating.S
    assert judged(one, looks).rating is Rating.N
    assert judged(one, looks, [(60, 9999)]).rating is Rating.M


def test_hands_off_means_every_sort_of_change() -> None:
    one = task(
        {
            "never": {
                "event": "mitigation_started",
                "or": ["mitigation_refused"],
                "where": {"by": "ic"},
            }
        }
    )
    tried = replace(refused(120), by=IC)
    assert judged(one, [tried]).rating is Rating.U
    look = CheckStarted(at_s=90, by=IC, lever="rollback", precondition="no-migration")
    assert judged(one, [look, refused(120)]).rating is Rating.P


def test_time_counts_from_the_clock_and_not_from_a_late_step_before() -> None:
    one = task(
        {"event": "post_published", "where": {"audience": "customers"}},
        start={"event": "incident_declared"},
        clock={"event": "alert_fired"},
        target="5m",
        limit="10m",
    )
    prompt = judged(one, [alert(90), declared(100), post(500)])
    assert (prompt.rating, prompt.events) == (Rating.S, (2, 3, 4))
    assert "6 min 50 s after an alert was raised" in prompt.note
    late = judged(one, [alert(90), declared(480), post(500)])
    assert late.rating is Rating.S
    early = judged(one, [declared(30), alert(90), post(300)])
    assert early.rating is Rating.P
    missing = judged(one, [declared(100), post(500)])
    assert missing.rating is Rating.S  # without an alert, from its start


def test_a_proposal_comes_before_its_decision() -> None:
    one = task(
        {
            "first": {"event": "option_proposed"},
            "then": {"event": "decision_made"},
            "same": "decision",
        }
    )
    proposal = OptionProposed(at_s=90, by=OPS, decision="way", option="back", text="back")
    assert judged(one, [proposal, decided(100)]).rating is Rating.P
    assert judged(one, [decided(80), proposal]).rating is Rating.U
