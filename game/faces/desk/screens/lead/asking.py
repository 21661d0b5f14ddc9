"""Asking the facilitator for a reason before something is done that players will notice."""

from collections.abc import Callable

from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Button, Dialog, Label, TextField


def ask_why(
    ui: Ui, title: str, text: str, answer: str, act: Callable[[str], object], *, given: str = ""
) -> None:
    """Open a dialog with a line for the reason; `act` is called with it once there is one."""
    refusal = Label("Write a few words first.", style="small", tone="bad")
    refusal.visible = False

    def go_on(_text: str = "") -> None:
        reason = line.text.strip()
        refusal.visible = not reason
        if reason:
            ui.close_dialog()
            act(reason)

    line = TextField(given, placeholder="The reason, in a few words", on_submit=go_on)
    buttons = [
        Button("Leave it as it is", ui.close_dialog),
        Button(answer, go_on, kind="primary"),
    ]
    ui.open_dialog(Dialog(title, [Label(text, tone="muted"), line, refusal], buttons))
    ui.focus(line)
