"""A picture for each fault: nobody acts, the right lever, a wrong one.

`python -m tests.benchmarks.pictures [--out DIR]` draws them and writes the page that shows them.
"""

import argparse
import io
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from game.scenario.shop_metrics import facts_of, unit_of
from game.scenario.shop_model import LeverKind
from game.shop import Pull, Traces, build, simulate
from game.terms import Unit
from tests.benchmarks.picture_cases import CASES, Case, Hand
from tests.shop.shops import SHOPS

FOLDER: Final = "pictures"
PAGE: Final = "PICTURES.md"
LARGEST_BYTES: Final = 60_000
PULLED_S: Final = 120
FROM_S, TO_S = -60, 480
SEED: Final = 3
STEP_S: Final = 2  # every other second is enough at this size
COLOURS: Final = {"none": "#666666", "right": "#0072B2", "wrong": "#D55E00"}
FAULT, GRID = "#CC79A7", "#DDDDDD"
_SCALES: Final = {
    Unit.RATIO: (100.0, ", %"),
    Unit.MILLISECONDS: (0.001, ", s"),
    Unit.PER_MINUTE: (1.0, " a minute"),
    Unit.PER_SECOND: (1.0, " a second"),
    Unit.COUNT: (1.0, ""),
}


def courses(case: Case) -> Traces:
    """Nobody acts, the right hand, the wrong hand; all with the same noise."""
    shop = build(case.spec, case.faults, SEED)
    schedules = [(), _pulls(case.right), _pulls(case.wrong)]
    return simulate(shop, schedules, TO_S - FROM_S, FROM_S)


def draw(case: Case, traces: Traces) -> bytes:
    """The picture as a PNG of few colours."""
    figure = Figure(figsize=(10.4, 7.0), dpi=100, layout="constrained")
    figure.suptitle(f"{case.title}  ({case.name})", fontsize=14, fontweight="bold")
    front = case.spec.traffic.enters
    rows = (
        ("orders.rate", "Orders"),
        (f"{front}.success", "Success"),
        (f"{front}.p95", "Latency, p95"),
        (case.telling, _title(case.telling)),
    )
    columns = (
        ("none", "Nobody acts"),
        ("right", f"Right: {case.right.words}"),
        ("wrong", f"Wrong: {case.wrong.words}"),
    )
    grid = figure.subplots(len(rows), len(columns), sharex=True, sharey="row", squeeze=False)
    for axes, (metric, title) in zip(grid, rows, strict=True):
        scale, unit = _SCALES[unit_of(metric)]
        values = traces.metric(metric)[:, ::STEP_S] * scale
        for run, (place, (kind, _words)) in enumerate(zip(axes, columns, strict=True)):
            _chart(place, values[run], kind)
        axes[0].set_ylabel(_wrapped(f"{title}{unit}"), fontsize=9)
        axes[0].set_ylim(0, _top(values))
    for place, (kind, words) in zip(grid[0], columns, strict=True):
        place.set_title(words, fontsize=11, color=COLOURS[kind], fontweight="bold", pad=16)
        _name_the_moments(place, acting=kind != "none")
    for place in grid[-1]:
        place.set_xlabel("minutes", fontsize=9)
    return _compact(figure)


def _pulls(hand: Hand) -> tuple[Pull, ...]:
    """Shedding alone is for a while."""
    end_s = None if hand.lasts_s is None else PULLED_S + hand.lasts_s
    return tuple(
        Pull(one, PULLED_S, end_s if one.kind is LeverKind.SHED else None) for one in hand.levers
    )


def _chart(place: Axes, values: NDArray[np.float64], kind: str) -> None:
    minutes = np.arange(FROM_S + 1, TO_S + 1, STEP_S) / 60
    place.axvline(0, color=FAULT, linewidth=1.2)
    if kind != "none":
        place.axvline(PULLED_S / 60, color=COLOURS[kind], linewidth=1.2, linestyle=(0, (4, 2)))
    place.plot(minutes, values, color=COLOURS[kind], linewidth=1.5)
    place.set_xlim(FROM_S / 60, TO_S / 60)
    place.set_xticks(range(0, TO_S // 60 + 1, 2))
    place.grid(color=GRID, linewidth=0.6)
    place.tick_params(labelsize=9, length=2)
    place.spines[["top", "right"]].set_visible(False)


def _name_the_moments(place: Axes, *, acting: bool) -> None:
    moments = [(0.0, "fault", FAULT)]
    if acting:
        moments.append((PULLED_S / 60, "lever", "#333333"))
    across = place.get_xaxis_transform()
    for minute, word, colour in moments:
        place.text(
            minute,
            1.01,
            word,
            color=colour,
            transform=across,
            fontsize=8.5,
            va="bottom",
            ha="center",
        )


def _title(metric: str) -> str:
    part = metric.partition(".")[0]
    words = facts_of(metric).text
    if part in words:
        return words[0].upper() + words[1:]
    return f"{part}: {words}".replace(" per second", "")


def _wrapped(words: str) -> str:
    """In lines short enough to stand beside a small chart."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > 20:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _top(values: NDArray[np.float64]) -> float:
    return max(1.08 * float(np.nanmax(values)), 0.1)


def _compact(figure: Figure) -> bytes:
    drawn, small = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    image = Image.open(drawn).convert("RGB").quantize(40, dither=Image.Dither.NONE)
    image.save(small, format="png", optimize=True)
    return small.getvalue()


def page() -> str:
    """The page that shows them all."""
    head = (
        "# Each fault, with a right and a wrong lever\n\n"
        "`python -m tests.benchmarks.pictures` draws these from the model. The fault begins at "
        "minute 0, the levers are pulled\nat minute 2; all three courses share their noise. "
        "How the model works: [MODEL.md](MODEL.md).\n"
    )
    parts = [
        f"\n## {case.title}\n\n{case.seen}\n\n"
        f"![{case.title}: orders, success, p95 and {case.telling}, when nobody acts, with the "
        f"right lever ({case.right.words}) and with a wrong one ({case.wrong.words})]"
        f"({FOLDER}/{case.name}.png)\n"
        for case in CASES
    ]
    return head + "".join(parts)


def main() -> None:
    """Draw all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHOPS, help="folder of page and pictures")
    parser.add_argument("only", nargs="*", help="faults to draw; all if none is said")
    said = parser.parse_args()
    (said.out / FOLDER).mkdir(parents=True, exist_ok=True)
    for case in CASES:
        if said.only and case.name not in said.only:
            continue
        drawn = draw(case, courses(case))
        (said.out / FOLDER / f"{case.name}.png").write_bytes(drawn)
        print(f"{case.name}: {len(drawn) / 1000:.0f} KB")  # noqa: T201 - a command's output
    (said.out / PAGE).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
