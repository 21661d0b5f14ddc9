"""The wall: what the whole room looks at, read from its back; nothing here is private."""

from collections.abc import Sequence

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.desk.charts import TimelineStrip
from game.faces.desk.remote.door import Address
from game.faces.desk.remote.messages import Lobby
from game.faces.desk.remote.public import public
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.gauges import Gauges
from game.faces.desk.screens.drill.headline import Headline
from game.faces.desk.screens.drill.marks import changes, moments
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.screens.lead.invitation import large_invitation
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Column,
    Grid,
    Label,
    ListRow,
    ListView,
    Panel,
    RichRow,
    RichText,
    Row,
    Spacer,
    Widget,
    fixed,
    flex,
    optional,
)
from game.simtime import clock, countdown
from game.terms import SEATS, ExercisePhase, Role

_BEFORE = frozenset({ExercisePhase.LOBBY, ExercisePhase.BRIEFING})
_AFTER = frozenset({ExercisePhase.HOT_WASH, ExercisePhase.ENDED})
_SOON_S = 60


class Wall:
    """Made once; `update` shows another moment, taken from anybody's view."""

    def __init__(
        self, handbook: Handbook, address: Address, *, back: Sequence[Widget] = ()
    ) -> None:
        self._handbook = handbook
        self._head = Headline(handbook.title, severity="display", name="display", stage="large")
        self._clock = Label(clock(0), style="clock", align="centre", wrap=False)
        self._time = Label("", style="display", tone="muted", align="centre", wrap=False)
        self._update = RichText([Run("")])
        self._gauges = Gauges(handbook)
        self._due = ListView(empty="Nothing is due right now.")
        self._page = RichText([Run("")])
        self._strip = TimelineStrip(end_s=handbook.duration_s)
        self._seats = {seat: RichText([Run(seat.title)]) for seat in SEATS}
        self._ended = Label("The drill is over.", style="display", align="centre")
        self._report = Label("", style="large", tone="info", align="centre")
        self._gathering = self._lay_gathering(address)
        self._running = self._lay_running()
        self._over = self._lay_over()
        self._body = Column([flex(self._gathering)])
        self._phase: object = None
        head = [self._head.severity, flex(self._head.title, least=200), *back]
        self.widget: Widget = Column(
            [
                Panel([Row(head, align="centre", gap="wide")], pad="pad"),
                flex(self._body),
            ],
            pad="pad",
            gap="gap",
        )

    # -- layouts ----------------------------------------------------------------------------

    def _lay_gathering(self, address: Address) -> Widget:
        cards = [Panel([text], surface="raised") for text in self._seats.values()]
        return Column(
            [
                flex(large_invitation(address)),
                Grid(cards, columns=4, least_column=200),
            ],
            gap="pad",
        )

    def _lay_running(self) -> Widget:
        stages = Row([*self._head.stages.values()], gap="gap", align="centre")
        due = Panel([Label("DUE", style="strong", tone="muted"), flex(self._due, least=60)])
        left = Column(
            [
                self._clock,
                self._time,
                Row([flex(Spacer()), self._update, flex(Spacer())]),
                Row([flex(Spacer()), stages, flex(Spacer())]),
                optional(flex(due, least=110)),
            ],
            gap="gap",
        )
        page = Panel(
            [Label("STATUS PAGE: what customers read", style="strong", tone="muted"), self._page],
            tone="info",
            edge="left",
        )
        right = Column([flex(self._gauges.widget, least=200), optional(page)], gap="gap")
        return Column(
            [
                flex(Row([flex(left, 6, least=660), flex(right, 5)], gap="pad"), least=390),
                optional(fixed(Panel([flex(self._strip)], pad=0), 72)),
            ],
            gap="gap",
        )

    def _lay_over(self) -> Widget:
        return Column(
            [flex(Spacer()), self._ended, self._report, flex(Spacer())], gap="pad", pad="wide"
        )

    def _turn(self, phase: ExercisePhase) -> None:
        """Show the layout for that phase."""
        body = self._running
        if phase in _BEFORE:
            body = self._gathering
        elif phase in _AFTER:
            body = self._over
        if body is not self._phase:
            self._phase = body
            self._body.replace_children([flex(body)])

    # -- showing ----------------------------------------------------------------------------

    def update(self, seen: View, lobby: Lobby | None, report: str | None) -> None:
        """Show this moment; of what was seen only what everybody may see."""
        view = public(seen)
        self._turn(view.phase)
        self._show_incident(view)
        self._show_time(view)
        self._due.set_rows(_due_rows(view))
        self._page.set_runs(_page_runs(view, self._handbook))
        self._gauges.update(view, changes(view, self._handbook))
        self._strip.set_now(view.at_s)
        self._strip.set_end(max(view.duration_s, 1))
        self._strip.set_marks([m for m in moments(view, self._handbook) if m.at_s >= 0])
        if lobby is not None:
            for seat, text in self._seats.items():
                text.set_runs(_seat_runs(seat, lobby))
        washing = view.phase is ExercisePhase.HOT_WASH
        self._ended.set_text("Hot wash: what went well?" if washing else "The drill is over.")
        self._report.set_text("" if report is None else f"The report: {report}")

    def _show_incident(self, view: View) -> None:
        self._head.update(view)
        self._head.severity.visible = view.phase not in _BEFORE

    def _show_time(self, view: View) -> None:
        paused = view.phase is ExercisePhase.PAUSED
        self._clock.set_text("PAUSED" if paused else clock(view.at_s).removeprefix("T+"))
        left = countdown(view.duration_s - view.at_s)
        self._time.set_text(f"{self._handbook.utc(view.at_s)} UTC · {left} left")
        if view.next_update_s is None:
            self._update.set_runs([Run("✉ no update promised", "muted", "large")])
            return
        left_s = view.next_update_s - view.at_s
        tone: Tone = "bad" if left_s < 0 else "warn" if left_s < _SOON_S else "good"
        word = "✉ Update overdue  " if left_s < 0 else "✉ Next update in  "
        self._update.set_runs([Run(word, style="large"), Run(countdown(left_s), tone, "display")])


