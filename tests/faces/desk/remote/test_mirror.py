"""What a desk elsewhere sees is what the session shows that seat, whatever happens."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine.handbook import Handbook
from game.faces.web.people import Part
from game.faces.web.room import Options, Room
from game.scenario.library import Loaded, load
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.session.opening import Setup, open_in_memory
from game.terms import SEATS, ExercisePhase, Role
from tests.faces.desk.remote.mirrored import Mirrored
from tests.session.drill import fresh, seat_scripts


def short_room(folder: Path) -> Room:
    return Room("ABCDEF", fresh(), Manual(), DrillFolder(folder), options=Options("idle"))


def pass_time(room: Room, seconds: int) -> None:
    assert isinstance(room.clock, Manual)
    room.clock.move(seconds)
    room.session.keep_up(room.clock)


def test_every_seat_sees_a_whole_drill_as_it_is(tmp_path: Path) -> None:
    loaded = load("bad-release")
    assert isinstance(loaded, Loaded)
    session = open_in_memory(loaded, Setup(seed=5))
    room = Room("ABCDEF", session, Manual(), DrillFolder(tmp_path), options=Options("by-the-book"))
    for seat in SEATS:
        room.seats.let_bot_play(seat)
    windows = [Mirrored(room, "Olaf", part=Part.OBSERVER)]
    for seat in (
        Role.IC,
        Role.OPS,
        Role.COMMS,
    ):  # they look over the shoulders of the bots that play there
        window = Mirrored(room, f"w-{seat}")
        window.person.seats.add(seat)
        window.say("again")
        windows.append(window)
    room.seats.bots.clear()
    session.begin()
    while room.phase is ExercisePhase.RUNNING:
        pass_time(room, 30)
        for window in windows:
            window.read()
            (role,) = window.person.roles
            assert window.mirror.roles == (role,)
            if session.state.at_s % 300 == 0 or room.phase is not ExercisePhase.RUNNING:
                assert window.differences(role) == []
    assert session.state.posts
    assert session.state.decisions
    assert session.state.entries


Step = st.tuples(
    st.sampled_from(["time", "lose", "say", "again", "ack", "declare"]), st.integers(1, 40)
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(Step, max_size=14))
def test_after_anything_that_is_done_or_lost_both_sides_agree(
    tmp_path: Path, steps: list[tuple[str, int]]
) -> None:
    room = short_room(tmp_path)
    window = Mirrored(room, "Priya", Role.IC, Role.OPS)
    seat_scripts(room.session)
    room.seats.let_bot_play(Role.COMMS)
    window.say("begin")
    for number, (what, amount) in enumerate(steps):
        match what:
            case "time" | "lose":
                pass_time(room, amount)
                window.read(losing=what == "lose")
            case "again":
                window.say("again")
            case "say":
                told = {"channel": "incident", "text": f"{amount}"}
                window.say("act", ref=f"r{number}", role="ic", do="send_message", **{"with": told})
            case "ack":
                pages = room.session.state.pages
                told = {"page": pages[0].id if pages else "none"}
                act = {"do": "acknowledge_page", "with": told}
                window.say("act", ref=f"r{number}", role="ops", **act)
            case _:
                told = {"severity": f"sev{amount % 4 + 1}", "title": "Down"}
                window.say("act", ref=f"r{number}", role="ic", do="declare", **{"with": told})
    pass_time(room, 1)
    window.read()
    assert window.mirror.seen == (Role.IC, Role.OPS)
    assert [window.differences(role) for role in window.mirror.seen] == [[], []]


def test_the_book_is_the_rooms_without_questions_not_put_yet(tmp_path: Path) -> None:
    room = short_room(tmp_path)
    book, true = Mirrored(room, "Priya", Role.IC).mirror.book, room.book
    assert book is not None
    names = [field.name for field in fields(Handbook)]
    differ = [name for name in names if getattr(book, name) != getattr(true, name)]
    assert set(differ) <= {"decisions"}
    assert book.decisions == {}


def test_a_message_that_fits_nothing_is_told_apart_from_one_not_known_yet() -> None:
    from game.faces.desk.remote.messages import read_sent

    assert read_sent('{"t":"confetti","amount":3}') is None
    with pytest.raises(ValueError, match="from_s"):
        read_sent('{"t":"tick","rows":[]}')
