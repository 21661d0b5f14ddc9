"""The on-call terminal on the screen: what was typed, what came back, and a line to type in."""

from collections.abc import Callable

import pygame

from game.console import Console
from game.faces.desk.forms.form import Give
from game.faces.desk.rich import Run
from game.faces.desk.theme import Tone
from game.faces.desk.widgets import Column, Label, ListView, RichRow, Row, TextField, Widget, flex

KEPT_LINES = 400


class Terminal:
    """Speaks for Ops; others may read along, but their changes are refused by the authority."""

    def __init__(self, console: Console, give: Give, say: Callable[[str], object]) -> None:
        self._console, self._give, self._say = console, give, say
        self._rows: list[RichRow] = []
        self._history: list[str] = []
        self._at = 0
        self._out = ListView(stick_to_bottom=True, fill="well", empty="Type help.")
        self._line = _CommandLine(self._enter, self._recall, self._complete)
        self.widget: Widget = Column(
            [
                flex(self._out),
                Row([Label("$", style="mono", tone="ops"), flex(self._line)], align="centre"),
            ],
            pad="gap",
        )

    def reread(self, console: Console) -> None:
        """Go on with a terminal that knows what its author has changed."""
        self._console = console

    @property
    def line(self) -> Widget:
        """Where commands are typed."""
        return self._line

    def _enter(self, line: str) -> None:
        text = line.strip()
        self._line.set_text("")
        if not text:
            return
        self._history.append(text)
        self._at = len(self._history)
        self._print(f"$ {text}", "ops")
        reply = self._console.run(text)
        for out in reply.lines:
            self._print(out, "text")
        if reply.command is not None:
            refusal = self._give((reply.command,))
            if refusal is not None:
                self._print(refusal.text, "bad")

    def _print(self, text: str, tone: Tone) -> None:
        self._rows.append(RichRow([Run(text or " ", tone, "mono_small")], pad=1))
        self._rows = self._rows[-KEPT_LINES:]
        self._out.set_rows(self._rows)

    def _recall(self, step: int) -> None:
        self._at = max(0, min(len(self._history), self._at + step))
        text = self._history[self._at] if self._at < len(self._history) else ""
        self._line.set_text(text)

    def _complete(self) -> None:
        found = self._console.complete(self._line.text)
        if len(found) == 1:
            self._line.set_text(found[0])
        elif found:
            self._print("  ".join(found), "muted")


class _CommandLine(TextField):
    """A line with history on the arrows and completion on Tab."""

    def __init__(
        self,
        enter: Callable[[str], object],
        recall: Callable[[int], object],
        complete: Callable[[], object],
    ) -> None:
        super().__init__(placeholder="help", max_length=400, on_submit=enter)
        self._recall, self._complete = recall, complete

    def handle(self, event: pygame.Event) -> bool:
        """Arrows up and down recall, Tab completes what has been begun."""
        if event.type == pygame.KEYDOWN and event.key in {pygame.K_UP, pygame.K_DOWN}:
            self._recall(-1 if event.key == pygame.K_UP else 1)
            return True
        if event.type == pygame.KEYDOWN and event.key == pygame.K_TAB and self.text.strip():
            self._complete()
            return True
        return super().handle(event)
