"""Judged by the shop's truth: claims of health, and how soon customers could buy again."""

from game.scenario.criteria import HealthyAt
from game.simtime import clock, words
from game.terms import Rating
from scoring.bands import rate_elapsed
from scoring.case import Bout, Case, Verdict
from scoring.timeline import Numbered, numbers
from scoring.wording import clocked, happened, missing, sentence

_WORST_FIRST = (Rating.U, Rating.M, Rating.S, Rating.P)
_TEAM_MOVES = ("incident_declared", "decision_made", "mitigation_started")


def judge_healthy_at(case: Case, bout: Bout, criterion: HealthyAt) -> Verdict:
    """The worst of the moments claimed: P well for the whole time, S half of it, M a quarter."""
    pattern = criterion.healthy_at
    found = case.timeline.matching(pattern.event, pattern.where, bout.start_s)
    if not found:
        note = f"there was no occasion: {missing(pattern.event, pattern.where, case.named)}"
        return Verdict(Rating.N, bout.events, sentence(note))
    ratings = [_rate_health(case, item, criterion.for_s) for item in found]
    worst = next(rating for rating in _WORST_FIRST if rating in ratings)
    item = found[ratings.index(worst)]
    what = happened(pattern.event, pattern.where, case.named)
    note = f"when {what} at {clock(item.at_s)}, {_health(case, item)}"
    ending = f"; {words(criterion.for_s)} are asked for"
    return Verdict(worst, numbers(found), sentence(note + ending))


def _rate_health(case: Case, item: Numbered, for_s: int) -> Rating:
    if case.truth.hurt_at(item.at_s):
        return Rating.U
    well_s = case.truth.well_for_s(item.at_s)
    steps = ((1, Rating.P), (2, Rating.S), (4, Rating.M))
    return next((rating for parts, rating in steps if parts * well_s >= for_s), Rating.U)


def _health(case: Case, item: Numbered) -> str:
    if case.truth.hurt_at(item.at_s):
        share = case.truth.share(item.at_s, item.at_s)
        return f"only {share[-1]:.0%} of checkouts succeeded" if share else "checkout was not well"
    return f"checkout had been well for {words(case.truth.well_for_s(item.at_s))}"


def judge_recovers(case: Case, bout: Bout) -> Verdict:
    """How soon the impact ended for good; not observed where it ended before anybody moved."""
    truth = case.truth
    if not truth.real:
        return Verdict(Rating.N, bout.events, "Customers were not hurt in this drill.")
    if truth.end_s is None:
        note = f"customers could not reliably buy again by {clock(case.end_s)}"
        clock_words = clocked(bout.task)
        ending = f"; counted from {clock(bout.clock_s)} ({clock_words})"
        return Verdict(Rating.U, (*bout.events, *case.timeline.edges[-1:]), sentence(note + ending))
    moves = [item for item in case.timeline.of(*_TEAM_MOVES) if item.at_s <= truth.end_s]
    if not moves:
        note = f"the impact ended by itself at {clock(truth.end_s)}, before anybody had moved"
        return Verdict(Rating.N, bout.events, sentence(note))
    return _recovered(bout, truth.end_s, numbers(moves))


def _recovered(bout: Bout, end_s: int, moves: tuple[int, ...]) -> Verdict:
    elapsed_s = max(0, end_s - bout.clock_s)
    note = (
        f"customers could buy again from {clock(end_s)} on, {words(elapsed_s)} after {bout.counted}"
    )
    clock_words = clocked(bout.task)
    text = sentence(f"{note}; {clock_words}" if clock_words else note)
    events = tuple(sorted({*bout.events, *moves}))
    return Verdict(rate_elapsed(bout.task, elapsed_s), events, text, end_s)
