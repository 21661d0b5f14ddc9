"""The lobby of a room: who is there, who sits where, and the way into the drill."""

from collections.abc import Callable

from game.faces.desk.remote.door import Address
from game.faces.desk.remote.messages import Lobby
from game.faces.desk.remote.table import RemoteTable
from game.faces.desk.screens.drill.trouble import TroubleBar
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    Panel,
    Row,
    Rule,
    ScrollView,
    Spacer,
    Widget,
    flex,
)
from game.simtime import words
from game.terms import SEATS, ExercisePhase, Role

_BEFORE = frozenset({ExercisePhase.LOBBY, ExercisePhase.BRIEFING})


class LobbyScreen:
    """Shows who is there until the drill begins, then calls `done`."""

    def __init__(
        self, ui: Ui, table: RemoteTable, address: Address, done: Callable[[], object]
    ) -> None:
        self._ui, self._table, self._address, self._done = ui, table, address, done
        self._shown: Lobby | None = None
        self._trouble = TroubleBar()
        table.tell(self._say)

    def enter(self) -> None:
        """Show it."""
        self._refresh()

    def step(self, now_s: float) -> float | None:
        """See who came, and whether it begins."""
        self._table.keep_up()
        if self._table.phase not in _BEFORE:
            self._done()
            return None
        self._trouble.update(self._table.trouble)
        self._refresh()
        return now_s + self._table.next_s()

    def _say(self, text: str, tone: Tone) -> None:
        self._ui.toast(text, tone)

    def _refresh(self) -> None:
        lobby = self._table.mirror.lobby
        if lobby is None or lobby == self._shown:
            return
        self._shown = lobby
        self._ui.set_root(self._layout(lobby))

    def _layout(self, lobby: Lobby) -> Widget:
        book = self._table.handbook
        head = Row(
            [
                Label(book.title, style="display", wrap=False),
                flex(Spacer()),
                Button("Leave", self._table.leave, kind="quiet", shortcut="ctrl+e"),
                self._begin(lobby),
            ],
            align="centre",
        )
        story = [
            Label(f"{words(book.duration_s)} at most. Room {self._address.room}", tone="muted"),
            *(Label(part.replace("\n", " ")) for part in book.story.split("\n\n")),
            Rule(),
            Label("Read this before you begin", style="strong"),
            *(Label(f"◇ {item.text}") for item in book.runbook.checklist),
        ]
        left = Panel([flex(ScrollView(Column(story, gap="gap")))])
        right = Panel([flex(ScrollView(Column(self._people(lobby), gap="gap")))])
        body = Row([flex(left, 3), flex(right, 2)])
        return Column([head, self._trouble.widget, flex(body)], pad="wide", gap="pad")

    def _begin(self, lobby: Lobby) -> Widget:
        if lobby.led:
            return Label("The facilitator begins.", tone="muted", wrap=False)
        return Button(
            "Begin the drill",
            lambda: self._table.link.tell("begin"),
            kind="primary",
            shortcut="ctrl+enter",
            enabled=bool(self._table.humans),
            reason="" if self._table.humans else "Take a seat first.",
        )

    def _people(self, lobby: Lobby) -> list[Widget]:
        there = (f"{'●' if one.here else '○'} {one.name}" for one in lobby.people)
        parts = ("" if one.part == "player" else f" ({one.part})" for one in lobby.people)
        return [
            Label("Who sits where", style="strong"),
            Label("Free seats are played by bots.", style="small", tone="muted"),
            *(self._seat(lobby, seat) for seat in SEATS),
            Rule(),
            Label("In the room", style="strong"),
            *(Label(f"{name}{part}") for name, part in zip(there, parts, strict=True)),
        ]

    def _seat(self, lobby: Lobby, seat: Role) -> Widget:
        place, you = lobby.seats[seat], self._table.mirror.you
        own = you is not None and place.person == you.id
        who = "you" if own else place.name or "free: a bot will play"
        row: list[Widget] = [Label(f"{seat.title}: {who}"), flex(Spacer())]
        if own:
            row.append(Button("Stand up", self._asker("rise", seat), compact=True))
        elif place.name is None:
            row.append(Button("Sit here", self._asker("sit", seat), compact=True))
        return Row(row, align="centre")

    def _asker(self, kind: str, seat: Role) -> Callable[[], None]:
        return lambda: self._table.link.tell(kind, seat=seat.value)
