"""How the drill goes: what is due at the seats, the score so far, what comes by itself."""

from collections.abc import Iterator

from game.engine.duties import DueItem
from game.engine.view import View
from game.faces.desk.remote.lead import Lead
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.screens.ratings import RATING_TONES
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import (
    Button,
    Column,
    Label,
    ListRow,
    ListView,
    RichRow,
    RichText,
    Row,
    Rule,
    Spacer,
    Widget,
    flex,
)
from game.simtime import clock, countdown, words
from game.terms import ExercisePhase

WEIGH_EVERY_S = 45.0
"""Real seconds between two looks at score and forecast, while they are on the screen."""
_SOON_S = 30
_BEGUN = frozenset({ExercisePhase.RUNNING, ExercisePhase.PAUSED, ExercisePhase.HOT_WASH})


class Health:
    """Made once; `update` shows another moment."""

    def __init__(self, lead: Lead) -> None:
        self._lead = lead
        self._due = ListView(empty="Nothing is due at any seat.")
        self._found = RichText([Run("Score and forecast are worked out …", "muted")])
        self._again = Button("Look again", lead.weigh, compact=True)
        self._weighed_s: float | None = None
        self.widget: Widget = Column(
            [
                Label("DUE AT THE SEATS", style="small_strong", tone="muted"),
                flex(self._due, least=80),
                Rule(),
                self._found,
                Row([flex(Spacer()), self._again]),
            ],
            gap="gap",
        )

    def update(self, now_s: float, view: View) -> None:
        """Show this moment; asks for score and forecast anew where they have grown old."""
        self._due.set_rows(list(due_rows(view)))
        old = self._weighed_s is None or now_s - self._weighed_s >= WEIGH_EVERY_S
        if old and view.phase in _BEGUN and view.at_s != self._lead.seen_at_s:
            self._weighed_s = now_s
            self._lead.weigh()
        self._again.set_enabled(not self._lead.weighing, "The room works on it.")
        runs = list(_score(self._lead))
        if runs:
            self._found.set_runs(runs)


def due_rows(view: View) -> Iterator[ListRow]:
    """What is open at each seat, the most pressing first."""
    waiting = [item for item in view.due if item.done_s is None]
    for item in sorted(waiting, key=_pressing):
        yield due_line(item, view.at_s)


def _pressing(item: DueItem) -> tuple[int, str]:
    return (item.due_s if item.due_s is not None else item.since_s), item.id


def due_line(item: DueItem, at_s: int) -> RichRow:
    """One open item, with its seat and the time left."""
    left_s = (item.due_s if item.due_s is not None else item.since_s) - at_s
    tone: Tone = "bad" if left_s < 0 else "warn" if left_s < _SOON_S else "muted"
    sign = "▲ " if left_s < 0 else ""
    return RichRow(
        [
            Run(f"{ROLE_NAMES[item.seat]}  ", ROLE_TONES[item.seat], "small_strong"),
            Run(item.text, style="small"),
        ],
        right=Run(f"{sign}{countdown(left_s)}", tone, "small_strong"),
        key=item.id,
        hang=12,
    )


def _score(lead: Lead) -> Iterator[Run]:
    if lead.score is not None:
        yield Run("Score so far  ", "muted", "small")
        yield Run(f"{lead.score.score:.0f}", "info", "large")
        yield Run(" of 100; what is still to come counts as missed\n", "muted", "small")
        for item in lead.score.objectives:
            yield Run(f"{item.rating} ", RATING_TONES[item.rating], "small_strong")
            yield Run(f"{item.id.replace('-', ' ')}\n", style="small")
    if lead.forecast is not None:
        ahead = words(lead.forecast.ahead_s)
        yield Run(f"If nothing changes, in the next {ahead}:  ", "muted", "small")
        tone: Tone = "bad" if lead.forecast.failed_orders else "good"
        yield Run(f"{lead.forecast.failed_orders:,} orders lost\n", tone, "strong")
    if lead.seen_at_s is not None:
        yield Run(f"as of {clock(lead.seen_at_s)}", "muted", "small")
