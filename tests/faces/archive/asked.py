"""What the archive's commands answer, and records to compare."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from game.cli import app
from scoring.scorecard import Json
from scoring.trends import DrillRecord

SHORT = Path(__file__).parents[2] / "session" / "short"
DAYS = ("20260301T090000Z", "20260302T090000Z", "20260303T090000Z", "20260304T090000Z")


def breakglass(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def data(*words: object) -> dict[str, Json]:
    result = breakglass(*words, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def record(name: str, score: float, **fields: object) -> DrillRecord:
    plain: dict[str, object] = {
        "name": name,
        "when": name,
        "scenario": "s",
        "title": "S",
        "version": 1,
        "difficulty": "easy",
        "variant": "v",
        "seed": 1,
        "players": "people",
        "rubric": "r",
        "helped": False,
        "score": score,
        "rating": "S",
        "shares": (("command", score / 100),),
        "seconds": (("detect_s", 60), ("resolve_s", None)),
        "failed_orders": 1.0,
        "postmortem": "draft",
    }
    return DrillRecord(**{**plain, **fields})  # type: ignore[arg-type]
