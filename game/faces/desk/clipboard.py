"""The system's clipboard, with a private one where there is none."""

from typing import Protocol

import pygame

from game.faces.desk.text import clean


class Clipboard(Protocol):
    """Where text is cut and copied to and pasted from."""

    def put(self, text: str) -> None:
        """Keep a text."""

    def get(self) -> str:
        """The text kept last, cleaned; empty when there is none."""


class PrivateClipboard:
    """A clipboard of the window alone."""

    def __init__(self) -> None:
        self._text = ""

    def put(self, text: str) -> None:
        """Keep a text."""
        self._text = text

    def get(self) -> str:
        """The text kept last."""
        return self._text


class SystemClipboard:
    """The clipboard shared with other programs; falls back on a private one without a display."""

    def __init__(self) -> None:
        self._private = PrivateClipboard()

    def put(self, text: str) -> None:
        """Keep a text, for other programs too where that works."""
        self._private.put(text)
        try:
            pygame.scrap.put_text(text)
        except (pygame.error, NotImplementedError):
            return

    def get(self) -> str:
        """The text any program kept last."""
        try:
            text = pygame.scrap.get_text()
        except (pygame.error, NotImplementedError):
            text = ""
        return clean(text or self._private.get())
