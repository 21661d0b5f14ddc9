from game.scenario.problems import (
    MOST_PROBLEMS,
    Problem,
    at_most,
    did_you_mean,
    render,
    shown,
    tidy,
    to_json,
)


def test_a_problem_shows_its_line_with_a_caret_and_a_hint() -> None:
    problem = Problem(
        "drill.yaml",
        3,
        11,
        "injects[0].to",
        "unknown seat 'coms'",
        "did you mean 'comms'?",
        "      to: coms",
    )
    assert render(problem) == (
        "drill.yaml:3:11: injects[0].to: unknown seat 'coms'\n"
        "          to: coms\n"
        "              ^\n"
        "  hint: did you mean 'comms'?"
    )


def test_a_problem_of_the_whole_file_has_no_excerpt() -> None:
    assert render(Problem("a.yaml", 1, 1, "", "the file is empty")) == (
        "a.yaml:1:1: (file): the file is empty"
    )


def test_the_caret_stays_under_its_character() -> None:
    for excerpt, col in (("\t\ta: x", 6), ("k: 日本 x", 7), ("a: " + "y" * 300 + " x", 305)):
        line, caret = render(Problem("f", 1, col, "p", "m", "", excerpt)).splitlines()[1:]
        before = line[: line.rindex("x")]
        wide = sum(character in "日本" for character in before)
        assert len(caret) == len(before) + wide + 1
        assert len(line) < 120


def test_json_has_the_same_fields_always() -> None:
    assert to_json(Problem("f", 1, 2, "", "m")) == {
        "file": "f",
        "line": 1,
        "column": 2,
        "path": "",
        "message": "m",
        "hint": "",
    }


def test_problems_come_in_the_order_of_the_files_and_once() -> None:
    late, early = Problem("b", 1, 1, "", "x"), Problem("a", 9, 1, "", "x")
    again = Problem("a", 9, 1, "through.an.alias", "x")
    assert tidy([late, again, early, late]) == [early, late]


def test_very_many_problems_are_counted_not_told() -> None:
    many = [Problem("a", n, 1, "", "x") for n in range(1, 3 * MOST_PROBLEMS + 1)]
    found = at_most([*many, Problem("b", 1, 1, "", "y")])
    assert found[:MOST_PROBLEMS] == many[:MOST_PROBLEMS]
    assert [p.message for p in found[MOST_PROBLEMS:]] == [
        f"and {2 * MOST_PROBLEMS} more problems",
        "y",
    ]


def test_hints_name_the_nearest_word_or_all_when_they_are_few() -> None:
    assert did_you_mean("coms", ["ic", "comms"]) == "did you mean 'comms'?"
    assert did_you_mean("COMMS ", ["ic", "comms"]) == "did you mean 'comms'?"
    assert did_you_mean("zzz", ["ic", "comms"]) == "use one of comms, ic"
    assert did_you_mean("zzz", ["ic"]) == "use ic"
    assert did_you_mean("zzz", []) == ""
    assert did_you_mean("zzz", [f"word-{n}" for n in range(40)]) == ""


def test_long_values_are_cut_where_they_are_quoted() -> None:
    assert shown("x" * 100) == repr("x" * 47 + "…")
    assert shown("a\x1b[2J") == repr("a\x1b[2J")
