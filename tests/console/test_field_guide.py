"""Every line that an on-call person types, in a healthy and in a broken shop."""

from dataclasses import replace
from functools import cache

import pytest

from game.console import Console
from game.engine.commands import StartMitigation
from game.engine.readings import Readings
from game.engine.view import View
from game.scenario.shop_model import FaultSpec
from game.shop import Recording, build, record, start, step
from game.terms import Role
from tests.faces.bots.table import Table, me
from tests.shop.shops import fault, shop_spec

SICK_S = 130


@cache
def seen(*faults: FaultSpec) -> View:
    """What Ops sees two and a half minutes into such a shop, whatever the drill."""
    shop = build(shop_spec(), faults, 5)
    plant, recording = start(shop, 1, -30), Recording(metric_ids=shop.metric_ids)
    for _ in range(30 + SICK_S):
        plant, sample = step(shop, plant, [()])
        recording = record(shop, recording, sample)
    view = Table("card-testing", "machines", at_s=1).view(Role.OPS)
    return replace(view, at_s=SICK_S, readings=Readings(recording))


BOOK = Table("card-testing", "machines", at_s=1).book


WELL = Console(lambda: seen(), BOOK)  # noqa: PLW0108 - a view is asked for with no arguments


def shown(line: str, *faults: FaultSpec) -> str:
    reply = Console(lambda: seen(*faults), BOOK).run(line)
    assert reply.command is None
    return "\n".join(reply.lines)


SURGE = fault("surge", factor="6x", from_="20s")
LOST = fault("capacity-loss", share="50%", from_="20s")
SLOW_QUERY = fault("slow-query", target="database", share="20%", factor="40x", from_="20s")
FULL = fault("disk-full", target="database", from_="20s", ramp="100s")
STALLED = fault("replication-stall", target="database", from_="20s")
SLOW_PROVIDER = fault("slow-dependency", target="payments", factor="8x", from_="20s")
ERRORS = fault("code-errors", share="60%", from_="20s")


@pytest.mark.parametrize(
    ("line", "broken", "healthy_shows", "broken_shows"),
    [
        ("curl https://shop.example/checkout", ERRORS, "10 of 10 answered 200 OK", "500"),
        ("curl https://shop.example/checkout", SURGE, "10 of 10", "503"),
        ("kubectl get pods -o wide", LOST, "12 of 12 replicas", "NotReady"),
        ("kubectl top pods", SURGE, "1/4", "4/4"),
        ("kubectl logs checkout-1 -f", ERRORS, "order placed", "500, unexpected error"),
        ("kubectl logs checkout-1 -f", SURGE, "order placed", "too many requests"),
        ("kubectl describe deploy/checkout", LOST, "12 ready", "6 ready"),
        ("kubectl rollout status deploy/checkout", LOST, "12 replicas", "6 replicas"),
        ("psql", SLOW_QUERY, "active, slow  0", "longer than usual"),
        ("psql -c 'select * from pg_locks'", SLOW_QUERY, "none longer", "held up"),
        ("psql -c 'select * from pg_stat_replication'", STALLED, "streaming", "would lose about"),
        ("psql -c 'select count(*) from orders'", ERRORS, "24", "ORDERS"),
        ("ss -tan", SURGE, "SYN-RECV    0", "SYN-RECV"),
        ("ss -tan", SLOW_PROVIDER, "payments:443", "payments:443"),
        ("ss -tan state syn-recv", SURGE, "0", "SYN-RECV"),
        ("df -h", FULL, "60%", "takes no orders"),
        ("free -h", SLOW_QUERY, "64.0G", "sessions take"),
        ("metrics", SURGE, "ok  checkout.success", "!!  checkout.success"),
        ("status provider", SLOW_PROVIDER, "median 1", "median"),
    ],
)
def test_output_follows_the_shop(
    line: str, broken: FaultSpec, healthy_shows: str, broken_shows: str
) -> None:
    well, sick = shown(line), shown(line, broken)
    assert well != sick
    assert healthy_shows in well
    assert broken_shows in sick


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("psql -c '\\di'", "orders_pkey"),
        ("psql -c 'select * from schema_migrations'", "No migration"),
        ("flag list", "voucher-field"),
        ("git log --oneline --since=1h", "web v12.1.0"),
        ('git log --since="3 days ago"', "checkout v4.3.0"),
        ("kubectl rollout history deploy/search", "deploy/checkout"),
        ("kubectl rollout history deploy/fraud", "no new revision"),
        ("psql -c 'select 1'", "pg_stat_activity"),
        ("help psql", "pg_locks"),
    ],
)
def test_what_does_not_depend_on_the_second(line: str, shows: str) -> None:
    assert shows in shown(line)


