"""Hands on the system: checked first, evidence kept, decisions carried out, limits put back.

A pull is a pull, whether the system did it or refused it: to have tried is what is judged.
"""

from collections.abc import Iterable, Sequence

from game.engine.events import DecisionMade, EvidenceCaptured, PreconditionChecked, TaskAssigned
from game.scenario.criteria import PutBack
from game.simtime import clock
from game.terms import Rating
from scoring.bands import SHARE_OF, rate_elapsed, rate_share
from scoring.case import Bout, Case, Verdict
from scoring.facts import stems
from scoring.narration import lever_title
from scoring.timeline import Numbered, numbers
from scoring.wording import clocked, counted, sentence

PULLS = ("mitigation_started", "mitigation_refused")
_TAKEN_BACK = ("mitigation_undone", "mitigation_aborted", "mitigation_failed")


def judge_checked(case: Case, bout: Bout) -> Verdict:
    """The share of the pulls whose lever had all its preconditions checked, and they held."""
    pulls = [item for item in _pulls(case, bout) if _asks(case, item)]
    if not pulls:
        return _nothing(bout, "no lever that needs a check was pulled")
    known = [_checks_before(case, item) for item in pulls]
    shares = [_share_checked(case, pull, checks) for pull, checks in zip(pulls, known, strict=True)]
    lacking = [pull for pull, share in zip(pulls, shares, strict=True) if share < 1]
    note = f"{len(pulls) - len(lacking)} of {counted(len(pulls), 'pull')} came after all that the"
    note += " lever asks for had been checked and found to hold"
    note += _named(case, " (not so: ", lacking)
    shown = [*pulls, *(check for checks in known for check in checks)]
    return Verdict(rate_share(sum(shares) / len(shares)), numbers(shown), sentence(note))


def _pulls(case: Case, bout: Bout) -> list[Numbered]:
    return [item for item in case.timeline.of(*PULLS) if item.at_s >= bout.start_s]


def _asks(case: Case, pull: Numbered) -> bool:
    lever = case.plan.levers.get(pull.value("lever"))
    return lever is not None and bool(lever.preconditions)


def _checks_before(case: Case, pull: Numbered) -> list[Numbered]:
    """The checks of its lever that were done before a pull."""
    checks = case.timeline.matching("precondition_checked", {"lever": pull.value("lever")})
    return [check for check in checks if check.n < pull.n]


def _share_checked(case: Case, pull: Numbered, checks: Iterable[Numbered]) -> float:
    """Nothing for a lever that is pulled although a check has said no."""
    events = [check.event for check in checks]
    answers = {e.precondition: e.holds for e in events if isinstance(e, PreconditionChecked)}
    if not all(answers.values()):
        return 0.0
    return len(answers) / len(case.plan.levers[pull.value("lever")].preconditions)


def judge_state_kept(case: Case, bout: Bout) -> Verdict:
    """The share of what levers destroyed that was captured before they were pulled."""
    wanted = [
        (pull, kind)
        for pull in case.timeline.of("mitigation_started")
        if pull.at_s >= bout.start_s
        for kind in _destroyed(case, pull)
    ]
    if not wanted:
        return _nothing(bout, "no lever that destroys evidence was pulled")
    kept = [(pull, _captured(case, pull, kind)) for pull, kind in wanted]
    missed = [pull for pull, piece in kept if piece is None]
    note = f"{len(kept) - len(missed)} of {counted(len(kept), 'piece')} of evidence that a lever"
    note += f" destroys captured before it was pulled{_named(case, ' (lost with ', missed)}"
    shown = [item for pair in kept for item in pair if item is not None]
    share = (len(kept) - len(missed)) / len(kept)
    return Verdict(rate_share(share), numbers(shown), sentence(note))


def _destroyed(case: Case, pull: Numbered) -> tuple[str, ...]:
    lever = case.plan.levers.get(pull.value("lever"))
    return lever.destroys if lever is not None else ()


def _captured(case: Case, pull: Numbered, kind: str) -> Numbered | None:
    pieces = (
        item
        for item in case.timeline.of("evidence_captured")
        if isinstance(item.event, EvidenceCaptured)
        and item.event.kind.value == kind
        and item.n < pull.n
    )
    return next(pieces, None)


def judge_carried_out(case: Case, bout: Bout) -> Verdict:
    """The mean over the decisions of how soon their lever was pulled after the question.

    Where a decision only takes a lever back, that is what counts.
    """
    decided = [item for item in _standing(case) if item.at_s >= bout.start_s]
    found = [(item, _pull_after(case, item)) for item in decided if not _pulled_before(case, item)]
    due = [pair for pair in found if pair[1] is not None or not _cut_off(case, bout, pair[0])]
    if not due:
        return _nothing(bout, "no lever was decided on that had not been pulled already")
    shares = [_promptness(case, bout, item, pull) for item, pull in due]
    undone = [item for item, pull in due if pull is None]
    moved = "pulled" if all(_step(case, item)[1] is PULLS for item, _ in due) else "moved"
    note = f"{len(due) - len(undone)} of {counted(len(due), 'lever')} decided on were {moved}"
    note += _named(case, " (never ", undone)
    told = [_took(case, item, pull) for item, pull in due if pull is not None]
    note += f"; {', '.join(told)}" if told else ""
    note += f"; {clocked(bout.task)}" if clocked(bout.task) else ""
    shown = [item for pair in due for item in pair if item is not None]
    return Verdict(rate_share(sum(shares) / len(shares)), numbers(shown), sentence(note))


