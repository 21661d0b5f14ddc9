"""Bots, coach and console get what a player gets: nothing hidden can even be named in them."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import game
from game.engine.handbook import Handbook
from tests.faces.bots.table import Table

_ROOT = Path(game.__file__).parent
_MODULES = sorted([*_ROOT.glob("faces/bots/*.py"), *_ROOT.glob("console/*.py")])
_HIDDEN = {"variant", "variants", "truth", "findings", "rules_out", "faults", "outcome", "refusal"}
_CLOSED_DOORS = {"game.engine.plan", "game.engine.state.State", "game.shop", "scoring"}
_LINES = {"game.shop", "game.shop.Shop", "game.shop.build", "game.shop.lines"}
"""The terminal writes log lines for a shop as it is described, without any faults."""


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", _MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_hidden_is_named(path: Path) -> None:
    tree = ast.parse(path.read_text())
    touched = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not touched & _HIDDEN
    closed = {
        name
        for name in imported(tree)
        if any(name == door or name.startswith(f"{door}.") for door in _CLOSED_DOORS)
    }
    if path.parent.name == "console":
        closed = {name for name in closed if not name.startswith("game.shop.lines.")} - _LINES
    assert not closed


def shown(book: Handbook) -> dict[str, str]:
    return {field.name: repr(getattr(book, field.name)) for field in fields(book)}


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("hamster-wheel", "wrong-wheel", "wrong-flag"),
        ("bad-release", "rollback-works", "migration-blocks"),
    ],
)
def test_the_handbook_is_the_same_whatever_is_wrong(name: str, one: str, other: str) -> None:
    first, second = Table(name, one), Table(name, other)
    book = shown(first.book)
    book["runbook"] = ""
    assert book == shown(second.book) | {"runbook": ""}
    for table in (first, second):
        secrets = [item.finding.text for item in table.session.plan.investigations.values()]
        secrets += [
            question.finding
            for lever in table.session.plan.levers.values()
            for question in lever.preconditions
        ]
        assert not [secret for secret in secrets if any(secret in text for text in book.values())]
