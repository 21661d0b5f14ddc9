"""Ratings from shares and from times, and points from ratings."""

from typing import assert_never

from game.scenario.runbook import CriticalTask
from game.terms import Rating

_SHARES = ((0.9, Rating.P), (0.65, Rating.S), (0.35, Rating.M))
_DOWN = (Rating.P, Rating.S, Rating.M, Rating.U)
_ROUNDING = 1e-9

SHARE_OF = {Rating.P: 1.0, Rating.S: 0.7, Rating.M: 0.35, Rating.U: 0.0}
"""What a rating is worth in a mean of several."""


def rate_share(share: float) -> Rating:
    """P from 90 %, S from 65 %, M from 35 %, else U."""
    return next((rating for limit, rating in _SHARES if share >= limit - _ROUNDING), Rating.U)


def rate_elapsed(task: CriticalTask, elapsed_s: int) -> Rating:
    """P within the target, S within the limit, M within twice the limit, else U; P without either.

    A task with a target alone has twice the target as its limit.
    """
    target_s = task.target_s or task.limit_s
    limit_s = task.limit_s or 2 * task.target_s
    if not limit_s or elapsed_s <= target_s:
        return Rating.P
    if elapsed_s <= limit_s:
        return Rating.S
    return Rating.M if elapsed_s <= 2 * limit_s else Rating.U


def lowered(bands: int, rating: Rating = Rating.P) -> Rating:
    """A rating lowered by so many bands, U at the lowest."""
    return _DOWN[min(_DOWN.index(rating) + bands, len(_DOWN) - 1)]


def points_for(task: CriticalTask, rating: Rating) -> float:
    """The task's points for a rating, by its bands; 0 when it was not observed."""
    match rating:
        case Rating.P:
            share = task.bands.performed
        case Rating.S:
            share = task.bands.some
        case Rating.M:
            share = task.bands.major
        case Rating.U:
            share = task.bands.unable
        case Rating.N:
            share = 0.0
        case _:
            assert_never(rating)
    return round(task.points * share, 4)
