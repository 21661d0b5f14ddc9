"""The door of a room: addresses, sentences, and the places that are remembered."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from game import paths
from game.cli import app
from game.faces.desk.remote.door import ShutError, address_of
from game.faces.desk.remote.memory import KEPT, remember, remembered


@pytest.mark.parametrize(
    ("text", "room", "socket"),
    [
        ("http://10.0.0.7:8642/abcdef", "http://10.0.0.7:8642/ABCDEF", "ws://10.0.0.7:8642/ws"),
        (" 10.0.0.7:8642/ABCDEF/ ", "http://10.0.0.7:8642/ABCDEF", "ws://10.0.0.7:8642/ws"),
        ("https://drill.example/QRSTUV", "https://drill.example/QRSTUV", "wss://drill.example/ws"),
        ("http://[::1]:8642/ABCDEF", "http://[::1]:8642/ABCDEF", "ws://[::1]:8642/ws"),
    ],
)
def test_an_address_is_read_as_it_is_printed(text: str, room: str, socket: str) -> None:
    address = address_of(text)
    assert (address.room, address.socket) == (room, socket)


@pytest.mark.parametrize(
    "text", ["", "nonsense", "http://", "10.0.0.7:8642", "10.0.0.7:99999/ABCDEF", "ftp://a/ABCDEF"]
)
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(ShutError, match="is not a room's address"):
        address_of(text)


@pytest.mark.parametrize(
    ("url", "told"),
    [("nonsense", "is not a room's address"), ("127.0.0.1:1/ABCDEF", "nobody answers at")],
)
def test_a_closed_door_is_a_sentence(
    url: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "drills_dir", lambda: tmp_path / "drills")
    result = CliRunner().invoke(app, ["join", url])
    assert result.exit_code == 1
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_link_with_a_key_opens_its_part_and_is_remembered_apart() -> None:
    link = "http://10.0.0.7:8642/ABCDEF#facilitator=a_key-22"
    address = address_of(link)
    assert (address.part, address.secret) == ("facilitator", "a_key-22")
    assert address.room == "http://10.0.0.7:8642/ABCDEF"
    assert address.place != address_of(address.room).place
    assert "a_key-22" not in address.place
    with pytest.raises(ShutError, match="copy the whole link") as told:
        address_of("10.0.0.7:8642/ABCDEF#facilitator=what is this")
    assert "what is this" not in str(told.value)


@pytest.mark.parametrize(
    ("link", "only_here"),
    [("127.0.0.1:8642/ABCDEF", True), ("[::1]:1/ABCDEF", True), ("10.0.0.7:8642/ABCDEF", False)],
)
def test_whether_others_can_reach_it_is_told_by_the_address(link: str, only_here: bool) -> None:
    assert address_of(link).only_here is only_here


def test_the_link_can_come_through_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "drills_dir", lambda: tmp_path / "drills")
    result = CliRunner().invoke(app, ["join", "-"], input="127.0.0.1:1/ABCDEF\n")
    assert result.exit_code == 1
    assert "nobody answers at http://127.0.0.1:1" in result.stderr


def test_there_are_four_seats_and_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    result = CliRunner().invoke(app, ["join", "10.0.0.7:8642/ABCDEF", "--role", "cook"])
    assert result.exit_code == 2
    assert "there is no seat 'cook'; there are ic, ops, comms, scribe, observer" in result.stderr


def test_without_a_display_a_browser_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(app, ["join", "10.0.0.7:8642/ABCDEF"])
    assert result.exit_code == 1
    assert "no display here; open 10.0.0.7:8642/ABCDEF in a browser" in result.stderr


def test_places_are_remembered_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "rooms.json"
    assert remembered(path, "a") is None
    for number in range(KEPT + 1):
        remember(path, f"room{number}", f"token{number}")
    assert remembered(path, "room0") is None
    assert remembered(path, f"room{KEPT}") == f"token{KEPT}"
    assert path.stat().st_mode & 0o077 == 0
    remember(path, f"room{KEPT}", None)
    assert remembered(path, f"room{KEPT}") is None
    path.write_text("[", encoding="utf-8")
    assert remembered(path, "room1") is None
