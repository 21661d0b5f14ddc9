"""The command palette: type a few letters of what you want to do, and press Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.faces.desk.keymap import Keymap
from game.faces.desk.rich import Run
from game.faces.desk.theme import Tone
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Dialog, Label, ListView, RichRow, TextField, fixed

LIST_PX = 380


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be done: its name, whose it is, its key, and other words for it."""

    title: str
    group: str
    act: Callable[[], object]
    tone: Tone = "muted"
    keys: str = ""
    words: str = ""
    reason: str = ""
    """Why it cannot be done now; empty where it can."""


def found(entries: Sequence[Entry], query: str) -> list[Entry]:
    """The entries in which every word of the query begins a word, the best first.

    Titles that begin as typed come first, then those with all words in the title; what cannot be
    done now comes last.
    """
    wanted = query.casefold().split()
    ranked = [(_rank(entry, wanted), at, entry) for at, entry in enumerate(entries)]
    fitting = [item for item in ranked if item[0] is not None]
    return [entry for _, _, entry in sorted(fitting, key=lambda item: (item[0], item[1]))]


def _rank(entry: Entry, wanted: list[str]) -> tuple[bool, int] | None:
    title = entry.title.casefold()
    if not _all_begin(wanted, f"{title} {entry.group} {entry.words}".casefold()):
        return None
    if title.startswith(" ".join(wanted)):
        return bool(entry.reason), 0
    return bool(entry.reason), 1 if _all_begin(wanted, title) else 2


def _all_begin(wanted: list[str], text: str) -> bool:
    there = text.replace("-", " ").replace("…", " ").replace(":", " ").split()
    return all(any(word.startswith(part) for word in there) for part in wanted)


class Palette(Dialog):
    """Open it with `open_palette`; arrows choose, Enter or a press does it."""

    def __init__(self, entries: Sequence[Entry], close: Callable[[], object], keys: Keymap) -> None:
        self.entries = tuple(entries)
        self._close, self._keys = close, keys
        self._fitting: list[Entry] = []
        self._list = ListView(
            on_activate=self._act, activate_on_press=True, empty="There is nothing of that name."
        )
        self.field = _Field(self._list, self._narrow)
        hint = "Type a name; ↑ and ↓ choose, Enter does it, Esc leaves."
        super().__init__(
            "What do you want to do?",
            [self.field, Label(hint, style="small", tone="muted"), fixed(self._list, LIST_PX)],
            width=640,
            name="palette",
        )
        self._narrow("")

    @property
    def rows(self) -> list[str]:
        """What is listed now, by title."""
        return [entry.title for entry in self._fitting]

    def _narrow(self, query: str) -> None:
        self._fitting = found(self.entries, query)
        rows = [_row(at, entry, self._keys) for at, entry in enumerate(self._fitting)]
        self._list.set_rows(rows)
        if self._fitting:
            self._list.select("0")

    def _act(self, key: str) -> None:
        entry = self._fitting[int(key)]
        if not entry.reason:
            self._close()
            entry.act()


class _Field(TextField):
    """A line to type in whose arrows and Enter go to the list below it."""

    def __init__(self, target: ListView, on_change: Callable[[str], object]) -> None:
        super().__init__(placeholder="declare, roll back, status …", on_change=on_change)
        self._target = target

    def special_key(self, event: pygame.Event) -> bool:
        """Up, Down and Enter are the list's."""
        if event.key in {pygame.K_UP, pygame.K_DOWN, pygame.K_RETURN, pygame.K_KP_ENTER}:
            return self._target.handle(event)
        return super().special_key(event)


def _row(at: int, entry: Entry, keys: Keymap) -> RichRow:
    runs = [
        Run(f"{entry.group}  ", entry.tone, "small_strong"),
        Run(entry.title, "muted" if entry.reason else "text"),
    ]
    if entry.reason:
        runs.append(Run(f"  {entry.reason}", "muted", "small"))
    right = Run(keys.shown(entry.keys), "muted", "small") if entry.keys else None
    return RichRow(runs, key=str(at), right=right)


def open_palette(ui: Ui, entries: Sequence[Entry]) -> Palette:
    """Show the palette, ready to type in."""
    palette = Palette(entries, ui.close_dialog, ui.skin.keys)
    ui.open_dialog(palette)
    ui.focus(palette.field, ring=True)
    return palette
