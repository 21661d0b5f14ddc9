"""A telephone that rings: who calls whom, until somebody takes the call or it stops."""

from collections.abc import Callable, Mapping

from game.engine.handbook import Handbook
from game.engine.state import InjectState
from game.engine.view import View
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.widgets import Button, Panel, RichText, Row, Widget, flex
from game.terms import Role, Via

RINGS_S = 60
"""A call rings for so many incident seconds; then it is one that was missed."""


class CallBar:
    """Invisible while no telephone rings; `take` is told the seat and the call."""

    def __init__(self, handbook: Handbook, take: Callable[[Role, InjectState], object]) -> None:
        self._handbook, self._take = handbook, take
        self._over: set[str] = set()
        self._now: tuple[Role, InjectState] | None = None
        self._text = RichText([Run("")])
        answer = Button("Take the call", self.answer, kind="primary", shortcut="ctrl+j")
        later = Button("Not now", self._reject, kind="quiet")
        self.widget: Widget = Panel(
            [Row([flex(self._text), answer, later], align="centre")],
            tone="character",
            surface="raised",
            pad="gap",
        )
        self.widget.visible = False

    def reread(self, handbook: Handbook) -> None:
        """Show the names of a handbook that its author has changed."""
        self._handbook = handbook

    def update(self, views: Mapping[Role, View]) -> None:
        """Ring for the oldest call to these seats that nobody has taken."""
        ringing = [
            (item.at_s, item.id, seat, item)
            for seat, view in views.items()
            for item in view.injects
            if self._rings(item, seat, view.at_s)
        ]
        self._now = min(ringing, key=lambda call: call[:2])[2:] if ringing else None
        if self._now is not None:
            seat, item = self._now
            self._say(seat, item, next(iter(views.values())).at_s, len(ringing) - 1)
        if self.widget.visible != (self._now is not None):
            self.widget.visible = self._now is not None
            self.widget.mark_layout()

    def _rings(self, item: InjectState, seat: Role, at_s: int) -> bool:
        return (
            item.via is Via.PHONE
            and item.to == seat.value
            and item.id not in self._over
            and item.answered_s is None
            and at_s - item.at_s < RINGS_S
        )

    def _say(self, seat: Role, item: InjectState, at_s: int, more: int) -> None:
        contact = self._handbook.contacts.get(item.sender)
        name = f"{contact.name}, {contact.title}" if contact else item.sender.capitalize()
        others = f"   {more} more" if more else ""
        self._text.set_runs(
            [
                Run("☎ CALL  ", "character", "strong"),
                Run(f"{name}, for "),
                Run(ROLE_NAMES[seat], ROLE_TONES[seat], "strong"),
                Run(f"   ringing for {at_s - item.at_s} s{others}", "muted", "small"),
            ]
        )

    def answer(self) -> None:
        """Take the call that rings, if one does."""
        if self._now is not None:
            seat, item = self._now
            self._over.add(item.id)
            self._take(seat, item)

    def _reject(self) -> None:
        """Let it ring out; what was said stands under Direct."""
        if self._now is not None:
            self._over.add(self._now[1].id)
            self.widget.visible = False
            self.widget.mark_layout()
