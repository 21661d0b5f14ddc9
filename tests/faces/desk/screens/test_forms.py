"""Each action of each seat opens something, and handing it in gives what it says."""

import pytest

from game.faces.desk.forms.actions import SEAT_ACTIONS, SeatAction
from game.faces.desk.widgets import Button, Choice, Dropdown, TextEditor, TextField
from game.terms import SEATS, Role
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on

EXPECTED = {
    "declare": "IncidentDeclared",
    "decide": "DecisionMade",
    "name-roles": "RoleAssigned",
    "approve": "PostApproved",
    "assign-task": "TaskAssigned",
    "page": "PersonPaged",
    "status-doc": "StatusDocSet",
    "change-severity": "SeverityChanged",
    "hand-over": "RoleOffered",
    "mark-mitigated": "IncidentMitigated",
    "resolve": "IncidentResolved",
    "stand-down": "IncidentStoodDown",
    "investigate": "InvestigationStarted",
    "check": "CheckStarted",
    "snapshot": "EvidenceCaptured",
    "mitigate": "MitigationStarted",
    "undo": "MitigationUndone",
    "post": "PostDrafted",
    "publish": "PostPublished",
    "reply": "MessageSent",
    "write-entry": "EntryWritten",
    "pin": "EntryPinned",
}


def open_action(seated: Seated, seat: Role, action: str) -> None:
    seated.drill._seat.choose(seat)
    seated.drill._seat.open(action)


def fill_in(seated: Seated) -> None:
    """Choose what is not chosen, write where nothing stands."""
    form = seated.drill._seat._form
    assert form is not None
    for widget in form.walk():
        match widget:
            case Choice(selected=""):
                widget.select(next(b.option.key for b in widget.buttons if b.enabled))
            case Dropdown(selected=""):
                widget.select(next(option.key for option in widget.options if option.key))
            case TextEditor(text="") | TextField(text=""):
                widget.set_text("Because the dashboards say so.")
            case _:
                pass


def ready(seated: Seated, seat: Role, action: SeatAction) -> None:
    """Play on as the coach says until the action is there for the seat."""
    for _ in range(120):
        if action.relevant(seated.session.view(seat)) and allowed(seated, action.action):
            return
        seated.pass_time(4)
        follow_by_keys(seated)
    pytest.fail(f"{action.action} never came up")


def allowed(seated: Seated, action: str) -> bool:
    happened = set(seated.happened())
    return NEEDS.get(action, set()) <= happened


NEEDS = {
    "mitigate": {"DecisionMade"},
    "publish": {"PostApproved"},
    "mark-mitigated": {"MitigationCompleted"},
    "resolve": {"IncidentMitigated"},
    "undo": {"MitigationCompleted"},
    "page": {"IncidentDeclared"},
    "assign-task": {"IncidentDeclared"},
    "reply": {"InjectReleased"},
    "change-severity": {"RoleAssigned"},
    "hand-over": {"RoleAssigned"},
}
CASES = [(seat, action) for seat in SEATS for action in SEAT_ACTIONS[seat]]


@pytest.mark.parametrize(("seat", "action"), CASES, ids=[f"{s}-{a.action}" for s, a in CASES])
def test_each_action_does_what_it_says(seated: Seated, seat: Role, action: SeatAction) -> None:
    seated.sit_down()
    seated.pass_time(90)
    ready(seated, seat, action)
    before = len(seated.happened())
    open_action(seated, seat, action.action)
    panel = seated.drill._seat
    if panel.form_open:
        fill_in(seated)
        seated.key("ctrl+enter")
        assert panel._form is None, panel._form._refusal.text
    expected = EXPECTED[action.action]
    if action.action == "decide" and seat is Role.OPS:
        expected = "OptionProposed"
    assert expected in seated.happened()[before:]


def test_keys_go_to_the_first_field_and_back(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(90)
    panel = seated.drill._seat
    seated.key("p", "p")
    seated.draw()
    assert isinstance(seated.ui.focused, Dropdown)
    seated.key("esc")
    assert not panel.form_open
    assert isinstance(seated.ui.focused, Button)
    seated.key("s", "s")
    seated.draw()
    editor = seated.ui.focused
    assert isinstance(editor, TextEditor)
    assert not editor.text.endswith("s") or "status" in editor.text


def test_a_refusal_stands_in_the_form(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(90)
    open_action(seated, Role.COMMS, "post")
    form = seated.drill._seat._form
    assert form is not None
    form._texts["text"].set_text(" ")
    seated.key("ctrl+enter")
    seated.draw()
    assert form._refusal.visible
    assert form._refusal.rect.h > 0
    assert form._refusal.text.startswith("✗ ")
    assert "PostDrafted" not in seated.happened()


def test_a_choice_that_is_needed_is_asked_for(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(90)
    open_action(seated, Role.OPS, "mitigate")
    seated.key("ctrl+enter")
    form = seated.drill._seat._form
    assert form is not None
    assert form._refusal.text == "✗ Choose: lever."


def test_escape_closes_a_list_before_the_form(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(90)
    open_action(seated, Role.IC, "page")
    seated.key("enter")  # opens the list of people
    seated.key("esc")
    assert seated.drill._seat.form_open
    seated.key("esc")
    assert not seated.drill._seat.form_open


def test_nothing_false_is_put_into_a_players_mouth(seated: Seated) -> None:
    """The coach fills in only what something on the list asks for."""
    seated.sit_down()
    play_on(seated, follow_by_keys, 120)
    seated.drill._seat.choose(Role.IC)
    for action in ("stand-down", "resolve", "mark-mitigated"):
        seated.drill._seat.open(action)
        form = seated.drill._seat._form
        assert form is not None
        assert all(not text.text for text in form._texts.values())
        seated.drill._seat.close_form()


def test_lines_on_the_list_open_what_they_ask_for(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(90)
    seated.key("space")  # acknowledges the page
    seated.drill._seat.choose(Role.IC)
    seated.draw()
    due = seated.drill._seat._due
    assert due.rows
    x, y = due.rect.topleft
    seated.click((x + 30, y + 10))
    assert seated.drill._seat.form_open


def test_the_coach_reads_a_post_while_it_is_written(seated: Seated) -> None:
    seated.sit_down()
    seated.pass_time(90)
    open_action(seated, Role.COMMS, "post")
    form = seated.drill._seat._form
    assert form is not None
    editor = next(widget for widget in form.walk() if isinstance(widget, TextEditor))
    editor.set_text("Checkout ends with an error")
    seated.ui.focus(editor)
    seated.type(", and it will be fixed in 10 minutes.")
    said = form._advice.text
    assert "It promises a time of repair" in said
    assert "It does not say who is hit" in said
    assert seated.desk._table is not None
    seated.desk._table.coach = False
    open_action(seated, Role.COMMS, "post")
    form = seated.drill._seat._form
    assert form is not None
    assert not form._advice.visible
