"""Events as plain data and back; the log and every message are made of this."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from types import NoneType
from typing import get_args

from game.engine.events import Actor, Event, Happening
from game.engine.plain import shape_of, snake, typed

Plain = str | int | float | bool | None | tuple[str, ...] | list[str]
"""What a field of an event can be in JSON."""

_ENVELOPE = ("at_s", "by")


def event_type(kind: type[Happening]) -> str:
    """The event's name in logs and scenarios: IncidentDeclared -> incident_declared."""
    return _NAMES[kind.__name__]


def data_fields(kind: type[Happening]) -> tuple[str, ...]:
    """Names of the event's own fields."""
    return _FIELDS[kind.__name__]


_NAMES = {kind.__name__: snake(kind.__name__) for kind in get_args(Event)}
_FIELDS = {
    kind.__name__: tuple(field.name for field in fields(kind) if field.name not in _ENVELOPE)
    for kind in get_args(Event)
}
_SHAPES = {kind.__name__: shape_of(kind, _ENVELOPE) for kind in get_args(Event)}
EVENT_TYPES: dict[str, type[Event]] = {_NAMES[kind.__name__]: kind for kind in get_args(Event)}
"""Name -> class of every event."""


def to_data(event: Event) -> dict[str, Plain]:
    """The event's own fields as JSON values."""
    return {name: _plain(getattr(event, name)) for name in data_fields(type(event))}


def _plain(value: object) -> Plain:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, str | int | float | bool | NoneType):
        return value
    message = f"no plain form for {value!r}"
    raise TypeError(message)


def from_data(name: str, data: Mapping[str, object], at_s: int, by: Actor) -> Event:
    """The event with that name; ValueError says what does not fit."""
    kind = EVENT_TYPES.get(name)
    if kind is None:
        message = f"unknown event {name!r}"
        raise ValueError(message)
    values = typed(name, _SHAPES[kind.__name__], data)
    return kind(at_s=at_s, by=by, **values)  # type: ignore[arg-type]
