"""Bots in the empty seats beside a person: they do what they are asked, and only their part."""

from game.engine.commands import AssignTask, Decide, Declare
from game.engine.events import MitigationStarted, TaskConfirmed, TaskDone
from game.terms import Role, Severity
from tests.faces.bots.table import Table, all_but, me


def declared_by_a_person(name: str, variant: str) -> Table:
    table = Table(name, variant, bots=all_but(Role.IC), at_s=130)
    table.give(Declare(by=me(Role.IC), severity=Severity.SEV1, title="Checkout fails"))
    return table


def test_a_task_is_confirmed_done_and_reported() -> None:
    table = declared_by_a_person("bad-release", "rollback-works")
    text = "Please look at the payments provider"
    table.give(AssignTask(by=me(Role.IC), to=Role.OPS, text=text, limit_s=240))
    table.to(380)
    (task,) = table.view().tasks
    (confirmed,), (done,) = table.events("task_confirmed"), table.events("task_done")
    assert isinstance(confirmed, TaskConfirmed)
    assert isinstance(done, TaskDone)
    assert confirmed.at_s < done.at_s <= task.at_s + task.limit_s
    found = next(item for item in table.view().inquiries if item.id == "provider")
    assert done.result == found.finding


def test_ops_starts_what_the_person_decides_and_nothing_else() -> None:
    table = declared_by_a_person("hamster-wheel", "wrong-wheel")
    table.to(360)
    assert table.view().decisions
    assert not table.events("mitigation_started")
    asked = table.view().decisions[0].id
    table.give(Decide(by=me(Role.IC), decision=asked, option="flag-off", reason="Just because."))
    table.to(420)
    started = table.events("mitigation_started")
    assert [item.lever for item in started if isinstance(item, MitigationStarted)] == ["flag-off"]


def test_nobody_takes_the_person_s_part() -> None:
    table = Table(bots=all_but(Role.IC))
    table.to(400)
    state = table.session.state
    assert state.incident.declared_s is None
    assert not [event for event in state.history.events if event.by.role is Role.IC]


def test_bots_propose_and_remind_in_the_channel() -> None:
    table = declared_by_a_person("hamster-wheel", "wrong-wheel")
    table.to(420)
    assert table.events("option_proposed")
    said = table.messages(Role.OPS)
    assert any("%" in text for text in said)
    assert len(set(said)) == len(said)
    assert all("{" not in text and len(text) < 400 for text in said)


def test_a_person_in_the_seat_of_ops_is_left_to_work() -> None:
    table = Table(bots=all_but(Role.OPS))
    table.to(300)
    assert table.session.state.incident.declared_s is not None
    hands = {"investigation_started", "check_started", "mitigation_started", "evidence_captured"}
    assert not [name for name in hands if table.events(name)]
