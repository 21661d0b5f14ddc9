"""Tasks in a person's words reach what a bot can do."""

import pytest

from game.engine.handbook import handbook_of
from game.faces.bots.tasks import audience_in, evidence_in, lever_in, limit_of, lookup_in
from game.session.opening import Setup, open_in_memory
from game.terms import Audience, EvidenceKind
from tests.faces.bots.table import scenario

BOOK = handbook_of(open_in_memory(scenario("bad-release"), Setup(1)).plan)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Find out what changed in the last hour: deploys, flags, migrations.", "deploys"),
        ("Please read the error log and tell me what you see", "error-logs"),
        ("Have a look at the provider's status page", "provider"),
        ("Which migrations have run?", "migrations"),
        ("Please dance", None),
    ],
)
def test_which_investigation_is_meant(text: str, key: str | None) -> None:
    assert lookup_in(text, BOOK) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Roll back to v2.13.4 please", "rollback"),
        ("Check whether flag-off is safe", "flag-off"),
        ("Switch regional-billing off", "flag-off"),
        ("Restart all replicas", "restart"),
        ("Read the error log", None),
    ],
)
def test_which_lever_is_meant(text: str, key: str | None) -> None:
    lever = lever_in(text, BOOK)
    assert (lever.id if lever else None) == key


def test_which_evidence_and_which_audience_are_meant() -> None:
    assert evidence_in("Take a heap dump, please") is EvidenceKind.HEAP
    assert evidence_in("Save a snapshot before we start") is EvidenceKind.DASHBOARDS
    assert evidence_in("Read the logs") is None
    assert audience_in("Give support words to use") is Audience.SUPPORT
    assert audience_in("Send management a summary") is Audience.EXECUTIVES
    assert audience_in("Sit down") is None


@pytest.mark.parametrize(
    ("text", "seconds"), [("4m", 240), ("5d", 3600), ("1s", 30), ("soon", 240), ("", 240)]
)
def test_limits_stay_within_what_a_task_may_have(text: str, seconds: int) -> None:
    assert limit_of(text) == seconds
