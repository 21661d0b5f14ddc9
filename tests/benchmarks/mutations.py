"""Thousands of spoilt scenario files: none ends in a traceback, takes long, or touches other files.

python -m tests.benchmarks.mutations [COUNT] [SEED]
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from game.engine.plan import make_plan
from game.paths import scenarios_dir
from game.scenario.library import Loaded, check, load
from game.scenario.problems import Problem, render
from game.session.cast import make_cast

SLOW_S = 1.0
"""No file may take longer, in seconds of this process."""

Mutation = Callable[[random.Random, str], str]

_ODD = (
    *(
        "12:30",
        "0",
        "-1",
        "1e999",
        "5%",
        "500%",
        "12m",
        "99999999d",
        "true",
        "null",
        "~",
        "[]",
        "{}",
    ),
    *("*a", "&a", "!!python/object:os.system", "<<", "../../etc/passwd", "|", ">", "'", '"', "\t"),
    *(
        "T+99:99:99",
        "\x00",
        "\ufeff",
        "🐹" * 50,
        "a" * 5000,
        "{checkout.sucess}",
        "{",
        "}",
        "- - -",
    ),
)


def _line(chance: random.Random, lines: list[str]) -> int:
    return chance.randrange(len(lines)) if lines else 0


def _of_lines(change: Callable[[random.Random, list[str]], None]) -> Mutation:
    def mutate(chance: random.Random, text: str) -> str:
        lines = text.split("\n")
        change(chance, lines)
        return "\n".join(lines)

    mutate.__name__ = change.__name__
    return mutate


def _cut(chance: random.Random, lines: list[str]) -> None:
    del lines[_line(chance, lines)]


def _twice(chance: random.Random, lines: list[str]) -> None:
    place = _line(chance, lines)
    lines.insert(place, lines[place])


def _swapped(chance: random.Random, lines: list[str]) -> None:
    one, other = _line(chance, lines), _line(chance, lines)
    lines[one], lines[other] = lines[other], lines[one]


def _moved(chance: random.Random, lines: list[str]) -> None:
    lines[_line(chance, lines)] = " " * chance.randrange(5) + lines[_line(chance, lines)]


def _other_value(chance: random.Random, lines: list[str]) -> None:
    place = _line(chance, lines)
    key, colon, _ = lines[place].partition(":")
    lines[place] = f"{key}{colon} {chance.choice(_ODD)}"


def _other_word(chance: random.Random, lines: list[str]) -> None:
    place = _line(chance, lines)
    words = lines[place].split(" ")
    words[chance.randrange(len(words))] = chance.choice(_ODD)
    lines[place] = " ".join(words)


def _garbled(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return (
        text[:place]
        + chr(chance.choice((9, 34, 39, 58, 91, 123, 0x85, 0x2028)))
        + text[place + 1 :]
    )


def _dropped(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + chance.randrange(1, 40) :]


def _torn(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text))]


def _bomb(chance: random.Random, text: str) -> str:
    depth = chance.randrange(3, 30)
    rows = (f"b{n}: &b{n} [{', '.join([f'*b{n - 1}' if n else 'x'] * 9)}]" for n in range(depth))
    return "\n".join(rows) + "\n" + text


def _deep(chance: random.Random, text: str) -> str:
    return text + "\nend when: " + "{not: " * chance.randrange(10, 2000)


MUTATIONS: tuple[Mutation, ...] = (
    *(_of_lines(change) for change in (_cut, _twice, _swapped, _moved, _other_value, _other_word)),
    *(_garbled, _dropped, _torn, _bomb, _deep),
)


@dataclass(slots=True)
class Tally:
    """What came of the files so far."""

    files: int = 0
    whole: int = 0
    slowest_s: float = 0.0
    slowest: str = ""
    failures: list[str] = field(default_factory=list)


def originals() -> list[Path]:
    """The files that are spoilt: all shipped scenarios, examples, runbooks and shops."""
    home = scenarios_dir()
    return sorted((*home.glob("*/*.yaml"),))


def spoilt(chance: random.Random, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Endless names and texts, each with up to three mutations of one of these."""
    names = sorted(texts)
    while True:
        name = chance.choice(names)
        text = texts[name]
        chosen = [chance.choice(MUTATIONS) for _ in range(chance.randrange(1, 4))]
        for mutate in chosen:
            text = mutate(chance, text) if text else text
        yield f"{name}: {', '.join(one.__name__.strip('_') for one in chosen)}", text


