"""Somebody new: slow, unsure of the severity, forgetful of evidence, and wrong at the first try."""

from dataclasses import replace

from game.engine.commands import CaptureEvidence, ChangeSeverity, Command, Decide, Declare
from game.engine.view import View
from game.faces.bots.diligent import Diligent, Manner
from game.faces.bots.handbook import Handbook
from game.terms import Role, Severity

NOVICE = Manner(delay_s=(30, 100), handling_s=15, looks_every_s=5, forgets=0.2, talks=0.5)
_TIMID = {Severity.SEV1: Severity.SEV2, Severity.SEV2: Severity.SEV3}


class Novice(Diligent):
    """Knows the runbook from hearsay."""

    def __init__(self, role: Role, handbook: Handbook, seed: int) -> None:
        super().__init__(role, handbook, seed, NOVICE)
        self._erred = False

    def adjusted(self, command: Command, view: View) -> Command | None:
        """Too low first, no evidence, and the first decision is a guess."""
        match command:
            case Declare():
                severity = _TIMID.get(command.severity, command.severity)
                return replace(command, severity=severity)
            case ChangeSeverity() if view.at_s < (view.incident.declared_s or 0) + 240:
                return None
            case CaptureEvidence():
                return None
            case Decide() if not self._erred:
                return self._guess(command)
            case _:
                return command

    def _guess(self, command: Decide) -> Command:
        self._erred = True
        options = self.handbook.decisions[command.decision].options
        others = [item for item in options if item.lever and item.id != command.option]
        if not others:
            return command
        return replace(command, option=others[0].id, reason="It feels like that is it.")
