"""Somebody new: slow, unsure of the severity, forgetful of evidence, and wrong at the first try."""

from collections.abc import Sequence
from dataclasses import replace

from game.engine.commands import (
    CaptureEvidence,
    ChangeSeverity,
    CheckPrecondition,
    Command,
    Declare,
    StartMitigation,
)
from game.engine.duties import DueItem
from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.bots.acting import actor
from game.faces.bots.choices import decided_lever, suspicion_order
from game.faces.bots.diligent import Diligent, Manner
from game.scenario.shop_model import LeverKind
from game.terms import Role, Severity

NOVICE = Manner(delay_s=(45, 130), handling_s=14, looks_every_s=5, forgets=0.42, talks=0.5)
_FORGETS = {"snapshot": 1.0, "check": 0.65, "post": 0.45, "write-entry": 0.5, "status-doc": 0.6}
_TIMID = {Severity.SEV1: Severity.SEV2, Severity.SEV2: Severity.SEV3}
_DARES_S = 200
"""So long after the page it takes to dare to declare."""
_HUNCH_S = 170
"""So long after the page the hands have tried the first thing that came to mind."""


class Novice(Diligent):
    """Knows the runbook from hearsay."""

    def __init__(self, role: Role, handbook: Handbook, seed: int) -> None:
        super().__init__(role, handbook, seed, NOVICE)
        self._tried = False

    def act(self, view: View) -> Sequence[Command]:
        """One wrong lever first, on a hunch; then what is due, as far as it is remembered."""
        hunch = self._hunch(view)
        return hunch or super().act(view)

    def _hunch(self, view: View) -> Sequence[Command]:
        due = bool(view.pages) and view.at_s >= view.pages[0].at_s + _HUNCH_S
        if self.role is not Role.OPS or self._tried or not due or view.mitigations:
            return ()
        self._tried = True
        levers = [
            name
            for name in suspicion_order(view, self.handbook)
            if self.handbook.levers[name].kind is not LeverKind.WAIT
        ]
        by = actor(view, self.role)
        return tuple(StartMitigation(by=by, lever=name) for name in levers[-1:])

    def forgets(self, item: DueItem) -> float:
        """What takes trouble is forgotten more often than what rings."""
        return _FORGETS.get(item.action, super().forgets(item))

    def adjusted(self, command: Command, item: DueItem, view: View) -> Command | None:
        """Late and too low at first, no evidence, and nothing checked before a decided lever."""
        match command:
            case Declare():
                late = view.at_s >= view.pages[0].at_s + _DARES_S if view.pages else True
                severity = _TIMID.get(command.severity, command.severity)
                return replace(command, severity=severity) if late else None
            case ChangeSeverity() if view.at_s < (view.incident.declared_s or 0) + 240:
                return None
            case CaptureEvidence() | CheckPrecondition() if item.action == "mitigate":
                lever = decided_lever(view, self.handbook)
                return None if lever is None else StartMitigation(by=command.by, lever=lever.id)
            case _:
                return command
