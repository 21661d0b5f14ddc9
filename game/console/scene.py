"""What a line is answered from: the view of the Operations Lead and the handbook."""

from dataclasses import dataclass

from game.engine.events import Actor
from game.engine.handbook import Handbook
from game.engine.state import Mitigation
from game.engine.texts import show
from game.engine.view import View
from game.scenario.model import Deploy, Flag
from game.scenario.shop_model import LeverKind
from game.terms import MitigationPhase, Role

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
            return float("nan")

    def shown(self, metric: str) -> str:
        """The metric now, as people read it."""
        return show(metric, self.value(metric))

    def in_force(self, lever: str) -> Mitigation | None:
        """The newest pull of a lever that has not been taken back, refused or failed."""
        pulls = (item for item in reversed(self.view.mitigations) if item.lever == lever)
        newest = next(pulls, None)
        return None if newest is None or newest.phase in _GONE else newest

    def running_version(self, deploy: Deploy) -> str:
        """The version in service: the one before once a rollback has run through."""
        for lever in self.book.levers.values():
            if lever.kind is LeverKind.ROLLBACK and lever.release == deploy.id:
                pull = self.in_force(lever.id)
                if pull is not None and pull.completed_s is not None:
                    return deploy.previous
        return deploy.version

    def flag_is_on(self, flag: Flag) -> bool:
        """The flag's state: off once a lever has turned it off."""
        for lever in self.book.levers.values():
            if lever.flag == flag.id and self.in_force(lever.id) is not None:
                return False
        return flag.on

    def services(self) -> tuple[str, ...]:
        """Services that were deployed, the newest first."""
        newest = sorted(self.book.deploys, key=lambda item: item.at_s, reverse=True)
        return tuple(dict.fromkeys(item.service for item in newest))

    def newest_deploy(self, service: str) -> Deploy | None:
        """The newest deploy of a service."""
        mine = (item for item in self.book.deploys if item.service == service)
        return max(mine, key=lambda item: item.at_s, default=None)
