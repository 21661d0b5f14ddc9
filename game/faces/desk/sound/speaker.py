"""The speaker: plays the desk's sounds; where there is no device, silently nothing happens."""

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from game.faces.desk.sound.recipes import SoundName

BUFFER = 1024
"""Samples that the device asks for at once; at 22 kHz a sound is some 50 ms late at most."""


class Speaker:
    """Opens the device when the first sound is wanted, and never asks again where there is none.

    `volume` is 0 to 1; `now` tells seconds of real time.
    """

    def __init__(
        self, volume: float, *, muted: bool, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.volume, self.muted = volume, muted
        self.problem = ""
        """Why nothing can be heard; empty while there is no reason known."""
        self._now = now
        self._sounds: Mapping[SoundName, pygame.mixer.Sound] | None = None
        self._again_s = 0.0
        self._rung_s: float | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing would be heard anyway."""
        return self.muted or self.volume <= 0

    def set(self, volume: float, *, muted: bool) -> None:
        """Change volume and mute at once."""
        self.volume, self.muted = volume, muted
        if self.silent and self._sounds:
            pygame.mixer.stop()

    def play(self, name: "SoundName") -> bool:
        """Play a sound; False where nothing can be heard."""
        if self.silent:
            return False
        if self._sounds is None:
            self._sounds = self._open()
        sound = self._sounds.get(name)
        if sound is None:
            return False
        try:
            sound.set_volume(self.volume)
            sound.play()
        except pygame.error:  # the device went away in the middle of a drill
            self._sounds = {}
            self.problem = "The sound device is gone."
            return False
        return True

    def ring(self) -> bool:
        """Let the pager ring, if it has not rung just now; True when it is heard."""
        now_s = self._now()
        if self._rung_s is not None and now_s < self._rung_s + self._again_s:
            return False
        self._rung_s = now_s
        return self.play("pager")

    def stop_ringing(self) -> None:
        """The page was taken: the next one rings at once."""
        self._rung_s = None

    def _open(self) -> "Mapping[SoundName, pygame.mixer.Sound]":
        # Arrays and the mixer are wanted by nobody who plays without sound.
        from game.faces.desk.sound.recipes import (  # noqa: PLC0415
            RATE_HZ,
            RecipeError,
            load_recipes,
            samples,
        )

        try:
            recipes = load_recipes()
            self._again_s = recipes["pager"].again_s
            pygame.mixer.init(RATE_HZ, -16, 1, BUFFER, allowedchanges=0)
            return {
                name: pygame.mixer.Sound(buffer=samples(recipe).tobytes())
                for name, recipe in recipes.items()
            }
        except RecipeError as error:
            self.problem = f"{error}."
        except (pygame.error, NotImplementedError, ImportError):
            self.problem = "There is no sound device that could be used."
        return {}

    def close(self) -> None:
        """Let go of the device."""
        if self._sounds:
            pygame.mixer.quit()
        self._sounds = None
