"""What a room tells only those who lead or rate a drill: the events list, truth, score, notes."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from game.terms import Rating, Role


class _Told(BaseModel):
    """More fields than we know do no harm."""

    model_config = ConfigDict(extra="ignore", frozen=True)


Standing = Literal["waiting", "skipped", "open", "out", "answered", "expired"]
"""`open`: somebody is expected to react; `out`: nobody has to."""


class Planned(_Told):
    """An inject of the events list, and what became of it; `sender` is a name."""

    id: str
    kind: str
    at_s: int | None
    sender: str = Field(alias="from")
    to: str
    via: str
    text: str
    expects: str
    expects_of: str | None
    prompt: str
    status: Standing
    released_s: int | None

    @property
    def waits(self) -> bool:
        """Whether it is still to come."""
        return self.status == "waiting"


class Truth(_Told):
    """What is really the matter, and who can be spoken for (name by id)."""

    title: str
    summary: str
    lesson: str
    characters: Mapping[str, str]


class Rateable(_Told):
    """A critical task, as the evaluator's sheet lists it."""

    id: str
    title: str
    role: Role


class Rated(_Told):
    """What an evaluator has said of a task."""

    rating: Rating
    note: str


class Objective(_Told):
    """How an objective stands."""

    id: str
    rating: Rating


class ScoreSoFar(_Told):
    """The score as it stands; it changes until the end."""

    score: float
    objectives: tuple[Objective, ...]


class Forecast(_Told):
    """What comes in the next `ahead_s` seconds if nobody does anything more."""

    ahead_s: int
    failed_orders: int
    lost_revenue: int


class Script(_Told):
    """The events list and the private notes of the facilitator, the ratings of the evaluator."""

    msel: tuple[Planned, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    ratings: Mapping[str, Rated] = {}
