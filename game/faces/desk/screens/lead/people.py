"""Who sits where and who is connected; the facilitator frees seats and gives them away."""

from collections.abc import Iterator
from functools import partial

from game.faces.desk.notices import Say
from game.faces.desk.remote.lead import Lead
from game.faces.desk.remote.messages import Lobby, Place, Somebody
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Column,
    Dropdown,
    Label,
    Option,
    Row,
    Rule,
    ScrollView,
    Widget,
    fixed,
    flex,
)
from game.terms import SEATS, Role

_FREE = "nobody"


class People:
    """Made once; `update` shows who is there now."""

    def __init__(self, lead: Lead, say: Say) -> None:
        self._lead, self._say = lead, say
        self._shown: Lobby | None = None
        self._body = Column([], gap="gap")
        self.widget: Widget = ScrollView(self._body)

    def update(self) -> None:
        """Show who is there, where that has changed."""
        lobby = self._lead.lobby
        if lobby is None or lobby == self._shown:
            return
        for text, tone in comings(self._shown or lobby, lobby):
            self._say(text, tone)
        self._shown = lobby
        self._body.replace_children(
            [
                *(self._seat(lobby, seat) for seat in SEATS),
                Rule(),
                Label(_count(lobby), style="small_strong", tone="muted"),
                *(Label(_line(one), style="small") for one in lobby.people),
            ]
        )

    def _seat(self, lobby: Lobby, seat: Role) -> Widget:
        place = lobby.seats[seat]
        name = Label(ROLE_NAMES[seat], style="strong", tone=ROLE_TONES[seat], wrap=False)
        picked = place.person or _FREE
        choice = Dropdown(
            _choices(lobby, place), partial(self._give, seat, picked), selected=picked
        )
        state, tone = describe(place)
        row = Row([fixed(name, 58), flex(choice, least=120)], align="centre")
        return Column([row, Label(state, style="small", tone=tone)], gap=0)

    def _give(self, seat: Role, before: str, key: str) -> None:
        if key != before:
            self._lead.move(seat, "" if key == _FREE else key)


def comings(before: Lobby, now: Lobby) -> Iterator[tuple[str, Tone]]:
    """Who has come, come back, or lost the connection between two moments."""
    known = {one.id: one for one in before.people}
    for one in now.people:
        old = known.get(one.id)
        if one.here and old is None:
            yield f"{one.name} has come in.", "info"
        elif one.here and old is not None and not old.here:
            yield f"{one.name} is back.", "good"
        elif old is not None and old.here and not one.here:
            yield f"{one.name} has no connection any more.", "warn"


def describe(place: Place) -> tuple[str, Tone]:
    """How a seat is held, in words and a tone."""
    if place.bot:
        return (f"○ a bot plays for {place.name}" if place.name else "○ a bot plays"), "warn"
    if place.name is None:
        return "○ free: a bot will play", "muted"
    return ("● connected", "good") if place.here else ("▲ not connected", "bad")


def _choices(lobby: Lobby, place: Place) -> list[Option]:
    """Nobody, and every player who is there or holds the seat."""
    players = (one for one in lobby.people if one.part == "player")
    there = [one for one in players if one.here or one.id == place.person]
    return [Option(_FREE, "— nobody —"), *(Option(one.id, one.name) for one in there)]


def _count(lobby: Lobby) -> str:
    here = sum(one.here for one in lobby.people)
    return f"IN THE ROOM: {here} of {len(lobby.people)} who came"


def _line(one: Somebody) -> str:
    part = "" if one.part == "player" else f" ({one.part})"
    return f"{'●' if one.here else '○'} {one.name}{part}"
