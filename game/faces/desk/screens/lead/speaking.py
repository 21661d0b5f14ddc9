"""Saying something as a character of the story that is not planned: the SimCell's voice."""

from collections.abc import Mapping

from game.faces.desk.remote.lead import Lead
from game.faces.desk.screens.lead.events import Done
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Column,
    Dropdown,
    Label,
    Option,
    Row,
    Spacer,
    TextEditor,
    Widget,
    flex,
)
from game.terms import SEATS, Via

MONITORING = "monitoring"
_VIAS: Mapping[Via, str] = {
    Via.CHANNEL: "in the channel",
    Via.DIRECT: "by direct message",
    Via.PHONE: "by phone",
    Via.EMAIL: "by e-mail",
    Via.TICKET: "by ticket",
    Via.PAGE: "by page",
}


class Speaking:
    """Made once; what is being written stays until it is said."""

    def __init__(self, ui: Ui, lead: Lead, done: Done) -> None:
        self._ui, self._lead, self._done = ui, lead, done
        people = lead.truth.characters if lead.truth else {}
        voices = [Option(key, name) for key, name in people.items()]
        voices.append(Option(MONITORING, "The monitoring"))
        nothing = lambda _key: None  # noqa: E731 - what is chosen is read when it is said
        self._from = Dropdown(voices, nothing, selected=voices[0].key)
        seats = (Option(seat.value, seat.title) for seat in SEATS)
        self._to = Dropdown([Option("all", "to all"), *seats], nothing, selected="all")
        ways = [Option(via.value, text) for via, text in _VIAS.items()]
        self._via = Dropdown(ways, nothing, selected=Via.CHANNEL.value)
        self.editor = TextEditor(
            placeholder="What they say … (Ctrl+Enter says it)",
            rows=2,
            grow_to=4,
            max_length=1000,
            on_submit=lambda _text: self._say(),
        )
        say = Button("Say it", self._say)
        self.widget: Widget = Column(
            [
                Label("SPEAK AS A CHARACTER", style="small_strong", tone="muted"),
                Row([flex(self._from, 2), flex(self._to, 1), flex(self._via, 1)], gap="small"),
                self.editor,
                Row([flex(Spacer()), say]),
            ],
            gap="small",
        )

    def _say(self) -> None:
        via = Via(self._via.selected)
        refusal = self._lead.speak(self._from.selected, self._to.selected, via, self.editor.text)
        if refusal is None:
            self.editor.clear()
        self._done(refusal, "Said.")
