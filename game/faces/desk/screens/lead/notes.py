"""The facilitator's own: private notes, and what is really the matter."""

from game.faces.desk.remote.lead import Lead
from game.faces.desk.rich import Run
from game.faces.desk.widgets import (
    Column,
    ListView,
    RichRow,
    RichText,
    ScrollView,
    TextField,
    Widget,
    flex,
)
from game.simtime import clock


class Notes:
    """Made once; `update` shows what was noted."""

    def __init__(self, lead: Lead) -> None:
        self._lead = lead
        self._list = ListView(empty="Players never see what you note here.", stick_to_bottom=True)
        self._line = TextField(
            placeholder="A note for the debrief … (Enter keeps it)",
            max_length=1000,
            on_submit=self._keep,
        )
        self._shown = -1
        self.widget: Widget = Column([flex(self._list, least=80), self._line], gap="gap")

    def _keep(self, text: str) -> None:
        if text.strip():
            self._lead.note(text.strip())
            self._line.clear()

    def update(self) -> None:
        """Show the notes there are."""
        notes = self._lead.notes
        if len(notes) == self._shown:
            return
        self._shown = len(notes)
        self._list.set_rows(
            [
                RichRow([Run(f"{clock(at_s)}  ", "muted", "small"), Run(text)], key=str(n), hang=12)
                for n, (at_s, text) in enumerate(notes)
            ]
        )


def truth_widget(lead: Lead) -> Widget:
    """What is really the matter in this drill."""
    truth = lead.truth
    if truth is None:
        return RichText([Run("The room has not told you the truth of this drill.", "muted")])
    runs = [
        Run("For you alone\n", "warn", "small_strong"),
        Run(f"{truth.title}\n", style="strong"),
        Run(f"{truth.summary}\n\n"),
        Run("The lesson\n", "info", "small_strong"),
        Run(truth.lesson),
    ]
    return ScrollView(RichText(runs))
