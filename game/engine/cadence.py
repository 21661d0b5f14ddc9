"""When each audience must hear something next: by the severity's cadence and by what was promised.

Source: the cadence per severity and audience in the runbook; a promise that was made counts too.
"""

from game.engine.plan import Plan
from game.engine.state import Post, State
from game.terms import Audience, IncidentPhase, Stage

FIRST_POST_S = 300
"""First public post within five minutes of declaring."""

_OVER = frozenset({IncidentPhase.RESOLVED, IncidentPhase.STOOD_DOWN})


def next_posts(plan: Plan, state: State) -> dict[Audience, int]:
    """Second at which the next post is due, for each audience that waits for one."""
    severity, declared_s = state.incident.severity, state.incident.declared_s
    rule = None if severity is None else plan.runbook.severity(severity)
    if rule is None or declared_s is None:
        return {}
    due = {
        audience: _due_s(
            _last(state, audience), declared_s, _first_s(audience, cadence_s), cadence_s
        )
        for audience, cadence_s in rule.cadence.items()
    }
    return {audience: due_s for audience, due_s in due.items() if not _told(state, audience)}


def _last(state: State, audience: Audience) -> Post | None:
    return next((post for post in reversed(state.posts) if post.audience is audience), None)


def _first_s(audience: Audience, cadence_s: int) -> int:
    return min(FIRST_POST_S, cadence_s) if audience is Audience.CUSTOMERS else cadence_s


def _due_s(last: Post | None, declared_s: int, first_s: int, cadence_s: int) -> int:
    if last is None:
        return declared_s + first_s
    by_cadence_s = last.at_s + cadence_s
    promised_s = last.next_update_at_s
    return by_cadence_s if promised_s is None else min(by_cadence_s, promised_s)


def _told(state: State, audience: Audience) -> bool:
    """Whether the audience has had its final post, and nothing more is owed."""
    last = _last(state, audience)
    if state.incident.phase not in _OVER:
        return False
    return last is not None and last.stage is Stage.RESOLVED
