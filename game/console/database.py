"""The orders database, asked through psql: sessions, locks, replication, indexes, counts."""

import math
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.console import acts
from game.console.replies import Reply, says
from game.console.scene import Scene
from game.console.words import table
from game.engine.texts import show
from game.scenario.shop_model import LeverKind

_LATENCY = "db.latency"
_LONG_MS = 1000.0
_LAG_HARMS_MS = 1000.0
_CALM = 2.0
"""So many times its usual time a query may take before this terminal calls it slow."""


def psql(scene: Scene, rest: list[str]) -> Reply:
    """Answer the question that a statement asks, or say which ones can be asked."""
    asked = " ".join(rest).casefold()
    for pattern, answer in _ANSWERS:
        if pattern.search(asked):
            return answer(scene)
    if not _STATEMENT.search(asked):
        return activity(scene)
    return says(
        "This terminal reads a statement for what it asks about. It can tell of:",
        "  pg_stat_activity, pg_locks, pg_stat_replication, pg_indexes,",
        "  schema_migrations, orders by the minute",
        "and prepares pg_terminate_backend and CREATE INDEX CONCURRENTLY where a drill has them.",
    )


class Sessions(NamedTuple):
    """Connections of the pool by what they do, from the dashboards."""

    in_use: int
    kept: int
    """Held by replicas, idle."""
    usual: int
    """Working on a query that takes about what queries take."""
    held_up: int
    """Longer at a query than usual, whatever holds it up."""
    free: int


def sessions(scene: Scene) -> Sessions | None:
    """None where the dashboards have no data about connections."""
    used = scene.value("db.connections")
    if math.isnan(used):
        return None
    spec = scene.book.shop.database
    in_use = round(used)
    replicas = scene.number("replicas.ready", scene.book.shop.checkout.replicas)
    kept = min(in_use, round(replicas * spec.held))
    busy = in_use - kept
    held_up = round(busy * _held_up_share(scene))
    free = max(spec.connections - in_use, 0)
    return Sessions(in_use, kept, busy - held_up, held_up, free)


def _held_up_share(scene: Scene) -> float:
    """Of the time at a query, the part beyond what it usually takes."""
    now, before = scene.value(_LATENCY), scene.usual(_LATENCY)
    if math.isnan(now) or math.isnan(before) or now <= _CALM * before:
        return 0.0
    return 1.0 - before / now


def activity(scene: Scene) -> Reply:
    """Sessions by state, and how long queries take beside what is usual."""
    found = sessions(scene)
    if found is None:
        return says("psql: no data about sessions.")
    latency_ms = scene.value("db.latency")
    rows = [
        ("STATE", "COUNT", "WHAT"),
        ("idle", str(found.kept), "kept by replicas"),
        ("active", str(found.usual), "at a query, about as long as usual"),
        ("active, slow", str(found.held_up), "at a query that takes longer than usual"),
        ("free", str(found.free), "left in the pool"),
    ]
    return Reply(
        (
            *table(rows),
            f"connections in use   {scene.shown('db.connections')}",
            f"mean query time      {scene.shown('db.latency')} ({_usually(scene)})",
            *_long(latency_ms, found),
            "To keep the list before anything is stopped: snapshot queries",
        )
    )


def _usually(scene: Scene) -> str:
    usual = scene.usual("db.latency")
    return "nothing to compare with" if math.isnan(usual) else f"usually {show(_LATENCY, usual)}"


def _long(latency_ms: float, found: Sessions) -> Iterator[str]:
    """Times of queries are near exponential: so many of them last longer than a second."""
    if math.isnan(latency_ms) or latency_ms <= 0.0:
        return
    running = found.usual + found.held_up
    count = running * math.exp(-_LONG_MS / latency_ms)
    yield f"longer than a second {count:.0f} of {running}"


def locks(scene: Scene) -> Reply:
    """How many sessions wait, and what speaks for waiting rather than working."""
    found = sessions(scene)
    if found is None:
        return says("psql: no data about sessions.")
    busy = found.usual + found.held_up
    if not found.held_up:
        lines = [f"{busy} sessions are at a query, none longer than usual. Nothing queues up."]
    else:
        lines = [
            f"{found.held_up} of {busy} sessions are held up at a query.",
            f"The database's cores are {scene.shown('db.utilisation')} busy.",
        ]
    lines += _levers_of(scene, LeverKind.KILL_QUERIES)
    return Reply(tuple(lines))


