"""Hosting from the menu: what is chosen, what the open room shows, and one room for real."""

from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from game.faces.desk.hosts import Hosting
from game.faces.desk.screens.host.room import HostedRoom, RoomScreen, RoomWays
from game.faces.desk.screens.host.wishes import EVERYWHERE, LOOPBACK, HostScreen
from game.faces.desk.screens.lead.invitation import QrCode
from game.faces.desk.widgets import TextField
from game.faces.desk.work.errand import ProcessErrand
from game.faces.desk.work.hosted import Guest, HostNews, InRoom, RoomOpen
from game.faces.web.hosting import Wishes
from game.terms import ExercisePhase, Role
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_layout import check

LONG_S = 60.0
OPENED = RoomOpen("http://192.0.2.7:8642", "ABC234", "A bad release", "key-f", "key-e", "/drills/x")
PRIYA = Guest("Priya", "player", (Role.IC,), here=True)
SAM = Guest("Sam", "observer", (Role.OBSERVER,), here=False)


class Told:
    """A host that tells what it is given."""

    def __init__(self) -> None:
        self.over, self.problem = False, ""
        self.waiting: list[HostNews] = []

    def news(self) -> list[HostNews]:
        found, self.waiting = self.waiting, []
        return found

    def stop(self) -> None:
        self.over = True


@pytest.fixture
def form(seated: Seated) -> Seated:
    seated.desk.menu()
    seated.key("o", "o")
    assert isinstance(seated.desk._screen, HostScreen)
    return seated


def wished(form: Seated) -> list[Wishes]:
    """Collects what the form asks for, in place of opening rooms."""
    found: list[Wishes] = []
    assert isinstance(form.desk._screen, HostScreen)
    form.desk._screen._open_room = found.append
    return found


def test_it_is_open_to_this_machine_alone_unless_that_is_chosen(form: Seated) -> None:
    found = wished(form)
    form.key("ctrl+enter")
    assert found[0].bind == LOOPBACK
    assert found[0].scenarios == ("hamster-wheel",)
    assert found[0].pace is None
    assert "Open to the network" not in form.texts()
    screen = form.desk._screen
    assert isinstance(screen, HostScreen)
    screen._place.select(EVERYWHERE)
    assert "whoever reaches this machine and knows the code can join" in form.texts()
    form.key("ctrl+enter")
    assert found[1].bind == EVERYWHERE


@pytest.mark.parametrize("text", ["", "80a", "65536", "-1", "٨٠"])
def test_what_is_no_port_is_told(form: Seated, text: str) -> None:
    found = wished(form)
    field = next(form.all(TextField))
    field.set_text(text)
    form.key("ctrl+enter")
    assert found == []
    assert "A port is a number" in form.texts()


def test_another_drill_pace_and_bots(form: Seated) -> None:
    found = wished(form)
    form.key("down")
    form.key("down")
    screen = form.desk._screen
    assert isinstance(screen, HostScreen)
    screen._pace.select("2")
    screen._bots.select("novice")
    form.click(screen._coach)
    form.key("ctrl+enter")
    wish = found[0]
    assert (wish.scenarios, wish.pace, wish.policy) == (("bad-release",), 2.0, "novice")
    assert not wish.coach


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def room(seated: Seated, told: Told) -> Seated:
    """The room's screen; what is pressed there is written down in the clipboard."""
    put = seated.ui.clipboard.put
    ways = RoomWays(
        lead=lambda opened: put(f"lead {opened.code}"),
        play=lambda opened: put(f"play {opened.code}"),
        browse=lambda opened: put(f"browse {opened.code}"),
        stop=lambda: put("stop"),
        back=lambda: put("back"),
        failed=lambda problem: put(f"failed: {problem}"),
    )
    seated.desk.show(RoomScreen(seated.ui, HostedRoom(told), ways))
    return seated


def test_an_open_room_shows_how_to_come_in_and_who_is_there(room: Seated, told: Told) -> None:
    assert "being opened" in room.texts()
    told.waiting = [OPENED, InRoom((PRIYA, SAM), ExercisePhase.RUNNING)]
    room.step()
    shown = room.texts()
    assert "http://192.0.2.7:8642/ABC234" in shown
    assert "A B C 2 3 4" in shown
    assert "Open to the network" in shown
    assert "under way" in shown
    assert [code.text for code in room.all(QrCode)] == ["http://192.0.2.7:8642/ABC234"]
    assert isinstance(room.desk._screen, RoomScreen)
    people = room.desk._screen._people.transcript()
    assert "● Priya  Incident Commander" in people
    assert "○ Sam  observer  gone" in people
    assert "key-f" not in shown, "the key is for the host alone"


@pytest.mark.parametrize(
    ("key", "done"),
    [
        ("l", "lead ABC234"),
        ("s", "play ABC234"),
        ("b", "browse ABC234"),
        ("x", "stop"),
        ("esc", "back"),
    ],
)
def test_every_key_of_the_room(room: Seated, told: Told, key: str, done: str) -> None:
    told.waiting = [OPENED]
    room.step()
    room.key(key)
    assert room.ui.clipboard.get() == done


def test_a_room_that_cannot_be_opened_leads_back_with_the_reason(room: Seated, told: Told) -> None:
    told.over, told.problem = True, "port 80 cannot be used"
    room.step()
    assert room.ui.clipboard.get() == "failed: port 80 cannot be used"


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 720), 1.0), ((1280, 720), 1.25), ((1280, 720), 1.5), ((1920, 1080), 1.5)],
)
def test_it_fits_at_the_sizes_that_people_have(
    room: Seated, told: Told, size: tuple[int, int], scale: float
) -> None:
    told.waiting = [OPENED, InRoom((PRIYA, SAM), ExercisePhase.LOBBY)]
    room.step()
    room.ui.resize(size)
    room.ui.fit_scale(scale)
    check(room, scale)
    room.desk.menu()
    room.key("o")
    check(room, scale)


# -- for real -------------------------------------------------------------------------------


@pytest.fixture
def hosting(seated: Seated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosting]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    seated.desk.menu()
    seated.desk.host()
    hosting = seated.desk._hosting
    assert hosting is not None
    yield hosting
    hosting.close()


def test_a_room_is_opened_led_here_and_closed(seated: Seated, hosting: Hosting) -> None:
    next(seated.all(TextField)).set_text("0")
    seated.key("ctrl+enter")
    room = hosting._room
    assert room is not None
    errand = room._errand
    assert isinstance(errand, ProcessErrand)
    while room.opened is None and not room.over:
        assert wait([errand._pipe], LONG_S), "the host says nothing"
        seated.step()
    assert room.opened is not None, room.problem
    assert room.opened.code in hosting.told
    seated.key("l")
    assert seated.screen == "LeadScreen"
    while not room.inside.guests:
        assert wait([errand._pipe], LONG_S), "nobody came"
        room.follow()
    assert {guest.part for guest in room.inside.guests} == {"facilitator"}
    seated.desk.menu()
    assert room.opened.code in seated.texts()
    seated.key("q")
    assert "Everybody in it loses the connection" in seated.texts()
    seated.press("Stay")
    assert seated.desk.loop.running
    seated.key("b")
    assert seated.screen == "RoomScreen"
    seated.key("x")
    errand._process.join(LONG_S)
    assert errand._process.exitcode == 0
    assert hosting.told == ""
    assert seated.screen == "HostScreen"
