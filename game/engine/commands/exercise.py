"""Commands of the facilitator, the coach and the clock."""

from dataclasses import dataclass

from game.engine.commands.base import Order
from game.terms import Rating, Role, Via


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBriefing(Order):
    """Show the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartExercise(Order):
    """StartEx."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseExercise(Order):
    """Stop the incident's clock."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeExercise(Order):
    """Let it run again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPace(Order):
    """Change how many incident seconds pass per real second."""

    pace: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendExercise(Order):
    """Give the exercise more time, in incident seconds."""

    by_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopExercise(Order):
    """EndEx: go to the hot wash."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHotWash(Order):
    """Answer a reflection question (its index in the runbook)."""

    question: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndExercise(Order):
    """Close the drill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat(Order):
    """Let a person, or a bot, play that seat from now on."""

    seat: Role
    person: str
    human: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseInject(Order):
    """Release a planned inject now."""

    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipInject(Order):
    """Leave a planned inject out."""

    inject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayInject(Order):
    """Move a planned inject."""

    inject: str
    delay_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdHocInject(Order):
    """Say something as a character that is not planned."""

    sender: str
    via: Via
    to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHint(Order):
    """Log that the coach helped."""

    item: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTask(Order):
    """Rate a critical task by hand, with a note that says what was seen; P, S, M or U."""

    task: str
    rating: Rating
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePostmortemOwner(Order):
    """Say who writes the postmortem."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseScript(Order):
    """Take the texts and injects of this scenario file over into the running drill."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceTo(Order):
    """Let time pass up to that second."""

    at_s: int


ExerciseCommand = (
    OpenBriefing
    | StartExercise
    | PauseExercise
    | ResumeExercise
    | SetPace
    | ExtendExercise
    | StopExercise
    | AnswerHotWash
    | EndExercise
    | TakeSeat
    | ReleaseInject
    | SkipInject
    | DelayInject
    | AdHocInject
    | ShowHint
    | RateTask
    | NamePostmortemOwner
    | ReviseScript
    | AdvanceTo
)
"""All of these, as one closed union."""
