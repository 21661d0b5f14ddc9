"""Events of the exercise itself, its injects, its monitoring and its coach."""

from dataclasses import dataclass

from game.engine.events.base import Happening
from game.terms import InjectKind, Rating, Role, Via


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingOpened(Happening):
    """The players read the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseStarted(Happening):
    """StartEx: T+0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExercisePaused(Happening):
    """The clock of the incident stands still."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseResumed(Happening):
    """The clock runs again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceSet(Happening):
    """Incident seconds per real second changed; `stretch` names the quiet stretch that begins."""

    pace: float
    stretch: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseExtended(Happening):
    """The exercise may last longer, by so many incident seconds."""

    by_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseStopped(Happening):
    """EndEx: the hot wash begins; carries the true impact."""

    reason: str
    failed_orders: float
    lost_revenue: float
    minutes: float
    users: float
    error_budget_pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HotWashAnswered(Happening):
    """Somebody answered a reflection question."""

    question: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseEnded(Happening):
    """The drill is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken(Happening):
    """Somebody else plays a seat from now on, a person or a bot."""

    seat: Role
    person: str
    human: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFired(Happening):
    """A rule of the monitoring fired; it may ring the pager."""

    alert: str
    title: str
    page: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertResolved(Happening):
    """A rule of the monitoring is well again."""

    alert: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAcknowledged(Happening):
    """The on-call engineer has taken the page."""

    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectReleased(Happening):
    """An inject reached the players."""

    inject: str
    kind: InjectKind
    sender: str
    via: Via
    to: str
    text: str
    expects_s: int | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectAnswered(Happening):
    """What an inject asked for has been done."""

    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectExpired(Happening):
    """What an inject asked for did not come in time."""

    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectSkipped(Happening):
    """The facilitator left an inject out."""

    inject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectDelayed(Happening):
    """The facilitator moved an inject."""

    inject: str
    delay_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HintShown(Happening):
    """The coach helped."""

    item: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRated(Happening):
    """An evaluator rated a critical task by hand; the newest rating of a task counts."""

    task: str
    rating: Rating
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostmortemOwnerNamed(Happening):
    """Somebody writes the postmortem."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptRevised(Happening):
    """The author changed texts or injects while the drill ran; the whole file, as it is now."""

    text: str


ExerciseEvent = (
    BriefingOpened
    | ExerciseStarted
    | ExercisePaused
    | ExerciseResumed
    | PaceSet
    | ExerciseExtended
    | ExerciseStopped
    | HotWashAnswered
    | ExerciseEnded
    | SeatTaken
    | AlertFired
    | AlertResolved
    | PageAcknowledged
    | InjectReleased
    | InjectAnswered
    | InjectExpired
    | InjectSkipped
    | InjectDelayed
    | HintShown
    | TaskRated
    | PostmortemOwnerNamed
    | ScriptRevised
)
"""All of these, as one closed union."""
