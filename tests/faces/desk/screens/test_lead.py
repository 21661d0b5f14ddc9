"""The facilitator's console, the evaluator's sheet and the wall, in a room without a network."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game.engine.commands import DraftPost, SendMessage
from game.engine.events import Actor, InjectReleased, InjectSkipped, TaskRated
from game.engine.state import State
from game.engine.view import View, view_for
from game.faces.desk.remote.app import Visit
from game.faces.desk.remote.door import Address
from game.faces.desk.remote.lead import Lead, to_come
from game.faces.desk.remote.public import public
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.screens.lead.console import LeadScreen
from game.faces.desk.screens.lead.invitation import QrCode
from game.faces.desk.screens.lead.sheet import SheetScreen
from game.faces.desk.screens.lead.wallscreen import WallScreen
from game.faces.desk.widgets import (
    Badge,
    Button,
    Dropdown,
    Label,
    ListView,
    RichText,
    Tabs,
    TextEditor,
    TextField,
    Widget,
)
from game.faces.qrcode import modules
from game.faces.web.people import Part
from game.faces.web.room import LAST_WORDS_S, Options, Room
from game.faces.web.sections import lists_of
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.terms import Audience, ExercisePhase, Role, Stage, Via
from tests.faces.desk.driver import Driver
from tests.faces.desk.remote.mirrored import Mirrored, RoomLink
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_layout import ALL_WORDS, check, check_focus, check_text
from tests.session.drill import fresh

ADDRESS = Address("http://10.0.0.7:8642", "ABCDEF", "facilitator", "key")
ALONE = "The mouse in the cellar did it"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room("ABCDEF", fresh(), Manual(), DrillFolder(tmp_path), options=Options("idle"))


def pass_time(room: Room, seconds: int) -> None:
    assert isinstance(room.clock, Manual)
    room.clock.move(seconds)
    room.session.keep_up(room.clock)


class Watching:
    """A screen of the desk, and the room that it shows."""

    def __init__(self, room: Room, driver: Driver, part: Part) -> None:
        self.room, self.driver = room, driver
        self.window = Mirrored(room, "Olu", part=part)
        self.table = RemoteTable(RoomLink(self.window), self.window.mirror)
        self.opened: list[str] = []
        self.now_s = 0.0
        match part:
            case Part.FACILITATOR:
                self.lead = Lead(self.table, ADDRESS)
                self.screen: LeadScreen | SheetScreen | WallScreen = LeadScreen(
                    driver.ui,
                    self.lead,
                    leave=lambda: self.opened.append("left"),
                    open_wall=lambda: self.opened.append("wall"),
                    open_page=self._open,
                )
            case Part.EVALUATOR:
                self.screen = SheetScreen(driver.ui, self.table, ADDRESS, lambda: None)
            case _:
                self.screen = WallScreen(driver.ui, self.table, ADDRESS)
        self.screen.enter()
        self.step()

    def step(self, seconds: int = 0) -> None:
        pass_time(self.room, seconds)
        self.window.read()
        self.now_s += 60
        self.screen.step(self.now_s)
        self.driver.draw()

    def _open(self, address: str) -> bool:
        self.opened.append(address)
        return True

    def state(self) -> State:
        """What is true in the room."""
        return self.room.session.state

    def phase(self) -> ExercisePhase:
        """Where the exercise stands."""
        return self.room.phase

    def walk(self) -> Iterator[Widget]:
        root = self.driver.ui._top_root()
        assert root is not None
        return root.walk()

    def press(self, text: str) -> None:
        button = next(w for w in self.walk() if isinstance(w, Button) and w.text == text)
        self.driver.click(button)
        self.step()

    def has(self, text: str) -> bool:
        return any(isinstance(w, Button) and w.text == text for w in self.walk())

    def write(self, text: str) -> None:
        """Into the line of a dialog that asks."""
        line = next(w for w in self.walk() if isinstance(w, TextField))
        line.set_text(text)
        line.submit()
        self.step()

    def turn(self, number: int) -> None:
        self.driver.key(f"ctrl+{number}")
        self.step()

    def text(self) -> str:
        """All that can be read."""
        found = []
        for widget in self.walk():
            if isinstance(widget, Label | RichText | Badge | Button):
                found.append(widget.text)
            if isinstance(widget, ListView):
                found.append(widget.transcript())
        return "\n".join([*found, *self.driver.ui.toast_texts])


@pytest.fixture
def leading(room: Room, driver: Driver) -> Watching:
    return Watching(room, driver, Part.FACILITATOR)


def test_the_lobby_shows_how_to_get_in_and_who_is_there(leading: Watching) -> None:
    code = next(w for w in leading.walk() if isinstance(w, QrCode))
    assert code._rows == modules("http://10.0.0.7:8642/ABCDEF")
    assert "http://10.0.0.7:8642/ABCDEF" in leading.text()
    assert "Only this computer" not in leading.text()
    marek = Mirrored(leading.room, "Marek", Role.OPS)
    leading.step()
    assert "Marek has come in." in leading.text()
    leading.room.disconnect(marek.client, 0.0)
    leading.step()
    assert "Marek has no connection any more." in leading.text()
    assert "▲ not connected" in leading.text()
    marek.client = leading.room.connect(marek.person, lambda: None)
    leading.step()
    assert "Marek is back." in leading.text()
    assert "● Marek" in leading.text()
    assert "● Olu (facilitator)" in leading.text()
    leading.press("Begin the drill")
    assert leading.phase() is ExercisePhase.RUNNING
    assert leading.room.seats.bots == {Role.IC, Role.COMMS, Role.SCRIBE}


def test_events_are_moved_and_released_by_hand(leading: Watching) -> None:
    leading.press("Begin the drill")
    leading.step(3)
    first = to_come(leading.lead.events)[0]
    assert first.at_s is not None
    assert first.text in leading.text()
    leading.press("+1 min")
    assert leading.state().delays[first.id] == 60
    moved = next(item for item in leading.lead.events if item.id == first.id)
    assert moved.at_s == first.at_s + 60
    leading.driver.key("r")
    leading.step()
    (event,) = leading.state().history.of("inject_released")
    assert isinstance(event, InjectReleased)
    assert (event.inject, event.by.role) == (first.id, Role.FACILITATOR)
    assert to_come(leading.lead.events) == []
    assert not leading.has("Release")


def test_an_event_is_left_out_with_a_reason(leading: Watching) -> None:
    leading.press("Begin the drill")
    (left,) = to_come(leading.lead.events)
    leading.driver.key("s")
    leading.step()
    leading.write("  ")
    assert not leading.state().skipped
    leading.write("No time for it.")
    (skipped,) = leading.state().history.of("inject_skipped")
    assert isinstance(skipped, InjectSkipped)
    assert (skipped.inject, skipped.reason) == (left.id, "No time for it.")


def test_the_exercise_is_paused_hurried_extended_ended_and_closed(leading: Watching) -> None:
    leading.press("Begin the drill")
    leading.step(5)
    leading.press("❚❚ Pause")
    assert leading.phase() is ExercisePhase.PAUSED
    leading.press("▶ Go on")
    assert leading.phase() is ExercisePhase.RUNNING
    pace = next(w for w in leading.walk() if isinstance(w, Dropdown) and w.selected == "1")
    pace.select("5")
    leading.step()
    assert leading.state().pace == 5
    leading.press("+5 min")
    assert leading.state().extended_s == 300
    leading.press("End …")
    leading.write("Enough was seen.")
    assert leading.phase() is ExercisePhase.HOT_WASH
    leading.press("Close the drill and make the report")
    assert leading.phase() is ExercisePhase.HOT_WASH
    leading.room.pass_time(LAST_WORDS_S)
    assert leading.phase() is ExercisePhase.ENDED
    leading.room.report = "/report/ABCDEF/key"
    leading.window.client.resend()
    leading.step()
    leading.press("The report")
    assert leading.opened == ["http://10.0.0.7:8642/report/ABCDEF/key"]


def test_characters_speak_notes_stay_private_and_seats_are_given(leading: Watching) -> None:
    other = Mirrored(leading.room, "Marek", Role.OPS)
    leading.press("Begin the drill")
    leading.step(5)
    editor = next(w for w in leading.walk() if isinstance(w, TextEditor))
    editor.set_text("Is anybody there?")
    leading.press("Say it")
    said = leading.state().messages[-1]
    assert said.text == "Is anybody there?"
    assert said.text in leading.text()
    assert editor.text == ""
    tabs = next(w for w in leading.walk() if isinstance(w, Tabs) and w.tabs[0].title == "To come")
    tabs.select("released")
    leading.step()
    assert "AD HOC" in leading.text()
    leading.press("Say it")
    assert "empty" in leading.text()
    leading.turn(3)
    leading.write(ALONE)
    assert list(leading.room.notes) == [(5, ALONE)]
    assert ALONE in leading.text()
    leading.turn(4)
    assert leading.room.session.plan.truth.summary in leading.text()
    leading.turn(1)
    seat = next(w for w in leading.walk() if isinstance(w, Dropdown) and w.selected == "p2")
    seat.select("nobody")
    leading.step()
    assert Role.OPS in leading.room.seats.bots
    other.read()
    assert other.mirror.roles == (Role.OBSERVER,)


def test_score_and_forecast_are_asked_for_while_somebody_looks_at_them(leading: Watching) -> None:
    leading.press("Begin the drill")
    leading.step(30)
    assert leading.lead.score is None
    leading.turn(2)
    leading.step(1)
    leading.step(1)
    assert leading.lead.score is not None
    assert leading.lead.forecast is not None
    assert leading.lead.forecast.failed_orders > 0
    assert f"{leading.lead.forecast.failed_orders:,} orders lost" in leading.text()


def test_the_wall_has_a_window_of_its_own_and_the_room_can_be_left(leading: Watching) -> None:
    leading.press("Wall in its own window")
    leading.press("Leave")
    leading.press("Stay")
    assert leading.opened == ["wall"]
    leading.press("Leave")
    leave = [w for w in leading.walk() if isinstance(w, Button) and w.text == "Leave"]
    leading.driver.click(leave[-1])
    assert leading.opened == ["wall", "left"]


def test_what_is_refused_is_told_why(leading: Watching) -> None:
    refusal = leading.lead.extend(10)
    assert refusal is not None
    leading.press("Release")
    (told,) = leading.driver.ui.toast_texts
    assert "Released" not in told
    assert not leading.state().injects


def _tell_secrets(room: Room) -> None:
    """Everything that a wall must not show."""
    ops, comms = Actor("", Role.OPS), Actor("", Role.COMMS)
    room.session.submit(SendMessage(by=ops, channel="direct", to="ic", text=ALONE))
    room.session.submit(
        DraftPost(
            by=comms,
            audience=Audience.EXECUTIVES,
            stage=Stage.INVESTIGATING,
            text=ALONE,
            next_update_s=None,
        )
    )


def test_the_wall_shows_a_room_what_everybody_may_see_and_nothing_else(leading: Watching) -> None:
    leading.driver.key("f2")
    leading.step()
    assert "A B C D E F" in leading.text()
    leading.room.begin()
    leading.step(40)
    _tell_secrets(leading.room)
    leading.lead.speak("vp", "ic", Via.PHONE, ALONE)
    leading.lead.note(ALONE)
    leading.step(10)
    told = leading.text()
    assert "00:00:50" in told
    assert ALONE in str(leading.table.view(Role.FACILITATOR))
    hidden = [ALONE, leading.room.session.plan.truth.summary]
    hidden += [item.text for item in leading.lead.events if item.waits]
    assert not [text for text in hidden if text in told]
    leading.lead.stop("Enough.")
    leading.step()
    assert "Hot wash" in leading.text()
    leading.driver.key("f2")
    leading.step()
    assert ALONE in leading.text()


def test_an_observers_wall_is_the_facilitators(room: Room, driver: Driver) -> None:
    watching = Watching(room, driver, Part.OBSERVER)
    assert "A B C D E F" in watching.text()
    room.begin()
    watching.step(40)
    _tell_secrets(room)
    watching.step(10)
    assert "00:00:50" in watching.text()
    assert ALONE not in str(watching.table.view(Role.OBSERVER).messages)
    session = room.session
    theirs = view_for(session.plan, session.state, Role.OBSERVER)
    ours = public(view_for(session.plan, session.state, Role.FACILITATOR))
    assert _seen(ours) == _seen(theirs)


def _seen(view: View) -> tuple[object, ...]:
    return view.messages, view.injects, lists_of(view)["due"], view.incident, view.stage


def test_an_evaluator_rates_with_a_note_and_players_see_none_of_it(
    room: Room, driver: Driver
) -> None:
    watching = Watching(room, driver, Part.EVALUATOR)
    player = Mirrored(room, "Priya", Role.IC)
    room.begin()
    watching.step(20)
    watching.press("P performed")
    assert "Write what you saw first." in watching.text()
    note = next(w for w in watching.walk() if isinstance(w, TextEditor))
    note.set_text(ALONE)
    watching.press("M major challenges")
    (event,) = room.session.state.history.of("task_rated")
    assert isinstance(event, TaskRated)
    assert (event.rating, event.note) == ("M", ALONE)
    assert f"{ALONE}  M" in watching.text()
    player.read()
    assert ALONE not in str(player.mirror.view(Role.IC))
    assert not player.mirror.script.ratings


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("part", [Part.FACILITATOR, Part.OBSERVER, Part.EVALUATOR])
def test_everything_has_its_place_and_can_be_reached(
    room: Room, tmp_path: Path, part: Part, scale: float
) -> None:
    seated = Seated(tmp_path / "desk", (1280, 720))
    seated.ui.fit_scale(scale)
    window = Mirrored(room, "Olu", part=part)
    table = RemoteTable(RoomLink(window), window.mirror)
    address = replace(ADDRESS, part=part.value)
    Visit(seated.desk, table, address).begin()
    check_all(seated, scale)
    room.begin()
    pass_time(room, 70)
    window.read()
    for combo in ("ctrl+1", "ctrl+2", "ctrl+3", "ctrl+4", "f2"):
        seated.key(combo)
        seated.step()
        check_all(seated, scale)


def check_all(seated: Seated, scale: float) -> None:
    seated.draw()
    check(seated, scale)
    check_focus(seated)
    if scale <= ALL_WORDS:
        check_text(seated)
