"""The menu: which drill to play, what was broken off, what was played, and how to leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.faces.desk.aside import Aside, load_what_follows
from game.faces.desk.past import NEVER, Record, broken_off, records, scored
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_TONES
from game.faces.desk.screens.scenario_card import scenario_parts, scenario_row
from game.faces.desk.screens.shortcuts import EVERYWHERE, MENU
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Grid,
    Label,
    ListView,
    Panel,
    RichText,
    Row,
    ScrollView,
    Spacer,
    Widget,
    flex,
    key_help,
    optional,
)
from game.scenario.catalogue import Card
from game.simtime import clock
from game.terms import Role

if TYPE_CHECKING:
    from game.session.folder import DrillEntry, DrillFolder

NUMBERED = 9
"""There are no more keys with a number to choose by."""

READ_AT = 2
"""The turn in which past drills are read: the first one ends with the menu drawn."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the menu leads to."""

    play: Callable[[str], object]
    """Told the scenario's id."""
    go_on: "Callable[[DrillFolder], object]"
    host: Callable[[], object]
    author: Callable[[], object]
    history: Callable[[], object]
    settings: Callable[[], object]
    leave: Callable[[], object]
    hosted: str = ""
    """What there is to say of the room that is open here; empty where there is none."""
    welcomed: Callable[[], object] | None = None
    """Told when the tutorial has been offered and declined; None where it was before."""


