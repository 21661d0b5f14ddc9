"""The briefing: the story, what will be trained, who plays what, and what there is to work with."""

from collections.abc import Callable

from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_TONES
from game.faces.desk.table import PACES
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Checkbox,
    Choice,
    Column,
    Dropdown,
    Label,
    Option,
    Panel,
    RichText,
    Row,
    Rule,
    ScrollView,
    Spacer,
    Widget,
    flex,
)
from game.scenario.library import Loaded
from game.simtime import utc, words
from game.terms import SEATS, Role

StartDrill = Callable[[frozenset[Role], float, bool], object]
"""Told the seats that people hold, the pace, and whether the coach helps."""

ALL = "all"


class BriefingScreen:
    """What to read before a drill, and the choice of seats."""

    def __init__(
        self,
        ui: Ui,
        loaded: Loaded,
        *,
        start: StartDrill,
        back: Callable[[], object],
        seat: Role | None = None,
    ) -> None:
        self._ui, self._loaded, self._start, self._back = ui, loaded, start, back
        tutorial = loaded.scenario.difficulty == "tutorial"
        self._seats = Choice(_seat_options(loaded), lambda _key: None, selected=seat or ALL)
        self._pace = Dropdown(
            tuple(Option(f"{pace:g}", f"×{pace:g}") for pace in PACES),
            lambda _key: None,
            selected=f"{loaded.scenario.exercise.pace:g}",
        )
        self._coach = Checkbox(
            "The coach tells me what is due, and why",
            lambda _on: None,
            checked=True,
            tooltip="Hints are counted in the score" if not tutorial else "Made for the tutorial",
        )

    def enter(self) -> None:
        """Show it."""
        self._ui.set_root(self._layout())
        self._ui.bind("esc", self._back)

    def step(self, _now_s: float) -> float | None:
        """Nothing moves here."""
        return None

    def _go(self) -> None:
        key = self._seats.selected
        humans = frozenset(SEATS) if key == ALL else frozenset({Role(key)})
        self._start(humans, float(self._pace.selected or 1), self._coach.checked)

    def _layout(self) -> Widget:
        scenario = self._loaded.scenario
        head = Row(
            [
                Label(scenario.title, style="display", wrap=False),
                flex(Spacer()),
                Button("Back", self._back, kind="quiet", shortcut="esc"),
                Button("Start the drill", self._go, kind="primary", shortcut="ctrl+enter"),
            ],
            align="centre",
        )
        left = Panel([flex(ScrollView(Column(self._story(), gap="gap")))])
        right = Panel([flex(ScrollView(Column(self._choices(), gap="gap")))])
        return Column([head, flex(Row([flex(left, 3), flex(right, 2)]))], pad="wide", gap="pad")

    def _story(self) -> list[Widget]:
        scenario, runbook = self._loaded.scenario, self._loaded.runbook
        begins = utc(scenario.exercise.start, 0)[:5]
        length = words(scenario.exercise.duration_s)
        titles = {item.id: item.title for item in (*runbook.objectives, *scenario.own_objectives)}
        goals = [Label(f"◇ {titles.get(key, key)}") for key in scenario.objectives]
        levers = [_lever(lever.title, lever.explain) for lever in scenario.levers]
        return [
            Label(f"It is {begins} UTC. The drill takes {length}.", tone="info", style="strong"),
            *(Label(part.replace("\n", " ")) for part in scenario.story.split("\n\n")),
            Rule(),
            Label("What this drill trains", style="strong"),
            *goals,
            Rule(),
            Label("What you can do to the system", style="strong"),
            *levers,
        ]

    def _choices(self) -> list[Widget]:
        return [
            Label("Where do you sit?", style="strong"),
            self._seats,
            Label(
                "Bots take the seats that nobody holds. They answer you like people do.",
                style="small",
                tone="muted",
            ),
            Rule(),
            self._coach,
            Row([Label("Pace"), self._pace], align="centre"),
            Rule(),
            Label("During the drill", style="strong"),
            *(Label(text, style="small", tone="muted") for text in _CONTROLS),
        ]


_CONTROLS = (
    "Left: the dashboards. Red with a sign means outside its limit.",
    "Middle: what people say, direct messages, the status page, the runbook, a terminal.",
    "Right: what is due for your seat, and what you can do. Ctrl+1 to Ctrl+4 change seats.",
    "F1 shows all keys; Ctrl+P pauses; Ctrl + and − change the text size.",
)


def _seat_options(loaded: Loaded) -> tuple[Option, ...]:
    owns = {rule.role: rule.owns for rule in loaded.runbook.roles}
    seats = tuple(Option(seat.value, seat.title, owns.get(seat, "")) for seat in SEATS)
    everyone = Option(ALL, "All four seats", "Alone, or as a team around one screen.")
    return (everyone, *seats)


def _lever(title: str, explain: str) -> Widget:
    return RichText([Run(f"◆ {title}  ", ROLE_TONES[Role.OPS], "strong"), Run(explain, "muted")])
