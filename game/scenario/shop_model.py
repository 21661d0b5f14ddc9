"""How a scenario describes the system under incident: shop, faults and levers."""

from typing import Literal

from pydantic import Field

from game.scenario.fields import DurationS, Id, Model, Quantity, Share, Text
from game.scenario.shop_faults import FaultKind, FaultSpec
from game.scenario.shop_levers import (
    LeverCase,
    LeverKind,
    LeverOutcome,
    LeverPatch,
    LeverSpec,
    Precondition,
)
from game.scenario.shop_parts import (
    CacheSpec,
    CallSpec,
    CheckoutSpec,
    DatabaseSpec,
    PageSpec,
    PaymentsSpec,
    ProviderSpec,
    QueueSpec,
    SegmentSpec,
    ServiceSpec,
    TrafficSpec,
    ZoneSpec,
)

__all__ = [
    "AlertSpec",
    "CacheSpec",
    "CallSpec",
    "CheckoutSpec",
    "DatabaseSpec",
    "FaultKind",
    "FaultSpec",
    "LeverCase",
    "LeverKind",
    "LeverOutcome",
    "LeverPatch",
    "LeverSpec",
    "MetricSpec",
    "PageSpec",
    "PaymentsSpec",
    "Precondition",
    "ProviderSpec",
    "QueueSpec",
    "SegmentSpec",
    "ServiceSpec",
    "ShopSpec",
    "TrafficSpec",
    "ZoneSpec",
]


class MetricSpec(Model):
    """One metric on the dashboards."""

    id: Id = Field(description="Name of the metric, such as checkout.success.")
    title: Text = Field(description="Heading of its chart.")
    better: Literal["high", "low"] = Field(description="Which direction is good.")
    threshold: Quantity | None = Field(None, description="Where good ends, with its unit.")
    chart: bool = Field(True, description="Whether the dashboards show it.")
    delay_s: DurationS = Field(
        0, alias="delay", description="How much later than the others this series comes in."
    )


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


class ShopSpec(Model):
    """A whole shop, as in scenarios/shops/*.yaml."""

    id: Id = Field(description="Name of the shop.")
    title: Text = Field(description="What the company is.")
    name: Text = Field("", description="What the company is called, for {company} in texts.")
    traffic: TrafficSpec
    checkout: CheckoutSpec
    payments: PaymentsSpec
    database: DatabaseSpec
    services: tuple[ServiceSpec, ...] = Field((), description="Services beside checkout.")
    providers: tuple[ProviderSpec, ...] = Field((), description="Third parties beside payments.")
    caches: tuple[CacheSpec, ...] = Field((), description="Caches in front of the database.")
    queues: tuple[QueueSpec, ...] = Field((), description="Queues of work done later.")
    zones: tuple[ZoneSpec, ...] = Field((), description="Where the replicas stand.")
    segments: tuple[SegmentSpec, ...] = Field((), description="Groups of customers to tell apart.")
    metrics: tuple[MetricSpec, ...] = Field(description="The dashboards, in order.")
    alerts: tuple[AlertSpec, ...] = Field((), description="The monitoring's rules.")
    slo: Share = Field(0.999, description="Target share of good checkouts.")
    window_s: DurationS = Field(
        20, alias="window", description="Aggregation window of the dashboards."
    )
    delay_s: DurationS = Field(
        0, alias="delay", description="How far the dashboards are behind, as scraping takes time."
    )
