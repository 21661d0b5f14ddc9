"""Acts that must not be, must come in order, must be followed up, or must stay few."""

from game.scenario.criteria import AtMost, EventPattern, Followed, Never, Ordered
from game.simtime import clock, words
from game.terms import Rating
from scoring.bands import lowered, rate_share
from scoring.case import Bout, Case, Verdict
from scoring.timeline import Numbered, numbers
from scoring.wording import happened, missing, often, sentence


def judge_never(case: Case, bout: Bout, criterion: Never) -> Verdict:
    """P while it did not happen; only for a seat that acted, for idleness proves nothing."""
    against = _matching(case, criterion.never, bout.start_s)
    what = happened(criterion.never.event, criterion.never.where, case.named)
    if against:
        when = ", ".join(clock(item.at_s) for item in against)
        note = f"{what} {often(len(against))} ({when})"
        return Verdict(Rating.U, numbers(against), sentence(note))
    if not _acted(case, bout):
        return _idle(bout)
    absent = missing(criterion.never.event, criterion.never.where, case.named)
    note = f"from {clock(bout.start_s)} to {clock(case.end_s)}, {absent}"
    return Verdict(Rating.P, _span(case, bout), sentence(note))


def judge_at_most(case: Case, bout: Bout, criterion: AtMost) -> Verdict:
    """P up to the number allowed, one band lower for each further one."""
    found = _matching(case, criterion.of, bout.start_s)
    if criterion.before is not None:
        until = _matching(case, criterion.before, bout.start_s)
        if not until and not case.hurt_at_end:
            return _no_occasion(case, bout, criterion.before)
        found = tuple(item for item in found if not until or item.n < until[0].n)
    if not found and not _acted(case, bout):
        return _idle(bout)
    what = happened(criterion.of.event, criterion.of.where, case.named)
    text = (
        f"{what} {often(len(found))}"
        if found
        else missing(criterion.of.event, criterion.of.where, case.named)
    )
    note = sentence(f"{text}; the runbook has room for {criterion.at_most}")
    over = max(0, len(found) - criterion.at_most)
    return Verdict(lowered(over), numbers(found) or _span(case, bout), note)


def judge_ordered(case: Case, bout: Bout, criterion: Ordered) -> Verdict:
    """The share of the later acts that the earlier one came before."""
    later = _matching(case, criterion.then, bout.start_s)
    if not later:
        return _no_occasion(case, bout, criterion.then)
    earlier = _matching(case, criterion.first)
    pairs = [(item, _before(item, earlier, criterion.same)) for item in later]
    met = [pair for pair in pairs if pair[1] is not None]
    share = len(met) / len(later)
    shown = [item for pair in pairs for item in pair if item is not None]
    what = happened(criterion.then.event, criterion.then.where, case.named)
    first = happened(criterion.first.event, criterion.first.where, case.named)
    note = f"{what} {often(len(later))}; {first} before {len(met)} of {len(later)}"
    without = [item for item, before in pairs if before is None]
    if without:
        note += f" (missing before {', '.join(clock(item.at_s) for item in without)})"
    return Verdict(rate_share(share), numbers(shown), sentence(note))


def judge_followed(case: Case, bout: Bout, criterion: Followed) -> Verdict:
    """The share of the acts that were followed up in time; what the end cut off does not count."""
    each = _matching(case, criterion.each, bout.start_s)
    after = _matching(case, criterion.by)
    pairs = [(item, _after(item, after, criterion)) for item in each]
    judged = [
        pair
        for pair in pairs
        if pair[1] is not None or pair[0].at_s + criterion.within_s <= case.end_s
    ]
    if not judged:
        return _no_occasion(case, bout, criterion.each)
    met = [pair for pair in judged if pair[1] is not None]
    what = happened(criterion.each.event, criterion.each.where, case.named)
    answer = happened(criterion.by.event, criterion.by.where, case.named)
    note = f"{what} {often(len(judged))}; {answer} within {words(criterion.within_s)} after "
    note += f"{len(met)} of {len(judged)}"
    without = [item for item, answered in judged if answered is None]
    if without:
        note += f" (missing after {', '.join(clock(item.at_s) for item in without)})"
    shown = [item for pair in judged for item in pair if item is not None]
    return Verdict(rate_share(len(met) / len(judged)), numbers(shown), sentence(note))


def _matching(case: Case, pattern: EventPattern, from_s: int = 0) -> tuple[Numbered, ...]:
    """The events of its types whose fields equal those given, in their order."""
    names = (pattern.event, *pattern.or_)
    found = (item for name in names for item in case.timeline.matching(name, pattern.where, from_s))
    return tuple(sorted(found, key=lambda item: item.n))


def _before(item: Numbered, earlier: tuple[Numbered, ...], same: str | None) -> Numbered | None:
    found = [other for other in earlier if other.n < item.n and _alike(item, other, same)]
    return found[-1] if found else None


def _after(item: Numbered, later: tuple[Numbered, ...], criterion: Followed) -> Numbered | None:
    until_s = item.at_s + criterion.within_s
    found = (
        other
        for other in later
        if other.n > item.n and other.at_s <= until_s and _alike(item, other, criterion.same)
    )
    return next(found, None)


def _alike(one: Numbered, other: Numbered, same: str | None) -> bool:
    return same is None or one.value(same) == other.value(same)


def _acted(case: Case, bout: Bout) -> bool:
    """Whether the task's seat did anything at all from the start on."""
    return any(
        item.event.by.role is bout.task.role and item.at_s >= bout.start_s
        for item in case.timeline.all
    )


def _idle(bout: Bout) -> Verdict:
    note = f"nothing was done from the seat of the {bout.task.role.title}, so nothing could be seen"
    return Verdict(Rating.N, bout.events, sentence(note))


def _no_occasion(case: Case, bout: Bout, pattern: EventPattern) -> Verdict:
    note = f"there was no occasion: {missing(pattern.event, pattern.where, case.named)}"
    return Verdict(Rating.N, bout.events, sentence(note))


def _span(case: Case, bout: Bout) -> tuple[int, ...]:
    return tuple(sorted({*bout.events, *case.timeline.edges[-1:]}))
