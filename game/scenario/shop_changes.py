"""What one scenario changes about the shop it is played in: its traffic, monitoring and delays."""

from collections.abc import Mapping

from pydantic import Field

from game.scenario.fields import Count, DurationS, Factor, Id, Model, Quantity, Share, Text
from game.scenario.shop_model import AlertSpec, ShopSpec


class TrafficChange(Model):
    """What is different about the customers; see the shop's traffic."""

    base_rps: Factor | None = Field(None, description="Checkout requests per second.")
    order_value: Factor | None = Field(None, description="Mean revenue of one order, in euro.")
    retry_share: Share | None = Field(None, description="Share of failed customers who try again.")
    retry_after_s: DurationS | None = Field(
        None, alias="retry after", description="Mean time before that."
    )
    retries_max: Count | None = Field(None, description="How often one customer tries again.")
    daily: Factor | None = Field(None, description="Peak over trough of the day's curve.")
    peak_s: DurationS | None = Field(
        None, alias="peak at", description="Time from T+0 to the day's peak."
    )


class AlertChange(Model):
    """A rule of the monitoring that is missing, different or new here."""

    id: Id = Field(description="A rule of the shop, or the name of a new one.")
    missing: bool = Field(False, description="The shop has no such rule in this scenario.")
    title: Text | None = Field(None, description="What the page says.")
    metric: Id | None = Field(None, description="The metric that it watches.")
    above: Quantity | None = Field(None, description="Fires above this value.")
    below: Quantity | None = Field(None, description="Fires below this value.")
    for_s: DurationS | None = Field(None, alias="for", description="How long it must be crossed.")
    clears_after_s: DurationS | None = Field(
        None, alias="clears after", description="How long it must be well again to resolve."
    )
    pages: bool | None = Field(None, description="Whether it rings the pager.")


class ShopChanges(Model):
    """All that is different about the shop in this scenario."""

    traffic: TrafficChange = Field(default_factory=TrafficChange)
    alerts: tuple[AlertChange, ...] = ()
    delay_s: DurationS | None = Field(
        None, alias="delay", description="How far the dashboards are behind."
    )


def changed(spec: ShopSpec, changes: ShopChanges) -> ShopSpec:
    """The shop as it is in the scenario."""
    known = {alert.id: alert for alert in spec.alerts}
    for change in changes.alerts:
        known[change.id] = _alert(known.get(change.id), change)
    missing = {change.id for change in changes.alerts if change.missing}
    return spec.model_copy(
        update={
            "traffic": spec.traffic.model_copy(update=_given(changes.traffic)),
            "alerts": tuple(alert for key, alert in known.items() if key not in missing),
            "delay_s": spec.delay_s if changes.delay_s is None else changes.delay_s,
        }
    )


def _alert(known: AlertSpec | None, change: AlertChange) -> AlertSpec:
    """The rule with its changes; a limit that is given replaces the old ones."""
    given = {key: value for key, value in _given(change).items() if key != "missing"}
    if known is None:
        return AlertSpec.model_validate({"title": change.id, **given}, by_name=True)
    if given.keys() & {"above", "below"}:
        given = {"above": None, "below": None, **given}
    return known.model_copy(update=given)


def _given(change: Model) -> Mapping[str, object]:
    return {key: value for key, value in dict(change).items() if value is not None}
