import csv
import io
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from typer.testing import Result

from game.faces.author.files import AuthorProblem
from game.faces.author.msel import COLUMNS, msel_sheet, with_msel
from game.faces.author.sheets import Line, Sheet, read_sheet, sheet_bytes
from game.faces.author.written import entry, flow
from game.scenario.library import Loaded, load, load_sources, scenario_ids
from game.scenario.model import Inject
from game.scenario.nodes import Document, ListNode, MapNode, Node, Place, TextNode, plain
from game.scenario.problems import Problem
from game.scenario.source import read

HERE = Place(1, 1)
NAMES = [column.name for column in COLUMNS]


def loaded(name: str | Path = "bad-release") -> Loaded:
    found = load(name)
    assert isinstance(found, Loaded)
    return found


def again(base: Loaded, text: str) -> Loaded:
    found = load_sources({**base.sources, "scenario.yaml": text})
    assert isinstance(found, Loaded)
    return found


def table(base: Loaded) -> list[list[str]]:
    sheet = msel_sheet(base)
    return [list(sheet.heading), *(list(row) for row in sheet.rows)]


def lines(rows: list[list[str]]) -> list[Line]:
    return [Line(number, tuple(cells)) for number, cells in enumerate(rows, 1)]


def taken_over(base: Loaded, rows: list[list[str]]) -> str:
    text = with_msel(base, lines(rows), "msel.csv")
    assert isinstance(text, str), text
    return text


def problems(base: Loaded, rows: list[list[str]]) -> list[Problem]:
    found = with_msel(base, lines(rows), "msel.csv")
    assert isinstance(found, list)
    return found


# ---------------------------------------------------------------- there and back


@pytest.mark.parametrize("name", scenario_ids())
def test_an_unchanged_table_changes_no_letter(name: str) -> None:
    base = loaded(name)
    assert taken_over(base, table(base)) == base.sources["scenario.yaml"]


@pytest.mark.parametrize("name", scenario_ids())
def test_a_table_holds_all_that_an_inject_says(name: str) -> None:
    """Every row is written anew, because every prompt was changed."""
    base = loaded(name)
    rows = table(base)
    for row in rows[1:]:
        row[NAMES.index("prompt")] = "What do you see?"
    injects = again(base, taken_over(base, rows)).scenario.injects
    wanted = [
        item.model_copy(update={"prompt": "What do you see?"}) for item in base.scenario.injects
    ]
    assert list(injects) == wanted


def test_every_key_of_an_inject_has_a_column() -> None:
    keys = {info.alias or name for name, info in Inject.model_fields.items()}
    assert {column.path[0] for column in COLUMNS} == keys


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_files_hold_what_was_put_in(tmp_path: Path, suffix: str) -> None:
    rows = (
        ("=1+1", "'quoted", "'=x"),
        ("a;b,c\td", 'two\nlines "here"', "-2m"),
        ("é 漢 🐹", "", "@"),
    )
    path = tmp_path / f"table{suffix}"
    path.write_bytes(sheet_bytes(Sheet(("id", "text", "at"), rows), suffix))
    assert [line.cells for line in read_sheet(path)] == [("id", "text", "at"), *rows]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t"),
    max_size=150,
)
nodes = st.recursive(
    texts.map(lambda text: TextNode(HERE, text)),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: ListNode(HERE, tuple(items), (), 1))
        | st.dictionaries(texts.filter(lambda key: key != "<<"), inner, max_size=3).map(
            lambda values: MapNode(HERE, dict.fromkeys(values, HERE), values, 1)
        )
    ),
    max_leaves=6,
)


@given(nodes)
def test_any_value_can_be_read_again(node: Node) -> None:
    on_a_line = read("", f"cell: {flow(node)}\n")
    assert isinstance(on_a_line, Document)
    assert plain(on_a_line.root.values["cell"]) == plain(node)
    listed = read("", "injects:\n" + entry({"id": node, "expects": {"text": node}}, 2))
    assert isinstance(listed, Document)
    item = {"id": plain(node), "expects": {"text": plain(node)}}
    assert plain(listed.root.values["injects"]) == [item]


# ---------------------------------------------------------------- changes


