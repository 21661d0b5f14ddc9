"""The menu: which drill to play, what was broken off, and how to leave."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from game.faces.desk.past import Record, broken_off, records
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_TONES
from game.faces.desk.screens.ratings import RATING_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Badge,
    Button,
    Column,
    Grid,
    KeySection,
    Label,
    Panel,
    RichText,
    Row,
    Rule,
    ScrollView,
    Spacer,
    Widget,
    fixed,
    flex,
    key_help,
)
from game.scenario.library import Loaded
from game.session.folder import DrillEntry, DrillFolder
from game.simtime import clock, words
from game.terms import Role

DIFFICULTY_TONES: dict[str, Tone] = {
    "tutorial": "good",
    "easy": "info",
    "medium": "warn",
    "hard": "bad",
}
KEYS = (
    KeySection(
        "Menu",
        (
            ("1", "play the first scenario, 2 the second …"),
            ("c", "go on with the drill that broke off"),
            ("tab", "next button"),
            ("enter", "press it"),
            ("q", "leave"),
        ),
    ),
    KeySection(
        "Everywhere",
        (
            ("ctrl+plus", "larger text (Ctrl − smaller)"),
            ("ctrl+0", "text that fits the window"),
            ("f11", "full screen"),
            ("f1", "this help"),
        ),
    ),
)
LEAST_CARD = 420
"""Cards stand side by side where each has so much room, in logical pixels."""

NUMBERED = 9
"""There are no more keys with a number to choose by."""


class MenuScreen:
    """Scenarios as cards, the tutorial first."""

    def __init__(
        self,
        ui: Ui,
        scenarios: Sequence[Loaded],
        *,
        play: Callable[[Loaded], object],
        go_on: Callable[[DrillFolder], object],
        leave: Callable[[], object],
        drills: Path,
    ) -> None:
        self._ui, self._play, self._go_on, self._leave = ui, play, go_on, leave
        self._scenarios = scenarios
        self._broken_off = broken_off(drills)
        self._records: Mapping[str, Record] = records(drills)

    def enter(self) -> None:
        """Show it."""
        self._ui.set_root(self._layout())
        self._ui.bind("f1", self._help)
        self._ui.bind("q", self._leave)

    def step(self, _now_s: float) -> float | None:
        """Nothing moves here."""
        return None

    def _help(self) -> None:
        self._ui.open_dialog(key_help(KEYS, self._ui.close_dialog))

    def _layout(self) -> Widget:
        cards = [self._card(number, item) for number, item in enumerate(self._scenarios, 1)]
        grid = Grid(cards, columns=2, least_column=LEAST_CARD, gap="pad")
        body = Column([*self._interrupted(), grid, _seats()], gap="wide")
        inside = Column([_heading(), _welcome(), flex(ScrollView(body)), self._footer()], gap="pad")
        return Row([flex(Spacer()), flex(inside, 24), flex(Spacer())], pad="wide")

    def _footer(self) -> Widget:
        return Row(
            [
                Label("Everything stays on this machine.", style="small", tone="muted"),
                flex(Spacer()),
                Button("Keys", self._help, shortcut="f1", kind="quiet"),
                Button("Leave", self._leave, shortcut="q", kind="quiet"),
            ],
            align="centre",
        )

    def _interrupted(self) -> list[Widget]:
        return [] if self._broken_off is None else [self._interrupted_card(self._broken_off)]

    def _interrupted_card(self, entry: DrillEntry) -> Widget:
        at_s = entry.log.events[-1].at_s if entry.log.events else 0
        text = f"“{entry.log.header.scenario}” broke off at {clock(at_s)}. Nothing was lost."
        button = Button("Go on", lambda: self._go_on(entry.folder), kind="primary", shortcut="c")
        return Panel([Row([flex(Label(text)), button], align="centre")], tone="warn", edge="left")

    def _card(self, number: int, item: Loaded) -> Widget:
        scenario = item.scenario
        first = scenario.difficulty == "tutorial"
        start = [Badge("start here", tone="info", style="small")] if first else []
        head = Row(
            [
                flex(Label(scenario.title, style="large", wrap=False)),
                *start,
                Badge(
                    scenario.difficulty,
                    tone=DIFFICULTY_TONES[scenario.difficulty],
                    filled=False,
                    style="small",
                ),
                Badge(
                    words(scenario.exercise.duration_s), tone="muted", filled=False, style="small"
                ),
            ],
            align="centre",
        )
        button = Button(
            "Play",
            lambda: self._play(item),
            kind="primary" if first else "normal",
            shortcut=str(number) if number <= NUMBERED else "",
        )
        record = RichText(_record(self._records.get(scenario.id)))
        return Panel(
            [
                head,
                *(Label(text) for text in _paragraphs(scenario.story)),
                Rule(),
                Label("You practise to", style="strong"),
                *(Label(f"◇ {goal}", tone="muted") for goal in _goals(item)),
                flex(Spacer()),
                Row([flex(record), fixed(button, 150)], gap="wide", align="centre"),
            ],
            pad="wide",
        )


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
        RichText(
            [Run(f"{seat.title}  ", ROLE_TONES[seat], "strong"), Run(does, "muted", "body")],
        )
        for seat, does in _SEATS
    ]
    return Column(
        [
            Label("An incident takes four seats", style="strong"),
            Label(
                "Play all of them, alone or as a team around one screen, or play one, with bots in "
                "the others. After the drill comes a short look back, then the score, a report and "
                "a postmortem draft.",
                tone="muted",
            ),
            Grid(list(texts), columns=4, least_column=240, gap="wide"),
        ],
        gap="gap",
    )


def _paragraphs(story: str) -> list[str]:
    """The first two paragraphs: enough to know what it is about."""
    return [part.replace("\n", " ").strip() for part in story.split("\n\n")[:2]]


def _goals(item: Loaded) -> list[str]:
    objectives = (*item.runbook.objectives, *item.scenario.own_objectives)
    titles = {objective.id: objective.title for objective in objectives}
    return [titles.get(key, key) for key in item.scenario.objectives]


def _record(record: Record | None) -> list[Run]:
    if record is None:
        return [Run("Not played yet", "muted", "small")]
    runs = [
        Run("Last time  ", "muted", "small"),
        Run(f"{record.last:.0f} {record.rating.value}", RATING_TONES[record.rating], "strong"),
    ]
    if record.times > 1:
        runs.append(Run(f"   best {record.best:.0f} of {record.times}", "muted", "small"))
    return runs
