"""What a postmortem draft may say of causes and lessons: only what the team has established."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.plan import Plan
from game.engine.state import State
from game.terms import Rating
from scoring.figures import grouped, points
from scoring.glance import FindingRow, finding_rows
from scoring.scorecard import Scorecard

_MOST = 6


@dataclass(frozen=True, slots=True)
class Known:
    """How far the cause is established: by how many of the investigations that reveal it."""

    found: int
    needed: int

    @property
    def some(self) -> bool:
        """Whether anything of the cause is established."""
        return self.needed > 0 and self.found > 0

    @property
    def all(self) -> bool:
        """Whether the whole cause is established."""
        return 0 < self.needed == self.found

    @property
    def share(self) -> float:
        """How much of it, 0 to 1."""
        return self.found / self.needed if self.needed else 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of the cause: its name, and what is known (None: to be established)."""

    name: str
    text: str | None
    ask: str


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One of the five whys; the answer is None while it is not established."""

    question: str
    answer: str | None


def known(plan: Plan, state: State) -> Known:
    """How many of the investigations that establish the cause were finished."""
    needed = plan.truth.revealed_by
    done = {item.id for item in state.inquiries.values() if item.done_s is not None}
    return Known(sum(name in done for name in needed), len(needed))


def root_cause(plan: Plan, how: Known) -> tuple[Claim, ...]:
    """Trigger, latent weakness and missing guardrail.

    The trigger counts as established by the first investigation that bears on it, the two others
    only when all of them are finished.
    """
    truth = plan.truth
    return (
        Claim("Trigger", truth.trigger if how.some else None, "what set it off at that moment?"),
        Claim(
            "Latent weakness",
            truth.weakness if how.all else None,
            "what was there before, and let the trigger do harm?",
        ),
        Claim(
            "Missing guardrail",
            truth.guardrail if how.all else None,
            "what would have caught it, or kept it small?",
        ),
    )


def factors(plan: Plan, how: Known) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Contributing factors by category, empty where nothing is established."""
    truth = plan.truth.factors
    named = (
        ("People and process", truth.process),
        ("Technology", truth.technology),
        ("Environment", truth.environment),
        ("External", truth.external),
    )
    return tuple((name, items if how.all else ()) for name, items in named)


def whys(plan: Plan, how: Known) -> tuple[WhyRow, ...]:
    """The five whys, answered as deep as the investigations went."""
    chain = plan.truth.whys
    if not how.some:
        return tuple(WhyRow(question, None) for question in _OPEN_WHYS)
    depth = math.floor(how.share * len(chain))
    answered = (WhyRow(why.question, why.answer) for why in chain[:depth])
    # What comes after the next question would give away what nobody has found out.
    asked = (WhyRow(why.question, None) for why in chain[depth : depth + 1])
    rest = (WhyRow("And why was that?", None) for _ in chain[depth + 1 :])
    return (*answered, *asked, *rest)


_OPEN_WHYS = (
    "Why could customers not complete their orders?",
    "Why did that part fail at that moment?",
    "Why was it able to fail in this way?",
    "Why was it not caught before it reached customers?",
    "Why did our way of working let that be so?",
)


def went_well(plan: Plan, card: Scorecard) -> tuple[str, ...]:
    """What was performed without challenges, most points first."""
    rows = _rated(plan, card, {Rating.P})
    return tuple(_said(row) for row in rows)


def went_poorly(plan: Plan, card: Scorecard) -> tuple[str, ...]:
    """What met major challenges or was not done, said of the way of working."""
    rows = _rated(plan, card, {Rating.U, Rating.M})
    return tuple(f"Our way of working did not carry this yet: {_said(row)}" for row in rows)


def _rated(plan: Plan, card: Scorecard, ratings: set[Rating]) -> Sequence[FindingRow]:
    rows = [row for row in finding_rows(plan, card) if row.finding.rating in ratings]
    return sorted(rows, key=lambda row: -max(row.lost, row.finding.points))[:_MOST]


def _said(row: FindingRow) -> str:
    note = f" {row.finding.note}" if row.finding.note else ""
    worth = f"{points(row.finding.points)} of {points(row.finding.max_points)} points"
    return f"{row.title} ({worth}).{note}"


def lucky(plan: Plan, card: Scorecard, how: Known) -> tuple[str, ...]:
    """Luck that is established: of the circumstances, and of decisions that turned out better."""
    turned_out = [
        f"A decision turned out {grouped(-item.luck)} failed orders better than could be expected."
        for item in card.decisions
        if item.luck is not None and item.luck <= -0.5
    ]
    return (*(plan.truth.lucky if how.all else ()), *turned_out)
