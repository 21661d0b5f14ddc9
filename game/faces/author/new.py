"""A new scenario in a folder of its own: from the template, or from one that exists."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from game.faces.author.files import AuthorProblem, scenario_file, write_folder
from game.scenario.assemble import RUNBOOK, SCENARIO, SHOP
from game.scenario.library import load, scenario_ids
from game.scenario.nodes import Document, TextNode
from game.scenario.problems import Problem
from game.scenario.schema import FileKind, json_schema
from game.scenario.source import read

README = "README.md"
SCHEMA_LINE = "# yaml-language-server: $schema="
"""Editors that complete YAML look for this comment."""

_TEMPLATE = Path(__file__).parent / "template"
_FORM = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_KEPT = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that Windows keeps for itself."""

_WRITTEN = re.compile(r"""^("[^"]*"|'[^']*'|[^#]*?)(?=\s+#|\s*$)""")
"""A value on one line, without the comment behind it."""


def schema_name(kind: FileKind) -> str:
    """How the schema file of one kind is called."""
    return f"{kind.value}.schema.json"


def schema_text(kind: FileKind) -> str:
    """The schema of one kind of file, as it is written for editors."""
    return json.dumps(json_schema(kind), indent=1, ensure_ascii=False) + "\n"


def id_problem(name: str) -> str:
    """What is wrong with the id of a new scenario; empty when it is fine."""
    if not _FORM.fullmatch(name):
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64].strip("-")
        example = slug or "payment-storm"
        return f"{name!r} cannot be an id: small letters, digits and hyphens, as {example}"
    if _KEPT.fullmatch(name):
        return f"{name!r} is a name that Windows keeps for itself; choose another"
    if name in scenario_ids():
        return f"{name!r} is a shipped scenario; choose another name (--from {name} copies it)"
    return ""


def new_scenario(name: str, example: str | None, where: Path) -> Path:
    """Write a playable scenario called `name` into a new folder of that name in `where`.

    AuthorProblem when the folder or the example does not allow it; OSError when writing fails.
    """
    folder = where / name
    if folder.exists() or folder.is_symlink():
        message = f"{folder} exists already, and nothing is written over; choose another id"
        raise AuthorProblem(message)
    files = _from_example(example) if example else _from_template(name)
    scenario = _with_schema(with_value(files[SCENARIO], "id", name))
    schema = {schema_name(FileKind.SCENARIO): schema_text(FileKind.SCENARIO)}
    write_folder(folder, {**files, SCENARIO: scenario, **schema})
    return folder


def _from_template(name: str) -> dict[str, str]:
    files = {key: (_TEMPLATE / key).read_text(encoding="utf-8") for key in (SCENARIO, README)}
    title = name.replace("-", " ").capitalize()
    files[SCENARIO] = with_value(files[SCENARIO], "title", json.dumps(title))
    files[README] = files[README].replace("# My scenario", f"# {title}", 1)
    return files


def _from_example(example: str) -> dict[str, str]:
    """Scenario and page of the example, with the runbook and the shop that lie beside it."""
    path = scenario_file(example)
    loaded = load(path)
    if isinstance(loaded, list):
        message = f"{example} has problems of its own: breakglass check {example} tells them"
        raise AuthorProblem(message)
    files = {SCENARIO: loaded.sources[SCENARIO]}
    exercise = loaded.scenario.exercise
    for key, names in (
        (RUNBOOK, (f"{exercise.runbook}.yaml", RUNBOOK)),
        (SHOP, (f"{exercise.shop}.yaml", SHOP)),
    ):
        if any((path.parent / name).is_file() for name in names):
            files[key] = loaded.sources[key]
    page = path.parent / README
    if page.is_file():
        files[README] = page.read_text(encoding="utf-8", errors="replace")
    return files


def with_value(text: str, key: str, value: str) -> str:
    """The file with another value for a key at its top, all else left as it stands."""
    document = _document(text)
    node = document.root.values.get(key)
    if not isinstance(node, TextNode):
        message = f"the scenario has no plain {key}: to change"
        raise AuthorProblem(message)
    lines = text.split("\n")
    number, col = node.place.line - 1, node.place.col - 1
    before, after = lines[number][:col], lines[number][col:]
    lines[number] = before + _WRITTEN.sub(lambda _: value, after)
    return "\n".join(lines)


def _document(text: str) -> Document:
    found = read(SCENARIO, text)
    if isinstance(found, Document):
        return found
    problem: Problem = found[0]
    raise AuthorProblem(problem.message)


def _with_schema(text: str) -> str:
    """The file with a first line that tells editors where its schema lies: beside it."""
    lines = [line for line in text.split("\n") if not line.startswith(SCHEMA_LINE)]
    return "\n".join([SCHEMA_LINE + schema_name(FileKind.SCENARIO), *lines])


def next_steps(folder: Path) -> Mapping[str, str]:
    """What an author does next, as command and meaning."""
    name = folder.name
    return {
        f"breakglass check {name}": "every mistake, with its place",
        f"breakglass forecast {name}": "what happens when nobody acts, and for each lever",
        f"breakglass prove {name}": "bots play it: can it be won, is every point in reach?",
        f"breakglass play {name}": "play it",
    }
