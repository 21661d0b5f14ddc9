"""Done in time: the event happens after the task's start, rated by how soon."""

from game.scenario.criteria import Done
from game.scenario.vocabulary import REPEATABLE
from game.simtime import clock, words
from game.terms import Rating
from scoring.bands import rate_elapsed
from scoring.case import Bout, Case, Verdict
from scoring.timeline import Numbered
from scoring.wording import clocked, happened, missing, sentence


def judge_done(case: Case, bout: Bout, criterion: Done) -> Verdict:
    """The first such event after the start; before it, where it cannot be done a second time.

    A team that declares before the alert has not missed the declaration. An act that can be
    repeated, such as a post, has to come after what it answers; a claim, after what it claims.
    """
    all_of_them = case.timeline.matching(criterion.event, criterion.where)
    after = [
        item for item in all_of_them if item.at_s >= bout.start_s and item.n not in bout.events
    ]
    if after:
        return _in_time(case, bout, criterion, after[0])
    if all_of_them and criterion.event not in REPEATABLE:
        return _before(case, bout, criterion, all_of_them[0])
    return _undone(case, bout, criterion)


def _in_time(case: Case, bout: Bout, criterion: Done, item: Numbered) -> Verdict:
    elapsed_s = max(0, item.at_s - bout.clock_s)
    act = happened(criterion.event, criterion.where, case.named)
    early = bout.start_s <= item.at_s < bout.clock_s
    since = f"{words(item.at_s - bout.start_s)} after {bout.began}" if early else ""
    since = since or f"{words(elapsed_s)} after {bout.counted}"
    text = f"{act} at {clock(item.at_s)}, {since}"
    clock_words = clocked(bout.task)
    note = sentence(f"{text}; {clock_words}" if clock_words else text)
    rating = rate_elapsed(bout.task, elapsed_s)
    return Verdict(rating, tuple(sorted({*bout.events, item.n})), note, item.at_s)


def _before(case: Case, bout: Bout, criterion: Done, item: Numbered) -> Verdict:
    act = happened(criterion.event, criterion.where, case.named)
    note = f"{act} at {clock(item.at_s)}, before its occasion came at {clock(bout.start_s)}"
    cited = tuple(sorted({item.n, *bout.events}))
    return Verdict(Rating.P, cited, sentence(note), item.at_s)


def _undone(case: Case, bout: Bout, criterion: Done) -> Verdict:
    absent = missing(criterion.event, criterion.where, case.named)
    left_s = case.end_s - bout.clock_s
    due_s = bout.clock_s + bout.task.target_s  # a late start excuses from nothing
    if left_s > 0 and case.end_s < due_s and not closed_by_the_team(case, bout):
        note = f"the exercise stopped {words(left_s)} after {bout.counted}, before it was due"
        return Verdict(Rating.N, bout.events, sentence(note))
    note = f"{absent} by {clock(case.end_s)}; counted from {clock(bout.clock_s)}"
    clock_words = clocked(bout.task)
    ending = f" ({bout.counted}; {clock_words})" if clock_words else f" ({bout.counted})"
    return Verdict(Rating.U, (*bout.events, *case.timeline.edges[-1:]), sentence(note + ending))


def closed_by_the_team(case: Case, bout: Bout) -> bool:
    """Whether the team itself ended the time that it had: by closing before this was done.

    An exercise that stopped early while customers were still hurt counts as that, too.
    """
    if case.end_s >= case.plan.duration_s:
        return False
    if case.hurt_at_end:
        return True
    closing = case.timeline.of("incident_resolved", "incident_stood_down")
    return bool(closing) and max(bout.events, default=0) < closing[-1].n
