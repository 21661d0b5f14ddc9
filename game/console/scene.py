"""What a line is answered from: the view of the Operations Lead and the handbook."""

import math
from dataclasses import dataclass

from game.engine.events import Actor
from game.engine.handbook import Handbook, Lever
from game.engine.readings import usual
from game.engine.state import Mitigation
from game.engine.texts import show
from game.engine.view import View
from game.scenario.model import Deploy, Flag
from game.scenario.shop_model import LeverKind
from game.shop import Shop
from game.simtime import words
from game.terms import MitigationPhase, Role

_DAY_S = 86_400
_DAYS_FROM = 2
_GONE = frozenset(
    {
        MitigationPhase.REQUESTED,
        MitigationPhase.REFUSED,
        MitigationPhase.FAILED,
        MitigationPhase.ABORTED,
        MitigationPhase.UNDONE,
    }
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The moment in which a line is typed."""

    view: View
    book: Handbook
    shop: Shop
    """The shop on a good day: what is built, never what is wrong with it."""

    @property
    def hands(self) -> Actor:
        """Whoever sits in the seat of Ops."""
        person = self.view.seats.get(Role.OPS, Role.OPS.title)
        return Actor(person, Role.OPS, self.view.n)

    def value(self, metric: str) -> float:
        """The metric now; NaN where the dashboards have nothing."""
        try:
            return self.view.readings.at(metric, self.view.at_s)
        except LookupError:
            return math.nan

    def number(self, metric: str, otherwise: float = 0.0) -> float:
        """The metric now; `otherwise` where the dashboards have nothing."""
        value = self.value(metric)
        return otherwise if math.isnan(value) else value

    def usual(self, metric: str) -> float:
        """What it was before T+0, on average; NaN where nothing was recorded."""
        if metric not in self.view.readings.metric_ids:
            return math.nan
        return usual(self.view.readings, metric)

    def shown(self, metric: str) -> str:
        """The metric now, as people read it."""
        return show(metric, self.value(metric))

    def in_force(self, lever: str) -> Mitigation | None:
        """The newest pull of a lever that has not been taken back, refused or failed."""
        pulls = (item for item in reversed(self.view.mitigations) if item.lever == lever)
        newest = next(pulls, None)
        return None if newest is None or newest.phase in _GONE else newest

    def ago(self, at_s: int) -> str:
        """How long before now that was, in minutes, or in days where it is long."""
        passed_s = max(0, self.view.at_s - at_s)
        if passed_s >= _DAYS_FROM * _DAY_S:
            return f"{passed_s // _DAY_S} days"
        return words(passed_s // 60 * 60)

    def levers(self, *kinds: LeverKind) -> tuple[Lever, ...]:
        """The levers of these kinds that the drill has."""
        return tuple(item for item in self.book.levers.values() if item.kind in kinds)

    def running_version(self, deploy: Deploy) -> str:
        """The version in service: the one before once a rollback has run through."""
        for lever in self.book.levers.values():
            if lever.kind is LeverKind.ROLLBACK and lever.release == deploy.id:
                pull = self.in_force(lever.id)
                if pull is not None and pull.completed_s is not None:
                    return deploy.previous
        return deploy.version

    def flag_is_on(self, flag: Flag) -> bool:
        """The flag's state, with the levers that have turned it."""
        for lever in self.book.levers.values():
            if lever.flag == flag.id and self.in_force(lever.id) is not None:
                return lever.kind is LeverKind.FLAG_ON
        return flag.on

    def services(self) -> tuple[str, ...]:
        """Services that were deployed, the newest first, then all others that run."""
        newest = sorted(self.book.deploys, key=lambda item: item.at_s, reverse=True)
        running = ("checkout", *(service.id for service in self.book.shop.services))
        return tuple(dict.fromkeys((*(item.service for item in newest), *running)))

    def newest_deploy(self, service: str) -> Deploy | None:
        """The newest deploy of a service."""
        mine = (item for item in self.book.deploys if item.service == service)
        return max(mine, key=lambda item: item.at_s, default=None)
