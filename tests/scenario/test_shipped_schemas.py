from pathlib import Path

import pytest

from game.faces.author.new import SCHEMA_LINE, schema_name, schema_text
from game.paths import scenarios_dir
from game.scenario.schema import FileKind

FOLDER = scenarios_dir() / "schemas"


@pytest.mark.parametrize("kind", FileKind)
def test_the_shipped_schemas_are_those_of_the_models(kind: FileKind) -> None:
    shipped = (FOLDER / schema_name(kind)).read_text("utf-8")
    assert shipped == schema_text(kind), (
        "write them anew: breakglass schema --out scenarios/schemas"
    )


@pytest.mark.parametrize("path", sorted(scenarios_dir().glob("*/*.yaml")), ids=str)
def test_every_shipped_file_tells_editors_its_schema(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert first.startswith(SCHEMA_LINE)
    schema = (path.parent / first.removeprefix(SCHEMA_LINE)).resolve()
    assert schema.parent == FOLDER.resolve()
    words = {"runbooks": "runbook", "shops": "shop"}
    kind = path.stem if path.stem in {"runbook", "shop"} else "scenario"
    assert schema.name == f"{words.get(path.parent.name, kind)}.schema.json"
