"""The field types of scenario files: read from text, strict about units, and never guessing."""

import re
from datetime import datetime
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from game.simtime import parse_duration_s, parse_offset_s, parse_start
from game.terms import Unit


class Model(BaseModel):
    """Base of all models: frozen, and a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)


class QuantityValue(NamedTuple):
    """A number with its unit, in the canonical units of `Unit` (ratios as 0..1, times in ms)."""

    value: float
    unit: Unit


_QUANTITY = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*(%|ms|s|/s|/min|)\s*", re.ASCII)


def _quantity(raw: object) -> object:
    if isinstance(raw, QuantityValue):
        return raw
    if not isinstance(raw, str):
        message = "expected one quantity, such as 5%, 800ms or 30/s"
        raise ValueError(message)  # noqa: TRY004 - pydantic collects ValueError alone
    match = _QUANTITY.fullmatch(raw)
    if match is None:
        message = f"{raw!r} is not a quantity: write 5%, 800ms, 2s, 30/s, 120/min or a count"
        raise ValueError(message)
    number, unit = float(match[1]), match[2]
    if unit == "%":
        return QuantityValue(number / 100, Unit.RATIO)
    if unit == "s":
        return QuantityValue(number * 1000, Unit.MILLISECONDS)
    return QuantityValue(number, Unit(unit))


def _duration(raw: object) -> object:
    return parse_duration_s(raw) if isinstance(raw, str) else raw


def _offset(raw: object) -> object:
    return parse_offset_s(raw) if isinstance(raw, str) else raw


def _start(raw: object) -> object:
    return parse_start(raw) if isinstance(raw, str) else raw


def _share(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", raw)
    if match is None:
        message = f"{raw!r} is not a share: write it in percent, as 5%"
        raise ValueError(message)
    return float(match[1]) / 100


def _factor(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*x?\s*", raw)
    if match is None:
        message = f"{raw!r} is not a number: write it as 5 or 5x"
        raise ValueError(message)
    return float(match[1])


Quantity = Annotated[
    QuantityValue,
    BeforeValidator(_quantity, json_schema_input_type=str),
]
DurationS = Annotated[
    int, BeforeValidator(_duration, json_schema_input_type=str), Field(ge=0, le=7 * 86400)
]
OffsetS = Annotated[
    int,
    BeforeValidator(_offset, json_schema_input_type=str),
    Field(ge=-30 * 86400, le=7 * 86400),
]
StartUtc = Annotated[datetime, BeforeValidator(_start, json_schema_input_type=str)]
Share = Annotated[float, BeforeValidator(_share, json_schema_input_type=str), Field(ge=0, le=1)]
Factor = Annotated[float, BeforeValidator(_factor, json_schema_input_type=str), Field(ge=0, le=1e9)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Id = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", strip_whitespace=True)
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
