"""A drill laid out for judging: its plan, its numbered events, the truth, and what was written."""

from dataclasses import dataclass

from game.engine.plan import Plan
from game.engine.state import State
from game.scenario.runbook import CriticalTask
from game.terms import Rating
from scoring.decisions import decision_scores, unweighed
from scoring.posts import score_posts
from scoring.scorecard import DecisionScore, PostScore
from scoring.scribe import Review, review
from scoring.timeline import Timeline, timeline_of
from scoring.truth import Truth, truth_of
from scoring.wording import plain


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """All that a criterion may look at."""

    plan: Plan
    state: State
    timeline: Timeline
    truth: Truth
    posts: tuple[PostScore, ...]
    scribe: Review
    decisions: tuple[DecisionScore, ...] = ()

    def named(self, field: str, value: str) -> str:
        """A value of an event's field as people knew it: what its button, form or title says."""
        title = self._title(field, value)
        return f"“{title}”" if title else plain(field, value)

    def _title(self, field: str, value: str) -> str:
        plan = self.plan
        match field:
            case "lever" if value in plan.levers:
                return plan.levers[value].title
            case "investigation" if value in plan.investigations:
                return plan.investigations[value].title
            case "decision" if value in plan.decisions:
                return plan.decisions[value].question
            case "option":
                offered = (item for asked in plan.decisions.values() for item in asked.options)
                return next((item.title for item in offered if item.id == value), "")
            case "precondition":
                needed = (item for lever in plan.levers.values() for item in lever.preconditions)
                return next((item.text for item in needed if item.id == value), "")
            case _:
                return ""

    @property
    def end_s(self) -> int:
        """When the exercise stopped, or how far it has come."""
        return self.timeline.end_s

    @property
    def hurt_at_end(self) -> bool:
        """Whether customers were still hurt when the exercise stopped."""
        return self.truth.real and self.truth.end_s is None


@dataclass(frozen=True, slots=True)
class Bout:
    """A task whose occasion has come: when, shown by which events, and in which words.

    Its time counts from `clock_s`, which `counted` says in words: mostly from its start.
    """

    task: CriticalTask
    start_s: int
    events: tuple[int, ...]
    began: str
    clock_s: int
    counted: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rating with the events that show it; `done_s` is set where the task has a moment."""

    rating: Rating
    events: tuple[int, ...]
    note: str
    done_s: int | None = None


def open_case(
    plan: Plan,
    state: State,
    *,
    weighed: bool = False,
    decisions: tuple[DecisionScore, ...] | None = None,
) -> Case:
    """Lay out a folded state for judging; `weighed` runs the options of its decisions again.

    With `decisions` that has been done.
    """
    timeline = timeline_of(state)
    truth = truth_of(state)
    return Case(
        plan=plan,
        state=state,
        timeline=timeline,
        truth=truth,
        posts=score_posts(plan, state, timeline, truth),
        scribe=review(plan, timeline),
        decisions=_decisions(plan, state, timeline, weighed=weighed)
        if decisions is None
        else decisions,
    )


def _decisions(
    plan: Plan, state: State, timeline: Timeline, *, weighed: bool
) -> tuple[DecisionScore, ...]:
    return decision_scores(plan, state, timeline) if weighed else unweighed(plan, timeline)
