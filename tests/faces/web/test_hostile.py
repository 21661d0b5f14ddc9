"""A client that means harm: the drill goes on, and its log holds nothing of it."""

import json
import random
from itertools import islice

from game.faces.web.people import Part
from game.faces.web.reception import gives_up_on, hear
from game.faces.web.room import Room
from game.terms import Role
from tests.faces.web.conftest import Enter, Window
from tests.faces.web.strange import MANY, hostile


def test_a_watcher_who_sends_anything_at_all_changes_nothing(room: Room, enter: Enter) -> None:
    ic = enter("Priya", Role.IC)
    ic.say("begin")
    mallory = enter("Mallory", part=Part.OBSERVER)
    dice = random.Random(7)  # noqa: S311 - a test that can be repeated
    before = room.session.state
    declare = {"ref": "r1", "role": "ic", "do": "declare", "with": {"severity": "sev1"}}
    for n, text in enumerate(islice(hostile(dice, json.dumps({"t": "act", **declare})), MANY)):
        hear(room, mallory.client, text, n * 0.1)  # slow enough for each to be read
        mallory.client.take()
    assert room.session.state is before
    assert gives_up_on(mallory.client)
    assert ic.act(Role.IC, "send_message", channel="incident", text="Still here.") == ""


def test_a_seat_cannot_forge_another_name_time_or_past(room: Room, enter: Enter) -> None:
    ic, comms = enter("Priya", Role.IC), enter("Ana", Role.COMMS)
    ic.say("begin")
    for field in ("by", "at_s", "seen", "actor"):
        extra = {field: "Priya"}
        refused = comms.act(Role.COMMS, "send_message", channel="incident", text="x", **extra)
        assert field in refused
    assert comms.act(Role.COMMS, "send_message", channel="incident", text="Hello") == ""
    said = room.session.state.messages[-1]
    assert (said.sender, said.role) == ("Ana", Role.COMMS)


def test_a_command_replayed_by_somebody_else_is_theirs_and_still_refused(
    room: Room, enter: Enter
) -> None:
    ic, comms = enter("Priya", Role.IC), enter("Ana", Role.COMMS)
    ic.say("begin")
    stolen = {"ref": "r1", "role": "ic", "do": "declare"}
    declare = {"severity": "sev1", "title": "Down"}
    assert ic.act(Role.IC, "declare", **declare) == ""
    comms.say("act", **stolen, with_=declare)
    assert "sits elsewhere" in str(comms.last("refused")["text"])


def test_text_from_people_stays_text(room: Room, enter: Enter) -> None:
    from game.faces.web.statuspage import status_of, status_page

    comms = enter("Ana", Role.COMMS)
    comms.say("begin")
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1)"
    fields = {"audience": "customers", "stage": "investigating", "text": evil}
    assert comms.act(Role.COMMS, "draft_post", **fields) == ""
    draft = next(iter(room.session.state.drafts))
    comms.act(Role.COMMS, "publish_post", draft=draft)
    page = status_page(status_of(room))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_window_never_reaches_the_disk(room: Room, enter: Enter) -> None:
    window: Window = enter("../../../etc", Role.SCRIBE)
    window.say("begin")
    window.say("series", metric="../../log.jsonl")
    assert "no such metric" in str(window.last("refused")["text"])
    assert not list(room.folder.path.iterdir())
