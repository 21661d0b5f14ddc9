"""A seat at the desk in a room of another process: from lobby to report, and past a crash."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import httpx
import pygame
import pytest

from game.engine.commands import SendMessage
from game.engine.events import Actor
from game.faces.desk import settings
from game.faces.desk.app import Desk
from game.faces.desk.keys import parse_combo
from game.faces.desk.remote import app
from game.faces.desk.remote.app import Visit
from game.faces.desk.remote.closing import ClosingScreen
from game.faces.desk.remote.door import ShutError, address_of, come_in, sit_down
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.settings import Settings
from game.faces.desk.widgets import Button
from game.terms import ExercisePhase, Role
from tests.e2e.rooms import Host, hosting, start

pytestmark = pytest.mark.e2e

PATIENCE_S = 40.0


class Guest:
    """Somebody at a desk of their own, who has joined a host's room."""

    def __init__(self, host: Host, name: str, seat: Role | None, home: Path) -> None:
        self.address = address_of(host.players.removeprefix("http://"))
        self.link, mirror = come_in(self.address, name, home / "rooms.json")
        sit_down(self.link, mirror, seat)
        self.desk = Desk(Settings(scale=1.0, reduced_motion=True), size=(1280, 720))
        self.table = RemoteTable(self.link, mirror)
        Visit(self.desk, self.table, self.address).begin()

    @property
    def screen(self) -> str:
        return type(self.desk._screen).__name__

    def wait(self, what: str, found: Callable[[], object]) -> None:
        """Sit there until it is so."""
        end_s = time.monotonic() + PATIENCE_S
        while not found():
            assert time.monotonic() < end_s, f"waited for {what} on {self.screen}"
            self.desk.loop.turn(0.02)

    def key(self, combo: str) -> None:
        wanted = parse_combo(combo)
        mod = pygame.KMOD_CTRL * wanted.ctrl
        down = pygame.Event(pygame.KEYDOWN, key=wanted.key, mod=mod, unicode="", scancode=0)
        self.desk.ui.handle(down)

    def press(self, text: str) -> None:
        root = self.desk.ui._top_root()
        assert root is not None
        button = next(w for w in root.walk() if isinstance(w, Button) and w.text == text)
        assert button.enabled
        button.on_press()

    def said(self) -> list[str]:
        """What the IC has said, as this desk shows it."""
        view = self.table.view(Role.IC)
        return [item.text for item in view.messages if item.role is Role.IC]

    def rings(self) -> bool:
        pages = self.table.view(Role.OPS).pages
        return any(page.acknowledged_s is None for page in pages)


def events(host: Host) -> list[dict[str, object]]:
    lines = (host.folder / "log.jsonl").read_bytes().split(b"\n")[1:-1]
    return [json.loads(line) for line in lines if line]


def of(host: Host, kind: str) -> list[dict[str, object]]:
    return [event for event in events(host) if event["type"] == kind]


def said_by(host: Host, name: str) -> list[str]:
    told = [event["data"] for event in of(host, "message_sent") if event["actor"] == name]
    return [str(data["text"]) for data in told if isinstance(data, dict)]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.json")
    pygame.display.init()
    yield
    pygame.display.quit()


