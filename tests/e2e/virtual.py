"""A virtual screen, a game on it, a hand on its keys and mouse; waiting is for something."""

import json
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "xdotool", "import")
SCREEN = (1920, 1080)


def need_tools() -> None:
    """Skip, and say why, where there is no virtual screen; BREAKGLASS_E2E=required forbids it."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("BREAKGLASS_E2E") == "required":
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Xvfb, xdotool, ImageMagick)")


def wait_for(what: str, found: Callable[[], object], limit_s: float = 15.0) -> object:
    """What `found` gives once it gives something; asks again and again until the limit."""
    end_s = time.monotonic() + limit_s
    while True:
        value = found()
        if value:
            return value
        if time.monotonic() > end_s:
            pytest.fail(f"waited {limit_s:g} s for {what}")
        time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Server:
    """A virtual screen's name for DISPLAY, and its process, to be unplugged."""

    name: str
    process: "subprocess.Popen[bytes]"


@contextmanager
def server() -> Iterator[Server]:
    """A virtual screen that ends afterwards, if nobody has ended it before."""
    reader, writer = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = [
        "Xvfb",
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        size,
        "-noreset",
        "-nolisten",
        "tcp",
    ]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=(writer,), stdout=quiet, stderr=quiet) as process:
        os.close(writer)
        try:
            with os.fdopen(reader) as pipe:
                yield Server(f":{pipe.readline().strip()}", process)
        finally:
            process.terminate()


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; its name for DISPLAY."""
    with server() as found:
        yield found.name


@dataclass
class Game:
    """`breakglass` in a process of its own, with a home of its own."""

    display: str
    home: Path
    arguments: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes]" = field(init=False)
    window: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            self.command(),
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.window = str(wait_for("the window", self._window, 30))
        self.do("windowfocus", self.window)

    def command(self) -> list[str]:
        """What is started."""
        return [sys.executable, "-m", "game", *self.arguments]

    def environment(self) -> Mapping[str, str]:
        own = {
            "DISPLAY": self.display,
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "SDL_VIDEODRIVER": "x11",
            "SDL_AUDIODRIVER": "dummy",
        }
        return {**os.environ, **own, **self.extra}

    def _window(self) -> str:
        if self.process.poll() is not None:
            assert self.process.stderr is not None
            pytest.fail(f"the game has ended: {self.process.stderr.read().decode()}")
        found = self.ask("search", "--maxdepth", "2", "--pid", str(self.process.pid))
        return found.split("\n", maxsplit=1)[0]

    # -- hand -------------------------------------------------------------------------------

    def ask(self, *words: str) -> str:
        result = subprocess.run(
            ["xdotool", *words], env=self.environment(), capture_output=True, text=True, check=False
        )
        return result.stdout.strip()

    def do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment(), check=True, capture_output=True)

    def key(self, *keys: str) -> None:
        self.do("key", "--delay", "15", *keys)

    def type(self, text: str) -> None:
        self.do("type", "--delay", "10", text)

    def click(self, pos: tuple[int, int]) -> None:
        self.do("mousemove", "--window", self.window, str(pos[0]), str(pos[1]), "click", "1")

    def resize(self, width: int, height: int) -> None:
        self.do("windowsize", "--sync", self.window, str(width), str(height))
        self.do("windowmove", self.window, "0", "0")

    # -- eyes -------------------------------------------------------------------------------

    def shot(self, path: Path) -> tuple[int, int]:
        """Save a picture of the window; its size."""
        command = ["import", "-window", self.window, str(path)]
        subprocess.run(command, env=self.environment(), check=True, capture_output=True)
        width, height = struct.unpack(">II", path.read_bytes()[16:24])
        return int(width), int(height)

    @property
    def drills(self) -> Path:
        return self.home / "data" / "breakglass" / "drills"

    def folder(self) -> Path | None:
        """The newest drill."""
        found = sorted(self.drills.iterdir()) if self.drills.is_dir() else []
        return found[-1] if found and (found[-1] / "log.jsonl").exists() else None

    def types(self) -> list[str]:
        """The events in the log of the newest drill; a line being written does not count."""
        folder = self.folder()
        if folder is None:
            return []
        lines = (folder / "log.jsonl").read_bytes().split(b"\n")[1:-1]
        return [str(json.loads(line)["type"]) for line in lines if line]

    def said(self, event: str) -> Callable[[], bool]:
        return lambda: event in self.types()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)
        if self.process.stderr is not None:
            self.process.stderr.close()


Played = TypeVar("Played", bound=Game)


@contextmanager
def ending(playing: Played) -> Iterator[Played]:
    """A game that is gone afterwards, whatever happened."""
    try:
        yield playing
    finally:
        playing.end()


@contextmanager
def game(display: str, home: Path, *arguments: str) -> Iterator[Game]:
    """The same, begun here."""
    with ending(Game(display, home, arguments)) as playing:
        yield playing
