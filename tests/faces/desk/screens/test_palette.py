"""The command palette finds every action by its name, and does it."""

import pytest

from game.faces.desk.app import Choice
from game.faces.desk.forms.actions import SEAT_ACTIONS
from game.faces.desk.screens.drill.entries import title_of
from game.faces.desk.screens.palette import Entry, Palette, found
from game.faces.desk.widgets import Choice as Cards
from game.terms import SEATS, Role
from tests.faces.desk.screens.seated import Seated


def palette(seated: Seated) -> Palette:
    return next(widget for widget in seated.top().walk() if isinstance(widget, Palette))


@pytest.fixture
def drill(seated: Seated) -> Seated:
    seated.sit_down()
    seated.pass_time(90)
    return seated


def entry(title: str, words: str = "", reason: str = "") -> Entry:
    return Entry(title, "Ops", lambda: None, words=words, reason=reason)


def test_words_are_found_by_their_beginnings_and_ranked() -> None:
    entries = [
        entry("Take back", words="page"),
        entry("Get the page"),
        entry("Page", reason="not now"),
        entry("Page the database team"),
        entry("Homepage"),
    ]
    titles = [item.title for item in found(entries, "pag")]
    assert titles == ["Page the database team", "Get the page", "Take back", "Page"]
    assert [item.title for item in found(entries, "the DATA")] == ["Page the database team"]
    assert found(entries, "xyz") == []
    assert len(found(entries, "")) == len(entries)


def test_every_action_of_our_seats_is_there_and_opens(drill: Seated) -> None:
    for role in SEATS:
        for action in SEAT_ACTIONS[role]:
            if not action.relevant(drill.session.view(role)):
                continue
            drill.key("ctrl+k")
            shown = palette(drill)
            wanted = next(
                item
                for item in shown.entries
                if item.tone == role.value and item.title == title_of(action)
            )
            drill.type(wanted.title)
            assert wanted in shown._fitting
            shown._act(str(shown._fitting.index(wanted)))
            assert not drill.ui.dialog_open
            assert drill.drill._seat.seat is role
            drill.drill._seat.close_form()


def test_a_lever_is_found_by_its_name_and_chosen(drill: Seated) -> None:
    lever = next(iter(drill.drill._table.handbook.levers.values()))
    drill.key("ctrl+k")
    drill.type(lever.title)
    drill.key("enter")
    assert drill.drill._seat.seat is Role.OPS
    form = drill.drill._seat._form
    assert form is not None
    cards = next(widget for widget in form.walk() if isinstance(widget, Cards))
    assert cards.selected == lever.id


def test_arrows_choose_and_the_mouse_does(drill: Seated) -> None:
    drill.key("ctrl+k")
    drill.type("runbook")
    drill.key("down")
    drill.key("up")
    drill.key("enter")
    assert drill.drill._channel._shown == "runbook"
    drill.key("ctrl+k")
    drill.type("terminal")
    listed = palette(drill)._list
    drill.draw()
    drill.click((listed.rect.x + 40, listed.rect.y + 12))
    assert drill.drill._channel._shown == "terminal"
    assert not drill.ui.dialog_open


def test_what_cannot_be_done_now_says_so_and_does_nothing(drill: Seated) -> None:
    drill.key("ctrl+k")
    drill.type("hand over")
    assert palette(drill)._fitting[0].reason
    drill.key("enter")
    assert drill.ui.dialog_open
    drill.key("esc")
    assert not drill.ui.dialog_open


def test_seats_that_bots_hold_are_left_out(seated: Seated) -> None:
    seated.sit_down(choice=Choice(7, frozenset({Role.COMMS})))
    seated.key("ctrl+k")
    groups = {item.group for item in palette(seated).entries}
    assert "Comms" in groups
    assert not groups & {"IC", "Ops", "Scribe"}


def test_it_pauses_the_drill(drill: Seated) -> None:
    drill.key("ctrl+k")
    drill.type("pause")
    drill.key("enter")
    assert drill.session.state.phase.value == "paused"
