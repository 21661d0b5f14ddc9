"""What the coach tells a seat that asks: what a post lacks, and how it would fill a form in."""

from dataclasses import fields

from pydantic_core import to_jsonable_python

from game.engine.commands import Command
from game.engine.duties import DueItem
from game.engine.orders import order_type
from game.faces.bots.agenda import agenda
from game.faces.bots.orders import command_for
from game.faces.web.people import Person
from game.faces.web.room import Room
from game.faces.web.wire import Review, Suggest
from scoring.posts.aid import what_it_lacks

_HARMLESS = frozenset({"post", "status-doc", "write-entry", "snapshot"})
"""Can be done at any time, also when nothing asks for it."""


def lacking(room: Room, said: Review) -> tuple[str, ...]:
    """What the checker misses in a post, a sentence each; empty where the drill is not coached."""
    if not room.options.coach:
        return ()
    return what_it_lacks(room.book, said.text, said.audience, said.stage, said.next_update_s)


def suggestion(room: Room, person: Person, said: Suggest) -> Command | None:
    """How the coach would fill that form in; the log keeps once for each item that it helped.

    None where it has nothing to say, or the drill is not coached.
    """
    if not room.options.coach:
        return None
    view = room.session.view(said.role)
    item = _item(room, said)
    command = None if item is None else command_for(item, view, room.book)
    if command is not None and item is not None:
        room.seats.hint(person, item.seat, item.id)
    return command


def _item(room: Room, said: Suggest) -> DueItem | None:
    items = agenda(room.session.view(said.role), said.role, room.book)
    asked = next((item for item in items if item.id == said.item), None)
    found = asked or next((item for item in items if item.action == said.action), None)
    if found is None and said.action in _HARMLESS:
        return DueItem(said.action, said.role, "", "", "", said.action)
    return found


def told(command: Command | None) -> dict[str, object]:
    """A command as a form can be filled with it: its name in `do`, and its fields."""
    if command is None:
        return {"do": "", "fields": {}}
    values = {
        field.name: to_jsonable_python(getattr(command, field.name))
        for field in fields(command)
        if field.name != "by"
    }
    return {"do": order_type(type(command)), "fields": values}
