"""The criteria of critical tasks, each judged by its own rule."""

from typing import assert_never

from game.scenario.criteria import (
    AnsweredInjects,
    AtMost,
    Cadence,
    Done,
    Followed,
    HealthyAt,
    Never,
    Ordered,
    PostCheck,
    Recovers,
    SeverityFits,
    TimelineRecall,
)
from scoring.case import Bout, Case, Verdict
from scoring.criteria.acts import judge_at_most, judge_followed, judge_never, judge_ordered
from scoring.criteria.health import judge_healthy_at, judge_recovers
from scoring.criteria.severity import judge_severity
from scoring.criteria.timed import judge_done
from scoring.criteria.words import judge_answers, judge_cadence, judge_post_check, judge_recall


def judge_criterion(case: Case, bout: Bout) -> Verdict:
    """The verdict of the task's criterion, its clock having begun."""
    criterion = bout.task.done
    match criterion:
        case Done():
            return judge_done(case, bout, criterion)
        case Never():
            return judge_never(case, bout, criterion)
        case Ordered():
            return judge_ordered(case, bout, criterion)
        case Followed():
            return judge_followed(case, bout, criterion)
        case AtMost():
            return judge_at_most(case, bout, criterion)
        case Cadence():
            return judge_cadence(case, bout, criterion)
        case PostCheck():
            return judge_post_check(case, bout, criterion)
        case SeverityFits():
            return judge_severity(case, bout)
        case HealthyAt():
            return judge_healthy_at(case, bout, criterion)
        case Recovers():
            return judge_recovers(case, bout)
        case TimelineRecall():
            return judge_recall(case, bout, criterion)
        case AnsweredInjects():
            return judge_answers(case, bout, criterion)
        case _:
            assert_never(criterion)
