"""The large clock for a projector: what time it is, how bad it is, and whose turn it is."""

from collections.abc import Callable, Collection, Sequence

from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.desk.charts.timeline import clock
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.boards import SOON_S
from game.faces.desk.screens.drill.headline import SEVERITY_TONES
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Badge,
    Button,
    Column,
    Grid,
    Label,
    Panel,
    RichText,
    Row,
    Spacer,
    Widget,
    flex,
    optional,
)
from game.simtime import countdown
from game.terms import SEATS, ExercisePhase, Role

_FAR_S = 10**6


def next_up(view: View, humans: Collection[Role]) -> DueItem | None:
    """The most pressing thing that waits for one of these seats; None when nothing does."""
    waiting = [item for item in view.due if item.done_s is None and item.seat in humans]
    return min(waiting, key=_pressing, default=None)


def _pressing(item: DueItem) -> tuple[int, int, str]:
    return _FAR_S if item.due_s is None else item.due_s, item.since_s, item.id


class BigClock:
    """Made once; `update` shows another moment. It is read from the back of a room."""

    def __init__(
        self, handbook: Handbook, back: Callable[[], object], bells: Sequence[Widget]
    ) -> None:
        self._handbook = handbook
        self._severity = Badge("no incident", tone="muted", square=True, style="large")
        self._title = Label(handbook.title, style="large", wrap=False, tooltip=handbook.title)
        self._clock = Label(clock(0), style="clock", align="centre", wrap=False)
        self._wall = Label("", style="display", tone="muted", align="centre", wrap=False)
        self._update = RichText([Run("")])
        self._cards = {seat: _SeatCard(seat) for seat in SEATS}
        leave = Button("Back to the desk", back, kind="quiet", shortcut="f2")
        self._top = Row([self._severity, flex(self._title, least=120), leave], align="centre")
        self._bells = bells

    def reread(self, handbook: Handbook) -> None:
        """Show the texts of a handbook that its author has changed."""
        self._handbook = handbook
        self._title.set_text(handbook.title)

    def layout(self) -> Widget:
        """The whole screen."""
        seats = Grid([card.panel for card in self._cards.values()], columns=4, least_column=180)
        update = Row([flex(Spacer()), self._update, flex(Spacer())])
        return Column(
            [
                Panel([self._top], pad="gap"),
                *self._bells,
                flex(Spacer()),
                self._clock,
                optional(self._wall, 2),
                optional(update),
                flex(Spacer()),
                seats,
            ],
            pad="wide",
            gap="pad",
        )

    def update(self, view: View, humans: Collection[Role]) -> None:
        """Show this moment."""
        severity = view.incident.severity
        if severity is None:
            self._severity.set_text("NOT DECLARED", "warn" if view.firing else "muted")
        else:
            self._severity.set_text(f"■ {severity.value.upper()}", SEVERITY_TONES[severity])
            self._title.set_text(view.incident.title)
        self._title.tooltip = self._title.text
        paused = view.phase is ExercisePhase.PAUSED
        self._clock.set_text("PAUSED" if paused else clock(view.at_s))
        left = countdown(view.duration_s - view.at_s)
        self._wall.set_text(f"{self._handbook.utc(view.at_s)} UTC · {left} left")
        self._show_update(view)
        turn = next_up(view, humans)
        for seat, card in self._cards.items():
            mine = next_up(view, {seat} & set(humans))
            card.update(view, mine, turn=turn is not None and turn is mine)

    def _show_update(self, view: View) -> None:
        if view.next_update_s is None:
            self._update.set_runs([Run("no update promised", "muted", "display")])
            return
        left_s = view.next_update_s - view.at_s
        tone: Tone = "bad" if left_s < 0 else "warn" if left_s < 2 * SOON_S else "good"
        word = "Update overdue  " if left_s < 0 else "Next update in  "
        self._update.set_runs(
            [Run(f"✉ {word}", style="display"), Run(countdown(left_s), tone, "display")]
        )


class _SeatCard:
    """A seat, who holds it, and what waits for it; outlined when it is its turn."""

    def __init__(self, seat: Role) -> None:
        self._seat = seat
        self._head = RichText([Run(seat.title)])
        self._due = RichText([Run("")])
        self.panel = Panel([self._head, self._due], pad="pad", surface="raised")

    def update(self, view: View, item: DueItem | None, *, turn: bool) -> None:
        tone = ROLE_TONES[self._seat]
        holder = view.roles.get(self._seat)
        person = holder.person if holder else view.seats[self._seat]
        sign = [Run("▶ ", "warn", "display")] if turn else []
        self._head.set_runs(
            [
                *sign,
                Run(f"{ROLE_NAMES[self._seat]}\n", tone, "display"),
                Run(person, "muted", "large"),
            ]
        )
        self._due.set_runs(_waits(view, item))
        self.panel.set_tone("warn" if turn else None)


def _waits(view: View, item: DueItem | None) -> list[Run]:
    if item is None:
        return [Run("nothing is due", "muted", "large")]
    left_s = (item.due_s if item.due_s is not None else item.since_s) - view.at_s
    tone: Tone = "bad" if left_s < 0 else "warn" if left_s < SOON_S else "text"
    return [Run(f"{item.text}  ", style="large"), Run(countdown(left_s), tone, "large")]
