"""The rating of every task in some whole drills, kept: a change of it must be meant.

`BREAKGLASS_GOLDEN=write` writes them anew; read the difference before you commit it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.judge import score
from tests.golden.drills import FIRST_SEED, card, session_of

HERE = Path(__file__).parent
SCENARIOS = ("hamster-wheel", "bad-release")


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("policy", ["by-the-book", "novice", "careless"])
def test_every_task_keeps_its_rating(scenario: str, policy: str) -> None:
    ratings = {item.task: item.rating.value for item in card(scenario, policy, FIRST_SEED).findings}
    kept = HERE / f"{scenario}-{policy}.json"
    if os.environ.get("BREAKGLASS_GOLDEN") == "write":
        kept.write_text(json.dumps(ratings, indent=1) + "\n", encoding="utf-8")
    assert ratings == json.loads(kept.read_text(encoding="utf-8"))


RESCORED = """
import sys
from tests.golden.drills import FIRST_SEED, played
from scoring.judge import score
session = played("hamster-wheel", "novice", FIRST_SEED)
sys.stdout.write(score(session.plan, session.state).to_json())
"""


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_with_another_hash_order_writes_the_same_scorecard(hash_seed: str) -> None:
    session = session_of("hamster-wheel", "novice", FIRST_SEED)
    other = subprocess.run(
        [sys.executable, "-c", RESCORED],
        check=True,
        capture_output=True,
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[2],
    )
    mine = score(session.plan, session.state).to_json()
    assert '"regret": null' not in mine  # weighed, as a drill's scorecard is
    assert other.stdout.replace(b"\r\n", b"\n") == mine.encode()
