"""The host's own window: people get in by its squares, and the facilitator leads by mouse."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")  # for the desk in memory, not for the window

import httpx
import pygame
import pytest

from game.faces.desk import settings
from game.faces.desk.app import Desk
from game.faces.desk.keys import parse_combo
from game.faces.desk.remote.app import Visit
from game.faces.desk.remote.door import address_of, come_in, sit_down
from game.faces.desk.remote.lead import to_come
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.screens.lead.invitation import QrCode
from game.faces.desk.settings import Settings
from game.faces.desk.widgets import Button, Panel, Widget
from game.faces.qrcode import MARGIN, modules
from game.terms import ExercisePhase, Role
from tests.e2e.rooms import Host
from tests.e2e.virtual import Game, ending, need_tools, screen, wait_for

pytestmark = pytest.mark.e2e

SMALL = (1280, 720)


class Hosted(Game):
    """`breakglass host`: the window is a process of its own beside the host."""

    def _window(self) -> str:
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        found = [self.ask("search", "--maxdepth", "2", "--pid", child) for child in children]
        return next((one for one in found if one), "")

    def links(self) -> Host:
        """What it told in its terminal."""
        told = ""
        assert self.process.stderr is not None
        while "Prometheus" not in told:
            told += self.process.stderr.readline().decode()
        return Host(self.process, told)  # type: ignore[arg-type]

    def end(self) -> None:
        """As with Ctrl+C: the window goes with the host."""
        self.process.terminate()
        self.process.wait(10)
        super().end()

    def press(self, twin: "Twin", text: str) -> None:
        """Click on that button, once the window shows it; what comes next may stand there."""
        rect = twin.button(text)
        self.do("mousemove", "--window", self.window, "2", "2")  # it looks different under a mouse
        wait_for(f"{text} in the window", lambda: self.shows(twin, rect))
        self.click(rect.center)

    def shows(self, twin: "Twin", rect: pygame.Rect) -> bool:
        """Whether the window has there what its twin has."""
        path = self.home / "there.png"
        if self.shot(path) != SMALL:
            return False
        seen = pygame.image.load(path).subsurface(rect)
        alike = pygame.mask.from_threshold(
            seen, (0, 0, 0), (8, 8, 8, 255), othersurface=twin.drawn(rect)
        ).count()
        return alike >= 0.98 * rect.w * rect.h


class Guest:
    """Somebody in the same room, without a window."""

    def __init__(self, link: str, name: str, home: Path, seat: Role | None = None) -> None:
        self.address = address_of(link)
        self.link, self.mirror = come_in(self.address, name, home / f"{name}.json")
        if seat is not None:
            sit_down(self.link, self.mirror, seat)
        self.table = RemoteTable(self.link, self.mirror)

    def up(self) -> RemoteTable:
        """The table as it is now."""
        self.table.keep_up()
        return self.table


class Twin(Guest):
    """The same console in memory: what stands where is asked of it."""

    def __init__(self, link: str, home: Path) -> None:
        super().__init__(link, "Twin", home)
        self.desk = Desk(Settings(scale=1.0, reduced_motion=True), size=SMALL)
        Visit(self.desk, self.table, self.address).begin()

    def all(self) -> list[Widget]:
        for _ in range(2):
            self.desk.loop.turn(0.02)
        root = self.desk.ui._top_root()
        assert root is not None
        return [widget for widget in root.walk() if widget.rect.w > 0]

    def button(self, text: str) -> pygame.Rect:
        """Where the button with that text stands, once there is one."""
        button = wait_for(text, lambda: self._button(text))
        assert isinstance(button, Button)
        return button.rect

    def drawn(self, rect: pygame.Rect) -> pygame.Surface:
        """What stands there."""
        surface = pygame.Surface(SMALL)
        self.desk.ui.damage(self.desk.ui.rect)
        self.desk.ui.redraw(surface)
        return surface.subsurface(rect)

    def _button(self, text: str) -> Button | None:
        found = (one for one in self.all() if isinstance(one, Button) and one.text == text)
        return next(found, None)

    def key(self, combo: str) -> None:
        self.desk.ui.handle(
            pygame.Event(pygame.KEYDOWN, key=parse_combo(combo).key, mod=0, unicode="", scancode=0)
        )


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "settings_file", lambda: tmp_path / "settings.json")
    pygame.display.init()
    yield
    pygame.display.quit()


def squares(picture: Path, rect: pygame.Rect) -> tuple[tuple[bool, ...], ...]:
    """The QR code that a camera would find there."""
    image = pygame.image.load(picture)
    light = [x for x in range(rect.left, rect.right) if image.get_at((x, rect.centery)).r > 200]
    rows = [y for y in range(rect.top, rect.bottom) if image.get_at((light[0], y)).r > 200]
    left, top, side_px = light[0], rows[0], len(rows)
    side = next(n for n in range(29, 90, 4) if side_px % n == 0 and side_px // n == _px(rect, n))
    px = side_px // side
    return tuple(
        tuple(
            image.get_at((left + x * px + px // 2, top + y * px + px // 2)).r < 128
            for x in range(MARGIN, side - MARGIN)
        )
        for y in range(MARGIN, side - MARGIN)
    )


def _px(rect: pygame.Rect, side: int) -> int:
    return min(rect.size) // side


def test_from_the_squares_in_the_hosts_window_to_the_report_by_mouse(tmp_path: Path) -> None:
    need_tools()
    arguments = ("host", "hamster-wheel", "--port", "0", "--pace", "5")
    with screen() as display, ending(Hosted(display, tmp_path, arguments)) as hosted:
        lead_from_lobby_to_report(hosted, tmp_path)


def lead_from_lobby_to_report(hosted: Hosted, home: Path) -> None:
    hosted.resize(*SMALL)
    host = hosted.links()
    twin = Twin(host.facilitator, home)
    player = Guest(host.players, "Marek", home, Role.OPS)

    code = next(one for one in twin.all() if isinstance(one, QrCode))
    picture = home / "lobby.png"
    wait_for("the window", lambda: hosted.shot(picture) == SMALL and _is_light(picture, code))
    assert squares(picture, code.rect) == modules(host.players)

    hosted.press(twin, "Begin the drill")
    wait_for("the start", hosted.said("exercise_started"))
    wait_for("the drill", lambda: player.up().phase is ExercisePhase.RUNNING)
    assert player.table.humans == {Role.OPS}

    hosted.press(twin, "❚❚ Pause")
    wait_for("the pause", hosted.said("exercise_paused"))
    wait_for("the pause at a seat", lambda: player.up().phase is ExercisePhase.PAUSED)
    hosted.press(twin, "▶ Go on")
    wait_for("time again", hosted.said("exercise_resumed"))
    before_s = player.up().view(Role.OPS).duration_s
    hosted.press(twin, "+5 min")
    wait_for("more time", lambda: player.up().view(Role.OPS).duration_s == before_s + 300)

    waiting = to_come(twin.mirror.script.msel)
    hosted.press(twin, "Release")
    wait_for("the release", lambda: waiting[0].id in _released_by_hand(host))
    wall_is_seen(hosted, twin, home / "wall.png")

    hosted.press(twin, "End …")
    end = twin.button("End …")
    wait_for("the question", lambda: not hosted.shows(twin, end))
    hosted.type("We have seen enough.")
    hosted.key("Return")
    wait_for("the end", hosted.said("exercise_stopped"))
    hosted.press(twin, "Close the drill and make the report")
    wait_for("the report", lambda: player.up().mirror.report, 30)
    report = httpx.get(f"{host.base}{player.mirror.report}", trust_env=False)
    assert report.status_code == 200
    assert "We have seen enough." in (host.folder / "log.jsonl").read_text("utf-8")
    for guest in (twin, player):
        guest.link.close()


def wall_is_seen(hosted: Hosted, twin: Twin, picture: Path) -> None:
    """F2 shows the wall, and takes it away again."""
    hosted.key("F2")
    twin.key("f2")
    page = next(one for one in twin.all() if isinstance(one, Panel) and one.tone == "info")
    edge, info = (page.rect.x + 1, page.rect.centery), twin.desk.ui.skin.colour("info")
    wait_for("the wall", lambda: hosted.shot(picture) == SMALL and _at(picture, edge) == info)
    hosted.key("F2")
    twin.key("f2")
    wait_for("the console", lambda: hosted.shot(picture) and _at(picture, edge) != info)


def _released_by_hand(host: Host) -> list[str]:
    lines = (host.folder / "log.jsonl").read_bytes().split(b"\n")[1:-1]
    events = [json.loads(line) for line in lines if b"inject_released" in line]
    return [event["data"]["inject"] for event in events if event["role"] == "facilitator"]


def _is_light(picture: Path, code: QrCode) -> bool:
    return _at(picture, (code.rect.centerx, code.rect.bottom - 8)) == (255, 255, 255)


def _at(picture: Path, at: tuple[int, int]) -> tuple[int, ...]:
    return tuple(pygame.image.load(picture).get_at(at))[:3]
