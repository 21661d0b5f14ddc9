"""Action items proposed for a postmortem: from the established cause, and from what was missed."""

from dataclasses import dataclass
from typing import Literal

from game.engine.plan import Plan
from game.scenario.model import SuggestedAction
from game.terms import Rating
from scoring.glance import FindingRow, finding_rows
from scoring.scorecard import Scorecard

ActionType = Literal["prevent", "detect", "mitigate"]
_MOST_DRILLS = 3
_POINTS_A_STEP = 2.0


@dataclass(frozen=True, slots=True)
class ActionItem:
    """A proposal; owner, due date and ticket are for people to fill in.

    Its weight is customer impact times risk taken away, divided by effort (each 1 to 5).
    """

    description: str
    type: ActionType
    priority: str
    impact: int
    risk: int
    effort: int

    @property
    def weight(self) -> float:
        """The rank: higher comes first."""
        return self.impact * self.risk / self.effort


def action_items(plan: Plan, card: Scorecard, *, established: bool) -> tuple[ActionItem, ...]:
    """Proposals, weightiest first; those that follow from the cause only once it is established."""
    items = [*(_suggested(plan) if established else ()), *_drills(plan, card)]
    return tuple(sorted(items, key=lambda item: -item.weight))


def _suggested(plan: Plan) -> tuple[ActionItem, ...]:
    return tuple(_from(action) for action in plan.truth.actions)


def _from(action: SuggestedAction) -> ActionItem:
    return ActionItem(
        action.text, action.type, action.priority, action.impact, action.risk, action.effort
    )


def _drills(plan: Plan, card: Scorecard) -> tuple[ActionItem, ...]:
    """Practice of the tasks that were missed, those with most lost points."""
    rows = finding_rows(plan, card)
    missed = [row for row in rows if row.finding.rating in {Rating.U, Rating.M} and row.lost]
    worst = sorted(missed, key=lambda row: -row.lost)[:_MOST_DRILLS]
    return tuple(_drill(row) for row in worst)


def _drill(row: FindingRow) -> ActionItem:
    """Practice is cheap; its impact follows the points, and it takes away a middling risk."""
    impact = max(1, min(5, round(row.lost / _POINTS_A_STEP)))
    return ActionItem(
        description=(
            f"Practise “{row.title}” ({row.seat}) until two drills in a row perform it"
            f"{' ' + row.target if row.target else ''}, and check that the runbook says how."
        ),
        type="detect" if row.finding.objective.startswith("detect") else "mitigate",
        priority="P1" if row.finding.rating is Rating.U and impact >= 2 else "P2",
        impact=impact,
        risk=3,
        effort=2,
    )
