"""Whatever a file holds, checking it ends, in a scenario or in problems that have a place."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.paths import scenarios_dir
from game.scenario.assemble import Loaded, load_sources
from game.scenario.library import check, load, scenario_ids
from game.scenario.nodes import Document
from game.scenario.problems import Problem, render, tidy, to_json
from game.scenario.source import read

DATA = Path(__file__).parent.parent / "scenario" / "data"
SMALL = {path.name: path.read_text("utf-8") for path in sorted(DATA.glob("*.yaml"))}
SHIPPED = {
    "scenario.yaml": (scenarios_dir() / scenario_ids()[0] / "scenario.yaml").read_text("utf-8"),
    "runbook.yaml": (scenarios_dir() / "runbooks" / "checkout.yaml").read_text("utf-8"),
    "shop.yaml": (scenarios_dir() / "shops" / "small-shop.yaml").read_text("utf-8"),
}
MARKS = (": ", "- ", "{", "}", "[", "]", "'", '"', "\n", "\t", "&a ", "*a", "!!x ", "|\n", "#")
VALUES = ("12:30", "-5m", "9" * 400, "nan", "1e999", "%", "~", "{cast.x}", "0%", "on", "---\n")
STRANGE = ("\x85", "\u2028", "\x00", "\ufeff", "9999-12-31T23:59:59-01:00", "\\ud800")
CONDITIONS = ("{all: [{not: {metric: x}}]}", "{event: x, where: {by: ic}}", "{no_event: y}")
SPICE = st.sampled_from((*MARKS, *VALUES, *STRANGE, *CONDITIONS))


def sound(problems: list[Problem], texts: dict[str, str]) -> None:
    """The problems stand in order, in the file, and can be told."""
    assert problems
    assert problems == tidy(problems)
    for problem in problems:
        assert problem.message
        assert problem.line >= 1
        assert problem.col >= 1
        assert problem.col <= len(problem.excerpt) + 1 or not problem.excerpt
        assert problem.excerpt in texts.get(problem.file, problem.excerpt)
        assert "\x1b" not in render(problem)
        assert set(to_json(problem)) == {"file", "line", "column", "path", "message", "hint"}


def judged(texts: dict[str, str]) -> None:
    result = load_sources(texts)
    if isinstance(result, Loaded):
        assert load_sources(result.sources) == result
    else:
        sound(result, texts)


@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_told(data: bytes) -> None:
    result = read("file.yaml", data)
    if not isinstance(result, Document):
        sound(result, {})


@given(st.lists(st.one_of(SPICE, st.text(max_size=8), st.sampled_from("ab")), max_size=30))
def test_random_writing_is_read_or_told(parts: list[str]) -> None:
    text = "".join(parts)
    judged({**SMALL, "scenario.yaml": text})
    judged({**SMALL, "runbook.yaml": f"id: house\nkey: {text}"})


@settings(max_examples=150)
@given(st.data())
def test_a_small_scenario_with_anything_put_in_is_judged(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SMALL)))
    text = SMALL[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    new = data.draw(st.one_of(SPICE, st.text(max_size=12)))
    judged({**SMALL, name: text[:start] + new + text[end:]})


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_shipped_scenario_with_lines_lost_doubled_and_swapped_is_judged(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(SHIPPED)))
    lines = SHIPPED[name].splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        first = data.draw(st.integers(0, len(lines) - 1))
        second = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["lose", "double", "swap"])):
            case "lose":
                lines[first : first + 1] = []
            case "double":
                lines.insert(second, lines[first])
            case _:
                lines[first], lines[second] = lines[second], lines[first]
    judged({**SHIPPED, name: "\n".join(lines)})


@settings(max_examples=60)
@given(st.data())
def test_values_of_each_others_places_are_judged(data: st.DataObject) -> None:
    """A value that is right elsewhere is the likeliest wrong one."""
    words = sorted({word.strip("{}[],") for word in SMALL["scenario.yaml"].split()} - {""})
    old = data.draw(st.sampled_from(words))
    new = data.draw(st.sampled_from(words))
    judged({**SMALL, "scenario.yaml": SMALL["scenario.yaml"].replace(old, new)})


@given(st.text(max_size=60))
def test_any_name_can_be_asked_for(name: str) -> None:
    result = load(name)
    if not isinstance(result, Loaded):
        sound(result, {})
        assert all(problem.file for problem in check(name)) or not name
