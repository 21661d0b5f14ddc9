"""The plant between two seconds."""

from dataclasses import dataclass

from game.shop.arrays import Floats
from game.shop.asked import Asked, Reply
from game.shop.conditions import Conditions
from game.shop.levers import Programme
from game.shop.network import Settled
from game.shop.observation import Dashboards
from game.shop.state import Slow


@dataclass(frozen=True, slots=True, eq=False)
class Plant:
    """The shop at the end of one second; immutable, a column a run."""

    at_s: int
    pulls: Programme
    load: tuple[Floats, ...]  # requests in each service, waiting or in service
    unanswered: Floats  # requests that have not been answered yet
    customers: Floats  # those of them that are of customers
    returning: Floats  # [attempt, B]: customers who failed and will try again
    cold: tuple[Floats, ...]  # of each service, replicas' worth of coldness
    back: Floats | float  # replicas of checkout that have come back from a crash
    now: Conditions
    settled: tuple[Settled, ...]
    replies: tuple[Reply, ...]
    asked: tuple[Asked | None, ...]
    slow: Slow
    admitted: tuple[Floats, ...]  # requests let in, over the last seconds before the timeout
    dashboards: Dashboards | None
    late: tuple[Floats, ...] = ()  # what the dashboards will show once it has been scraped