def test_a_change_touches_its_inject_alone() -> None:
    base = loaded()
    rows = table(base)
    rows[1][NAMES.index("at")] = "T+00:03:05"
    before = base.sources["scenario.yaml"].split("\n")
    after = taken_over(base, rows).split("\n")
    assert [line for line in after if line not in before] == ["    at: T+00:03:05"]
    assert "  # --- timed" in after
    assert again(base, "\n".join(after)).scenario.injects[0].at_s == 185


def test_rows_can_be_added_moved_and_removed() -> None:
    base = loaded()
    rows = table(base)
    heading, first, *others = rows
    new = dict.fromkeys(NAMES, "") | {
        "id": "rumour",
        "when": "metric: checkout.success, below: 90%, for: 2m",
        "from": "vp",
        "text": "I hear: it is #1 on the news?",
        "expects": "Comms answers.",
        "within": "3m",
        "role": "comms",
        "answered when": "{event: post_published}",
    }
    kept = [row for row in others if row[0] != "social-media"]
    text = taken_over(base, [heading, *kept, first, list(new.values())])
    injects = again(base, text).scenario.injects
    assert [item.id for item in injects] == [*(row[0] for row in kept), first[0], "rumour"]
    assert injects[-1].text == "I hear: it is #1 on the news?"
    assert "\n# ------" in text[text.index("- id: rumour") :]  # what follows the section stays


def test_columns_may_be_missing_or_in_another_order() -> None:
    base = loaded("hamster-wheel")
    rows = [["text", "ID", "from", "at"], ["Hello?", "hello", "vp", "2m"]]
    (inject,) = again(base, taken_over(base, rows)).scenario.injects
    assert (inject.id, inject.text, inject.at_s) == ("hello", "Hello?", 120)


@pytest.mark.parametrize(
    "section",
    [
        "injects: []\n",
        "injects: [{id: old, at: 1m, from: vp, text: Old.}]\n",
        "injects:\n- {id: old, at: 1m, from: vp, text: Old.}\n",
        "injects:\n    -\n      id: old\n      at: 1m\n      from: vp\n      text: Old.\n",
        "",
    ],
)
def test_a_section_of_any_shape_is_replaced(section: str) -> None:
    base = loaded("hamster-wheel")
    text = base.sources["scenario.yaml"]
    start, end = text.index("\ninjects:\n") + 1, text.index("\ndecisions:\n") + 1
    base = again(base, text[:start] + section + text[end:])
    rows = [*table(base), ["new", "2m", "", "", "vp", "", "", "New."]]
    injects = again(base, taken_over(base, rows)).scenario.injects
    assert [item.id for item in injects][-1:] == ["new"]
    assert len(injects) == len(base.scenario.injects) + 1
    assert again(base, taken_over(base, rows[:1])).scenario.injects == ()


# ---------------------------------------------------------------- problems


def test_a_problem_is_told_by_row_and_column() -> None:
    base = loaded()
    rows = table(base)
    rows[2][NAMES.index("at")] = "4"
    rows[3][NAMES.index("from")] = "nobody"
    rows[4][NAMES.index("within")] = ""
    told = {(item.line, item.col, item.path): item.message for item in problems(base, rows)}
    assert "has no unit" in told[3, 2, "row 3, column at"]
    assert "unknown sender 'nobody'" in told[4, 5, "row 4, column from"]
    assert any(place[0] == 5 for place in told)


def test_a_condition_that_cannot_be_read_is_told() -> None:
    base = loaded()
    rows = table(base)
    rows[1][NAMES.index("when")] = "{event: [oops"
    (problem,) = problems(base, rows)
    assert (problem.file, problem.line, problem.path) == ("msel.csv", 2, "row 2, column when")


def test_an_inject_that_is_still_needed_is_told_where_it_is_needed() -> None:
    base = loaded()
    rows = [row for row in table(base) if row[0] != "shift-ends"]
    assert any(item.path.startswith("tasks[") for item in problems(base, rows))


def test_two_rows_with_one_id_are_told() -> None:
    rows = table(loaded())
    told = problems(loaded(), [*rows, rows[1]])
    assert any("is here twice" in item.message and item.line == len(rows) + 1 for item in told)


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        (["text"], "does not name the columns"),
        (["id", "txet"], "there is no column 'txet'"),
        (["id", "at", "at"], "the column 'at' is here twice"),
    ],
)
def test_a_heading_that_is_none_is_told(heading: list[str], says: str) -> None:
    with pytest.raises(AuthorProblem, match=says):
        with_msel(loaded(), lines([heading]), "msel.csv")


