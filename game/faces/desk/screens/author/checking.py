"""The check: every problem of a scenario with its place, or what it holds when there is none."""

from collections.abc import Iterable, Sequence

import pygame

from game.faces.desk.rich import Run
from game.faces.desk.screens.author.shelf import Shelved
from game.faces.desk.skin import Skin
from game.faces.desk.widgets import (
    Cell,
    Column,
    Grid,
    Label,
    ListRow,
    ListView,
    Panel,
    RichRow,
    RichText,
    RowState,
    ScrollView,
    Table,
    TableColumn,
    Widget,
    flex,
)
from game.scenario.assemble import SCENARIO
from game.scenario.library import Loaded
from game.scenario.model import Inject
from game.scenario.problems import Problem, pointed_at, render
from game.simtime import clock, words

EMPTY = "Nothing is wrong."
NO_BREAK = "\u00a0"
INDENT = 6
"""Columns before a quoted line, and one to spare."""
LEAST_PX = 34
"""Logical pixels beside the text of a row."""


def check_parts(item: Shelved, copy: ListView) -> list[Widget]:
    """The tab's content; `copy` is the list that problems are shown in, made once."""
    if item.found is None:
        return [Label("Reading …", tone="muted")]
    if item.loaded is not None:
        content = ScrollView(Column(_content(item.loaded), gap="gap"))
        return [_verdict(item), flex(content, least=80)]
    copy.set_rows(problem_rows(item.problems))
    return [_verdict(item), flex(Panel([flex(copy)], surface="well", pad="gap"), least=80)]


def problem_list() -> ListView:
    """An empty list for problems; rows can be chosen, so that their place can be copied."""
    return ListView(on_select=lambda _key: None, empty=EMPTY, fill="well", gap=6)


def _verdict(item: Shelved) -> Widget:
    count = len(item.problems)
    if not count:
        runs = [Run("✓ No problems.  ", "good", "strong")]
    else:
        runs = [Run(f"✗ {count} problem{'s' if count > 1 else ''}.  ", "bad", "strong")]
    return RichText([*runs, Run("The files are read again whenever you save them.", "muted")])


def problem_rows(problems: Sequence[Problem]) -> list[ListRow]:
    """Each problem with place, line, caret and hint."""
    return [ProblemRow(number, problem) for number, problem in enumerate(problems)]


class ProblemRow:
    """A problem whose source line is cut to the row's width, so that the caret stays below it."""

    def __init__(self, number: int, problem: Problem) -> None:
        self.key, self._problem = str(number), problem
        self._made: tuple[int, RichRow] = (0, RichRow(()))

    def text(self) -> str:
        """The problem as the command line tells it."""
        return render(self._problem)

    def _row(self, skin: Skin, width_px: int) -> RichRow:
        room_px = width_px - skin.px(LEAST_PX)
        columns = max(20, room_px // max(1, skin.width("mono_small", "m")) - INDENT)
        if self._made[0] != columns:
            self._made = columns, RichRow(_runs(self._problem, columns), tone="bad", pad=6)
        return self._made[1]

    def height(self, skin: Skin, width_px: int) -> int:
        """Of all its lines."""
        return self._row(skin, width_px).height(skin, width_px)

    def draw(self, surface: pygame.Surface, skin: Skin, rect: pygame.Rect, state: RowState) -> None:
        """Draw it."""
        self._row(skin, rect.w).draw(surface, skin, rect, state)


def _runs(problem: Problem, columns: int) -> list[Run]:
    name = problem.file.replace("\\", "/").rsplit("/", 1)[-1]
    runs = [
        Run(f"{name}:{problem.line}:{problem.col}  ", "info", "mono_small"),
        Run(f"{problem.path or '(file)'}\n", "muted", "mono_small"),
        Run(problem.message, style="strong"),
    ]
    # Spaces that break no line keep the caret where it belongs.
    lines = (line.replace(" ", NO_BREAK) for line in pointed_at(problem, columns))
    runs += [Run(f"\n{line}", "bad", "mono_small") for line in lines]
    if problem.hint:
        runs.append(Run(f"\nhint: {problem.hint}", "good"))
    return runs


def place_of(problem: Problem) -> str:
    """The place as editors take it."""
    return f"{problem.file}:{problem.line}:{problem.col}"


def _content(item: Loaded) -> list[Widget]:
    scenario = item.scenario
    exercise = scenario.exercise
    facts = (
        ("Length", words(exercise.duration_s)),
        ("Runbook", exercise.runbook),
        ("Shop", exercise.shop),
        ("Variants", _named(variant.id for variant in scenario.variants)),
        ("Levers", _named(lever.id for lever in scenario.levers)),
        ("Investigations", str(len(scenario.investigations))),
        ("Injects", str(len(scenario.injects))),
        ("Decisions", str(len(scenario.decisions))),
        ("Tasks of its own", str(len(scenario.tasks))),
        ("Lines of YAML", str(item.sources[SCENARIO].count("\n") + 1)),
    )
    rows = [
        RichText([Run(f"{name}  ", "muted", "small"), Run(value, style="small_strong")])
        for name, value in facts
    ]
    lines = Table(_MSEL)
    lines.set_rows([(inject.id, _line(inject)) for inject in scenario.injects])
    return [
        Column([Label("What it holds", style="strong"), Grid(list(rows), columns=2)], gap="small"),
        Column([Label("What it teaches", style="strong"), Label(_one(scenario.lesson))]),
        Label("Who says what, and when", style="strong"),
        Panel([lines], pad="small"),
    ]


_MSEL = (
    TableColumn("When", px=76, style="small"),
    TableColumn("Inject", px=140, style="small"),
    TableColumn("From → to", px=140, style="small"),
    TableColumn("Text", flex=1, style="small"),
)


def _line(inject: Inject) -> list[Cell | str]:
    when = "condition" if inject.at_s is None else clock(inject.at_s)
    return [
        Cell(when, "info"),
        Cell(f"{inject.id}\n{inject.kind.value}, {inject.via.value}", "muted"),
        Cell(f"{inject.sender} → {inject.to}", "muted"),
        _one(inject.text),
    ]


def _named(ids: Iterable[str]) -> str:
    names = list(ids)
    return f"{len(names)}: {', '.join(names)}"


def _one(text: str) -> str:
    return " ".join(text.split())
