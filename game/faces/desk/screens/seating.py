"""Who plays which seat: somebody at this screen, or a bot, and how well it plays."""

from game.faces.bots.policies import POLICIES
from game.faces.desk.rich import Run
from game.faces.desk.screens.drill.seats import ROLE_TONES
from game.faces.desk.widgets import (
    Column,
    Dropdown,
    Label,
    Option,
    Panel,
    RichText,
    Row,
    Toggle,
    Widget,
    fixed,
    flex,
)
from game.scenario.runbook import Runbook
from game.terms import SEATS, Role

SKILLS = {
    "competent": "competent: most things right",
    "by-the-book": "by the book: everything right",
    "novice": "novice: knows little, is slow",
}
HERE, BOT = "You, or somebody beside you", "A bot"


class Seating:
    """A switch for each seat, and one skill for all bots."""

    def __init__(self, runbook: Runbook, seat: Role | None) -> None:
        self._owns = {rule.role: rule.owns for rule in runbook.roles}
        here = frozenset(SEATS if seat is None else {seat})
        self._toggles = {
            role: Toggle(role.title, lambda _on: self._show(), checked=role in here)
            for role in SEATS
        }
        self._who = {role: RichText([Run("")]) for role in SEATS}
        skills = tuple(Option(name, text) for name, text in SKILLS.items() if name in POLICIES)
        self._skill = Dropdown(skills, lambda _key: self._show(), selected="competent")
        bots = [fixed(Label("Bots are", wrap=False), 70), flex(self._skill)]
        self.parts: list[Widget] = [*map(self._seat, SEATS), Row(bots, align="centre")]
        self._show()

    @property
    def humans(self) -> frozenset[Role]:
        """The seats that people hold."""
        return frozenset(role for role, toggle in self._toggles.items() if toggle.checked)

    @property
    def policy(self) -> str:
        """How the bots play."""
        return self._skill.selected or "competent"

    def _seat(self, role: Role) -> Widget:
        parts = Column([self._toggles[role], self._who[role]], gap="tight")
        return Panel([parts], edge="left", tone="muted", pad="gap")

    def _show(self) -> None:
        for role, toggle in self._toggles.items():
            text = HERE if toggle.checked else f"{BOT}, {self.policy}"
            tone = ROLE_TONES[role] if toggle.checked else "muted"
            owns = self._owns.get(role, "")
            self._who[role].set_runs(
                [Run(f"{text}.  ", tone, "small_strong"), Run(owns, "muted", "small")]
            )
