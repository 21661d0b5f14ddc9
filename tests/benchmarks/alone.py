"""What can only be measured in a process of its own: its start, its memory, its quiet life.

    python -m tests.benchmarks.alone start|live|memory

prints the answer as JSON; `tests.benchmarks.desk` asks for all of them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

ROOT = Path(__file__).resolve().parents[2]
LIVE_S = 10.0
RUNNING_S = 600

Answer = dict[str, float]


def ask(what: str) -> Answer:
    """Have it measured in a new process; `began_s` of the answer is when that was asked for."""
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            environment[name] = home
        told = subprocess.run(
            [sys.executable, "-m", __spec__.name, what],
            cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    answer: Answer = json.loads(told.splitlines()[-1])
    return {**answer, "began_s": began_s}


def start() -> Answer:
    """From nothing to the menu on the window."""
    from game.faces.desk.app import Desk
    from game.faces.desk.settings import load_settings

    desk = Desk(load_settings(), size=(1920, 1080))
    desk.menu()
    desk.loop.turn(0)
    return {"computing_s": time.process_time(), "there_s": time.monotonic()}


def live() -> Answer:
    """The share of a core that a drill takes at its own pace, in a window that redraws itself."""
    from game.faces.desk.app import Choice, Desk
    from game.faces.desk.settings import Settings
    from game.paths import drills_dir
    from game.session.folder import DrillFolder
    from tests.benchmarks.scenes import SCENARIO, SIZE
    from tests.faces.desk.screens.seated import loaded

    desk = Desk(Settings(), size=SIZE)
    desk.play(loaded(SCENARIO), Choice(7))
    assert desk._table is not None
    desk._table.session.advance(RUNNING_S)
    (folder,) = drills_dir().iterdir()
    desk.go_on(DrillFolder(folder))
    wait_s, until_s = 0.0, time.monotonic() + 1
    while time.monotonic() < until_s:
        wait_s = desk.loop.turn(wait_s)
    used_s, began_s = time.process_time(), time.monotonic()
    while time.monotonic() < began_s + LIVE_S:
        wait_s = desk.loop.turn(wait_s)
    passed_s = time.monotonic() - began_s
    return {"share": (time.process_time() - used_s) / passed_s}


def memory() -> Answer:
    """MiB after a whole drill of half an hour, every second of it drawn; and at the results."""
    import pygame

    from game.faces.desk.app import Choice
    from game.paths import drills_dir
    from tests.benchmarks.scenes import SCALE, SCENARIO, SIZE, see_results
    from tests.faces.desk.screens.seated import Seated

    seated = Seated(drills_dir(), SIZE, SCALE)
    at_menu = at_a_menu(seated)
    seated.sit_down(SCENARIO, Choice(7))
    while seated.screen == "DrillScreen":
        seated.pass_time(1)
        seated.draw()
        pygame.display.flip()
    after = resident_mib()
    see_results(seated)
    return {"menu": at_menu, "drill": after, "results": resident_mib()}


def at_a_menu(seated: object) -> float:
    """MiB with nothing but the menu."""
    from tests.faces.desk.screens.seated import Seated

    assert isinstance(seated, Seated)
    seated.desk.menu()
    seated.draw()
    return resident_mib()


def resident_mib() -> float:
    """MiB of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    found = {"start": start, "live": live, "memory": memory}[sys.argv[1]]()
    sys.stdout.write(json.dumps(found) + "\n")
