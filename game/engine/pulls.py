"""The levers as the shop sees them: which were pulled when, and taken back when."""

from game.engine.plan import Plan
from game.engine.state import Mitigation, State
from game.scenario.shop_model import LeverOutcome
from game.shop import Pull
from game.terms import MitigationPhase

_TAKEN_BACK = frozenset({MitigationPhase.UNDONE, MitigationPhase.ABORTED})
_NEVER_ACTED = frozenset({MitigationPhase.REQUESTED, MitigationPhase.REFUSED})


def pulls(plan: Plan, state: State) -> tuple[Pull, ...]:
    """All pulls that reach the shop, oldest first; refused and failing levers never do."""
    return tuple(
        _pull(plan, item) for item in state.mitigations.values() if _reaches_shop(plan, item)
    )


def _reaches_shop(plan: Plan, item: Mitigation) -> bool:
    if item.phase in _NEVER_ACTED:
        return False
    return plan.lever(item.lever, item.case).outcome is LeverOutcome.WORKS


def _pull(plan: Plan, item: Mitigation) -> Pull:
    undone_s = item.ended_s if item.phase in _TAKEN_BACK else None
    return Pull(plan.lever(item.lever, item.case), item.at_s, undone_s)
