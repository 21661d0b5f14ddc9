"""The mistakes of a facilitator's first hour: each is told with its place and a remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from game.scenario.library import check
from game.scenario.problems import render

BOMB = "".join(
    f"bomb-{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else 'lol'] * 12)}]\n" for n in range(6)
)
UNDONE = """injects:
  - id: opened
    when: {event: mitigation_undone, where: {lever: scale-out}}
    from: support
    text: Hm
"""


@pytest.fixture
def drill(author: Callable[..., Result], tmp_path: Path) -> Path:
    author("new", "night-shift")
    return tmp_path / "night-shift" / "scenario.yaml"


@pytest.mark.parametrize(
    ("line", "written", "told", "remedy"),
    [
        ("difficulty: ", "dificulty: ", "unknown key 'dificulty'", "did you mean 'difficulty'?"),
        ("    title: Roll back to", "\t  title: Roll back to", "tab", "spaces"),
        ("ramp: 90s", "ramp: 90%", "'90%'", "90s"),
        ("takes: 30s", "takes: 12:30", "could be minutes or hours", "12m"),
        ("  - id: flag-off\n", "  - id: rollback\n", "'rollback' is here twice", "another name"),
        ("to: comms", "to: coms", "'coms' is not one of", "did you mean 'comms'?"),
        (
            "injects:\n",
            UNDONE,
            "the lever 'scale-out' cannot be undone",
            "remove its undo: false",
        ),
        (
            "injects:\n",
            "injects:\n  - {id: over, at: 2h, from: support, text: Too late}\n",
            "it never comes: the exercise ends after 30 min",
            "make it earlier",
        ),
        (
            "injects:\n",
            f"injects:\n  - {{id: long, at: 5m, from: support, text: {'so ' * 60}}}\n",
            "the text has 60 words",
            "say less",
        ),
        ("injects:\n", f"{BOMB}injects:\n", "over 20000 values", "fewer aliases"),
    ],
)
def test_the_ten_mistakes_are_told_with_place_and_remedy(
    drill: Path, line: str, written: str, told: str, remedy: str
) -> None:
    text = drill.read_text("utf-8")
    assert line in text
    if written is UNDONE:
        text = text.replace("kind: scale-out\n", "kind: scale-out\n    undo: false\n", 1)
    spoilt = text.replace(line, written, 1)
    drill.write_text(spoilt, "utf-8")
    problems = check(drill)
    matching = [one for one in problems if told in one.message]
    assert matching, [render(one) for one in problems]
    shown = render(matching[0])
    assert remedy in shown
    assert str(drill.name) in shown
    place = spoilt.splitlines()[matching[0].line - 1]
    assert 1 <= matching[0].col <= len(place) + 1
    begins = text[: text.index(line)].count("\n") + 1
    assert begins <= matching[0].line <= begins + written.count("\n")
