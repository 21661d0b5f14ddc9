import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from game.faces.author import claims
from game.paths import scenarios_dir
from game.scenario.conditions import CONDITION_KEYS
from game.scenario.library import Loaded, check, load
from game.scenario.problems import render
from game.scenario.schema import FileKind, json_schema
from game.scenario.shop_model import FaultKind, LeverKind
from tests.faces.author import guide


@pytest.fixture
def drill(author: Callable[..., Result], tmp_path: Path) -> Path:
    author("new", "night-shift")
    return tmp_path / "night-shift" / "scenario.yaml"


def test_all_yaml_of_the_guide_fits_into_a_new_drill(drill: Path) -> None:
    text = drill.read_text("utf-8")
    for block in guide.blocks("yaml"):
        key, _, body = block.partition("\n")
        if f"\n{key}\n" not in text:
            text += f"\n{key}\n"
        assert text.count(f"\n{key}\n") == 1, key
        text = text.replace(f"\n{key}\n", f"\n{key}\n{body}")
    drill.write_text(text, "utf-8")
    assert [render(problem) for problem in check(drill)] == []
    found = load(drill)
    assert isinstance(found, Loaded)
    assert {item.id for item in found.scenario.injects} >= {"rumour", "silence", "too-many-levers"}


@pytest.mark.parametrize(("line", "written", "told"), guide.mistakes())
def test_a_mistake_is_told_as_the_guide_says(
    drill: Path, line: str, written: str, told: str
) -> None:
    text = drill.read_text("utf-8")
    assert line in text
    drill.write_text(text.replace(line, written, 1), "utf-8")
    said = [render(problem) for problem in check(drill)]
    assert any(told in one for one in said), said


def test_every_kind_of_fault_and_lever_is_explained() -> None:
    for kind in (*FaultKind, *LeverKind):
        assert f"| `{kind}` |" in guide.text(), f"the guide's tables say nothing about {kind}"


def test_every_condition_and_every_example_is_explained() -> None:
    for key in CONDITION_KEYS:
        assert f"`{{{key}: " in guide.text(), f"the guide says nothing about {key}"
    examples = {path.stem for path in (scenarios_dir() / "_examples").glob("*.yaml")}
    for name in examples - {"runbook", "shop"}:
        assert f"| `{name}` |" in guide.text(), f"the guide does not list the example {name}"


def test_every_claim_is_explained() -> None:
    names = [claim.__name__.strip("_").replace("_", "-") for claim in claims._CLAIMS]
    assert len(names) == 7
    for name in names:
        assert f"| `{name}` |" in guide.text(), f"the guide says nothing about the claim {name}"


def test_schemas_are_written_for_editors(author: Callable[..., Result], tmp_path: Path) -> None:
    author("schema", "--out", "schemas")
    for kind in FileKind:
        path = tmp_path / "schemas" / f"{kind}.schema.json"
        assert json.loads(path.read_text("utf-8")) == json_schema(kind)
    printed = author("schema", "runbook").stdout
    assert json.loads(printed) == json_schema(FileKind.RUNBOOK)
