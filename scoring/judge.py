"""From a folded drill to its scorecard."""

from collections.abc import Sequence
from dataclasses import replace

from game.engine.plan import Plan
from game.engine.state import State
from game.terms import Rating
from scoring.bands import rate_share
from scoring.case import open_case
from scoring.measures import assistance, cost, measure
from scoring.overrides import overridden
from scoring.rubric import judge_task
from scoring.scorecard import Assistance, ObjectiveScore, Scorecard, TaskFinding
from scoring.study import Study
from scoring.version import rubric_of


def score(
    plan: Plan, state: State, *, weighed: bool = True, studied: Study | None = None
) -> Scorecard:
    """The scorecard of a drill; made from the plan and the folded log alone, so always the same.

    Expected losses, regret and luck take a run of the shop for each option and hypothesis;
    `weighed=False` leaves them out where a quick answer is wanted. Then the quality of decisions
    is not observed; no other point hangs on it. With a study of the drill that has been done.
    """
    decisions = None if studied is None else studied.decisions
    case = open_case(plan, state, weighed=weighed, decisions=decisions)
    timeline = case.timeline
    helped = assistance(plan, state)
    judged = tuple(_hinted(judge_task(case, task), helped) for task in plan.tasks)
    findings = overridden(plan, timeline, judged)
    total, rating = overall(findings)
    return Scorecard(
        scenario=plan.scenario.id,
        variant=plan.variant.id,
        seed=plan.seed,
        score=total,
        rating=rating,
        objectives=_objectives(plan, findings),
        findings=findings,
        measures=measure(timeline, case.truth),
        impact=cost(plan, state, timeline),
        decisions=case.decisions,
        posts=case.posts,
        scribe=case.scribe.score,
        assistance=helped,
        rubric=rubric_of(plan),
        judged_score=overall(judged)[0],
    )


def _hinted(finding: TaskFinding, helped: Assistance) -> TaskFinding:
    """The finding with the hints that were about just this task."""
    hints = tuple(act.event for act in helped.acts if act.task == finding.task)
    return replace(finding, hints=hints) if hints else finding


def overall(findings: Sequence[TaskFinding]) -> tuple[float, Rating]:
    """Points in percent of those that could be earned, and the rating of that share."""
    most = sum(finding.max_points for finding in findings)
    if most == 0:
        return 0.0, Rating.N
    share = sum(finding.points for finding in findings) / most
    return round(100 * share, 1), rate_share(share)


def _objectives(plan: Plan, findings: Sequence[TaskFinding]) -> tuple[ObjectiveScore, ...]:
    """The scenario's objectives first, then others that its tasks count for."""
    named = [objective.id for objective in plan.objectives]
    others = [finding.objective for finding in findings]
    return tuple(_objective(key, findings) for key in dict.fromkeys([*named, *others]))


def _objective(key: str, findings: Sequence[TaskFinding]) -> ObjectiveScore:
    mine = [finding for finding in findings if finding.objective == key]
    points = sum(finding.points for finding in mine)
    most = sum(finding.max_points for finding in mine)
    rating = rate_share(points / most) if most else Rating.N
    return ObjectiveScore(key, rating, points, most)
