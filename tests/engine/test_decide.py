import pytest

from game.engine.commands import (
    AbortMitigation,
    AcceptRole,
    AcknowledgePage,
    AnswerHotWash,
    ApprovePost,
    AssignRole,
    AssignTask,
    CaptureEvidence,
    ChangeSeverity,
    CheckPrecondition,
    ConfirmTask,
    CorrectEntry,
    Decide,
    Declare,
    DraftPost,
    EndExercise,
    FinishTask,
    Investigate,
    MarkMitigated,
    OfferRole,
    PagePerson,
    PauseExercise,
    PublishPost,
    Resolve,
    ResumeExercise,
    ReturnPost,
    SendMessage,
    SetPace,
    SkipInject,
    StandDown,
    StartMitigation,
    StopExercise,
    UndoMitigation,
    WriteEntry,
)
from game.engine.events import InjectAnswered, MitigationRefused, PostPublished
from game.engine.refusals import Reason
from game.terms import (
    Audience,
    EntryKind,
    EvidenceKind,
    ExercisePhase,
    HandoverPhase,
    IncidentPhase,
    MitigationPhase,
    Role,
    Severity,
    Stage,
)
from tests.engine.small import COMMS, IC, LEAD, OPS, SCRIBE, Play, started

DECLARE = Declare(by=IC, severity=Severity.SEV1, title="Checkout fails")


def declared(variant: str = "works") -> Play:
    play = started(variant, at_s=100)
    play.give(DECLARE)
    return play


def test_only_the_commander_changes_severity_and_the_refusal_names_whom_to_ask() -> None:
    play = declared()
    command = ChangeSeverity(by=OPS, severity=Severity.SEV2, reason="better")
    refusal = play.refused(command)
    assert refusal.reason is Reason.WRONG_ROLE
    assert "Priya" in refusal.text


def test_an_incident_is_declared_once() -> None:
    play = declared()
    assert play.state.incident.phase is IncidentPhase.DECLARED
    assert "SEV1" in play.refused(DECLARE).text


def test_a_pager_rings_until_it_is_acknowledged_once() -> None:
    play = started(at_s=120)
    (page,) = play.state.pages
    play.give(AcknowledgePage(by=OPS, page=page.id))
    assert play.state.pages[0].acknowledged_s == 120
    assert play.refused(AcknowledgePage(by=OPS, page=page.id)).reason is Reason.ALREADY


def test_nothing_happens_before_the_start_nor_in_a_pause() -> None:
    assert Play().refused(DECLARE).reason is Reason.WRONG_PHASE
    play = started(at_s=50)
    play.give(PauseExercise(by=LEAD))
    assert play.refused(DECLARE).reason is Reason.WRONG_PHASE
    play.give(ResumeExercise(by=LEAD))
    play.give(DECLARE)


def test_a_player_does_not_steer_the_exercise() -> None:
    play = started()
    assert play.refused(PauseExercise(by=IC)).reason is Reason.WRONG_ROLE
    assert play.refused(SkipInject(by=IC, inject="late", reason="x")).reason is Reason.WRONG_ROLE
    assert play.refused(SetPace(by=LEAD, pace=1e6)).reason is Reason.OUT_OF_RANGE


def test_a_decision_needs_its_question_an_option_and_a_reason() -> None:
    play = started(at_s=40)
    command = Decide(by=IC, decision="way", option="back", reason="Errors began with v2")
    assert play.refused(command).reason is Reason.UNKNOWN
    play = declared().until(101)
    assert "Wait" in play.refused(Decide(by=IC, decision="way", option="?", reason="r")).text
    assert (
        play.refused(Decide(by=IC, decision="way", option="back", reason=" ")).reason
        is Reason.EMPTY
    )
    play.give(command)
    assert play.state.decisions["way"].option == "back"
    play.give(Decide(by=IC, decision="way", option="wait", reason="Second thoughts"))
    assert play.state.decisions["way"].option == "wait"


def test_tasks_have_a_name_a_limit_and_a_confirmation() -> None:
    play = declared()
    assert (
        play.refused(AssignTask(by=IC, to=Role.OPS, text="Look", limit_s=1)).reason
        is Reason.OUT_OF_RANGE
    )
    play.give(AssignTask(by=IC, to=Role.OPS, text="Look at deploys", limit_s=120))
    (task,) = play.state.tasks
    assert "Marek" in play.refused(ConfirmTask(by=COMMS, task=task)).text
    play.give(ConfirmTask(by=OPS, task=task), FinishTask(by=OPS, task=task, result="v2 went out"))
    assert play.state.tasks[task].result == "v2 went out"
    assert play.refused(FinishTask(by=OPS, task=task, result="again")).reason is Reason.ALREADY


