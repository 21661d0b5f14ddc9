from pathlib import Path

import pytest

from game.paths import scenarios_dir
from game.scenario import shelf
from game.scenario.assemble import digest_of
from game.scenario.library import Loaded, check, listing, load, load_sources, scenario_ids
from game.scenario.problems import Problem

DATA = Path(__file__).parent / "data"


@pytest.fixture
def folder(tmp_path: Path, sources: dict[str, str]) -> Path:
    """A folder of one's own with the small scenario."""
    home = tmp_path / "mine"
    home.mkdir()
    for name, text in sources.items():
        (home / name).write_text(text, "utf-8")
    return home


def problems(result: Loaded | list[Problem]) -> list[Problem]:
    assert isinstance(result, list)
    return result


def whole(result: Loaded | list[Problem]) -> Loaded:
    assert isinstance(result, Loaded), result
    return result


FOLDERS = sorted({path.parent for path in scenarios_dir().glob("*/*.yaml")})


@pytest.mark.parametrize("path", [scenarios_dir(), *FOLDERS], ids=str)
def test_everything_shipped_is_free_of_problems(path: Path) -> None:
    assert check(path) == []


def test_the_listing_holds_every_shipped_scenario_easiest_first() -> None:
    found = listing()
    assert sorted(item.scenario.id for item in found) == list(scenario_ids())
    levels = [item.scenario.difficulty for item in found]
    assert levels == sorted(levels, key=["tutorial", "easy", "medium", "hard"].index)


def test_a_scenario_is_found_by_id_by_folder_and_by_file() -> None:
    name = scenario_ids()[0]
    by_id = whole(load(name))
    assert whole(load(scenarios_dir() / name)).digest == by_id.digest
    assert whole(load(scenarios_dir() / name / "scenario.yaml")).digest == by_id.digest


def test_an_own_scenario_brings_its_own_runbook_and_shop(folder: Path) -> None:
    loaded = whole(load(folder))
    assert loaded.sources == {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_files_named_by_id_come_before_those_named_by_kind(folder: Path) -> None:
    text = (folder / "shop.yaml").read_text("utf-8").replace("The Kiosk", "The other kiosk")
    (folder / "kiosk.yaml").write_text(text, "utf-8")
    assert whole(load(folder)).shop.title == "The other kiosk"


def test_what_is_not_beside_the_scenario_comes_from_the_shipped_ones(folder: Path) -> None:
    (folder / "shop.yaml").unlink()
    scenario = folder / "scenario.yaml"
    shipped = min(path.stem for path in (scenarios_dir() / "shops").glob("*.yaml"))
    scenario.write_text(scenario.read_text("utf-8").replace("shop: kiosk", f"shop: {shipped}"))
    assert whole(load(folder)).shop.id == shipped


def test_sources_rebuild_the_same_drill_without_the_disk(folder: Path) -> None:
    loaded = whole(load(folder))
    again = whole(load_sources(loaded.sources))
    assert again == loaded
    assert again.digest == digest_of(dict(sorted(loaded.sources.items(), reverse=True)))


def test_the_digest_changes_with_any_text_and_not_with_line_ends(folder: Path) -> None:
    before = whole(load(folder)).digest
    shop = folder / "shop.yaml"
    shop.write_bytes(shop.read_bytes().replace(b"\n", b"\r\n"))
    assert whole(load(folder)).digest == before
    shop.write_bytes(shop.read_bytes() + b"# one more line\n")
    assert whole(load(folder)).digest != before


def test_sources_that_lack_a_text_are_refused() -> None:
    assert [one.file for one in problems(load_sources({"scenario.yaml": "id: x"}))] == [
        "runbook.yaml",
        "shop.yaml",
    ]


def test_an_unknown_id_is_answered_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "scenarios_dir", lambda: DATA.parent)
    (problem,) = problems(load("dat"))
    assert problem.message == "there is no file and no scenario 'dat'"
    assert problem.hint == "did you mean 'data'?"


def test_an_unknown_runbook_is_told_where_it_is_named(folder: Path) -> None:
    (folder / "runbook.yaml").unlink()
    (problem,) = problems(load(folder))
    assert problem.path == "exercise.runbook"
    assert problem.message == "there is no runbook 'house', neither here nor shipped"


def test_no_name_leads_out_of_the_folder(folder: Path) -> None:
    scenario = folder / "scenario.yaml"
    text = scenario.read_text("utf-8")
    (folder.parent / "secret.yaml").write_text("id: secret", "utf-8")
    for name in ("../secret", "/etc/passwd", "..", ".hidden", "a/b"):
        scenario.write_text(text.replace("runbook: house", f"runbook: {name}"), "utf-8")
        (problem,) = problems(load(folder))
        assert problem.path == "exercise.runbook"
        assert "cannot be an id" in problem.message


def test_no_link_leads_out_of_the_folder(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    (folder / "shop.yaml").rename(outside)
    (folder / "shop.yaml").symlink_to(outside)
    (problem,) = problems(load(folder))
    assert problem.message == "this is a link to a file outside its folder"
    assert problem.file.endswith("shop.yaml")


def test_what_is_no_readable_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in (tmp_path, tmp_path / "loop", "\0", "x" * 5000, "", "no/such/file.yaml"):
        (problem,) = problems(load(name))
        assert problem.message
        assert check(name) == [problem]


def test_a_runbook_or_shop_can_be_checked_alone(folder: Path) -> None:
    assert check(folder / "runbook.yaml") == []
    shop = folder / "shop.yaml"
    shop.write_text(shop.read_text("utf-8").replace("workers: 8", "workers: some"), "utf-8")
    (problem,) = check(shop)
    assert problem.path == "checkout.workers"
    assert "is not a whole number" in problem.message


def test_a_runbook_alone_is_checked_for_meaning_too(folder: Path) -> None:
    runbook = folder / "runbook.yaml"
    text = runbook.read_text("utf-8").replace("above: 97%", "above: 97ms")
    runbook.write_text(text.replace("do: declare", "do: declar"), "utf-8")
    assert [one.path for one in check(runbook)] == ["exit[0].when.above", "tasks[0].coach.do"]


def test_a_folder_of_folders_is_checked_whole(folder: Path) -> None:
    second = folder.parent / "second"
    second.mkdir()
    (second / "scenario.yaml").write_text("id: second\n", "utf-8")
    assert {Path(one.file).parent.name for one in check(folder.parent)} == {"second"}
