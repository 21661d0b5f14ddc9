"""Dialogs over the screen: any content, a question, and the help on keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.faces.desk.theme import Tone
from game.faces.desk.widgets.base import Widget, auto, fixed, flex
from game.faces.desk.widgets.boxes import Column, Grid, Panel, Row, Rule, Spacer
from game.faces.desk.widgets.buttons import Button, ButtonKind
from game.faces.desk.widgets.labels import (
    Label,
    chip_size,
    draw_key_chip,
    key_chip_width,
)
from game.faces.desk.widgets.scroll import ScrollView


class Dialog(Widget):
    """A titled panel in the middle of the window; open it with `Ui.open_dialog`.

    `buttons` stand at the bottom right, in order; `width` is in logical pixels; content that is
    too high scrolls. Esc closes it.
    """

    def __init__(
        self,
        title: str,
        content: Sequence[Widget],
        buttons: Sequence[Button] = (),
        *,
        width: int = 520,
        tone: Tone | None = None,
        name: str = "",
    ) -> None:
        super().__init__(name=name)
        self.title, self.width = title, width
        self.buttons = tuple(buttons)
        self.content = Column(content, gap="pad")
        self._scroll = ScrollView(self.content)
        parts: list[Widget] = [Label(title, style="title"), Rule(), auto(self._scroll, shrink=True)]
        if buttons:
            parts.append(Row([flex(Spacer()), *buttons], gap="gap", align="centre"))
        self.panel = Panel(parts, gap="pad", pad="wide", tone=tone)
        self.add(self.panel)

    def first_focus(self) -> Widget | None:
        """Where a press of Enter could do harm, a button that does none."""
        harmful = any(button.kind == "danger" for button in self.buttons)
        harmless = (button for button in self.buttons if button.kind != "danger")
        return next(harmless, None) if harmful else None

    def arrange(self) -> None:
        """Stand in the middle, no larger than the window."""
        margin = self.skin.space("wide")
        width = min(self.skin.px(self.width), self.rect.w - 2 * margin)
        height = min(self.panel.natural_height(width), self.rect.h - 2 * margin)
        rect = pygame.Rect(0, 0, width, height)
        rect.center = self.rect.center
        self.panel.place(rect)


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a question."""

    text: str
    action: Callable[[], object]
    kind: ButtonKind = "normal"
    shortcut: str = ""


def question(title: str, text: str, answers: Sequence[Answer], *, width: int = 460) -> Dialog:
    """A dialog with a text and a button for each answer; answering closes it first."""
    dialog: Dialog

    def answered(answer: Answer) -> Callable[[], object]:
        def close_and_act() -> None:
            if dialog.host is not None:
                dialog.host.close_dialog()
            answer.action()

        return close_and_act

    buttons = [
        Button(answer.text, answered(answer), kind=answer.kind, shortcut=answer.shortcut)
        for answer in answers
    ]
    dialog = Dialog(title, [Label(text)], buttons, width=width)
    return dialog


class KeyChip(Widget):
    """A key combination as a chip."""

    def __init__(self, combo: str) -> None:
        super().__init__()
        self.combo = combo

    def natural_width(self) -> int:
        """The chip's width."""
        return key_chip_width(self.skin, self.combo)

    def natural_height(self, width_px: int) -> int:
        """The chip's height."""
        del width_px
        return chip_size(self.skin, self.combo, "tiny")[1]

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the chip."""
        draw_key_chip(surface, self.skin, self.rect.midleft, self.combo, "text")


@dataclass(frozen=True, slots=True)
class KeySection:
    """A group of keys in the help: pairs of combination and what it does."""

    title: str
    keys: tuple[tuple[str, str], ...]


def key_help(
    sections: Sequence[KeySection], on_close: Callable[[], object], *, title: str = "Keys"
) -> Dialog:
    """The help on keys, in two columns where they fit."""
    columns: list[Widget] = [key_section(section) for section in sections]
    close = Button("Close", on_close, shortcut="f1")
    grid = Grid(columns, columns=2, least_column=260, gap="wide")
    return Dialog(title, [grid], [close], width=760, name="key-help")


def key_section(
    section: KeySection, shown: Callable[[str], Widget] = KeyChip, width: int = 92
) -> Column:
    """The keys of a group below their title; `shown` makes of each what is seen of it."""
    rows = [
        Row([fixed(shown(combo), width), flex(Label(text))], gap="gap", align="centre")
        for combo, text in section.keys
    ]
    return Column([Label(section.title, style="strong", tone="info"), *rows], gap="small")
