import json

import pytest

from game.engine.view import View
from game.faces.web.client import OUTBOX_MAX
from game.faces.web.people import Part
from game.faces.web.room import Room
from game.faces.web.seats import AWAY_S
from game.faces.web.sections import ELSEWHERE, LISTS, VALUES
from game.session.clock import Manual
from game.terms import ExercisePhase, Role
from tests.faces.web.conftest import Enter, Window


def play(room: Room, seconds: int) -> None:
    assert isinstance(room.clock, Manual)
    room.clock.move(seconds)
    room.pass_time(0.0)


def test_every_part_of_a_view_is_sent_or_left_out_on_purpose() -> None:
    assert {*LISTS, *VALUES, *ELSEWHERE} == set(View.__dataclass_fields__)


def test_whoever_comes_is_told_the_book_the_seats_and_what_they_may_see(enter: Enter) -> None:
    ana = enter("Ana", Role.COMMS)
    kinds = [item["t"] for item in ana.heard]
    assert kinds == ["welcome", "you", "lobby", "history", "view"]
    assert ana.last("you")["roles"] == ["comms"]
    assert ana.last("lobby")["seats"]["comms"]["name"] == "Ana"  # type: ignore[index]


def test_a_window_that_follows_the_differences_has_what_a_new_one_gets(
    room: Room, enter: Enter
) -> None:
    ic = enter("Priya", Role.IC)
    ic.say("begin")
    play(room, 40)
    assert ic.act(Role.IC, "send_message", channel="incident", text="Who is on?") == ""
    assert ic.act(Role.IC, "declare", severity="sev1", title="Down") == ""
    play(room, 30)
    ic.read()
    second = Window(room, ic.client.person)
    second.read()
    assert second.views["ic"] == ic.views["ic"]
    assert ic.views["ic"]["incident"]["severity"] == "sev1"  # type: ignore[index]


def test_roles_are_enforced_whatever_a_window_says(room: Room, enter: Enter) -> None:
    comms = enter("Ana", Role.COMMS)
    comms.say("begin")
    play(room, 10)
    assert "sits elsewhere" in comms.act(Role.IC, "declare", severity="sev1", title="Down")
    assert "sits elsewhere" in comms.act(Role.FACILITATOR, "stop_exercise", reason="bored")
    assert "not a command" in comms.act(Role.SYSTEM, "advance_to", at_s=900)
    assert "by itself" in comms.act(Role.FACILITATOR, "start_exercise")
    watcher = enter("Olu", part=Part.OBSERVER)
    assert "watching" in watcher.act(Role.COMMS, "send_message", channel="incident", text="Hi")
    assert room.session.state.incident.severity is None


def test_a_command_that_comes_twice_is_done_once_and_answered_twice(
    room: Room, enter: Enter
) -> None:
    ic = enter("Priya", Role.IC)
    ic.say("begin")
    play(room, 5)
    text = {"channel": "incident", "text": "once"}
    for _ in range(2):
        ic.say("act", ref="same", role="ic", do="send_message", with_=text)
    said = [item for item in room.session.state.messages if item.text == "once"]
    assert len(said) == 1
    assert len([item for item in ic.heard if item["t"] == "done"]) == 2


def test_bots_play_free_seats_and_step_aside(room: Room, enter: Enter) -> None:
    ic = enter("Priya", Role.IC)
    ic.say("begin")
    assert room.seats.bots == {Role.OPS, Role.COMMS, Role.SCRIBE}
    ops = enter("Marek")
    ops.say("sit", seat="ops")
    assert room.seats.bots == {Role.COMMS, Role.SCRIBE}
    assert room.session.state.seats[Role.OPS] == "Marek"
    assert ops.last("you")["roles"] == ["ops"]
    assert "sits there" in str(_refusal(ic, seat="ops"))
    ops.say("rise", seat="ops")
    assert Role.OPS in room.seats.bots
    assert ops.last("you")["roles"] == ["observer"]


def _refusal(window: Window, seat: str) -> object:
    window.say("sit", seat=seat)
    return window.last("refused")["text"]