def test_git_log_looks_back_only_as_far_as_it_is_told() -> None:
    assert "v4.3.0" not in shown("git log --since=1h")
    assert "wants a time" in shown("git log --since=yesterday")
    assert "Nothing was released" in shown("git log --since=1m")


@pytest.mark.parametrize(
    ("line", "teaches"),
    [
        ("waf block ip 1.2.3.4", "waf block rule checkout-direct"),
        ("waf limit 500", "waf limit 10/min"),
        ("shed 30%", "shed 50%"),
        ("breaker open payments", "Not prepared"),
        ("breaker close payments", "let calls through"),
        ("kubectl scale deploy/checkout --replicas=50", "--replicas=20"),
        ("kubectl rollout undo deploy/web", "version before"),
        ("kubectl rollout restart deploy/web", "kubectl rollout restart deploy/checkout"),
        ("psql -c 'select pg_terminate_backend(7)'", "done again"),
        ("psql -c 'create index concurrently on orders (x)'", "build an index"),
        ("kubectl delete pod checkout-1", "by hand"),
        ("kubectl get svc", "kubectl get pods"),
        ("git push --force", "git log"),
        ("vim main.py", "fix forward"),
        ("rm -rf /", "destroy"),
        ("ssh db-1", "Here try"),
        ("ss -tan state confused", "syn-recv"),
        ("kubectl logs deploy/fraud", "checkout does"),
        ("route payments", "Not prepared"),
    ],
)
def test_what_is_not_here_is_explained(line: str, teaches: str) -> None:
    assert teaches in shown(line)


def test_a_step_in_other_words_is_never_another_step() -> None:
    for line in ("kubectl rollout restart deploy/web", "kubectl rollout restart", "waf block all"):
        assert WELL.run(line).command is None


def test_a_step_of_the_drill_is_taken_by_its_line() -> None:
    for line, lever in (
        ("waf block rule checkout-direct", "edge-rule"),
        ("waf limit 10/min", "rate-limit"),
        ("shed 50%", "shed"),
        ("flag off voucher-field", "flag-off"),
        ("kubectl rollout restart deploy/checkout", "restart"),
    ):
        command = WELL.run(line).command
        assert isinstance(command, StartMitigation)
        assert command.lever == lever


def test_silent_instruments_give_no_figures() -> None:
    missing = [
        fault("metric-missing", id=metric.replace(".", "-"), target=metric, from_="0s")
        for metric in ("checkout.success", "checkout.requests", "db.connections", "replicas.ready")
    ]
    for line in (
        "curl",
        "kubectl logs x",
        "ss -tan",
        "psql",
        "free -h",
        "kubectl get pods -o wide",
    ):
        assert "nan" not in shown(line, *missing)
        assert "no data" in shown(line, *missing).casefold()


def test_replicas_under_a_change_are_seen_while_it_lasts() -> None:
    table = Table("card-testing", "machines", at_s=150)
    console = Console(lambda: table.view(Role.OPS), table.book)
    table.give(StartMitigation(by=me(Role.OPS), lever="restart"))
    table.to(180)
    assert "under way" in "\n".join(console.run("kubectl rollout status").lines)
    table.to(300)
    age = "\n".join(console.run("kubectl get pods -o wide").lines)
    assert "2 days" not in age
