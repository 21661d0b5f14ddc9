"""The clipboard works with and without a system to share it with."""

import pygame
import pytest

from game.faces.desk.clipboard import SystemClipboard


def test_what_is_put_can_be_got() -> None:
    clipboard = SystemClipboard()
    clipboard.put("roll back \N{BLACK FLAG}\nnow")
    assert clipboard.get() == "roll back \N{BLACK FLAG}\nnow"


def test_without_a_display_the_window_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        message = "video system not initialized"
        raise pygame.error(message)

    monkeypatch.setattr(pygame.scrap, "put_text", refuse)
    monkeypatch.setattr(pygame.scrap, "get_text", refuse)
    clipboard = SystemClipboard()
    assert clipboard.get() == ""
    clipboard.put("a")
    assert clipboard.get() == "a"
