"""A new scenario: its id, and what it begins with."""

from collections.abc import Callable, Sequence
from pathlib import Path

from game.faces.author.files import AuthorProblem
from game.faces.author.new import id_problem, new_scenario
from game.faces.desk.screens.author.shelf import Shelved
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Button, Dialog, Dropdown, Label, Option, TextField
from game.scenario.assemble import SCENARIO

TEMPLATE = "template"


class NewDialog(Dialog):
    """Asks for an id until there is one that can be used; `made` is told the new file."""

    def __init__(
        self, ui: Ui, shelf: Sequence[Shelved], where: Path, made: Callable[[Path], object]
    ) -> None:
        self._ui, self._where, self._made = ui, where, made
        self._shelf = {item.key: item for item in shelf if item.loaded is not None}
        self._name = TextField(
            placeholder="payment-storm",
            max_length=64,
            on_change=lambda _text: self._say(),
            on_submit=lambda _text: self._write(),
        )
        options = [Option(TEMPLATE, "A small commented scenario that can be played as it is")]
        options += [Option(key, f"A copy of “{item.title}”") for key, item in self._shelf.items()]
        self._from = Dropdown(tuple(options), lambda _key: None, selected=TEMPLATE)
        self._said = Label("", tone="muted", style="small")
        write = Button("Write it", self._write, kind="primary", shortcut="ctrl+enter")
        super().__init__(
            "A new scenario",
            [
                Label("Its id: small letters, digits and hyphens. The folder is called like it."),
                self._name,
                Label("It begins with"),
                self._from,
                self._said,
            ],
            [Button("Cancel", ui.close_dialog, kind="quiet"), write],
            width=620,
            name="new scenario",
        )
        self._say()

    def _problem(self) -> str:
        name = self._name.text.strip()
        if (self._where / name).exists():
            return f"{self._where / name} exists already; choose another id."
        return id_problem(name)

    def _say(self) -> None:
        name = self._name.text.strip()
        problem = self._problem() if name else ""
        text = problem or f"It will lie in {self._where / (name or '…')}"
        self._said.set_text(text, "warn" if problem else "muted")

    def _write(self) -> None:
        name = self._name.text.strip()
        problem = self._problem()
        if problem:
            self._said.set_text(problem if name else "Give it an id first.", "warn")
            return
        example = self._shelf.get(self._from.selected or TEMPLATE)
        try:
            folder = new_scenario(name, None if example is None else example.key, self._where)
        except (AuthorProblem, OSError) as trouble:
            self._said.set_text(_sentence(trouble), "bad")
            return
        self._ui.close_dialog()
        self._made(folder / SCENARIO)


def _sentence(trouble: Exception) -> str:
    if isinstance(trouble, OSError):
        return f"It cannot be written: {trouble.strerror or trouble}."
    return f"{trouble}."