def test_a_desk_plays_ops_from_the_lobby_to_the_report(tmp_path: Path) -> None:
    with hosting(tmp_path / "host", "hamster-wheel", "--port", "0", "--pace", "60") as host:
        guest = Guest(host, "Marek", Role.OPS, tmp_path)
        guest.wait("the lobby", lambda: guest.screen == "LobbyScreen")
        guest.key("ctrl+enter")
        guest.wait("the drill", lambda: guest.screen == "DrillScreen")
        guest.wait("the page", guest.rings)
        guest.press("Acknowledge")
        guest.wait("the log", lambda: of(host, "page_acknowledged"))
        (taken, *_) = of(host, "page_acknowledged")
        assert (taken["actor"], taken["role"]) == ("Marek", "ops")
        guest.wait("all metrics", lambda: not guest.table.mirror.wanted)
        guest.wait("the end", lambda: guest.screen == "RoomHotWash")
        assert guest.table.answer(0, "We looked before we pulled.") is None
        guest.desk._screen._done()  # type: ignore[union-attr]
        guest.press("Close the drill and make the report")
        closing = guest.desk._screen
        assert isinstance(closing, ClosingScreen)
        guest.wait("the report", lambda: closing.report)
        report = httpx.get(str(closing.report), trust_env=False)
        assert report.status_code == 200
        assert "We looked before we pulled." in (host.folder / "log.jsonl").read_text("utf-8")
        assert guest.table.phase is ExercisePhase.ENDED
        guest.link.close()


def test_after_the_host_died_what_was_done_meanwhile_is_done_once(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    host = start(tmp_path / "host", "hamster-wheel", "--port", port, "--pace", "2")
    guest = Guest(host, "Priya", Role.IC, tmp_path)
    guest.key("ctrl+enter")
    guest.wait("the drill", lambda: guest.screen == "DrillScreen")
    by = Actor("", Role.IC)
    assert guest.table.give([SendMessage(by=by, channel="incident", text="First.")]) is None
    host.kill()
    guest.wait("the loss", lambda: "no connection" in guest.table.trouble)
    trouble = guest.desk._screen._trouble.widget  # type: ignore[union-attr]
    guest.wait("the bar", lambda: trouble.visible and trouble.rect.h > 0)
    assert all(part.rect.h >= 14 for part in trouble.walk()), "its sentence can be read"
    assert guest.table.give([SendMessage(by=by, channel="incident", text="Second.")]) is None
    again = start(tmp_path / "host", "--resume", "--port", port)
    try:
        guest.wait("the host", lambda: not guest.table.trouble)
        guest.wait("the message", lambda: "Second." in said_by(again, "Priya"))
        guest.wait("its sight", lambda: guest.said() == ["First.", "Second."])
        assert said_by(again, "Priya") == ["First.", "Second."]
        assert not trouble.visible
    finally:
        guest.link.close()
        again.stop()


def test_each_link_opens_what_it_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "rooms_file", lambda: tmp_path / "rooms.json")
    with hosting(tmp_path / "host", "hamster-wheel", "--port", "0") as host:
        player = address_of(host.players)
        for address, screen in (
            (address_of(host.facilitator), "LeadScreen"),
            (address_of(host.evaluator), "SheetScreen"),
            (replace(player, part="observer"), "WallScreen"),
            (player, "LobbyScreen"),
        ):
            desk = Desk(Settings(scale=1.0, reduced_motion=True), size=(1280, 720))
            link = app.visit(desk, address, "Olu")
            assert type(desk._screen).__name__ == screen
            desk.loop.turn(0.02)
            link.close()
        wrong = address_of(f"{host.players}#facilitator=guessed")
        with pytest.raises(ShutError, match="needs the link that the host was given"):
            come_in(wrong, "Mallory", tmp_path / "mallory.json")


def test_who_joins_again_has_the_same_seat_and_others_are_told_that_it_is_taken(
    tmp_path: Path,
) -> None:
    with hosting(tmp_path / "host", "hamster-wheel", "--port", "0") as host:
        first = Guest(host, "Marek", Role.OPS, tmp_path)
        first.link.close()
        again = Guest(host, "Somebody", None, tmp_path)
        assert again.table.humans == {Role.OPS}
        assert again.table.mirror.you is not None
        assert again.table.mirror.you.name == "Marek"
        other = subprocess.run(
            [sys.executable, "-m", "game", "join", host.players, "--role", "ops", "--name", "Jo"],
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path / "other")},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
        assert other.returncode == 1
        assert other.stderr.splitlines()[-1].startswith("breakglass: Marek sits there.")
        again.link.close()
