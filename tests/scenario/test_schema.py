import json

import pytest
import yaml
from pydantic import JsonValue

from game.paths import scenarios_dir
from game.scenario.schema import FileKind, json_schema


def at(schema: JsonValue, *path: str) -> JsonValue:
    for key in path:
        assert isinstance(schema, dict)
        schema = schema[key]
    return schema


@pytest.mark.parametrize("kind", FileKind)
def test_schemas_are_json_and_refuse_unknown_keys(kind: FileKind) -> None:
    schema = json_schema(kind)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["additionalProperties"] is False
    assert schema["title"] == f"Break Glass {kind}"


def test_keys_stand_as_they_are_written() -> None:
    inject = at(json_schema(FileKind.SCENARIO), "$defs", "Inject", "properties")
    assert isinstance(inject, dict)
    assert "from" in inject
    assert "sender" not in inject


def test_values_with_units_are_texts_that_need_no_quotes() -> None:
    checkout = at(json_schema(FileKind.SHOP), "$defs", "CheckoutSpec", "properties")
    assert at(checkout, "timeout", "type") == ["string", "number", "boolean"]
    assert "default" not in str(at(checkout, "timeout"))
    assert at(checkout, "workers", "type") == "integer"


def test_optional_values_are_not_null_but_absent() -> None:
    schema = json.dumps([json_schema(kind) for kind in FileKind])
    assert '"null"' not in schema
    assert "null" not in schema.replace('"null"', "")


@pytest.mark.parametrize("kind", FileKind)
def test_every_reference_leads_somewhere(kind: FileKind) -> None:
    schema = json_schema(kind)
    names = schema["$defs"]
    assert isinstance(names, dict)
    for part in json.dumps(schema).split('"#/$defs/')[1:]:
        assert part[: part.index('"')] in names


def test_shipped_files_have_only_keys_of_the_schema() -> None:
    for kind, pattern in (
        (FileKind.SCENARIO, "*/scenario.yaml"),
        (FileKind.RUNBOOK, "runbooks/*.yaml"),
        (FileKind.SHOP, "shops/*.yaml"),
    ):
        known = at(json_schema(kind), "properties")
        assert isinstance(known, dict)
        for path in scenarios_dir().glob(pattern):
            assert yaml.safe_load(path.read_text("utf-8")).keys() <= known.keys()
