"""Lines that only look: metrics, alerts, releases, flags, the provider; nothing is changed."""

import re
from collections.abc import Callable, Mapping

from game import draws
from game.console import cluster, database, host, probes
from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.words import table
from game.engine.texts import show
from game.scenario.shop_metrics import facts_of
from game.scenario.shop_model import MetricSpec
from game.simtime import clock
from game.terms import Via

Query = Callable[[Scene, list[str]], Reply]

_EVER_S = 30 * 86_400


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


def git_log(scene: Scene, rest: list[str]) -> Reply:
    """What was released and migrated, the newest first; --since=2h for the last two hours."""
    since_s = _since(rest)
    if since_s is None:
        return says("git: --since wants a time such as --since=2h or --since=90m.")
    made = [
        (item.at_s, f"{item.service} {item.version}", f"{item.title} ({item.by})")
        for item in scene.book.deploys
    ]
    made += [(item.at_s, f"migration {item.id}", item.title) for item in scene.book.migrations]
    rows = [
        (_commit(scene, what), f"{scene.ago(at_s)} ago", what, text)
        for at_s, what, text in sorted(made, reverse=True)
        if scene.view.at_s - since_s <= at_s <= scene.view.at_s
    ]
    return Reply(table(rows)) if rows else says("Nothing was released or migrated in that time.")


def _commit(scene: Scene, what: str) -> str:
    """The short name of a commit, the same throughout a drill."""
    return f"{draws.key(scene.shop.seed, f'commit/{what}') % 0xFFFFFFF:07x}"


def _since(rest: list[str]) -> int | None:
    """How far back to look; all of it when nothing is said, None for what is no time."""
    said = " ".join(rest).replace('"', " ").replace("'", " ").casefold()
    if "--since" not in said:
        return _EVER_S
    text = said.partition("--since")[2].lstrip("= ").removesuffix("ago").strip()
    amount = re.match(r"(\d{1,4})[ .]*(d|h|m|s)", text)
    if amount is None:
        return None
    return int(amount[1]) * {"d": 86_400, "h": 3600, "m": 60, "s": 1}[amount[2]]


def flags(scene: Scene, _rest: list[str]) -> Reply:
    """Every flag with its state."""
    if not scene.book.flags:
        return says("This drill has no feature flags.")
    rows = [("FLAG", "STATE", "CHANGED", "TITLE")]
    rows += [
        (
            flag.id,
            "on" if scene.flag_is_on(flag) else "off",
            f"{scene.ago(flag.changed_s)} ago",
            flag.title,
        )
        for flag in scene.book.flags
    ]
    return Reply(table(rows))


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
    "curl": probes.probe,
    "metrics": metrics,
    "dash": metrics,
    "alerts": alerts,
    "kubectl get pods": cluster.pods,
    "kubectl get pod": cluster.pods,
    "kubectl top pods": cluster.top,
    "kubectl top pod": cluster.top,
    "kubectl logs": probes.logs,
    "kubectl rollout history": cluster.history,
    "kubectl rollout status": cluster.rollout_status,
    "kubectl describe": cluster.describe,
    "git log": git_log,
    "flag list": flags,
    "psql": database.psql,
    "ss": host.sockets,
    "df": host.disk,
    "free": host.memory,
    "status provider": provider,
}
"""Beginning of a line -> who answers it."""
