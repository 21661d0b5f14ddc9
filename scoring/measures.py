"""Response times of one incident, from when customers were truly first hurt.

Means over incidents (MTTD, MTTR and so on) need many incidents, and never rank people or teams.
"""

from collections.abc import Collection

from game.engine.events import ExerciseStopped, HintShown, InjectReleased
from game.engine.plan import Plan
from game.engine.state import State
from game.shop import impact
from game.terms import Role, Via
from scoring.narration import narrate
from scoring.scorecard import Assistance, Help, Impact, Measures
from scoring.timeline import Numbered, Timeline, timeline_of
from scoring.truth import Truth

_REPORTS = frozenset({Via.TICKET, Via.MONITORING, Via.PAGE})
_INTERVENTIONS = ("inject_released", "inject_skipped", "inject_delayed", "message_sent")


def measure(timeline: Timeline, truth: Truth) -> Measures:
    """The measures; all None when customers were never hurt."""
    start_s = truth.start_s
    if start_s is None:
        return Measures()
    post = timeline.matching("post_published", {"audience": "customers"})
    return Measures(
        detect_s=_since(start_s, _detected(timeline)),
        acknowledge_s=_since(start_s, timeline.first("page_acknowledged")),
        declare_s=_since(start_s, timeline.first("incident_declared")),
        first_post_s=_since(start_s, post[0] if post else None),
        mitigate_s=None if truth.end_s is None else truth.end_s - start_s,
        resolve_s=_since(start_s, _resolved(timeline)),
    )


def _since(start_s: int, item: Numbered | None) -> int | None:
    """Seconds from the start; 0 for what came before it."""
    return None if item is None else max(0, item.at_s - start_s)


def _detected(timeline: Timeline) -> Numbered | None:
    """The first alert, or the first report that reached the team another way."""
    found = (
        item
        for item in timeline.of("alert_fired", "inject_released")
        if not isinstance(item.event, InjectReleased) or item.event.via in _REPORTS
    )
    return next(found, None)


def _resolved(timeline: Timeline) -> Numbered | None:
    """The last resolution, unless the incident was reopened after it."""
    found = timeline.of("incident_resolved", "incident_reopened")
    return found[-1] if found and found[-1].type == "incident_resolved" else None


def cost(plan: Plan, state: State, timeline: Timeline) -> Impact:
    """What the incident truly cost: as EndEx told it, or up to now."""
    stopped = timeline.of("exercise_stopped")
    event = stopped[-1].event if stopped else None
    if isinstance(event, ExerciseStopped):
        return Impact(
            failed_orders=event.failed_orders,
            lost_revenue=event.lost_revenue,
            minutes=event.minutes,
            users=event.users,
            error_budget_pct=event.error_budget_pct,
        )
    loss = impact(plan.shop, state.course.recording, 0, state.at_s)
    return Impact(
        failed_orders=round(loss.failed_orders, 1),
        lost_revenue=round(loss.lost_revenue, 2),
        minutes=round(loss.minutes, 2),
        users=round(loss.users, 1),
        error_budget_pct=round(loss.error_budget_pct, 2),
    )


def assistance(plan: Plan, state: State) -> Assistance:
    """Hints that were shown, and what the facilitator did to the course of the drill."""
    tasks = {task.id for task in plan.tasks}
    timeline = timeline_of(state)
    acts = [
        _help(plan, state, item, tasks)
        for item in timeline.of("hint_shown", *_INTERVENTIONS)
        if item.type == "hint_shown" or item.event.by.role is Role.FACILITATOR
    ]
    hints = sum(item.kind == "hint" for item in acts)
    return Assistance(hints=hints, interventions=len(acts) - hints, acts=tuple(acts))


def _help(plan: Plan, state: State, item: Numbered, tasks: Collection[str]) -> Help:
    """A hint is about a task where the coach named one."""
    event = item.event
    is_hint = isinstance(event, HintShown)
    about = event.item if isinstance(event, HintShown) and event.item in tasks else ""
    text = narrate(plan, state, event)
    return Help(item.n, item.at_s, "hint" if is_hint else "intervention", text, about)
