"""How a scenario describes the system under incident: shop, faults and levers."""

from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import Field

from game.scenario.fields import (
    Count,
    DurationS,
    Factor,
    Id,
    Model,
    OffsetS,
    Quantity,
    Share,
    Text,
)
from game.terms import Unit


class MetricSpec(Model):
    """One metric on the dashboards."""

    id: Id = Field(description="Name of the metric, such as checkout.success.")
    title: Text = Field(description="Heading of its chart.")
    better: Literal["high", "low"] = Field(description="Which direction is good.")
    threshold: Quantity | None = Field(None, description="Where good ends, with its unit.")
    chart: bool = Field(True, description="Whether the dashboards show it.")


class AlertSpec(Model):
    """A rule of the monitoring: fires when a metric stays beyond a limit."""

    id: Id = Field(description="Name of the alert.")
    title: Text = Field(description="What the page says.")
    metric: Id = Field(description="The metric that it watches.")
    above: Quantity | None = Field(None, description="Fires above this value.")
    below: Quantity | None = Field(None, description="Fires below this value.")
    for_s: DurationS = Field(60, alias="for", description="How long the limit must be crossed.")
    clears_after_s: DurationS = Field(
        120, alias="clears after", description="How long it must be well again to resolve."
    )
    pages: bool = Field(True, description="Whether it rings the pager of the on-call engineer.")


class TrafficSpec(Model):
    """How customers arrive at checkout."""

    base_rps: Factor = Field(description="Checkout requests per second on a flat day.")
    order_value: Factor = Field(60.0, description="Mean revenue of one order, in euro.")
    retry_share: Share = Field(0.5, description="Share of failed customers who try again.")
    retry_after_s: DurationS = Field(6, alias="retry after", description="Mean time before that.")
    retries_max: Count = Field(2, description="How often one customer tries again.")


class CheckoutSpec(Model):
    """The checkout service: replicas x workers behind one bounded queue."""

    replicas: Count = Field(description="Replicas in service.")
    workers: Count = Field(description="Requests one replica handles at once.")
    queue: Count = Field(description="Requests that may wait, over all replicas.")
    timeout_s: DurationS = Field(5, alias="timeout", description="After this a request has failed.")
    work_ms: Quantity = Field(alias="work", description="Time of its own per request, mean.")


class PaymentsSpec(Model):
    """The payments provider behind checkout."""

    latency: Quantity = Field(description="Median time of one call.")
    spread: Factor = Field(0.35, description="Sigma of the lognormal of that time.")
    errors: Share = Field(0.0, description="Share of calls that fail on a good day.")


class DatabaseSpec(Model):
    """The orders database behind its shared connection pool."""

    connections: Count = Field(description="Size of the shared connection pool.")
    queries: Factor = Field(description="Queries per checkout request, mean.")
    query: Quantity = Field(description="Mean time of one query.")
    cores: Count = Field(16, description="Queries that run at full speed at once.")
    held: Count = Field(
        0, description="Connections that each replica keeps to itself, out of the same pool."
    )


class ShopSpec(Model):
    """A whole shop, as in scenarios/shops/*.yaml."""

    id: Id = Field(description="Name of the shop.")
    title: Text = Field(description="What the company is.")
    traffic: TrafficSpec
    checkout: CheckoutSpec
    payments: PaymentsSpec
    database: DatabaseSpec
    metrics: tuple[MetricSpec, ...] = Field(description="The dashboards, in order.")
    alerts: tuple[AlertSpec, ...] = Field((), description="The monitoring's rules.")
    slo: Share = Field(0.999, description="Target share of good checkouts.")
    window_s: DurationS = Field(
        20, alias="window", description="Aggregation window of the dashboards."
    )


class FaultKind(StrEnum):
    """What can be wrong with a shop."""

    CODE_ERRORS = "code-errors"
    SLOW_DEPENDENCY = "slow-dependency"
    CAPACITY_LOSS = "capacity-loss"


