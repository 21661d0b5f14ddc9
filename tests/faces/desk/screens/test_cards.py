"""Cards: what was changed and what it did, decisions that take back, lines of one key."""

from dataclasses import replace

import pytest

from game.engine.commands import StartMitigation
from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.state import Mitigation
from game.engine.view import View
from game.faces.desk.forms.actions import SEAT_ACTIONS
from game.faces.desk.forms.context import Context
from game.faces.desk.forms.form import Pick
from game.faces.desk.forms.team import decide
from game.faces.desk.screens.drill.mitigations import expected, mitigation_row, observed
from game.faces.desk.skin import Skin
from game.faces.desk.widgets import RichRow, TextField
from game.terms import EntryKind, MitigationPhase, Role
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Seated:
    """A drill in which the step that helps has just been taken, and has helped."""
    seated = Seated(tmp_path_factory.mktemp("cards"))
    seated.sit_down()
    for _ in range(100):
        if "MitigationCompleted" in seated.happened():
            break
        play_on(seated, follow_by_keys, 8)
    return seated


@pytest.fixture
def drill(played: Seated) -> Seated:
    played.drill._seat.close_form()
    return played


def book_of(seated: Seated) -> Handbook:
    return seated.drill._table.handbook


def pulled(view: View) -> Mitigation:
    return view.mitigations[0]


# -- what was changed -----------------------------------------------------------------------


def test_a_card_tells_what_it_should_do_and_what_was_seen(drill: Seated) -> None:
    view, book = drill.session.view(Role.OPS), book_of(drill)
    item = pulled(view)
    text = mitigation_row(view, book, item).text()
    assert book.levers[item.lever].title in text
    assert expected(book.levers[item.lever]) in text
    figures = {metric: (before, now) for metric, before, now in observed(view, book, item)}
    success = view.readings.window("checkout.success", item.at_s - 30, item.at_s)
    assert figures["checkout.success"][0] == pytest.approx(success.mean())
    assert "Observed" in text
    assert "in force" in text


def test_a_bar_fills_while_it_is_carried_out(drill: Seated) -> None:
    view, book = drill.session.view(Role.OPS), book_of(drill)
    running = replace(pulled(view), completed_s=None, at_s=100, full_s=200)
    skin = Skin()
    for at_s, share in ((100, 0.0), (150, 0.5), (260, 1.0)):
        row = mitigation_row(replace(view, at_s=at_s), book, running)
        assert row._share == share
        assert row.height(skin, 400) - RichRow.height(row, skin, 400) == skin.px(8)
    assert "Press to stop it" in mitigation_row(view, book, running).text()


@pytest.mark.parametrize(
    ("phase", "word"),
    [
        (MitigationPhase.REFUSED, "refused"),
        (MitigationPhase.FAILED, "failed"),
        (MitigationPhase.ABORTED, "stopped"),
        (MitigationPhase.UNDONE, "taken back"),
    ],
)
def test_what_is_not_in_force_says_so_and_cannot_be_pressed(
    drill: Seated, phase: MitigationPhase, word: str
) -> None:
    view, book = drill.session.view(Role.OPS), book_of(drill)
    row = mitigation_row(view, book, replace(pulled(view), phase=phase, note="Because."))
    assert word in row.text()
    assert "Because." in row.text()
    assert row.key == ""


def test_a_card_is_pressed_to_take_the_change_back(drill: Seated) -> None:
    drill.key("ctrl+2")
    panel = drill.drill._seat
    item = pulled(drill.session.view(Role.OPS))
    panel._board.select(item.id)
    panel._open_row(item.id)
    assert panel._form is not None
    assert panel._form.values()["what"] == item.id


def test_the_ic_sees_how_far_it_is_but_does_not_take_it_back(drill: Seated) -> None:
    drill.key("ctrl+1")
    rows = [row.text() for row in drill.drill._seat._board.rows]
    assert rows[0] == "CHANGED LAST"
    assert not any("Press to" in text for text in rows)


# -- decisions ------------------------------------------------------------------------------


def test_a_decision_that_takes_something_back_says_what(drill: Seated) -> None:
    view, book = drill.session.view(Role.IC), book_of(drill)
    asked = book.decisions[view.decisions[0].id]
    lever = next(iter(book.levers.values()))
    back = asked.options[0].model_copy(update={"lever": None, "undoes": lever.id})
    changed = replace(asked, options=(back, *asked.options[1:]))
    book = replace(book, decisions={**book.decisions, asked.id: changed})
    form = decide(Context(view, book, Role.IC, {"decision": asked.id}))
    assert form is not None
    pick = next(ask for ask in form.asks if isinstance(ask, Pick))
    assert f"↶ takes back: {lever.title}" in pick.options[0].note


# -- the Scribe -----------------------------------------------------------------------------

JOTS = [action for action in SEAT_ACTIONS[Role.SCRIBE] if action.about]


def test_every_kind_of_line_has_a_key_of_its_own() -> None:
    assert {action.about["kind"] for action in JOTS} == {kind.value for kind in EntryKind}
    keys = [action.key for action in SEAT_ACTIONS[Role.SCRIBE]]
    assert len(keys) == len(set(keys))


def test_one_key_a_few_words_and_enter_write_a_line_as_of_now(drill: Seated) -> None:
    drill.key("ctrl+4")
    drill.ui.focus(None)
    at_s = drill.session.state.at_s
    drill.key("4", "4")
    assert isinstance(drill.ui.focused, TextField)
    drill.pass_time(7)
    for letter in "put back":
        drill.key("space" if letter == " " else letter, letter)
    drill.key("enter")
    entry = max(drill.session.view(Role.SCRIBE).entries, key=lambda entry: entry.written_s)
    assert (entry.time_s, entry.kind, entry.text) == (at_s, EntryKind.ACTED, "put back")
    assert entry.who == drill.session.view(Role.SCRIBE).roles[Role.OPS].person
    assert not drill.drill._seat.form_open


def test_the_board_shows_a_second_change_too(drill: Seated) -> None:
    before = len(drill.session.view(Role.OPS).mitigations)
    others = [
        key for key in book_of(drill).levers if key != pulled(drill.session.view(Role.OPS)).lever
    ]
    for lever in others:
        drill.session.submit(StartMitigation(by=Actor("", Role.OPS), lever=lever))
    view = drill.session.view(Role.OPS)
    drill.key("ctrl+2")
    text = "\n".join(row.text() for row in drill.drill._seat._board.rows)
    titles = [book_of(drill).levers[item.lever].title for item in view.mitigations]
    assert len(titles) > before
    assert all(title in text for title in titles)
