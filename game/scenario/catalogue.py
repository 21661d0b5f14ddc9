"""The shipped scenarios at a glance: what their files say of themselves, without their whole.

Reading and checking a scenario takes some 40 ms, and the models that do it as much again to load;
a menu needs neither. So a card is taken from the few keys it shows. Nothing is kept between two
runs, so nothing can be out of date. Whoever chooses a scenario loads it, and that checks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from game.scenario.nodes import ListNode, MapNode, Node, TextNode
from game.scenario.problems import Problem
from game.scenario.shelf import (
    DIFFICULTIES,
    RUNBOOKS,
    bytes_of,
    can_be_id,
    exists,
    places,
    scenario_file,
    scenario_ids,
)
from game.scenario.source import Wanted, read_some
from game.simtime import parse_duration_s

_WANTED: Wanted = {
    "id": (),
    "title": (),
    "story": (),
    "difficulty": (),
    "lesson": (),
    "objectives": (),
    "own objectives": ("id", "title"),
    "exercise": ("duration", "runbook"),
    "variants": ("id", "title"),
    "tasks": ("objective", "points"),
}
_Values = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario as it is offered; `own_points` of its own tasks, by objective."""

    id: str
    title: str
    story: str
    difficulty: str
    lesson: str
    duration_s: int
    objectives: tuple[tuple[str, str], ...]
    """Ids and titles of what it trains."""
    variants: tuple[tuple[str, str], ...]
    """Ids and titles; never shown before they were played."""
    own_points: Mapping[str, int]


def catalogue() -> tuple[Card, ...]:
    """The shipped scenarios whose files can be understood so far, easiest first."""
    titles: dict[str, Mapping[str, str]] = {}
    found = (_card(name, titles) for name in scenario_ids())
    return tuple(sorted((card for card in found if card is not None), key=_by_difficulty))


def _by_difficulty(card: Card) -> tuple[int, str]:
    return DIFFICULTIES.index(card.difficulty), card.id


def _card(name: str, titles: dict[str, Mapping[str, str]]) -> Card | None:
    """A scenario's card; None where checking the file would have something to say."""
    path = scenario_file(name)
    label, data = bytes_of(path, path.parent)
    values = None if isinstance(data, Problem) else read_some(label, data, _WANTED)
    if values is None:
        return None
    try:
        return _from(values, titles)
    except (KeyError, ValueError):
        return None


def _from(values: _Values, titles: dict[str, Mapping[str, str]]) -> Card:
    exercise = _map(values["exercise"])
    runbook, name = _text(exercise["runbook"]), _text(values["id"])
    if runbook not in titles:
        titles[runbook] = _titles_of(runbook, name)
    known = {**titles[runbook], **dict(_entries(values.get("own objectives")))}
    difficulty = _text(values["difficulty"])
    DIFFICULTIES.index(difficulty)
    return Card(
        id=name,
        title=_text(values["title"]),
        story=_text(values["story"]),
        difficulty=difficulty,
        lesson=_text(values["lesson"]),
        duration_s=parse_duration_s(_text(exercise["duration"])),
        objectives=tuple((key, known.get(key, key)) for key in _texts(values["objectives"])),
        variants=_entries(values["variants"]),
        own_points=_points(values.get("tasks")),
    )


def _titles_of(runbook: str, scenario: str) -> Mapping[str, str]:
    """The titles of a runbook's objectives."""
    if not can_be_id(runbook):
        raise ValueError(runbook)
    for folder, file in places(runbook, scenario_file(scenario).parent, RUNBOOKS):
        if exists(file):
            label, data = bytes_of(file, folder)
            wanted = {"objectives": ("id", "title")}
            values = None if isinstance(data, Problem) else read_some(label, data, wanted)
            return dict(_entries((values or {}).get("objectives")))
    raise ValueError(runbook)


def _points(tasks: Node | None) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for task in _items(tasks):
        objective = _text(_map(task)["objective"])
        found[objective] = found.get(objective, 0) + int(_text(_map(task)["points"]))
    return found


def _entries(node: Node | None) -> tuple[tuple[str, str], ...]:
    """Id and title of each item."""
    maps = (_map(item) for item in _items(node))
    return tuple((_text(one["id"]), _text(one["title"])) for one in maps)


def _texts(node: Node) -> list[str]:
    return [_text(item) for item in _items(node)]


def _items(node: Node | None) -> tuple[Node, ...]:
    match node:
        case ListNode(items=items):
            return items
        case None:
            return ()
        case _:
            raise ValueError(node)


def _map(node: Node) -> _Values:
    if not isinstance(node, MapNode):
        raise ValueError(node)  # noqa: TRY004 - a value of the file, not of the program
    return node.values


def _text(node: Node) -> str:
    if not isinstance(node, TextNode):
        raise ValueError(node)  # noqa: TRY004 - a value of the file, not of the program
    return node.text.strip()