def test_command_changes_hands_by_offer_and_acceptance() -> None:
    play = declared()
    play.give(AssignRole(by=IC, seat=Role.IC), OfferRole(by=IC, seat=Role.IC, to="next"))
    assert play.state.roles[Role.IC].phase is HandoverPhase.OFFERED
    play.until(125)
    assert play.state.roles[Role.IC].person == "Tomas"
    assert play.state.seats[Role.IC] == "Tomas"


def test_a_seat_accepts_only_what_it_was_offered() -> None:
    play = declared()
    play.give(OfferRole(by=IC, seat=Role.IC, to="ops"))
    assert play.refused(AcceptRole(by=COMMS, seat=Role.IC)).reason is Reason.WRONG_ROLE
    play.give(AcceptRole(by=OPS, seat=Role.IC))
    assert play.state.roles[Role.IC].person == "Marek"


def test_a_post_is_drafted_approved_and_published_with_its_promise() -> None:
    play = declared()
    play.give(
        DraftPost(
            by=COMMS,
            audience=Audience.CUSTOMERS,
            stage=Stage.INVESTIGATING,
            text="Some customers cannot pay.",
            next_update_s=900,
        )
    )
    (draft,) = play.state.drafts
    play.give(ApprovePost(by=IC, draft=draft))
    (post,) = play.give(PublishPost(by=COMMS, draft=draft))
    assert isinstance(post, PostPublished)
    assert (post.approved, post.next_update_at_s) == (True, 1000)
    assert play.state.stage is Stage.INVESTIGATING
    assert play.refused(PublishPost(by=COMMS, draft=draft)).reason is Reason.ALREADY


def test_a_returned_draft_does_not_go_out() -> None:
    play = declared()
    play.give(
        DraftPost(by=COMMS, audience=Audience.CUSTOMERS, stage=Stage.INVESTIGATING, text="Uh oh")
    )
    (draft,) = play.state.drafts
    play.give(ReturnPost(by=IC, draft=draft, comment="say who is hit"))
    assert "say who is hit" in play.refused(PublishPost(by=COMMS, draft=draft)).text


def test_going_back_a_stage_is_allowed() -> None:
    play = declared()
    for stage in (Stage.MONITORING, Stage.INVESTIGATING):
        (drafted,) = play.give(
            DraftPost(by=COMMS, audience=Audience.CUSTOMERS, stage=stage, text="News")
        )
        play.give(PublishPost(by=COMMS, draft=drafted.draft))  # type: ignore[union-attr]
        assert play.state.stage is stage


def test_looking_costs_time_and_hands_do_one_thing_at_a_time() -> None:
    play = declared()
    play.give(Investigate(by=OPS, investigation="deploys"))
    busy = play.refused(CheckPrecondition(by=OPS, lever="rollback", precondition="no-migration"))
    assert busy.reason is Reason.NOT_YET
    play.until(130)
    assert play.state.inquiries["deploys"].finding == "v2 went out."
    play.give(CheckPrecondition(by=OPS, lever="rollback", precondition="no-migration"))
    play.until(160)
    assert play.state.checks["rollback", "no-migration"].holds is True


def test_a_rollback_that_works_is_assessed_as_effective() -> None:
    play = declared()
    play.give(StartMitigation(by=OPS, lever="rollback"))
    (item,) = play.state.mitigations.values()
    assert play.refused(StartMitigation(by=OPS, lever="rollback")).reason is Reason.ALREADY
    play.until(210)
    assert play.state.mitigations[item.id].phase is MitigationPhase.EFFECTIVE
    assert play.state.course.recording.at("checkout.success", 210) > 0.97


def test_a_restart_does_nothing_for_a_bug_and_destroys_the_heap() -> None:
    play = declared()
    play.give(StartMitigation(by=OPS, lever="restart"))
    assert play.refused(CaptureEvidence(by=OPS, kind=EvidenceKind.HEAP)).reason
    play.give(Investigate(by=OPS, investigation="heap")), play.until(220)
    assert "nothing left" in play.state.inquiries["heap"].finding
    (item,) = play.state.mitigations.values()
    assert item.phase is MitigationPhase.INEFFECTIVE


def test_a_refused_rollback_says_why_and_leaves_the_shop_alone() -> None:
    play = declared("blocked")
    (refused,) = play.give(StartMitigation(by=OPS, lever="rollback"))
    assert isinstance(refused, MitigationRefused)
    assert refused.text == "The migration of v2 blocks it."
    play.give(StartMitigation(by=OPS, lever="flag"))
    play.until(180)
    assert play.state.course.recording.at("checkout.success", 180) > 0.97


def test_a_failing_lever_never_reaches_the_shop() -> None:
    play = declared()
    play.give(StartMitigation(by=OPS, lever="broken"))
    play.until(115)
    (item,) = play.state.mitigations.values()
    assert (item.phase, item.note) == (MitigationPhase.FAILED, "No capacity.")


