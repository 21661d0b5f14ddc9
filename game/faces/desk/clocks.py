"""The clock that people play by; its module brings the events, for which the menu does not wait."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from game.session.clock import Clock

MakeClock: TypeAlias = "Callable[[float, float], Clock]"
"""Makes the clock of a drill from an incident second and a pace."""


def wall_clock(at_s: float, pace: float) -> "Clock":
    """Real time, from an incident second on and at a pace."""
    from game.session.clock import Wall  # noqa: PLC0415

    return Wall(at_s, pace)
