"""A field for a key combination: it takes the next one that is pressed."""

from collections.abc import Callable

import pygame

from game.faces.desk.keys import prose, shown, spelled
from game.faces.desk.widgets.buttons import Button

LISTENS = "press keys …"


class KeyField(Button):
    """Shows which keys stand for `combo`; pressed, it listens for others.

    `on_choose` is told what was pressed (see `keys.spelled`). Esc leaves all as it was, Delete
    goes back to `combo`.
    """

    def __init__(self, combo: str, chosen: str, on_choose: Callable[[str], object]) -> None:
        super().__init__(
            shown(chosen), self._listen, compact=True, style="small", name=f"key-{combo}"
        )
        self.combo, self.chosen, self._on_choose = combo, chosen, on_choose
        self.tooltip = f"Take other keys instead of {prose(combo)}"
        self.listening = False

    def set_chosen(self, chosen: str) -> None:
        """Show that these keys stand for it."""
        self.chosen = chosen
        self._stop()

    def _listen(self) -> None:
        self.listening = True
        self.set_text(LISTENS)
        self.set_kind("primary")

    def _stop(self) -> None:
        self.listening = False
        self.set_text(shown(self.chosen))
        self.set_kind("normal")

    def focus_changed(self) -> None:
        """Without the focus nothing is heard."""
        if self.listening and not self.focused:
            self._stop()
        super().focus_changed()

    def handle(self, event: pygame.Event) -> bool:
        """Take what is pressed while it listens."""
        if not self.listening or event.type != pygame.KEYDOWN:
            return super().handle(event)
        pressed = spelled(event)
        if pressed == "esc":
            self._stop()
        elif pressed:
            self._stop()
            self._on_choose(self.combo if pressed in {"delete", "backspace"} else pressed)
        return True
