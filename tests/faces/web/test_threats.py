"""Each line of the threat model names a test, and the test is there."""

import re
from pathlib import Path

import game.faces.web

DOCUMENT = Path(game.faces.web.__file__).parent / "ROOM.md"
ROOT = Path(game.faces.web.__file__).parents[3]


def test_every_threat_has_its_test() -> None:
    lines = [line for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| ")]
    threats = [line for line in lines if not line.startswith("| Threat")]
    assert len(threats) >= 15
    for line in threats:
        found = re.search(r"`(tests/[\w/]+\.py)::(\w+)` \|$", line)
        assert found, line
        assert f"def {found[2]}(" in (ROOT / found[1]).read_text("utf-8"), line
