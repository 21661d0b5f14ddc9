"""Command: one commander, the time called out, plain words to each other, and good decisions."""

import re
from collections.abc import Iterator
from itertools import pairwise

from game.engine.events import DecisionMade, MessageSent, RoleAccepted, RoleAssigned
from game.scenario.criteria import Reasoned, Regret, Talk, TimeCalls
from game.simtime import clock, words
from game.terms import Audience, Rating, Role, Stage
from scoring.bands import lowered, rate_elapsed, rate_share
from scoring.case import Bout, Case, Verdict
from scoring.facts import stems
from scoring.narration import option_title
from scoring.posts import check_text
from scoring.scorecard import DecisionScore
from scoring.timeline import Numbered, numbers
from scoring.wording import counted, sentence

NO_DIFFERENCE = 5.0
"""Failed orders: options that differ by less are as good as each other."""

_CALL_GRACE_S = 90
_TIME = re.compile(
    r"\b(\d+|one|two|three|five|ten|fifteen|twenty|thirty)\s*-?\s*(s|sec(ond)?s?|m|min(ute)?s?)\b"
    r"|\b\d{1,2}[:.]\d{2}\b|\bT\+|\btime (check|call|is)\b",
    re.IGNORECASE,
)
_DIFFUSE = re.compile(
    r"\b(can|could|would|will|should|may|might)\s+(some|any)(one|body)\b"
    r"|\b(some|any)(one|body)\s+(should|needs? to|has to|must|please|could|can)\b"
    r"|\bwho(ever)?\s+(can|has time|is free|wants)\b|\bwhoever\b[^.?!]*\b(clean|fix|look|check)",
    re.IGNORECASE,
)
"""A task for nobody in particular."""


def judge_commander(case: Case, bout: Bout) -> Verdict:
    """How soon somebody was named, and a band less for each change without a handshake."""
    changes = list(_in_command(case))
    if not changes:
        note = f"nobody was named Incident Commander by {clock(case.end_s)}"
        return Verdict(Rating.U, (*bout.events, *case.timeline.edges[-1:]), sentence(note))
    first, others = changes[0], changes[1:]
    late_s = max(0, first.at_s - bout.clock_s)
    barged = [item for item in others if isinstance(item.event, RoleAssigned)]
    rating = lowered(len(barged), rate_elapsed(bout.task, late_s))
    note = f"an Incident Commander was named at {clock(first.at_s)}, {words(late_s)} after "
    note += bout.counted
    if barged:
        times = ", ".join(clock(item.at_s) for item in barged)
        note += f"; and changed without offer and acceptance at {times}"
    elif others:
        note += "; handed over by offer and acceptance"
    return Verdict(rating, tuple(sorted({*bout.events, *numbers(changes)})), sentence(note))


def _in_command(case: Case) -> Iterator[Numbered]:
    """Each time that somebody else came to hold command."""
    holder = ""
    for item in case.timeline.of("role_assigned", "role_accepted"):
        event = item.event
        if isinstance(event, RoleAssigned | RoleAccepted) and event.seat is Role.IC:
            if event.person != holder:
                yield item
            holder = event.person


def judge_time_calls(case: Case, bout: Bout, criterion: TimeCalls) -> Verdict:
    """The share of the stretches between two calls, up to the end of the impact, in time."""
    end_s = _working_until_s(case)
    calls = [item for item in _said_by(case, (Role.IC,)) if _TIME.search(_text(item))]
    calls = [item for item in calls if bout.start_s < item.at_s <= end_s]
    required = (end_s - bout.start_s - _CALL_GRACE_S) // criterion.time_calls_s
    if required < 1:
        note = f"it was over within {words(max(0, end_s - bout.start_s))}: no call was due"
        return Verdict(Rating.N, bout.events, sentence(note))
    marks_s = [bout.start_s, *(item.at_s for item in calls), end_s]
    missed = sum(
        max(0, after_s - before_s - _CALL_GRACE_S) // criterion.time_calls_s
        for before_s, after_s in pairwise(marks_s)
    )
    note = f"the commander called out the time {counted(len(calls), 'time')} in "
    note += f"{words(end_s - bout.start_s)}; a call is due every {words(criterion.time_calls_s)}"
    shown = numbers(calls) or (*bout.events, *case.timeline.edges[-1:])
    return Verdict(rate_share(1 - missed / required), shown, sentence(note))


