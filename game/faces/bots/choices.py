"""Choosing between the options of a decision, by what has been checked, tried and seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from game.engine.handbook import Handbook, Lever
from game.engine.state import CheckResult, DecisionState, Mitigation
from game.engine.view import View
from game.faces.bots.signs import helped, impact_of
from game.scenario.model import Option
from game.scenario.shop_model import LeverKind
from game.terms import MitigationPhase

GIVE_IT_S = 45
"""So long after its full effect a lever may stay without effect before it is given up."""

TURNS_AWAY = frozenset({LeverKind.SHED, LeverKind.MAINTENANCE, LeverKind.READ_ONLY})
"""They refuse customers on purpose: success falls while they work, and cannot show their use."""

_NO_WAY = frozenset({MitigationPhase.REFUSED, MitigationPhase.FAILED})
_NEAR_S = 900
"""A change this close before the impact is a suspect."""


class Standing(IntEnum):
    """How an option stands by the evidence; smaller is better."""

    READY = 0
    """Every precondition of its lever was checked and holds."""
    UNCHECKED = 1
    WAITING = 2
    """It pulls no lever."""
    UNDER_WAY = 3
    OUT = 4
    """A precondition does not hold, it was refused, it failed, or it did not help."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One option with how it stands and why, in a sentence."""

    option: Option
    standing: Standing
    why: str


def check_of(view: View, lever: str, question: str) -> CheckResult | None:
    """The check of one precondition, running or done."""
    mine = (item for item in view.checks if item.lever == lever and item.precondition == question)
    return next(mine, None)


def finding_of(check: CheckResult) -> str:
    """What a check told, without the yes or no in front."""
    return check.finding.removeprefix("Yes. ").removeprefix("No. ")


def newest_pull(view: View, lever: str) -> Mitigation | None:
    """The newest mitigation with this lever."""
    return next((item for item in reversed(view.mitigations) if item.lever == lever), None)


def unchecked(view: View, lever: Lever) -> Iterator[str]:
    """Preconditions of the lever that nobody has begun to check."""
    return (item.id for item in lever.questions if check_of(view, lever.id, item.id) is None)


def verdicts(view: View, handbook: Handbook, decision: str) -> tuple[Verdict, ...]:
    """All options of a decision, the best first."""
    options = handbook.decisions[decision].options
    found = [_verdict(view, handbook, option) for option in options]
    shut = [item for item in found if item.standing is Standing.OUT]
    found = [_held(item, shut) if item.standing is Standing.WAITING else item for item in found]
    prior = suspicion_order(view, handbook)
    last = len(prior)

    def rank(verdict: Verdict) -> tuple[int, int]:
        lever = verdict.option.lever
        return verdict.standing, prior.index(lever) if lever in prior else last

    return tuple(sorted(found, key=rank))


def _verdict(view: View, handbook: Handbook, option: Option) -> Verdict:
    lever = handbook.levers.get(option.lever or "")
    if lever is None:
        return Verdict(option, Standing.WAITING, "Nothing that we could do has been checked so far")
    standing, why = lever_standing(view, lever)
    return Verdict(option, standing, why)


def _held(waiting: Verdict, shut: Sequence[Verdict]) -> Verdict:
    """Waiting is chosen for what speaks against the levers."""
    if not shut:
        return waiting
    why = " ".join(f"Not “{item.option.title}”: {item.why}" for item in shut)
    return Verdict(waiting.option, waiting.standing, why)


def lever_standing(view: View, lever: Lever) -> tuple[Standing, str]:
    """How a lever stands by the evidence, and why."""
    pull = newest_pull(view, lever.id)
    if pull is not None and pull.phase is not MitigationPhase.UNDONE:
        return _pulled(view, lever, pull)
    checks = [check_of(view, lever.id, item.id) for item in lever.questions]
    for check in checks:
        if check is not None and check.holds is False:
            return Standing.OUT, finding_of(check)
    if any(check is None or check.done_s is None for check in checks):
        return (
            Standing.UNCHECKED,
            "It fits best what we see, though not all it needs has been checked",
        )
    findings = " ".join(finding_of(check) for check in checks if check is not None)
    return Standing.READY, findings or lever.explain or lever.title


