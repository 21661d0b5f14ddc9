"""Choosing one of several: cards, radio buttons and a dropdown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from game.faces.desk.keys import matches
from game.faces.desk.rich import Run
from game.faces.desk.theme import ColourName, Tone
from game.faces.desk.widgets.base import Widget
from game.faces.desk.widgets.boxes import Column
from game.faces.desk.widgets.buttons import Pressable
from game.faces.desk.widgets.labels import draw_key_chip, key_chip_width
from game.faces.desk.widgets.lists import ListView
from game.faces.desk.widgets.rows import RichRow

ChoiceStyle = Literal["card", "radio"]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: `note` stands below the title; `reason` says why it is disabled."""

    key: str
    title: str
    note: str = ""
    shortcut: str = ""
    enabled: bool = True
    reason: str = ""


class OptionButton(Pressable):
    """One option of a choice, as a card or a radio button."""

    def __init__(self, option: Option, on_press: Callable[[], object], style: ChoiceStyle) -> None:
        super().__init__(shortcut=option.shortcut, reason=option.reason, name=option.key)
        self.option, self.on_press, self.style = option, on_press, style
        self.chosen = False
        self.enabled = option.enabled

    def activate(self) -> bool:
        """Choose it, if enabled."""
        if not self.enabled:
            return False
        self.on_press()
        return True

    def set_chosen(self, chosen: bool) -> None:
        """Show it as chosen or not."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.mark_dirty()

    def _pad(self) -> int:
        return self.skin.px(8 if self.style == "card" else 4)

    def _indent(self) -> int:
        return self.skin.px(22)

    def _room(self, width_px: int) -> int:
        return max(1, width_px - 2 * self._pad() - self._indent())

    def _title_lines(self, width_px: int) -> list[str]:
        chip = key_chip_width(self.skin, self.shortcut)
        room = self._room(width_px) - (chip + self.skin.px(6) if chip else 0)
        return self.skin.fonts.wrap("body", self.option.title, room)

    def _note_lines(self, width_px: int) -> list[str]:
        note = self.option.reason if self.option.reason and not self.enabled else self.option.note
        return self.skin.fonts.wrap("small", note, self._room(width_px)) if note else []

    def natural_width(self) -> int:
        """Title, key chip, sign and padding."""
        chip = key_chip_width(self.skin, self.shortcut) + self.skin.px(6)
        return self.skin.width("body", self.option.title) + chip + self._indent() + 2 * self._pad()

    def natural_height(self, width_px: int) -> int:
        """The wrapped title and note, and padding."""
        titles = len(self._title_lines(width_px)) * self.skin.line_px("body")
        notes = len(self._note_lines(width_px)) * self.skin.line_px("small")
        return titles + notes + 2 * self._pad()

    def draw(self, surface: pygame.Surface) -> None:
        """Draw card or radio button."""
        skin = self.skin
        self._draw_ground(surface)
        left, top = self.rect.x + self._pad(), self.rect.y + self._pad()
        tone: Tone = "text" if self.enabled else "muted"
        self._draw_sign(surface, (left + skin.px(7), top + skin.line_px("body") // 2))
        left += self._indent()
        width = 0
        for line in self._title_lines(self.rect.w):
            width = skin.draw_text(surface, line, (left, top), "body", tone)
            top += skin.line_px("body")
        middle = top - skin.line_px("body") // 2
        draw_key_chip(surface, skin, (left + width + skin.px(6), middle), self.shortcut)
        for line in self._note_lines(self.rect.w):
            skin.draw_text(surface, line, (left, top), "small", "muted")
            top += skin.line_px("small")

    def _draw_sign(self, surface: pygame.Surface, centre: tuple[int, int]) -> None:
        skin = self.skin
        colour = skin.colour("info" if self.chosen else "muted")
        pygame.draw.aacircle(surface, colour, centre, skin.px(6), skin.px(1.4))
        if self.chosen:
            pygame.draw.aacircle(surface, colour, centre, skin.px(3))

    def _draw_ground(self, surface: pygame.Surface) -> None:
        skin = self.skin
        hovered = self.hovered and self.enabled
        if self.style == "radio":
            if hovered:
                skin.box(surface, self.rect, skin.colour("hover"))
            return
        fill = (
            skin.theme.wash("info") if self.chosen else skin.colour("hover" if hovered else "well")
        )
        skin.box(surface, self.rect, fill, skin.colour("info" if self.chosen else "border"))


class Choice(Column):
    """One of several options below one another; arrows move, shortcuts choose at once."""

    def __init__(
        self,
        options: Sequence[Option],
        on_change: Callable[[str], object],
        *,
        selected: str = "",
        style: ChoiceStyle = "card",
        name: str = "",
    ) -> None:
        self.on_change, self.selected, self.style = on_change, selected, style
        super().__init__(gap="gap" if style == "card" else "tight", name=name)
        self.set_options(options)

    @property
    def buttons(self) -> list[OptionButton]:
        """The options' widgets, in order."""
        return [child for child in self.children if isinstance(child, OptionButton)]

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; nothing happens if they are the same."""
        if [button.option for button in self.buttons] == list(options):
            return
        self.replace_children([self._button(option) for option in options])
        self._show()

    def _button(self, option: Option) -> OptionButton:
        return OptionButton(option, lambda: self.select(option.key), self.style)

    def select(self, key: str, *, tell: bool = True) -> None:
        """Choose an option, and call `on_change` unless told not to."""
        changed, self.selected = key != self.selected, key
        self._show()
        if changed and tell:
            self.on_change(key)

    def _show(self) -> None:
        for button in self.buttons:
            button.set_chosen(button.option.key == self.selected)

    def handle(self, event: pygame.Event) -> bool:
        """Move focus with the arrows."""
        if event.type != pygame.KEYDOWN or event.key not in {pygame.K_UP, pygame.K_DOWN}:
            return False
        stops = [button for button in self.buttons if button.can_focus()]
        at = next((i for i, button in enumerate(stops) if button.focused), None)
        if at is None or self.host is None:
            return False
        step = 1 if event.key == pygame.K_DOWN else -1
        target = stops[(at + step) % len(stops)]
        self.host.focus(target, ring=True)
        target.reveal(target.rect)
        return True


class Dropdown(Pressable):
    """One of several options, shown closed; opens a list below or above itself."""

    def __init__(
        self,
        options: Sequence[Option],
        on_change: Callable[[str], object],
        *,
        selected: str = "",
        placeholder: str = "Choose …",
        tooltip: str = "",
        enabled: bool = True,
        reason: str = "",
        name: str = "",
    ) -> None:
        super().__init__(tooltip=tooltip, reason=reason, name=name)
        self.options, self.on_change = tuple(options), on_change
        self.selected, self.placeholder = selected, placeholder
        self.enabled = enabled

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options."""
        if tuple(options) != self.options:
            self.options = tuple(options)
            self.mark_dirty()

    def select(self, key: str, *, tell: bool = True) -> None:
        """Choose an option, and call `on_change` unless told not to."""
        changed, self.selected = key != self.selected, key
        self.mark_dirty()
        if changed and tell:
            self.on_change(key)

    @property
    def shown_text(self) -> str:
        """The chosen option's title, or the placeholder."""
        titles = {option.key: option.title for option in self.options}
        return titles.get(self.selected, self.placeholder)

    def activate(self) -> bool:
        """Open the list, if enabled."""
        if not self.enabled or self.host is None:
            return False
        self.host.open_popup(DropdownPopup(self))
        return True

    def handle(self, event: pygame.Event) -> bool:
        """Open on Down and Up as well."""
        if event.type == pygame.KEYDOWN and (matches(event, "down") or matches(event, "up")):
            return self.activate()
        return super().handle(event)

    def natural_width(self) -> int:
        """The widest option and the sign."""
        texts = [self.placeholder, *(option.title for option in self.options)]
        return max(self.skin.width("body", text) for text in texts) + self.skin.px(44)

    def natural_height(self, width_px: int) -> int:
        """The height of a control."""
        del width_px
        return max(self.skin.space("control"), self.skin.line_px("body") + self.skin.px(10))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the chosen option and the sign."""
        skin = self.skin
        fill: ColourName = "hover" if self.hovered and self.enabled else "well"
        skin.box(surface, self.rect, skin.colour(fill), skin.colour("border_strong"))
        top = self.rect.y + (self.rect.h - skin.line_px("body")) // 2
        text = skin.fonts.ellipsize("body", self.shown_text, self.rect.w - skin.px(36))
        tone: Tone = "text" if self.enabled and self.selected else "muted"
        skin.draw_text(surface, text, (self.rect.x + skin.px(10), top), "body", tone)
        skin.draw_text(surface, "▾", (self.rect.right - skin.px(22), top), "body", "muted")


class DropdownPopup(Widget):
    """The open list of a dropdown, over the whole window."""

    def __init__(self, owner: Dropdown) -> None:
        super().__init__()
        self.owner = owner
        rows = [self._row(option) for option in owner.options]
        self.list = ListView(
            rows,
            on_select=lambda _: None,
            on_activate=self._take,
            activate_on_press=True,
            fill="raised",
        )
        self.list.select(owner.selected)
        self.add(self.list)

    def _row(self, option: Option) -> RichRow:
        runs = [Run(option.title, "text" if option.enabled else "muted")]
        note = option.note if option.enabled else option.reason
        if note:
            runs.append(Run(f"\n{note}", "muted", "small"))
        return RichRow(runs, key=option.key)

    def _take(self, key: str) -> None:
        option = next(option for option in self.owner.options if option.key == key)
        if option.enabled and self.host is not None:
            self.host.close_popup()
            self.owner.select(key)

    def arrange(self) -> None:
        """Stand below the dropdown, or above where there is more room."""
        anchor, gap = self.owner.rect, self.skin.px(2)
        width = min(max(anchor.w, self.skin.px(160)), self.rect.w)
        wanted = self.list.natural_height(width) + self.skin.px(2)
        below, above = self.rect.bottom - anchor.bottom - gap, anchor.y - self.rect.y - gap
        rect = pygame.Rect(anchor.x, anchor.bottom + gap, width, min(wanted, max(below, above)))
        if wanted > below and above > below:
            rect.bottom = anchor.y - gap
        self.list.place(rect.clamp(self.rect))

    def draw_over(self, surface: pygame.Surface) -> None:
        """Draw a border around the list."""
        edge = self.skin.colour("border_strong")
        pygame.draw.rect(surface, edge, self.list.rect, self.skin.px(1))