class FaultSpec(Model):
    """One fault with its course over time."""

    id: Id = Field(description="Name of the fault.")
    kind: FaultKind = Field(description="What is wrong.")
    target: Literal["checkout", "payments", "database"] = Field(
        "checkout", description="Where: checkout, payments or database."
    )
    share: Share = Field(1.0, description="Share of requests, calls or replicas it hits.")
    factor: Factor = Field(1.0, description="How many times slower a slow dependency gets.")
    from_s: OffsetS = Field(0, alias="from", description="When it starts; may lie before T+0.")
    until_s: OffsetS | None = Field(None, alias="until", description="When it ends by itself.")
    ramp_s: DurationS = Field(0, alias="ramp", description="How long it takes to full strength.")
    release: Id | None = Field(
        None, description="It is carried by this release: only replicas that run it are hit."
    )
    replicas: Share = Field(1.0, description="Share of the replicas that run the release.")
    flag: Id | None = Field(None, description="It acts only while this flag is on.")


class LeverKind(StrEnum):
    """What a mitigation does to the shop."""

    ROLLBACK = "rollback"
    FLAG_OFF = "flag-off"
    SCALE_OUT = "scale-out"
    RESTART = "restart"
    WAIT = "wait"


class Precondition(Model):
    """What must be true before a lever is safe to pull."""

    id: Id = Field(description="Name of the precondition.")
    text: Text = Field(description="The question, as on a checklist.")
    holds: bool = Field(True, description="Whether it is true.")
    finding: Text = Field(description="What the check tells.")
    takes_s: DurationS = Field(30, alias="takes", description="How long checking takes.")


class LeverOutcome(StrEnum):
    """What becomes of a lever that is pulled."""

    WORKS = "works"
    REFUSED = "refused"
    FAILS = "fails"


class LeverSpec(Model):
    """A mitigation that Ops can start."""

    id: Id = Field(description="Name of the lever.")
    kind: LeverKind = Field(description="What it does to the shop.")
    title: Text = Field(description="What its button says.")
    explain: Text = Field("", description="What it does and costs, in a sentence.")
    command: Text = Field("", description="The console line that starts it.")
    release: Id | None = Field(None, description="rollback: the release it takes out.")
    flag: Id | None = Field(None, description="flag-off: the flag it turns off.")
    replicas: Count = Field(0, description="scale-out: replicas added.")
    delay_s: DurationS = Field(0, alias="delay", description="Time until it begins to act.")
    ramp_s: DurationS = Field(0, alias="ramp", description="Time from there to full effect.")
    preconditions: tuple[Precondition, ...] = Field((), description="Check these first.")
    outcome: LeverOutcome = Field(LeverOutcome.WORKS, description="works, refused or fails.")
    refusal: Text = Field("", description="What the tool says when it refuses or fails.")
    undo: bool = Field(True, description="Whether it can be undone.")
    destroys: tuple[Id, ...] = Field((), description="Evidence that is gone afterwards.")


class LeverPatch(Model):
    """What one variant changes about a lever."""

    outcome: LeverOutcome | None = None
    refusal: Text | None = None
    holds: dict[Id, bool] = Field(default_factory=dict, description="Preconditions: true or not.")
    findings: dict[Id, Text] = Field(default_factory=dict, description="What their checks tell.")


class MetricFacts(NamedTuple):
    """Unit and meaning of a metric that the plant can compute."""

    unit: Unit
    text: str


METRICS: dict[str, MetricFacts] = {
    "orders.rate": MetricFacts(Unit.PER_MINUTE, "orders completed per minute"),
    "checkout.requests": MetricFacts(Unit.PER_SECOND, "checkout requests per second"),
    "checkout.success": MetricFacts(Unit.RATIO, "share of checkout requests answered"),
    "checkout.p50": MetricFacts(Unit.MILLISECONDS, "median checkout latency"),
    "checkout.p95": MetricFacts(Unit.MILLISECONDS, "95th percentile of latency"),
    "checkout.p99": MetricFacts(Unit.MILLISECONDS, "99th percentile of latency"),
    "checkout.queue": MetricFacts(Unit.COUNT, "requests waiting for a worker"),
    "checkout.utilisation": MetricFacts(Unit.RATIO, "share of workers busy"),
    "checkout.retries": MetricFacts(Unit.PER_SECOND, "customers' retries per second"),
    "payments.errors": MetricFacts(Unit.RATIO, "share of payment calls that fail"),
    "payments.latency": MetricFacts(Unit.MILLISECONDS, "median time of a payment call"),
    "db.connections": MetricFacts(Unit.COUNT, "connections of the pool in use"),
    "db.latency": MetricFacts(Unit.MILLISECONDS, "mean time of a database query"),
    "replicas.ready": MetricFacts(Unit.COUNT, "checkout replicas in service"),
}
