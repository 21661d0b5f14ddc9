"""JSON Schemas of the files, from which editors complete and check while one types."""

from enum import StrEnum

from pydantic import JsonValue

from game.scenario.fields import Model
from game.scenario.model import Scenario
from game.scenario.runbook import Runbook
from game.scenario.shop_model import ShopSpec

_PLAIN: list[JsonValue] = ["string", "number", "boolean"]
"""What an editor may take an unquoted text for: 5%, 30, true."""
_NULL: JsonValue = {"type": "null"}


class FileKind(StrEnum):
    """The kinds of files that people write."""

    SCENARIO = "scenario"
    RUNBOOK = "runbook"
    SHOP = "shop"


_MODELS: dict[FileKind, type[Model]] = {
    FileKind.SCENARIO: Scenario,
    FileKind.RUNBOOK: Runbook,
    FileKind.SHOP: ShopSpec,
}


def json_schema(kind: FileKind) -> dict[str, JsonValue]:
    """The JSON Schema (2020-12) of a file, with the keys and texts as they are written."""
    schema = _written(_MODELS[kind].model_json_schema(by_alias=True, mode="validation"))
    assert isinstance(schema, dict)
    head: dict[str, JsonValue] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **schema, "title": f"Break Glass {kind.value}"}


def _written(schema: JsonValue) -> JsonValue:
    """The schema for what stands in a file, where every value is a text and none is null."""
    match schema:
        case list():
            return [_written(item) for item in schema]
        case dict():
            return _value({key: _written(value) for key, value in schema.items()})
        case _:
            return schema


def _value(schema: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """One value's schema; models have no key of the names that are treated here."""
    choices = schema.get("anyOf")
    if isinstance(choices, list) and _NULL in choices:
        del schema["anyOf"]
        left = [choice for choice in choices if choice != _NULL]
        only = left[0] if len(left) == 1 else None
        schema = {**(only if isinstance(only, dict) else {"anyOf": left}), **schema}
    if schema.get("type") == "string" and not schema.keys() & {"enum", "const"}:
        schema["type"] = list(_PLAIN)
    dropped = {"ge", "le"} if _default_is_written(schema) else {"ge", "le", "default"}
    return {key: value for key, value in schema.items() if key not in dropped}


def _default_is_written(schema: dict[str, JsonValue]) -> bool:
    """Whether the default is as people would write it; 300 for 5m is not, and null is nothing."""
    default = schema.get("default")
    return isinstance(default, str) or (default is not None and schema.get("type") != _PLAIN)
