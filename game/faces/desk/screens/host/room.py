"""The room while it is open: how people get in, who is there, and what the host can do."""

from collections.abc import Callable
from dataclasses import dataclass

from game.faces.desk.remote.door import Address
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_TONES
from game.faces.desk.screens.host.wishes import OPEN_WARNING
from game.faces.desk.screens.lead.invitation import QrCode
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    ListRow,
    ListView,
    Panel,
    RichRow,
    Row,
    ScrollView,
    Spacer,
    Widget,
    flex,
    optional,
)
from game.faces.desk.work.errand import Errand
from game.faces.desk.work.hosted import Guest, HostNews, InRoom, RoomOpen
from game.terms import SEATS, ExercisePhase

LOOK_S = 0.25
NOBODY = "Nobody yet. Share the address or the code."
PHASES = {
    ExercisePhase.RUNNING: "The drill is under way",
    ExercisePhase.PAUSED: "The drill is paused",
    ExercisePhase.HOT_WASH: "The team looks back",
    ExercisePhase.ENDED: "The drill is over",
}


class HostedRoom:
    """A room that this desk hosts; it stays open whatever screen is shown."""

    def __init__(self, errand: Errand[HostNews]) -> None:
        self._errand = errand
        self.opened: RoomOpen | None = None
        self.inside = InRoom((), ExercisePhase.LOBBY)

    @property
    def over(self) -> bool:
        """Whether it is closed, or never was opened."""
        return self._errand.over

    @property
    def problem(self) -> str:
        """Why, if it was not closed by hand."""
        return self._errand.problem

    def follow(self) -> bool:
        """Take what the host tells; whether there is anything new."""
        news = self._errand.news()
        for item in news:
            match item:
                case RoomOpen():
                    self.opened = item
                case InRoom():
                    self.inside = item
        return bool(news)

    def close(self) -> None:
        """Stop the host; the logs keep all that happened."""
        self._errand.stop()


@dataclass(frozen=True, slots=True)
class RoomWays:
    """What the host of a room can do."""

    lead: Callable[[RoomOpen], object]
    """Facilitate in this window."""
    play: Callable[[RoomOpen], object]
    """Take a seat in this window."""
    browse: Callable[[RoomOpen], object]
    """The facilitator's page in a browser."""
    stop: Callable[[], object]
    back: Callable[[], object]
    failed: Callable[[str], object]


class RoomScreen:
    """The invitation at the left, the people at the right."""

    def __init__(self, ui: Ui, room: HostedRoom, ways: RoomWays) -> None:
        self._ui, self._room, self._ways = ui, room, ways
        self._people = ListView(empty=NOBODY)
        self._phase = Label("", tone="muted")
        self._shown = False

    def enter(self) -> None:
        """Show it."""
        self._shown = False
        self._ui.set_root(self._layout())
        self._show()

    def step(self, now_s: float) -> float | None:
        """Follow the host."""
        changed = self._room.follow()
        if self._room.over:
            self._ways.failed(self._room.problem)
            return None
        if self._room.opened is not None and not self._shown:
            self.enter()
        elif changed:
            self._show()
        return now_s + LOOK_S

    def _show(self) -> None:
        inside = self._room.inside
        self._people.set_rows([_guest(number, one) for number, one in enumerate(inside.guests)])
        self._phase.set_text(PHASES.get(inside.phase, "Waiting for people"))

    # -- layout -----------------------------------------------------------------------------

    def _layout(self) -> Widget:
        opened = self._room.opened
        if opened is None:
            words = Label("The room is being opened …", style="large", tone="muted")
            back = Button("Cancel", self._ways.stop, kind="quiet", shortcut="esc")
            row = Row([flex(Spacer()), words, back, flex(Spacer())], align="centre")
            return Column([flex(Spacer()), row, flex(Spacer())], pad="wide")
        self._shown = True
        head = Row(
            [
                flex(Label(opened.title, style="display", wrap=False, tooltip=opened.title)),
                optional(self._phase),
                Button("Menu", self._ways.back, kind="quiet", shortcut="esc"),
                Button("Close the room", self._ways.stop, kind="danger", shortcut="x"),
            ],
            align="centre",
        )
        body = Row([flex(self._invitation(opened), 5), flex(self._inside(opened), 4)])
        return Column([head, flex(body), _footer(opened)], pad="wide", gap="pad")

    def _invitation(self, opened: RoomOpen) -> Widget:
        address = Address(opened.base, opened.code)
        says = (
            "Only this machine can reach it; open the room to your network to invite others."
            if address.only_here
            else OPEN_WARNING
        )
        copy = Button("Copy the address", lambda: self._copy(address.room), shortcut="y")
        parts: list[Widget] = [
            Label("Join with any browser, on laptop or phone", tone="muted"),
            Row([flex(Label(address.room, style="large", tone="info")), copy], align="centre"),
            Row([flex(Spacer()), QrCode(address.room, 280), flex(Spacer())]),
            Label("or type the code", tone="muted", align="centre"),
            Label(" ".join(opened.code), style="display", align="centre"),
            Label(says, style="small", tone="warn" if not address.only_here else "muted"),
        ]
        return Panel([flex(ScrollView(Column(parts, gap="gap")))])

    def _inside(self, opened: RoomOpen) -> Widget:
        ways = self._ways
        lead = Button("Lead it here", lambda: ways.lead(opened), kind="primary", shortcut="l")
        lead.tooltip = "Start the drill, release injects, pause, speak as others"
        play = Button("Take a seat here", lambda: ways.play(opened), shortcut="s")
        browse = Button("Lead it in a browser", lambda: ways.browse(opened), shortcut="b")
        key = f"{Address(opened.base, opened.code).room}#evaluator={opened.evaluator}"
        sheet = Button("Copy the evaluator's link", lambda: self._copy(key), kind="quiet")
        people = Panel([Label("Who is there", style="strong"), flex(self._people)])
        return Column([flex(people, least=100), lead, play, browse, sheet], gap="gap")

    def _copy(self, text: str) -> None:
        self._ui.clipboard.put(text)
        self._ui.toast("Copied.", "info")


def _footer(opened: RoomOpen) -> Widget:
    text = (
        "The room stays open while this window does. If it closes, nothing is lost: "
        "“breakglass host --resume” goes on."
    )
    path = opened.folder
    folder = Label(path, style="mono_small", tone="muted", wrap=False, tooltip=path)
    return Row([flex(Label(text, style="small", tone="muted")), optional(folder)], align="centre")


def _guest(number: int, one: Guest) -> ListRow:
    seats = [seat for seat in one.seats if seat in SEATS]
    runs = [Run("● " if one.here else "○ ", "good" if one.here else "muted"), Run(one.name)]
    runs += [Run(f"  {seat.title}", ROLE_TONES[seat], "small_strong") for seat in seats]
    if not seats:
        runs.append(Run(f"  {one.part}", "muted", "small"))
    if not one.here:
        runs.append(Run("  gone", "muted", "small"))
    return RichRow(runs, key=str(number))
