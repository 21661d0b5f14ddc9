"""The criteria of critical tasks, each judged by its own rule."""

from typing import assert_never

from game.scenario.criteria import (
    AnsweredInjects,
    AtMost,
    Cadence,
    CarriedOut,
    Checked,
    Conduct,
    Done,
    ExitHeld,
    Followed,
    HealthyAt,
    Never,
    OneCommander,
    Ordered,
    PostCheck,
    PutBack,
    Reasoned,
    Recovers,
    Regret,
    SeverityFits,
    StateKept,
    Talk,
    TaskAbout,
    TimeCalls,
    TimelineRecall,
)
from scoring.case import Bout, Case, Verdict
from scoring.criteria.acts import judge_at_most, judge_followed, judge_never, judge_ordered
from scoring.criteria.closing import judge_exit, judge_task_about
from scoring.criteria.command import (
    judge_commander,
    judge_reasoned,
    judge_regret,
    judge_talk,
    judge_time_calls,
)
from scoring.criteria.health import judge_healthy_at, judge_recovers
from scoring.criteria.pulls import (
    judge_carried_out,
    judge_checked,
    judge_put_back,
    judge_state_kept,
)
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
            return _judge_conduct(case, bout, criterion)


def _judge_conduct(case: Case, bout: Bout, criterion: Conduct) -> Verdict:
    match criterion:
        case Checked():
            return judge_checked(case, bout)
        case StateKept():
            return judge_state_kept(case, bout)
        case CarriedOut():
            return judge_carried_out(case, bout)
        case PutBack():
            return judge_put_back(case, bout, criterion)
        case OneCommander():
            return judge_commander(case, bout)
        case TimeCalls():
            return judge_time_calls(case, bout, criterion)
        case Talk():
            return judge_talk(case, bout, criterion)
        case Reasoned():
            return judge_reasoned(case, bout, criterion)
        case Regret():
            return judge_regret(case, bout, criterion)
        case ExitHeld():
            return judge_exit(case, bout, criterion)
        case TaskAbout():
            return judge_task_about(case, bout, criterion)
        case _:
            assert_never(criterion)
