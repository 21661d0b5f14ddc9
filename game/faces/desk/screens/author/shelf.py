"""The scenarios of the author's corner: the author's own, and those that come with the game."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from game.paths import scenarios_dir
from game.scenario.assemble import SCENARIO, Loaded
from game.scenario.catalogue import Card
from game.scenario.library import load
from game.scenario.problems import Problem

Stamp = tuple[tuple[str, int, int], ...]
"""Tells one state of a folder's files from the next."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """One scenario with its place; `found` is what was read, None as long as it was not."""

    file: Path
    own: bool
    title: str
    difficulty: str
    """Empty while the file cannot be understood."""
    found: Loaded | tuple[Problem, ...] | None = None
    stamp: Stamp = ()

    @property
    def key(self) -> str:
        """What lists know it by."""
        return str(self.file)

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.file.parent

    @property
    def loaded(self) -> Loaded | None:
        """The scenario, if it was read and has no problems."""
        return self.found if isinstance(self.found, Loaded) else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is known to be wrong with it."""
        return self.found if isinstance(self.found, tuple) else ()


def own_scenarios(places: Sequence[Path]) -> list[Shelved]:
    """The scenarios in the folders of these places, by name; each folder once."""
    files = {
        file.resolve(): file for place in places for file in sorted(place.glob(f"*/{SCENARIO}"))
    }
    shipped = scenarios_dir().resolve()
    return [read(file) for real, file in files.items() if shipped not in real.parents]


def shipped_scenarios(cards: Sequence[Card]) -> list[Shelved]:
    """The scenarios that come with the game; each is read when it is looked at."""
    root = scenarios_dir()
    return [
        Shelved(root / card.id / SCENARIO, own=False, title=card.title, difficulty=card.difficulty)
        for card in cards
    ]


def read(file: Path) -> Shelved:
    """Read one of the author's own."""
    return fresh(Shelved(file, own=True, title=file.parent.name, difficulty=""))


def fresh(item: Shelved) -> Shelved:
    """The scenario as its files say it now, with all problems."""
    stamp, found = stamp_of(item.folder), load(item.file)
    if not isinstance(found, Loaded):
        return replace(item, difficulty="", found=tuple(found), stamp=stamp)
    scenario = found.scenario
    return replace(
        item, title=scenario.title, difficulty=scenario.difficulty, found=found, stamp=stamp
    )


def is_stale(item: Shelved) -> bool:
    """Whether it was never read, or its files have changed since."""
    return item.found is None or stamp_of(item.folder) != item.stamp


def stamp_of(folder: Path) -> Stamp:
    """The files of a folder that a scenario is read from, as they stand now."""
    try:
        facts = [(path.name, path.stat()) for path in sorted(folder.glob("*.yaml"))]
    except OSError:
        return ()
    return tuple((name, fact.st_mtime_ns, fact.st_size) for name, fact in facts)
