from dataclasses import fields
from typing import get_args

import pytest

from game.engine.commands import AdvanceTo, Command, Declare, ReviseScript, ShowHint, TakeSeat
from game.engine.events import Actor, SeatTaken
from game.engine.orders import COMMAND_TYPES, order_type, read_order
from game.terms import Role, Severity
from tests.engine.small import started

IC = Actor("Priya", Role.IC)


def test_a_message_becomes_the_command_it_names() -> None:
    data = {"severity": "sev1", "title": "Checkout is down"}
    assert read_order("declare", data, IC) == Declare(
        by=IC, severity=Severity.SEV1, title="Checkout is down"
    )


def test_all_but_the_programs_own_commands_may_come_from_outside() -> None:
    own = {AdvanceTo, ReviseScript, ShowHint, TakeSeat}
    assert set(COMMAND_TYPES.values()) == set(get_args(Command)) - own
    assert order_type(Declare) == "declare"
    assert all("by" in {field.name for field in fields(kind)} for kind in get_args(Command))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("advance_to", {"at_s": 900}, "unknown command"),
        ("take_seat", {"seat": "ic", "person": "me", "human": True}, "unknown command"),
        ("declare", {"severity": "sev1"}, "'title' is missing"),
        ("declare", {"severity": "sev1", "title": "x", "by": "ic"}, "unknown field 'by'"),
        ("declare", {"severity": ["sev1"], "title": "x"}, "cannot be"),
        ("set_pace", {"pace": "fast"}, "cannot be"),
        ("set_pace", {"pace": True}, "cannot be"),
    ],
)
def test_strange_orders_are_told_in_a_sentence(
    name: str, data: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        read_order(name, data, IC)


def test_whoever_takes_a_seat_holds_the_role_that_was_held_from_it() -> None:
    play = started("works", at_s=90)
    host = Actor("", Role.FACILITATOR)
    before = play.state.seats[Role.OPS]
    events = play.give(TakeSeat(by=host, seat=Role.OPS, person="  Dana Kim ", human=True))
    assert isinstance(events[0], SeatTaken)
    assert play.state.seats[Role.OPS] == "Dana Kim" != before
    holder = play.state.roles.get(Role.OPS)
    assert holder is None or holder.person == "Dana Kim"
    assert "Dana Kim" in play.state.messages[-1].text


@pytest.mark.parametrize(
    ("seat", "person"), [(Role.SYSTEM, "x"), (Role.IC, " "), (Role.IC, "x" * 99)]
)
def test_a_seat_is_not_taken_without_a_name(seat: Role, person: str) -> None:
    play = started("works", at_s=90)
    host = Actor("", Role.FACILITATOR)
    assert play.refused(TakeSeat(by=host, seat=seat, person=person, human=True)).text
