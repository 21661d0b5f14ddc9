"""The score, and the drill in figures."""

from game.faces.desk.screens.ratings import RATING_TONES, RATING_WORDS
from game.faces.desk.widgets import Column, Label, Panel, Row, Widget, fixed, flex, optional
from game.simtime import words
from scoring.scorecard import Scorecard


def headline(card: Scorecard) -> Widget:
    """Points, rating, times and losses."""
    tone = RATING_TONES[card.rating]
    score = Column(
        [
            Label(f"{card.score:.0f}", style="display", tone=tone),
            Label("of 100", tone="muted", style="small"),
            Label(
                f"{card.rating.value}: {RATING_WORDS[card.rating]}", tone=tone, style="small_strong"
            ),
        ],
        gap="small",
    )
    facts = _facts(card)
    half = (len(facts) + 1) // 2
    first, second = Column(facts[:half], gap="tight"), Column(facts[half:], gap="tight")
    columns = [fixed(score, 112), flex(first, least=200), optional(flex(second, least=200))]
    return Panel([Row(columns, gap="wide")])


def _facts(card: Scorecard) -> list[Widget]:
    measures, impact, help_ = card.measures, card.impact, card.assistance
    times = (
        ("Detected after", measures.detect_s),
        ("Acknowledged after", measures.acknowledge_s),
        ("Declared after", measures.declare_s),
        ("First post after", measures.first_post_s),
        ("Customers can buy after", measures.mitigate_s),
        ("Resolved after", measures.resolve_s),
    )
    rows = [(name, "never" if s is None else words(s)) for name, s in times]
    rows.append(("Orders lost", f"{impact.failed_orders:,.0f}"))
    rows.append(("Revenue lost", f"{impact.lost_revenue:,.0f} €"))
    rows.append(("Hints of the coach", str(help_.hints)))
    if help_.interventions:
        rows.append(("Interventions", str(help_.interventions)))
    return [_fact(name, value) for name, value in rows]


def _fact(name: str, value: str) -> Widget:
    return Row(
        [
            flex(Label(name, style="small", tone="muted", wrap=False, tooltip=name)),
            Label(value, style="small_strong", wrap=False, tooltip=value),
        ]
    )