def replication(scene: Scene) -> Reply:
    """How far the copy of the database is behind."""
    lag_ms = scene.value("db.lag")
    if math.isnan(lag_ms):
        return says("psql: no data about the copy.")
    rows = [("COPY", "STATE", "BEHIND")]
    state = "streaming" if lag_ms < _LAG_HARMS_MS else "catching up"
    rows.append(("copy-1", state, scene.shown("db.lag")))
    lines = list(table(rows))
    if lag_ms >= _LAG_HARMS_MS:
        orders = scene.number("orders.rate") * lag_ms / 60_000.0
        lines.append(f"Failing over now would lose about {orders:.0f} orders.")
    return Reply((*lines, *_levers_of(scene, LeverKind.FAIL_OVER)))


def indexes(scene: Scene) -> Reply:
    """The indexes that everybody knows, and those that this drill builds."""
    rows = [
        ("TABLE", "INDEX", "STATE"),
        ("orders", "orders_pkey", "valid"),
        ("orders", "orders_placed_at", "valid"),
        ("customers", "customers_pkey", "valid"),
        ("payments", "payments_pkey", "valid"),
    ]
    for lever in scene.levers(LeverKind.CREATE_INDEX):
        pull = scene.in_force(lever.id)
        if pull is not None:
            state = "valid" if pull.completed_s is not None else "being built"
            rows.append(("", lever.id, state))
    return Reply((*table(rows), *_levers_of(scene, LeverKind.CREATE_INDEX)))


def counted(scene: Scene) -> Reply:
    """Orders by the minute, as the dashboards count them."""
    rows = [("MINUTE (UTC)", "ORDERS")]
    for back in range(5, -1, -1):
        at_s = scene.view.at_s - 60 * back
        value = scene.view.readings.at("orders.rate", at_s)
        rows.append((scene.book.utc(at_s), "no data" if math.isnan(value) else f"{value:.0f}"))
    return Reply((*table(rows), "These come from the order counter, not from the table itself."))


def migrations(scene: Scene) -> Reply:
    """Which migrations have run."""
    rows = [
        (scene.book.utc(item.at_s), item.id, item.title)
        for item in sorted(scene.book.migrations, key=lambda item: item.at_s, reverse=True)
        if item.at_s <= scene.view.at_s
    ]
    if not rows:
        return says("No migration has run lately.")
    return Reply(table([("SINCE (UTC)", "MIGRATION", "WHAT"), *rows]))


def terminate(scene: Scene) -> Reply:
    """Stop sessions, where that has been prepared."""
    return acts.by_kind(
        scene,
        (LeverKind.KILL_QUERIES,),
        "It would end sessions, and whatever they were doing would have to be done again.",
    )


def create_index(scene: Scene) -> Reply:
    """Build an index without locking the table, where that has been prepared."""
    return acts.exactly(
        scene,
        (LeverKind.CREATE_INDEX,),
        "It would build an index beside the running shop, and take some of its cores meanwhile.",
    )


def _levers_of(scene: Scene, kind: LeverKind) -> list[str]:
    return [f"prepared: {item.command}" for item in scene.levers(kind) if item.command]


_STATEMENT = re.compile(r"-c|select|create|drop|alter|insert|update|delete|explain|vacuum")
_ANSWERS: tuple[tuple[re.Pattern[str], Callable[[Scene], Reply]], ...] = (
    (re.compile(r"pg_(terminate|cancel)_backend"), terminate),
    (re.compile(r"create\s+(unique\s+)?index"), create_index),
    (re.compile(r"replication|replay|pg_wal|lag\b"), replication),
    (re.compile(r"pg_locks|granted|blocking|blockers"), locks),
    (re.compile(r"pg_index|\\di|pg_stat_user_indexes|indexes"), indexes),
    (re.compile(r"migrations"), migrations),
    (re.compile(r"pg_stat|activity|query_start"), activity),
    (re.compile(r"count\s*\(|date_trunc|from orders"), counted),
)
"""What a statement speaks of -> who answers; the first that fits."""
