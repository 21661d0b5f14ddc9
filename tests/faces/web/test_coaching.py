import json

from game.engine.duties import DueItem
from game.engine.events import HintShown
from game.faces.web.room import Options, Room
from game.session.clock import Manual
from game.session.folder import DrillFolder
from game.terms import Role
from tests.faces.web.conftest import Enter, Window
from tests.faces.web.test_room import play


def paged(room: Room, enter: Enter, *seats: Role) -> Window:
    """Somebody in a drill in which a page rings."""
    window = enter("Priya", *seats)
    window.say("begin")
    while not room.session.state.pages:
        play(room, 5)
    window.read()
    return window


def suggested(window: Window, role: Role, action: str, item: str = "") -> dict[str, object]:
    window.refs += 1
    window.say("suggest", ref=f"s{window.refs}", role=role.value, action=action, item=item)
    return next(said for said in reversed(window.heard) if said.get("ref") == f"s{window.refs}")


def hints(room: Room) -> list[HintShown]:
    return [e for e in room.session.state.history.of("hint_shown") if isinstance(e, HintShown)]


def test_the_coach_fills_a_form_in_and_the_log_says_once_that_it_helped(
    room: Room, enter: Enter
) -> None:
    ic = paged(room, enter, Role.IC, Role.SCRIBE)
    told = suggested(ic, Role.IC, "declare")
    assert told["do"] == "declare"
    fields = told["fields"]
    assert isinstance(fields, dict)
    assert ic.act(Role.IC, "declare", **fields) == ""
    suggested(ic, Role.SCRIBE, "write-entry")
    suggested(ic, Role.SCRIBE, "write-entry")
    items = [(hint.by.role, hint.item) for hint in hints(room)]
    assert len(items) == len(set(items))
    assert items
    assert items[0][0] is Role.IC


def test_the_coach_helps_only_those_who_sit_there(room: Room, enter: Enter) -> None:
    ic = paged(room, enter, Role.IC)
    for role in (Role.OPS, Role.FACILITATOR, Role.OBSERVER):
        assert suggested(ic, role, "declare")["t"] == "refused"
    assert suggested(ic, Role.IC, "no-such-thing")["do"] == ""
    assert hints(room) == []


def test_where_there_is_no_coach_nothing_is_suggested_or_checked(room: Room, enter: Enter) -> None:
    quiet = Room(
        "QUIETR",
        room.session,
        Manual(),
        DrillFolder(room.folder.path),
        options=Options("idle", coach=False),
    )
    ic = Window(quiet, quiet.people.join("Priya", enter("Ana").client.person.part))
    assert quiet.sit(ic.client.person, Role.IC, 0.0) is None
    ic.say("begin")
    assert suggested(ic, Role.IC, "status-doc")["do"] == ""
    post = {"audience": "customers", "stage": "investigating", "text": "Hm."}
    ic.say("review", ref="r1", **post)
    assert ic.last("reviewed")["lacks"] == []


def test_a_post_is_checked_with_what_this_house_says(room: Room, enter: Enter) -> None:
    comms = enter("Ana", Role.COMMS)
    name = next(c.name for c in room.book.contacts.values() if " " in c.name)
    text = f"{name} broke checkout. It is fixed in ten minutes."
    comms.say("review", ref="r1", audience="customers", stage="investigating", text=text)
    lacks = json.dumps(comms.last("reviewed")["lacks"])
    assert name in lacks


def test_an_item_names_what_is_due(room: Room, enter: Enter) -> None:
    ic = paged(room, enter, Role.IC)
    due = [item for item in room.session.view(Role.IC).due if item.seat is Role.IC]
    assert all(isinstance(item, DueItem) for item in due)
    item = next(item for item in due if item.action == "declare")
    assert suggested(ic, Role.IC, "declare", item.id)["do"] == "declare"
    assert hints(room)[-1].item == item.id