def test_undo_brings_the_bug_back_and_some_levers_cannot_be_undone() -> None:
    play = declared()
    (begun,) = play.give(StartMitigation(by=OPS, lever="rollback"))
    play.until(220)
    play.give(UndoMitigation(by=OPS, mitigation=begun.mitigation))  # type: ignore[union-attr]
    play.until(300)
    assert play.state.course.recording.at("checkout.success", 300) < 0.6
    (flag,) = play.give(StartMitigation(by=OPS, lever="flag"))
    refusal = play.refused(UndoMitigation(by=OPS, mitigation=flag.mitigation))  # type: ignore[union-attr]
    assert "cannot be undone" in refusal.text
    play.give(AbortMitigation(by=OPS, mitigation=flag.mitigation))  # type: ignore[union-attr]


def test_waiting_needs_no_hands() -> None:
    assert "decide it" in declared().refused(StartMitigation(by=OPS, lever="wait")).text


def test_the_system_is_changed_by_those_with_hands_on_it() -> None:
    play = declared()
    assert "Marek" in play.refused(StartMitigation(by=SCRIBE, lever="rollback")).text
    play.give(StartMitigation(by=IC, lever="rollback"))


def test_a_reply_of_the_seat_that_was_asked_answers_an_inject() -> None:
    play = started(at_s=70)
    by_ops = play.give(SendMessage(by=OPS, channel="incident", text="We look", reply_to="ask"))
    assert len(by_ops) == 1
    both = play.give(SendMessage(by=COMMS, channel="incident", text="We look", reply_to="ask"))
    assert isinstance(both[1], InjectAnswered)
    assert play.state.injects["ask"].answered_s == 70


def test_people_who_are_called_in_answer_or_do_not() -> None:
    play = declared()
    play.give(PagePerson(by=IC, target="boss", note="help"))
    play.give(PagePerson(by=IC, target="silent", note="help"))
    assert play.refused(PagePerson(by=IC, target="boss", note="x")).reason is Reason.ALREADY
    play.until(150)
    assert play.state.answered_page == {"boss"}
    assert play.state.messages[-1].text == "On my way, Priya."


def test_the_timeline_is_corrected_without_losing_its_past() -> None:
    play = declared()
    assert "not come" in play.refused(_entry(time_s=500)).text
    (written,) = play.give(_entry(time_s=90))
    play.give(
        CorrectEntry(
            by=SCRIBE,
            entry=written.entry,  # type: ignore[union-attr]
            time_s=100,
            who="Priya",
            kind=EntryKind.DECIDED,
            text="Declared SEV1",
        )
    )
    (entry,) = play.state.entries.values()
    assert (entry.time_s, entry.corrected) == (100, True)
    assert [event.text for event in play.events[-2:]] == ["Declared", "Declared SEV1"]  # type: ignore[union-attr]


def _entry(time_s: int) -> WriteEntry:
    return WriteEntry(
        by=SCRIBE, time_s=time_s, who="Priya", kind=EntryKind.DECIDED, text="Declared"
    )


def test_mitigated_and_resolved_are_different_and_need_a_declaration() -> None:
    play = started(at_s=100)
    assert play.refused(MarkMitigated(by=IC, reason="looks well")).reason is Reason.NOT_YET
    play.give(DECLARE, MarkMitigated(by=IC, reason="looks well"))
    assert play.state.incident.phase is IncidentPhase.MONITORING
    play.give(Resolve(by=IC, summary="It is over"))
    assert play.state.incident.phase.value == "resolved"
    assert play.refused(StandDown(by=IC, reason="oh")).reason is Reason.WRONG_PHASE


def test_the_hot_wash_is_answered_and_the_drill_closed() -> None:
    play = declared()
    play.give(StopExercise(by=LEAD, reason="lunch"))
    assert play.state.phase is ExercisePhase.HOT_WASH
    assert play.refused(AnswerHotWash(by=IC, question=9, text="x")).reason is Reason.UNKNOWN
    play.give(AnswerHotWash(by=IC, question=0, text="We declared early"), EndExercise(by=LEAD))
    assert play.state.phase.value == "ended"


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x1b"])
def test_empty_words_are_refused(text: str) -> None:
    refusal = declared().refused(SendMessage(by=IC, channel="incident", text=text))
    assert refusal.reason is Reason.EMPTY


def test_control_characters_and_broken_code_points_do_not_get_in() -> None:
    (said,) = declared().give(SendMessage(by=IC, channel="incident", text="a\x1b[31mb\ud800c\nd"))
    assert said.text == "a[31mb?c\nd"  # type: ignore[union-attr]
