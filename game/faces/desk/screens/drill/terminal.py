"""The on-call terminal on the screen: what was typed, what came back, and a line to type in."""

from collections.abc import Callable

import pygame

from game.console import Console
from game.faces.desk.forms.form import Give
from game.faces.desk.screens.drill.scrollback import Scrollback
from game.faces.desk.widgets import Column, Label, Row, TextField, Widget, flex


class Terminal:
    """Speaks for Ops; others may read along, but their changes are refused by the authority."""

    def __init__(self, console: Console, give: Give, say: Callable[[str], object]) -> None:
        self._console, self._give, self._say = console, give, say
        self._history: list[str] = []
        self._at = 0
        self.out = Scrollback()
        self._line = _CommandLine(self._enter, self._recall, self._complete, self.out)
        self.widget: Widget = Column(
            [
                flex(self.out),
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
        self.out.print([f"$ {text}"])
        reply = self._console.run(text)
        self.out.print(reply.lines)
        if reply.command is not None:
            refusal = self._give((reply.command,))
            if refusal is not None:
                self.out.print([f"✗ {refusal.text}"])

    def _recall(self, step: int) -> None:
        self._at = max(0, min(len(self._history), self._at + step))
        text = self._history[self._at] if self._at < len(self._history) else ""
        self._line.set_text(text)

    def _complete(self) -> None:
        begun = self._line.text
        found = self._console.complete(begun)
        if len(found) == 1:
            self._line.set_text(found[0])
        elif found:
            common = _shared_beginning(found)
            if len(common) > len(begun.lstrip()):
                self._line.set_text(common)
            self.out.print(found, "muted")


def _shared_beginning(lines: list[str]) -> str:
    """How all of these begin."""
    first, last = min(lines), max(lines)
    same = (at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b)
    return first[: next(same, min(len(first), len(last)))]


class _CommandLine(TextField):
    """A line with history on the arrows and completion on Tab; PgUp and PgDn scroll back."""

    def __init__(
        self,
        enter: Callable[[str], object],
        recall: Callable[[int], object],
        complete: Callable[[], object],
        out: Scrollback,
    ) -> None:
        super().__init__(placeholder="help", max_length=400, on_submit=enter)
        self._recall, self._complete, self._out = recall, complete, out

    def handle(self, event: pygame.Event) -> bool:
        """Arrows up and down recall, Tab completes what has been begun."""
        if event.type == pygame.KEYDOWN and event.key in {pygame.K_UP, pygame.K_DOWN}:
            self._recall(-1 if event.key == pygame.K_UP else 1)
            return True
        if event.type == pygame.KEYDOWN and event.key in {pygame.K_PAGEUP, pygame.K_PAGEDOWN}:
            return self._out.scroll_key(event.key)
        if event.type == pygame.KEYDOWN and event.key == pygame.K_TAB and self.text.strip():
            self._complete()
            return True
        return super().handle(event)
