"""Whether memory grows: hours of drill time, played as fast as it goes.

    python -m tests.benchmarks.soak [--hours 3] [--pace 5]           the desk
    python -m tests.benchmarks.soak --room [--hours 3] [--pace 60]   a host and browsers' sockets

At the desk, from the menu through a drill to its results and back, two seats are played as the
coach says and two by bots; every `pace` seconds a frame is drawn at 1080p. After each drill a line
tells what is in memory. The slope is that of a straight line through the second half: what is
loaded once has been loaded by then.
"""

import argparse
import gc
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from game.faces.desk.app import Choice
from game.terms import Role
from tests.benchmarks.alone import resident_mib
from tests.benchmarks.scenes import SCALE, SIZE, see_results
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys

SCENARIOS = ("hamster-wheel", "bad-release")
SHOWN_KINDS = 6
HOUR_S = 3600
LIMIT_MIB_PER_HOUR = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """What is in memory after some hours of drill time."""

    hours: float
    mib: float
    objects: int | None
    """Of Python; None for a process into which nobody looks."""
    kinds: Counter[str] = field(repr=False, default_factory=Counter)


def sample(played_s: float) -> Sample:
    """This process now."""
    gc.collect()
    objects = gc.get_objects()
    kinds = Counter(type(each).__qualname__ for each in objects)
    return Sample(played_s / HOUR_S, resident_mib(), len(objects), kinds)


def slope(points: Iterable[tuple[float, float]]) -> float:
    """How steep the straight line through the points is (least squares); 0 without two of them."""
    found = tuple(points)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    if not found:
        return 0.0
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - middle_x) ** 2 for x in xs)
    if not spread:
        return 0.0
    return sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / spread


def settled(samples: list[Sample]) -> list[Sample]:
    """The second half."""
    return samples[len(samples) // 2 :]


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for drills and settings, so that those of whoever runs this stay as they are."""
    name = "XDG_CONFIG_HOME"
    before = os.environ.get(name)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[name] = folder
        try:
            yield Path(folder)
        finally:
            del os.environ[name]
            if before is not None:
                os.environ[name] = before


def play_at_the_desk(hours: float, pace: int) -> list[Sample]:
    """Drills one after another until so many hours have been played; a sample after each."""
    samples: list[Sample] = []
    played_s = 0
    with own_folder() as folder:
        seated = Seated(folder / "drills", SIZE, SCALE)
        scenarios = cycle(SCENARIOS)
        while played_s < hours * HOUR_S:
            played_s += _one_drill(seated, next(scenarios), pace)
            samples.append(sample(played_s))
            tell(samples[-1])
    return samples


def _one_drill(seated: Seated, scenario: str, pace: int) -> int:
    """From the menu to the results and back; how long it was."""
    seated.desk.menu()
    seated.draw_all()
    seed = len([*seated.drills.iterdir()]) if seated.drills.exists() else 0
    seated.sit_down(scenario, Choice(seed, humans=frozenset({Role.IC, Role.COMMS})))
    session = seated.session
    while seated.screen == "DrillScreen":
        seated.pass_time(pace)
        if seated.screen == "DrillScreen":
            follow_by_keys(seated)
        seated.draw()
    at_s = session.state.at_s
    del session
    see_results(seated)
    seated.desk.menu()
    seated.draw_all()
    return at_s


def tell(one: Sample) -> None:
    """A line."""
    objects = "" if one.objects is None else f"{one.objects:9} objects"
    sys.stdout.write(f"{one.hours:6.2f} h {one.mib:8.1f} MB {objects}\n")
    sys.stdout.flush()


def verdict(samples: list[Sample]) -> str:
    """How memory grows, and what there is more and more of."""
    last = settled(samples)
    mib = slope((one.hours, one.mib) for one in last)
    objects = slope((one.hours, one.objects) for one in last if one.objects is not None)
    more = last[-1].kinds - last[0].kinds
    kinds = ", ".join(f"{name} +{count}" for name, count in more.most_common(SHOWN_KINDS))
    word = "no growth" if mib <= LIMIT_MIB_PER_HOUR else "it grows"
    line = f"{mib:+.2f} MB and {objects:+.0f} objects per hour: {word}"
    return f"{line}\nmore since the middle: {kinds or 'nothing'}\n"


def main() -> None:
    asked = argparse.ArgumentParser(description="Whether memory grows over hours of drill time.")
    asked.add_argument("--hours", type=float, default=3.0, help="of drill time")
    asked.add_argument("--pace", type=int, help="drill seconds a frame, or a real second in a room")
    asked.add_argument("--room", action="store_true", help="a host with browsers, not the desk")
    wish = asked.parse_args()
    if wish.room:
        # The sockets' library is needed for nothing else here.
        from tests.benchmarks.soak_room import play_in_a_room

        samples = play_in_a_room(wish.hours, wish.pace or 60)
    else:
        samples = play_at_the_desk(wish.hours, wish.pace or 5)
    sys.stdout.write(verdict(samples))


if __name__ == "__main__":
    main()
