"""The display goes away under the window: told in a sentence, where Xlib would only give up."""

import ctypes
import os
import sys

import pygame

GONE = (
    "The display is gone, and the window with it. A drill that was running is kept: "
    "breakglass resume goes on with it.\n"
)

_Handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)


def _tell(_display: int | None) -> int:
    """Xlib ends the program when this returns; whatever happened is in the log already."""
    sys.stderr.write(GONE)
    sys.stderr.flush()
    os._exit(1)


_TELL = _Handler(_tell)
"""Kept for as long as Xlib may call it."""


def tell_when_unplugged() -> None:
    """From now on, say it when the X server ends; other systems have no such end."""
    if pygame.display.get_driver() != "x11":
        return
    try:
        ctypes.CDLL("libX11.so.6").XSetIOErrorHandler(_TELL)
    except (OSError, AttributeError):
        return
