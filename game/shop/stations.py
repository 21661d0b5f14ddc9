"""Queueing formulas: one station with many servers and one line, settled within a second."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import TINY, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Station:
    """Servers that requests wait for in one line."""

    servers: Floats
    variability: Floats  # (1 + cv2) / 2 of the time that one server is held

    def exponent(self, busy: Floats) -> Floats:
        """The power in Sakasegawa's line, corrected for many servers at middling load."""
        return np.sqrt(2.0 * (self.servers + 1.0)) + self.servers * (1.0 - busy) / 6.0


def settle(station: Station, present: Floats, flow: Floats, guess: Floats) -> Floats:
    """Share u of busy servers that accounts for everyone present.

    They are in service (u x servers), gone within the second (u x flow), or in the line of a
    stationary queue, g / (1 - u) with g = variability x u^exponent. With g from the last guess
    this is a quadratic in u, and its smaller root stays below 1 under any load.
    """
    line = station.variability * np.exp(station.exponent(guess) * np.log(guess))
    whole = np.maximum(station.servers + flow, TINY)
    linear = whole + present
    root = linear * linear - 4.0 * whole * (present - line)
    share = 2.0 * (present - line) / (linear + np.sqrt(np.maximum(root, 0.0)))
    return np.minimum(np.maximum(share, TINY), 1.0 - TINY)


def line_spread(station: Station, busy: Floats, waiting: Floats, room: Floats) -> Floats:
    """Variance of the number ahead of a request.

    A stationary line is empty for some and exponential for the rest, so its variance is
    L2 (2/P - 1); `room` bounds it where the line is long for another reason than chance.
    The second term is the chance in how fast those ahead are served.
    """
    must_wait = np.exp((station.exponent(busy) - 1.0) * np.log(busy))
    by_chance = waiting * waiting * (2.0 / np.maximum(must_wait, TINY) - 1.0)
    return np.minimum(by_chance, room) + waiting
