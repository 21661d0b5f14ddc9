"""The report of a drill: one HTML file that needs nothing else, with every point's proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from game.engine.plan import Plan
from game.engine.state import State
from game.engine.texts import show
from game.scenario.catalogue import Card
from game.simtime import utc, words
from game.terms import Rating
from scoring import accounts, figures, glance, story, waiting
from scoring.charts import NARROW, WIDE, draw
from scoring.decisions import HAND_OVER_S, HORIZON_S
from scoring.moments import Moment, moments
from scoring.pages import html_pages, stylesheet
from scoring.practice import practice
from scoring.scorecard import Scorecard
from scoring.series import Series, series_of
from scoring.study import Study
from scoring.timeline import timeline_of
from scoring.whatif import HELD_FIXED, what_if

_TABLE_STEP_S = 120


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A numbered mark of the timeline, in words."""

    number: int
    n: int | None
    time: str
    kind: str
    actor: str
    text: str


@dataclass(frozen=True, slots=True)
class MetricTable:
    """The drawn metrics as figures, every two minutes."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def report_html(
    plan: Plan,
    state: State,
    card: Scorecard,
    library: Sequence[Card] = (),
    origin: str = "",
    *,
    studied: Study | None = None,
) -> str:
    """The whole report; the same bytes for the same log and the same library of scenarios.

    `origin` says of a fork from which moment of which drill it goes on; empty for any other drill.
    A study of the drill, with a point a minute, spares running it again.
    """
    page = html_pages().get_template("report.html.j2")
    marked = tuple(item for item in moments(plan, state) if item.marked)
    events = accounts.event_rows(plan, state)
    moved = studied.moved if studied else what_if(plan, state, waiting.STEP_S)
    curves = (waiting.draw_curve(plan, moved, size) for size in (WIDE, NARROW))
    return page.render(
        plan=plan,
        card=card,
        origin=origin,
        style=stylesheet("report.css"),
        headline=story.headline(state, card),
        began=f"{plan.scenario.exercise.start:%-d %B %Y, %H:%M}",
        zero=f"{plan.scenario.exercise.start:%H:%M:%S}",
        in_utc=partial(story.in_utc, plan),
        lasted=words(timeline_of(state).end_s),
        rating_words=glance.RATING_WORDS,
        ratings=tuple(Rating),
        measures=glance.measures(card),
        impacts=(*glance.impacts(card.impact), *story.data_loss(plan, state).noted),
        practise=practice(plan, card, library),
        objectives=glance.by_objective(plan, card),
        seats=glance.by_seat(plan, card),
        drawings=(draw(plan, state, marked, WIDE), draw(plan, state, marked, NARROW)),
        marks=tuple(_mark(plan, number, item) for number, item in enumerate(marked, 1)),
        metrics=_metrics(plan, series_of(plan, state)),
        decisions=accounts.decisions(plan, state, card),
        hand_over_s=HAND_OVER_S,
        horizon_s=HORIZON_S,
        waited=waiting.waiting(plan, moved),
        curves=[curve for curve in curves if curve],
        held_fixed=HELD_FIXED,
        posts=accounts.posts(plan, state, card),
        entries=accounts.entries(plan, state),
        told=accounts.told(plan, state),
        events=events,
        transcript=accounts.transcript(events),
        points=figures.points,
        grouped=figures.grouped,
        duration=words,
    )


def _mark(plan: Plan, number: int, moment: Moment) -> MarkRow:
    time = utc(plan.scenario.exercise.start, moment.at_s)
    return MarkRow(number, moment.n, time, moment.kind.value, moment.actor, moment.text)


def _metrics(plan: Plan, drawn: tuple[Series, ...]) -> MetricTable:
    start = plan.scenario.exercise.start
    length = max((len(series.values) for series in drawn), default=0)
    from_s = drawn[0].from_s if drawn else 0
    rows = (
        (utc(start, from_s + offset)[:5], tuple(_shown(series, offset) for series in drawn))
        for offset in range(0, length, _TABLE_STEP_S)
    )
    return MetricTable(tuple(series.spec.title for series in drawn), tuple(rows))


def _shown(series: Series, offset: int) -> str:
    value = series.values[offset] if offset < len(series.values) else None
    return show(series.spec.id, float("nan") if value is None else value)
