"""What can go wrong with a shop, where and when."""

from enum import StrEnum

from pydantic import Field

from game.scenario.fields import Count, DurationS, Factor, Id, Model, OffsetS, Share


class FaultKind(StrEnum):
    """What can be wrong with a shop."""

    CODE_ERRORS = "code-errors"
    SLOW_DEPENDENCY = "slow-dependency"
    DEPENDENCY_DOWN = "dependency-down"
    CAPACITY_LOSS = "capacity-loss"
    CPU_CONTENTION = "cpu-contention"
    MEMORY_LEAK = "memory-leak"
    SLOW_QUERY = "slow-query"
    CONNECTION_LEAK = "connection-leak"
    LOCK_CONTENTION = "lock-contention"
    MISSING_INDEX = "missing-index"
    CACHE_FLUSH = "cache-flush"
    SURGE = "surge"
    HOSTILE_TRAFFIC = "hostile-traffic"
    RETRY_STORM = "retry-storm"
    PACKET_LOSS = "packet-loss"
    ZONE_LOSS = "zone-loss"
    REPLICATION_STALL = "replication-stall"
    CERTIFICATE_EXPIRY = "certificate-expiry"
    CONSUMER_STUCK = "consumer-stuck"
    DISK_FULL = "disk-full"
    BAD_FLAG = "bad-flag"
    BAD_CONFIG = "bad-config"
    METRIC_MISSING = "metric-missing"
    METRIC_FROZEN = "metric-frozen"
    METRIC_WRONG = "metric-wrong"


OF_INSTRUMENTS = frozenset(
    {FaultKind.METRIC_MISSING, FaultKind.METRIC_FROZEN, FaultKind.METRIC_WRONG}
)
"""Faults of the monitoring, with a metric as their target; the shop itself is well."""


class Setting(StrEnum):
    """What a wrong configuration can make smaller or larger."""

    CONNECTIONS = "connections"
    WORKERS = "workers"
    TIMEOUT = "timeout"
    RETRIES = "retries"


class FaultSpec(Model):
    """One fault with its course over time."""

    id: Id = Field(description="Name of the fault.")
    kind: FaultKind = Field(description="What is wrong.")
    target: Id = Field(
        "checkout", description="Where: a service, payments, database ...; or a metric."
    )
    share: Share = Field(1.0, description="Share of requests, calls or replicas it hits.")
    factor: Factor = Field(1.0, description="How many times slower, more or larger something gets.")
    from_s: OffsetS = Field(0, alias="from", description="When it starts; may lie before T+0.")
    until_s: OffsetS | None = Field(None, alias="until", description="When it ends by itself.")
    ramp_s: DurationS = Field(0, alias="ramp", description="How long it takes to full strength.")
    fade_s: DurationS = Field(
        0, alias="fade", description="How long it takes to be gone once `until` has come."
    )
    every_s: DurationS = Field(0, alias="every", description="It comes in pulses, this far apart.")
    lasts_s: DurationS = Field(0, alias="lasts", description="How long each pulse lasts.")
    grows_over: Count = Field(
        0, alias="grows over", description="Requests in which it grows to full strength."
    )
    hangs: bool = Field(False, description="dependency-down: no answer instead of an error.")
    setting: Setting | None = Field(None, description="bad-config: what is set wrong, by factor.")
    release: Id | None = Field(
        None, description="It is carried by this release: only replicas that run it are hit."
    )
    replicas: Share = Field(1.0, description="Share of the replicas that run the release.")
    flag: Id | None = Field(None, description="It acts only while this flag is on.")
    without_flag: Id | None = Field(
        None, alias="without flag", description="It acts only while this flag is off."
    )
    after_lever: Id | None = Field(
        None,
        alias="after lever",
        description="It starts once this lever acts, and stays; its times count from then.",
    )
    while_lever: Id | None = Field(
        None,
        alias="while lever",
        description="It is as strong as this lever acts, and goes when the lever is undone.",
    )
    after_undo: Id | None = Field(
        None,
        alias="after undo",
        description="It starts once this lever is undone; its times count from then.",
    )
    zone: Id | None = Field(None, description="It hits only what runs in this zone.")
    segment: Id | None = Field(None, description="It hits only this group of customers.")

    @property
    def caused_by(self) -> tuple[str, ...]:
        """The levers that it waits for; most faults wait for none."""
        named = (self.after_lever, self.while_lever, self.after_undo)
        return tuple(lever for lever in named if lever is not None)
