"""The lifecycles as tables: which trigger leads from which phase to which.

`transitions` holds the tables (and draws the diagrams in the docs); nothing here has state.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from transitions import Machine

from game.terms import ExercisePhase, HandoverPhase, IncidentPhase, MitigationPhase, Stage

Phase = TypeVar("Phase", bound=StrEnum)


class Trigger(StrEnum):
    """What can happen to something that has a lifecycle."""

    BRIEF = "brief"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    END = "end"
    DETECT = "detect"
    DECLARE = "declare"
    MITIGATE = "mitigate"
    MARK_MITIGATED = "mark_mitigated"
    RESOLVE = "resolve"
    STAND_DOWN = "stand_down"
    REOPEN = "reopen"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    RUN = "run"
    REFUSE = "refuse"
    FAIL = "fail"
    ABORT = "abort"
    UNDO = "undo"
    WORKED = "worked"
    HELPED = "helped"
    DID_NOTHING = "did_nothing"
    POST_INVESTIGATING = "post_investigating"
    POST_IDENTIFIED = "post_identified"
    POST_MONITORING = "post_monitoring"
    POST_RESOLVED = "post_resolved"


Row = tuple[Trigger, Sequence[StrEnum], StrEnum]

_E = ExercisePhase
_I = IncidentPhase
_M = MitigationPhase
_H = HandoverPhase
_OPEN = (_I.DECLARED, _I.MITIGATING, _I.MONITORING)
_STAGES = tuple(Stage)

EXERCISE_TABLE: tuple[Row, ...] = (
    (Trigger.BRIEF, (_E.LOBBY,), _E.BRIEFING),
    (Trigger.START, (_E.LOBBY, _E.BRIEFING), _E.RUNNING),
    (Trigger.PAUSE, (_E.RUNNING,), _E.PAUSED),
    (Trigger.RESUME, (_E.PAUSED,), _E.RUNNING),
    (Trigger.STOP, (_E.RUNNING, _E.PAUSED), _E.HOT_WASH),
    (Trigger.END, (_E.HOT_WASH,), _E.ENDED),
)
INCIDENT_TABLE: tuple[Row, ...] = (
    (Trigger.DETECT, (_I.QUIET,), _I.DETECTED),
    (Trigger.DECLARE, (_I.QUIET, _I.DETECTED), _I.DECLARED),
    (Trigger.MITIGATE, _OPEN, _I.MITIGATING),
    (Trigger.MARK_MITIGATED, (_I.DECLARED, _I.MITIGATING), _I.MONITORING),
    (Trigger.RESOLVE, _OPEN, _I.RESOLVED),
    (Trigger.REOPEN, (_I.MONITORING, _I.RESOLVED, _I.STOOD_DOWN), _I.MITIGATING),
    (Trigger.STAND_DOWN, (_I.DETECTED, *_OPEN), _I.STOOD_DOWN),
)
STAGE_TABLE: tuple[Row, ...] = (
    (Trigger.POST_INVESTIGATING, _STAGES, Stage.INVESTIGATING),
    (Trigger.POST_IDENTIFIED, _STAGES, Stage.IDENTIFIED),
    (Trigger.POST_MONITORING, _STAGES, Stage.MONITORING),
    (Trigger.POST_RESOLVED, _STAGES, Stage.RESOLVED),
)
MITIGATION_TABLE: tuple[Row, ...] = (
    (Trigger.RUN, (_M.REQUESTED,), _M.RUNNING),
    (Trigger.REFUSE, (_M.REQUESTED,), _M.REFUSED),
    (Trigger.FAIL, (_M.RUNNING,), _M.FAILED),
    (Trigger.ABORT, (_M.RUNNING,), _M.ABORTED),
    (Trigger.WORKED, (_M.RUNNING,), _M.EFFECTIVE),
    (Trigger.HELPED, (_M.RUNNING,), _M.PARTIAL),
    (Trigger.DID_NOTHING, (_M.RUNNING,), _M.INEFFECTIVE),
    (Trigger.UNDO, (_M.RUNNING, _M.EFFECTIVE, _M.PARTIAL, _M.INEFFECTIVE), _M.UNDONE),
)
HANDOVER_TABLE: tuple[Row, ...] = (
    (Trigger.OFFER, (_H.HELD, _H.ACCEPTED), _H.OFFERED),
    (Trigger.ACCEPT, (_H.OFFERED,), _H.ACCEPTED),
    (Trigger.DECLINE, (_H.OFFERED,), _H.HELD),
)


def _machine(phases: type[StrEnum], table: tuple[Row, ...]) -> Machine:
    machine = Machine(model=None, states=phases, initial=next(iter(phases)), auto_transitions=False)
    for trigger, sources, dest in table:
        machine.add_transition(trigger.value, list(sources), dest)
    return machine


EXERCISE = _machine(ExercisePhase, EXERCISE_TABLE)
INCIDENT = _machine(IncidentPhase, INCIDENT_TABLE)
STAGE = _machine(Stage, STAGE_TABLE)
MITIGATION = _machine(MitigationPhase, MITIGATION_TABLE)
HANDOVER = _machine(HandoverPhase, HANDOVER_TABLE)


def after(machine: Machine, phase: Phase, trigger: Trigger) -> Phase | None:
    """The phase that the trigger leads to, or None where the table has no such row."""
    rows = machine.get_transitions(trigger.value, phase)
    return None if not rows or rows[0].dest is None else type(phase)[rows[0].dest]
