"""Cards of scenarios say what the scenarios say, and leave out what is not to be understood."""

from pathlib import Path
from shutil import copytree

import pytest

from game.paths import scenarios_dir
from game.scenario import shelf
from game.scenario.catalogue import Card, catalogue
from game.scenario.library import Loaded, listing
from game.scenario.nodes import ListNode, MapNode
from game.scenario.source import read, read_some
from tests.scenario.conftest import DATA


def card_of(item: Loaded) -> Card:
    """The card that the checked scenario would have."""
    scenario = item.scenario
    own = scenario.own_objectives
    titles = {one.id: one.title for one in (*item.runbook.objectives, *own)}
    points: dict[str, int] = {}
    for task in scenario.tasks:
        points[task.objective] = points.get(task.objective, 0) + task.points
    return Card(
        scenario.id,
        scenario.title,
        scenario.story,
        scenario.difficulty,
        scenario.lesson,
        scenario.exercise.duration_s,
        tuple((key, titles[key]) for key in scenario.objectives),
        tuple((variant.id, variant.title) for variant in scenario.variants),
        points,
    )


def test_cards_say_what_the_checked_scenarios_say() -> None:
    assert catalogue() == tuple(card_of(item) for item in listing())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with one scenario in it, whose file may be changed."""
    for name in ("false-alarm", "runbooks"):
        copytree(scenarios_dir() / name, tmp_path / name)
    monkeypatch.setattr(shelf, "scenarios_dir", lambda: tmp_path)
    return tmp_path / "false-alarm" / "scenario.yaml"


def test_a_changed_file_is_a_changed_card(home: Path) -> None:
    text = home.read_text("utf-8")
    home.write_text(text.replace("title: ", "title: Not ", 1), "utf-8")
    (card,) = catalogue()
    assert card.title.startswith("Not ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("difficulty: ", "difficulty: very "),
        ("duration: 12m", "duration: 12"),
        ("runbook: checkout", "runbook: ../secret"),
        ("runbook: checkout", "runbook: nowhere"),
        ("objectives:", "objectives: [[a]]\nolder:"),
        ("exercise:", "exercise: none\nolder:"),
        ("title: ", "title: *missing # "),
        ("story: >-", "story: >-\n  \x07"),
        ("lesson: ", "lessen: "),
        ("id: ", "? [a, b]\n: c\nid: "),
    ],
)
def test_what_is_not_to_be_understood_is_left_out(home: Path, old: str, new: str) -> None:
    text = home.read_text("utf-8")
    assert old in text
    home.write_text(text.replace(old, new, 1), "utf-8")
    assert catalogue() == ()


@pytest.mark.parametrize("text", ["", "- a\n", "a: b: c", "word", "\0"])
def test_a_file_that_is_no_mapping_has_no_keys(text: str) -> None:
    assert not read_some("x", text, {"a": ()})


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.stem)
def test_some_keys_are_those_of_the_whole(path: Path) -> None:
    data = path.read_bytes()
    document = read(path.name, data)
    assert not isinstance(document, list)
    keys = [*document.root.values][::2]
    some = read_some(path.name, data, dict.fromkeys(keys, ()))
    assert some == {key: document.root.values[key] for key in keys}


def test_of_a_list_only_the_wanted_keys_are_kept() -> None:
    text = "items:\n- {id: a, x: [1, {y: z}], title: A}\n- {id: b}\nrest: {id: c}\n"
    found = read_some("x", text, {"items": ("id",)})
    assert found is not None
    items = found["items"]
    assert isinstance(items, ListNode)
    maps = [item for item in items.items if isinstance(item, MapNode)]
    assert [[*item.values] for item in maps] == [["id"], ["id"]]
