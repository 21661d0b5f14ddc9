"""The question before somebody leaves a room."""

from collections.abc import Callable

from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Answer, question


def ask_to_leave(ui: Ui, leave: Callable[[], object], says: str = "The drill goes on.") -> None:
    """Ask; `says` tells what becomes of the drill."""
    answers = [
        Answer("Stay", ui.close_dialog, "primary"),
        Answer("Leave", leave, "danger"),
    ]
    ui.open_dialog(question("Leave the room?", says, answers))
