"""What to practise next, why, and in which scenario: at most three things, weightiest first.

One thing is one objective, since points are lost together: a team that pulls levers unchecked also
pulls too many of them. The scenario is the one of the library whose own tasks are most about that
objective, rather another one than the one just played.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from game.engine.plan import Plan
from game.scenario.catalogue import Card
from game.terms import Rating, Role
from scoring.glance import PRACTISE, FindingGroup, FindingRow, by_objective
from scoring.scorecard import Scorecard

_REASONS = 2
_LONGEST = 150
_DIFFICULTIES = ("tutorial", "easy", "medium", "hard")
_EASIER_BELOW, _HARDER_FROM = 45.0, 85.0
_SPOKEN_OF = 2


@dataclass(frozen=True, slots=True)
class Exercise:
    """Where it can be practised; `says` tells why there, and gives nothing away."""

    id: str
    title: str
    difficulty: str
    seat: Role
    says: str

    @property
    def command(self) -> str:
        """What to type."""
        return f"breakglass play {self.id} --role {self.seat.value}"


@dataclass(frozen=True, slots=True)
class Practice:
    """One thing to practise, with the findings that lost most points there."""

    objective: str
    title: str
    lost: float
    max_points: float
    rating: Rating
    reasons: tuple[FindingRow, ...]
    exercise: Exercise

    @property
    def because(self) -> str:
        """The reason that weighs most, in its first clause."""
        clause = self.reasons[0].finding.note.split("; ")[0].rstrip(".")
        kept = clause if len(clause) <= _LONGEST else clause[:_LONGEST].rsplit(" ", 1)[0] + " …"
        return kept + "."

    @property
    def why(self) -> str:
        """Why it matters, as the runbook's coach puts it; empty where it says nothing."""
        return next((row.why for row in self.reasons if row.why), "")


def practice(plan: Plan, card: Scorecard, library: Sequence[Card]) -> tuple[Practice, ...]:
    """The objectives that lost most points, each with another scenario of the library."""
    groups = sorted(by_objective(plan, card), key=lambda group: -_lost(group))
    taken: list[str] = []
    found: list[Practice] = []
    for group in [group for group in groups if _lost(group) > 0][:PRACTISE]:
        losing = _losing(group.rows)
        exercise = _exercise(plan, card, library, group, taken)
        taken.append(exercise.id)
        found.append(
            Practice(
                objective=group.id,
                title=group.title,
                lost=_lost(group),
                max_points=group.max_points,
                rating=group.rating,
                reasons=losing[:_REASONS],
                exercise=exercise,
            )
        )
    return tuple(found)


def _lost(group: FindingGroup) -> float:
    return sum(row.lost for row in _losing(group.rows))


def _losing(rows: Iterable[FindingRow]) -> tuple[FindingRow, ...]:
    """Findings that lost points, most first."""
    observed = [row for row in rows if row.finding.rating is not Rating.N and row.lost > 0]
    return tuple(sorted(observed, key=lambda row: -row.lost))


def _exercise(
    plan: Plan,
    card: Scorecard,
    library: Sequence[Card],
    group: FindingGroup,
    taken: Sequence[str],
) -> Exercise:
    seat = _losing(group.rows)[0].finding.role
    fitting = [item for item in library if group.id in dict(item.objectives)]
    others = [item for item in fitting if item.id != plan.scenario.id]
    fresh = [item for item in others if item.id not in taken]
    wanted = _wanted(plan.scenario.difficulty, card.score)
    best = min(fresh or others, key=lambda item: _rank(item, group.id, wanted), default=None)
    if best is None:
        scenario = plan.scenario
        says = "No other scenario here practises it: play this one again, with another seed."
        return Exercise(scenario.id, scenario.title, scenario.difficulty, seat, says)
    own = best.own_points.get(group.id, 0)
    says = _says(own, _all_points(best), best.difficulty, plan.scenario.difficulty)
    return Exercise(best.id, best.title, best.difficulty, seat, says)


def _wanted(difficulty: str, score: float) -> int:
    """The difficulty that helps most: easier after a poor score, harder after a very good one."""
    step = -1 if score < _EASIER_BELOW else 1 if score >= _HARDER_FROM else 0
    return max(0, min(len(_DIFFICULTIES) - 1, _DIFFICULTIES.index(difficulty) + step))


def _rank(item: Card, objective: str, wanted: int) -> tuple[float, int, str]:
    """Much about the objective first, in tenths of its own points; then by difficulty.

    The points are those of the scenario's own tasks; the runbook's count everywhere.
    """
    most = _all_points(item)
    share = item.own_points.get(objective, 0) / most if most else 0.0
    away = abs(_DIFFICULTIES.index(item.difficulty) - wanted)
    return -round(share - away / 10, 1), away, item.id


def _all_points(item: Card) -> int:
    return sum(item.own_points.values())


def _says(own: int, most: int, difficulty: str, played: str) -> str:
    here, before = _DIFFICULTIES.index(difficulty), _DIFFICULTIES.index(played)
    level = "It is easier than" if here < before else "It is harder than"
    level = level if here != before else "It is as hard as"
    part = f" and {own} of its own {most} points are for this" if own >= _SPOKEN_OF else ""
    return f"{level} the one just played{part}."
