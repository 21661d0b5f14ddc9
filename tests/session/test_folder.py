from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from game.engine.commands import StopExercise
from game.engine.events import Actor
from game.session.folder import (
    DrillFolder,
    FolderTakenError,
    drills,
    new_folder,
    newest_interrupted,
    own_folder,
    utc_now,
)
from game.session.opening import open_drill
from game.terms import Role
from tests.session.drill import SCENARIO, SETUP, loaded

NOW = datetime(2026, 3, 14, 3, 0, tzinfo=UTC)
HOST = Actor("Fay", Role.FACILITATOR)


def drill(root: Path, minute: int, *, stopped: bool = False) -> DrillFolder:
    folder = new_folder(root, SCENARIO, NOW + timedelta(minutes=minute))
    session = open_drill(loaded(), SETUP, folder.log, durable=False)
    session.begin()
    if stopped:
        session.submit(StopExercise(by=HOST, reason="enough"))
        session.finish()
    session.close()
    return folder


def test_a_folder_is_named_by_time_and_scenario(tmp_path: Path) -> None:
    first = new_folder(tmp_path / "drills", SCENARIO, NOW)
    second = new_folder(tmp_path / "drills", SCENARIO, NOW)
    assert first.path.name == "20260314T030000Z-short"
    assert second.path.name == "20260314T030000Z-short-2"
    assert second.path.is_dir()


def test_the_seven_files_of_a_drill(tmp_path: Path) -> None:
    folder = DrillFolder(tmp_path)
    names = [
        path.name
        for path in (
            folder.log,
            folder.metrics,
            folder.scorecard,
            folder.report,
            folder.postmortem,
            folder.postmortem_html,
            folder.postmortem_json,
        )
    ]
    assert names == [
        "log.jsonl",
        "metrics.csv",
        "scorecard.json",
        "report.html",
        "postmortem.md",
        "postmortem.html",
        "postmortem.json",
    ]


def test_a_chosen_folder_is_made_and_never_shared(tmp_path: Path) -> None:
    folder = own_folder(tmp_path / "a" / "b")
    folder.log.write_text("{}", encoding="utf-8")
    with pytest.raises(FolderTakenError, match="already holds a drill"):
        own_folder(folder.path)
    with pytest.raises(FolderTakenError, match="is a file"):
        own_folder(folder.log)


def test_the_newest_interrupted_drill_is_found(tmp_path: Path) -> None:
    drill(tmp_path, 1)
    newer = drill(tmp_path, 2)
    drill(tmp_path, 3, stopped=True)
    (tmp_path / "notes").mkdir()
    (tmp_path / "99990101T000000Z-broken").mkdir()
    (tmp_path / "99990101T000000Z-broken" / "log.jsonl").write_text("?", encoding="utf-8")
    entries = list(drills(tmp_path))
    assert [(entry.interrupted, entry.ended) for entry in entries] == [
        (False, True),
        (True, False),
        (True, False),
    ]
    found = newest_interrupted(tmp_path, SCENARIO)
    assert found is not None
    assert found.folder == newer
    assert newest_interrupted(tmp_path, "other") is None
    assert newest_interrupted(tmp_path / "nowhere") is None


def test_real_time_is_told_in_utc() -> None:
    moment = datetime.fromisoformat(utc_now())
    assert moment.utcoffset() == timedelta(0)
    assert utc_now().endswith("Z")
