"""The settings: whatever is changed here is seen and heard at once, and kept."""

from collections.abc import Callable
from dataclasses import replace

from game.faces.desk.keymap import CHANGEABLE, Keymap
from game.faces.desk.screens.shortcuts import ALL
from game.faces.desk.settings import Settings
from game.faces.desk.theme import ThemeName
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import (
    Button,
    Choice,
    Column,
    Dialog,
    Grid,
    Label,
    Option,
    Row,
    Rule,
    Toggle,
    Widget,
    fixed,
    flex,
)
from game.faces.desk.widgets.dialogs import KeyChip, key_section
from game.faces.desk.widgets.keyfield import KeyField

VOLUME_STEP = 0.2
KEY_WIDTH = 112
LOOKS = (
    Option("dark", "Dark", "for a dim room"),
    Option("light", "Light", "for daylight and projectors"),
    Option("contrast", "High contrast", "black and white, bright lines"),
)
_THEMES: dict[str, ThemeName] = {"dark": "dark", "light": "light", "contrast": "contrast"}


class SettingsDialog(Dialog):
    """Over any screen; `apply` is told the settings whenever one of them changes.

    `try_sound` plays a sound and says why it cannot be heard, if so.
    """

    def __init__(
        self,
        ui: Ui,
        settings: Settings,
        *,
        apply: Callable[[Settings], object],
        try_sound: Callable[[], str],
    ) -> None:
        self._ui, self.settings, self._apply, self._try = ui, settings, apply, try_sound
        self._size = Label("", style="strong", align="centre", wrap=False)
        self._volume = Label("", style="strong", align="centre", wrap=False)
        self._heard = Label("", style="small", tone="muted")
        self._fit = Toggle("As it fits the window", self._fit_changed)
        left = Column([*self._look(), Rule(), *self._sound()], gap="gap")
        self._fields: list[KeyField] = []
        right = Column(self._keys(), gap="pad")
        super().__init__(
            "Settings",
            [Grid([left, right], columns=2, least_column=300, gap="wide")],
            [Button("Done", ui.close_dialog, kind="primary", shortcut="ctrl+enter")],
            width=860,
            name="settings",
        )
        self._show()

    def _look(self) -> list[Widget]:
        return [
            Label("Look", style="strong"),
            Choice(LOOKS, self._look_as, selected=self.settings.theme, style="radio"),
            Label("Text size", style="strong"),
            Row(
                [
                    Button("Smaller", lambda: self._resize(-1)),
                    fixed(self._size, 64),
                    Button("Larger", lambda: self._resize(1)),
                ],
                align="centre",
            ),
            self._fit,
            Toggle(
                "Less motion",
                lambda on: self._change(replace(self.settings, reduced_motion=on)),
                checked=self.settings.reduced_motion,
                tooltip="Nothing slides or blinks",
            ),
        ]

    def _sound(self) -> list[Widget]:
        return [
            Label("Sound", style="strong"),
            Toggle(
                "Sounds are heard",
                lambda on: self._change(replace(self.settings, muted=not on)),
                checked=not self.settings.muted,
            ),
            Row(
                [
                    Button("Softer", lambda: self._louder(-1)),
                    fixed(self._volume, 64),
                    Button("Louder", lambda: self._louder(1)),
                    Button("Try it", self._try_it, kind="quiet"),
                ],
                align="centre",
            ),
            self._heard,
        ]

    def _keys(self) -> list[Widget]:
        told = (
            "Choose one, then press its new keys. Esc keeps the old, Delete brings the first back."
        )
        return [
            Row(
                [
                    flex(Label("Keys", style="strong")),
                    Button("All as they were", lambda: self._use(Keymap()), compact=True),
                ],
                align="centre",
            ),
            Label(told, style="small", tone="muted"),
            *(key_section(section, self._key, KEY_WIDTH) for section in ALL),
        ]

    def _key(self, combo: str) -> Widget:
        if combo not in CHANGEABLE:
            return KeyChip(combo)
        chosen = Keymap(self.settings.keys).chosen(combo)
        field = KeyField(combo, chosen, lambda pressed: self._choose(combo, pressed))
        self._fields.append(field)
        return field

    # -- changing ---------------------------------------------------------------------------

    def _change(self, settings: Settings) -> None:
        self.settings = settings
        self._apply(settings)
        self._show()

    def _look_as(self, key: str) -> None:
        self._change(replace(self.settings, theme=_THEMES[key]))

    def _resize(self, by: int) -> None:
        bounds = self._ui.skin.theme.scale
        scale = bounds.clamp(self._ui.skin.scale + by * bounds.step)
        self._change(replace(self.settings, scale=scale))

    def _fit_changed(self, on: bool) -> None:
        self._change(replace(self.settings, scale=None if on else self._ui.skin.scale))

    def _choose(self, combo: str, pressed: str) -> None:
        keymap = Keymap(self.settings.keys)
        refusal = keymap.refusal(combo, pressed)
        if refusal:
            self._ui.toast(refusal, "bad")
        else:
            self._use(keymap.having(combo, pressed))

    def _use(self, keymap: Keymap) -> None:
        for field in self._fields:
            field.set_chosen(keymap.chosen(field.combo))
        self._change(replace(self.settings, keys=keymap.own))

    def _louder(self, by: int) -> None:
        volume = round(min(1.0, max(0.0, self.settings.volume + by * VOLUME_STEP)), 2)
        self._change(replace(self.settings, volume=volume))

    def _try_it(self) -> None:
        self._heard.set_text(self._try())

    def _show(self) -> None:
        self._size.set_text(f"{self._ui.skin.scale:.0%}")
        self._volume.set_text(f"{self.settings.volume:.0%}")
        self._fit.set_checked(self.settings.scale is None)
