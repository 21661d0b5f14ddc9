"""The parts of a shop: services, database, providers, caches, queues, zones and segments."""

from pydantic import Field

from game.scenario.fields import Count, DurationS, Factor, Id, Model, Quantity, QuantityValue, Share
from game.terms import Unit


class PageSpec(Model):
    """One of the things that requests are for, where some want far more work than others."""

    id: Id = Field(description="Name of the page.")
    share: Share = Field(description="Share of the requests.")
    work: Factor = Field(1.0, description="Checkout's work for it, beside that for other pages.")
    queries: Factor = Field(1.0, description="Its database queries, beside those of other pages.")


class TrafficSpec(Model):
    """How customers arrive at checkout."""

    base_rps: Factor = Field(description="Checkout requests per second on a flat day.")
    order_value: Factor = Field(60.0, description="Mean revenue of one order, in euro.")
    retry_share: Share = Field(0.5, description="Share of failed customers who try again.")
    retry_after_s: DurationS = Field(6, alias="retry after", description="Mean time before that.")
    retries_max: Count = Field(2, description="How often one customer tries again.")
    enters: Id = Field("checkout", description="The service that customers reach first.")
    pages: tuple[PageSpec, ...] = Field(
        (), description="What requests are for, if they differ; the means are those of checkout."
    )
    daily: Factor = Field(1.0, description="Peak over trough of the day's curve; 1 for a flat day.")
    peak_s: DurationS = Field(0, alias="peak at", description="Time from T+0 to the day's peak.")


class CallSpec(Model):
    """One service asking another part."""

    to: Id = Field(description="The service, provider, cache or queue that is called.")
    times: Factor = Field(1.0, description="Calls per request, mean; fan-out when above 1.")
    retries: Count = Field(0, description="How often a failed call is made again.")
    backoff: Quantity = Field(
        QuantityValue(100.0, Unit.MILLISECONDS), description="Pause before each of them."
    )
    optional: bool = Field(False, description="Whether the request can do without an answer.")
    flag: Id | None = Field(None, description="It is made only while this flag is on.")
    breaks_at: Share | None = Field(
        None, alias="breaks at", description="A breaker opens above this share of failures."
    )
    open_s: DurationS = Field(20, alias="open for", description="How long before it tries again.")
    fallback: Share = Field(
        1.0, description="Share of failed calls that something else can answer, once switched on."
    )
    fallback_takes: Quantity = Field(
        QuantityValue(0.0, Unit.MILLISECONDS),
        alias="fallback takes",
        description="Mean time of that answer.",
    )


class CheckoutSpec(Model):
    """The checkout service: replicas x workers behind one bounded queue."""

    replicas: Count = Field(description="Replicas in service.")
    workers: Count = Field(description="Requests one replica handles at once.")
    queue: Count = Field(description="Requests that may wait, over all replicas.")
    timeout_s: DurationS = Field(5, alias="timeout", description="After this a request has failed.")
    work_ms: Quantity = Field(alias="work", description="Time of its own per request, mean.")
    calls: tuple[CallSpec, ...] = Field(
        (), description="What it asks; checkout asks database and payments in any case."
    )
    retries: Count = Field(0, description="How often checkout repeats a failed payment call.")
    breaks_at: Share | None = Field(
        None, alias="breaks at", description="Payments' breaker opens above this share of failures."
    )
    fallback: Share = Field(
        1.0, description="Share of failed payments that can be taken otherwise; 0 for none."
    )
    fallback_takes: Quantity = Field(
        QuantityValue(0.0, Unit.MILLISECONDS),
        alias="fallback takes",
        description="Mean time of taking one otherwise.",
    )


class ServiceSpec(CheckoutSpec):
    """Another service of the shop."""

    id: Id = Field(description="Name of the service.")


class PaymentsSpec(Model):
    """The payments provider behind checkout."""

    latency: Quantity = Field(description="Median time of one call.")
    spread: Factor = Field(0.35, description="Sigma of the lognormal of that time.")
    errors: Share = Field(0.0, description="Share of calls that fail on a good day.")
    timeout_s: DurationS | None = Field(
        None, alias="timeout", description="After this a call is given up; checkout's if not said."
    )
    limit: Factor = Field(0.0, description="Calls a second beyond which it refuses; 0 for none.")


class ProviderSpec(PaymentsSpec):
    """Another third party."""

    id: Id = Field(description="Name of the provider.")


class DatabaseSpec(Model):
    """The orders database behind its shared connection pool."""

    connections: Count = Field(description="Size of the shared connection pool.")
    queries: Factor = Field(description="Queries per checkout request, mean.")
    query: Quantity = Field(description="Mean time of one query.")
    cores: Count = Field(16, description="Queries that run at full speed at once.")
    held: Count = Field(
        0, description="Connections that each replica keeps to itself, out of the same pool."
    )
    zone: Id | None = Field(None, description="The zone of its primary.")
    disk: Share = Field(0.6, description="How full its disk is on a good day.")


class CacheSpec(Model):
    """A cache; what it does not have is asked of the database."""

    id: Id = Field(description="Name of the cache.")
    hits: Share = Field(description="Share of lookups it answers when warm.")
    keys: Factor = Field(5000.0, description="Misses that fill most of it again.")
    lookup: Quantity = Field(
        QuantityValue(1.0, Unit.MILLISECONDS), description="Time of one lookup."
    )


class QueueSpec(Model):
    """Work that is done later, such as e-mails."""

    id: Id = Field(description="Name of the queue.")
    consumers: Count = Field(description="Messages worked on at once.")
    takes: Quantity = Field(description="Mean time of one message.")
    queries: Factor = Field(0.0, description="Database queries per message.")


class ZoneSpec(Model):
    """A zone: what fails together."""

    id: Id = Field(description="Name of the zone.")
    share: Share = Field(description="Share of all replicas that stand there.")


class SegmentSpec(Model):
    """A group of customers with a success rate of its own on the dashboards."""

    id: Id = Field(description="Name of the segment, such as eu or card.")
    of: Id = Field(
        description="What it divides: region, payment, client, or access into read and write; "
        "only write orders, and only write is stopped in read-only mode."
    )
    share: Share = Field(description="Share of the customers.")
