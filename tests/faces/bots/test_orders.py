"""A due item becomes the commands that do it, or waits."""

import pytest

from game.engine.commands import (
    AcknowledgePage,
    ApprovePost,
    AssignRole,
    CaptureEvidence,
    CheckPrecondition,
    Decide,
    Declare,
    DraftPost,
    Investigate,
    ReturnPost,
    StartMitigation,
    WriteEntry,
)
from game.engine.duties import DueItem
from game.engine.view import View
from game.faces.bots.orders import BUILDERS, command_for, commands_for
from game.scenario.vocabulary import ACTIONS
from game.terms import SEATS, Audience, EntryKind, EvidenceKind, Role, Severity, Stage
from tests.faces.bots.table import Table, me


def item(action: str, seat: Role = Role.OPS, **with_: str) -> DueItem:
    return DueItem(action, seat, "text", "say", "why", action, with_)


def declared(at_s: int = 150) -> Table:
    table = Table(at_s=at_s)
    table.give(Declare(by=me(Role.IC), severity=Severity.SEV1, title="Nobody can buy"))
    return table


def test_every_action_on_the_screen_has_its_commands() -> None:
    assert {*BUILDERS, "finish-task", "watch"} == set(ACTIONS)


def test_the_page_is_taken() -> None:
    table = Table(at_s=120)
    view = table.view()
    command = command_for(item("acknowledge"), view, table.book)
    assert isinstance(command, AcknowledgePage)
    assert command.page == view.pages[0].id


def test_declaring_reads_the_severity_off_the_table() -> None:
    table = Table(at_s=120)
    view = table.view()
    made = command_for(item("declare", Role.IC, severity="by-observables"), view, table.book)
    assert isinstance(made, Declare)
    assert made.severity is Severity.SEV1
    assert "cannot complete an order" in made.title


def test_naming_roles_names_all_four() -> None:
    table = declared()
    made = commands_for(item("name-roles", Role.IC), table.view(), table.book)
    assert [command.seat for command in made if isinstance(command, AssignRole)] == list(SEATS)


def test_one_pair_of_hands_waits_for_itself() -> None:
    table = declared()
    look = item("investigate", investigation="deploys")
    command = command_for(look, table.view(), table.book)
    assert isinstance(command, Investigate)
    table.give(command)
    other = item("investigate", investigation="try-checkout")
    assert command_for(other, table.view(), table.book) is None
    assert command_for(item("check", lever="rollback"), table.view(), table.book) is None


def decide_on_rollback(table: Table) -> None:
    check = CheckPrecondition(by=me(Role.OPS), lever="rollback", precondition="old-wheel")
    table.give(check)
    table.to(table.view().at_s + 20)
    found = command_for(item("decide", Role.IC), table.view(), table.book)
    assert isinstance(found, Decide)
    table.give(found)


def test_no_decision_before_anything_has_been_checked() -> None:
    table = declared(325)
    table.to(335)
    asked = next(due for due in table.view().due if due.action == "decide")
    blind = item("decide", Role.IC, decision=asked.with_["decision"])
    patient = DueItem(blind.id, Role.IC, "", "", "", "decide", blind.with_, due_s=10_000)
    assert command_for(patient, table.view(), table.book) is None


def test_the_decision_follows_the_check_and_says_why() -> None:
    table = declared()
    decide_on_rollback(table)
    made = table.view().decisions[0]
    assert made.option == "roll-back"
    assert "spare wheel" in made.reason


def test_evidence_comes_before_the_lever() -> None:
    table = declared()
    decide_on_rollback(table)
    order: list[object] = []
    for _ in range(4):
        command = command_for(item("mitigate", lever="decided"), table.view(), table.book)
        assert command is not None
        order.append(command.kind if isinstance(command, CaptureEvidence) else type(command))
        table.give(command)
        if isinstance(command, StartMitigation):
            break
    assert order == [EvidenceKind.DASHBOARDS, EvidenceKind.HEAP, StartMitigation]


def test_a_refuted_lever_is_left_for_the_next() -> None:
    table = Table(variant="wrong-flag", at_s=150)
    table.give(Declare(by=me(Role.IC), severity=Severity.SEV1, title="Nobody can buy"))
    for lever, question in (("rollback", "old-wheel"), ("flag-off", "wheel-alone")):
        table.give(CheckPrecondition(by=me(Role.OPS), lever=lever, precondition=question))
        table.to(table.view().at_s + 20)
    made = command_for(item("decide", Role.IC), table.view(), table.book)
    assert isinstance(made, Decide)
    assert made.option == "flag-off"


def draft_of(view: View, table: Table) -> DraftPost:
    post = item("post", Role.COMMS, audience="customers", template="declared")
    made = command_for(post, view, table.book)
    assert isinstance(made, DraftPost)
    return made


def test_a_post_is_filled_to_the_last_placeholder() -> None:
    table = declared()
    made = draft_of(table.view(), table)
    assert "{" not in made.text
    assert "customers cannot complete an order" in made.text
    assert made.stage is Stage.INVESTIGATING
    assert made.next_update_s == 900


def test_a_draft_that_waits_is_not_written_twice() -> None:
    table = declared()
    table.give(draft_of(table.view(), table))
    again = item("post", Role.COMMS, audience="customers")
    assert command_for(again, table.view(), table.book) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Some customers cannot order since 03:01 UTC. Next update by 03:20 UTC.", ApprovePost),
        ("It will be fixed in 10 minutes.", ReturnPost),
        ("A careless colleague broke it.", ReturnPost),
        ("The kubernetes pods throw 5xx.", ReturnPost),
    ],
)
def test_the_commander_reads_before_approving(text: str, kind: type[object]) -> None:
    table = declared()
    table.give(
        DraftPost(
            by=me(Role.COMMS), audience=Audience.CUSTOMERS, stage=Stage.INVESTIGATING, text=text
        )
    )
    assert isinstance(command_for(item("approve", Role.IC), table.view(), table.book), kind)


def test_an_all_clear_is_returned_while_it_burns() -> None:
    table = declared()
    text = "Checkout works again. Next update by 03:30 UTC."
    table.give(
        DraftPost(by=me(Role.COMMS), audience=Audience.CUSTOMERS, stage=Stage.MONITORING, text=text)
    )
    made = command_for(item("approve", Role.IC), table.view(), table.book)
    assert isinstance(made, ReturnPost)
    assert "dashboards" in made.comment


def test_nothing_is_mitigated_while_it_burns() -> None:
    table = declared()
    assert command_for(item("mark-mitigated", Role.IC), table.view(), table.book) is None
    assert command_for(item("resolve", Role.IC), table.view(), table.book) is None


def test_the_scribe_writes_each_thing_once() -> None:
    table = declared()
    written: list[WriteEntry] = []
    while len(written) < 20:
        entry = command_for(item("write-entry", Role.SCRIBE), table.view(), table.book)
        if entry is None:
            break
        assert isinstance(entry, WriteEntry)
        written.append(entry)
        table.give(entry)
    assert len({entry.text for entry in written}) == len(written)
    assert {EntryKind.DETECTED, EntryKind.DECIDED} <= {entry.kind for entry in written}
    assert all(entry.time_s <= table.view().at_s for entry in written)
