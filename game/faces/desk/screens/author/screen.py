"""The author's corner: choose a scenario, and see what is wrong, what it brings, if it works."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from game.faces.author.forecast import Forecast
from game.faces.desk.rich import Run
from game.faces.desk.screens.author.beginning import NewDialog
from game.faces.desk.screens.author.bench import Bench, Kind
from game.faces.desk.screens.author.checking import check_parts, place_of, problem_list
from game.faces.desk.screens.author.forecasting import ForecastView
from game.faces.desk.screens.author.proving import ProgressCard, proof_parts, waiting_row
from game.faces.desk.screens.author.shelf import (
    Shelved,
    fresh,
    is_stale,
    own_scenarios,
    read,
    shipped_scenarios,
)
from game.faces.desk.screens.scenario_card import DIFFICULTY_TONES
from game.faces.desk.screens.shortcuts import AUTHOR, EVERYWHERE
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Dropdown,
    Label,
    ListRow,
    ListView,
    Option,
    Panel,
    RichRow,
    RichText,
    Row,
    Spacer,
    Tab,
    Tabs,
    Widget,
    fixed,
    flex,
    key_help,
    optional,
)
from game.faces.desk.work.errand import Hire
from game.faces.desk.work.jobs import Proven
from game.scenario.assemble import Loaded
from game.scenario.catalogue import Card

TITLE = "Author's corner"
LOOK_S = 0.5
"""So often the files are looked at."""
RUNS = (1, 2, 5, 10)
TABS = (Tab("check", "Check"), Tab("forecast", "Forecast"), Tab("prove", "Prove"))


@dataclass(frozen=True, slots=True)
class AuthorWays:
    """Where the corner leads to."""

    play: Callable[[Loaded, Path | None], object]
    """Told the file too, if what is saved is to be taken over while it is played."""
    open_file: Callable[[Path], bool]
    back: Callable[[], object]


class AuthorScreen:
    """Scenarios at the left, the author's own first; check, forecast and proof at the right."""

    def __init__(
        self, ui: Ui, cards: Sequence[Card], own: Sequence[Path], hire: Hire, ways: AuthorWays
    ) -> None:
        self._ui, self._own, self._ways = ui, tuple(own), ways
        self.bench = Bench(hire, ui.now_s)
        found = [*own_scenarios(self._own), *shipped_scenarios(cards)]
        self._shelf = {item.key: item for item in found}
        self._chosen = next(iter(self._shelf), "")
        self._looked_s = self._ticked_s = 0.0
        self._list = ListView(on_select=self._choose, on_activate=self._choose)
        self._tabs = Tabs(TABS, lambda _key: self._show())
        self._problems = problem_list()
        self._problems.on_activate = self._copy_place
        self._head, self._body = Column([], gap="small"), Column([])
        stop = Button("Cancel", self._stop, shortcut="x")
        self._progress = ProgressCard(stop)
        options = tuple(Option(str(count), f"{count} each") for count in RUNS)
        self._runs = Dropdown(options, lambda _key: None, selected=str(RUNS[1]))

    # -- as a screen ------------------------------------------------------------------------

    def enter(self) -> None:
        """Show it, with the arrows going through the scenarios."""
        self._ui.set_root(self._layout())
        self._ui.bind("f1", self._help)
        for number, tab in enumerate(TABS, 1):
            self._ui.bind(str(number), partial(self._tabs.select, tab.key))
        self._fill()
        self._look()
        self._ui.focus(self._list)

    def step(self, now_s: float) -> float | None:
        """Follow the work, and look at the files."""
        if not self._looked_s or now_s >= self._looked_s + LOOK_S:
            self._looked_s = now_s
            self._look()
        running = self.bench.running
        if self.bench.follow():
            self._show()
        elif running is not None and now_s >= self._ticked_s + 1:
            self._ticked_s = now_s
            self._progress.show(running, self.bench.elapsed_s())
        return now_s + LOOK_S

    def _help(self) -> None:
        self._ui.open_dialog(key_help((AUTHOR, EVERYWHERE), self._ui.close_dialog))

    def leave(self) -> None:
        """Give the work up and go back."""
        self.bench.stop()
        self._ways.back()

    # -- the scenarios ----------------------------------------------------------------------

    @property
    def chosen(self) -> Shelved | None:
        """The scenario that is shown."""
        return self._shelf.get(self._chosen)

    def _fill(self) -> None:
        own = [item for item in self._shelf.values() if item.own]
        shipped = [item for item in self._shelf.values() if not item.own]
        rows: list[ListRow] = [_heading("Yours")]
        rows += [_row(item) for item in own] or [_none_yet()]
        rows += [_heading("Shipped with the game"), *(_row(item) for item in shipped)]
        self._list.set_rows(rows)
        self._list.select(self._chosen)
        self._show()

    def _choose(self, key: str) -> None:
        if key in self._shelf and key != self._chosen:
            self._chosen = key
            # Whoever runs through the list with the arrows waits for no file.
            self._looked_s = 0.0
            self._show()

    def _look(self) -> None:
        """Read what was not read yet, or has been saved meanwhile."""
        item = self.chosen
        if item is not None and is_stale(item):
            self._shelf[item.key] = fresh(item)
            self._fill()

    def _new(self) -> None:
        dialog = NewDialog(self._ui, [*self._shelf.values()], self._own[0], self._made)
        self._ui.open_dialog(dialog)

    def _made(self, file: Path) -> None:
        item = read(file)
        self._shelf = {item.key: item, **self._shelf}
        self._chosen = item.key
        self._tabs.select("check", tell=False)
        self._fill()
        self._ui.toast(f"{item.folder} is playable as it is. Open it in your editor.", "good")

    # -- acting -----------------------------------------------------------------------------

    def _play(self) -> None:
        item = self.chosen
        if item is not None and item.loaded is not None:
            self.bench.stop()
            self._ways.play(item.loaded, item.file if item.own else None)

    def _copy(self) -> None:
        if self.chosen is not None:
            self._put(str(self.chosen.folder))

    def _copy_place(self, key: str) -> None:
        if self.chosen is not None:
            self._put(place_of(self.chosen.problems[int(key)]))

    def _put(self, text: str) -> None:
        self._ui.clipboard.put(text)
        self._ui.toast(f"Copied: {text}", "info")

    def _open(self) -> None:
        if self.chosen is not None and not self._ways.open_file(self.chosen.folder):
            self._ui.toast(f"It lies at {self.chosen.folder}", "info", seconds=15)

    def _forecast(self) -> None:
        self._start("forecast")

    def _prove(self) -> None:
        self._start("prove")

    def _start(self, kind: Kind) -> None:
        item = self.chosen
        if item is None or item.loaded is None or self.bench.running is not None:
            return
        self._tabs.select(kind, tell=False)
        if kind == "forecast":
            self.bench.forecast(item)
        else:
            self.bench.prove(item, int(self._runs.selected or RUNS[1]))
        self._show()

    def _stop(self) -> None:
        self.bench.stop()
        self._show()

    # -- layout -----------------------------------------------------------------------------

    def _layout(self) -> Widget:
        note = "Write a scenario in your editor; here you see whether it works."
        head = Row(
            [
                Label(TITLE, style="display", wrap=False, tooltip=TITLE),
                optional(Label(note, tone="muted", wrap=False, tooltip=note)),
                flex(Spacer()),
                Button("New scenario", self._new, shortcut="n"),
                Button("Keys", self._help, shortcut="f1", kind="quiet"),
                Button("Back", self.leave, kind="quiet", shortcut="esc"),
            ],
            align="centre",
        )
        right = Panel([self._head, fixed(self._tabs, 38), flex(self._body, least=120)])
        work = Row([flex(Panel([flex(self._list)]), 3, least=270), flex(right, 8, least=460)])
        return Column([head, flex(work, least=240)], pad="wide", gap="pad")

    def _show(self) -> None:
        item = self.chosen
        self._head.replace_children([] if item is None else self._head_parts(item))
        self._body.replace_children([] if item is None else self._tab_parts(item))
        if item is not None:
            count = len(item.problems)
            check = Tab("check", "Check", count, "bad")
            self._tabs.set_tabs((check, *TABS[1:]))
        if self.bench.running is not None:
            self._progress.show(self.bench.running, self.bench.elapsed_s())

    def _head_parts(self, item: Shelved) -> list[Widget]:
        play = Button("Play", self._play, kind="primary", shortcut="p")
        play.set_enabled(item.loaded is not None, "Only what has no problems can be played.")
        path = str(item.folder)
        place = Label(path, style="mono_small", tone="muted", wrap=False, tooltip=path)
        name = Label(item.title, style="large", wrap=False, tooltip=item.title)
        return [
            Row(
                [
                    flex(Column([name, place], gap="tight")),
                    Button("Copy path", self._copy, shortcut="y"),
                    Button("Open folder", self._open, shortcut="o"),
                    play,
                ],
                align="centre",
            )
        ]

    def _tab_parts(self, item: Shelved) -> list[Widget]:
        match self._tabs.selected:
            case "forecast":
                return self._forecast_parts(item)
            case "prove":
                return self._proof_parts(item)
            case _:
                return check_parts(item, self._problems)

    def _forecast_parts(self, item: Shelved) -> list[Widget]:
        made = self.bench.made(item, "forecast")
        start = Button("Work it out", self._forecast, kind="primary", shortcut="f")
        text = "What happens when nobody acts, and what each lever does early, later and late."
        parts = self._work_parts(item, "forecast", waiting_row(start, text), start)
        if made is not None and isinstance(made.result, Forecast):
            parts.append(flex(ForecastView(made.result).widget))
        return parts

    def _proof_parts(self, item: Shelved) -> list[Widget]:
        made = self.bench.made(item, "prove")
        start = Button("Let bots play it", self._prove, kind="primary", shortcut="b")
        text = "Can it be won, does the lesson matter, is every point in reach?"
        parts = self._work_parts(item, "prove", waiting_row(start, text, self._runs), start)
        if made is not None and isinstance(made.result, Proven):
            parts += proof_parts(made.result)
        return parts

    def _work_parts(self, item: Shelved, kind: Kind, offer: Widget, start: Button) -> list[Widget]:
        """What can be started, or is under way; and what is wrong or out of date."""
        running = self.bench.running
        if running is not None and (running.item.key, running.kind) == (item.key, kind):
            return [self._progress.widget]
        parts: list[Widget] = [offer]
        if item.loaded is None:
            start.set_enabled(False, "Mend the problems first; “Check” shows them.")
        elif running is not None:
            busy = f"“{running.item.title}” is under way; one at a time."
            start.set_enabled(False, busy)
            parts.append(Label(busy, tone="muted", style="small"))
        problem = self.bench.problems.get((item.key, kind))
        if problem:
            parts.append(RichText([Run("✗ ", "bad", "strong"), Run(problem)]))
        made = self.bench.made(item, kind)
        if made is not None and made.stamp != item.stamp:
            text = "! This is from before your last change."
            parts.append(Label(text, tone="warn"))
        return parts


def _heading(text: str) -> RichRow:
    return RichRow([Run(text, "muted", "small_strong")], key=f"heading {text}")


def _none_yet() -> RichRow:
    text = "None yet. Press N: a new one can be played at once."
    return RichRow([Run(text, "muted", "small")], key="none")


def _row(item: Shelved) -> RichRow:
    right = None
    if item.difficulty:
        tone = DIFFICULTY_TONES[item.difficulty]
        right = Run(item.difficulty, tone, "small")
    elif item.problems:
        right = Run(f"✗ {len(item.problems)}", "bad", "small_strong")
    return RichRow([Run(item.title, style="strong")], key=item.key, right=right, pad=5)
