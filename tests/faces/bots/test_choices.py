"""What follows a decision that takes a lever back: Ops undoes it, once."""

from game.engine.commands import Decide, Declare, StartMitigation, UndoMitigation
from game.faces.bots.choices import decided_undo
from game.faces.bots.craft_hands import of_ops
from game.faces.bots.orders import command_for
from game.terms import Role, Severity
from tests.faces.bots.table import Table, me


def at_the_door() -> Table:
    """Most are turned away, the line is empty, and the question how to let them in is put."""
    table = Table("retry-storm", "trigger-gone", at_s=180)
    table.give(Declare(by=me(Role.IC), severity=Severity.SEV1, title="Nobody can buy"))
    table.give(StartMitigation(by=me(Role.OPS), lever="shed-most"))
    while not any(item.id == "let-them-in" for item in table.view().decisions):
        table.to(table.session.state.at_s + 10)
    return table


def decide(table: Table, option: str) -> None:
    table.give(
        Decide(by=me(Role.IC), decision="let-them-in", option=option, reason="the line is empty")
    )


def undos(table: Table) -> list[str]:
    return [item.id for item in of_ops(table.view(Role.OPS), table.book) if item.action == "undo"]


def test_an_option_that_takes_a_lever_back_is_carried_out_by_undoing_it() -> None:
    table = at_the_door()
    assert not undos(table)
    decide(table, "at-once")
    view = table.view(Role.OPS)
    assert len(undos(table)) == 1
    item = next(item for item in of_ops(view, table.book) if item.action == "undo")
    command = command_for(item, view, table.book)
    assert isinstance(command, UndoMitigation)
    table.give(command)
    assert not undos(table)


def test_what_an_option_takes_back_stays_until_its_own_lever_is_there() -> None:
    table = at_the_door()
    decide(table, "in-steps")
    assert decided_undo(table.view(Role.OPS), table.book) is None
    table.give(StartMitigation(by=me(Role.OPS), lever="shed-half"))
    assert decided_undo(table.view(Role.OPS), table.book) is None
    table.to(table.session.state.at_s + 30)
    pull = decided_undo(table.view(Role.OPS), table.book)
    assert pull is not None
    assert pull.lever == "shed-most"
