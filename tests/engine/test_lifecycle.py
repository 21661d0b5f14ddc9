from enum import StrEnum

import pytest
from transitions import Machine

from game.engine.lifecycle import (
    EXERCISE,
    EXERCISE_TABLE,
    HANDOVER,
    HANDOVER_TABLE,
    INCIDENT,
    INCIDENT_TABLE,
    MITIGATION,
    MITIGATION_TABLE,
    STAGE,
    STAGE_TABLE,
    Row,
    Trigger,
    after,
)
from game.terms import IncidentPhase, MitigationPhase, Stage

TABLES = [
    (EXERCISE, EXERCISE_TABLE),
    (INCIDENT, INCIDENT_TABLE),
    (STAGE, STAGE_TABLE),
    (MITIGATION, MITIGATION_TABLE),
    (HANDOVER, HANDOVER_TABLE),
]


@pytest.mark.parametrize(("machine", "table"), TABLES)
def test_a_machine_does_what_its_table_says_and_nothing_else(
    machine: Machine, table: tuple[Row, ...]
) -> None:
    rows = {(trigger, source): dest for trigger, sources, dest in table for source in sources}
    for state in machine.states.values():
        phase = state.value
        assert isinstance(phase, StrEnum)
        for trigger in Trigger:
            assert after(machine, phase, trigger) == rows.get((trigger, phase))


def test_an_incident_that_is_back_leads_back() -> None:
    assert after(INCIDENT, IncidentPhase.RESOLVED, Trigger.REOPEN) is IncidentPhase.MITIGATING


def test_nothing_leads_out_of_a_refusal() -> None:
    assert all(after(MITIGATION, MitigationPhase.REFUSED, trigger) is None for trigger in Trigger)


def test_the_status_page_may_go_back() -> None:
    assert after(STAGE, Stage.MONITORING, Trigger.POST_INVESTIGATING) is Stage.INVESTIGATING
