import gc
import json
import weakref
from pathlib import Path

import pytest

from game.engine.commands import StopExercise
from game.engine.events import Actor
from game.faces.web import hosting
from game.faces.web.house import TRIES, Closed, House, Opened
from game.faces.web.people import PEOPLE_MAX, Person
from game.faces.web.register import RegisterProblem, read_record
from game.faces.web.room import Options
from game.faces.web.seats import AWAY_S
from game.faces.web.wire import Joining
from game.session.opening import Setup
from game.terms import ExercisePhase, Role
from tests.session.drill import loaded


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def opened(house: House) -> Opened:
    return house.open(loaded(), Setup(7), 5.0, Options("idle", coach=False))


def wish(opened: Opened, **more: object) -> Joining:
    return Joining.model_validate({"code": opened.room.code, "name": "Priya", **more})


def entered(house: House, joining: Joining) -> Person:
    found = house.enter(joining, "192.0.2.7", 0.0)
    assert isinstance(found, Person), found
    return found


def test_everybody_sees_the_pace_that_the_host_chose(opened: Opened) -> None:
    assert opened.room.session.view(Role.IC).pace == 5.0
    assert opened.room.next_s() == pytest.approx(0.2)


def test_a_room_comes_back_with_its_people_pace_and_seats(
    house: House, opened: Opened, tmp_path: Path
) -> None:
    priya = entered(house, wish(opened, seat="ic"))
    opened.room.begin()
    opened.room.session.advance(20)
    opened.room.session.close()
    again = House(tmp_path)
    (folder,) = again.unfinished()
    back = again.resume(folder)
    assert back.keys == opened.keys
    assert back.room.code == opened.room.code
    assert back.room.phase is ExercisePhase.RUNNING
    assert back.room.session.state.pace == 5.0
    assert back.room.options == Options("idle", coach=False)
    found = back.room.people.by_token(priya.token)
    assert found is not None
    assert found.seats == {Role.IC}
    assert back.room.seats.bots == {Role.OPS, Role.COMMS, Role.SCRIBE}
    back.room.session.close()


def test_names_are_cleaned_and_an_empty_one_stays_outside(house: House, opened: Opened) -> None:
    assert entered(house, wish(opened, name=" Ana\u0000\u200b ")).name == "Ana"
    refused = house.enter(wish(opened, name="\u200b "), "192.0.2.7", 0.0)
    assert "name" in str(refused)


def test_whoever_wants_a_taken_seat_leaves_no_name_behind(house: House, opened: Opened) -> None:
    entered(house, wish(opened, seat="ic"))
    refused = house.enter(wish(opened, name="Marek", seat="ic"), "192.0.2.8", 0.0)
    assert refused == "Priya sits there. Ask them, or the facilitator, to free the seat."
    assert [person.name for person in opened.room.people] == ["Priya"]
    watcher = wish(opened, part="observer", seat="ops")
    assert "Only players" in str(house.enter(watcher, "192.0.2.8", 0.0))


def test_a_seat_is_free_again_when_its_owner_never_came(house: House, opened: Opened) -> None:
    entered(house, wish(opened, seat="ic"))
    opened.room.pass_time(10.0)
    taken = wish(opened, name="Marek", seat="ic")
    assert isinstance(house.enter(taken, "192.0.2.8", 10.0 + AWAY_S - 1), str)
    assert isinstance(house.enter(taken, "192.0.2.8", 10.0 + AWAY_S + 1), Person)


def test_names_that_never_came_do_not_fill_a_room(house: House, opened: Opened) -> None:
    entered(house, wish(opened, seat="ic"))
    for n in range(PEOPLE_MAX - 1):
        entered(house, wish(opened, name=f"Ghost {n}"))
    opened.room.pass_time(10.0)
    late = wish(opened, name="Ana")
    assert house.enter(late, "192.0.2.8", 20.0) == "The room is full."
    ana = house.enter(late, "192.0.2.8", 10.0 + AWAY_S + 1)
    assert isinstance(ana, Person)
    assert [person.name for person in opened.room.people] == ["Priya", "Ana"]
    assert ana.id == f"p{PEOPLE_MAX + 1}"


