"""The large clock: on and off by a key, whose turn it is, and the ways back to the desk."""

from dataclasses import replace

import pytest

from game.engine.duties import DueItem
from game.faces.desk.app import Choice
from game.faces.desk.screens.drill.bigclock import next_up
from game.faces.desk.widgets import Button
from game.terms import ExercisePhase, Role
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on


@pytest.fixture
def drill(seated: Seated) -> Seated:
    seated.sit_down()
    seated.pass_time(90)
    return seated


def test_a_key_shows_the_clock_and_hides_it(drill: Seated) -> None:
    drill.key("f2")
    assert "T+01:30" in drill.texts()
    drill.pass_time(10)
    assert "T+01:40" in drill.texts()
    drill.key("f2")
    assert "T+01:40" not in drill.texts()
    drill.key("f2")
    drill.press("Back to the desk")
    assert not drill.drill._shows_clock


def test_the_page_can_be_taken_in_front_of_the_clock(drill: Seated) -> None:
    drill.key("f2")
    drill.key("ctrl+g")
    assert all(page.acknowledged_s is not None for page in drill.session.state.pages)


def test_the_clock_stands_still_with_the_drill(drill: Seated) -> None:
    drill.key("f2")
    drill.key("ctrl+p")
    assert drill.session.state.phase is ExercisePhase.PAUSED
    assert "PAUSED" in drill.texts()


def test_a_seat_or_a_tab_leads_back_to_the_desk(drill: Seated) -> None:
    drill.key("f2")
    drill.key("ctrl+2")
    assert not drill.drill._shows_clock
    assert drill.drill._seat.seat is Role.OPS
    drill.key("f2")
    drill.key("ctrl+r")
    assert not drill.drill._shows_clock


def test_a_form_is_still_there_afterwards(drill: Seated) -> None:
    drill.drill._seat.open("declare")
    drill.key("f2")
    drill.key("f2")
    assert drill.drill._seat.form_open
    assert any(button.text.startswith("Declare") for button in drill.all(Button))


def item(key: str, seat: Role, due_s: int | None, done_s: int | None = None) -> DueItem:
    found = DueItem(key, seat, "", "", "", key)
    return replace(found, due_s=due_s, done_s=done_s)


def test_the_turn_is_whose_duty_presses_most(drill: Seated) -> None:
    view = drill.session.view(Role.IC)
    due = (
        item("a", Role.IC, None),
        item("b", Role.OPS, 40),
        item("c", Role.COMMS, 20),
        item("d", Role.SCRIBE, 10, done_s=9),
    )
    view = replace(view, due=due)
    everyone = set(Role)
    assert next_up(view, everyone) == due[2]
    assert next_up(view, {Role.IC, Role.OPS}) == due[1]
    assert next_up(view, {Role.SCRIBE}) is None


def test_the_seat_whose_turn_it_is_is_marked_by_more_than_a_colour(drill: Seated) -> None:
    play_on(drill, follow_by_keys, 60)
    drill.key("f2")
    view = drill.session.view(Role.IC)
    turn = next_up(view, drill.drill._table.humans)
    cards = drill.drill._big._cards
    marked = [seat for seat, card in cards.items() if card._head.runs[0].text.startswith("▶")]
    assert marked == ([] if turn is None else [turn.seat])
    assert turn is not None


def test_only_our_own_seats_have_a_turn(seated: Seated) -> None:
    seated.sit_down(choice=Choice(7, frozenset({Role.SCRIBE})))
    seated.pass_time(150)
    seated.key("f2")
    for seat, card in seated.drill._big._cards.items():
        if seat is not Role.SCRIBE:
            assert card._due.runs[0].text == "nothing is due"
