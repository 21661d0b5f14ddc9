"""The menu: which drill to play, what was broken off, and how to leave."""

from collections.abc import Callable
from pathlib import Path

from game.faces.desk.rich import Run
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Badge,
    Button,
    Column,
    KeySection,
    Label,
    Panel,
    RichText,
    Row,
    ScrollView,
    Spacer,
    Widget,
    fixed,
    flex,
    key_help,
)
from game.scenario.library import Loaded, listing
from game.session.folder import DrillEntry, DrillFolder, newest_interrupted
from game.simtime import clock, words

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
            ("ctrl+plus", "larger text (Ctrl − smaller)"),
            ("q", "leave"),
        ),
    ),
)


class MenuScreen:
    """Scenarios as cards, the tutorial first."""

    def __init__(
        self,
        ui: Ui,
        *,
        play: Callable[[Loaded], object],
        go_on: Callable[[DrillFolder], object],
        leave: Callable[[], object],
        drills: Path,
    ) -> None:
        self._ui, self._play, self._go_on, self._leave = ui, play, go_on, leave
        self._drills = drills

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
        cards = [self._card(number, item) for number, item in enumerate(listing(), 1)]
        body = Column([*self._interrupted(), *cards], gap="gap")
        return Row(
            [
                flex(Spacer()),
                fixed(
                    Column(
                        [
                            _heading(),
                            Label(
                                "It is 3 AM and checkout is down. Pick a drill; the first one "
                                "explains everything as you play.",
                                tone="muted",
                            ),
                            flex(ScrollView(body)),
                            self._footer(),
                        ],
                        gap="pad",
                    ),
                    920,
                ),
                flex(Spacer()),
            ],
            pad="wide",
        )

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
        entry = newest_interrupted(self._drills)
        return [] if entry is None else [self._interrupted_card(entry)]

    def _interrupted_card(self, entry: DrillEntry) -> Widget:
        at_s = entry.log.events[-1].at_s if entry.log.events else 0
        text = f"“{entry.log.header.scenario}” broke off at {clock(at_s)}. Nothing was lost."
        button = Button("Go on", lambda: self._go_on(entry.folder), kind="primary", shortcut="c")
        return Panel([Row([flex(Label(text)), button], align="centre")], tone="warn", edge="left")

    def _card(self, number: int, item: Loaded) -> Widget:
        scenario = item.scenario
        seats = words(scenario.exercise.duration_s)
        head = Row(
            [
                Label(scenario.title, style="title", wrap=False),
                flex(Spacer()),
                Badge(
                    scenario.difficulty,
                    tone=DIFFICULTY_TONES[scenario.difficulty],
                    filled=False,
                    style="small",
                ),
                Badge(seats, tone="muted", filled=False, style="small"),
            ],
            align="centre",
        )
        kind = "primary" if scenario.difficulty == "tutorial" else "normal"
        button = Button("Play", lambda: self._play(item), kind=kind, shortcut=str(number))  # type: ignore[arg-type]
        story = Label(_first_paragraph(scenario.story), tone="muted", max_lines=3)
        return Panel([head, Row([flex(story), fixed(button, 120)], gap="wide", align="end")])


def _heading() -> Widget:
    return RichText(
        [
            Run("■ ", "bad", "display"),
            Run("Break Glass", style="display"),
            Run("   incident drills for people on call", "muted"),
        ]
    )


def _first_paragraph(story: str) -> str:
    return story.split("\n\n", 1)[0].replace("\n", " ")
