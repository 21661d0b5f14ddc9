"""Texts of scenario and runbook on paper: placeholders named, or filled with an example."""

import re
from collections.abc import Mapping

from game.engine.texts import show
from game.scenario.assemble import Loaded
from game.scenario.runbook import Template
from game.scenario.shop_model import MetricSpec
from game.simtime import utc
from game.terms import Audience, Role, Severity, Stage

_PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.-]+)\}")
_NAMED = {
    "since": "since when",
    "until": "until when",
    "scope": "who is hit",
    "next_update": "by when the next update comes",
    "severity": "severity",
    "data": "whether data was lost",
    "person": "name",
    "company": "our shop",
    "support.tickets": "number of tickets",
    "time.utc": "time",
    "time.clock": "time",
}
_EXAMPLE_COMMANDER = "Robin Example"
_BEGAN_S = 60
_DECLARED_S = 240
_OVER_S = 1020
_STEP_S = {Stage.INVESTIGATING: 420, Stage.IDENTIFIED: 840, Stage.MONITORING: 1080}
_FINAL_S = 1740


def on_paper(loaded: Loaded, text: str) -> str:
    """The text with what the scenario knows, and [what only the moment knows] in brackets."""
    return _PLACEHOLDER.sub(lambda match: _known(loaded, match[1]), text)


def _known(loaded: Loaded, name: str) -> str:
    head, _, rest = name.partition(".")
    match head:
        case "cast":
            return f"the {_title(loaded, rest.partition('.')[0])}"
        case "role" if rest in set(Role):
            return f"the {Role(rest).title}"
        case "deploy":
            return _deploy(loaded, rest)
        case "flag":
            return f"[state of {rest.rpartition('.')[0]}]"
        case _:
            return f"[{_NAMED.get(name) or _metric_title(loaded, name)}]"


def _title(loaded: Loaded, key: str) -> str:
    found = (item.title for item in loaded.scenario.characters if item.id == key)
    return next(found, key)


def _deploy(loaded: Loaded, rest: str) -> str:
    key, _, wanted = rest.rpartition(".")
    deploy = next((item for item in loaded.scenario.deploys if item.id == key), None)
    if deploy is None:
        return f"[{rest}]"
    start = loaded.scenario.exercise.start
    values = {
        "version": deploy.version,
        "previous": deploy.previous,
        "time": f"{utc(start, deploy.at_s)[:5]} UTC",
    }
    return values.get(wanted, f"[{wanted} of {deploy.version}]")


def _metric_title(loaded: Loaded, name: str) -> str:
    found = (item.title.lower() for item in loaded.shop.metrics if item.id == name)
    return next(found, name.replace(".", " ").replace("_", " "))


def contact(loaded: Loaded, key: str) -> str:
    """What the scenario calls somebody whom the runbook names by id."""
    return _title(loaded, key) if key not in set(Role) else Role(key).title


def example(loaded: Loaded, template: Template) -> tuple[str, str]:
    """When a template is posted in the example of a SEV1, and its text, filled."""
    at_s = _FINAL_S if template.stage is Stage.RESOLVED else _STEP_S[template.stage]
    if template.id == first_post(loaded):
        at_s = _DECLARED_S + 180
    facts = _facts(loaded, template, at_s)
    text = _PLACEHOLDER.sub(lambda match: facts.get(match[1], f"[{match[1]}]"), template.text)
    return f"{_utc(loaded, at_s)} UTC", text


def first_post(loaded: Loaded) -> str:
    """The template of the first post to customers."""
    mine = (item.id for item in loaded.runbook.templates if item.audience is Audience.CUSTOMERS)
    return next(mine, "")


def _utc(loaded: Loaded, at_s: int) -> str:
    return utc(loaded.scenario.exercise.start, at_s)[:5]


def _facts(loaded: Loaded, template: Template, at_s: int) -> Mapping[str, str]:
    """The facts of the example, as they stand when the template is posted."""
    over = template.stage in {Stage.MONITORING, Stage.RESOLVED}
    metrics = {
        item.id: show(item.id, _value(item, over=over))
        for item in loaded.shop.metrics
        if item.threshold
    }
    return {
        **metrics,
        "company": loaded.shop.name or "our shop",
        "since": _utc(loaded, _BEGAN_S),
        "until": _utc(loaded, _OVER_S),
        "scope": "about six in ten customers",
        "next_update": _utc(loaded, at_s + _every_s(loaded, template.audience)),
        "severity": _label(loaded),
        "data": "No data was lost: orders that were confirmed are safe",
        "role.ic": _EXAMPLE_COMMANDER,
        "time.utc": f"{_utc(loaded, at_s)} UTC",
    }


def _value(metric: MetricSpec, *, over: bool) -> float:
    """A value on the right side of the metric's threshold when it is over, else far beyond it."""
    limit = metric.threshold.value if metric.threshold else 0.0
    if metric.better == "high":
        return limit * (1.0 if over else 0.4)
    return limit * (0.5 if over else 4.0)


def _every_s(loaded: Loaded, audience: Audience) -> int:
    """The cadence of the example: the runbook's for SEV1, else half an hour."""
    rule = loaded.runbook.severity(Severity.SEV1) or loaded.runbook.severities[0]
    fallback_s = rule.cadence.get(Audience.CUSTOMERS, 1800)
    return rule.cadence.get(audience, fallback_s)


def _label(loaded: Loaded) -> str:
    rule = loaded.runbook.severity(Severity.SEV1)
    return rule.label if rule else "SEV1"
