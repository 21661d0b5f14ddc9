"""Which rubric a drill was judged by: the tasks that its log holds, and the rules that read them.

A log embeds its runbook, so its tasks never change. The rules may: a scorecard therefore says
their version, and two scores compare where version and digest are equal.
"""

import hashlib
import json

from game.engine.plan import Plan
from game.scenario.fields import Model
from scoring.scorecard import RubricVersion

RULES_VERSION = 3
"""Raised with every change of the rules that can change a rating.

1: as first released. 2: time counts from a task's `clock`; refused pulls are pulls; every
precondition is asked for; ratings of an evaluator; regret; a late step leaves no more time for
the next. 3: an option may be taken back, and leads to the next question; its regret is held against
the worst option, if kept; whoever says that no data was lost must be right;
that the exercise ended is no excuse for a step that a late one before it had put off.
"""

_DIGITS = 16


def rubric_of(plan: Plan) -> RubricVersion:
    """The rubric of a drill; its digest covers all that tasks and severities say."""
    rules = {
        "tasks": [_said(task) for task in plan.tasks],
        "severities": [_said(item) for item in plan.runbook.severities],
        "exit": [_said(item) for item in plan.runbook.exit_criteria],
    }
    text = json.dumps(rules, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]
    return RubricVersion(plan.runbook.id, RULES_VERSION, digest)


def _said(model: Model) -> dict[str, object]:
    """What the file says: a field that a later version adds changes no older runbook's digest."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
