"""A window on a room, in a process of its own.

A window that is dragged stops its process on some systems: neither a host nor a console may stand
still because of that. The link goes through a pipe, because it may hold a key, and what stands in
a command line can be read by everybody on the machine.
"""

import subprocess
import sys
from contextlib import suppress

FROM_A_PIPE = "-"
"""Stands for the address where it is read from the standard input."""


def open_window(link: str, *, observing: bool = False) -> "subprocess.Popen[bytes]":
    """Open it; a facilitator's link opens the console, `observing` the wall.

    Ctrl+C in the terminal is for whoever opened it, not for the window.
    """
    role = ("--role", "observer") if observing else ()
    command = (sys.executable, "-m", "game", "join", FROM_A_PIPE, *role)
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    )
    assert process.stdin is not None
    # A window that ended at once has said why by itself.
    with suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(link.encode())
    return process
