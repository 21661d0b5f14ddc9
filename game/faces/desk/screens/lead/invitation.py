"""How people get in: the address, the code, and the same as squares for a phone's camera."""

import pygame

from game.faces.desk.remote.door import Address
from game.faces.desk.widgets import Column, Label, Row, Spacer, Widget, flex, optional
from game.faces.qrcode import MARGIN, modules

LIGHT, DARK = (255, 255, 255), (0, 0, 0)
"""Scanners want dark on light, whatever the look of the desk is."""
ONLY_HERE = (
    "Only this computer can reach this address. To let others in, stop, and host with "
    "--bind 0.0.0.0."
)


class QrCode(Widget):
    """A QR code in as many whole pixels a module as there is room for, at most `px` logical."""

    def __init__(self, text: str, px: int = 200) -> None:
        super().__init__()
        self.text, self._px = text, px
        self._rows = modules(text)

    @property
    def _side(self) -> int:
        return len(self._rows) + 2 * MARGIN

    def natural_width(self) -> int:
        """As wide as high."""
        return self.skin.px(self._px)

    def natural_height(self, width_px: int) -> int:
        """As high as wide."""
        return min(width_px, self.skin.px(self._px))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the modules in the middle of a light square."""
        module = max(1, min(self.rect.w, self.rect.h) // self._side)
        square = pygame.Rect(0, 0, module * self._side, module * self._side)
        square.center = self.rect.center
        surface.fill(LIGHT, square)
        for y, row in enumerate(self._rows, MARGIN):
            for x, dark in enumerate(row, MARGIN):
                if dark:
                    at = (square.x + x * module, square.y + y * module, module, module)
                    surface.fill(DARK, at)


def large_invitation(address: Address) -> Widget:
    """For the wall: read from the back of the room, and scanned from there."""
    browser = Label("Join with any browser, on laptop or phone:", style="large", tone="muted")
    parts: list[Widget] = [
        optional(browser, 2),
        Label(address.room.removeprefix("http://"), style="display", tone="info"),
        optional(Label("or scan the squares. The code is", style="large", tone="muted")),
        Label(" ".join(address.code), style="clock"),
    ]
    if address.only_here:
        parts.append(Label(f"▲ {ONLY_HERE}", style="large", tone="warn"))
    return Row(
        [QrCode(address.room, 300), flex(Column(parts, gap="pad"))], gap="wide", align="centre"
    )


def small_invitation(address: Address) -> Widget:
    """For the console: beside everything else, for those who come late."""
    parts: list[Widget] = [
        Row([flex(Spacer()), QrCode(address.room, 190), flex(Spacer())]),
        Label(address.room, style="mono", tone="info", align="centre"),
        Label(f"code {address.code}", style="large", align="centre"),
    ]
    if address.only_here:
        parts.append(Label(f"▲ {ONLY_HERE}", style="small", tone="warn"))
    return Column(parts, gap="small")
