"""Questions that a draft leaves to people: how did it make sense to do what was done?

Each asks about one act and its moment, never about a person, and has no answer in the log.
"""

from collections.abc import Iterator

from game.engine.events import DecisionMade, IncidentResolved, MitigationStarted
from game.engine.plan import Plan
from game.engine.state import State
from game.simtime import utc
from scoring.narration import lever_title, option_title
from scoring.timeline import Numbered, timeline_of
from scoring.truth import Truth, truth_of

_MOST = 5


def prompts(plan: Plan, state: State) -> tuple[str, ...]:
    """The acts that a team should look at together, oldest first."""
    truth = truth_of(state)
    acts = timeline_of(state).of("decision_made", "mitigation_started", "incident_resolved")
    asked = (question for item in acts for question in _about(plan, truth, item))
    return tuple(asked)[:_MOST]


def _about(plan: Plan, truth: Truth, item: Numbered) -> Iterator[str]:
    time = f"at {utc(plan.scenario.exercise.start, item.at_s)[:5]} UTC (e{item.n})"
    match item.event:
        case DecisionMade(decision=decision, option=option):
            chosen = option_title(plan, decision, option)
            yield f"How did it make sense to decide “{chosen}” {time}, with what was known then?"
        case MitigationStarted(lever=lever):
            title = lever_title(plan, lever)
            yield f"How did it make sense to begin “{title}” {time}: what was hoped for?"
        case IncidentResolved() if truth.hurt_at(item.at_s):
            yield f"How did it make sense to call it resolved {time}: what did the screens show?"
        case _:
            return
