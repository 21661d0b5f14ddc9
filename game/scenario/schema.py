"""JSON Schemas of the files, from which editors complete and check while one types."""

from enum import StrEnum

from pydantic import JsonValue

from game.scenario.fields import Model
from game.scenario.model import Scenario
from game.scenario.runbook import Runbook
from game.scenario.shop_model import ShopSpec


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
    """The JSON Schema (2020-12) of a file, with the keys as they are written."""
    schema = _MODELS[kind].model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": f"Break Glass {kind.value}",
    }
