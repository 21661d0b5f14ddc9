"""A host in a process of its own, and browsers in its rooms, for the end-to-end tests."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("BREAKGLASS_E2E") == "required"
PATIENCE_MS = 30_000


@dataclass
class Host:
    """A running host and the links that it told."""

    process: subprocess.Popen[str]
    told: str

    @property
    def code(self) -> str:
        return self._found(r"code (\w+)")

    @property
    def players(self) -> str:
        return self._found(r"Players\s+(\S+)")

    @property
    def facilitator(self) -> str:
        return self._found(r"Facilitator\s+(\S+)")

    @property
    def evaluator(self) -> str:
        return self._found(r"Evaluator\s+(\S+)")

    @property
    def base(self) -> str:
        return self.players.rsplit("/", 1)[0]

    @property
    def port(self) -> int:
        return int(self.base.rsplit(":", 1)[1])

    @property
    def folder(self) -> Path:
        return Path(self._found(r"Folder\s+(\S+)"))

    def _found(self, pattern: str) -> str:
        found = re.search(pattern, self.told)
        assert found, self.told
        return found[1]

    def kill(self) -> None:
        """As when the power fails."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(15)
        if self.process.stderr:
            self.process.stderr.close()


def start(home: Path, *arguments: str, linger_s: float | None = None) -> Host:
    """Start a host and wait until it has told its links.

    `linger_s`: how long it keeps a room that is over and empty, if not for as long as others do.
    """
    program = ["game"] if linger_s is None else ["tests.e2e.brief", str(linger_s)]
    process = subprocess.Popen(
        [sys.executable, "-m", *program, "host", "--no-window", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_DATA_HOME": str(home), "PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr
    told = ""
    for line in process.stderr:
        told += line
        if "Prometheus finds" in line:
            return Host(process, told)
    raise AssertionError(told)


@contextmanager
def hosting(home: Path, *arguments: str, linger_s: float | None = None) -> Iterator[Host]:
    host = start(home, *arguments, linger_s=linger_s)
    try:
        yield host
    finally:
        host.stop()


@contextmanager
def browsing() -> Iterator[Browser]:
    if CHROMIUM is None:
        if REQUIRED:
            pytest.fail("the end-to-end tests need chromium")
        pytest.skip("needs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Seat:
    """One browser; keeps what it sent and what it was told."""

    page: Page
    sent: dict[str, dict[str, object]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("websocket", self._follow)
        self.page.on("pageerror", lambda problem: self.errors.append(str(problem)))

    def _follow(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._heard)

    def _sent(self, frame: str | bytes) -> None:
        data = json.loads(frame)
        if data["t"] in {"act", "shell"}:
            self.sent[data["ref"]] = data

    def _heard(self, frame: str | bytes) -> None:
        data = json.loads(frame)
        if data["t"] == "done":
            self.done.add(data["ref"])

    def enter(self, address: str, name: str, seat: str = "") -> "Seat":
        self.page.goto(address)
        self.page.fill("#name", name)
        self.page.get_by_role("button", name="Come in").click()
        self.page.wait_for_selector(".seats, .drill")
        if seat:
            self.page.get_by_role("button", name=f"Sit as {seat}").click()
            self.page.wait_for_selector(".seat.own")
        return self

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def form(self, button: str) -> None:
        self.press(button)
        self.page.wait_for_selector("dialog[open]")

    def hand_in(self) -> None:
        self.page.locator("dialog[open] footer button").first.click()
        self.page.wait_for_selector("dialog[open]", state="detached")

    def say(self, text: str) -> None:
        self.page.fill("#talk", text)
        self.page.locator(".writer button").click()
        self.page.wait_for_selector(f".messages >> text={text}")


def pictures(folder: Path, moment: str, seats: Mapping[str, Seat]) -> None:
    """What everybody sees now, to be looked at: in BREAKGLASS_SHOTS, or with the test's files."""
    chosen = Path(os.environ.get("BREAKGLASS_SHOTS", folder))
    chosen.mkdir(parents=True, exist_ok=True)
    for name, seat in seats.items():
        seat.page.screenshot(path=chosen / f"{moment}-{name}.png")


def open_seat(browser: Browser, **context: object) -> Seat:
    """A browser of its own, with nothing of the others' memory."""
    opened = browser.new_context(**context)  # type: ignore[arg-type]
    seat = Seat(opened.new_page())
    seat.watch()
    return seat
