import pytest
import yaml

from game.scenario import source
from game.scenario.decode import MAX_BYTES
from game.scenario.nodes import Document, Place, plain
from game.scenario.problems import Problem
from game.scenario.source import MAX_DEPTH, read


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of this file holds with both of the parsers there are."""
    if request.param == "python":
        monkeypatch.setattr(source, "_Loader", yaml.SafeLoader)


def document(data: bytes | str) -> Document:
    result = read("file.yaml", data)
    assert isinstance(result, Document)
    return result


def problems(data: bytes | str) -> list[Problem]:
    result = read("file.yaml", data)
    return list(result.flaws) if isinstance(result, Document) else result


def only(data: bytes | str) -> Problem:
    found = problems(data)
    assert len(found) == 1, found
    return found[0]


def test_every_scalar_stays_text() -> None:
    text = "a: 12:30\nb: no\nc: 1e3\nd: 2026-03-14\ne: ~\nf: 0x10\non: on\ng: ''\n"
    assert plain(document(text).root) == {
        "a": "12:30",
        "b": "no",
        "c": "1e3",
        "d": "2026-03-14",
        "e": "~",
        "f": "0x10",
        "on": "on",
        "g": "",
    }


def test_places_count_lines_and_characters_from_one() -> None:
    root = document("ä: é\nlist:\n  - ü: x\n").root
    assert root.keys["list"] == Place(2, 1)
    assert root.values["ä"].place == Place(1, 4)
    assert root.values["list"].place == Place(3, 3)


def test_windows_line_ends_change_nothing() -> None:
    assert document("a: 1\r\nb: 2\r\n").text == document("a: 1\nb: 2\n").text


def test_an_alias_stands_for_what_its_anchor_holds() -> None:
    root = document("a: &x {k: [1, 2]}\nb: *x\n").root
    assert root.values["b"] is root.values["a"]
    assert plain(root) == {"a": {"k": ["1", "2"]}, "b": {"k": ["1", "2"]}}


@pytest.mark.parametrize(
    ("data", "line", "col", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", 1, 1, "not UTF-8 text: the byte 0x89"),
        (b"PK\x03\x04\x00", 1, 3, "U+0003"),
        (b"a: 1\nb: \xff\n", 2, 4, "0xff"),
        ("a: 1".encode("utf-16"), 1, 1, "UTF-16"),
        (b"\xef\xbb\xbfa: 1", 1, 1, "byte order mark"),
        (b"a" * (MAX_BYTES + 1), 1, 1, "larger than 256 KiB"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, line: int, col: int, says: str) -> None:
    problem = only(data)
    assert (problem.line, problem.col, problem.file) == (line, col, "file.yaml")
    assert says in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "line", "col", "says"),
    [
        ("", 1, 1, "the file is empty"),
        ("# only a comment\n", 1, 1, "the file is empty"),
        ("just words\n", 1, 1, "expected keys with values, found the text 'just words'"),
        ("- a\n- b\n", 1, 1, "expected keys with values, found a list"),
        ("a:\n\tb: c\n", 2, 1, "a tab in the indentation"),
        ("a: b: c\n", 1, 5, "a ': ' where none can be"),
        ("a: 'x\n", 1, 4, "this quote is never closed"),
        ("a: [1, 2\n", 1, 4, "the list that begins here with '[' is not closed"),
        ("a: {b: c\n", 1, 4, "the mapping that begins here with '{' is not closed"),
        ("a: 1\nb\nc: 2\n", 2, 1, "a key without ': ' after it"),
        ("a: @x\n", 1, 4, "a text cannot begin with '@'"),
        ("a: %x\n", 1, 4, "a text cannot begin with '%'"),
        ("a: - b\n", 1, 4, "a list cannot begin here"),
        ("a:\n  - x\n - y\n", 3, 2, "the indentation does not fit the lines above"),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document in one file"),
        ("{a: 1}}\n", 1, 7, "more text after the end of the document"),
        ("%YAML 9.9\n---\na: 1\n", 1, 1, "lines that begin with '%' are not read"),
    ],
)
def test_broken_writing_is_told_in_words(text: str, line: int, col: int, says: str) -> None:
    problem = only(text)
    assert says in problem.message
    assert (problem.line, problem.col) == (line, col)


@pytest.mark.parametrize(
    ("text", "col", "path", "says"),
    [
        ("a: !!python/name:os.system x\n", 4, "a", "python/name:os.system' is not read"),
        ("a: !!str x\n", 4, "a", "is not read"),
        ("a: *x\n", 4, "a", "'*x' has no anchor"),
        ("a: &x [*x]\n", 8, "a[0]", "'*x' has no anchor"),
        ('a: "\\0"\n', 4, "a", "control character U+0000"),
        ("a: {<<: {b: c}}\n", 5, "a", "merge keys (<<) are not read"),
        ("a: {? [b] : c}\n", 7, "a", "a key must be a text"),
        ("a: {b: , c: d}\n", 7, "a.b", "the value is missing"),
    ],
)
def test_flaws_leave_the_rest_readable(text: str, col: int, path: str, says: str) -> None:
    result = document(text + "z: last\n")
    assert [(flaw.line, flaw.path) for flaw in result.flaws] == [(1, path)]
    assert says in result.flaws[0].message
    assert abs(result.flaws[0].col - col) <= 1
    assert "z" in result.root.values


def test_a_key_given_twice_names_both_places() -> None:
    problem = only("a: 1\nb: 2\na: 3\n")
    assert (problem.line, problem.col, problem.path) == (3, 1, "a")
    assert problem.message == "the key 'a' is here twice: first in line 1"


def test_several_flaws_are_told_at_once() -> None:
    assert [p.line for p in problems("a: !x 1\nb:\nc: *q\nb: 2\n")] == [1, 2, 3, 4]


def test_depth_is_limited() -> None:
    assert "nested deeper" in only("a: " + "[" * (MAX_DEPTH + 5)).message
    document("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))


def test_an_alias_bomb_is_refused_before_it_explodes() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    problem = only("\n".join(rows))
    assert "aliases" in problem.message
    assert problem.line == 5


@pytest.mark.parametrize("part", ["[", "{a: ", "- ", "? ", "&a ", "!a ", "'", "*a "])
def test_hostile_repetition_ends_in_problems(part: str) -> None:
    assert problems((part * MAX_BYTES)[: MAX_BYTES - 1])
