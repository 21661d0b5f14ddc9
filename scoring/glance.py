"""What a report says at first sight: measures, impact, ratings, and what to practise next."""

from dataclasses import dataclass

from game.engine.plan import Plan
from game.scenario.runbook import CriticalTask
from game.simtime import words
from game.terms import SEATS, Rating, Role
from scoring.figures import grouped
from scoring.scorecard import Impact, Measures, Scorecard, TaskFinding

RATING_WORDS: dict[Rating, str] = {
    Rating.P: "performed without challenges",
    Rating.S: "performed with some challenges",
    Rating.M: "performed with major challenges",
    Rating.U: "unable to be performed",
    Rating.N: "not observed",
}
PRACTISE = 3

_MEASURES: tuple[tuple[str, str], ...] = (
    ("detect_s", "Time to detect"),
    ("acknowledge_s", "Time to acknowledge"),
    ("declare_s", "Time to declare"),
    ("first_post_s", "Time to first public post"),
    ("mitigate_s", "Time to mitigate"),
    ("resolve_s", "Time to resolve"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its name, as people read it."""

    name: str
    value: str
    reached: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the titles of its task and seat."""

    finding: TaskFinding
    title: str
    seat: str
    target: str
    source: str
    why: str

    @property
    def lost(self) -> float:
        """Points that were not earned."""
        return self.finding.max_points - self.finding.points


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one objective or of one seat, with their sum."""

    id: str
    title: str
    rating: Rating
    points: float
    max_points: float
    rows: tuple[FindingRow, ...]


def measures(card: Scorecard) -> tuple[Figure, ...]:
    """The six response times, from when customers began to be hit."""
    return tuple(_measure(card.measures, key, name) for key, name in _MEASURES)


def _measure(found: Measures, key: str, name: str) -> Figure:
    value_s: int | None = getattr(found, key)
    if value_s is None:
        return Figure(name, "not reached", reached=False)
    early = key == "resolve_s" and (found.mitigate_s is None or value_s < found.mitigate_s)
    note = "declared while customers were still hit" if early else ""
    return Figure(name, words(value_s), note=note)


def impacts(impact: Impact) -> tuple[Figure, ...]:
    """What it truly cost."""
    return (
        Figure("Failed orders", grouped(impact.failed_orders)),
        Figure("Lost revenue", f"{grouped(impact.lost_revenue)} €"),
        Figure("Customers hit", grouped(impact.users)),
        Figure("Below target for", f"{impact.minutes:.1f} min"),
        Figure("Error budget of 30 days", f"{impact.error_budget_pct:.1f} %"),
    )


def finding_rows(plan: Plan, card: Scorecard) -> tuple[FindingRow, ...]:
    """The findings with the titles from the plan, in the order of the scorecard."""
    tasks = {task.id: task for task in plan.tasks}
    return tuple(_row(tasks.get(finding.task), finding) for finding in card.findings)


def _row(task: CriticalTask | None, finding: TaskFinding) -> FindingRow:
    seat = finding.role.title
    if task is None:
        return FindingRow(finding, finding.task, seat, "", "", "")
    target = f"within {words(task.target_s)}" if task.target_s else ""
    why = task.coach.why if task.coach else ""
    return FindingRow(finding, task.title, seat, target, task.source, why)


def by_objective(plan: Plan, card: Scorecard) -> tuple[FindingGroup, ...]:
    """The findings under their objectives, rated as the scorecard says."""
    rows = finding_rows(plan, card)
    titles = {item.id: item.title for item in plan.objectives}
    return tuple(
        FindingGroup(
            item.id,
            titles.get(item.id, item.id),
            item.rating,
            item.points,
            item.max_points,
            tuple(row for row in rows if row.finding.objective == item.id),
        )
        for item in card.objectives
    )


def by_seat(plan: Plan, card: Scorecard) -> tuple[FindingGroup, ...]:
    """The findings under their seats; a seat has no rating of its own (N)."""
    rows = finding_rows(plan, card)
    groups = (_seat(role, rows) for role in SEATS)
    return tuple(group for group in groups if group.rows)


def _seat(role: Role, rows: tuple[FindingRow, ...]) -> FindingGroup:
    mine = tuple(row for row in rows if row.finding.role is role)
    observed = [row.finding for row in mine if row.finding.rating is not Rating.N]
    return FindingGroup(
        role.value,
        role.title,
        Rating.N,
        sum(item.points for item in observed),
        sum(item.max_points for item in observed),
        mine,
    )


def practise(plan: Plan, card: Scorecard) -> tuple[FindingRow, ...]:
    """The three findings that lost most points."""
    rows = [row for row in finding_rows(plan, card) if row.finding.rating is not Rating.N]
    losing = [row for row in rows if row.lost > 0]
    return tuple(sorted(losing, key=lambda row: -row.lost)[:PRACTISE])
