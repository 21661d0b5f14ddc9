"""Mistakes that would not stop a drill, and would spoil it: what check says about them."""

from collections.abc import Callable

import pytest

from game.scenario.assemble import load_sources
from game.scenario.problems import Problem

Break = Callable[..., list[Problem]]

RUNS = " {lever: rollback, is: running}]}"
LOOK = "  - {id: l, title: L, command: flag off, takes: 5s, finding: {text: x}}\n"
NO_CHAT = "  - {id: o, of: chat, only: [rollback], when: {time: 5m}, says: No.}\n"
TOO_FAST = "  - {id: f, when: {time: 1m}, until: {time: 2m}, pace: 500}\n"
MUTE = "{event: person_answered, where: {target: mute}}"


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("from: 1m, release: shop", "from: 1m", "'release' cannot be won", "until:"),
        (
            "from: 1m, release: shop",
            "from: 0s, release: shop",
            "it acts at T+0, and other variants are well then",
            "at the same time",
        ),
        (
            "when: {event: incident_declared, where: {severity: sev1}}",
            "when: {lever: rollback, is: effective}",
            "asked after its option 'rollback' has been pulled",
            "before",
        ),
        (
            "when: {event: incident_declared, where: {severity: sev1}}",
            "when: {any: [{event: mitigation_failed, where: {lever: rollback}}," + RUNS,
            "asked after its option 'rollback' has been pulled",
            "before",
        ),
        (
            "    when: {all: [{event: inject_released, where: {inject: first-call}}, ",
            "    when: {all: [{variant: wrap}, {time: 30s}]} # ",
            "it comes at once and in one variant only",
            "60 s",
        ),
        (
            "investigations:\n  - {id: logs, title: Logs,",
            f"investigations:\n{LOOK}  - {{id: logs, title: Logs, command: 'Flag  off',",
            "the console takes this line for 'l'",
            "a line of its own",
        ),
        (
            "    start: {event: decision_prompted, where: {decision: way}}",
            "    start: {event: mitigation_undone, where: {lever: rollback}} #",
            "the lever 'rollback' cannot be undone",
            "undo: false",
        ),
        (
            "characters:\n",
            "outages:\n  - {id: gone, of: levers, when: {time: 0s}, says: No.}\ncharacters:\n",
            "no seat can ever reach",
            "{not: {time: 5m}}",
        ),
        (
            "characters:\n",
            f"outages:\n{NO_CHAT}characters:\n",
            "chat fails as a whole",
            "levers and lookups",
        ),
        (
            "characters:\n",
            f"fast forward:\n{TOO_FAST}characters:\n",
            "no fast forward that people can follow",
            "2 to 120",
        ),
        (
            "characters:\n",
            "fast forward:\n  - {id: f, when: {time: 1m}, until: {time: 2h}}\ncharacters:\n",
            "this can never become true",
            "",
        ),
        (
            "characters:\n",
            "shop changes: {alerts: [{id: slow, missing: true}]}\ncharacters:\n",
            "no alert 'slow' that could be missing",
            "",
        ),
        (
            "characters:\n",
            "shop changes: {alerts: [{id: fresh, title: New}]}\ncharacters:\n",
            "'fresh' is a new alert, and does not say when it fires",
            "metric:",
        ),
        (
            "    ramp: 1m\n",
            "    ramp: 1m\n    cases: [{when: {time: 5m}}]\n",
            "it makes no difference in this case",
            "outcome:",
        ),
        (
            "    ramp: 1m\n",
            "    ramp: 1m\n    cases: [{when: {time: 5m}, outcome: fails}]\n",
            "it fails, but says nothing",
            "refusal:",
        ),
        (
            "from: 1m, flag: gift",
            "from: 1m, fade: 5m, flag: gift",
            "it never begins to fade",
            "until:",
        ),
        (
            "from: 1m, flag: gift",
            "from: 1m, after lever: rollback, while lever: flag-off, flag: gift",
            "it waits for several levers at once",
            "keep one",
        ),
        (
            "    ramp: 1m\n",
            f"    ramp: 1m\n    cases: [{{when: {MUTE}, effect: 0%}}]\n",
            "this can never become true",
            "",
        ),
        ("{flag.gift.state}", "{fact.gift}", "nothing fills '{fact.gift}'", ""),
    ],
)
def test_what_would_not_play_well_is_told(
    sources: dict[str, str], old: str, new: str, message: str, hint: str
) -> None:
    text = sources["scenario.yaml"]
    if "mute" in new:
        text = text.replace("characters:\n", "characters:\n  - {id: mute, title: On leave}\n")
    if "undone" in new:
        text = text.replace("    ramp: 1m\n", "    ramp: 1m\n    undo: false\n")
    assert text.count(old) == 1, old
    found = load_sources({**sources, "scenario.yaml": text.replace(old, new)})
    assert isinstance(found, list)
    assert [message in one.message for one in found] == [True], found
    assert hint in found[0].hint


def test_an_objective_needs_something_that_begins_its_tasks(broken: Break) -> None:
    found = broken("start: {event: alert_fired}", "start: {time: 2h}", "runbook.yaml")
    assert [one.message for one in found] == [
        "nothing here begins a task of the objective 'notice'"
    ]


def test_an_objective_needs_a_task(broken: Break) -> None:
    found = broken("    objective: mend\n", "    objective: notice\n")
    assert [one.message for one in found] == ["nothing here begins a task of the objective 'mend'"]
