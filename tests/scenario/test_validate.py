import pytest

from game.scenario.conditions import Condition
from game.scenario.fields import Model
from game.scenario.nodes import Document
from game.scenario.problems import Problem
from game.scenario.runbook import SeverityRule
from game.scenario.shop_model import CheckoutSpec, FaultSpec, LeverPatch, MetricSpec
from game.scenario.source import read
from game.scenario.validate import validate
from game.terms import Unit


class Waits(Model):
    when: Condition | None = None
    parts: tuple[Condition, ...] = ()


def problems(model: type[Model], text: str) -> list[Problem]:
    document = read("file.yaml", text)
    assert isinstance(document, Document)
    result = validate(model, document)
    assert isinstance(result, list)
    return result


def only(model: type[Model], text: str) -> Problem:
    found = problems(model, text)
    assert len(found) == 1, found
    return found[0]


def test_texts_become_values_with_units() -> None:
    document = read("f", "{id: m, title: M, better: high, threshold: 98%, chart: no}")
    assert isinstance(document, Document)
    metric = validate(MetricSpec, document)
    assert isinstance(metric, MetricSpec)
    assert metric.threshold is not None
    assert metric.threshold.unit is Unit.RATIO
    assert metric.threshold.value == pytest.approx(0.98)
    assert not metric.chart


def test_all_errors_of_a_file_are_told_each_at_its_place() -> None:
    text = (
        "id: a b\nkind: cod-errors\ntargt: x\nshare: 5\nfactor: x\nfrom: 12:30\n"
        "ramp: [1]\nuntil: {}\nreplicas: 101%\n"
    )
    found = problems(FaultSpec, text)
    assert [(p.line, p.col, p.path) for p in found] == [
        (1, 5, "id"),
        (2, 7, "kind"),
        (3, 1, "targt"),
        (4, 8, "share"),
        (5, 9, "factor"),
        (6, 7, "from"),
        (7, 7, "ramp"),
        (8, 8, "until"),
        (9, 11, "replicas"),
    ]
    assert found[1].hint == "did you mean 'code-errors'?"
    assert found[2].hint == "did you mean 'target'?"
    assert found[5].message == ("'12:30' could be minutes or hours: write 12m 30s, or T+00:12:30")


@pytest.mark.parametrize(
    ("model", "text", "where", "message", "hint"),
    [
        (MetricSpec, "{id: m, better: up}", "1:17 better", "'up' is not one of high, low", ""),
        (CheckoutSpec, "workers: 1.5", "1:10 workers", "is not a whole number", "Requests"),
        (CheckoutSpec, "workers: " + "9" * 5000, "1:10 workers", "too large a number", ""),
        (CheckoutSpec, "replicas: -1", "1:11 replicas", "out of range: at least 0", ""),
        (CheckoutSpec, "timeout: 8d", "1:10 timeout", "at most 168 h 00 min", ""),
        (CheckoutSpec, "work_ms: 1", "1:1 work_ms", "unknown key 'work_ms'", "'work'"),
        (CheckoutSpec, "work: [1, 2]", "1:7 work", "expected one quantity", ""),
        (MetricSpec, "chart: maybe", "1:8 chart", "neither true nor false", "true or false"),
        (LeverPatch, "findings: [a]", "1:11 findings", "mapping of keys, found a list", ""),
        (LeverPatch, "holds: {a b: true}", "1:9 holds.a b", "'a b' cannot be an id", ""),
        (SeverityRule, "id: sev9", "1:5 id", "is not one of sev1, sev2", "did you mean"),
        (
            SeverityRule,
            "cadence: {custmers: 5m}",
            "1:11 cadence.custmers",
            "the key 'custmers' is not one of customers",
            "'customers'",
        ),
        (Waits, "parts: {time: 1m}", "1:8 parts", "expected a list", "begin each entry"),
        (Waits, "when: later", "1:7 when", "mapping of keys, found the text", "metric"),
        (Waits, "when: {metrc: x}", "1:7 when", "needs one of the keys", "'metric'"),
        (Waits, "when: {metric: m, event: e}", "1:19 when.event", "unknown key", "metric, e"),
        (Waits, "when: {event: e, times: 0}", "1:25 when.times", "at least 1", "often"),
        (Waits, "when: {all: []}", "1:13 when.all", "at least 1 entry, found 0", ""),
    ],
)
def test_each_kind_of_error_has_its_words(
    model: type[Model], text: str, where: str, message: str, hint: str
) -> None:
    told = {f"{p.line}:{p.col} {p.path}": p for p in problems(model, text)}
    found = told[where]
    assert message in found.message
    assert hint in found.hint


def test_a_missing_key_is_told_with_what_it_is_for() -> None:
    problem = next(p for p in problems(CheckoutSpec, "workers: 3") if p.path == "queue")
    assert problem.message == "missing key 'queue'"
    assert problem.hint == "queue: Requests that may wait, over all replicas."
    assert (problem.line, problem.col) == (1, 1)


def test_keys_that_are_also_names_of_union_members_do_not_mislead() -> None:
    text = "when: {all: [{any: [\n {all: [{metric: m, for: soon}]},\n {not: {lever: l}}]}]}\n"
    found = problems(Waits, text)
    assert [(p.path, p.line) for p in found] == [
        ("when.all[0].any[0].all[0].for", 2),
        ("when.all[0].any[1].not.is", 3),
    ]


def test_a_wrong_entry_does_not_make_its_list_too_short() -> None:
    assert only(Waits, "when: {any: [{time: soon}]}").path == "when.any[0].time"


def test_what_an_alias_repeats_is_told_once() -> None:
    found = problems(Waits, "parts: [&a {time: soon}, *a, *a]")
    assert [(p.path, p.col) for p in found] == [("parts[0].time", 19)]
