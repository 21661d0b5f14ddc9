"""All that is said in a drill, as whoever leads or rates it reads it: to whom it went included."""

from game.engine.handbook import Handbook
from game.engine.state import Message
from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.lines import message_row
from game.faces.desk.widgets import ListView, RichRow
from game.terms import Role


class Said:
    """Made once; `update` appends what is new."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self.widget = ListView(stick_to_bottom=True, empty="Nobody has written yet.")
        self._shown: tuple[int, int] = (-1, -1)

    def update(self, view: View) -> None:
        """Show what was said; times run on, where somebody waits for an answer."""
        moment = (view.at_s, len(view.messages))
        if moment != self._shown:
            self._shown = moment
            rows = [_row(self._handbook, view, item) for item in view.messages]
            self.widget.set_rows(rows)


def _name(handbook: Handbook, to: str) -> str:
    if to in handbook.contacts:
        return handbook.contacts[to].name
    return Role(to).title if to in set(Role) else to


def _row(handbook: Handbook, view: View, item: Message) -> RichRow:
    row = message_row(handbook, view, item)
    if item.channel == "incident":
        return row
    alone = Run(f"  → {_name(handbook, item.to)} alone", "muted", "small")
    return RichRow([*row.runs, alone], key=row.key, tone=row.tone)