def _due_rows(view: View) -> list[ListRow]:
    """What is open, the most pressing first, in letters for a wall."""
    waiting = [item for item in view.due if item.done_s is None]
    waiting.sort(key=lambda item: (item.due_s is None, item.due_s or 0, item.since_s, item.id))
    rows: list[ListRow] = []
    for item in waiting:
        left_s = (item.due_s if item.due_s is not None else item.since_s) - view.at_s
        tone: Tone = "bad" if left_s < 0 else "warn" if left_s < _SOON_S else "text"
        runs = [
            Run(f"{ROLE_NAMES[item.seat]}  ", ROLE_TONES[item.seat], "large"),
            Run(item.text, style="large"),
        ]
        right = Run(f"{'▲ ' if left_s < 0 else ''}{countdown(left_s)}", tone, "large")
        rows.append(RichRow(runs, right=right, key=item.id))
    return rows


def _page_runs(view: View, handbook: Handbook) -> list[Run]:
    """The newest public post."""
    if not view.posts:
        return [Run("Customers have been told nothing yet.", "muted", "large")]
    post = view.posts[-1]
    text = " ".join(post.text.split())
    return [
        Run(f"{post.stage.value.capitalize()}  ", "info", "large"),
        Run(f"{handbook.utc(post.at_s)} UTC\n", "muted", "strong"),
        Run(text if len(text) <= 240 else f"{text[:238]} …", style="strong"),
    ]


def _seat_runs(seat: Role, lobby: Lobby) -> list[Run]:
    """Who sits there, while the room fills."""
    place = lobby.seats[seat]
    head = Run(f"{seat.title}\n", ROLE_TONES[seat], "strong")
    if place.name is None:
        return [head, Run("○ free", "muted", "large")]
    return [head, Run(f"{'●' if place.here else '○'} {place.name}", style="large")]
