"""Queueing formulas: one station with many servers and one line, settled within a second."""

from dataclasses import dataclass

import numpy as np

from game.shop.arrays import NONE, ONE, TINY, TWO, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Station:
    """Servers that requests wait for in one line."""

    servers: Floats
    variability: Floats  # (1 + cv2) / 2 of the time that one server is held
    slope: Floats
    power: Floats

    def exponent(self, busy: Floats) -> Floats:
        """The power in Sakasegawa's line, corrected for many servers at middling load."""
        return self.power - self.slope * busy


def station(servers: Floats, variability: Floats) -> Station:
    """A station with that many servers, at least a trace of one."""
    servers = np.maximum(servers, TINY)
    slope = servers / 6.0
    return Station(servers, variability, slope, np.sqrt(TWO * (servers + ONE)) + slope)


def settle(
    place: Station, present: Floats, flow: Floats, guess: Floats, chance: Floats = ONE
) -> Floats:
    """Share u of busy servers that accounts for everyone present.

    They are in service (u x servers), gone within the second (u x flow), or in the line of a
    stationary queue, g / (1 - u) with g = variability x u^exponent. With g from the last guess
    this is a quadratic in u, and its smaller root stays below 1 under any load. `chance` scales g
    where arrivals vary less than they would from an endless crowd.
    """
    line = chance * place.variability * np.exp(place.exponent(guess) * np.log(guess))
    whole = place.servers + flow
    linear = whole + present
    twice = TWO * (present - line)
    root = np.sqrt(np.maximum(linear * linear - TWO * whole * twice, NONE))
    share = twice / (linear + root)
    np.maximum(share, TINY, out=share)
    return np.minimum(share, ONE - TINY, out=share)


def line_spread(place: Station, busy: Floats, waiting: Floats, room: Floats) -> Floats:
    """Variance of the number ahead of a request.

    A stationary line is empty for some and exponential for the rest, so its variance is
    L2 (2/P - 1); `room` bounds it where the line is long for another reason than chance.
    The rest is the chance in how fast those ahead are served: that of so many service times,
    or, as long as each server has hardly turned over, that of independent servers' phases.
    """
    must_wait = np.exp((place.exponent(busy) - ONE) * np.log(busy))
    by_chance = waiting * waiting * (TWO / np.maximum(must_wait, TINY) - ONE)
    regular = np.maximum(TWO - TWO * place.variability, NONE)  # 1 - cv2
    phases = np.minimum(waiting, place.slope)
    in_step: Floats = waiting * (TWO * place.variability - ONE) + phases * regular
    return np.minimum(by_chance, room) + in_step