def test_a_bot_stands_in_for_somebody_who_stays_away(room: Room, enter: Enter) -> None:
    ic = enter("Priya", Role.IC)
    ic.say("begin")
    room.disconnect(ic.client, 100.0)
    room.pass_time(100.0 + AWAY_S - 1)
    assert Role.IC not in room.seats.bots
    room.pass_time(100.0 + AWAY_S + 1)
    assert Role.IC in room.seats.bots
    back = Window(room, ic.client.person)
    back.read()
    assert Role.IC not in room.seats.bots
    assert room.session.state.seats[Role.IC] == "Priya"


def test_a_slow_window_is_sent_everything_anew_and_never_waited_for(
    room: Room, enter: Enter
) -> None:
    ic, slow = enter("Priya", Role.IC), enter("Olu", part=Part.OBSERVER)
    ic.say("begin")
    for n in range(OUTBOX_MAX + 20):
        ic.client._tokens = 40.0
        ic.act(Role.IC, "send_message", channel="incident", text=f"message {n}")
        room.flush()
    kinds = [item["t"] for item in slow.read()]
    assert "view" in kinds
    fresh_one = enter("Kim", part=Part.OBSERVER)
    assert slow.views["observer"] == fresh_one.views["observer"]


def test_the_facilitator_leads_and_sees_what_players_never_do(room: Room, enter: Enter) -> None:
    lead, ic = enter("Fay", part=Part.FACILITATOR), enter("Priya", Role.IC)
    ic.say("begin")
    assert "Only the facilitator" in str(ic.last("refused")["text"])
    lead.say("begin")
    assert room.phase is ExercisePhase.RUNNING
    assert lead.last("you")["truth"]
    assert lead.views["facilitator"]["msel"]
    assert lead.act(Role.FACILITATOR, "pause_exercise", reason="Coffee") == ""
    assert ic.read()
    assert ic.views["ic"]["phase"] == "paused"
    spoken = json.dumps(ic.heard)
    assert '"msel"' not in spoken
    assert '"truth"' not in spoken
    lead.say("note", text="Priya waits for consent")
    assert "waits for consent" not in json.dumps(ic.read())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"t":"act"}',
        '{"t":"boo"}',
        '{"t":"act","ref":"r 1","role":"ic","do":"declare"}',
        '{"t":"act","ref":"r1","role":"root","do":"declare"}',
        '{"t":"sit","seat":"system"}',
        '{"t":"series","metric":"truth.failed"}',
        '{"t":"hello","token":"x"}',
        '{"t":"shell","ref":"1","line":"help"}',
        '{"t":"peek","ref":"1","at":"score"}',
        "[" * 5000,
        "x" * 20_000,
    ],
)
def test_strange_messages_are_answered_in_a_sentence(room: Room, enter: Enter, text: str) -> None:
    from game.faces.web.reception import hear

    window = enter("Mallory", Role.COMMS)
    before = room.session.state.n
    hear(room, window.client, text, 0.0)
    assert window.read()[0]["t"] == "refused"
    assert room.session.state.n == before


def test_whoever_says_too_much_is_asked_to_slow_down(room: Room, enter: Enter) -> None:
    window = enter("Mallory", Role.COMMS)
    for _ in range(60):
        window.say("again")
    assert "Slower" in str(window.last("refused")["text"])


def test_an_evaluator_rates_unseen_by_the_players(room: Room, enter: Enter) -> None:
    judge, ic = enter("Eva", part=Part.EVALUATOR), enter("Priya", Role.IC)
    ic.say("begin")
    tasks = judge.last("you")["tasks"]
    assert isinstance(tasks, list)
    task = tasks[0]["id"]
    note = "asked twice, decided once"
    assert judge.act(Role.EVALUATOR, "rate_task", task=task, rating="S", note=note) == ""
    assert judge.views["evaluator"]["ratings"] == {task: {"rating": "S", "note": note}}
    assert "sits elsewhere" in ic.act(Role.EVALUATOR, "rate_task", task=task, rating="P", note="x")
    assert note not in json.dumps(ic.heard)
