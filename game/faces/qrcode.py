"""QR codes of addresses: as squares to draw, or as lines for a terminal."""

from typing import TextIO

import segno

MARGIN = 4
"""Light modules around a code, without which scanners do not find it (ISO/IEC 18004)."""


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code's rows, without its margin; True is dark."""
    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def print_code(text: str, out: TextIO) -> None:
    """Print the code into a terminal."""
    segno.make(text).terminal(out=out, compact=True)
