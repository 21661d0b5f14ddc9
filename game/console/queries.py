"""Lines that only look: probes, pods, history, flags, database, metrics; nothing is changed."""

import math
from collections.abc import Callable, Mapping

from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.words import table
from game.engine.texts import show
from game.scenario.shop_metrics import facts_of
from game.scenario.shop_model import MetricSpec
from game.simtime import clock, words
from game.terms import Via

Query = Callable[[Scene, list[str]], Reply]

_PROBES = 10


def probe(scene: Scene, rest: list[str]) -> Reply:
    """Ten requests at the checkout, answered as the dashboards say that it answers now."""
    elsewhere = [word for word in rest if "." in word and "checkout" not in word]
    if elsewhere:
        return says(f"curl: this terminal only reaches the checkout, not {elsewhere[0]}")
    share = scene.value("checkout.success")
    if math.isnan(share):
        return says("curl: no answer, and the dashboards have no data either")
    good = round(share * _PROBES)
    lines = [f"{_PROBES} requests: {good} answered 200 OK, {_PROBES - good} failed"]
    lines.append(f"time: p50 {scene.shown('checkout.p50')}, p95 {scene.shown('checkout.p95')}")
    if 0 < good < _PROBES:
        lines.append("One try says little here: some go through, some do not.")
    return Reply(tuple(lines))


def metrics(scene: Scene, _rest: list[str]) -> Reply:
    """All charts with their limits; !! marks what is beyond."""
    rows = [("", "metric", "now", "limit")]
    rows += [_row(scene, spec) for spec in scene.book.metrics.values()]
    return Reply((f"{clock(scene.view.at_s)}", *table(rows)))


def _row(scene: Scene, spec: MetricSpec) -> tuple[str, str, str, str]:
    value = scene.value(spec.id)
    if spec.threshold is None:
        return "  ", spec.id, show(spec.id, value), ""
    limit = spec.threshold.value
    bad = value < limit if spec.better == "high" else value > limit
    sign = "≥" if spec.better == "high" else "≤"
    return "!!" if bad else "ok", spec.id, show(spec.id, value), f"{sign} {show(spec.id, limit)}"


def alerts(scene: Scene, _rest: list[str]) -> Reply:
    """What is firing."""
    if not scene.view.firing:
        return says("No alert is firing.")
    return Reply(tuple(f"FIRING  {scene.book.alerts.get(key, key)}" for key in scene.view.firing))


def pods(scene: Scene, _rest: list[str]) -> Reply:
    """Replicas in service, as the dashboards count them."""
    ready = scene.value("replicas.ready")
    if math.isnan(ready):
        return says("No data about replicas.")
    service = next(iter(scene.services()), "checkout")
    deploy = scene.newest_deploy(service)
    version = scene.running_version(deploy) if deploy else "unknown"
    age = words(max(0, scene.view.at_s - deploy.at_s)) if deploy else "?"
    return Reply(
        table(
            [
                ("NAME", "READY", "STATUS", "VERSION", "AGE"),
                (service, f"{ready:.0f}", "Running", version, age),
            ]
        )
    )


def top(scene: Scene, _rest: list[str]) -> Reply:
    """How busy the replicas are."""
    return Reply(
        (
            f"workers busy    {scene.shown('checkout.utilisation')}",
            f"waiting         {scene.shown('checkout.queue')}",
            f"requests        {scene.shown('checkout.requests')}",
            f"trying again    {scene.shown('checkout.retries')}",
        )
    )


def history(scene: Scene, rest: list[str]) -> Reply:
    """Revisions of a service, the newest last."""
    service = service_in(scene, rest)
    if service is None:
        return _which_service(scene)
    mine = sorted(
        (item for item in scene.book.deploys if item.service == service),
        key=lambda item: item.at_s,
    )
    rows = [("REVISION", "VERSION", "SINCE (UTC)", "CHANGE")]
    rows += [("…", mine[0].previous, "", "the version before")]
    rows += [
        (str(n), item.version, scene.book.utc(item.at_s), item.title)
        for n, item in enumerate(mine, 1)
    ]
    return Reply(table(rows))