def _pulled(view: View, lever: Lever, pull: Mitigation) -> tuple[Standing, str]:
    if pull.phase in _NO_WAY:
        return Standing.OUT, pull.note or "it was refused"
    if lever.kind not in TURNS_AWAY and gave_nothing(view, pull):
        return Standing.OUT, f"{lever.title} was done and did not help"
    return Standing.UNDER_WAY, f"{lever.title} is under way"


def gave_nothing(view: View, pull: Mitigation) -> bool:
    """Whether the lever has had its time and the dashboards are as bad as before."""
    done_s = pull.completed_s
    if done_s is None or view.at_s < done_s + GIVE_IT_S:
        return False
    return not helped(view, pull.at_s)


def suspicion_order(view: View, handbook: Handbook) -> list[str]:
    """All levers, the one that fits the first symptoms best first: changes before capacity."""
    impact = impact_of(view, handbook)
    onset_s = impact.since_s if impact else view.at_s
    by_book = [lever for rule in handbook.runbook.mitigations for lever in rule.levers]
    names = list(handbook.levers)

    def rank(name: str) -> tuple[int, int, int]:
        position = by_book.index(name) if name in by_book else len(by_book)
        suspected = _changed_before(handbook, handbook.levers[name], onset_s)
        return (0 if suspected else 1, position, names.index(name))

    return sorted(names, key=rank)


def _changed_before(handbook: Handbook, lever: Lever, onset_s: int) -> bool:
    """Whether the lever takes back a change that came shortly before the impact."""
    match lever.kind:
        case LeverKind.ROLLBACK:
            moments = [item.at_s for item in handbook.deploys if item.id == lever.release]
        case LeverKind.FLAG_OFF:
            moments = [item.changed_s for item in handbook.flags if item.id == lever.flag]
        case _:
            return False
    return any(0 <= onset_s - at_s <= _NEAR_S for at_s in moments)


def open_decisions(view: View) -> tuple[DecisionState, ...]:
    """Questions that the IC has not settled."""
    return tuple(item for item in view.decisions if item.made_s is None)


def decided_lever(view: View, handbook: Handbook) -> Lever | None:
    """The lever of the newest decision that has not been pulled since; None when there is none."""
    made = [item for item in view.decisions if item.made_s is not None]
    for item in sorted(made, key=lambda item: item.made_s or 0, reverse=True):
        options = handbook.decisions[item.id].options
        lever = next((option.lever for option in options if option.id == item.option), None)
        if lever is None:
            continue
        pull = newest_pull(view, lever)
        if pull is None or pull.at_s < (item.made_s or 0):
            return handbook.levers.get(lever)
        return None
    return None


def decided_undo(view: View, handbook: Handbook) -> Mitigation | None:
    """What the newest decision takes back, once the lever that it pulls has its full effect."""
    made = [item for item in view.decisions if item.made_s is not None]
    newest = max(made, key=lambda item: item.made_s or 0, default=None)
    if newest is None:
        return None
    options = handbook.decisions[newest.id].options
    option = next((item for item in options if item.id == newest.option), None)
    pull = newest_pull(view, option.undoes) if option is not None and option.undoes else None
    if option is None or pull is None or pull.ended_s is not None:
        return None
    instead = newest_pull(view, option.lever) if option.lever else None
    there = option.lever is None or (instead is not None and instead.completed_s is not None)
    return pull if there and pull.at_s < (newest.made_s or 0) else None


def must_decide_anew(view: View, handbook: Handbook) -> DecisionState | None:
    """A settled question whose lever turned out to be no way out; None while there is hope."""
    made = [item for item in view.decisions if item.made_s is not None]
    if not made or open_decisions(view):
        return None
    newest = max(made, key=lambda item: item.made_s or 0)
    chosen = next(
        (item for item in verdicts(view, handbook, newest.id) if item.option.id == newest.option),
        None,
    )
    return newest if chosen is not None and chosen.standing is Standing.OUT else None
