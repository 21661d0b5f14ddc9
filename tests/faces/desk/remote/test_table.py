"""What the desk makes of a room: other seats, several seats, and what is said out loud."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.engine.commands import (
    AcceptRole,
    AdHocInject,
    Declare,
    OfferRole,
    SendMessage,
    StartMitigation,
)
from game.engine.events import Actor, HintShown
from game.faces.desk.remote.messages import HistorySent, Refused, Tick, read_sent
from game.faces.desk.remote.news import news
from game.faces.desk.remote.table import NotReadyError, RemoteTable
from game.faces.desk.remote.tape import Tape
from game.faces.web.room import Options, Room
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.terms import ExercisePhase, Role, Severity, Via
from tests.faces.desk.remote.mirrored import Mirrored, RoomLink
from tests.session.drill import fresh


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room("ABCDEF", fresh(), Manual(), DrillFolder(tmp_path), options=Options("idle"))


def seated(room: Room, *seats: Role) -> tuple[Mirrored, RemoteTable]:
    window = Mirrored(room, "Priya", *seats)
    return window, RemoteTable(RoomLink(window), window.mirror)


def pass_time(room: Room, seconds: int) -> None:
    assert isinstance(room.clock, Manual)
    room.clock.move(seconds)
    room.session.keep_up(room.clock)


def test_other_seats_show_what_everybody_sees_and_nothing_more(room: Room) -> None:
    window, table = seated(room, Role.IC)
    room.begin()
    room.session.submit(
        SendMessage(by=Actor("", Role.OPS), channel="direct", to="ic", text="For you alone.")
    )
    room.session.submit(
        SendMessage(by=Actor("", Role.OPS), channel="incident", text="For everybody.")
    )
    window.read()
    ours, theirs = table.view(Role.IC), table.view(Role.COMMS)
    assert table.humans == {Role.IC}
    assert [item.text for item in ours.messages] == ["For you alone.", "For everybody."]
    assert [item.text for item in theirs.messages] == ["For everybody."]
    assert (theirs.role, theirs.due) == (Role.COMMS, ())


def test_whoever_holds_several_seats_sees_what_is_due_for_all_of_them(room: Room) -> None:
    window, table = seated(room, Role.IC, Role.OPS)
    room.begin()
    pass_time(room, 120)
    window.read()
    due = room.session.view(Role.IC).due
    mine = {item.id for item in due if item.seat in {Role.IC, Role.OPS}}
    assert {item.seat for item in due} >= {Role.IC, Role.OPS}
    assert {item.id for item in table.view(Role.IC).due} == mine
    assert {item.id for item in table.view(Role.OPS).due} == mine


def test_acts_go_to_the_room_as_the_commands_they_are(room: Room) -> None:
    window, table = seated(room, Role.IC)
    before = table.phase
    room.begin()
    window.read()
    assert (before, table.phase) == (ExercisePhase.LOBBY, ExercisePhase.RUNNING)
    say = SendMessage(by=Actor("", Role.IC), channel="incident", text="I am on it.")
    pull = StartMitigation(by=Actor("", Role.IC), lever="nothing")
    refusal = table.give([say, pull, say])
    assert refusal is not None
    answer = window.answers["r2"]
    assert isinstance(answer, Refused)
    assert refusal.text == answer.text
    assert "r3" not in window.answers
    assert [item.text for item in table.view(Role.IC).messages] == ["I am on it."]
    assert not room.session.state.mitigations


def test_what_the_coach_shows_at_the_desk_is_logged_once_and_only_for_ones_own_seat(
    room: Room,
) -> None:
    window, table = seated(room, Role.OPS)
    room.begin()
    pass_time(room, 120)
    window.read()
    item = next(item for item in table.view(Role.OPS).due if item.done_s is None)
    for _ in range(2):
        table.hint(item)
    (shown,) = room.session.state.history.of("hint_shown")
    assert isinstance(shown, HintShown)
    assert (shown.by.role, shown.item, shown.text) == (Role.OPS, item.id, item.say)
    window.say("hint", seat="ic", item=item.id)
    window.say("hint", seat="ops", item="no-such-thing")
    foreign = next(i for i in room.session.view(Role.IC).due if i.seat is Role.IC)
    window.say("hint", seat="ops", item=foreign.id)
    window.say("hint", seat="ic", item=foreign.id)
    assert room.session.state.hints == (item.id,)


def test_mail_and_alerts_without_a_page_are_said_once(room: Room) -> None:
    window, table = seated(room, Role.COMMS)
    said: list[str] = []
    table.tell(lambda text, _tone: said.append(text))
    room.begin()
    for _ in range(12):
        pass_time(room, 10)
        window.read()
        table.keep_up()
    lead = Actor("", Role.FACILITATOR)
    for to in ("comms", "ic"):
        call = AdHocInject(by=lead, sender="manager", via=Via.EMAIL, to=to, text=f"Hello, {to}?")
        room.session.submit(call)
    window.read()
    table.keep_up()
    table.keep_up()
    assert said == ["✉ E-mail from Old Bartleby: Hello, comms?"]
    (page, *_) = room.session.state.pages
    now = table.view(Role.COMMS)
    assert page.text in {table.handbook.alerts[key] for key in now.firing}
    quiet, silent = replace(now, firing=()), replace(now, pages=())
    book = table.handbook
    assert list(news(replace(silent, firing=()), now, book)) == []
    assert list(news(replace(silent, firing=()), silent, book)) == [(f"Alert: {page.text}", "bad")]
    assert list(news(now, quiet, book)) == [(f"Alert over: {page.text}", "good")]


def test_whoever_accepts_command_takes_its_seat_and_leaves_theirs(room: Room) -> None:
    first, priya = seated(room, Role.IC)
    second = Mirrored(room, "Marek", Role.OPS)
    marek = RemoteTable(RoomLink(second), second.mirror)
    told: list[str] = []
    marek.tell(lambda text, _tone: told.append(text))
    room.begin()
    pass_time(room, 60)
    for window in (first, second):
        window.read()
    marek.keep_up()
    ic, ops = Actor("", Role.IC), Actor("", Role.OPS)
    assert priya.give([Declare(by=ic, severity=Severity.SEV1, title="Down")]) is None
    assert priya.give([OfferRole(by=ic, seat=Role.IC, to="ops")]) is None
    assert marek.give([AcceptRole(by=ops, seat=Role.IC)]) is None
    for window in (first, second):
        window.read()
    marek.keep_up()
    assert priya.humans == {Role.OPS}
    assert marek.humans == {Role.IC}
    state = room.session.state
    assert (state.seats[Role.IC], state.seats[Role.OPS]) == ("Marek", "Priya")
    assert "You are the Incident Commander now (Ctrl+1)." in told
    assert marek.give([SendMessage(by=ic, channel="incident", text="I have command.")]) is None
    assert priya.give([SendMessage(by=ic, channel="incident", text="So do I.")]) is not None


def test_a_bot_that_accepts_command_changes_places_with_the_person_who_had_it(
    tmp_path: Path,
) -> None:
    room = Room("ABCDEF", fresh(), Manual(), DrillFolder(tmp_path), options=Options("competent"))
    window, priya = seated(room, Role.IC)
    room.begin()
    pass_time(room, 60)
    ic = Actor("", Role.IC)
    assert priya.give([Declare(by=ic, severity=Severity.SEV1, title="Down")]) is None
    assert priya.give([OfferRole(by=ic, seat=Role.IC, to="ops")]) is None
    for _ in range(120):
        pass_time(room, 1)
        room.pass_time(0.0)
    window.read()
    priya.keep_up()
    assert priya.humans == {Role.OPS}
    assert Role.IC in room.seats.bots
    assert Role.OPS not in room.seats.bots
    names = room.session.state.seats
    assert names[Role.OPS] == "Priya"
    assert names[Role.IC] == room.session.state.roles[Role.IC].person
    assert len(set(names.values())) == len(names)


def test_whoever_comes_late_sees_all_that_was(room: Room) -> None:
    _window, table = seated(room, Role.IC)
    room.begin()
    pass_time(room, 90)
    say = SendMessage(by=Actor("", Role.IC), channel="incident", text="Who is on?")
    assert table.give([say]) is None
    late = Mirrored(room, "Ana", Role.COMMS)
    seen = RemoteTable(RoomLink(late), late.mirror)
    assert seen.phase is ExercisePhase.RUNNING
    assert seen.humans == {Role.COMMS}
    assert late.differences(Role.COMMS) == []
    assert Role.COMMS not in room.seats.bots
    assert "Who is on?" in [item.text for item in seen.view(Role.COMMS).messages]


def test_before_the_room_has_told_anything_there_is_no_book(room: Room) -> None:
    _window, table = seated(room, Role.IC)
    empty = RemoteTable(table.link, type(table.mirror)())
    with pytest.raises(NotReadyError):
        _ = empty.handbook
    with pytest.raises(NotReadyError):
        empty.view(Role.IC)


def test_a_missed_second_is_noticed_and_the_tape_keeps_its_gaps() -> None:
    tape = Tape(("a", "b"))
    assert tape.begin(-2, 0, {"a": [1.0, None, 3.0]}) == ("b",)
    assert not tape.append(2, [[1.0, 1.0]])
    assert tape.append(1, [[4.0, 5.0]])
    tape.fill("b", -2, [7.0])
    tape.fill("unknown", -2, [7.0])
    assert tape.at("b", -2) == 7.0
    assert tape.window("a", 0, 99).tolist() == [3.0, 4.0]
    assert tape.window("a", -9, -9).tolist() == []
    with pytest.raises(LookupError):
        tape.at("a", -3)
    with pytest.raises(LookupError):
        tape.at("a", 2)


def test_messages_are_read_as_what_they_are() -> None:
    tick = read_sent('{"t":"tick","from_s":3,"rows":[[1,null]],"later":true}')
    assert isinstance(tick, Tick)
    assert tick.rows == [[1.0, None]]
    for elsewhere in ("@elsewhere.example/", "//elsewhere.example", "/report?to=http://elsewhere"):
        with pytest.raises(ValueError, match="report"):
            read_sent(json.dumps({"t": "over", "title": "A drill", "report": elsewhere}))
    history = read_sent('{"t":"history","from_s":-1,"to_s":0,"series":{"a":[1,2]}}')
    assert isinstance(history, HistorySent)
