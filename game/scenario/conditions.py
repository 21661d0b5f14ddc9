"""Conditions: structured data from a closed set, never evaluated code.

A condition is a mapping; the key it has says what it is:

    {metric: checkout.success, below: 95%, for: 60s}     beyond a limit for a time
    {metric: orders.rate, down: 50%, for: 2m}             so far from what is usual (up: 3x)
    {event: incident_declared, where: {severity: sev1}}   it happened (times: 2 for twice)
    {no_event: post_published, within: 10m, after: {...}}  it did not happen in time
    {lever: rollback, is: running}                        state of a mitigation
    {time: T+00:12:00}                                    from that moment on
    {variant: slow-provider}                              this variant is played
    {all: [...]}   {any: [...]}   {not: {...}}             combinations
"""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import Discriminator, Field, Tag

from game.scenario.fields import DurationS, Factor, Id, Model, OffsetS, Quantity, Share
from game.terms import MitigationPhase

Where = Annotated[
    dict[str, str], Field(default_factory=dict, description="Fields that must be equal.")
]


class MetricIs(Model):
    """An observed metric has been beyond a limit for a time."""

    metric: Id = Field(description="Which metric.")
    above: Quantity | None = Field(None, description="True above this value.")
    below: Quantity | None = Field(None, description="True below this value.")
    down: Share | None = Field(
        None, description="True this far below its usual value, that of the minutes before T+0."
    )
    up: Factor | None = Field(None, description="True above so many times its usual value, as 3x.")
    for_s: DurationS = Field(0, alias="for", description="For at least this long.")

    @property
    def relative(self) -> bool:
        """Whether its limits depend on what is usual."""
        return self.down is not None or self.up is not None

    def limits(self, usual: float) -> "Limits":
        """The values between which it is false, the usual one given (in canonical units)."""
        above = [] if self.above is None else [self.above.value]
        below = [] if self.below is None else [self.below.value]
        above += [] if self.up is None else [usual * self.up]
        below += [] if self.down is None else [usual * (1.0 - self.down)]
        return Limits(max(above, default=None), min(below, default=None))


class Limits(NamedTuple):
    """True above the one and below the other, where they are given."""

    above: float | None
    below: float | None


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


class VariantIs(Model):
    """A variant is the one that is played."""

    variant: Id = Field(description="Which variant.")


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
    "variant": VariantIs,
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
    | Annotated[VariantIs, Tag("variant")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _which,
        custom_error_type="condition_kind",
        custom_error_message=("a condition needs one of the keys " + ", ".join(CONDITION_KEYS)),
    ),
]

AnyCondition = (
    MetricIs | EventHappened | EventMissing | LeverIs | TimeIs | VariantIs | AllOf | AnyOf | Not
)
"""The same union for signatures and `match`."""

Comparison = Literal["above", "below"]

for _model in (EventMissing, AllOf, AnyOf, Not):
    _model.model_rebuild()