def test_a_lobby_shows_those_who_are_there_or_have_a_seat(house: House, opened: Opened) -> None:
    entered(house, wish(opened, seat="ic"))
    entered(house, wish(opened, name="Gone"))
    here = entered(house, wish(opened, name="Ana"))
    opened.room.connect(here, lambda: None)
    shown = json.loads(opened.room.lobby())["people"]
    assert [person["name"] for person in shown] == ["Priya", "Ana"]


def test_whoever_guesses_has_to_wait_a_minute(house: House, opened: Opened) -> None:
    wrong = Joining(code="NOROOM", name="Mallory")
    for _ in range(TRIES):
        assert "no room" in str(house.enter(wrong, "192.0.2.9", 0.0))
    assert "Wait" in str(house.enter(wish(opened), "192.0.2.9", 30.0))
    assert isinstance(house.enter(wish(opened), "192.0.2.9", 61.0), Person)
    assert isinstance(house.enter(wish(opened), "192.0.2.8", 0.0), Person)


def over(house: House, opened: Opened) -> tuple[str, str]:
    """Play a room to its end, and close it; its code and the report's key."""
    room = opened.room
    room.begin()
    room.session.submit(StopExercise(by=Actor("", Role.FACILITATOR), reason="Enough."))
    assert room.finish()
    room.session.close()
    room.report = f"/report/{room.code}/{opened.keys.report}"
    house.close(room.code)
    return room.code, opened.keys.report


def test_a_closed_room_leaves_its_papers_and_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosting, "drills_dir", lambda: tmp_path)
    hosted = hosting.open_rooms(hosting.Wishes(port=0, bind="127.0.0.1"))
    hosted.listener.close()
    house, (opened,) = hosted.house, hosted.house.rooms.values()
    folder, gone = opened.room.folder, weakref.ref(opened.room.session)
    gc.disable()  # it must not need a search for what nobody holds any more
    try:
        code, key = over(house, opened)
        del opened
        assert gone() is None
    finally:
        gc.enable()
    assert house.room(code) is None
    assert house.papers(code, key) == folder
    assert house.papers(code.lower(), key) == folder
    assert house.papers(code, "guessed") is None
    assert house.papers("NOROOM", key) is None
    assert house.knows(code)


def test_whoever_was_in_a_closed_room_is_told_of_the_report(house: House, opened: Opened) -> None:
    priya = entered(house, wish(opened, seat="ic"))
    found = house.greet(priya.token)
    assert found == (opened, priya)
    before = house.status(opened.room.code)
    code, key = over(house, opened)
    assert before is not None
    assert house.status(code) == before
    found = house.greet(priya.token)
    assert isinstance(found, Closed)
    told = json.loads(found.over)
    assert told["report"] == f"/report/{code}/{key}"
    assert told["title"] == opened.room.book.title
    assert house.greet("guessed") is None


def test_nobody_enters_a_closed_room_and_nobody_is_told_its_key(
    house: House, opened: Opened
) -> None:
    _code, key = over(house, opened)
    for n in range(TRIES + 1):  # this is no guessing: nobody has to wait for it
        refused = str(house.enter(wish(opened, name=f"Ana {n}"), "192.0.2.8", 0.0))
        assert refused.startswith("That drill is over.")
        assert key not in refused


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "breakglass-room", "version": 1}'])
def test_a_damaged_file_of_a_room_is_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(RegisterProblem, match="holds no room"):
        read_record(tmp_path)
    (tmp_path / "room.json").write_text(text, "utf-8")
    with pytest.raises(RegisterProblem, match="cannot be read"):
        read_record(tmp_path)