def rollout_status(scene: Scene, rest: list[str]) -> Reply:
    """What is in service now."""
    service = service_in(scene, rest)
    deploy = scene.newest_deploy(service) if service else None
    if deploy is None:
        return _which_service(scene)
    ready = scene.shown("replicas.ready")
    version = scene.running_version(deploy)
    return says(f"{service}: {version} is rolled out; {ready} replicas of checkout are ready")


def describe(scene: Scene, rest: list[str]) -> Reply:
    """A service with its last change."""
    service = service_in(scene, rest)
    deploy = scene.newest_deploy(service) if service else None
    if deploy is None:
        return _which_service(scene)
    age = words(max(0, scene.view.at_s - deploy.at_s))
    return says(
        f"service   {deploy.service}",
        f"version   {scene.running_version(deploy)}",
        f"change    {deploy.title}, by {deploy.by}, {age} ago",
        f"before    {deploy.previous}",
    )


def service_in(scene: Scene, rest: list[str]) -> str | None:
    """The service that the words name, such as deploy/checkout; the only one when none is named."""
    named = [word.removeprefix("deploy/").removeprefix("deployment/") for word in rest]
    services = scene.services()
    found = next((word for word in named if word in services), None)
    if found is not None:
        return found
    plain = [word for word in rest if not word.startswith("-")]
    return services[0] if services and not plain else None


def _which_service(scene: Scene) -> Reply:
    known = ", ".join(f"deploy/{service}" for service in scene.services())
    return says(f"Name one of the services: {known or 'none was deployed lately'}.")


def git_log(scene: Scene, _rest: list[str]) -> Reply:
    """What was released and migrated, the newest first."""
    made = [
        (item.at_s, f"{item.service} {item.version}", f"{item.title} ({item.by})")
        for item in scene.book.deploys
    ]
    made += [(item.at_s, f"migration {item.id}", item.title) for item in scene.book.migrations]
    rows = [
        (f"{_ago(scene, at_s)} ago", what, text)
        for at_s, what, text in sorted(made, reverse=True)
        if at_s <= scene.view.at_s
    ]
    return Reply(table(rows)) if rows else says("Nothing was released lately.")


def _ago(scene: Scene, at_s: int) -> str:
    return words((scene.view.at_s - at_s) // 60 * 60)


def flags(scene: Scene, _rest: list[str]) -> Reply:
    """Every flag with its state."""
    rows = [("FLAG", "STATE", "CHANGED", "TITLE")]
    rows += [
        (
            flag.id,
            "on" if scene.flag_is_on(flag) else "off",
            f"{_ago(scene, flag.changed_s)} ago",
            flag.title,
        )
        for flag in scene.book.flags
    ]
    return Reply(table(rows))


def database(scene: Scene, _rest: list[str]) -> Reply:
    """The database's activity."""
    return says(
        f"connections in use   {scene.shown('db.connections')}",
        f"mean query time      {scene.shown('db.latency')}",
        "Whole queries are not shown here; capture them with: snapshot queries",
    )


def provider(scene: Scene, _rest: list[str]) -> Reply:
    """The payments provider: what its page said last, and what our own figures say."""
    said = [item for item in scene.view.injects if item.via is Via.STATUS_PAGE]
    page = f"their page: {said[-1].text}" if said else "their page: nothing has been posted"
    own = (
        f"our calls: {scene.shown('payments.errors')} fail, "
        f"median {scene.shown('payments.latency')}"
    )
    return says(page, own)


def one_metric(scene: Scene, name: str) -> Reply:
    """One metric now and a minute ago."""
    before_s = scene.view.at_s - 60
    try:
        before = show(name, scene.view.readings.at(name, before_s))
    except LookupError:
        before = "no data"
    return says(f"{facts_of(name).text}: {scene.shown(name)} (a minute ago: {before})")


QUERIES: Mapping[str, Query] = {
    "curl": probe,
    "metrics": metrics,
    "dash": metrics,
    "alerts": alerts,
    "kubectl get pods": pods,
    "kubectl top pods": top,
    "kubectl rollout history": history,
    "kubectl rollout status": rollout_status,
    "kubectl describe": describe,
    "git log": git_log,
    "flag list": flags,
    "psql": database,
    "status provider": provider,
}
"""Beginning of a line -> who answers it."""