def _working_until_s(case: Case) -> int:
    over = case.timeline.of("incident_mitigated", "incident_resolved", "incident_stood_down")
    return over[0].at_s if over else case.end_s


def judge_talk(case: Case, bout: Bout, criterion: Talk) -> Verdict:
    """P without a line that fails, one band lower for each; not observed where nobody spoke."""
    said = [item for item in _said_by(case, criterion.from_) if item.at_s >= bout.start_s]
    if not said:
        return Verdict(Rating.N, bout.events, "Nothing was said that could be checked.")
    failed = [(item, quote) for item in said if (quote := _fault(criterion, _text(item)))]
    note = f"{len(said) - len(failed)} of {counted(len(said), 'line')} in the channel passed"
    if failed:
        first, quote = failed[0]
        note += f"; not the one at {clock(first.at_s)}: “{quote}”"
    shown = numbers(item for item, _ in failed) if failed else numbers(said)
    return Verdict(lowered(len(failed)), shown, sentence(note))


def _said_by(case: Case, roles: tuple[Role, ...]) -> list[Numbered]:
    seats = roles or (Role.IC, Role.OPS, Role.COMMS, Role.SCRIBE)
    return [item for item in case.timeline.of("message_sent") if item.event.by.role in seats]


def _text(item: Numbered) -> str:
    return item.event.text if isinstance(item.event, MessageSent) else ""


def _fault(criterion: Talk, text: str) -> str:
    """The words that fail the check; empty where none do."""
    if criterion.talk == "named_tasks":
        found = _DIFFUSE.search(text)
        return found[0] if found else ""
    checks = check_text(text, Audience.EXECUTIVES, Stage.INVESTIGATING, None)
    check = checks.get(criterion.talk)
    if check is None or check.passed:
        return ""
    return check.quotes[0] if check.quotes else text[:60]


def judge_reasoned(case: Case, bout: Bout, criterion: Reasoned) -> Verdict:
    """The share of the decisions with a reason that says something beyond the option's title."""
    made = [item for item in case.timeline.of("decision_made") if item.at_s >= bout.start_s]
    if not made:
        return Verdict(Rating.N, bout.events, "Nothing was decided.")
    thin = [item for item in made if _reason_words(case, item) < criterion.reasoned]
    note = f"{len(made) - len(thin)} of {counted(len(made), 'decision')} came with a reason"
    if thin:
        note += f"; not the one at {clock(thin[0].at_s)}: {_reason(thin[0])!r}"
    return Verdict(rate_share(1 - len(thin) / len(made)), numbers(made), sentence(note))


def _reason(item: Numbered) -> str:
    return item.event.reason if isinstance(item.event, DecisionMade) else ""


def _reason_words(case: Case, item: Numbered) -> int:
    title = option_title(case.plan, item.value("decision"), item.value("option"))
    return len(stems(_reason(item)) - stems(title))


def judge_regret(case: Case, bout: Bout, criterion: Regret) -> Verdict:
    """The mean over the decisions of how near they came to the best option on what was known.

    A decision is held against what was at stake: the loss between its best and its worst option.
    Up to the share that the criterion allows it is as good as the best. Luck has no part in it.
    """
    weighed = [item for item in case.decisions if _stake(item) >= NO_DIFFERENCE]
    if not weighed:
        note = "no decision was weighed in which the options made a difference"
        return Verdict(Rating.N, bout.events, sentence(note))
    parts = [_regret_part(item, criterion.regret) for item in weighed]
    note = f"{counted(len(weighed), 'decision')} weighed on what was known then; "
    note += ", ".join(_cost(case, item) for item in weighed)
    shown = tuple(item.event for item in weighed)
    return Verdict(rate_share(1 - sum(parts) / len(parts)), shown, sentence(note))


def _stake(item: DecisionScore) -> float:
    return item.stake or 0.0


def _regret_part(item: DecisionScore, allowed: float) -> float:
    part = (item.regret or 0.0) / _stake(item)
    return 0.0 if part <= allowed else part


def _cost(case: Case, item: DecisionScore) -> str:
    made = case.timeline.all[item.event - 1]
    title = option_title(case.plan, made.value("decision"), item.chosen)
    return f"“{title}” {item.regret or 0.0:.0f} orders over the best of {_stake(item):.0f}"
