import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.console import Console, Reply
from game.engine.commands import (
    AcknowledgePage,
    CaptureEvidence,
    CheckPrecondition,
    Command,
    Investigate,
    StartMitigation,
    UndoMitigation,
)
from game.terms import EvidenceKind, Role
from tests.faces.bots.table import Table, me


def at_work(at_s: int = 150) -> tuple[Table, Console]:
    table = Table("bad-release", "rollback-works", at_s=at_s)
    return table, Console(lambda: table.view(Role.OPS), table.book)


TABLE, CONSOLE = at_work()


def text_of(reply: Reply) -> str:
    return "\n".join(reply.lines)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("kubectl rollout undo deploy/checkout", StartMitigation),
        ("  KUBECTL   rollout undo deploy/checkout ", StartMitigation),
        ("kubectl rollout undo deploy/checkout --timeout=5m", StartMitigation),
        ("kubectl scale deploy/checkout --replicas=20", StartMitigation),
        ("flag off regional-billing", StartMitigation),
        ("curl -i https://shop.example/checkout/probe", Investigate),
        ("kubectl logs deploy/checkout", Investigate),
        ("$ kubectl rollout history deploy/checkout", Investigate),
        ("check rollback previous", CheckPrecondition),
        ("snapshot heap", CaptureEvidence),
        ("ack", AcknowledgePage),
    ],
)
def test_a_line_stands_for_a_command_of_ops(line: str, kind: type[Command]) -> None:
    reply = CONSOLE.run(line)
    assert isinstance(reply.command, kind)
    assert reply.command.by.role is Role.OPS
    assert reply.lines


@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("metrics", "!!  checkout.success"),
        ("checkout.p95", "ms"),
        ("alerts", "FIRING"),
        ("curl https://shop.example/checkout", "failed"),
        ("kubectl top pods", "workers busy"),
        ("kubectl rollout history deploy/web", "v11.3.0"),
        ("kubectl rollout status", "v2.14.0"),
        ("kubectl describe deploy/checkout", "v2.13.4"),
        ("git log --oneline --since=2h", "migration 0087"),
        ("psql", "connections in use"),
        ("status provider", "our calls"),
        ("check", "[ ]  rollback migration"),
        ("help", "LOOK"),
        ("help snapshot", "evidence"),
    ],
)
def test_a_look_changes_nothing(line: str, shows: str) -> None:
    reply = CONSOLE.run(line)
    assert shows in text_of(reply)
    assert reply.command is None


@pytest.mark.parametrize(
    ("line", "teaches"),
    [
        ("kubectl rolout undo deploy/checkout", "Did you mean: kubectl rollout undo"),
        ("kubectl scale deploy/checkout --replicas=50", "--replicas=20"),
        ("rm -rf /", "Type help"),
        ("snapshot selfie", "dashboards"),
        ("flag off express-pay", "Nothing has been prepared"),
        ("flag off nonsense", "regional-billing"),
        ("undo rollback", "In force: nothing"),
        ("curl https://elsewhere.example", "only reaches the checkout"),
        ("wait 5m", "Incident Commander"),
        ("check rollback nonsense", "migration, previous"),
        ("kubectl describe deploy/nonsense", "deploy/checkout"),
        ("x" * 500, "too long"),
    ],
)
def test_what_it_cannot_do_it_explains(line: str, teaches: str) -> None:
    reply = CONSOLE.run(line)
    assert teaches in text_of(reply)
    assert reply.command is None


def test_an_unchecked_lever_is_started_with_a_warning() -> None:
    reply = CONSOLE.run("kubectl rollout undo deploy/checkout")
    assert text_of(reply).count("not checked:") == 2


def test_an_investigation_tells_its_finding_once_it_is_done() -> None:
    table, console = at_work()
    line = "kubectl rollout history deploy/checkout"
    command = console.run(line).command
    assert command is not None
    table.give(command)
    assert "to go" in text_of(console.run(line))
    table.to(200)
    again = console.run(line)
    assert again.command is None
    assert "v2.14.0 replaced v2.13.4" in text_of(again)


def test_what_runs_now_follows_the_lever_and_its_undo() -> None:
    table, console = at_work()
    table.give(StartMitigation(by=me(Role.OPS), lever="rollback"))
    table.to(290)
    assert "v2.13.4 is rolled out" in text_of(console.run("kubectl rollout status"))
    undo = console.run("undo rollback").command
    assert isinstance(undo, UndoMitigation)
    table.give(undo)
    assert "v2.14.0 is rolled out" in text_of(console.run("kubectl rollout status"))


def test_every_kind_of_evidence_can_be_captured() -> None:
    for kind in EvidenceKind:
        command = CONSOLE.run(f"snapshot {kind.value}").command
        assert isinstance(command, CaptureEvidence)
        assert command.kind is kind


def test_completion_gives_whole_lines_that_can_be_run() -> None:
    assert "kubectl rollout undo deploy/checkout" in CONSOLE.complete("kubectl ro")
    assert CONSOLE.complete("flag off r") == ["flag off regional-billing"]
    assert CONSOLE.complete("nonsense") == []
    for line in CONSOLE.lines():
        assert line in CONSOLE.complete(line)
        reply = CONSOLE.run(line)
        assert "Did you mean" not in text_of(reply)
        assert "not known" not in text_of(reply)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_line_gets_a_calm_answer(line: str) -> None:
    reply = CONSOLE.run(line)
    assert all(part.isprintable() for part in reply.lines)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(sorted({word for line in CONSOLE.lines() for word in line.split()})),
        max_size=5,
    )
)
def test_any_words_of_the_trade_get_one_too(words: list[str]) -> None:
    reply = CONSOLE.run(" ".join(words))
    assert bool(reply.lines) == bool(words)
