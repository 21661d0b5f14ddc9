"""What it is called, how bad it is, and what customers were told: on bar and wall alike."""

from game.engine.view import View
from game.faces.desk.theme import TextStyle, Tone
from game.faces.desk.widgets import Badge, Label
from game.terms import Severity, Stage

SEVERITY_TONES: dict[Severity, Tone] = {
    Severity.SEV1: "bad",
    Severity.SEV2: "warn",
    Severity.SEV3: "info",
    Severity.SEV4: "muted",
}


class Headline:
    """The widgets, to be laid out by whoever shows them; `update` shows another moment.

    `unnamed` is what it is called until somebody declares it.
    """

    def __init__(
        self, title: str, *, severity: TextStyle, name: TextStyle, stage: TextStyle
    ) -> None:
        self.unnamed = title
        self.severity = Badge("NOT DECLARED", tone="muted", square=True, style=severity)
        self.title = Label(title, style=name, wrap=False, tooltip=title)
        self.stages = {
            item: Badge(item.value.capitalize(), tone="muted", filled=False, style=stage)
            for item in Stage
        }

    def update(self, view: View) -> None:
        """Show the incident as that view has it."""
        severity = view.incident.severity
        if severity is None:
            self.severity.set_text("NOT DECLARED", "warn" if view.firing else "muted")
            self.title.set_text(self.unnamed)
        else:
            self.severity.set_text(f"■ {severity.value.upper()}", SEVERITY_TONES[severity])
            self.title.set_text(view.incident.title)
        self.title.tooltip = self.title.text
        for stage, badge in self.stages.items():
            here = stage is view.stage
            word = stage.value.capitalize()
            badge.set_text(f"● {word}" if here else word, "info" if here else "muted")
