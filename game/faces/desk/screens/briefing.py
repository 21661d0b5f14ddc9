"""The briefing: the story, what there is to work with, who plays what, and what to read."""

from collections.abc import Callable
from dataclasses import dataclass

from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_TONES
from game.faces.desk.screens.seating import Seating
from game.faces.desk.table import PACES
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Checkbox,
    Column,
    Dropdown,
    Label,
    Option,
    Panel,
    RichText,
    Row,
    Rule,
    ScrollView,
    Widget,
    fixed,
    flex,
)
from game.scenario.assemble import Loaded
from game.simtime import utc, words
from game.terms import Role


@dataclass(frozen=True, slots=True)
class Start:
    """How a drill is to begin."""

    humans: frozenset[Role]
    policy: str
    """Of the bots in the other seats."""
    pace: float
    coach: bool


class BriefingScreen:
    """What to read before a drill, and the choice of seats."""

    def __init__(
        self,
        ui: Ui,
        loaded: Loaded,
        *,
        start: Callable[[Start], object],
        back: Callable[[], object],
        seat: Role | None = None,
    ) -> None:
        self._ui, self._loaded, self._start, self._back = ui, loaded, start, back
        tutorial = loaded.scenario.difficulty == "tutorial"
        self._seating = Seating(loaded.runbook, seat)
        self._pace = Dropdown(
            tuple(Option(f"{pace:g}", _pace(pace, loaded)) for pace in PACES),
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
        if not self._seating.humans:
            self._ui.toast("Take one seat at least; bots alone are “breakglass run”.", "warn")
            return
        pace = float(self._pace.selected or 1)
        seating = self._seating
        self._start(Start(seating.humans, seating.policy, pace, self._coach.checked))

    def _read(self) -> None:
        # The handbook is only made when somebody asks for it.
        from game.faces.desk.screens.sheets import SheetsDialog, players_sheets  # noqa: PLC0415

        self._ui.open_dialog(SheetsDialog(self._ui, players_sheets(self._loaded)))

    # -- layout -----------------------------------------------------------------------------

    def _layout(self) -> Widget:
        scenario = self._loaded.scenario
        head = Row(
            [
                flex(Label(scenario.title, style="display", wrap=False, tooltip=scenario.title)),
                Button("Read the runbook", self._read, shortcut="r"),
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
        levers = [_told("◆", lever.title, lever.explain) for lever in scenario.levers]
        return [
            Label(f"It is {begins} UTC. The drill takes {length}.", tone="info", style="strong"),
            *(Label(part.replace("\n", " ")) for part in scenario.story.split("\n\n")),
            Rule(),
            Label("What this drill trains", style="strong"),
            Column(list(goals), gap="tight"),
            Rule(),
            Label("What you can look at", style="strong"),
            *_tools(self._loaded),
            Rule(),
            Label("What you can do to the system", style="strong"),
            *levers,
            Rule(),
            Label("Who else there is", style="strong"),
            RichText(_people(self._loaded)),
        ]

    def _choices(self) -> list[Widget]:
        keys = self._ui.skin.keys
        return [
            Label("Who plays which seat?", style="strong"),
            *self._seating.parts,
            Rule(),
            Row([fixed(Label("Pace", wrap=False), 70), flex(self._pace)], align="centre"),
            self._coach,
            Rule(),
            Label("During the drill", style="strong"),
            *(Label(keys.filled(text), style="small", tone="muted") for text in _CONTROLS),
        ]


_CONTROLS = (
    "Left: the dashboards. Red with a sign means outside its limit.",
    "Middle: what people say, direct messages, the status page, the runbook, a terminal.",
    "Right: what is due for your seat, and what you can do. Ctrl+1 to Ctrl+4 change seats.",
    "{f1} shows all keys; {ctrl+p} pauses; Ctrl + and − change the text size.",
)


def _pace(pace: float, loaded: Loaded) -> str:
    """The pace, and how long the drill takes at it."""
    real_s = round(loaded.scenario.exercise.duration_s / pace)
    name = "as in life" if pace == 1 else f"{pace:g} times as fast"
    return f"×{pace:g}, {name}: {words(real_s)}"


def _tools(loaded: Loaded) -> list[Widget]:
    charts = [metric.title for metric in loaded.shop.metrics if metric.chart]
    looks = [f"{item.title} ({words(item.takes_s)})" for item in loaded.scenario.investigations]
    return [
        _told("▣", "Dashboards", ", ".join(charts)),
        _told("▣", "Checks", "; ".join(looks)),
        _told("▣", "Also", "an on-call terminal, the status page, the channel, the runbook"),
    ]


def _people(loaded: Loaded) -> list[Run]:
    titles = [person.title for person in loaded.scenario.characters]
    text = ", ".join(titles) or "Nobody: the four seats are alone."
    return [Run("☎ ", ROLE_TONES[Role.COMMS], "strong"), Run(text, "muted")]


def _told(sign: str, title: str, text: str) -> Widget:
    tone = ROLE_TONES[Role.OPS]
    return RichText([Run(f"{sign} {title}  ", tone, "strong"), Run(text, "muted")])
