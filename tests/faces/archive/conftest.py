"""Drills in the archive of a user of their own."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from game.cli import app
from tests.faces.archive.asked import DAYS, SHORT


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short drill of bots."""
    path = tmp_path_factory.mktemp("archive") / "drill"
    words = ["run", str(SHORT), "--policy", "spammer", "--seed", "3", "--out", str(path)]
    assert CliRunner().invoke(app, words).exit_code == 0
    return path


@pytest.fixture
def drills(played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four drills in the archive of a user of their own: three whole, one that broke off."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    root = tmp_path / "breakglass" / "drills"
    for at, day in enumerate(DAYS):
        folder = root / f"{day}-short"
        shutil.copytree(played, folder)
        card = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
        card["score"] = 20.0 + 10 * at
        card["assistance"]["hints"] = int(at == 2)
        text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
        (folder / "scorecard.json").write_text(text, encoding="utf-8")
    (root / f"{DAYS[3]}-short" / "scorecard.json").unlink()
    return root
