"""Events as plain data and back; the log and every message are made of this."""

import re
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from game.engine.events import Actor, Event, Happening

Plain = str | int | float | bool | None | tuple[str, ...] | list[str]
"""What a field of an event can be in JSON."""

_ENVELOPE = ("at_s", "by")


def event_type(kind: type[Happening]) -> str:
    """The event's name in logs and scenarios: IncidentDeclared -> incident_declared."""
    return _NAMES[kind.__name__]


def data_fields(kind: type[Happening]) -> tuple[str, ...]:
    """Names of the event's own fields."""
    return _FIELDS[kind.__name__]


_NAMES = {
    kind.__name__: re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
    for kind in get_args(Event)
}
_FIELDS = {
    kind.__name__: tuple(field.name for field in fields(kind) if field.name not in _ENVELOPE)
    for kind in get_args(Event)
}
_HINTS: dict[str, dict[str, object]] = {
    kind.__name__: get_type_hints(kind) for kind in get_args(Event)
}
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
    known = data_fields(kind)
    strange = sorted(set(data) - set(known))
    if strange:
        message = f"{name}: unknown field {strange[0]!r}"
        raise ValueError(message)
    hints = _HINTS[kind.__name__]
    values = {key: _typed(name, key, hints[key], value) for key, value in data.items()}
    try:
        return kind(at_s=at_s, by=by, **values)  # type: ignore[arg-type]
    except TypeError:
        missing = [key for key in known if key not in data]
        message = f"{name}: field {missing[0]!r} is missing"
        raise ValueError(message) from None


def _typed(name: str, key: str, hint: object, value: object) -> object:
    options = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    for option in options:
        fitted = _fit(option, value)
        if fitted is not _MISFIT:
            return fitted
    message = f"{name}: field {key!r} cannot be {value!r}"
    raise ValueError(message)


_MISFIT = object()


def _fit(option: object, value: object) -> object:
    if option is NoneType:
        return None if value is None else _MISFIT
    if get_origin(option) is tuple:
        return _fit_words(value)
    if isinstance(option, type) and issubclass(option, StrEnum):
        return option(value) if isinstance(value, str) and value in set(option) else _MISFIT
    if option is float and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if option is int and isinstance(value, bool):
        return _MISFIT
    return value if isinstance(option, type) and isinstance(value, option) else _MISFIT


def _fit_words(value: object) -> object:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return _MISFIT
