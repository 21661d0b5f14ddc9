import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from game.faces.author.new import id_problem, schema_text, with_value
from game.scenario.library import Loaded, check, load, scenario_ids
from game.scenario.schema import FileKind

SHORT = Path(__file__).parents[2] / "session" / "short"


def loaded(path: Path) -> Loaded:
    found = load(path)
    assert isinstance(found, Loaded)
    return found


def test_a_new_scenario_has_no_problem_and_bears_its_id(
    author: Callable[..., Result], tmp_path: Path
) -> None:
    said = author("new", "night-shift").stdout
    assert "breakglass prove night-shift" in said
    folder = tmp_path / "night-shift"
    assert check(folder) == []
    scenario = loaded(folder).scenario
    assert (scenario.id, scenario.title) == ("night-shift", "Night shift")
    assert len(scenario.variants) > 1
    assert (folder / "README.md").read_text("utf-8").startswith("# Night shift\n")


def test_every_part_of_the_template_is_explained(tmp_path: Path) -> None:
    template = Path(id_problem.__code__.co_filename).parent / "template" / "scenario.yaml"
    lines = template.read_text("utf-8").split("\n")
    assert max(map(len, (line for line in lines if "{text:" not in line and "?" not in line))) < 120
    for part in ("variants", "levers", "investigations", "injects", "decisions", "truth", "tasks"):
        number = lines.index(f"{part}:")
        assert lines[number - 1].startswith("#"), part


@pytest.mark.parametrize("example", [*scenario_ids(), str(SHORT)])
def test_an_example_is_copied_under_its_new_name(
    author: Callable[..., Result], tmp_path: Path, example: str
) -> None:
    author("new", "mine", "--from", example)
    assert check(tmp_path / "mine") == []
    copy, original = loaded(tmp_path / "mine"), load(example)
    assert isinstance(original, Loaded)
    assert copy.scenario == original.scenario.model_copy(update={"id": "mine"})


def test_what_lies_beside_an_example_comes_along(
    author: Callable[..., Result], tmp_path: Path
) -> None:
    author("new", "first")
    shop = (SHORT.parents[2] / "scenarios" / "shops" / "small-shop.yaml").read_text("utf-8")
    (tmp_path / "first" / "shop.yaml").write_text(
        shop.replace("id: small-shop", "id: own-shop"), encoding="utf-8"
    )
    path = tmp_path / "first" / "scenario.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("shop: checkout ", "shop: own-shop "), encoding="utf-8")
    author("new", "second", "--from", "first")
    assert loaded(tmp_path / "second").shop.id == "own-shop"


def test_editors_find_the_schema_beside_it(author: Callable[..., Result], tmp_path: Path) -> None:
    author("new", "mine", "--from", "bad-release")
    first = (tmp_path / "mine" / "scenario.yaml").read_text("utf-8").split("\n")[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    text = (tmp_path / "mine" / name).read_text("utf-8")
    assert text == schema_text(FileKind.SCENARIO)
    assert json.loads(text)["title"] == "Break Glass scenario"


def test_nothing_is_written_over(author: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert "exists already" in author("new", "mine", code=1).stderr
    assert list((tmp_path / "mine").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("My Drill", "as my-drill"),
        ("../up", "as up"),
        ("", "as payment-storm"),
        ("-x-", "as x"),
        ("a" * 65, "cannot be an id"),
        ("nul", "Windows"),
        ("bad-release", "shipped scenario"),
    ],
)
def test_a_bad_id_is_told_with_a_better_one(
    author: Callable[..., Result], tmp_path: Path, name: str, says: str
) -> None:
    assert says in id_problem(name)
    author("new", "--", name, code=2)
    assert list(tmp_path.iterdir()) == []


def test_an_example_that_is_none_is_told(author: Callable[..., Result], tmp_path: Path) -> None:
    said = author("new", "mine", "--from", "bad-relase", code=1).stderr
    assert "there is no file and no scenario 'bad-relase'; did you mean 'bad-release'?" in said
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: [", encoding="utf-8")
    assert "problems of its own" in author("new", "mine", "--from", broken, code=1).stderr
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("id: old", "id: new"),
        ("id: old   # why", "id: new   # why"),
        ('id: "old"', "id: new"),
        ("id: 'old' # why", "id: new # why"),
    ],
)
def test_a_value_is_changed_in_its_place(line: str, after: str) -> None:
    assert with_value(f"# id: x\n{line}\nb: old\n", "id", "new") == f"# id: x\n{after}\nb: old\n"
