"""The rating of every task in some whole drills, kept: a change of it must be meant.

`BREAKGLASS_GOLDEN=write` writes them anew; read the difference before you commit it.
"""

import json
import os
from pathlib import Path

import pytest

from tests.golden.drills import FIRST_SEED, card

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
