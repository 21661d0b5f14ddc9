"""What must hold for a scenario to be worth a team's half hour, and what shows that it does not."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from game.faces.author.moves import Move, best_moves
from game.faces.author.teams import Drill, Earned, Outcome
from game.scenario.model import Finding, Scenario, Variant

MASTERY = 95.0
"""So many points in a hundred the runbook's path must earn."""

DISTANCE = 20.0
"""So many points less must be left for those who ignore the lesson."""

BOOK = "by-the-book"
LESSER = ("careless", "spammer", "idle")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a claim does not hold, and the drill that shows it, if one does."""

    says: str
    drill: Drill | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that must hold."""

    id: str
    title: str
    shown: str
    """What was found, in a few words."""
    failures: tuple[Failure, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was tried: drills of bots, and simulated first moves for each variant."""

    scenario: Scenario
    outcomes: tuple[Outcome, ...]
    moves: Mapping[str, tuple[Move, ...]]
    moved_s: int

    def of(self, policy: str, variant: str | None = None) -> list[Outcome]:
        """Drills of one sort of team, in one variant or in all."""
        return [
            item
            for item in self.outcomes
            if item.drill.policy == policy and variant in {None, item.drill.variant}
        ]

    def typical(self, policy: str, variant: str) -> float:
        """The median score of such teams in that variant."""
        return median(item.score for item in self.of(policy, variant))

    def by_variant(self) -> Iterator[tuple[str, float]]:
        """Each variant with the points that the runbook's path earns there."""
        for variant in self.scenario.variants:
            yield variant.id, self.typical(BOOK, variant.id)


def judge(evidence: Evidence) -> tuple[Claim, ...]:
    """All claims, in the order in which an author should mend them."""
    return tuple(claim(evidence) for claim in _CLAIMS)


def _winnable(evidence: Evidence) -> Claim:
    failures = tuple(
        Failure(
            f"{variant.id}: in no drill were customers able to buy again before the end",
            evidence.of(BOOK, variant.id)[0].drill,
        )
        for variant in evidence.scenario.variants
        if not any(item.recovered for item in evidence.outcomes if _in(item, variant))
    )
    count = len(evidence.scenario.variants)
    shown = f"{count - len(failures)} of {count} variants were won"
    return Claim("winnable", "Every variant can be won", shown, failures)


def _in(outcome: Outcome, variant: Variant) -> bool:
    return outcome.drill.variant == variant.id


def _mastery(evidence: Evidence) -> Claim:
    shown = ", ".join(f"{variant} {score:.1f}" for variant, score in evidence.by_variant())
    failures = tuple(
        _short_of_mastery(evidence, variant, score)
        for variant, score in evidence.by_variant()
        if score < MASTERY
    )
    title = f"The runbook's path earns at least {MASTERY:.0f} of 100 points"
    return Claim("mastery", title, shown, failures)


def _short_of_mastery(evidence: Evidence, variant: str, score: float) -> Failure:
    worst = min(evidence.of(BOOK, variant), key=lambda item: item.score)
    lost = sorted(worst.earned, key=lambda item: item.points - item.most)
    worth = (f"{item.task} ({item.note})" for item in lost[:3] if item.points < item.most)
    return Failure(f"{variant}: {score:.1f} points; lost most at " + "; ".join(worth), worst.drill)


def _distance(evidence: Evidence) -> Claim:
    gaps = {
        (policy, variant): best - evidence.typical(policy, variant)
        for variant, best in evidence.by_variant()
        for policy in LESSER
    }
    failures = tuple(
        Failure(
            f"{variant}: {policy} comes within {gap:.1f} points of the runbook's path",
            max(evidence.of(policy, variant), key=lambda item: item.score).drill,
        )
        for (policy, variant), gap in gaps.items()
        if gap < DISTANCE
    )
    title = f"Careless, spammer and idle earn at least {DISTANCE:.0f} points less"
    return Claim("distance", title, f"at least {min(gaps.values()):.1f} less", failures)


def _points(evidence: Evidence) -> Claim:
    best = _best_of_tasks(evidence.outcomes)
    failures = tuple(
        Failure(f"{_short(item)} in any drill ({item.note})", drill)
        for item, drill in best.values()
        if item.points < item.most
    )
    observed = sum(item.most > 0 for item, _ in best.values())
    shown = f"{observed - len(failures)} of {observed} tasks earned in full"
    return Claim("points", "Every point is earned in some drill", shown, failures)


def _short(item: Earned) -> str:
    return f"{item.task}: at most {item.points:g} of {item.most:g} points"


def _best_of_tasks(outcomes: Iterable[Outcome]) -> dict[str, tuple[Earned, Drill]]:
    """Each task as the best team did it; teams that had no occasion for it come last."""
    best: dict[str, tuple[Earned, Drill]] = {}
    for outcome in outcomes:
        for item in outcome.earned:
            known = best.get(item.task)
            if known is None or _rank(item) > _rank(known[0]):
                best[item.task] = (item, outcome.drill)
    return best


def _rank(item: Earned) -> tuple[bool, float]:
    return item.most > 0, item.points


def unearned(outcomes: Sequence[Outcome]) -> set[str]:
    """Tasks that some team had occasion for, and none has done in full."""
    best = _best_of_tasks(outcomes)
    return {task for task, (item, _) in best.items() if item.points < item.most}


def not_observed(outcomes: Sequence[Outcome]) -> list[str]:
    """Tasks that no team had occasion for."""
    best = _best_of_tasks(outcomes)
    return [task for task, (item, _) in best.items() if item.most == 0]


def unreleased(scenario: Scenario, outcomes: Iterable[Outcome]) -> list[str]:
    """Injects that came in no drill."""
    came = {inject for outcome in outcomes for inject, _ in outcome.injects}
    return [inject.id for inject in scenario.injects if inject.id not in came]


def _injects(evidence: Evidence) -> Claim:
    missing = unreleased(evidence.scenario, evidence.outcomes)
    failures = tuple(
        Failure(f"{inject}: came in none of {len(evidence.outcomes)} drills", _longest(evidence))
        for inject in missing
    )
    count = len(evidence.scenario.injects)
    shown = f"{count - len(missing)} of {count} injects came"
    return Claim("injects", "Every inject comes in some drill", shown, failures)


def _longest(evidence: Evidence) -> Drill:
    return max(evidence.of(BOOK), key=lambda item: item.ended_s).drill


def _told_apart(evidence: Evidence) -> Claim:
    failures: list[Failure] = []
    how: set[str] = set()
    for variant in evidence.scenario.variants:
        excluded = _ruled_out(evidence.scenario, variant)
        how |= set(excluded.values())
        others = [item.id for item in evidence.scenario.variants if item is not variant]
        failures += [
            Failure(f"{variant.id}: no investigation there rules out {other}")
            for other in others
            if other not in excluded
        ]
    shown = f"by {', '.join(sorted(how))}" if how else "there is nothing to tell apart"
    title = "The variants can be told apart by an investigation"
    return Claim("told-apart", title, shown, tuple(failures))


def _ruled_out(scenario: Scenario, variant: Variant) -> dict[str, str]:
    """The other variants that can be excluded in this one, each with an investigation for it."""
    excluded: dict[str, str] = {}
    for investigation in scenario.investigations:
        finding: Finding = variant.findings.get(investigation.id, investigation.finding)
        others = [name for item in finding.instead for name in item.rules_out]
        for other in (*finding.rules_out, *others):
            excluded.setdefault(other, investigation.id)
    return excluded


def _decision(evidence: Evidence) -> Claim:
    best = {variant: best_moves(moves) for variant, moves in evidence.moves.items()}
    shown = "; ".join(f"{variant}: {_named(moves)}" for variant, moves in best.items())
    failures: list[Failure] = []
    same = frozenset[str | None].intersection(*best.values())
    if len(best) < 2:
        failures.append(Failure("there is one variant only: who has seen it knows what to do"))
    elif same:
        failures.append(Failure(f"{_named(same)} is the best first move in every variant"))
    title = "The best first move is not the same in all variants"
    return Claim("decision", title, shown, tuple(failures))


def _named(moves: Iterable[str | None]) -> str:
    return " or ".join(sorted("waiting" if move is None else move for move in moves))


_CLAIMS: tuple[Callable[[Evidence], Claim], ...] = (
    _winnable,
    _mastery,
    _distance,
    _points,
    _injects,
    _told_apart,
    _decision,
)
