"""Which drill to host, how fast, with which bots, and for whom it is open."""

from collections.abc import Callable, Sequence

from game.faces.bots.policies import POLICIES
from game.faces.desk.rich import Run
from game.faces.desk.screens.scenario_card import DIFFICULTY_TONES
from game.faces.desk.table import PACES
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Checkbox,
    Choice,
    Column,
    Dropdown,
    Label,
    ListView,
    Option,
    Panel,
    RichRow,
    Row,
    Rule,
    ScrollView,
    TextField,
    Widget,
    fixed,
    flex,
)
from game.faces.web.hosting import Wishes
from game.scenario.catalogue import Card
from game.simtime import words

TITLE = "Host a team drill"
PORT = 8642
PORTS = 65535
LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - chosen by hand, and said out loud
OWN_PACE = "own"
BOTS = {
    "competent": "Competent: does most things right",
    "by-the-book": "By the book: does everything right",
    "novice": "Novice: knows little, and is slow",
}
OPEN_WARNING = (
    "▲ Open to the network: whoever reaches this machine and knows the code can join. Nothing is "
    "encrypted, so do this only on a network that you trust."
)
_PLACES = (
    Option(LOOPBACK, "This machine only", "For trying it out, or with a tunnel of your own."),
    Option(EVERYWHERE, "Everybody on my network", "For laptops and phones in the same room."),
)


class HostScreen:
    """A form; `open_room` is told what was wished."""

    def __init__(
        self,
        ui: Ui,
        cards: Sequence[Card],
        *,
        open_room: Callable[[Wishes], object],
        back: Callable[[], object],
    ) -> None:
        self._ui, self._open_room, self._back = ui, open_room, back
        self._cards = {card.id: card for card in cards}
        self._chosen = next(iter(self._cards), "")
        self._list = ListView(on_select=self._choose, on_activate=lambda _key: self._go())
        self._about = Column([])
        paces = tuple(Option(f"{pace:g}", f"×{pace:g}") for pace in PACES)
        self._pace = Dropdown(
            (Option(OWN_PACE, "As the scenario says"), *paces), _nothing, selected=OWN_PACE
        )
        bots = tuple(Option(name, text) for name, text in BOTS.items() if name in POLICIES)
        self._bots = Dropdown(bots, _nothing, selected="competent")
        self._coach = Checkbox("The coach gives hints to everybody", _nothing, checked=True)
        self._place = Choice(_PLACES, lambda _key: self._say(), selected=LOOPBACK)
        self._port = TextField(str(PORT), max_length=5, on_change=lambda _text: self._say())
        self._said = Label("", tone="warn")

    def enter(self) -> None:
        """Show it, with the arrows going through the scenarios."""
        self._ui.set_root(self._layout())
        self._list.set_rows([_row(card) for card in self._cards.values()])
        self._list.select(self._chosen)
        self._choose(self._chosen)
        self._say()
        self._ui.focus(self._list)

    def step(self, _now_s: float) -> float | None:
        """Nothing moves here."""
        return None

    def say(self, problem: str) -> None:
        """Why the room could not be opened."""
        self._tell(f"✗ {problem}", "bad")

    # -- choosing ---------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        self._chosen = key
        card = self._cards.get(key)
        story = "" if card is None else " ".join(card.story.split())
        self._about.replace_children([Label(story, tone="muted")])

    def _say(self) -> None:
        problem = self._port_problem()
        everywhere = self._place.selected == EVERYWHERE
        self._tell(problem or (OPEN_WARNING if everywhere else ""), "warn")

    def _tell(self, text: str, tone: Tone) -> None:
        self._said.set_text(text, tone)
        self._said.visible = bool(text)

    def _port_problem(self) -> str:
        text = self._port.text.strip()
        if text.isascii() and text.isdigit() and int(text) <= PORTS:
            return ""
        return f"A port is a number from 1 to {PORTS}; 0 takes any that is free."

    def _go(self) -> None:
        if self._port_problem() or not self._chosen:
            self._say()
            return
        pace = self._pace.selected
        self._open_room(
            Wishes(
                port=int(self._port.text),
                bind=self._place.selected or LOOPBACK,
                scenarios=(self._chosen,),
                pace=None if pace in {None, OWN_PACE} else float(pace or 1),
                policy=self._bots.selected or "competent",
                coach=self._coach.checked,
            )
        )

    # -- layout -----------------------------------------------------------------------------

    def _layout(self) -> Widget:
        head = Row(
            [
                flex(Label(TITLE, style="display", wrap=False, tooltip=TITLE)),
                Button("Back", self._back, kind="quiet", shortcut="esc"),
                Button("Open the room", self._go, kind="primary", shortcut="ctrl+enter"),
            ],
            align="centre",
        )
        about = Panel([flex(ScrollView(self._about))])
        left = Column([flex(Panel([flex(self._list)]), 3, least=120), flex(about, 1, least=60)])
        right = Panel([flex(ScrollView(Column(self._form(), gap="gap")))])
        return Column([head, flex(Row([flex(left, 5), flex(right, 5)]))], pad="wide", gap="pad")

    def _form(self) -> list[Widget]:
        note = "People join with any browser, or with “breakglass join” and the room's address."
        return [
            Label("Who can join?", style="strong"),
            self._place,
            self._said,
            Row([_named("Port"), fixed(self._port, 90)], align="centre"),
            Rule(),
            Row([_named("Pace"), flex(self._pace)], align="centre"),
            Row([_named("Empty seats"), flex(self._bots)], align="centre"),
            self._coach,
            Rule(),
            Label(note, style="small", tone="muted"),
        ]


def _nothing(_value: object) -> None:
    """The choice is read when the room is opened."""


def _named(text: str) -> Widget:
    return fixed(Label(text, wrap=False, tooltip=text), 110)


def _row(card: Card) -> RichRow:
    runs = [Run(f"{card.title}  ", style="strong"), Run(words(card.duration_s), "muted", "small")]
    right = Run(card.difficulty, DIFFICULTY_TONES[card.difficulty], "small")
    return RichRow(runs, key=card.id, right=right, pad=5)
