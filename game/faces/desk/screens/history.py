"""Past drills: how they went, looking at them again, and their files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.faces.archive.reading import Archive
from game.faces.desk.screens.ratings import RATING_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Cell,
    Column,
    Label,
    Panel,
    Row,
    Table,
    TableColumn,
    Widget,
    flex,
)
from game.session.folder import DrillFolder
from game.simtime import words
from game.terms import Rating
from scoring.trends import DrillRecord

COLUMNS = (
    TableColumn("Began, UTC", px=136, style="small"),
    TableColumn("Drill", flex=5, style="strong"),
    TableColumn("Played as", flex=4, style="small"),
    TableColumn("Players", px=84, style="small"),
    TableColumn("Score", px=70, style="strong"),
    TableColumn("Mitigated", px=84, style="small"),
    TableColumn("Goes on from", flex=3, style="small"),
)
NEVER = "–"
TITLE = "Past drills"


@dataclass(frozen=True, slots=True)
class PastWays:
    """Where the list of past drills leads to; `trends` writes their page and shows it."""

    watch: Callable[[DrillFolder], object]
    go_on: Callable[[DrillFolder], object]
    open_file: Callable[[Path], bool]
    trends: Callable[[], object]
    back: Callable[[], object]


class HistoryScreen:
    """A table of all drills, newest first; pressing one twice plays it back."""

    def __init__(self, ui: Ui, archive: Archive, root: Path, ways: PastWays) -> None:
        self._ui, self._archive, self._root, self._ways = ui, archive, root, ways
        self._known = {record.name: record for record in archive.records}
        self._chosen = next(iter(self._known), "")
        empty = "No drill was played yet."
        self._table = Table(COLUMNS, on_select=self._choose, on_activate=self._watch, empty=empty)
        self._replay = Button("Replay", lambda: self._watch(self._chosen), kind="primary")
        self._replay.shortcut = "w"
        self._on = Button("Go on", self._go_on, shortcut="c")
        self._report = Button("Report", lambda: self._open("report"), shortcut="r")
        self._postmortem = Button("Postmortem", lambda: self._open("postmortem"), shortcut="p")

    def enter(self) -> None:
        """Show the list, with the arrows going through it."""
        self._table.set_rows([(key, _cells(item)) for key, item in self._known.items()])
        self._ui.set_root(self._layout())
        self._table.list.select(self._chosen)
        self._ui.focus(self._table.list)
        self._choose(self._chosen)

    def step(self, _now_s: float) -> float | None:
        """Nothing moves here."""
        return None

    def _layout(self) -> Widget:
        count = len(self._archive.records)
        unread = len(self._archive.unread)
        told = f"{count} drill{'' if count == 1 else 's'}"
        told += f"; {unread} could not be read" if unread else ""
        head = Row(
            [
                Label(TITLE, style="display", wrap=False, tooltip=TITLE),
                flex(Label(told, tone="muted", wrap=False, tooltip=told)),
                Button("Trends", self._ways.trends, shortcut="t"),
                Button("Back", self._ways.back, kind="quiet", shortcut="esc"),
            ],
            align="centre",
        )
        note = "Forks go on from a moment of another drill, and are compared with none."
        actions = Row(
            [
                flex(Label(note, style="small", tone="muted")),
                self._on,
                self._report,
                self._postmortem,
                self._replay,
            ],
            align="centre",
        )
        return Column([head, flex(Panel([flex(self._table)])), actions], pad="wide", gap="pad")

    # -- acting -----------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        self._chosen = key
        folder = self._folder(key)
        broke_off = key in self._known and self._known[key].score is None
        self._replay.set_enabled(key in self._known, "There is nothing to play back.")
        self._on.set_enabled(broke_off, "Only what broke off can go on; a replay can be forked.")
        for button, path in (
            (self._report, folder.report),
            (self._postmortem, _postmortem(folder)),
        ):
            there = key in self._known and path.exists()
            button.set_enabled(there, "This drill has none: it broke off.")

    def _folder(self, key: str) -> DrillFolder:
        return DrillFolder(self._root / key)

    def _watch(self, key: str) -> None:
        if key in self._known:
            self._ways.watch(self._folder(key))

    def _go_on(self) -> None:
        self._ways.go_on(self._folder(self._chosen))

    def _open(self, name: str) -> None:
        folder = self._folder(self._chosen)
        path = folder.report if name == "report" else _postmortem(folder)
        if not self._ways.open_file(path):
            self._ui.toast(f"It lies at {path}", "info", seconds=15)


def _postmortem(folder: DrillFolder) -> Path:
    """The page to read; drills of before there was one have the text alone."""
    page = folder.postmortem_html
    return page if page.exists() else folder.postmortem


def _cells(record: DrillRecord) -> list[Cell | str]:
    bought_s = dict(record.seconds).get("mitigate_s")
    fork = f"↳ {record.fork}" if record.fork else ""
    return [
        Cell(record.when[:16].replace("T", " "), "muted"),
        f"{record.title} ({record.difficulty})",
        Cell(record.variant, "muted"),
        Cell(record.players, "muted"),
        _score(record),
        Cell(NEVER if bought_s is None else words(bought_s), "muted"),
        Cell(fork, "info"),
    ]


def _score(record: DrillRecord) -> Cell:
    if record.score is None:
        return Cell("broke off", "warn")
    tones: dict[str, Tone] = {rating.value: tone for rating, tone in RATING_TONES.items()}
    rating = record.rating if record.rating in tones else Rating.N.value
    return Cell(f"{record.score:.0f} {rating}", tones[rating])
