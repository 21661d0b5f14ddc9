"""A seat in a room, from lobby to report: it changes hands, and others close the drill."""

from pathlib import Path

from game.engine.commands import StopExercise
from game.engine.events import Actor
from game.faces.desk.remote.app import Visit
from game.faces.desk.remote.door import Address
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.screens.drill.screen import DrillScreen
from game.faces.desk.widgets import Tabs, TextEditor
from game.faces.web.people import Part
from game.faces.web.room import LAST_WORDS_S, Options, Room
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.terms import Role
from tests.faces.desk.remote.mirrored import Mirrored, RoomLink
from tests.faces.desk.screens.seated import Seated
from tests.session.drill import fresh


def test_a_seat_is_taken_away_and_given_back_and_the_drill_closed_by_others(
    tmp_path: Path,
) -> None:
    room = Room("ABCDEF", fresh(), Manual(), DrillFolder(tmp_path), options=Options("idle"))
    window = Mirrored(room, "Priya", Role.IC)
    table = RemoteTable(RoomLink(window), window.mirror)
    seated = Seated(tmp_path / "desk")
    Visit(seated.desk, table, Address("http://10.0.0.7:8642", "ABCDEF")).begin()

    def step(seconds: int = 0) -> None:
        assert isinstance(room.clock, Manual)
        room.clock.move(seconds)
        room.session.keep_up(room.clock)
        window.read()
        seated.step()
        seated.step()

    step()
    assert seated.screen == "LobbyScreen"
    room.begin()
    step(20)
    assert isinstance(seated.desk._screen, DrillScreen)
    assert shown_seat(seated) == "ic"
    pause = seated.buttons()["❚❚"]
    assert not pause.enabled
    assert "the facilitator holds the clock" in pause.tooltip_text()

    room.move(Role.IC, "")
    step(5)
    assert "You have no seat any more; you may watch." in seated.ui.toast_texts
    assert Role.IC in room.seats.bots
    room.move(Role.COMMS, window.person.id)
    step(5)
    assert "You are the Communications Lead now (Ctrl+3)." in seated.ui.toast_texts
    assert shown_seat(seated) == "comms"

    lead = Actor("", Role.FACILITATOR)
    room.session.submit(StopExercise(by=lead, reason="Enough."))
    step()
    assert seated.screen == "RoomHotWash"
    _, box, *_ = seated.all(TextEditor)
    box.set_text("The rollback helped at once.")
    facilitator = Mirrored(room, "Ana", part=Part.FACILITATOR)
    facilitator.say("finish")
    step()
    step()
    assert seated.screen == "RoomHotWash"
    assert [(n, text, by.role) for n, text, by in room.session.state.hot_wash] == [
        (1, "The rollback helped at once.", Role.COMMS)
    ]
    room.pass_time(LAST_WORDS_S)
    step()
    assert seated.screen == "ClosingScreen"
    room.report = "/report/ABCDEF/key"
    window.client.resend()
    step()
    assert "Open the report" in seated.buttons()


def shown_seat(seated: Seated) -> str:
    tabs = next(tabs for tabs in seated.all(Tabs) if tabs.tabs[0].title == "IC")
    return tabs.selected
