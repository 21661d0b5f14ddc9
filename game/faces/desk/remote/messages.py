"""What the room sends, as checked values; what this version does not know is left aside.

The room's side of it is `game.faces.web.feed` and `briefing`; what a client may say is `wire`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from game.engine.handbook import Contact, Lever, Lookup
from game.faces.desk.remote.script import Forecast, Rateable, ScoreSoFar, Truth
from game.scenario.model import Deploy, Flag, Migration
from game.terms import ExercisePhase, Role

Values = list[float | None]


class _Sent(BaseModel):
    """What all messages have: more fields than we know do no harm."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Book(_Sent):
    """The public book, without runbook and shop."""

    title: str
    story: str
    company: str
    start: datetime
    duration_s: int
    levers: tuple[Lever, ...]
    lookups: tuple[Lookup, ...]
    contacts: tuple[Contact, ...]
    deploys: tuple[Deploy, ...]
    flags: tuple[Flag, ...]
    migrations: tuple[Migration, ...]


class Metric(_Sent):
    """A metric; a tick's rows hold one value for each, in their order."""

    id: str


class Welcome(_Sent):
    """What stays the same for everybody."""

    t: Literal["welcome"]
    room: str
    coach: bool
    book: Book
    metrics: tuple[Metric, ...]


class SourcesSent(_Sent):
    """Runbook and shop, as their files describe them."""

    t: Literal["sources"]
    runbook: Mapping[str, object]
    shop: Mapping[str, object]


class You(_Sent):
    """Who we are, and through whose eyes we see the drill."""

    t: Literal["you"]
    id: str
    name: str
    roles: tuple[Role, ...]
    part: str = "player"
    truth: Truth | None = None
    """What is really the matter; the facilitator alone is told."""
    tasks: tuple[Rateable, ...] = ()
    """What is to be rated; the evaluator alone is told."""


class Place(_Sent):
    """A seat, and who plays it."""

    person: str | None
    name: str | None
    here: bool
    bot: bool


class Somebody(_Sent):
    """Somebody who has joined."""

    id: str
    name: str
    part: str
    here: bool


class Lobby(_Sent):
    """Who is there, and who plays which seat."""

    t: Literal["lobby"]
    phase: ExercisePhase
    seats: Mapping[Role, Place]
    people: tuple[Somebody, ...]

    @property
    def led(self) -> bool:
        """Whether a facilitator is there, who starts and closes the drill."""
        return any(one.part == "facilitator" and one.here for one in self.people)


class HistorySent(_Sent):
    """The charted metrics from the beginning."""

    t: Literal["history"]
    from_s: int
    to_s: int
    series: Mapping[str, Values]


class SeriesSent(_Sent):
    """One metric from the beginning."""

    t: Literal["series"]
    metric: str
    from_s: int
    values: Values


class Tick(_Sent):
    """The seconds since the last one: a row each."""

    t: Literal["tick"]
    from_s: int
    rows: list[Values]


class ViewSent(_Sent):
    """A seat's view: all of it, or what has changed since message `k - 1`."""

    t: Literal["view", "diff"]
    role: Role
    k: int
    n: int
    values: Annotated[Mapping[str, object], Field(alias="set")]
    lists: Annotated[Mapping[str, tuple[int, list[object]]], Field(alias="list")]


class Closing(_Sent):
    """Somebody closes the drill: what is being written has to be handed in now."""

    t: Literal["closing"]


class Over(_Sent):
    """The drill is closed, and its report written."""

    t: Literal["over"]
    report: Annotated[str, Field(pattern=r"^/[\w/-]+$")]
    """A path at the host, and nothing that could lead elsewhere."""
    title: str


class Done(_Sent):
    """What we asked for has happened, and is in the log."""

    t: Literal["done"]
    ref: str


class Refused(_Sent):
    """What we asked for has not happened, and why; without a ref it is said to us in general."""

    t: Literal["refused"]
    ref: str = ""
    text: str


class Peeked(_Sent):
    """What the facilitator asked to see."""

    t: Literal["peeked"]
    ref: str
    found: ScoreSoFar | Forecast


class Stranger(_Sent):
    """The room does not know our token."""

    t: Literal["stranger"]


Incoming = (
    Welcome
    | SourcesSent
    | You
    | Lobby
    | HistorySent
    | SeriesSent
    | Tick
    | ViewSent
    | Closing
    | Over
    | Done
    | Refused
    | Peeked
    | Stranger
)

_KNOWN = frozenset(
    {"welcome", "sources", "you", "lobby", "history", "series", "tick", "view", "diff"}
    | {"closing", "over", "done", "refused", "peeked", "stranger"}
)
_READER: TypeAdapter[Incoming] = TypeAdapter(Annotated[Incoming, Field(discriminator="t")])


class _Kind(_Sent):
    t: str


def read_sent(text: str | bytes) -> Incoming | None:
    """The message in that JSON; None for a kind that is not ours, ValueError for what fits none."""
    try:
        return _READER.validate_json(text)
    except ValidationError:
        if _Kind.model_validate_json(text).t in _KNOWN:
            raise
        return None
