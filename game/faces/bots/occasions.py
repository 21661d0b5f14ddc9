"""Moments to say something without being asked: what a step did, the time, an open decision."""

from game.engine.handbook import Handbook
from game.engine.state import Mitigation
from game.engine.view import View
from game.faces.bots.choices import GIVE_IT_S, TURNS_AWAY, open_decisions
from game.faces.bots.signs import helped
from game.faces.bots.speech import facts_of
from game.terms import IncidentPhase, MitigationPhase, Role

_CALL_S = 600
_UNDECIDED_S = 75
_WORKING = frozenset({IncidentPhase.DECLARED, IncidentPhase.MITIGATING})

Said = tuple[str, dict[str, str]]


class Occasions:
    """Remembers what one seat has already spoken about."""

    def __init__(self, role: Role, handbook: Handbook) -> None:
        self._role = role
        self._handbook = handbook
        self._told: set[str] = set()

    def next(self, view: View) -> Said | None:
        """What is worth a word now, each once; None for silence."""
        if view.incident.phase not in _WORKING:
            return None
        if self._role is Role.IC:
            return self._time_call(view)
        return self._report(view) or self._nudge(view) if self._role is Role.OPS else None

    def _once(self, key: str, occasion: str, facts: dict[str, str]) -> Said | None:
        if key in self._told:
            return None
        self._told.add(key)
        return occasion, facts

    def _time_call(self, view: View) -> Said | None:
        since_s = view.at_s - (view.incident.declared_s or 0)
        calls = since_s // _CALL_S
        return self._once(f"clock:{calls}", "clock", facts_of(view)) if calls else None

    def _report(self, view: View) -> Said | None:
        for item in view.mitigations:
            said = self._of(view, item)
            if said is not None:
                return said
        return None

    def _of(self, view: View, item: Mitigation) -> Said | None:
        lever = self._handbook.levers.get(item.lever)
        if lever is None:
            return None
        facts = facts_of(view, lever=lever.title, note=item.note)
        if item.phase in {MitigationPhase.REFUSED, MitigationPhase.FAILED}:
            return self._once(item.id, "refused", facts)
        if item.completed_s is None or view.at_s < item.completed_s + GIVE_IT_S:
            return None
        if lever.kind in TURNS_AWAY:
            return None
        occasion = "verified" if helped(view, item.at_s) else "no-effect"
        return self._once(item.id, occasion, facts)

    def _nudge(self, view: View) -> Said | None:
        for asked in open_decisions(view):
            if view.at_s >= asked.at_s + _UNDECIDED_S:
                return self._once(f"open:{asked.id}", "undecided", facts_of(view))
        return None
