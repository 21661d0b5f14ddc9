from collections.abc import Callable
from pathlib import Path

import pytest

from game.scenario.assemble import load_sources
from game.scenario.problems import Problem

DATA = Path(__file__).parent / "data"
Break = Callable[..., list[Problem]]


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """A small valid scenario with its runbook and its shop."""
    return {path.name: path.read_text("utf-8") for path in sorted(DATA.glob("*.yaml"))}


@pytest.fixture
def broken(sources: dict[str, str]) -> Break:
    """Problems of the small scenario after one text in one file was replaced by another."""

    def change(old: str, new: str, file: str = "scenario.yaml") -> list[Problem]:
        assert sources[file].count(old) == 1, f"{old!r} must stand in {file} once"
        result = load_sources({**sources, file: sources[file].replace(old, new)})
        return result if isinstance(result, list) else []

    return change
