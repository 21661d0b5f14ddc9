"""What the player prefers, applied: the settings as they are seen on the window, and heard."""

from dataclasses import replace

from game.faces.desk.keymap import Keymap
from game.faces.desk.settings import Settings, save_settings
from game.faces.desk.skin import Skin, suggested_scale
from game.faces.desk.sound.speaker import Speaker
from game.faces.desk.theme import load_theme
from game.faces.desk.ui import Ui


class Preferences:
    """Owns the settings; whatever changes is kept at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.skin = Skin(load_theme(name=settings.theme), reduced_motion=settings.reduced_motion)
        self.skin.keys = Keymap(settings.keys)
        self.speaker = Speaker(settings.volume, muted=settings.muted)
        self._ui: Ui | None = None

    def follow(self, ui: Ui) -> None:
        """Fit the text to the window, and keep what the player makes of it."""
        self._ui = ui
        ui.on_scale = self._keep_scale
        ui.on_resize = self._fit
        self._fit(ui.rect.size)

    def _fit(self, size: tuple[int, int]) -> None:
        """The player's text size; as long as there is none, what suits the window."""
        if self._ui is not None:
            self._ui.fit_scale(self.settings.scale or suggested_scale(self.skin.theme, size))

    def _keep_scale(self, scale: float | None) -> None:
        self._keep(replace(self.settings, scale=scale))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(settings)

    def welcome(self) -> None:
        """The tutorial has been offered; it is not offered again."""
        self._keep(replace(self.settings, welcomed=True))

    def apply(self, settings: Settings) -> None:
        """Take these settings: they are seen and heard at once."""
        if settings.theme != self.settings.theme:
            self.skin.set_theme(load_theme(name=settings.theme))
        self.skin.reduced_motion = settings.reduced_motion
        self.skin.keys = Keymap(settings.keys)
        self.speaker.set(settings.volume, muted=settings.muted)
        self._keep(settings)
        if self._ui is not None:
            self._ui.resize(self._ui.rect.size)

    def open(self) -> None:
        """Show the settings over whatever is shown."""
        from game.faces.desk.screens.settings import SettingsDialog  # noqa: PLC0415

        if self._ui is not None:
            dialog = SettingsDialog(
                self._ui, self.settings, apply=self.apply, try_sound=self._try_sound
            )
            self._ui.open_dialog(dialog)

    def _try_sound(self) -> str:
        if self.speaker.silent:
            return "Sounds are switched off."
        return "" if self.speaker.play("recovered") else self.speaker.problem
