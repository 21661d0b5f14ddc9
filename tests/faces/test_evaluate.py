"""`breakglass rate`: a rating by hand goes into the log, and the log alone gives the score."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from game.cli import app

SHORT = Path(__file__).parents[1] / "session" / "short"


def breakglass(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rate") / "drill"
    assert breakglass("run", SHORT, "--policy", "idle", "--out", path).exit_code == 0
    return path


def test_a_rating_by_hand_is_in_the_log_and_in_every_file(drill: Path) -> None:
    before = json.loads((drill / "scorecard.json").read_text("utf-8"))
    task = before["findings"][0]["task"]
    result = breakglass("rate", drill, task, "s", "--note", "They said it aloud.")
    assert result.exit_code == 0, result.output
    assert "by the rules alone" in result.output
    after = json.loads((drill / "scorecard.json").read_text("utf-8"))
    assert after["findings"][0]["override"]["judged_rating"] == before["findings"][0]["rating"]
    assert (after["judged_score"], before["score"]) == (before["score"], before["score"])
    again = breakglass("score", drill, "--json")
    assert again.stdout == (drill / "scorecard.json").read_text("utf-8")
    assert "They said it aloud." in (drill / "log.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nothing", "P", "--note", "x"), 1, "no critical task 'nothing'"),
        (("nothing", "X", "--note", "x"), 2, "X"),
        (("nothing", "P"), 2, "--note"),
    ],
)
def test_what_cannot_be_rated_is_told(
    drill: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    result = breakglass("rate", drill, *words)
    assert result.exit_code == code
    assert says in result.stderr
