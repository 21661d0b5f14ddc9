"""A facilitator's first hour: every command of the author's guide, one after the other."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faces.author import guide

ROOT = Path(__file__).parents[2]


def test_the_guide_leads_to_a_proven_drill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    said = {}
    for words in guide.commands():
        if words[0] == "play":  # which needs a window; the tests of the desk play
            continue
        done = subprocess.run(
            [sys.executable, "-m", "game", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr)
        said[words[0]] = done.stdout
    assert "Proven: all claims hold." in said["prove"]
    assert (tmp_path / "night-shift.png").stat().st_size > 10_000
    assert (tmp_path / "drill-1" / "report.html").is_file()
