"""What comes of a drill: its files, and the screen with its score."""

from typing import TYPE_CHECKING

from game.faces.desk.opening import open_file
from game.faces.desk.screens.results import ResultsScreen
from game.faces.outcome import write_outcome

if TYPE_CHECKING:
    from game.faces.desk.app import Desk
    from game.faces.desk.table import LocalTable


def results(desk: "Desk", table: "LocalTable") -> None:
    """Close the drill, write its files, show the score."""
    plan = table.session.plan
    try:
        table.finish()
        card = write_outcome(table.folder, plan, table.session.state)
    except OSError as problem:
        desk.menu()
        desk.ui.toast(f"The report cannot be written: {problem.strerror}.", "bad", seconds=12)
        return
    desk.show(
        ResultsScreen(
            desk.ui,
            (plan, table.session.state, card),
            table.folder,
            open_file=open_file,
            watch=desk.watch,
            menu=desk.menu,
            origin=table.session.header.fork,
        )
    )
