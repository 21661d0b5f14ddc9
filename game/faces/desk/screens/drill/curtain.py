"""The curtain before direct messages, where several people sit at one screen."""

from collections.abc import Callable, Collection

from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.widgets import Button, Column, Panel, RichText, Widget
from game.terms import Role


class Curtain:
    """Covers a seat's direct messages until whoever holds it says that others look away."""

    def __init__(self, drawn_back: Callable[[], object]) -> None:
        self._drawn_back = drawn_back
        self._open_for: Role | None = None
        self._last: Role | None = None
        self._always_open = False
        self._says = RichText([Run("")])
        self._button = Button("Show them", self._draw_back, kind="primary", shortcut="ctrl+o")
        never = Button("I play all seats: never cover", self._never_again, kind="quiet")
        self.widget: Widget = Panel(
            [Column([self._says, self._button, never])], surface="raised", pad="wide"
        )
        self.widget.visible = False

    @property
    def button(self) -> Button:
        """What draws the curtain back."""
        return self._button

    def covers(self, view: View, humans: Collection[Role]) -> bool:
        """Whether this seat's messages are covered; turning to a seat covers them again."""
        if view.role is not self._last:
            self._last, self._open_for = view.role, None
        shared = len(humans) > 1 and view.role in humans
        return shared and not self._always_open and self._open_for is not view.role

    def cover(self, view: View, *, shown: bool) -> None:
        """Hang the curtain, or take it away."""
        if shown:
            count = sum(item.channel == "direct" for item in view.messages)
            name = ROLE_NAMES.get(view.role, view.role.title)
            self._says.set_runs(
                [
                    Run("For ", style="strong"),
                    Run(name, ROLE_TONES.get(view.role, "text"), "strong"),
                    Run(" alone\n", style="strong"),
                    Run(f"{count} direct messages. The others look away for a moment?", "muted"),
                ]
            )
        if self.widget.visible != shown:
            self.widget.visible = shown
            self.widget.mark_layout()

    def _draw_back(self) -> None:
        self._open_for = self._last
        self._drawn_back()

    def _never_again(self) -> None:
        self._always_open = True
        self._drawn_back()
