"""Conditions: structured data from a closed set, never evaluated code.

A condition is a mapping; the key it has says what it is:

    {metric: checkout.success, below: 95%, for: 60s}     beyond a limit for a time
    {event: incident_declared, where: {severity: sev1}}   it happened (times: 2 for twice)
    {no_event: post_published, within: 10m, after: {...}}  it did not happen in time
    {lever: rollback, is: running}                        state of a mitigation
    {time: T+00:12:00}                                    from that moment on
    {all: [...]}   {any: [...]}   {not: {...}}             combinations
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from game.scenario.fields import DurationS, Id, Model, OffsetS, Quantity
from game.terms import MitigationPhase

Where = Annotated[
    dict[str, str], Field(default_factory=dict, description="Fields that must be equal.")
]


class MetricIs(Model):
    """An observed metric has been beyond a limit for a time."""

    metric: Id = Field(description="Which metric.")
    above: Quantity | None = Field(None, description="True above this value.")
    below: Quantity | None = Field(None, description="True below this value.")
    for_s: DurationS = Field(0, alias="for", description="For at least this long.")


class EventHappened(Model):
    """An event has happened."""

    event: str = Field(description="Type of the event, such as incident_declared.")
    where: Where
    times: int = Field(1, ge=1, le=1000, description="At least this often.")


class EventMissing(Model):
    """An event has not happened within a time, counted from the start or from `after`."""

    no_event: str = Field(description="Type of the event.")
    where: Where
    within_s: DurationS = Field(alias="within", description="Time in which it should have come.")
    after: "Condition | None" = Field(None, description="Counted from when this became true.")


class LeverIs(Model):
    """The newest mitigation with this lever is in a phase."""

    lever: Id = Field(description="Which lever.")
    is_: MitigationPhase = Field(alias="is", description="The phase it must be in.")


class TimeIs(Model):
    """A moment of the exercise has come."""

    time_s: OffsetS = Field(alias="time", description="From this moment on.")


class AllOf(Model):
    """All of these."""

    all_: tuple["Condition", ...] = Field(
        alias="all", min_length=1, description="Conditions that must all be true."
    )


class AnyOf(Model):
    """At least one of these."""

    any_: tuple["Condition", ...] = Field(
        alias="any", min_length=1, description="Conditions of which one is enough."
    )


class Not(Model):
    """The opposite."""

    not_: "Condition" = Field(alias="not", description="The condition that must be false.")


CONDITION_KEYS: dict[str, type[Model]] = {
    "metric": MetricIs,
    "event": EventHappened,
    "no_event": EventMissing,
    "lever": LeverIs,
    "time": TimeIs,
    "all": AllOf,
    "any": AnyOf,
    "not": Not,
}

_KIND: dict[type[Model], str] = {kind: key for key, kind in CONDITION_KEYS.items()}


def _which(raw: object) -> str | None:
    if isinstance(raw, Mapping):
        return next((key for key in CONDITION_KEYS if key in raw), None)
    return _KIND.get(type(raw)) if isinstance(raw, Model) else None


Condition = Annotated[
    Annotated[MetricIs, Tag("metric")]
    | Annotated[EventHappened, Tag("event")]
    | Annotated[EventMissing, Tag("no_event")]
    | Annotated[LeverIs, Tag("lever")]
    | Annotated[TimeIs, Tag("time")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _which,
        custom_error_type="condition_kind",
        custom_error_message=(
            "a condition needs one of the keys metric, event, no_event, lever, time, all, any, not"
        ),
    ),
]

AnyCondition = MetricIs | EventHappened | EventMissing | LeverIs | TimeIs | AllOf | AnyOf | Not
"""The same union for signatures and `match`."""

Comparison = Literal["above", "below"]

for _model in (EventMissing, AllOf, AnyOf, Not):
    _model.model_rebuild()
