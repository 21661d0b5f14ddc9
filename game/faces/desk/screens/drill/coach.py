"""The coach's card: what to do next, why, and a button that goes there."""

from collections.abc import Callable

from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.guide import Advice
from game.faces.desk.screens.drill.seats import ROLE_NAMES, ROLE_TONES
from game.faces.desk.widgets import Button, Column, Label, Panel, RichText, Row, Widget, flex
from game.terms import Role


class CoachCard:
    """Speaks of one thing at a time; Space follows it, also into another of our seats."""

    def __init__(self, follow: Callable[[], object], later: Callable[[], object]) -> None:
        self._text = RichText([Run("")])
        self._why = Label("", style="small", tone="muted")
        self._button = Button("Show me", follow, kind="primary", shortcut="space", style="small")
        self._later = Button(
            "Later", later, kind="quiet", shortcut="n", style="small", tooltip="Put it off"
        )
        self._buttons = Row([flex(self._button), self._later])
        self.widget: Widget = Panel(
            [Column([self._text, self._why, self._buttons], gap="small")],
            tone="info",
            surface="raised",
            pad="gap",
        )

    @property
    def button(self) -> Button:
        """What follows the advice."""
        return self._button

    def advise(self, advice: Advice, seat: Role) -> None:
        """Say what comes next, and in which seat."""
        runs = [Run("Coach  ", "info", "strong")]
        elsewhere = advice.seat is not seat
        if elsewhere:
            runs += [Run(f"as {ROLE_NAMES[advice.seat]}: ", ROLE_TONES[advice.seat], "strong")]
        self._text.set_runs([*runs, Run(_words(advice, elsewhere=elsewhere))])
        why = "" if advice.known else advice.item.why
        self._why.set_text(why)
        there = f" as {ROLE_NAMES[advice.seat]}" if elsewhere else ""
        self._button.set_text(f"{advice.lead.verb}{there}")
        self._show(why=bool(why), buttons=True)

    def say(self, text: str) -> None:
        """Say what to look at; there is nothing to press."""
        self._text.set_runs([Run("Coach  ", "info", "strong"), Run(text, "muted")])
        self._show(why=False, buttons=False)

    def hide(self) -> None:
        """Keep quiet."""
        self.widget.visible = False

    def _show(self, *, why: bool, buttons: bool) -> None:
        self.widget.visible = True
        self._why.visible, self._buttons.visible = why, buttons
        self.widget.mark_layout()


def _words(advice: Advice, *, elsewhere: bool) -> str:
    """What it says; a direct message is not read aloud before another seat."""
    whispered = elsewhere and advice.lead.action == "reply"
    return advice.item.text if whispered else advice.item.say
