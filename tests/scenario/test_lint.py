from collections.abc import Callable

import pytest

from game.scenario.assemble import Loaded, load_sources
from game.scenario.problems import Problem

Break = Callable[..., list[Problem]]


def test_the_small_scenario_has_no_problem(sources: dict[str, str]) -> None:
    loaded = load_sources(sources)
    assert isinstance(loaded, Loaded)
    assert (loaded.scenario.id, loaded.runbook.id, loaded.shop.id) == (
        "kiosk-down",
        "house",
        "kiosk",
    )


ONE_CHANGE_ONE_PROBLEM = [
    # references
    ("from: monitoring", "from: ghost", "unknown sender 'ghost'", "use one of boss, monitoring"),
    ("inject: first-call}}", "inject: frst-call}}", "unknown inject 'frst-call'", "'first-call'"),
    ("event: inject_released", "event: inject_relased", "unknown event", "'inject_released'"),
    ("where: {inject: first", "where: {injct: first", "inject_released has no field 'injct'", ""),
    ("severity: sev1}", "severity: sev9}", "unknown severity 'sev9'", "did you mean"),
    ("lever: rollback}", "lever: rolback}", "unknown lever 'rolback'", "'rollback'"),
    ("{metric: checkout.p95,", "{metric: checkout.q,", "unknown metric", "'checkout.queue'"),
    ("  rollback: {holds", "  rolback: {holds", "unknown lever 'rolback'", "'rollback'"),
    ("holds: {healthy:", "holds: {helthy:", "rollback has no precondition 'helthy'", "'healthy'"),
    ("rules out: [release]", "rules out: [relese]", "unknown variant 'relese'", "'release'"),
    ("revealed by: [logs]", "revealed by: [log]", "unknown investigation 'log'", "'logs'"),
    ("destroys: [heap]", "destroys: [heep]", "unknown kind of evidence 'heep'", "'heap'"),
    ("flag: gift}\n    levers", "flag: gif}\n    levers", "unknown flag 'gif'", "'gift'"),
    ("option: back}", "option: bak}", "unknown option 'bak'", "'back'"),
    ("[notice, mend]", "[notice, mend, gone]", "unknown objective 'gone'", "mend, notice"),
    ("objective: mend", "objective: mendd", "unknown objective 'mendd'", "'mend'"),
    ("runbook: house", "runbook: other", "the runbook in runbook.yaml is called 'house'", "same"),
    # what never comes
    ("    at: 3m\n", "    at: 30m\n", "it never comes: the exercise ends after 20 min", "earlier"),
    ("    at: 3m\n", "    at: -1m\n", "it never comes: this is before the start", ""),
    ("    at: 3m\n", "", "neither at nor when", "add at:"),
    ("inject: first-call}}", "inject: second-call}}", "it never comes: this cannot", "itself"),
    (
        "event: incident_declared, where: {severity: sev1}",
        "event: inject_expired, where: {inject: second-call}",
        "it is never asked",
        "never happens",
    ),
    ("event: incident_declared, where: {severity: sev1}", "time: 20m", "it is never asked", ""),
    ("start: {event: decision_prompted", "start: {time: 1h} #", "the task never begins", ""),
    # limits
    ("above: 2s", "above: 2/s", "checkout.p95 is measured in ms, and this is measured in /s", "2s"),
    ("above: 2s", "above: 2s, below: 1s", "nothing is above the one and below the other", "any:"),
    ("above: 2s, ", "", "neither above nor below", "add above:"),
    ("above: 2s", "below: 0s", "checkout.p95 is never below zero", ""),
    # injects and decisions
    ("Slow as well.", "Slow " * 51, "the text has 51 words", "say less"),
    ("    to: ic\n", "    to: ops\n", "ic should answer, but only ops receives it", "ic or all"),
    ("within: 3m", "within: 0m", "nobody can answer within no time", ""),
    ("title: Wait}", "title: Wait, lever: rollback}", "the same lever as 'back'", ""),
    (", lever: rollback}", "}", "no lever, as 'back'", "add lever:"),
    ("title: Wait}", "title: Wait, undoes: rolback}", "unknown lever 'rolback'", "'rollback'"),
    (
        "lever: rollback}\n      - {id: w",
        "lever: rollback, undoes: rollback}\n      - {id: w",
        "takes back the lever that it pulls",
        "another",
    ),
    # texts
    ("{cast.boss.title}", "{cast.bos.title}", "nothing fills '{cast.bos.title}'", "cast.boss"),
    ("{support.tickets}", "{support.ticket}", "nothing fills", "'support.tickets'"),
    ("{deploy.shop.version}", "{deploy.shop}", "nothing fills '{deploy.shop}'", "deploy.shop."),
    ("{time.utc}", "{ time.utc }", "spaces in '{ time.utc }'", "write {time.utc}"),
    # levers, faults, variants
    (", refusal: No.", "", "it is refused, but says nothing", "add refusal:"),
    ("rules out: [wrap]", "rules out: [release]", "is found in that variant", "of its own"),
    ("\n    release: shop\n", "\n", "a rollback lever needs release:", "add release:"),
    ("ramp: 1m", "flag: gift", "a rollback lever has no use for flag", "flag-off"),
    ("on: true", "on: false", "the flag 'gift' is off from the start", "on: true"),
    ("share: 60%, from: 1m, flag", "share: 0%, from: 1m, flag", "it hits nothing", "above 0%"),
    ("from: 1m, flag", "from: 1m, until: 1m, flag", "it ends before it begins", ""),
    ("from: 1m, flag", "from: 20m, flag", "it never begins", ""),
    ("code-errors, share: 60%, from: 1m, flag", "slow-dependency, flag", "slows nothing", "5x"),
    # tasks, ids, settings
    ("target: 2m", "target: 5m", "the target (5 min) is after the limit (4 min)", "done late"),
    ("points: 5", "points: 5\n    bands: {S: 10%}", "a worse rating gives more points", "at least"),
    ("tasks:\n  - id: chose", "tasks:\n  - id: declare", "the runbook has a task 'declare'", ""),
    ("id: second-call", "id: first-call", "'first-call' is here twice: first in line 40", "name"),
    ("20m, start", "20m, pace: 0, start", "time would stand still", "real time"),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), ONE_CHANGE_ONE_PROBLEM)
