"""Whatever anybody asks for, whenever: events, or a refusal in words, and a whole state."""

from dataclasses import fields
from types import UnionType
from typing import get_args, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.commands import AdvanceTo, Command
from game.engine.decide import decide
from game.engine.events import SYSTEM, Actor
from game.engine.evolve import evolve
from game.engine.fold import fingerprint
from game.engine.refusals import Refusal
from game.engine.state import State
from game.engine.view import view_for
from game.terms import SEATS, Role
from tests.engine.small import Play, started

IDS = (
    "ask boss rollback flag deploys no-migration way back wait ops incident direct all "
    "page-2 task-3 draft-4 entry-5 mitigation-3"
)
WORDS = st.sampled_from(["", " ", "é\x00", *IDS.split()])
NUMBERS = st.integers(-5000, 5000)


def _value(hint: object) -> st.SearchStrategy[object]:
    if isinstance(hint, UnionType):
        return st.one_of([_value(option) for option in get_args(hint)])
    if hint is str:
        return WORDS
    if hint is bool:
        return st.booleans()
    if hint is int:
        return NUMBERS
    if hint is float:
        return st.floats(allow_nan=True)
    if hint is type(None):
        return st.none()
    assert isinstance(hint, type)
    return st.sampled_from(list(hint))  # type: ignore[call-overload]


def _command(kind: type[Command]) -> st.SearchStrategy[Command]:
    hints = get_type_hints(kind)
    values = {field.name: _value(hints[field.name]) for field in fields(kind) if field.name != "by"}
    actor = st.sampled_from(list(Role)).map(lambda role: Actor("somebody", role))
    return st.builds(kind, by=actor, **values)


COMMANDS = st.one_of([_command(kind) for kind in get_args(Command) if kind is not AdvanceTo])
STEPS = st.lists(st.one_of(COMMANDS, st.integers(1, 20)), max_size=25)


def _taken(play: Play, step: Command | int) -> None:
    command = AdvanceTo(by=SYSTEM, at_s=play.state.at_s + step) if isinstance(step, int) else step
    before = play.state
    result = decide(play.plan, before, command)
    assert fingerprint(before) == fingerprint(play.state)
    if isinstance(result, Refusal):
        assert result.text.endswith(".")
        return
    for event in result:
        assert event.at_s >= play.state.at_s
        play.state = evolve(play.plan, play.state, event)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS, variant=st.sampled_from(["works", "blocked"]))
def test_any_commands_at_any_time_lead_to_events_or_a_refusal(
    steps: list[Command | int], variant: str
) -> None:
    play = started(variant, at_s=90)
    for step in steps:
        _taken(play, step)
    for role in SEATS:
        _holds_together(play, play.state, role)


def _holds_together(play: Play, state: State, role: Role) -> None:
    view = view_for(play.plan, state, role)
    assert view.at_s == state.at_s == state.course.plant.at_s
    assert all(item.at_s <= state.at_s for item in view.messages)
    assert {item.seat for item in view.due} <= set(SEATS)
