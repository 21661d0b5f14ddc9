"""The schema is the reference that editors show: every key must say what it is."""

from collections.abc import Iterator

import pytest
from pydantic import JsonValue

from game.scenario.schema import FileKind, json_schema

Schema = dict[str, JsonValue]


def objects(schema: Schema) -> Iterator[tuple[str, Schema]]:
    yield "(file)", schema
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    for name, definition in definitions.items():
        assert isinstance(definition, dict)
        yield name, definition


def explained(value: JsonValue, definitions: Schema) -> bool:
    """Whether the key, or the one kind of thing that it holds, has a description."""
    if not isinstance(value, dict):
        return False
    if value.get("description"):
        return True
    reference = value.get("$ref")
    if isinstance(reference, str):
        return explained(definitions[reference.rpartition("/")[2]], definitions)
    return explained(value.get("items"), definitions)


@pytest.mark.parametrize("kind", FileKind)
def test_every_key_says_what_it_is(kind: FileKind) -> None:
    schema = json_schema(kind)
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    silent = {
        (name, key)
        for name, definition in objects(schema)
        if isinstance(properties := definition.get("properties", {}), dict)
        for key, value in properties.items()
        if not explained(value, definitions)
    }
    assert not silent
