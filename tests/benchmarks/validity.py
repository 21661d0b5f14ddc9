"""Whether the score tells teams apart: every scenario, every policy, many seeds.

`python -m tests.benchmarks.validity [SEEDS] [SCENARIO …]` prints the median score of each policy in
each scenario with its band, and the share of seeds in which the policies come in their order. It
uses all cores; the quality of decisions is weighed as in a real score.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from statistics import median

from scoring.judge import score
from tests.golden.drills import BANDS, FIRST_SEED, in_order, played, scenarios

Job = tuple[str, str, int]
SEEDS = 20


def measured(job: Job) -> tuple[Job, float]:
    """The score of one drill."""
    session = played(*job)
    return job, score(session.plan, session.state).score


def _jobs(names: Iterable[str], seeds: int) -> Iterator[Job]:
    for name in names:
        for policy in BANDS:
            for seed in range(FIRST_SEED, FIRST_SEED + seeds):
                yield name, policy, seed


def main() -> None:
    """Play, and print the table."""
    words = sys.argv[1:]
    seeds = int(words.pop(0)) if words and words[0].isdigit() else SEEDS
    names = tuple(words) or scenarios()
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        found = dict(pool.map(measured, _jobs(names, seeds)))
    print(f"{'scenario':<24}" + "".join(f"{policy:>22}" for policy in BANDS) + f"{'in order':>10}")  # noqa: T201
    ordered = 0
    for name in names:
        ordered += _row(name, seeds, found)
    print(f"In order in {ordered} of {len(names) * seeds} drills' seeds.")  # noqa: T201


def _row(name: str, seeds: int, found: dict[Job, float]) -> int:
    cells = []
    for policy, (least, most) in BANDS.items():
        scores = [score for job, score in found.items() if job[:2] == (name, policy)]
        middle = median(scores)
        mark = " " if least <= middle <= most else "!"
        cells.append(f"{middle:8.1f}{mark} ({min(scores):3.0f}..{max(scores):3.0f})")
    right = sum(
        in_order({policy: found[name, policy, seed] for policy in BANDS})
        for seed in range(FIRST_SEED, FIRST_SEED + seeds)
    )
    print(f"{name:<24}" + "".join(f"{cell:>22}" for cell in cells) + f"{right:>7}/{seeds}")  # noqa: T201
    return right


if __name__ == "__main__":
    main()