def _standing(case: Case) -> list[Numbered]:
    """Decisions for a lever that were not taken back before it could be pulled."""
    made = case.timeline.of("decision_made")
    found = []
    for index, item in enumerate(made):
        event = item.event
        if not isinstance(event, DecisionMade) or not _step(case, item)[0]:
            continue
        later = [it for it in made[index + 1 :] if it.value("decision") == item.value("decision")]
        pull = _pull_after(case, item)
        if later and (pull is None or pull.n > later[0].n):
            continue
        found.append(item)
    return found


def _step(case: Case, decision: Numbered) -> tuple[str, tuple[str, ...]]:
    """The lever that a decision moves, and the events that do it: pulled, or else taken back."""
    if decision.value("lever"):
        return decision.value("lever"), PULLS
    undone = case.plan.undoes(decision.value("decision"), decision.value("option"))
    return undone or "", _TAKEN_BACK


def _pulled_before(case: Case, decision: Numbered) -> bool:
    """Whether there was nothing left to do: it had been pulled, or was in force no more."""
    lever, types = _step(case, decision)
    before = [item for item in case.timeline.of(*PULLS, *_TAKEN_BACK) if item.n < decision.n]
    mine = [item for item in before if item.value("lever") == lever]
    if types is PULLS:
        return any(item.type in PULLS for item in mine)
    return not mine or mine[-1].type in _TAKEN_BACK


def _pull_after(case: Case, decision: Numbered) -> Numbered | None:
    lever, types = _step(case, decision)
    after = (item for item in case.timeline.of(*types) if item.n > decision.n)
    return next((item for item in after if item.value("lever") == lever), None)


def _cut_off(case: Case, bout: Bout, decision: Numbered) -> bool:
    """Whether the exercise ended before anybody could expect the pull."""
    return case.end_s < _asked_s(case, decision) + bout.task.target_s and not case.hurt_at_end


def _asked_s(case: Case, decision: Numbered) -> int:
    """When the question was put: a late decision gains no time."""
    prompts = case.timeline.matching("decision_prompted", {"decision": decision.value("decision")})
    before = [item.at_s for item in prompts if item.n < decision.n]
    return before[0] if before else decision.at_s


def _promptness(case: Case, bout: Bout, decision: Numbered, pull: Numbered | None) -> float:
    if pull is None:
        return 0.0
    return SHARE_OF[rate_elapsed(bout.task, pull.at_s - _asked_s(case, decision))]


def _took(case: Case, decision: Numbered, pull: Numbered) -> str:
    return f"{_title(case, pull)} {pull.at_s - _asked_s(case, decision)} s after the question"


def judge_put_back(case: Case, bout: Bout, criterion: PutBack) -> Verdict:
    """The share of what limits the product that was taken back, or became somebody's task."""
    kinds = set(criterion.put_back)
    pulls = [
        item
        for item in case.timeline.of("mitigation_completed")
        if item.value("lever") in case.plan.levers
        and case.plan.levers[item.value("lever")].kind in kinds
    ]
    if not pulls:
        return _nothing(bout, "nothing was done that limits the product")
    ends = [(item, _end_of(case, item)) for item in pulls]
    left = [item for item, end in ends if end is None]
    note = f"{len(pulls) - len(left)} of {counted(len(pulls), 'step')} that limit the product were"
    note += f" taken back or given to somebody{_named(case, ' (not: ', left)}"
    shown = [item for pair in ends for item in pair if item is not None]
    return Verdict(rate_share(1 - len(left) / len(pulls)), numbers(shown), sentence(note))


def _end_of(case: Case, pull: Numbered) -> Numbered | None:
    """The event that takes it back, or the task that gives it to somebody."""
    mine = pull.value("mitigation")
    for item in case.timeline.of(*_TAKEN_BACK, "task_assigned"):
        if item.n > pull.n and (_about(case, item, pull) or item.value("mitigation") == mine):
            return item
    return None


def _about(case: Case, item: Numbered, pull: Numbered) -> bool:
    """Whether a task names the lever: at least half of the words of its title."""
    if not isinstance(item.event, TaskAssigned):
        return False
    title = stems(_title(case, pull))
    return bool(title) and 2 * len(title & stems(item.event.text)) >= len(title)


def _title(case: Case, item: Numbered) -> str:
    return f"“{lever_title(case.plan, item.value('lever'))}”"


def _named(case: Case, before: str, items: Sequence[Numbered]) -> str:
    if not items:
        return ""
    told = ", ".join(f"{_title(case, item)} at {clock(item.at_s)}" for item in items)
    return f"{before}{told})"


def _nothing(bout: Bout, why: str) -> Verdict:
    return Verdict(Rating.N, bout.events, sentence(f"there was no occasion: {why}"))