def test_each_mistake_in_a_scenario_is_told(
    broken: Break, old: str, new: str, message: str, hint: str
) -> None:
    found = broken(old, new)
    assert [message in one.message for one in found] == [True], found
    assert hint in found[0].hint
    assert found[0].file == "scenario.yaml"
    assert found[0].excerpt[found[0].col - 1 :].strip(), "the caret stands on something"


@pytest.mark.parametrize(
    ("file", "change", "message", "hint"),
    [
        ("shop.yaml", ("below: 95%", "below: 95ms"), "is measured in %", "write it as 95%"),
        ("shop.yaml", ("threshold: 98%", "threshold: 98"), "and this is a count", "95%"),
        (
            "shop.yaml",
            ("success, below", "sucess, below"),
            "unknown metric of this shop",
            "success",
        ),
        ("shop.yaml", ("id: orders.rate", "id: order.rate"), "unknown metric", "'orders.rate'"),
        ("shop.yaml", ("workers: 8", "workers: 0"), "cannot work with 0", ""),
        ("shop.yaml", ("work: 60ms", "work: 60%"), "expected a time above zero", "800ms"),
        ("runbook.yaml", ("{since}: ", "{sinc}: "), "nothing fills '{sinc}'", "'since'"),
        ("runbook.yaml", ("do: declare", "do: declar"), "unknown action 'declar'", "'declare'"),
        ("runbook.yaml", ("{person}", "you"), "the set words name nobody", "{person}"),
        ("runbook.yaml", ("pages: [boss]", "pages: [bos]"), "no character 'bos'", "'boss'"),
        (
            "runbook.yaml",
            (
                "  - {role: scribe, owns: timeline, leaves: hands}\n",
                "",
            ),
            "nothing is said of scribe",
            "",
        ),
        (
            "runbook.yaml",
            (
                "done: {event: incident_declared}",
                "done: {event: investigation_finished, where: {investigation: heap}}",
            ),
            "in the scenario kiosk-down this can never happen",
            "'without tasks'",
        ),
        (
            "runbook.yaml",
            (
                "first: {event: evidence_captured, where: {kind: heap}}",
                "same: lever\n      first: {event: evidence_captured, where: {kind: heap}}",
            ),
            "'lever' is not a field of both evidence_captured and mitigation_started",
            "use by",
        ),
    ],
)
def test_each_mistake_in_shop_and_runbook_is_told(
    broken: Break, file: str, change: tuple[str, str], message: str, hint: str
) -> None:
    found = broken(*change, file)
    assert [message in one.message for one in found] == [True], found
    assert hint in found[0].hint
    assert found[0].file == file


def test_an_exercise_has_a_length(broken: Break) -> None:
    found = broken("duration: 20m", "duration: 59s")
    assert ("exercise.duration", "under a minute") in [(one.path, one.message) for one in found]
    assert {one.message for one in found if one.path.endswith("at")} == {
        "it never comes: the exercise ends after 59 s"
    }


def test_a_shared_runbook_may_speak_of_levers_that_a_scenario_lacks(broken: Break) -> None:
    assert not broken("levers: [rollback]", "levers: [rollback, shed-load]", "runbook.yaml")


def test_a_wrong_entry_brings_no_problems_about_those_that_name_it(broken: Break) -> None:
    assert [one.path for one in broken("    at: 3m\n", "    at: 3\n")] == ["injects[0].at"]


def test_entries_keep_their_numbers_when_an_earlier_one_is_wrong(sources: dict[str, str]) -> None:
    text = sources["scenario.yaml"].replace("    at: 3m\n", "    at: 3\n")
    text = text.replace("from: monitoring", "from: ghost")
    result = load_sources({**sources, "scenario.yaml": text})
    assert isinstance(result, list)
    assert [(one.path, one.line) for one in result] == [
        ("injects[0].at", 41),
        ("injects[1].from", 49),
    ]


def test_problems_of_all_files_come_together(sources: dict[str, str]) -> None:
    spoilt = {
        "scenario.yaml": sources["scenario.yaml"].replace("via: phone", "form: phone"),
        "runbook.yaml": sources["runbook.yaml"].replace("role: ops, owns", "role: opps, owns"),
        "shop.yaml": sources["shop.yaml"].replace("work: 60ms", "work: 60 parrots"),
    }
    result = load_sources(spoilt)
    assert isinstance(result, list)
    assert [(one.file, one.path) for one in result] == [
        ("runbook.yaml", "roles[1].role"),
        ("scenario.yaml", "injects[0].form"),
        ("shop.yaml", "checkout.work"),
    ]
