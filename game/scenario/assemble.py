"""Texts of scenario, runbook and shop into one checked whole, without touching the disk."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from game.scenario.fields import Model
from game.scenario.lint import lint, lint_alone
from game.scenario.model import Scenario
from game.scenario.nodes import Document
from game.scenario.parts import Part, Parts
from game.scenario.problems import Problem, at_most
from game.scenario.runbook import Runbook
from game.scenario.salvage import salvage
from game.scenario.shelf import SCENARIO
from game.scenario.shop_changes import changed
from game.scenario.shop_model import ShopSpec
from game.scenario.source import read
from game.scenario.validate import validate

__all__ = [
    "RUNBOOK",
    "SCENARIO",
    "SHOP",
    "Loaded",
    "Reading",
    "assemble",
    "check_alone",
    "digest_of",
    "load_sources",
]

RUNBOOK, SHOP = "runbook.yaml", "shop.yaml"
"""Names of two of the three texts in a drill's log; the third is SCENARIO."""

M = TypeVar("M", bound=Model)
Reading = Document | list[Problem]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario with its runbook and its shop, free of problems.

    `sources` are the texts by name, to be kept with a drill; `digest` is their SHA-256, in hex.
    """

    scenario: Scenario
    runbook: Runbook
    shop: ShopSpec
    digest: str
    sources: Mapping[str, str]


def load_sources(sources: Mapping[str, str]) -> Loaded | list[Problem]:
    """Rebuilds what was loaded from its texts alone, as a drill's log keeps them."""
    missing = [name for name in (SCENARIO, RUNBOOK, SHOP) if name not in sources]
    if missing:
        return [Problem(name, 1, 1, "", "this text is missing") for name in missing]
    return assemble(*(read(name, sources[name]) for name in (SCENARIO, RUNBOOK, SHOP)))


def assemble(scenario: Reading, runbook: Reading, shop: Reading) -> Loaded | list[Problem]:
    """The whole, or every problem of the three at once."""
    problems: list[Problem] = []
    parts = (
        _part(Scenario, scenario, problems),
        _part(Runbook, runbook, problems),
        _part(ShopSpec, shop, problems),
    )
    match parts:
        case ((Part() as a, gone_a), (Part() as b, gone_b), (Part() as c, gone_c)):
            whole = Parts(a, b, c, gone_a | gone_b | gone_c)
            problems += lint(whole)
            return at_most(problems) if problems else _loaded(whole)
        case _:
            return at_most(problems)


def check_alone(model: type[Model], reading: Reading) -> list[Problem]:
    """Problems of a runbook or shop by itself: those that need no scenario to be seen."""
    problems: list[Problem] = []
    part = _part(model, reading, problems)
    if part is not None:
        problems += lint_alone(*part)
    return at_most(problems)


def _part(
    model: type[M], reading: Reading, problems: list[Problem]
) -> tuple[Part[M], frozenset[str]] | None:
    """The file as far as it can be understood; what is wrong goes to `problems`."""
    if isinstance(reading, list):
        problems += reading
        return None
    problems += reading.flaws
    places = {(flaw.line, flaw.col) for flaw in reading.flaws}
    whole = _validated(model, reading.page.file, reading.text)
    if not isinstance(whole, tuple):
        return Part(whole, reading), frozenset()
    problems += [one for one in whole if (one.line, one.col) not in places]
    left = salvage(model, reading)
    return None if left is None else (Part(left.model, left.document), left.gone)


@lru_cache(maxsize=8)  # scenarios read one after another share a runbook and a few shops
def _validated(model: type[M], file: str, text: str) -> M | tuple[Problem, ...]:
    document = read(file, text)
    assert isinstance(document, Document), "it was read before"
    whole = validate(model, document)
    return tuple(whole) if isinstance(whole, list) else whole


def _loaded(parts: Parts) -> Loaded:
    sources = {
        SCENARIO: parts.scenario.document.text,
        RUNBOOK: parts.runbook.document.text,
        SHOP: parts.shop.document.text,
    }
    digest = digest_of(sources)
    scenario = parts.scenario.model
    shop = changed(parts.shop.model, scenario.shop_changes)
    return Loaded(scenario, parts.runbook.model, shop, digest, sources)


def digest_of(sources: Mapping[str, str]) -> str:
    """SHA-256 over the texts and their names, in hex; the same for any order of them."""
    whole = json.dumps(sources, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()
