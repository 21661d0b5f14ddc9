import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from game import __version__
from game.cli import app
from game.faces.display import has_display
from game.scenario.library import load
from game.session.folder import DrillFolder
from game.session.log import event_line, header_line, read_log
from game.simtime import clock
from game.terms import Role

ROOT = Path(__file__).parents[1]
SHORT = ROOT / "tests" / "session" / "short"
FILES = {
    "log.jsonl",
    "metrics.csv",
    "scorecard.json",
    "report.html",
    "postmortem.md",
    "postmortem.html",
    "postmortem.json",
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user of their own, at a machine without a screen."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def breakglass(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result


def fine(*words: object) -> Result:
    result = breakglass(*words)
    assert result.exit_code == 0, result.stderr
    return result


def complaint(code: int, *words: object) -> str:
    result = breakglass(*words)
    assert result.exit_code == code, result.output
    assert not result.stdout
    return result.stderr


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short drill of bots."""
    path = tmp_path_factory.mktemp("cli") / "drill"
    result = CliRunner().invoke(
        app, ["run", str(SHORT), "--policy", "spammer", "--seed", "3", "--out", str(path)]
    )
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def broken_off(drill: Path, tmp_path: Path) -> Path:
    """The first ten events of that drill, and half of the next."""
    folder = tmp_path / "home" / "breakglass" / "drills" / "20260314T030000Z-short"
    folder.mkdir(parents=True)
    log = read_log(drill / "log.jsonl")
    lines = [event_line(n, event) for n, event in enumerate(log.events[:10], 1)]
    (folder / "log.jsonl").write_bytes(header_line(log.header) + b"".join(lines) + b'{"n":11,')
    return folder


def test_a_run_leaves_its_files(drill: Path) -> None:
    assert {path.name for path in drill.iterdir()} == FILES
    assert all(path.stat().st_size for path in drill.iterdir())
    page = (drill / "report.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert json.loads((drill / "postmortem.json").read_text(encoding="utf-8"))


def test_the_log_alone_gives_the_same_scorecard(drill: Path) -> None:
    expected = (drill / "scorecard.json").read_bytes()
    for name in (drill, drill / "log.jsonl"):
        assert fine("score", name, "--json").stdout_bytes == expected


def test_the_same_seed_gives_the_same_files(drill: Path, tmp_path: Path) -> None:
    fine("run", SHORT, "--policy", "spammer", "--seed", 3, "--out", tmp_path / "again")
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (drill / name).read_bytes(), name


def test_run_prints_its_scorecard(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = fine("run", SHORT, "--policy", "spammer", "--out", out, "--json")
    assert result.stdout_bytes == (out / "scorecard.json").read_bytes()
    assert str(out) in result.stderr


def test_run_keeps_drills_in_the_users_folder(tmp_path: Path) -> None:
    result = fine("run", SHORT, "--policy", "spammer")
    (folder,) = (tmp_path / "home" / "breakglass" / "drills").iterdir()
    assert folder.name.endswith("Z-short")
    assert str(folder / "report.html") in result.stdout.replace("\n", "")
    assert "of 100 points" in result.stdout


def test_a_variant_can_be_chosen(tmp_path: Path) -> None:
    said = complaint(1, "run", SHORT, "--variant", "moon", "--out", tmp_path / "x")
    assert "short has no variant 'moon'; it has " in said
    assert not (tmp_path / "x").exists()
    variant = said.strip().rsplit(" ", 1)[1]
    words = ("run", SHORT, "--policy", "spammer", "--out", tmp_path / "x", "--json")
    card = json.loads(fine(*words, "--variant", variant).stdout)
    assert card["variant"] == variant


def test_a_drill_is_never_written_over(drill: Path) -> None:
    before = (drill / "log.jsonl").read_bytes()
    assert "already holds a drill" in complaint(1, "run", SHORT, "--out", drill)
    assert (drill / "log.jsonl").read_bytes() == before


def test_unknown_scenario_and_policy() -> None:
    assert "did you mean 'hamster-wheel'?" in complaint(1, "run", "hamster-weel")
    assert "no policy 'lazy'" in complaint(2, "run", SHORT, "--policy", "lazy")


def test_what_no_disk_can_hold(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    said = complaint(1, "run", SHORT, "--out", tmp_path / "file" / "in")
    assert "not a directory" in said


def test_shipped_files_have_no_problems() -> None:
    assert fine("check", ROOT / "scenarios").stdout == "No problems.\n"
    assert json.loads(fine("check", "hamster-wheel", "--json").stdout) == {
        "ok": True,
        "problems": [],
    }


def test_check_tells_all_problems_with_a_caret(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_text("id: x\ntitel: y\n", encoding="utf-8")
    said = complaint(1, "check", path)
    assert f"{path}:2:1: titel: " in said
    assert "\n    ^\n" in said
    assert said.rstrip().endswith("problems found.")
    result = breakglass("check", path, "--json")
    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert not document["ok"]
    assert {problem["line"] for problem in document["problems"]} >= {2}


def test_score_tells_what_to_practise(drill: Path) -> None:
    said = fine("score", drill).stdout
    assert "of 100 points" in said
    assert "Practise next:" in said


def test_a_replay_tells_the_whole_drill(drill: Path) -> None:
    lines = fine("replay", drill).stdout.splitlines()
    assert len(lines) > 10
    assert all(line.startswith("T+00:") for line in lines)


def test_a_replay_stands_still_at_a_moment(drill: Path) -> None:
    said = fine("replay", drill, "--at", "90s").stdout
    assert "Time:          T+00:01:30" in said
    document = json.loads(fine("replay", drill, "--at", "T+00:01:30", "--json").stdout)
    assert document["clock"] == "T+00:01:30"
    assert document["state"]["at_s"] == 90


def test_the_last_moment_is_the_default(drill: Path) -> None:
    document = json.loads(fine("replay", drill, "--json").stdout)
    assert document["clock"] == clock(document["last_s"])
    assert document["state"]["phase"] == "ended"


def test_a_moment_needs_a_unit(drill: Path) -> None:
    assert "has no unit" in complaint(2, "replay", drill, "--at", "12")


def test_a_report_can_be_made_again(drill: Path, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes((drill / "log.jsonl").read_bytes())
    assert fine("report", tmp_path).stdout.strip() == str(tmp_path / "report.html")
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (drill / name).read_bytes(), name


def test_what_if_tells_what_waiting_cost(drill: Path) -> None:
    impact = json.loads((drill / "scorecard.json").read_text("utf-8"))["impact"]
    document = json.loads(fine("whatif", drill, "--json").stdout)
    assert (document["format"], document["version"]) == ("breakglass-whatif", 1)
    assert document["actual"]["failed_orders"] == impact["failed_orders"]
    assert document["actual"]["lost_revenue"] == impact["lost_revenue"]
    for lever in document["levers"]:
        actual = [point for point in lever["points"] if point["at_s"] == lever["pulled_s"]]
        assert [point["failed_orders"] for point in actual] in ([], [impact["failed_orders"]])
    said = fine("whatif", drill).stdout
    assert "Held fixed: The other levers" in said
    assert all(lever["title"].split()[0] in said for lever in document["levers"])


@pytest.mark.parametrize("command", ["score", "replay", "report", "resume", "whatif"])
def test_what_is_not_a_log_is_said(command: str, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b"\x00\xff\n\n{")
    assert "this is not a Break Glass log" in complaint(1, command, tmp_path)
    assert "there is no log here" in complaint(1, command, tmp_path / "nowhere")
    assert (tmp_path / "log.jsonl").read_bytes() == b"\x00\xff\n\n{"


def test_a_drill_of_bots_is_resumed(broken_off: Path) -> None:
    card = json.loads(fine("resume", "--json").stdout)
    assert card["seed"] == 3
    assert {path.name for path in broken_off.iterdir()} == FILES
    assert read_log(broken_off / "log.jsonl").events[-1].at_s > 0
    assert "nothing to resume" in complaint(1, "resume")
    assert "has ended" in complaint(1, "resume", broken_off.name)


def test_a_policy_from_another_version(broken_off: Path) -> None:
    log = broken_off / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"kind":"spammer"', b'"kind":"dreamer"'))
    before = log.read_bytes()
    assert "no bots that play 'dreamer'" in complaint(1, "resume")
    assert log.read_bytes() == before


def test_a_drill_of_people_needs_a_window(broken_off: Path) -> None:
    log = broken_off / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"kind":"spammer"', b'"kind":"human"', 1))
    assert "there is no display here" in complaint(1, "resume")


def test_playing_needs_a_window() -> None:
    assert "there is no display here" in complaint(1, "play", "hamster-wheel")
    assert "no drill of hamster-wheel has been" in complaint(1, "play", "hamster-wheel", "--resume")
    assert "no drill has been interrupted" in complaint(1, "play", "--resume")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the desk was asked for, on a machine with a screen."""
    from game.faces.desk import app as desk_app

    asked: list[tuple[object, ...]] = []
    for name in ("run_menu", "run_play", "run_resume"):
        monkeypatch.setattr(desk_app, name, lambda *words, name=name: asked.append((name, *words)))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    return asked


def test_the_desk_is_asked_for_what_was_typed(desk: list[tuple[object, ...]]) -> None:
    from game.faces.desk.app import Choice

    fine()
    words = ("--role", "comms", "--pace", 5, "--seed", 9, "--no-coach")
    fine("play", SHORT, *words)
    fine("play")
    (menu, asked, tutorial) = desk
    assert menu == ("run_menu",)
    assert asked == (
        "run_play",
        load(SHORT),
        Choice(9, frozenset({Role.COMMS}), pace=5.0, coach=False),
    )
    assert tutorial == ("run_play", load("hamster-wheel"), Choice(1))


def test_the_desk_resumes_what_people_played(
    broken_off: Path, desk: list[tuple[object, ...]]
) -> None:
    log = broken_off / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"kind":"spammer"', b'"kind":"human"', 1))
    fine("resume", broken_off)
    fine("resume")
    fine("play", "--resume")
    fine("play", SHORT, "--resume")
    assert desk == [("run_resume", DrillFolder(broken_off))] * 4


@pytest.mark.parametrize("pace", ["0", "-1", "nan", "inf", "121", "fast"])
def test_a_pace_that_is_no_pace(pace: str) -> None:
    assert "pace" in complaint(2, "play", "--pace", pace)


def test_without_a_display_the_tutorial_opens_as_a_room(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.faces.web import hosting

    asked: list[hosting.Wishes] = []
    monkeypatch.setattr(hosting, "run_host", asked.append)
    result = fine()
    assert "There is no display here" in result.stderr
    assert [(wish.scenarios, wish.bind) for wish in asked] == [((), "127.0.0.1")]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--bind", "the-moon"), "is not an address"),
        (("--bind", "203.0.113.1"), "cannot be used"),
        (("--webhook", "ftp://x"), "is not a web address"),
        (("--resume",), "nothing to resume"),
        (("no-such-drill",), "no-such-drill"),
        (("bad-release", "--variant", "nope"), "has no variant"),
    ],
)
def test_a_room_that_cannot_be_opened_is_told_in_a_sentence(
    options: tuple[str, ...], says: str
) -> None:
    assert says in complaint(1, "host", "--port", "0", *options)


def test_wrong_usage_of_hosting() -> None:
    assert "no policy" in complaint(2, "host", "--policy", "genius")
    assert "port" in complaint(2, "host", "--port", "99999")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"SDL_VIDEODRIVER": "dummy"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_looked_for(
    platform: str, environment: dict[str, str], expected: bool
) -> None:
    assert has_display(platform, environment) is expected


def test_schemas_for_editors() -> None:
    everything = json.loads(fine("schema").stdout)
    assert set(everything) == {"scenario", "runbook", "shop"}
    assert json.loads(fine("schema", "shop").stdout) == everything["shop"]


def test_the_module_is_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game", "--version"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ,
        text=True,
    )
    assert done.stdout == f"breakglass {__version__}\n"
