"""The MSEL as a table, and back into the scenario it came from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from game.faces.author.files import AuthorProblem
from game.faces.author.msel_section import injects_of, with_section
from game.faces.author.sheets import Line, Sheet, tidy
from game.faces.author.written import Entry, flow
from game.scenario.assemble import SCENARIO, Loaded, load_sources
from game.scenario.fields import Model
from game.scenario.model import Expects, Inject, Scenario
from game.scenario.nodes import Document, MapNode, Node, Place, TextNode
from game.scenario.problems import Problem
from game.scenario.rules.names import MONITORING
from game.scenario.source import read
from game.terms import SEATS, InjectKind, Via


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, and the key of an inject that it holds."""

    name: str
    path: tuple[str, ...]
    structured: bool = False
    """It holds a condition, written as YAML on one line."""


_USUAL = (
    Column("id", ("id",)),
    Column("at", ("at",)),
    Column("when", ("when",), structured=True),
    Column("kind", ("kind",)),
    Column("from", ("from",)),
    Column("to", ("to",)),
    Column("via", ("via",)),
    Column("text", ("text",)),
    Column("expects", ("expects", "text")),
    Column("within", ("expects", "within")),
    Column("role", ("expects", "role")),
    Column("answered when", ("expects", "when"), structured=True),
    Column("prompt", ("prompt",)),
)


def _further() -> Iterator[Column]:
    """Columns for whatever else the language lets an inject say."""
    known = {column.path for column in _USUAL}
    models: tuple[tuple[tuple[str, ...], type[Model]], ...] = (
        ((), Inject),
        (("expects",), Expects),
    )
    for above, model in models:
        for name, info in model.model_fields.items():
            path = (*above, info.alias or name)
            if path not in known and path != ("expects",):
                yield Column(".".join(path), path, structured=True)


COLUMNS = (*_USUAL, *_further())


# Out


def msel_sheet(loaded: Loaded) -> Sheet:
    """The injects of a scenario as a table; columns that no inject uses are there as well."""
    injects = injects_of(_document(loaded.sources[SCENARIO]))
    return Sheet(
        heading=tuple(column.name for column in COLUMNS),
        rows=tuple(_row(node) for node in injects.items) if injects else (),
        choices=_choices(loaded.scenario),
    )


def _choices(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    return {
        "kind": tuple(kind.value for kind in InjectKind),
        "from": (*(character.id for character in scenario.characters), MONITORING),
        "to": ("all", *(seat.value for seat in SEATS)),
        "via": tuple(via.value for via in Via),
        "role": tuple(seat.value for seat in SEATS),
    }


def _row(inject: Node) -> tuple[str, ...]:
    return tuple(_cell(inject, column) for column in COLUMNS)


def _cell(inject: Node, column: Column) -> str:
    node: Node | None = inject
    for key in column.path:
        node = node.values.get(key) if isinstance(node, MapNode) else None
    if node is None:
        return ""
    if isinstance(node, TextNode) and not column.structured:
        return tidy(node.text)
    return flow(node)


def _document(text: str) -> Document:
    found = read(SCENARIO, text)
    assert isinstance(found, Document), "a loaded scenario can be read"
    return found


# In


def with_msel(loaded: Loaded, lines: Sequence[Line], file: str) -> str | list[Problem]:
    """The scenario's text with the injects of a table; every problem, by row, when it has one.

    AuthorProblem when the table has no usable heading, or the file no place for injects.
    """
    columns = _columns(lines)
    document = _document(loaded.sources[SCENARIO])
    problems: list[Problem] = []
    entries = [_entry(line, columns, file, problems) for line in lines[1:]]
    if problems:
        return problems
    text = with_section(document, entries, _row)
    result = load_sources({**loaded.sources, SCENARIO: text})
    if isinstance(result, list):
        return [_in_table(problem, lines, columns, file) for problem in result]
    return text


def _columns(lines: Sequence[Line]) -> dict[int, Column]:
    """The columns by their place in the table, from 0."""
    known = {column.name: column for column in COLUMNS}
    heading = [cell.lower() for cell in lines[0].cells] if lines else []
    strange = [name for name in heading if name and name not in known]
    twice = [name for name in known if heading.count(name) > 1]
    if "id" not in heading or strange or twice:
        what = "the first row does not name the columns"
        if twice:
            what = f"the column {twice[0]!r} is here twice"
        elif strange and known.keys() & set(heading):
            what = f"there is no column {strange[0]!r}"
        message = f"{what}; the columns are {', '.join(known)}"
        raise AuthorProblem(message)
    return {place: known[name] for place, name in enumerate(heading) if name}


def _entry(
    line: Line, columns: Mapping[int, Column], file: str, problems: list[Problem]
) -> dict[str, Node | Entry]:
    """An inject as its row tells it; what cannot be read goes to `problems`."""
    found: dict[tuple[str, ...], Node] = {}
    for place, cell in enumerate(line.cells):
        column = columns.get(place)
        if column is None and cell:
            message = f"{cell[:40]!r} stands in a column without a heading"
            problems.append(Problem(file, line.number, place + 1, f"row {line.number}", message))
        if column is None or not cell:
            continue
        node = _structure(cell) if column.structured else TextNode(Place(1, 1), cell)
        if isinstance(node, Problem):
            where = f"row {line.number}, column {column.name}"
            problems.append(Problem(file, line.number, place + 1, where, node.message, node.hint))
        else:
            found[column.path] = node
    return _nested(found)


def _nested(found: Mapping[tuple[str, ...], Node]) -> dict[str, Node | Entry]:
    """Keys in the order of the columns, `expects` where its first key stands."""
    values: dict[str, Node | Entry] = {}
    below: dict[str, dict[str, Node | Entry]] = {}
    for column in COLUMNS:
        node = found.get(column.path)
        if node is None:
            continue
        if len(column.path) == 1:
            values[column.path[0]] = node
        else:
            above, key = column.path
            values[above] = below.setdefault(above, {})
            below[above][key] = node
    return values


def _structure(cell: str) -> Node | Problem:
    """A condition as people write it into a cell, with its outer braces or without."""
    text = " ".join(cell.split())
    if text[0] not in "{[" and ":" in text:
        text = f"{{{text}}}"
    document = read("", f"cell: {text}")
    if isinstance(document, list):
        return document[0]
    return document.flaws[0] if document.flaws else document.root.values["cell"]


_STEP = re.compile(r"injects\[(\d+)\]\.?(.*)")


def _in_table(
    problem: Problem, lines: Sequence[Line], columns: Mapping[int, Column], file: str
) -> Problem:
    """A problem with an inject, told where its row and column are."""
    found = _STEP.fullmatch(problem.path)
    if found is None or problem.file != SCENARIO or int(found[1]) + 1 >= len(lines):
        return problem
    line, rest = lines[int(found[1]) + 1], found[2]
    for place, column in columns.items():
        path = ".".join(column.path)
        if rest == path or rest.startswith((f"{path}.", f"{path}[")):
            where = f"row {line.number}, column {column.name}"
            return Problem(file, line.number, place + 1, where, problem.message, problem.hint)
    return replace(
        problem, file=file, line=line.number, col=1, path=f"row {line.number}", excerpt=""
    )
