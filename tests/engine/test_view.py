import dataclasses

from game.engine.commands import Declare, Investigate, SendMessage, StartMitigation
from game.engine.fold import fingerprint, fold, fold_until
from game.engine.view import view_for
from game.terms import SEATS, MitigationPhase, Role, Severity
from tests.engine.small import COMMS, IC, OPS, Play, started


def played() -> Play:
    play = started(at_s=100)
    play.give(Declare(by=IC, severity=Severity.SEV1, title="Checkout fails"))
    play.give(SendMessage(by=IC, channel="direct", to="ops", text="between us"))
    play.give(SendMessage(by=COMMS, channel="direct", to="boss", text="We are on it"))
    play.give(Investigate(by=OPS, investigation="deploys"))
    play.give(StartMitigation(by=OPS, lever="rollback"))
    return play.until(260)


def test_nobody_reads_what_was_said_to_somebody_else() -> None:
    play = played()
    heard = {
        role: {message.text for message in view_for(play.plan, play.state, role).messages}
        for role in SEATS
    }
    assert [role for role in SEATS if "between us" in heard[role]] == [Role.IC, Role.OPS]
    assert [role for role in SEATS if "Thank you." in heard[role]] == [Role.COMMS]


def test_a_phone_call_is_heard_by_the_one_who_is_called() -> None:
    play = played()
    with_call = [
        role
        for role in SEATS
        if any(item.id == "ask" for item in view_for(play.plan, play.state, role).injects)
    ]
    assert with_call == [Role.IC]


def test_no_view_holds_truth_variants_or_what_is_still_to_come() -> None:
    play = played()
    for role in SEATS:
        view = view_for(play.plan, play.state, role)
        text = repr({field.name: getattr(view, field.name) for field in dataclasses.fields(view)})
        assert "Still there?" not in text
        assert "blocked" not in text
        assert MitigationPhase.EFFECTIVE.value not in text
        assert not any(name in dir(view.readings) for name in ("truth_window", "truth_at"))


def test_whether_a_mitigation_helped_is_for_the_players_to_see() -> None:
    play = played()
    (true,) = play.state.mitigations.values()
    (shown,) = view_for(play.plan, play.state, Role.OPS).mitigations
    assert true.phase is MitigationPhase.EFFECTIVE
    assert (shown.phase, shown.completed_s) == (MitigationPhase.RUNNING, true.completed_s)


def test_what_is_due_says_what_to_do_and_by_when() -> None:
    play = started(at_s=130)
    view = view_for(play.plan, play.state, Role.IC)
    due = {item.id: item for item in view.due}
    assert due["declare"].action == "declare"
    assert due["declare"].say.startswith("Declare: success is ")
    assert due[f"ack:{play.state.pages[0].id}"].seat is Role.OPS
    play.give(Declare(by=IC, severity=Severity.SEV1, title="x"))
    view = view_for(play.plan, play.state, Role.IC)
    assert next(item for item in view.due if item.id == "declare").done_s == 130
    assert view.next_update_s == 130 + 300


def test_a_fold_of_the_events_is_the_live_state_at_every_event() -> None:
    play = started(at_s=100)
    play.give(Declare(by=IC, severity=Severity.SEV1, title="x"))
    play.give(StartMitigation(by=OPS, lever="rollback"))
    play.until(200)
    for count in (1, len(play.events) // 2, len(play.events)):
        partial = fold(play.plan, play.events[:count])
        again = fold_until(play.plan, play.events[:count], partial.at_s)
        assert fingerprint(partial) == fingerprint(again)
    live = fold_until(play.plan, play.events, 200)
    assert fingerprint(live) == fingerprint(play.state)
