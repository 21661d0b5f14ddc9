"""Action items and postmortems: proposed, decided on, followed until they are done."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from game.faces.archive.ledger import actions, decide, open_ledger
from scoring.hygiene import ActionStatus, TrackedAction, by_month, hygiene
from scoring.scorecard import Json
from tests.faces.archive.asked import DAYS, breakglass, data


def items(*words: object) -> list[dict[str, Json]]:
    found = data("actions", *words)["actions"]
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, dict)]


def test_action_items_are_followed_until_they_are_done(drills: Path) -> None:
    key = str(items()[0]["id"])
    changed = data("actions", "set", key[:6], "--owner", "Kim", "--due", "2026-01-31")
    assert changed["owner"] == "Kim"
    assert changed["overdue"] is True
    assert key in breakglass("actions", "--overdue").stdout
    assert breakglass("actions", "set", key, "--status", "done").exit_code == 0
    assert key not in breakglass("actions").stdout
    assert key in breakglass("actions", "--all").stdout
    figures = data("actions")["hygiene"]
    assert isinstance(figures, dict)
    assert (figures["done"], figures["overdue"]) == (1, 0)


def test_a_new_postmortem_keeps_what_was_decided(drills: Path) -> None:
    item = items()[0]
    breakglass("actions", "set", item["id"], "--owner", "Kim")
    assert breakglass("report", item["drill"]).exit_code == 0
    again = next(other for other in items() if other["id"] == item["id"])
    assert again["owner"] == "Kim"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["set", "nothing", "--status", "done"], "there is no 'nothing'"),
        (["set", "", "--status", "done"], "action items begin with"),
        (["postmortem", "nowhere", "published"], "there is no drill 'nowhere'"),
    ],
)
def test_what_is_not_there_is_said(drills: Path, words: list[str], says: str) -> None:
    result = breakglass("actions", *words)
    assert result.exit_code == 1
    assert says in result.stderr


def test_the_team_adds_what_it_decided_and_sees_it_kept_from_month_to_month(drills: Path) -> None:
    drill = f"{DAYS[0]}-short"
    words = ["actions", "add", drill, "Page at 95 %", "--owner", "Kim", "--type", "detect"]
    added = data(*words)
    assert (added["owner"], added["type"], added["status"]) == ("Kim", "detect", "open")
    assert added["since"] == "2026-03-01"
    assert breakglass(*words).exit_code == 1
    assert data("actions", "set", added["id"], "--status", "done")["closed"] is not None
    (mine,) = items("--owner", "kim")
    assert mine["id"] == added["id"]
    months = data("actions")["months"]
    assert isinstance(months, list)
    (month,) = months
    assert isinstance(month, dict)
    assert (month["month"], month["done"]) == ("2026-03", 1)
    assert "Median days to done" in breakglass("actions").stdout
    assert data("actions", "set", added["id"], "--status", "open")["closed"] is None
    rows = list(csv.DictReader(io.StringIO(breakglass("actions", "--csv").stdout)))
    assert added["id"] in {row["id"] for row in rows}
    assert breakglass("actions", "add", "nowhere", "Do it").exit_code == 1


def test_an_item_stays_when_its_postmortem_no_longer_proposes_it(drills: Path) -> None:
    item = items()[0]
    breakglass("actions", "set", item["id"], "--owner", "Kim")
    path = drills / str(item["drill"]) / "postmortem.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["action_items"] = []
    path.write_text(json.dumps(document), encoding="utf-8")
    (kept,) = items("--owner", "Kim")
    assert kept == {**item, "owner": "Kim"}


def test_what_others_decide_meanwhile_is_kept(drills: Path) -> None:
    ours, theirs = open_ledger(drills), open_ledger(drills)
    first, second, *_ = actions(drills, ours)
    today = date(2026, 3, 5)
    decide(theirs, actions(drills, theirs), second.id, {"owner": "Lee"}, today)
    decide(ours, (first, second), first.id, {"owner": "Kim"}, today)
    assert {item["owner"] for item in items()} == {"Kim", "Lee", None}


def test_months_without_a_day_are_told_apart() -> None:
    def action(since: date | None, status: ActionStatus, closed: date | None) -> TrackedAction:
        return TrackedAction(
            "i", "d", "Do it", "prevent", "P1", None, None, None, status, since, closed
        )

    found = by_month(
        [
            action(date(2026, 2, 1), ActionStatus.DONE, date(2026, 2, 11)),
            action(date(2026, 2, 2), ActionStatus.DONE, date(2026, 2, 22)),
            action(date(2026, 1, 1), ActionStatus.DROPPED, date(2026, 1, 2)),
            action(None, ActionStatus.OPEN, None),
        ]
    )
    assert [item.month for item in found] == ["", "2026-01", "2026-02"]
    assert [item.days for item in found] == [None, None, 15]
    assert [item.completion for item in found] == [0, 0, 1]


def test_a_damaged_ledger_is_said_and_left_alone(drills: Path) -> None:
    path = drills.parent / "actions.json"
    path.write_text("{", encoding="utf-8")
    result = breakglass("actions")
    assert result.exit_code == 1
    assert "is damaged" in result.stderr
    assert path.read_text(encoding="utf-8") == "{"


def test_bad_days_and_empty_changes_are_wrong_usage(drills: Path) -> None:
    key = items()[0]["id"]
    assert breakglass("actions", "set", key, "--due", "soon").exit_code == 2
    assert breakglass("actions", "set", key).exit_code == 2


def test_published_postmortems_are_counted(drills: Path) -> None:
    assert data("trends")["postmortems_published"] == 0
    assert breakglass("actions", "postmortem", f"{DAYS[0]}-short", "published").exit_code == 0
    assert data("trends")["postmortems_published"] == pytest.approx(1 / 3)


def test_hygiene_counts_dropped_items_apart() -> None:
    def action(status: ActionStatus, due: date | None = None) -> TrackedAction:
        return TrackedAction("i", "d", "Do it", "prevent", "P1", None, due, None, status)

    found = hygiene(
        [
            action(ActionStatus.DONE, date(2026, 1, 1)),
            action(ActionStatus.OPEN, date(2026, 1, 1)),
            action(ActionStatus.IN_PROGRESS),
            action(ActionStatus.DROPPED),
        ],
        date(2026, 2, 1),
    )
    assert (found.total, found.open, found.overdue, found.done) == (4, 2, 1, 1)
    assert found.completion == pytest.approx(1 / 3)
