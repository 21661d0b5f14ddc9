"""Criteria of critical tasks: a closed set of what counts as done, read from the event log.

A criterion is a mapping; the key it has says what it is. See each class for its meaning, and
`scoring.rubric` for how it is rated.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from game.scenario.conditions import Where
from game.scenario.fields import DurationS, Id, Model, Share
from game.scenario.shop_levers import LeverKind
from game.terms import Audience, Role


class EventPattern(Model):
    """Events of one type, or of others beside it, whose fields equal those given."""

    event: str = Field(description="Type of the event.")
    or_: tuple[str, ...] = Field((), alias="or", description="Other types that count as well.")
    where: Where


class Done(Model):
    """The event happens after the task's start; rated by how soon (target, limit)."""

    event: str = Field(description="Type of the event that shows it.")
    where: Where


class Never(Model):
    """The event does not happen between the task's start and the end."""

    never: EventPattern


class Ordered(Model):
    """Each `then` is preceded by a `first` (with the same value of `same`, if given)."""

    first: EventPattern
    then: EventPattern
    same: Id | None = Field(None, description="A field that both must share.")


class Followed(Model):
    """Each `each` is followed by a `by` within a time; rated by the share that is."""

    each: EventPattern
    by: EventPattern
    same: Id | None = Field(None, description="A field that both must share.")
    within_s: DurationS = Field(alias="within", description="Time in which it must follow.")


class AtMost(Model):
    """The event happens at most so often; each further one lowers the rating by a band."""

    at_most: int = Field(ge=0, le=1000, description="How often it may happen.")
    of: EventPattern
    before: EventPattern | None = Field(
        None, description="Only those before the first of these count, while customers are hurt."
    )


class Cadence(Model):
    """Posts to an audience come at least at the cadence of the severity, and promises are kept."""

    cadence: Audience


class PostCheck(Model):
    """Posts to an audience pass a check (see `scoring.posts`); rated by the share that does."""

    post_check: Literal[
        "impact",
        "scope",
        "since",
        "next_update",
        "no_repair_time",
        "no_cause",
        "no_blame",
        "plain",
        "approved",
        "stage",
        "true",
        "promise_kept",
    ] = Field(description="Which check of the text.")
    audience: Audience
    which: Literal["first", "every", "last"] = Field("every", description="Which of the posts.")


class SeverityFits(Model):
    """The severity held against the runbook's observables; one too high is free."""

    severity_fits: Literal["observables"] = Field(
        "observables", description="By the runbook's observables."
    )


class HealthyAt(Model):
    """When the event happens, the shop has truly been well for a time."""

    healthy_at: EventPattern
    for_s: DurationS = Field(alias="for", description="For so long before it.")


class Recovers(Model):
    """Customers can truly buy again; rated by how soon after the task's start."""

    recovers: Literal["checkout"] = Field("checkout", description="What must work again.")


class TimelineRecall(Model):
    """Share of what mattered that stands in the Scribe's timeline."""

    timeline_recall: Share = Field(description="Share that is asked for.")
    kinds: tuple[str, ...] = Field((), description="Only these kinds of entries; empty for all.")


class AnsweredInjects(Model):
    """Injects that expect an answer from a role get one in time; rated by the share."""

    answers: Role


class Checked(Model):
    """Before each pull of a lever, refused or not, all its preconditions were checked and hold."""

    preconditions: Literal["checked"] = Field("checked", description="By the lever's own list.")


class StateKept(Model):
    """Before each pull of a lever that destroys evidence, that evidence was captured."""

    destroyed: Literal["captured"] = Field("captured", description="By what the lever destroys.")


class CarriedOut(Model):
    """Each lever that was decided on is pulled; rated by how soon after its question was put."""

    carried_out: Literal["decisions"] = Field("decisions", description="The team's decisions.")


class PutBack(Model):
    """By the end of the incident, what limits the product is undone, or is somebody's task."""

    put_back: tuple[LeverKind, ...] = Field(min_length=1, description="Kinds of levers that do.")


class OneCommander(Model):
    """One commander and never two: named in time, changed only by offer and acceptance."""

    commander: Literal["one"] = Field("one", description="Always one, and everybody knows who.")


class TimeCalls(Model):
    """While it is not mitigated, the commander calls out the time; rated by the share kept."""

    time_calls_s: DurationS = Field(
        alias="time_calls", description="Longest time between two calls."
    )


