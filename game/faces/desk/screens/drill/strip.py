"""The whole drill as a strip: what happened when, and for how long customers could not buy."""

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.desk.charts import TimelineStrip
from game.faces.desk.screens.drill.marks import failing, moments
from game.faces.desk.widgets import Panel, Widget, flex


class Strip:
    """Made once; `update` moves it on."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._strip = TimelineStrip(end_s=handbook.duration_s)
        self.widget: Widget = Panel([flex(self._strip)], pad=0)

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed."""
        self._handbook = handbook

    def update(self, view: View) -> None:
        """Show this moment."""
        self._strip.set_now(view.at_s)
        self._strip.set_marks([mark for mark in moments(view, self._handbook) if mark.at_s >= 0])
        self._strip.set_bands(failing(view))
