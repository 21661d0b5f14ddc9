"""Plain data from outside, made into the fields of events and commands, or told what is wrong."""

import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a dataclass that data may fill: their types, and which must be there."""

    types: Mapping[str, object]
    needed: tuple[str, ...]


def snake(name: str) -> str:
    """IncidentDeclared -> incident_declared."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def shape_of(kind: type, without: Collection[str]) -> Shape:
    """The fields of a dataclass, except those that the program itself fills."""
    hints = get_type_hints(kind)
    own = [field for field in fields(kind) if field.name not in without]
    needed = (field.name for field in own if field.default is MISSING)
    return Shape({field.name: hints[field.name] for field in own}, tuple(needed))


def typed(name: str, shape: Shape, data: Mapping[str, object]) -> dict[str, object]:
    """The values for a dataclass; ValueError says which field of `name` does not fit."""
    strange = sorted(set(data) - set(shape.types))
    if strange:
        message = f"{name}: unknown field {strange[0]!r}"
        raise ValueError(message)
    values = {key: _value(name, key, shape.types[key], value) for key, value in data.items()}
    missing = [key for key in shape.needed if key not in data]
    if missing:
        message = f"{name}: field {missing[0]!r} is missing"
        raise ValueError(message)
    return values


def _value(name: str, key: str, hint: object, value: object) -> object:
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
