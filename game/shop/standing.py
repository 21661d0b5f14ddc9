"""The plant between two seconds."""

from dataclasses import dataclass

from game.shop.arrays import Floats
from game.shop.conditions import Conditions
from game.shop.latency import Answers
from game.shop.levers import Programme
from game.shop.network import Settled
from game.shop.observation import Dashboards
from game.shop.state import Slow


@dataclass(frozen=True, slots=True, eq=False)
class Plant:
    """The shop at the end of one second; immutable, a column a run."""

    at_s: int
    pulls: Programme
    now: Conditions
    settled: Settled
    coming: Floats  # [2, service, B]: calls that arrive in the next second; made again of those
    replies: Floats  # [3, service, B]: what callers have lately got from each
    answers: Answers
    slow: Slow
    unanswered: Floats  # requests that have not been answered yet
    customers: Floats  # those of them that are of customers
    returning: Floats  # [attempt, B]: customers who failed and will try again
    admitted: tuple[Floats, ...]  # requests let in, over the last seconds before the timeout
    dashboards: Dashboards | None
    late: tuple[Floats, ...] = ()  # what the dashboards will show once it has been scraped