def run(count: int, seed: int) -> Tally:
    """Check so many spoilt files in a folder of their own, watching every file that is opened."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311 - the same files for the same seed
    home = scenarios_dir()
    texts = {str(path.relative_to(home)): path.read_text("utf-8") for path in originals()}
    with tempfile.TemporaryDirectory() as name, _watching(Path(name), home) as strays:
        for shared, called in (("runbook", "house-rules"), ("shop", "corner-shop")):
            shutil.copy(home / "_examples" / f"{shared}.yaml", Path(name, f"{called}.yaml"))
        file = Path(name, "scenario.yaml")
        for _, (what, text) in zip(range(count), spoilt(chance, texts), strict=False):
            file.write_text(text, "utf-8", newline="")
            _check(file, what, tally)
    tally.failures += [f"{path} was opened" for path in strays]
    return tally


_watchers: list[Callable[[str, int], None]] = []


def _audit(event: str, args: tuple[object, ...]) -> None:
    """Hears of every file that is opened, for as long as somebody watches."""
    if event == "open" and isinstance(args[0], str) and isinstance(args[2], int):
        for watcher in _watchers:
            watcher(args[0], args[2])


@contextmanager
def _watching(folder: Path, shipped: Path) -> Iterator[list[str]]:
    """Collects files opened outside of the folder, but for reading shipped ones and the program."""
    strays: list[str] = []
    program = tuple(map(str, (Path(__file__).parents[2], sys.prefix, sys.base_prefix)))

    def watch(path: str, flags: int) -> None:
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        reads_own = not writes and path.startswith((*program, str(shipped)))
        if not path.startswith(str(folder)) and not reads_own and not path.endswith(".pyc"):
            strays.append(path)

    if not _watchers:
        sys.addaudithook(_audit)
    _watchers.append(watch)
    try:
        yield strays
    finally:
        _watchers.clear()


def _check(file: Path, what: str, tally: Tally) -> None:
    problems: list[Problem] = []
    began_s = time.process_time()
    try:
        found = load(file)
        problems = check(file) if isinstance(found, list) else []
        shown = [render(problem) for problem in problems]
        if isinstance(found, Loaded):
            _plan_each(found)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must be told and counted
        tally.failures.append(f"{what}: {type(error).__name__}: {error}")
        shown, problems = [], []
    took_s = time.process_time() - began_s
    tally.files += 1
    tally.whole += not problems
    if any("Traceback" in one for one in shown):
        tally.failures.append(f"{what}: a traceback was shown")
    if took_s > tally.slowest_s:
        tally.slowest_s, tally.slowest = took_s, what
    if took_s > SLOW_S:
        tally.failures.append(f"{what}: took {took_s:.2f} s")


def _plan_each(loaded: Loaded) -> None:
    """Whatever passes must be playable: its drill can be laid out in every variant."""
    for variant in loaded.scenario.variants:
        make_plan(
            loaded.scenario,
            loaded.runbook,
            loaded.shop,
            seed=1,
            cast=make_cast(loaded.scenario, 1),
            variant_id=variant.id,
        )


def main() -> int:
    """Run them and say the figures; 1 when a file failed."""
    count, seed = (int(word) for word in (*sys.argv[1:3], *("10000", "1")[len(sys.argv) - 1 :]))
    tally = run(count, seed)
    sys.stdout.write(
        f"{tally.files} spoilt files: {tally.whole} still without a problem, slowest "
        f"{tally.slowest_s * 1000:.0f} ms ({tally.slowest}), {len(tally.failures)} failures\n"
    )
    for failure in tally.failures[:20]:
        sys.stdout.write(f"  {failure}\n")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