class Talk(Model):
    """What a seat says in the channel passes a check; each line that fails costs a band."""

    talk: Literal["named_tasks", "no_blame", "no_repair_time"] = Field(
        description="Which check of the words."
    )
    from_: tuple[Role, ...] = Field((), alias="from", description="Whose words; empty for all.")


class Reasoned(Model):
    """Each decision comes with a reason of so many words beyond its title; by the share."""

    reasoned: int = Field(ge=1, le=100, description="Words that a reason has at least.")


class Regret(Model):
    """Decisions cost little more than the best option would, on what was known; never luck."""

    regret: Share = Field(
        description="Share of the way from the best option to the worst that is still well done."
    )


class ExitHeld(Model):
    """When the incident is resolved, the runbook's exit criteria hold; rated by the share."""

    exit: Literal["held"] = Field("held", description="Those that the program can tell.")
    grace_s: DurationS = Field(
        0, alias="grace", description="So much later what is to be published may still come."
    )


class TaskAbout(Model):
    """Somebody is given a task that speaks of something; rated by how soon (target, limit)."""

    task_about: tuple[str, ...] = Field(
        min_length=1, description="Words of which the task's text has one."
    )


CRITERION_KEYS: dict[str, type[Model]] = {
    "event": Done,
    "never": Never,
    "then": Ordered,
    "each": Followed,
    "at_most": AtMost,
    "cadence": Cadence,
    "post_check": PostCheck,
    "severity_fits": SeverityFits,
    "healthy_at": HealthyAt,
    "recovers": Recovers,
    "timeline_recall": TimelineRecall,
    "answers": AnsweredInjects,
    "preconditions": Checked,
    "destroyed": StateKept,
    "carried_out": CarriedOut,
    "put_back": PutBack,
    "commander": OneCommander,
    "time_calls": TimeCalls,
    "talk": Talk,
    "reasoned": Reasoned,
    "regret": Regret,
    "exit": ExitHeld,
    "task_about": TaskAbout,
}

_KIND: dict[type[Model], str] = {kind: key for key, kind in CRITERION_KEYS.items()}


def _which(raw: object) -> str | None:
    if isinstance(raw, Mapping):
        return next((key for key in CRITERION_KEYS if key in raw), None)
    return _KIND.get(type(raw)) if isinstance(raw, Model) else None


Conduct = (
    Checked
    | StateKept
    | CarriedOut
    | PutBack
    | OneCommander
    | TimeCalls
    | Talk
    | Reasoned
    | Regret
    | ExitHeld
    | TaskAbout
)
"""The criteria of how a team works together, and of how it treats the system."""

AnyCriterion = (
    Done
    | Never
    | Ordered
    | Followed
    | AtMost
    | Cadence
    | PostCheck
    | SeverityFits
    | HealthyAt
    | Recovers
    | TimelineRecall
    | AnsweredInjects
    | Conduct
)
"""The union for signatures and `match`."""

Criterion = Annotated[
    Annotated[Done, Tag("event")]
    | Annotated[Never, Tag("never")]
    | Annotated[Ordered, Tag("then")]
    | Annotated[Followed, Tag("each")]
    | Annotated[AtMost, Tag("at_most")]
    | Annotated[Cadence, Tag("cadence")]
    | Annotated[PostCheck, Tag("post_check")]
    | Annotated[SeverityFits, Tag("severity_fits")]
    | Annotated[HealthyAt, Tag("healthy_at")]
    | Annotated[Recovers, Tag("recovers")]
    | Annotated[TimelineRecall, Tag("timeline_recall")]
    | Annotated[AnsweredInjects, Tag("answers")]
    | Annotated[Checked, Tag("preconditions")]
    | Annotated[StateKept, Tag("destroyed")]
    | Annotated[CarriedOut, Tag("carried_out")]
    | Annotated[PutBack, Tag("put_back")]
    | Annotated[OneCommander, Tag("commander")]
    | Annotated[TimeCalls, Tag("time_calls")]
    | Annotated[Talk, Tag("talk")]
    | Annotated[Reasoned, Tag("reasoned")]
    | Annotated[Regret, Tag("regret")]
    | Annotated[ExitHeld, Tag("exit")]
    | Annotated[TaskAbout, Tag("task_about")],
    Discriminator(
        _which,
        custom_error_type="criterion_kind",
        custom_error_message=("a criterion needs one of the keys " + ", ".join(CRITERION_KEYS)),
    ),
]
