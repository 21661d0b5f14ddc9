"""What to practise next, with the drill to do it in one press away; and where the papers lie."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from game.faces.desk.rich import Run
from game.faces.desk.screens.ratings import RATING_TONES
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    Panel,
    RichText,
    Row,
    ScrollView,
    Spacer,
    Widget,
    flex,
)
from game.terms import Role
from scoring.practice import Practice

Play = Callable[[str, Role | None], object]
"""Leads to the briefing of a scenario, in one of its seats."""

NOTHING_LOST = (
    "No points were lost: try a harder drill, another seat, or this one with another cause."
)


def onward(found: Sequence[Practice], again: str, play: Play) -> list[Widget]:
    """Up to three things to practise, weightiest first, and this drill again."""
    parts = [_practice(item, play) for item in found]
    once_more = Button("Play this one again", partial(play, again, None))
    return [
        *(parts or [Label(NOTHING_LOST)]),
        Row([flex(Spacer()), once_more]),
    ]


def _practice(item: Practice, play: Play) -> Widget:
    lost = f"{item.lost:g} of {item.max_points:g} points lost"
    exercise = item.exercise
    go = Button(f"Play “{exercise.title}”", partial(play, exercise.id, exercise.seat))
    why = [Label(item.why, style="small", tone="muted")] if item.why else []
    seat = f"As {exercise.seat.title}, {exercise.difficulty}. {exercise.says}"
    return Panel(
        [
            RichText(
                [
                    Run(f"{item.title}  ", style="strong"),
                    Run(lost, RATING_TONES[item.rating], "small"),
                ]
            ),
            *why,
            Label(seat, style="small"),
            Row([flex(Spacer()), go]),
        ],
        gap="small",
    )


def papers(
    folder: Path,
    files: Sequence[tuple[str, Path]],
    open_file: Callable[[Path], object],
    copy: Callable[[Path], object],
) -> Widget:
    """Where the report and the postmortem lie; each can be opened, and its path copied."""
    rows: list[Widget] = [Label(f"They lie in {folder}", style="small", tone="muted")]
    for name, path in files:
        runs = [Run(f"{name}  ", style="small_strong"), Run(path.name, "muted", "mono_small")]
        rows.append(
            Row(
                [
                    flex(RichText(runs)),
                    Button("Open", partial(open_file, path), compact=True),
                    Button("Copy path", partial(copy, path), compact=True),
                ],
                align="centre",
            )
        )
    return Panel([Label("The papers of this drill", style="strong"), *rows], gap="small")


def scrolled(parts: Sequence[Widget]) -> Widget:
    """The parts one below the other."""
    return ScrollView(Column(list(parts), gap="gap"))