def test_a_table_must_be_readable(tmp_path: Path) -> None:
    def said(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(AuthorProblem) as told:
            read_sheet(tmp_path / name)
        return str(told.value)

    assert "not UTF-8" in said("a.csv", "id\nä".encode("latin-1"))
    assert "not readable as CSV" in said("b.csv", b"id\n" + b"x" * 140_000)
    assert "more than" in said("c.csv", b"id\n" * 3000)
    assert "larger than" in said("d.csv", b"x" * 5_000_000)
    assert "not readable as an Excel workbook" in said("e.xlsx", b"PK\x03\x04 no")
    book = Workbook()
    assert book.active is not None
    book.active["B2"] = time(12, 30)
    stream = io.BytesIO()
    book.save(stream)
    assert "B2 holds a time of day" in said("f.xlsx", stream.getvalue())
    book.active["B2"] = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    assert "B2 holds a formula" in said("g.xlsx", stream.getvalue())


def test_what_a_semicolon_country_saves_is_read(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes('\ufeffid;text\r\na;"x; y, z"\r\n;\r\n'.encode())
    assert [line.cells for line in read_sheet(path)] == [("id", "text"), ("a", "x; y, z")]


# ---------------------------------------------------------------- the commands


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_planner_changes_a_drill_in_a_spreadsheet(
    author: Callable[..., Result], tmp_path: Path, suffix: str
) -> None:
    author("new", "drill")
    path, sheet = tmp_path / "drill" / "scenario.yaml", tmp_path / f"msel.{suffix}"
    original = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(original)
    author("msel", "export", "drill", sheet.name)
    assert "says all of that already" in author("msel", "import", "drill", sheet.name).stdout
    assert path.read_bytes() == original
    _set_cell(sheet, 2, NAMES.index("at"), "T+00:03:30")
    author("msel", "import", "drill", sheet.name)
    changed = path.read_bytes()
    assert changed.count(b"\r\n") == changed.count(b"\n")
    assert loaded(path.parent).scenario.injects[0].at_s == 210


def _set_cell(sheet: Path, row: int, column: int, text: str) -> None:
    if sheet.suffix == ".xlsx":
        book = load_workbook(sheet)
        book.worksheets[0].cell(row, column + 1).value = text
        book.save(sheet)
        return
    rows = list(csv.reader(io.StringIO(sheet.read_text("utf-8-sig"), newline="")))
    rows[row - 1][column] = text
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    sheet.write_text(out.getvalue(), "utf-8")


def test_nothing_is_written_when_the_result_has_problems(
    author: Callable[..., Result], tmp_path: Path
) -> None:
    author("new", "drill")
    path = tmp_path / "drill" / "scenario.yaml"
    before = path.read_bytes()
    (tmp_path / "bad.csv").write_text("id,at,from,text\nx,5,vp,Hello\n", "utf-8")
    said = author("msel", "import", "drill", "bad.csv", code=1).stderr
    assert "bad.csv:2:2: row 2, column at: '5' has no unit" in said
    assert "Nothing was changed" in said
    assert path.read_bytes() == before


def test_bad_usage_is_told(author: Callable[..., Result], tmp_path: Path) -> None:
    author("msel", "export", "bad-release", "msel.txt", code=2)
    (tmp_path / "msel.csv").write_text("mine", "utf-8")
    assert "exists already" in author("msel", "export", "bad-release", "msel.csv", code=1).stderr
    assert (tmp_path / "msel.csv").read_text("utf-8") == "mine"
    (tmp_path / "folder.csv").mkdir()
    said = author("msel", "export", "bad-release", "folder.csv", "--force", code=1).stderr
    assert said == "breakglass: folder.csv: is a directory\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "msel.csv"]
    assert "copy it first" in author("msel", "import", "bad-release", "msel.csv", code=1).stderr
    author("new", "drill")
    assert "no such file" in author("msel", "import", "drill", "gone.csv", code=1).stderr
    assert (
        "does not name the columns" in author("msel", "import", "drill", "msel.csv", code=1).stderr
    )
