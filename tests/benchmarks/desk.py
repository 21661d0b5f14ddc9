"""What the desk costs, beside what it may cost: one table from one run.

    python -m tests.benchmarks.desk [--quick]

Drawn in software at 1080p: 8 charts of 1,800 points and 300 messages, and a real drill half an hour
old. A verdict goes by what was computed, which is the same on a busy machine; what the clock on the
wall said meanwhile stands beside it, and on a quiet machine the two agree. Costs are also told in
full-window copies, timed in between, so that they can be compared from one machine to another.
`tests.benchmarks.soak` tells whether memory grows in three hours.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.alone import Answer, ask
from tests.benchmarks.costs import Costs, Figure, costs
from tests.benchmarks.scenes import Drill, Widgets, blit

FULL, QUICK = 300, 5


def figures(rounds: int, folder: Path) -> Iterator[Figure]:
    """Those that one process can measure."""
    widgets = Widgets()
    yield from _two("frame with new data", costs(widgets.new_data(), rounds), 12, 20)
    yield _p99("key to glyph, 5,000 characters, p99", costs(widgets.key(), rounds), 3)
    drill = Drill(folder)
    seen = costs(drill.frame(), max(2, rounds // 2), before=drill.play)
    yield from _two("drill: frame with new data", seen, 12, 20)
    played = costs(drill.second(), max(2, rounds // 3))
    yield from _two("drill: with engine, bots and coach", played, None, None)
    idle = costs(drill.idle(), 50, many=20)
    yield Figure("idle turn", idle.median_ms, "ms", 0.1, idle.passing_ms)
    resized = costs(drill.resize(), max(2, rounds // 15))
    yield Figure("resize", resized.median_ms, "ms", 80, resized.passing_ms)


def _two(name: str, cost: Costs, limit: float | None, limit_p99: float | None) -> Iterator[Figure]:
    yield Figure(name, cost.median_ms, "ms", limit, cost.passing_ms)
    yield _p99("  its p99", cost, limit_p99)


def _p99(name: str, cost: Costs, limit: float | None) -> Figure:
    return Figure(name, cost.p99_ms, "ms", limit, cost.passing_p99_ms)


def alone(starts: int) -> Iterator[Figure]:
    """Those that need a process of their own."""
    answers = [ask("start") for _ in range(starts)]
    computed_s = median(answer["computing_s"] for answer in answers)
    passed_s = median(_took_s(answer) for answer in answers)
    yield Figure("first frame, from the start of the process", computed_s, "s", 0.4, passed_s)
    yield Figure("live at its own pace, share of a core", 100 * ask("live")["share"], "%", 5)
    mib = ask("memory")
    yield Figure("memory after a drill of 30 minutes", mib["drill"], "MB", 120)
    yield Figure("memory at its results", mib["results"], "MB")
    yield Figure("memory at the menu, all loaded", mib["menu"], "MB")


def _took_s(answer: Answer) -> float:
    return answer["there_s"] - answer["began_s"]


def table(found: list[Figure], copy: Costs) -> str:
    """The figures as lines."""
    head = f"{'':46}{'limit':>8}{'found':>9}{'':4}{'passed':>8}{'copies':>8}"
    lines = [head, *(_line(figure, copy.median_ms) for figure in found)]
    lines.append(f"{'a full-window copy':46}{'':8}{copy.median_ms:9.3f} ms {copy.passing_ms:8.3f}")
    lines.append(f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    return "\n".join(lines)


def _line(figure: Figure, copy_ms: float) -> str:
    limit = "" if figure.limit is None else f"{figure.limit:g}"
    passed = "" if figure.passed is None else f"{figure.passed:.3f}"
    copies = f"{figure.found / copy_ms:.1f}" if figure.unit == "ms" else ""
    verdict = "" if figure.met else "  missed"
    found = f"{figure.found:9.3f} {figure.unit:3}"
    return f"{figure.name:46}{limit:>8}{found}{passed:>8}{copies:>8}{verdict}"


def main() -> None:
    asked = argparse.ArgumentParser(description="What the desk costs, beside what it may cost.")
    asked.add_argument("--quick", action="store_true", help="few rounds, to see that it works")
    quick = asked.parse_args().quick
    rounds = QUICK if quick else FULL
    copies = costs(blit(), rounds)
    with tempfile.TemporaryDirectory() as folder:
        found = list(figures(rounds, Path(folder)))
    copy = min(copies, costs(blit(), rounds), key=lambda each: each.median_ms)
    found += alone(1 if quick else 7)
    sys.stdout.write(table(found, copy) + "\n")


if __name__ == "__main__":
    main()
