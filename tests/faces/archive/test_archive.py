"""Handbook, history, trends and action items from the command line, over drills of bots."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.__main__ import ARCHIVE
from game.cli import app
from game.faces.archive.index import Index
from game.faces.archive.reading import read_archive
from game.session.fork import fork
from game.session.replay import open_replay
from game.terms import Role
from scoring.scorecard import Json
from scoring.trends import trends
from scoring.trends_page import trends_html
from tests.faces.archive.asked import DAYS, breakglass, data, record


def test_history_tells_every_drill_newest_first(drills: Path) -> None:
    found = data("history")["drills"]
    assert isinstance(found, list)
    names = [str(item["name"])[:16] for item in found if isinstance(item, dict)]
    assert names == sorted(DAYS, reverse=True)
    newest, helped, *_ = found
    assert isinstance(newest, dict)
    assert isinstance(helped, dict)
    assert newest["score"] is None
    assert helped["helped"] is True
    assert helped["score"] == 40.0
    assert helped["when"] == "2026-03-03T09:00:00Z"
    assert helped["players"] == "spammer"
    assert "broke off" in breakglass("history").stdout


def test_history_is_a_table_for_spreadsheets_too(drills: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(breakglass("history", "--csv").stdout)))
    assert [row["score"] for row in rows] == ["", "40.0", "30.0", "20.0"]
    assert any(name.startswith("share ") for name in rows[0])
    assert breakglass("history", "--csv", "--json").exit_code == 2


def test_no_name_of_a_person_is_in_the_archive(drills: Path) -> None:
    head = json.loads((drills / f"{DAYS[0]}-short" / "log.jsonl").open().readline())
    said = "".join(
        breakglass(*words).stdout
        for words in (["history"], ["history", "--json"], ["trends"], ["trends", "--json"])
    )
    assert not [name for name in head["cast"].values() if name in said]


def test_trends_compare_only_what_is_comparable(drills: Path) -> None:
    groups = data("trends")["groups"]
    assert isinstance(groups, list)
    (group,) = groups
    assert isinstance(group, dict)
    assert group["score"]["values"] == [20.0, 30.0]  # type: ignore[index, call-overload]
    assert data("trends")["left_out"] == 2
    with_helped = data("trends", "--helped")["groups"]
    assert isinstance(with_helped, list)
    assert [item["helped"] for item in with_helped if isinstance(item, dict)] == [False, True]


def test_a_fork_is_marked_in_the_history_and_left_out_of_trends(drills: Path) -> None:
    target = drills / "20260305T090000Z-short"
    shutil.copytree(drills / f"{DAYS[1]}-short", target)
    (target / "log.jsonl").unlink()
    source = drills / f"{DAYS[0]}-short" / "log.jsonl"
    fork(open_replay(source), 5, target / "log.jsonl", {Role.IC}, durable=False).close()
    listed = data("history")["drills"]
    assert isinstance(listed, list)
    marks = {item["name"]: item["fork"] for item in listed if isinstance(item, dict)}
    assert marks.pop(target.name) == f"{DAYS[0]}-short at event 5"
    assert set(marks.values()) == {""}
    assert "↳ " in breakglass("history").stdout
    (group,) = data("trends")["groups"]  # type: ignore[misc, str-unpack]
    assert group["score"]["values"] == [20.0, 30.0]  # type: ignore[index, call-overload]


def test_the_papers_of_a_fork_say_that_it_is_one(drills: Path) -> None:
    target = drills / "20260305T090000Z-short"
    target.mkdir()
    source = drills / f"{DAYS[0]}-short"
    fork(open_replay(source / "log.jsonl"), 5, target / "log.jsonl", {Role.IC}).close()
    assert breakglass("report", target).exit_code == 0
    says = f"goes on from event 5 of the drill “{DAYS[0]}-short”"
    for name in ("report.html", "postmortem.md", "postmortem.html"):
        assert says in (target / name).read_text(encoding="utf-8"), name
        assert "goes on from event" not in (source / name).read_text(encoding="utf-8"), name


def test_trends_are_a_page_too(drills: Path, tmp_path: Path) -> None:
    page = tmp_path / "trends.html"
    assert breakglass("trends", "--out", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.count("<circle") >= 4
    assert "http" not in text.replace("http-equiv", "")


def test_another_version_difficulty_or_sort_of_players_is_another_group() -> None:
    records = [
        record("a", 10),
        record("b", 20),
        record("c", 30, version=2),
        record("d", 40, difficulty="hard"),
        record("e", 50, players="careless"),
        record("f", 60, rubric="another"),
    ]
    found = trends(records, {"command": "Command"})
    assert [len(item.drills) for item in found] == [2, 1, 1, 1, 1]
    assert found[0].score.values == (10, 20)
    assert found[0].objectives[0].title == "Command"
    assert [course.key for course in found[0].measures] == ["detect_s"]


def test_spread_and_change_are_told() -> None:
    (group,) = trends([record(f"{at:02}", 10.0 * at) for at in range(1, 7)], {})
    spread = group.score.spread
    assert (spread.mean, spread.median, spread.least, spread.most) == (35, 35, 10, 60)
    assert group.score.change == 30
    assert "later half lies 30 higher" in trends_html((group,), group.drills)


def test_what_cannot_be_read_is_named_and_left_out(drills: Path) -> None:
    (drills / f"{DAYS[0]}-short" / "log.jsonl").write_text("nonsense\n", encoding="utf-8")
    (drills / f"{DAYS[1]}-short" / "scorecard.json").write_text("[]", encoding="utf-8")
    result = breakglass("history")
    assert result.exit_code == 0
    assert result.stderr.count("cannot be read") == 2
    assert DAYS[0] in result.stderr


def test_the_index_notices_what_changed_and_may_be_damaged(drills: Path) -> None:
    first = read_archive(drills)
    assert read_archive(drills) == first
    card = drills / f"{DAYS[0]}-short" / "scorecard.json"
    card.write_text(card.read_text(encoding="utf-8").replace("20.0", "21.25"), encoding="utf-8")
    assert read_archive(drills).records[-1].score == 21.25
    (drills.parent / "drills-index.json").write_text("{", encoding="utf-8")
    assert read_archive(drills).records[-1].score == 21.25


@pytest.mark.parametrize("damage", [[], {}, "a text", [1, 2, 3], None])
def test_a_damaged_entry_costs_no_drill(drills: Path, damage: Json) -> None:
    first = read_archive(drills)
    path = drills.parent / "drills-index.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    for entry in document["entries"].values():
        entry[1] = damage
    document["shared"] = dict.fromkeys(document["shared"], damage)
    path.write_text(json.dumps(document), encoding="utf-8")
    again = read_archive(drills)
    assert [item.name for item in again.records] == [item.name for item in first.records]
    assert [item.score for item in again.records] == [item.score for item in first.records]
    assert not again.unread


def test_two_at_the_same_time_do_each_other_no_harm(drills: Path) -> None:
    words = [sys.executable, "-m", "game", "history", "--json"]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [json.loads(process.communicate(timeout=60)[0]) for process in both]
    assert told[0] == told[1]
    assert len(told[0]["drills"]) == len(DAYS)
    assert json.loads((drills.parent / "drills-index.json").read_text())["entries"]
    assert not list(drills.parent.glob(".drills-index*"))


def test_looking_alone_needs_nothing_that_plays() -> None:
    code = "import sys, game.faces.archive.alone; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert b"game.faces.archive.commands" in loaded
    for heavy in (b"numpy", b"pydantic", b"pygame", b"game.engine.decide", b"jinja2"):
        assert heavy not in loaded.split()
    commands = {item.name for item in app.registered_commands}
    assert commands | {item.name for item in app.registered_groups} >= ARCHIVE


def test_an_index_keeps_nothing_of_drills_that_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "index.json"
    index = Index(path)
    assert index.get("a", [1], lambda: 1) == 1
    assert index.get("b", [1], lambda: 2) == 2
    index.save()
    index = Index(path)
    assert index.get("a", [1], lambda: 3) == 1
    assert index.get("a", [2], lambda: 3) == 3
    index.save()
    assert "b" not in json.loads(path.read_text(encoding="utf-8"))["entries"]


def test_an_empty_archive_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for words in (["history"], ["trends"]):
        assert "No drill was played yet" in breakglass(*words).stdout
    assert data("history") == {"drills": [], "unread": []}
    assert data("trends")["postmortems_published"] is None
    assert "no action items yet" in breakglass("actions").stdout


def test_the_handbook_is_written_as_markdown_and_pages(tmp_path: Path) -> None:
    out = tmp_path / "book"
    result = breakglass("handbook", "bad-release", "--out", out)
    assert result.exit_code == 0
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 12
    assert {Path(line).name for line in result.stdout.split()} == set(names)
    assert breakglass("handbook", "no-such-thing").exit_code == 1
    assert breakglass("handbook", "bad-release", "--out", out / "runbook.md").exit_code == 1