class MenuScreen:
    """Scenarios in a list, easiest first, and all about the one that is chosen."""

    def __init__(
        self, ui: Ui, scenarios: Sequence[Card], ways: Ways, *, drills: Path, aside: Aside
    ) -> None:
        self._ui, self._ways, self._drills, self._aside = ui, ways, drills, aside
        self._scenarios = {item.id: item for item in scenarios}
        self._broken_off = broken_off(drills)
        self._records: Mapping[str, Record] | None = None if scored(drills) else {}
        self._turns = 0
        self._chosen = next(iter(self._scenarios), "")
        self._list = ListView(on_select=self._choose, on_activate=self._play_key)
        self._about = Column([], gap="gap")
        self._scroll = ScrollView(self._about)
        self._play_button = Button("Play", self._play, kind="primary", shortcut="p")
        self._offer = Column([])
        self._fill()

    def enter(self) -> None:
        """Show it, with the arrows going through the scenarios."""
        self._ui.set_root(self._layout())
        self._ui.bind("f1", self._help)
        for number, name in enumerate([*self._scenarios][:NUMBERED], 1):
            self._ui.bind(str(number), partial(self._ways.play, name))
        self._list.select(self._chosen)
        self._ui.focus(self._list)

    def step(self, now_s: float) -> float | None:
        """Once the menu has been drawn, past drills are read: nobody waits for them."""
        self._turns += 1
        if self._turns == READ_AT:
            if self._records is None:
                self._aside.do(self._read_past, self._take_past)
            self._aside.do(load_what_follows, lambda _: None)
        return now_s if self._turns < READ_AT else None

    def _read_past(self) -> Mapping[str, Record]:
        from game.faces.archive.reading import read_archive  # noqa: PLC0415

        return records(read_archive(self._drills).records)

    def _take_past(self, found: Mapping[str, Record]) -> None:
        self._records = found
        self._fill()

    def _record(self, name: str) -> Record | None:
        """How a scenario has gone; None as long as that is not known."""
        return None if self._records is None else self._records.get(name, NEVER)

    def _help(self) -> None:
        self._ui.open_dialog(key_help((MENU, EVERYWHERE), self._ui.close_dialog))

    # -- choosing ---------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        self._chosen = key
        self._show_chosen()

    def _play_key(self, key: str) -> None:
        self._ways.play(key)

    def _play(self) -> None:
        if self._chosen:
            self._play_key(self._chosen)

    def _fill(self) -> None:
        items = enumerate(self._scenarios.values(), 1)
        rows = [scenario_row(at, item, self._record(item.id)) for at, item in items]
        self._list.set_rows(rows)
        self._list.select(self._chosen)
        self._show_chosen()
        self._offer.replace_children(self._offers())

    def _show_chosen(self) -> None:
        item = self._scenarios.get(self._chosen)
        record = self._record(self._chosen)
        self._about.replace_children([] if item is None else scenario_parts(item, record))
        self._scroll.scroll_to(0)

    # -- layout -----------------------------------------------------------------------------

    def _layout(self) -> Widget:
        about = Panel(
            [flex(self._scroll), Row([flex(Spacer()), self._play_button], align="centre")],
            pad="wide",
        )
        scenarios = Row([flex(Panel([flex(self._list)]), 5, least=330), flex(about, 6, least=380)])
        return Column(
            [
                _heading(),
                optional(_welcome(), 2),
                *self._hosted(),
                *self._interrupted(),
                self._offer,
                flex(scenarios, least=220),
                optional(_seats()),
                self._footer(),
            ],
            pad="wide",
            gap="pad",
        )

    def _footer(self) -> Widget:
        ways = self._ways
        note = Label("Everything stays on this machine.", style="small", tone="muted", wrap=False)
        return Row(
            [
                optional(note),
                flex(Spacer()),
                Button("Host a team drill", ways.host, shortcut="o"),
                Button("Author's corner", ways.author, shortcut="a"),
                Button("Past drills", ways.history, shortcut="h"),
                Button("Settings", ways.settings, shortcut="s"),
                Button("Keys", self._help, shortcut="f1", kind="quiet"),
                Button("Leave", ways.leave, shortcut="q", kind="quiet"),
            ],
            align="centre",
        )

    def _hosted(self) -> list[Widget]:
        if not self._ways.hosted:
            return []
        back = Button("Back to the room", self._ways.host, kind="primary", shortcut="b")
        row = Row([flex(Label(self._ways.hosted)), back], align="centre")
        return [Panel([row], tone="info", edge="left")]

    def _interrupted(self) -> list[Widget]:
        return [] if self._broken_off is None else [self._interrupted_card(self._broken_off)]

    def _interrupted_card(self, entry: "DrillEntry") -> Widget:
        at_s = entry.log.events[-1].at_s if entry.log.events else 0
        name = entry.log.header.scenario
        title = self._scenarios[name].title if name in self._scenarios else name
        text = f"“{title}” broke off at {clock(at_s)}. Nothing was lost."
        go_on = partial(self._ways.go_on, entry.folder)
        button = Button("Go on", go_on, kind="primary", shortcut="c")
        return Panel([Row([flex(Label(text)), button], align="centre")], tone="warn", edge="left")

    def _offers(self) -> list[Widget]:
        """The first time: the tutorial, which explains everything as it is played."""
        known = self._ways.welcomed is None or self._records != {} or self._broken_off
        if known or not self._scenarios:
            return []
        first = next(iter(self._scenarios))
        text = Label("New here? The tutorial takes a quarter of an hour and explains everything.")
        start = Button("Start the tutorial", partial(self._ways.play, first), shortcut="t")
        later = Button("Not now", self._decline, kind="quiet", shortcut="n")
        row = Row([flex(text), start, later], align="centre")
        return [Panel([row], tone="info", edge="left")]

    def _decline(self) -> None:
        if self._ways.welcomed is not None:
            self._ways.welcomed()
        self._offer.replace_children([])
        self._ui.focus(self._list)


def _heading() -> Widget:
    return RichText(
        [
            Run("■ ", "bad", "display"),
            Run("Break Glass", style="display"),
            Run("   incident drills for people on call", "muted"),
        ]
    )


def _welcome() -> Widget:
    return Label(
        "It is 3 AM and checkout is down. Pick a drill; the first one explains everything as you "
        "play, and needs no experience.",
        tone="muted",
    )


_SEATS = (
    (Role.IC, "decides. Declares, names who does what, settles questions, ends it."),
    (Role.OPS, "has the hands. Looks, checks, changes the system; nobody else does."),
    (Role.COMMS, "tells. Customers, management and support hear the truth in time."),
    (Role.SCRIBE, "writes. Who saw, decided and did what, and when."),
)


def _seats() -> Widget:
    """What somebody who has never been on call should know before the first drill."""
    texts = [
        RichText([Run(f"{seat.title}  ", ROLE_TONES[seat], "strong"), Run(does, "muted")])
        for seat, does in _SEATS
    ]
    title = Label("An incident takes four seats: play all of them, or one with bots in the others")
    return Column([title, Grid(list(texts), columns=4, least_column=240, gap="wide")], gap="small")
